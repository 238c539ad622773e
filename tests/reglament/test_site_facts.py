"""Word files and editions of the company's folder that its site shows."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.folders import Folders
from handbook.editions.approved import dump
from handbook.finding import Severity
from handbook.read import read
from reglament import site_facts
from tests.generator.site.building import ROOT, company, small


def test_word_files_of_the_company_are_found_with_their_sizes_and_copied(tmp_path: Path) -> None:
    book = company(tmp_path / "company", small())
    folder = tmp_path / "docx" / "Должностные инструкции"
    folder.mkdir(parents=True)
    (folder / "Продавец.docx").write_bytes(b"12345")
    # Left there by somebody: no site may hold them.
    for name in ("~$Продавец.docx", "Продавец.pdf", "CON.docx", "Личное дело.docx", "../Зарплаты.docx"):
        (folder / name).write_bytes(b"foreign")
    (folder / "Директор.docx").mkdir()
    found = site_facts.word(book, tmp_path / "docx")
    assert found == {"Должностные инструкции/Продавец.docx": 5}
    found["исчез.docx"] = 1
    copies = list(site_facts.copies(tmp_path / "docx", found))
    assert [(one.path, one.content) for one in copies] == [("word/Должностные инструкции/Продавец.docx", b"12345")]
    assert site_facts.word(book, tmp_path / "нет такой") == {}


def test_a_broken_edition_is_passed_over_and_told_of(tmp_path: Path) -> None:
    book = read(ROOT).handbook
    known, doubts = site_facts.gathered(book, Folders.of(tmp_path), date(2026, 7, 8))
    assert known.kept
    assert doubts == ()
    paper = next(iter(known.kept))
    home = tmp_path / "history/approved" / f"{paper.what}-{paper.id}"
    home.mkdir(parents=True)
    (home / "001.json").write_text("{}")
    object.__setattr__(book, "root", tmp_path)
    known, (found,) = site_facts.gathered(book, Folders.of(tmp_path), date(2026, 7, 8))
    assert known.kept == {}
    assert found.severity is Severity.WARNING
    assert found.places[0].file == f"history/approved/{paper.what}-{paper.id}"
    assert f"{paper.what}-{paper.id}/001.json" in found.message
    assert found.tip
    assert "git" in found.tip


def test_an_edition_later_than_the_sources_is_told_of(tmp_path: Path) -> None:
    book = read(ROOT).handbook
    paper, editions = next(iter(site_facts.kept(site_facts.editions(book)).items()))
    later = replace(editions[-1], edition=99)
    (tmp_path / "history/approved" / later.path).parent.mkdir(parents=True)
    (tmp_path / "history/approved" / later.path).write_bytes(dump(later))
    object.__setattr__(book, "root", tmp_path)
    (found,) = site_facts.doubts(book, site_facts.editions(book))
    assert found.places[0].file == f"history/approved/{paper.what}-{paper.id}/099.json"
    assert "утверждена редакция 99" in found.message
