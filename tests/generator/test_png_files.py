"""Pictures for paper: documents and files share them, and what is kept is what would be drawn."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator import prints
from generator.diagram.readability import Printed
from generator.documents.figures import Figures
from generator.png_files import png_files, png_name
from generator.shelf import NO_SHELF, Shelf
from handbook.book import Handbook
from handbook.read import read
from tests.conftest import Company


@pytest.fixture
def book(company: Company) -> Handbook:
    return read(company.root).handbook


def drawings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Pictures that are painted from now on."""
    painted: list[str] = []
    paint = Printed.png

    def png(self: Printed, highlight: frozenset[str] = frozenset()) -> bytes:
        painted.append(self.geometry.flow.id)
        return paint(self, highlight)

    monkeypatch.setattr(Printed, "png", png)
    return painted


def test_documents_show_the_picture_that_stands_as_a_file(
    book: Handbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted = drawings(monkeypatch)
    shelf = Shelf(tmp_path / "drawings")
    files = {one.path: one.content for one in png_files(book, shelf)}
    assert set(files) == {png_name(name) for name in book.processes}
    assert painted == list(book.processes)
    process = next(one for one in book.processes.values() if one.flow)
    (figure,) = Figures(book, shelf).of_process(process)
    assert figure.png == files[png_name(process.id)]
    assert painted == list(book.processes)


def test_what_is_kept_is_what_is_drawn(book: Handbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(tmp_path / "drawings")
    position = next(one for one in book.positions.values() if Figures(book).of_position(one))
    alone = Figures(book, NO_SHELF).of_position(position)
    assert Figures(book, shelf).of_position(position) == alone
    assert not Figures(book, Shelf(tmp_path / "other")).is_kept(next(iter(book.processes)))

    def layout(*_: object) -> None:
        raise AssertionError("drawn again")

    monkeypatch.setattr(prints, "layout", layout)
    monkeypatch.setattr(prints, "printed", layout)
    assert Figures(book, shelf).of_position(position) == alone


def test_a_picture_with_other_sheets_is_another(book: Handbook, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    name = next(iter(book.processes))
    Figures(book, shelf).drawn(name)
    papers = book.company.papers.model_copy(update={"diagrams": "a4"})
    small = replace(book, company=book.company.model_copy(update={"papers": papers}))
    assert Figures(book, shelf).is_kept(name)
    assert not Figures(small, shelf).is_kept(name)
