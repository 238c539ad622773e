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


def test_a_failure_leaves_the_old_files_and_no_litter(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    (tmp_path / "folder").write_bytes(b"a file where a folder should be")
    with pytest.raises(WriteError, match="на месте папки файл"):
        write(tmp_path, [Artifact("a.txt", b"new"), Artifact("folder/b.txt", b"new")])
    assert (tmp_path / "a.txt").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "folder"]
