"""Makes the pages of the whole site, the rows of their table shared by several processes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from generator.artifact import Artifact
from generator.site.engine.crew import Crew
from generator.site.given import Given
from generator.site.maker import maker
from generator.site.pages import assets, table
from handbook.book import Handbook


def made_pages(crew: Crew, book: Handbook, project: Path, given: Given) -> tuple[Artifact, ...]:
    """What ``pages`` gives, in the same order.

    Raises:
        TemplateMistakeError: A template is missing or has a mistake.
    """
    made = maker(book, project, given)
    rows = range(sum(1 for _ in table(made)))
    found = crew.share(partial(_rows, project, given), rows)
    return (*(one for row in found for one in row), *assets(made))


def _rows(project: Path, given: Given, book: Handbook, numbers: Sequence[int]) -> list[tuple[Artifact, ...]]:
    rows = tuple(table(maker(book, project, given)))
    return [rows[number].artifacts() for number in numbers]
