"""«Что изменилось»: the feed of editions, what is being prepared, dated norms, and the same role by role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.artifact import Artifact
from generator.site import paths
from generator.site.changes import editions, papers
from generator.site.changes.editions import LimitStep, Step
from generator.site.changes.feed import SHOWN, SHOWN_AT_HOME, Feed, feed, feed_page
from generator.site.here import Here
from generator.site.maker import Maker
from generator.site.role.acquaintance_page import has_oznakomlenie
from handbook.model.people import Role

#: Papers and norms of one role on the first page; who wants more has the feed.
_PAPERS, _NORMS = 5, 2
#: Days of norms on the page, the latest first; every norm has all of its own on its page.
_LIMITS = 15


@dataclass(frozen=True, slots=True)
class Entry:
    """An edition in the feed.

    Attributes:
        step: The edition.
        kind: What the paper is.
        link: Its title, leading to where the site has it.
        roles: Numbers of the roles it concerns, for the script that filters.
        wordings: Its clauses: what they are called, and how they read now and before.
        rest: How many clauses are not shown.
        more: The way to these, when the paper has a page of its own.
    """

    step: Step
    kind: str
    link: Markup
    roles: str
    wordings: tuple[tuple[str, Markup], ...]
    rest: int
    more: str | None


@dataclass(frozen=True, slots=True)
class Mine:
    """What changed for one role.

    Attributes:
        role: The role.
        number: Its number, for the script that filters.
        entries: Papers with the places of their editions in the feed.
        limits: Norms.
        left: How many papers and norms are not named.
        sheet: The way to its acquaintance sheet; None when it has none.
    """

    role: Role
    number: int
    entries: tuple[tuple[Step, str], ...]
    limits: tuple[LimitStep, ...]
    left: int
    sheet: str | None


def changes_pages(maker: Maker) -> Iterator[Artifact]:
    """The feed: its first page, and one more for every part that would make it long."""
    found = feed(maker.steps)
    pages = found.pages or ((),)
    for number, events in enumerate(pages, 1):
        here = maker.here(feed_page(number))
        yield maker.page(
            "changes",
            here,
            number=number,
            total=len(pages),
            newer=here.to(feed_page(number - 1)) if number > 1 else None,
            older=here.to(feed_page(number + 1)) if number < len(pages) else None,
            coming=tuple(_entry(here, maker, one) for one in found.coming) if number == 1 else (),
            events=tuple(
                (
                    event,
                    tuple(_entry(here, maker, one) for one in event.changed),
                    tuple(_entry(here, maker, one) for one in event.first),
                )
                for event in events
            ),
            limits_left=max(0, len(editions.limit_steps(maker.book)) - _LIMITS),
            limits=tuple((one, _numbers(maker, one.roles)) for one in _limits(maker)) if number == 1 else (),
            mine=tuple(_mine(maker, here, found)),
            chips=_chips(maker),
        )


def news(maker: Maker, here: Here, what: str, name: str) -> tuple[Entry, ...]:
    """The latest edition of a paper with what it changed, and the one being prepared, for its own page."""
    own = [one for one in maker.steps if (one.paper.what, one.paper.id) == (what, name)]
    told = [one for one in own if one.is_draft] + [one for one in own if not one.is_draft][:1]
    return tuple(_entry(here, maker, one, SHOWN_AT_HOME) for one in told if one.is_draft or not one.is_first)


def _entry(here: Here, maker: Maker, step: Step, shown: int | None = None) -> Entry:
    """An edition; without a number of clauses to show, as many as the feed has room for."""
    paper = step.paper
    home = here.href(paper.what, paper.id) if paper.what in {"document", "process"} else None
    most = shown or (SHOWN if home else SHOWN_AT_HOME)
    return Entry(
        step=step,
        kind=papers.kind_of(step.record, paper),
        link=papers.link(here, paper, step.record),
        roles=_numbers(maker, step.roles),
        wordings=tuple((one.where, papers.redlined(one.pieces)) for one in step.wordings[:most]),
        rest=max(0, len(step.wordings) - most),
        more=f"{home}#chto-izmenilos" if home and not shown else None,
    )


def _numbers(maker: Maker, roles: Sequence[str]) -> str:
    order = list(maker.book.roles)
    return " ".join(str(order.index(one)) for one in roles)


def _limits(maker: Maker) -> tuple[LimitStep, ...]:
    return editions.limit_steps(maker.book)[:_LIMITS]


def _chips(maker: Maker) -> tuple[tuple[int, Role], ...]:
    """Roles that something concerns, by their numbers."""
    concerned = {name for step in maker.steps for name in step.roles}
    concerned |= {name for step in editions.limit_steps(maker.book) for name in step.roles}
    return tuple((number, role) for number, role in enumerate(maker.book.roles.values()) if role.id in concerned)


def _mine(maker: Maker, here: Here, found: Feed) -> Iterator[Mine]:
    """What changed for each role: papers that are not in their first edition, and norms."""
    if here.path != feed_page(1):
        return
    latest = {paper: next(iter(steps)) for paper, steps in editions.by_paper(maker.steps).items()}
    changed = [step for step in maker.steps if latest[step.paper] is step and not step.is_first]
    places = {step.key: here.to(found.place(step) or here.path) for step in changed}
    for number, role in _chips(maker):
        own = [(step, places[step.key]) for step in changed if role.id in step.roles]
        limits = tuple(one for one in _limits(maker) if role.id in one.roles)
        left = max(0, len(own) - _PAPERS) + max(0, len(limits) - _NORMS)
        sheet = here.to(paths.role_page(role.id, "oznakomlenie")) if has_oznakomlenie(maker.book, role) else None
        yield Mine(role, number, tuple(own[:_PAPERS]), limits[:_NORMS], left, sheet)
