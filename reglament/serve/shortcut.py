"""A file in the company's folder that opens the local page: by a double click where the system runs such files."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.artifact import Artifact
from generator.writer import write

NAME = "Открыть reglament"
_HOME = Path(__file__).resolve().parents[2]
_START = "start.py"


def put(project: Path, system: str = sys.platform, home: Path | None = _HOME) -> Path:
    """Write the file that suits the system.

    Args:
        project: The company's folder.
        system: The system, as Python names it.
        home: The folder of the program's checkout; it is used when it has its bootstrap.

    Returns:
        The file.

    Raises:
        WriteError: The disk refuses.
    """
    start = home / _START if home and (home / _START).is_file() else None
    if system == "win32":
        name, content = f"{NAME}.bat", batch(start, sys.executable)
    elif system == "darwin":
        name, content = f"{NAME}.command", script(start, sys.executable)
    else:
        name, content = f"{NAME}.sh", script(start, sys.executable)
    write(project, [Artifact(name, content)])
    target = project / name
    if system != "win32":
        target.chmod(0o755)
    return target


def how_to_start(written: Path) -> str:
    """How a person starts the file, in Russian: not every desktop runs a script by a double click.

    Args:
        written: The file.
    """
    if written.suffix == ".bat":
        return "Двойной щелчок по нему откроет страницу в браузере."
    if written.suffix == ".command":
        return (
            "Двойной щелчок по нему откроет страницу в браузере. Если macOS не даёт его открыть, щёлкните правой "
            "кнопкой и выберите «Открыть»."
        )
    return (
        "Щёлкните по нему правой кнопкой и выберите «Запустить как программу» (в KDE — «Выполнить»); двойной щелчок "
        f"чаще открывает такой файл в редакторе. В терминале: sh '{written.name}' из папки компании."
    )


def batch(start: Path | None, python: str) -> bytes:
    """A batch file of Windows.

    It is read in the code page of the console line by line: those before ``chcp`` are plain ASCII, a line that the
    old code page would split elsewhere comes after. The paths of folders are never written but taken from where the
    file lies, except that of the program, which has no other way to be known.

    Args:
        start: The bootstrap of a checkout; None for an installed program.
        python: The interpreter that runs now, for a program that is installed in it.
    """
    lines = [
        "@echo off",
        "chcp 65001 >nul",
        "setlocal",
        "set PYTHONUTF8=1",
        # A shared folder without a letter of its own cannot be the current one: the program is told it by name.
        'cd /d "%~dp0" 2>nul',
        "title reglament",
        "echo Открываю страницу в браузере. Это окно не закрывайте: закрыть его — значит остановить программу.",
        *(_from_checkout(start) if start else _from_environment(python)),
        "if errorlevel 1 (",
        "  echo.",
        "  echo Программа закрылась с ошибкой: что случилось, написано выше.",
        "  echo Если выше сказано, что Python не найден, установите его с сайта python.org и повторите.",
        "  pause",
        ")",
    ]
    return "".join(f"{line}\r\n" for line in lines).encode()


def _from_checkout(start: Path) -> list[str]:
    path = _in_batch(str(start))
    return [
        f'set "START={path}"',
        'if exist "%~dp0start.py" set "START=%~dp0start.py"',
        "where py >nul 2>nul",
        "if errorlevel 1 (",
        '  python "%START%" --project "%~dp0." serve',
        ") else (",
        '  py -3 "%START%" --project "%~dp0." serve',
        ")",
    ]


def _from_environment(python: str) -> list[str]:
    return [
        f'set "PYTHON={_in_batch(python)}"',
        'if exist "%PYTHON%" (',
        '  "%PYTHON%" -P -m reglament --project "%~dp0." serve',
        ") else (",
        '  reglament --project "%~dp0." serve',
        ")",
    ]


def _in_batch(path: str) -> str:
    """A path between quotation marks of a batch file; a name of Windows has none of its own."""
    return path.replace("%", "%%").replace('"', "")


def script(start: Path | None, python: str) -> bytes:
    """A script for the shell of macOS and Linux.

    Args:
        start: The bootstrap of a checkout; None for an installed program.
        python: The interpreter that runs now.
    """
    command = f"{_quoted(python)} -P -m reglament" if start is None else f"python3 {_quoted(str(start))}"
    lines = [
        "#!/bin/sh",
        'cd "$(dirname "$0")" || exit 1',
        "echo 'Открываю страницу в браузере. Это окно не закрывайте: закрыть его — значит остановить программу.'",
        f"exec {command} --project . serve",
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
