"""The demo as a newcomer runs it: everything is on disk, and it is the same on any machine and day."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from audit.sample import SAMPLE_CANNOT_PROVE

TREE = Path(__file__).resolve().parents[2]


def demo(folder: Path, *prefix: str, **environment: str) -> str:
    """Run the demo into a folder and return what it printed."""
    folder.mkdir(parents=True)
    done = subprocess.run(
        [*prefix, sys.executable, "-m", "reglament", "demo", str(folder / "образец")],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(TREE), "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.program("faketime")
def test_demo_says_where_all_is_and_makes_the_same_on_another_day_and_machine(tmp_path: Path) -> None:
    said = demo(tmp_path / "Проба с пробелом", PYTHONHASHSEED="1", TZ="Pacific/Kiritimati")
    demo(
        tmp_path / "Другая папка",
        "faketime",
        "2027-03-14 23:59:30",
        PYTHONHASHSEED="77",
        TZ="America/Anchorage",
        LC_ALL="C.UTF-8",
    )
    first, second = files(tmp_path / "Проба с пробелом" / "образец"), files(tmp_path / "Другая папка" / "образец")
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []
    assert "site/index.html" in first
    assert "build/audit/audit.html" in first
    assert sum("Должностные инструкции/ДИ-" in name for name in first) == 10
    for place in ("site/index.html", "build/audit/audit.html", "build/docx"):
        assert str(Path("образец", place)) in said
    assert "НАРУШАЕТСЯ" in said
    assert f"не проверено {len(SAMPLE_CANNOT_PROVE)}" in said
    assert "исключений 1" in said
