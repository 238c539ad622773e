"""Makes the pages of the whole site, the rows of their table shared by several processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from generator.artifact import Artifact
from generator.site.engine.crew import Crew
from generator.site.given import Given
from generator.site.maker import maker
from generator.site.pages import Row, assets, table
from handbook.book import Handbook


def made_pages(crew: Crew, book: Handbook, project: Path, given: Given) -> tuple[Artifact, ...]:
    """What ``pages`` gives, in the same order.

    Raises:
        TemplateMistakeError: A template is missing or has a mistake.
    """
    crew.begin(partial(_workshop, project, given))
    made = maker(book, project, given)
    rows = tuple(table(made))
    found = crew.divide(range(len(rows)), partial(_made, rows))
    return (*(one for row in found for one in row), *assets(made))


@contextmanager
def _workshop(
    project: Path, given: Given, book: Handbook
) -> Iterator[Callable[[Sequence[int]], list[tuple[Artifact, ...]]]]:
    yield partial(_made, tuple(table(maker(book, project, given))))


def _made(rows: Sequence[Row], numbers: Sequence[int]) -> list[tuple[Artifact, ...]]:
    return [rows[number].artifacts() for number in numbers]
