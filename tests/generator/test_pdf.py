"""PDF beside documents: one run of LibreOffice for all, a way out where it is not installed."""

import os
import stat
from pathlib import Path

import pytest

from generator.artifact import Artifact
from generator.documents import pdf
from generator.documents.pdf import PdfError, pdfs

OFFICE = """#!/bin/sh
echo run >> "{log}"
for name in "$@"; do case "$name" in *.docx) {action};; esac; done
"""
COPY = 'cp "$name" "${name%.docx}.pdf"'


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of that name which copies what it is given."""
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    monkeypatch.setenv("PATH", str(program.parent) + os.pathsep + "/usr/bin:/bin")
    program.write_text(OFFICE.format(log=tmp_path / "log", action=COPY))
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


FILES = [Artifact("а/Приказ.docx", b"1"), Artifact("журнал.xlsx", b"2"), Artifact("б/Приказ.docx", b"3")]


def test_one_run_makes_a_pdf_of_every_document(office: Path) -> None:
    assert pdfs(FILES) == [Artifact("а/Приказ.pdf", b"1"), Artifact("б/Приказ.pdf", b"3")]
    assert (office.parent.parent / "log").read_text() == "run\n"


def test_a_document_it_does_not_make_is_named(office: Path) -> None:
    office.write_text(OFFICE.format(log=office.parent / "log", action="true"))
    with pytest.raises(PdfError, match=r"не сделал PDF: а/Приказ.docx, б/Приказ.docx\."):
        pdfs(FILES)


def test_one_that_hangs_is_ended(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office.write_text("#!/bin/sh\nsleep 60 & wait\n")
    monkeypatch.setattr(pdf, "_START", 0)
    monkeypatch.setattr(pdf, "_EACH", 0)
    with pytest.raises(PdfError, match="не справился"):
        pdfs(FILES)


def test_one_that_does_not_start_is_told(office: Path) -> None:
    office.write_bytes(b"\x7fELF")
    with pytest.raises(PdfError, match="не запускается"):
        pdfs(FILES)


def test_without_it_the_message_says_where_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pdf, "_usual", lambda: iter(()))
    with pytest.raises(PdfError, match="не найден LibreOffice"):
        pdfs(FILES)


def test_it_is_found_where_installers_put_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "LibreOffice" / "program" / "soffice.com"
    program.parent.mkdir(parents=True)
    program.touch()
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    assert pdf.office() == str(program)
