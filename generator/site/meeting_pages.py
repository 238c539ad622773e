"""Meetings: a list of them, and for each a page with its agenda and what it looks at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.artifact import Artifact
from generator.site import paths
from generator.site.maker import Maker
from generator.site.meeting_papers import brought, left, without
from handbook.book import Handbook
from handbook.model.meeting import Meeting
from handbook.model.operation import ControlPoint, Operation


@dataclass(frozen=True, slots=True)
class Looked:
    """A control point a meeting looks at, with the operation that sends it."""

    operation: Operation
    point: ControlPoint


def meeting_paths(book: Handbook) -> tuple[str, ...]:
    """Pages of meetings."""
    return (paths.MEETINGS, *(paths.detail(paths.MEETINGS, name) for name in book.meetings))


def meeting_pages(maker: Maker) -> Iterator[Artifact]:
    """The list and the pages; nothing when nobody meets."""
    book = maker.book
    if not book.meetings:
        return
    cards = tuple((one, paths.detail(paths.MEETINGS, one.id)) for one in book.meetings.values())
    yield maker.page("meetings", maker.here(paths.MEETINGS), meetings=cards)
    for meeting, path in cards:
        taken = brought(book, meeting)
        yield maker.page(
            "meeting",
            maker.here(path),
            meeting=meeting,
            brought=taken,
            left=left(book, meeting),
            without=without(meeting, taken) if taken else (),
            points=tuple(_points(book, meeting)),
        )


def _points(book: Handbook, meeting: Meeting) -> Iterator[Looked]:
    for reference in meeting.control_points:
        operation = book.operations.get(reference.operation)
        for point in operation.control_points if operation else ():
            if operation and point.id == reference.point:
                yield Looked(operation, point)
