import errno
import os
from pathlib import Path

import pytest

from generator.artifact import Artifact
from generator.writer import MANIFEST, WriteError, Written, check_path, write


def test_files_are_written_once(tmp_path: Path) -> None:
    items = [Artifact("a/б.html", b"1"), Artifact("c.txt", b"2")]
    assert write(tmp_path / "out", items) == Written(("a/б.html", "c.txt"), (), ())
    before = (tmp_path / "out" / "c.txt").stat().st_mtime_ns
    assert write(tmp_path / "out", [items[0], Artifact("c.txt", b"2")]) == Written((), ("a/б.html", "c.txt"), ())
    assert (tmp_path / "out" / "c.txt").stat().st_mtime_ns == before
    assert write(tmp_path / "out", [Artifact("c.txt", b"3")]) == Written(("c.txt",), (), ())
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a", "c.txt"]


def test_pruning_removes_only_what_was_generated_and_not_edited(tmp_path: Path) -> None:
    write(tmp_path, [Artifact(name, b"x") for name in ("keep.md", "old/gone.md", "edited.md")], prune=True)
    (tmp_path / "edited.md").write_bytes(b"mine")
    (tmp_path / "own.md").write_bytes(b"mine")
    assert write(tmp_path, [Artifact("keep.md", b"x")], prune=True) == Written((), ("keep.md",), ("old/gone.md",))
    assert sorted(path.name for path in tmp_path.iterdir()) == [MANIFEST, "edited.md", "keep.md", "own.md"]


def test_without_pruning_nothing_is_removed(tmp_path: Path) -> None:
    write(tmp_path, [Artifact("a", b"")])
    assert write(tmp_path, [Artifact("b", b"")]).removed == ()
    assert (tmp_path / "a").exists()


def test_a_forged_list_cannot_remove_files_elsewhere(tmp_path: Path) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_bytes(b"")
    out = tmp_path / "out"
    out.mkdir()
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    (out / MANIFEST).write_text(f'{{"../victim.txt": "{empty}"}}', encoding="utf-8")
    assert write(out, [], prune=True).removed == ()
    assert victim.exists()


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/x",
        "../x",
        "a/../../x",
        "a//b",
        "./a",
        "C:/x",
        "a\\b",
        "nul",
        "con.html",
        "COM1.txt",
        "a.",
        "a ",
        "a\nb",
        "a?b",
        "д" * 130,
    ],
)
def test_unsafe_paths_are_refused_before_anything_is_written(tmp_path: Path, path: str) -> None:
    with pytest.raises(WriteError, match="не записан"):
        write(tmp_path, [Artifact("good.txt", b"1"), Artifact(path, b"2")])
    assert list(tmp_path.iterdir()) == []


def test_safe_paths_are_accepted() -> None:
    assert [check_path(path) for path in ("a.html", "Роли/менеджер.docx", "console.txt", "a/.nojekyll")] == [None] * 4


