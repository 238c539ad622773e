"""The shortcut for a double click: from folders with spaces and Cyrillic, on every system."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from reglament.cli import app
from reglament.serve.shortcut import batch, how_to_start, put, script
from tests.conftest import Company


def test_a_batch_file_is_read_by_any_console() -> None:
    start = Path("C:/Программы 100%/reglament & co/start.py")
    for content in (batch(start, "python"), batch(None, "C:\\Мой Python\\python.exe")):
        lines = content.decode().split("\r\n")
        assert "\n" not in content.decode().replace("\r\n", "")
        assert not content.startswith(b"\xef\xbb\xbf")
        assert lines[:2] == ["@echo off", "chcp 65001 >nul"]
        assert "".join(lines[:2]).isascii()
        assert 'cd /d "%~dp0" 2>nul' in lines
        assert content.count(b'--project "%~dp0." serve') == content.count(b" serve\r\n") > 0
        assert "  pause" in lines
        assert "не закрывайте" in content.decode()
    text = batch(start, "python").decode()
    assert "100%%" in text
    assert text.count('"') % 2 == 0
    assert "where py" in text


@pytest.mark.skipif(sys.platform == "win32", reason="a script for another shell")
def test_a_script_starts_the_program_from_its_own_folder(tmp_path: Path) -> None:
    folder = tmp_path / "Папка 'компании' $HOME"
    folder.mkdir()
    home = tmp_path / "Про грамма"
    home.mkdir()
    (home / "start.py").write_text("import os, sys; print(os.getcwd(), sys.argv[1:])", encoding="utf-8")
    written = put(folder, "linux", home)
    done = subprocess.run([str(written)], capture_output=True, text=True, check=True, cwd="/")
    assert f"{folder} ['--project', '.', 'serve']" in done.stdout
    assert put(folder, "darwin", None).suffix == ".command"
    assert put(folder, "win32", home).suffix == ".bat"
    assert b"-m reglament --project . serve" in script(None, sys.executable)


def test_the_command_leaves_a_shortcut(company: Company) -> None:
    done = CliRunner().invoke(app, ["--project", str(company.root), "serve", "--shortcut"], prog_name="reglament")
    assert done.exit_code == 0, done.output
    assert how_to_start(next(company.root.glob("Открыть reglament.*"))) in done.stderr
    assert list(company.root.glob("Открыть reglament.*"))


def test_how_to_start_it_is_told_as_each_system_does_it() -> None:
    told = {end: how_to_start(Path(f"Открыть reglament.{end}")) for end in ("bat", "command", "sh")}
    assert told["bat"].startswith("Двойной щелчок")
    assert "macOS" in told["command"]
    assert "Запустить как программу" in told["sh"]
    assert "sh 'Открыть reglament.sh'" in told["sh"]
