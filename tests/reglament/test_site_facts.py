"""What the history of the sources says, told only when it is sure."""

import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from handbook.editions.approved import dump
from handbook.finding import Severity
from handbook.read import read
from reglament import site_facts
from tests.generator.site.building import ROOT, company, small

FIRST, SECOND, THIRD = date(2026, 1, 12), date(2026, 3, 4), date(2026, 5, 6)


def git(folder: Path, *words: str, day: date | None = None, when: str = "2026-01-01T12:00:00 +0500") -> str:
    when = f"{day}T12:00:00 +0500" if day else when
    world = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "HOME": str(folder), "PATH": "/usr/bin:/bin"}
    names = ("-c", "user.name=Секретный Автор", "-c", "user.email=a@b.example", "-c", "init.defaultBranch=main")
    done = subprocess.run(["git", "-C", str(folder), *names, *words], env=world, check=True, capture_output=True)
    return done.stdout.decode().strip()


def put(folder: Path, name: str, text: str) -> None:
    path = folder / "regulations" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def commit(folder: Path, day: date) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-m", "x", day=day)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A company inside a repository, changed on three days."""
    folder = tmp_path / "репозиторий" / "компания"
    folder.mkdir(parents=True)
    git(folder.parent, "init")
    put(folder, "a.yaml", "title: a\n" * 20)
    put(folder, "кириллица с пробелом.yaml", "title: b\n")
    put(folder, "moved.yaml", "title: c\n" * 20)
    put(folder, "gone.yaml", "title: d\n")
    commit(folder.parent, FIRST)
    put(folder, "a.yaml", "title: a\n" * 19 + "title: A\n")
    (folder / "regulations/gone.yaml").unlink()
    commit(folder.parent, SECOND)
    (folder / "regulations/new").mkdir()
    (folder / "regulations/moved.yaml").rename(folder / "regulations/new/name.yaml")
    commit(folder.parent, THIRD)
    return folder


def test_every_source_has_the_day_its_words_were_changed(project: Path) -> None:
    assert site_facts.changed(project) == {
        "regulations/a.yaml": SECOND,
        "regulations/new/name.yaml": FIRST,
        "regulations/кириллица с пробелом.yaml": FIRST,
    }


def test_what_is_not_committed_has_no_day(project: Path) -> None:
    put(project, "a.yaml", "title: edited\n")
    put(project, "untracked.yaml", "title: new\n")
    put(project, "staged.yaml", "title: new\n")
    git(project, "add", "regulations/staged.yaml")
    assert set(site_facts.changed(project)) == {"regulations/new/name.yaml", "regulations/кириллица с пробелом.yaml"}


def test_a_shallow_clone_does_not_date_what_it_cannot_see(project: Path, tmp_path: Path) -> None:
    put(project, "a.yaml", "title: once more\n")
    commit(project.parent, date(2026, 7, 8))
    copy = tmp_path / "copy"
    git(tmp_path, "clone", "--depth", "2", project.parent.as_uri(), str(copy))
    assert site_facts.changed(copy / "компания") == {"regulations/a.yaml": date(2026, 7, 8)}


def test_without_a_history_there_are_no_days(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, project: Path) -> None:
    assert site_facts.changed(tmp_path) == {}
    assert site_facts.changed(tmp_path / "нет такой") == {}
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert site_facts.changed(project) != {}
    monkeypatch.setenv("PATH", str(tmp_path))
    assert site_facts.changed(project) == {}


def test_a_program_called_git_in_the_company_is_not_run(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = project / "git"
    fake.write_text(f"#!/bin/sh\ntouch '{project}/ran'\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(project))
    assert site_facts.changed(project) == {}
    assert not (project / "ran").exists()


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


def test_a_day_that_cannot_be_is_no_day(tmp_path: Path) -> None:
    git(tmp_path, "init")
    days = ("@0 +0000", "2099-12-31T12:00:00 +0000", "@99999999999 +0000", "2026-01-12T12:00:00 -1200")
    for number, when in enumerate(days):
        put(tmp_path, f"{number}.yaml", f"title: {number}")
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-m", "x", when=when)
    # No program writes such a commit, but people do: git then answers with no day at all.
    tree = git(tmp_path, "write-tree")
    for number, when in enumerate(("-1 +0000", "253402300800 +0000", "вчера +0000")):
        parent, who = git(tmp_path, "rev-parse", "HEAD"), f"a <b> {when}"
        text = f"tree {tree}\nparent {parent}\nauthor {who}\ncommitter {who}\n\nx"
        (tmp_path / "commit").write_text(text)
        made = git(tmp_path, "hash-object", "-t", "commit", "-w", "--literally", str(tmp_path / "commit"))
        git(tmp_path, "update-ref", "HEAD", made)
        assert site_facts.changed(tmp_path) == {"regulations/3.yaml": date(2026, 1, 12)}, number


def test_a_broken_edition_is_passed_over_and_told_of(tmp_path: Path) -> None:
    book = read(ROOT).handbook
    every = site_facts.kept(book)
    assert every
    assert list(site_facts.doubts(book)) == []
    paper = next(iter(every))
    home = tmp_path / "history/approved" / f"{paper.what}-{paper.id}"
    home.mkdir(parents=True)
    (home / "001.json").write_text("{}")
    object.__setattr__(book, "root", tmp_path)
    assert site_facts.kept(book) == {}
    (found,) = site_facts.doubts(book)
    assert found.severity is Severity.WARNING
    assert f"{paper.what}-{paper.id}/001.json" in found.message


def test_an_edition_later_than_the_sources_is_told_of(tmp_path: Path) -> None:
    book = read(ROOT).handbook
    paper, editions = next(iter(site_facts.kept(book).items()))
    later = replace(editions[-1], edition=99)
    (tmp_path / "history/approved" / later.path).parent.mkdir(parents=True)
    (tmp_path / "history/approved" / later.path).write_bytes(dump(later))
    object.__setattr__(book, "root", tmp_path)
    (found,) = site_facts.doubts(book)
    assert found.places[0].file == f"history/approved/{paper.what}-{paper.id}/099.json"
    assert "утверждена редакция 99" in found.message
