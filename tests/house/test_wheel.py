"""The wheel carries everything: installed alone, the command works from an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

TREE = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages of the wheel, unpacked where nothing else of the project lies."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=TREE,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site-packages")
    return folder / "site-packages"


def run(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(installed), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_demo_works_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    where = run(installed, tmp_path, "-c", "import reglament, audit; print(reglament.__file__, audit.__file__)")
    assert where.stdout.count(str(installed)) == 2
    done = run(installed, tmp_path, "-m", "reglament", "-q", "demo")
    assert done.returncode == 0, done.stderr
    made = tmp_path / "reglament-demo"
    assert (made / "site" / "index.html").is_file()
    assert (made / "build" / "audit" / "audit.html").is_file()
    assert (made / "regulations" / ".schema" / "operation.json").is_file()
    assert list((made / "build" / "docx").rglob("*.docx"))


def test_wheel_carries_fonts_templates_profiles_help_and_types(installed: Path) -> None:
    for name in (
        "generator/diagram/fonts/ReglamentSans-Regular.ttf",
        "generator/_templates/word/job-description.docx",
        "generator/_templates/report/audit.html.j2",
        "audit/profiles/bitrix24.yaml",
        "handbook/help/unknown-key.md",
        "handbook/sales_models/conveyor.yaml",
        "reglament/locale/ru/LC_MESSAGES/reglament.mo",
        "handbook/py.typed",
    ):
        assert (installed / name).is_file(), name
