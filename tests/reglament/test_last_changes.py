"""What the history of the sources says, told only when it is sure."""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from reglament.last_changes import last_changes

FIRST, SECOND, THIRD = date(2026, 1, 12), date(2026, 3, 4), date(2026, 5, 6)
TODAY = date(2026, 7, 9)


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
    assert last_changes(project, TODAY) == {
        "regulations/a.yaml": SECOND,
        "regulations/new/name.yaml": FIRST,
        "regulations/кириллица с пробелом.yaml": FIRST,
    }


def test_a_company_that_was_moved_keeps_its_days(project: Path) -> None:
    usual = last_changes(project, TODAY)
    moved = project.parent / "фирмы" / "вектор *"
    moved.parent.mkdir()
    project.rename(moved)
    commit(project.parent, date(2026, 7, 1))
    assert last_changes(moved, TODAY) == usual
    # Once more, out of the folder of all, with an edit on the way.
    (moved / "regulations").rename(project.parent / "regulations")
    put(project.parent, "a.yaml", "title: on the way\n")
    commit(project.parent, date(2026, 7, 2))
    assert last_changes(project.parent, TODAY) == {**usual, "regulations/a.yaml": date(2026, 7, 2)}


def test_a_file_that_stood_at_the_root_of_the_repository_keeps_its_day(project: Path) -> None:
    (project.parent / "price.yaml").write_text("title: long known\n" * 9)
    commit(project.parent, date(2026, 6, 1))
    (project.parent / "price.yaml").rename(project / "regulations/price.yaml")
    commit(project.parent, date(2026, 7, 1))
    assert last_changes(project, TODAY)["regulations/price.yaml"] == date(2026, 6, 1)


def test_what_is_not_committed_has_no_day(project: Path) -> None:
    put(project, "a.yaml", "title: edited\n")
    put(project, "untracked.yaml", "title: new\n")
    put(project, "staged.yaml", "title: new\n")
    git(project, "add", "regulations/staged.yaml")
    assert set(last_changes(project, TODAY)) == {"regulations/new/name.yaml", "regulations/кириллица с пробелом.yaml"}


def test_a_shallow_clone_does_not_date_what_it_cannot_see(project: Path, tmp_path: Path) -> None:
    put(project, "a.yaml", "title: once more\n")
    commit(project.parent, date(2026, 7, 8))
    copy = tmp_path / "copy"
    git(tmp_path, "clone", "--depth", "2", project.parent.as_uri(), str(copy))
    assert last_changes(copy / "компания", TODAY) == {"regulations/a.yaml": date(2026, 7, 8)}


def test_without_a_history_there_are_no_days(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, project: Path) -> None:
    assert last_changes(tmp_path, TODAY) == {}
    assert last_changes(tmp_path / "нет такой", TODAY) == {}
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert last_changes(project, TODAY) != {}
    monkeypatch.setenv("PATH", str(tmp_path))
    assert last_changes(project, TODAY) == {}


def test_a_program_called_git_in_the_company_is_not_run(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = project / "git"
    fake.write_text(f"#!/bin/sh\ntouch '{project}/ran'\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(project))
    assert last_changes(project, TODAY) == {}
    assert not (project / "ran").exists()


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
        assert last_changes(tmp_path, TODAY) == {"regulations/3.yaml": date(2026, 1, 12)}, number
