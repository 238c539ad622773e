"""The acquaintance sheet of a role: every paper its people sign, with its edition, to be printed and signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal

from generator import links
from generator.artifact import Artifact
from generator.site import paths
from generator.site.changes import editions
from generator.site.changes.feed import feed
from generator.site.changes.papers import named
from generator.site.maker import Maker
from handbook.addressees import Paper, papers, roles_bound
from handbook.book import Handbook
from handbook.memo import once
from handbook.model.people import Position, Role
from handbook.published import subject

PART = "oznakomlenie"
#: Whose papers they are: of the post as such, of this role, of other roles the post carries.
Group = Literal["post", "role", "other"]
_GROUPS: Final[tuple[Group, ...]] = ("post", "role", "other")
#: As many papers stand on one sheet; more go on another, with signatures of its own.
_MANY = 50


def has_oznakomlenie(book: Handbook, role: Role) -> bool:
    """Whether a role has a sheet: somebody on the list of posts carries it, and signs at least for the post."""
    return not role.external and bool(links.positions_of(book, role.id))


def signed_documents(book: Handbook, role: Role) -> frozenset[str]:
    """Documents that stand on the sheet of a role."""
    return frozenset(paper.id for paper in _signed(book, role) if paper.what == "document")


def acquaintance_paths(book: Handbook, role: Role) -> tuple[str, ...]:
    """Pages of the sheet of a role."""
    if not has_oznakomlenie(book, role):
        return ()
    sheets = max(1, -(-len(_signed(book, role)) // _MANY))
    return tuple(paths.sheet(role.id, number) for number in range(1, sheets + 1))


def acquaintance_pages(maker: Maker, role: Role) -> Iterator[Artifact]:
    """The sheet of a role, in several when there is much to sign; nothing when nobody carries the role."""
    book = maker.book
    pages = acquaintance_paths(book, role)
    if not pages:
        return
    mine = _signed(book, role)
    groups = {paper: _group(book, role, paper) for paper in mine}
    posts = links.positions_of(book, role.id)
    found = feed(maker.steps)
    latest = {paper: next(iter(steps)) for paper, steps in editions.by_paper(maker.steps).items()}
    changed = {
        paper: place
        for paper in mine
        if paper in latest and not latest[paper].is_first and (place := found.place(latest[paper]))
    }
    hr = book.positions.get(book.company.hr or "")
    for number, page in enumerate(pages):
        here = maker.here(page)
        start = number * _MANY
        yield maker.page(
            "oznakomlenie",
            here,
            role=role,
            posts=posts,
            sheets=pages,
            number=number + 1,
            start=start,
            rows=tuple(named(here, mine[start : start + _MANY])),
            heads=_heads(groups, mine[start : start + _MANY]),
            others=tuple(dict.fromkeys(name for post in posts for name in post.roles if name != role.id)),
            news={paper: here.to(place) for paper, place in changed.items()},
            files={one.paper: one for ones in maker.downloads.values() for one in ones if _homeless(one.paper)},
            keeper=hr.title if hr else None,
            department=_department(book, posts),
        )


def _signed(book: Handbook, role: Role) -> tuple[Paper, ...]:
    """What people of a role sign: what every post has, what this role works by, what other roles of the post need.

    Within each: job descriptions first, then acts by kind as the sources have them.
    """
    order = {"position": 0, "department": 1, "document": 2, "process": 3}
    own = {post.id for post in links.positions_of(book, role.id)}
    bound = editions.bound(book)
    mine = (paper for paper in papers(book) if own.intersection(bound[paper]))
    return tuple(
        sorted(
            mine,
            key=lambda one: (
                _GROUPS.index(_group(book, role, one)),
                order[one.what],
                not subject(book, one).publication,
            ),
        )
    )


def _group(book: Handbook, role: Role, paper: Paper) -> Group:
    if paper.what in {"position", "department"}:
        return "post"
    mine = role.id in roles_bound(book, paper) or (paper.what == "document" and paper.id in _taught(book, role))
    return "role" if mine else "other"


@once
def _taught_by_role(book: Handbook) -> dict[str, frozenset[str]]:
    """Documents that the first days of each role and the courses of these days name."""
    found: dict[str, frozenset[str]] = {}
    for name, path in book.paths.items():
        taught = [document for step in path.steps for document in step.documents]
        for step in path.steps:
            course = book.courses.get(step.course or "")
            taught += course.documents if course else ()
        found[name] = frozenset(taught)
    return found


def _taught(book: Handbook, role: Role) -> frozenset[str]:
    return _taught_by_role(book).get(role.id, frozenset())


def _heads(groups: Mapping[Paper, Group], papers: Iterable[Paper]) -> dict[Paper, Group]:
    """Papers of a sheet that a group begins with, when there are papers of other roles to tell from those of this."""
    first: dict[Group, Paper] = {}
    for paper in papers:
        first.setdefault(groups[paper], paper)
    return {paper: group for group, paper in first.items()} if "other" in groups.values() else {}


def _department(book: Handbook, posts: Iterable[Position]) -> str | None:
    """Where the posts are, when they are all in one department."""
    names = {post.department for post in posts}
    return next((one.title for one in book.company.departments if {one.id} == names), None)


def _homeless(paper: Paper | None) -> bool:
    """Whether the text of a paper stands nowhere on the site but in its Word file."""
    return paper is not None and paper.what in {"position", "department"}