def test_names_that_differ_by_case_only_collide(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="Два файла с одним именем"):
        write(tmp_path, [Artifact("A.html", b"1"), Artifact("a.html", b"2")])


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "elsewhere").mkdir()
    (out / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(WriteError, match="за пределы"):
        write(out, [Artifact("link/x.txt", b"1")])
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_refused_path_is_shown_in_its_own_letters(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="Файл «Роли/ менеджер» не записан: в имени « менеджер» есть знак"):
        write(tmp_path, [Artifact("Роли/\x1bменеджер", b"")])


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(WriteError, match="за пределы"):
        write(tmp_path, [Artifact("a/x.txt", b"1")])


@pytest.mark.parametrize(
    ("obstacle", "words"),
    [("out", "на месте папки файл"), ("out/роли", "на месте папки файл"), ("out/роли/x.txt/y", "на его месте папка")],
)
def test_what_stands_in_the_way_is_named(tmp_path: Path, obstacle: str, words: str) -> None:
    path = tmp_path / obstacle
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")
    shown = path.parent if path.name == "y" else path
    with pytest.raises(WriteError) as caught:
        write(tmp_path / "out", [Artifact("роли/x.txt", b"1")])
    assert f"Файл «роли/x.txt» не записан: {words} {shown}. Уберите" in str(caught.value)


def locked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse what Windows refuses to do with a file that is open in Word."""
    rename, replace, unlink = Path.rename, Path.replace, Path.unlink

    def refuse(self: Path, *arguments: Path) -> None:
        if path in (self, *arguments):
            raise PermissionError(13, "Permission denied", str(path))

    def guarded_rename(self: Path, target: Path) -> Path:
        refuse(self, target)
        return rename(self, target)

    def guarded_replace(self: Path, target: Path) -> Path:
        refuse(self, target)
        return replace(self, target)

    def guarded_unlink(self: Path, missing_ok: bool = False) -> None:  # noqa: FBT001, FBT002 - as pathlib has it
        refuse(self)
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "rename", guarded_rename)
    monkeypatch.setattr(Path, "replace", guarded_replace)
    monkeypatch.setattr(Path, "unlink", guarded_unlink)


@pytest.mark.parametrize("kept", [True, False], ids=["to be replaced", "to be removed"])
def test_a_locked_file_stops_the_work_before_anything_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, kept: bool
) -> None:
    names = ("a.docx", "b.docx", "c.docx")
    write(tmp_path, [Artifact(name, b"old") for name in names], prune=True)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    locked(tmp_path / "c.docx", monkeypatch)
    with pytest.raises(WriteError, match=r"Файл «c\.docx» не записан: нет прав или он открыт в другой программе"):
        write(tmp_path, [Artifact(name, b"new") for name in names[: 3 if kept else 2]], prune=True)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_file_renamed_by_case_only_is_not_removed(tmp_path: Path) -> None:
    write(tmp_path, [Artifact("Роль.md", b"x")], prune=True)
    assert write(tmp_path, [Artifact("роль.md", b"x")], prune=True).removed == ()


def test_a_failure_leaves_the_old_files_and_no_litter(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    (tmp_path / "folder").write_bytes(b"a file where a folder should be")
    with pytest.raises(WriteError, match="на месте папки файл"):
        write(tmp_path, [Artifact("a.txt", b"new"), Artifact("folder/b.txt", b"new")])
    assert (tmp_path / "a.txt").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "folder"]


def test_files_of_a_write_cut_short_are_known_to_the_next_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, [Artifact("a.md", b"old"), Artifact("b.md", b"old")], prune=True)
    usual = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target.name == "d.md":
            raise KeyboardInterrupt
        return usual(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        with pytest.raises(KeyboardInterrupt):
            write(tmp_path, [Artifact(name, b"new") for name in ("a.md", "b.md", "c.md", "d.md")], prune=True)
    assert (tmp_path / "c.md").exists()
    write(tmp_path, [Artifact("b.md", b"old")], prune=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == [MANIFEST, "b.md"]


def test_a_disk_that_refuses_is_told_in_russian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes) -> int:
        del path, content
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(WriteError, match="на диске нет места"):
        write(tmp_path, [Artifact("a.txt", b"1")])


def test_a_folder_another_build_has_just_removed_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Path.write_bytes

    def after_a_removal(path: Path, content: bytes) -> int:
        if path.parent.name == "sub" and not list(path.parent.iterdir()):
            path.parent.rmdir()
            monkeypatch.setattr(Path, "write_bytes", plain)
        return plain(path, content)

    monkeypatch.setattr(Path, "write_bytes", after_a_removal)
    write(tmp_path, [Artifact("sub/a.txt", b"1")], prune=True)
    assert (tmp_path / "sub/a.txt").read_bytes() == b"1"


def test_leavings_of_a_killed_build_are_removed_once_they_are_old(tmp_path: Path) -> None:
    for name in (".12-3.tmp", ".14-5.tmp", ".mine-1.tmp"):
        (tmp_path / name).write_text("x")
    for name in (".12-3.tmp", ".mine-1.tmp"):
        os.utime(tmp_path / name, (1, 1))
    write(tmp_path, [Artifact("a.txt", b"1")], prune=True)
    assert sorted(path.name for path in tmp_path.glob("*.tmp")) == [".14-5.tmp", ".mine-1.tmp"]
