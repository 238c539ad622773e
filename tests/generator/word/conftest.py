from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.word import kinds, package, paper
from generator.word.job_description.content import job_description
from generator.word.pictures import Figure
from handbook.book import Handbook
from handbook.read import read
from tests.generator.word.reading import Printed, Render, printed
from tests.generator.word.vector import write_company

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def vector(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    """The small company, read; its sources have no mistakes."""
    reading = read(write_company(tmp_path_factory.mktemp("vector")))
    assert [finding.message for finding in reading.findings] == []
    return reading.handbook


@pytest.fixture(scope="session")
def sample() -> Handbook:
    """The company that comes with the program."""
    return read(ROOT).handbook


@pytest.fixture(scope="session")
def render() -> Render:
    """Renders a position and reads the document back."""

    def job(
        handbook: Handbook, position: str, template: Path | None = None, figures: tuple[Figure, ...] = ()
    ) -> Printed:
        content = paper.render(
            handbook,
            kinds.JOB_DESCRIPTION,
            job_description(handbook, handbook.positions[position]),
            template=template,
            figures=figures,
        )
        return printed(content)

    return job


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[str, str], Path]:
    """Makes a copy of the default template with some text of it replaced, as if edited in Word."""

    def edit(old: str, new: str) -> Path:
        source = ROOT / "templates" / "word" / "job-description.docx"
        parts = package.read(source.read_bytes())
        text = parts["word/document.xml"].decode()
        assert old in text
        parts["word/document.xml"] = text.replace(old, new).encode()
        path = tmp_path / "mine.docx"
        path.write_bytes(package.write(parts))
        return path

    return edit
