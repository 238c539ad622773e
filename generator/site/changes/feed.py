"""«Что изменилось» as pages: editions by day and order, cut so that no page is long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from generator.site import paths
from generator.site.changes.editions import Step

#: Letters of editions the first page holds, which has more on it, and the others; about how much markup one needs.
_FIRST, _ROOM, _MARKUP = 9000, 18000, 260
#: Clauses shown of one edition; a paper with a page of its own shows more there.
SHOWN, SHOWN_AT_HOME = 12, 40


@dataclass(frozen=True, slots=True)
class Event:
    """Editions of one day and order.

    Attributes:
        on: The day.
        why: The order or whatever they stand on.
        changed: Papers that were there before.
        first: Papers put in force for the first time.
        goes_on: Whether a page before has the beginning.
    """

    on: date
    why: str | None
    changed: tuple[Step, ...]
    first: tuple[Step, ...]
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Feed:
    """The feed.

    Attributes:
        coming: Editions that are being prepared.
        pages: Events, page by page, the newest first.
    """

    coming: tuple[Step, ...]
    pages: tuple[tuple[Event, ...], ...]

    def place(self, step: Step) -> str | None:
        """The page and the anchor of an edition; None when the feed has no such edition."""
        if step in self.coming:
            return f"{paths.CHANGES}#{step.key}"
        for number, events in enumerate(self.pages, 1):
            if any(step in (*event.changed, *event.first) for event in events):
                return f"{feed_page(number)}#{step.key}"
        return None


def feed_page(number: int) -> str:
    """The Markdown page of a part of the feed, from 1."""
    return paths.CHANGES if number == 1 else f"{paths.CHANGES.removesuffix('.md')}-{number}.md"


def feed(steps: Sequence[Step]) -> Feed:
    """The feed of editions.

    Args:
        steps: Editions, the newest first.
    """
    pages: list[list[Event]] = [[]]
    room = _FIRST
    for event in _events(steps):
        for step in (*event.changed, *event.first):
            needed = _weight(step)
            if needed > room and pages[-1]:
                pages.append([])
                room = _ROOM
            room -= needed
            _put(pages, event, step)
    return Feed(tuple(one for one in steps if one.is_draft), tuple(tuple(events) for events in pages if events))


def _put(pages: list[list[Event]], event: Event, step: Step) -> None:
    """Add an edition to the last page, under the heading of its event."""
    last = pages[-1][-1] if pages[-1] else None
    if last is None or (last.on, last.why) != (event.on, event.why):
        begun = last is None and len(pages) > 1 and (pages[-2][-1].on, pages[-2][-1].why) == (event.on, event.why)
        last = Event(event.on, event.why, (), (), goes_on=begun)
        pages[-1].append(last)
    if step in event.first:
        pages[-1][-1] = replace(last, first=(*last.first, step))
    else:
        pages[-1][-1] = replace(last, changed=(*last.changed, step))


def _events(steps: Iterable[Step]) -> Iterator[Event]:
    dated = [(step.on, step) for step in steps if step.on]
    for on, same_day in groupby(dated, key=lambda one: one[0]):
        today = [step for _, step in same_day]
        for why in dict.fromkeys(map(_why, today)):
            ours = [step for step in today if _why(step) == why]
            first = tuple(step for step in ours if step.is_first)
            yield Event(on, why, tuple(step for step in ours if not step.is_first), first)


def _why(step: Step) -> str | None:
    return f"приказ № {step.order}" if step.order else step.basis


def _weight(step: Step) -> int:
    words = [step.record.title, step.number or ""]
    if not step.is_first:
        words += [step.summary, step.basis or "", *step.roles, *step.roles]
        words += [piece.before + piece.after for one in step.wordings[:SHOWN] for piece in one.pieces]
        return _MARKUP * (1 + len(step.roles) // 4 + len(step.wordings[:SHOWN])) + sum(map(len, words))
    return _MARKUP + sum(map(len, words))
