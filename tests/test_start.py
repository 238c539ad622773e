import ast
import importlib.util
import os
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "start.py"
POSIX = pytest.mark.skipif(os.name == "nt", reason="the stand-in for a program is a shell script")
ECHO = '#!/bin/sh\nprintf "%s\\n" "$PYTHONUTF8" "$@"\nexit 7\n'


class Journal(list[list[str]]):
    """Commands that would have been run, and which of them are said to fail."""

    def __init__(self, *failing: str) -> None:
        super().__init__()
        self.failing = failing

    def fails(self, command: Sequence[str]) -> bool:
        self.append(list(command))
        line = " ".join(command)
        return any(part in line for part in self.failing)

    def has(self, *parts: str) -> bool:
        return any(all(part in " ".join(command) for part in parts) for command in self)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "Отдел продаж" / "регламент №1"
    folder.mkdir(parents=True)
    shutil.copy(SOURCE, folder)
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        (folder / name).write_text(f"{name}\n", encoding="utf-8")
    return folder


def load(home: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("start_under_test", home / "start.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def start(home: Path) -> ModuleType:
    return load(home)


def program(start: ModuleType, name: str, text: str = ECHO) -> None:
    path = Path(start.tool(name))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


def environment(start: ModuleType, stamp: str | None) -> None:
    program(start, "python")
    if stamp is not None:
        start.STAMP.write_text(stamp, encoding="utf-8")


@pytest.fixture
def journal(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Journal]:
    """Make a journal stand in for every child process."""

    def keep(*failing: str) -> Journal:
        kept = Journal(*failing)

        def succeeds(*command: str) -> bool:
            ok = not kept.fails(command) and Path(command[0]).exists()
            if ok and ("venv" in command or "virtualenv" in command):
                environment(start, None)
            return ok

        monkeypatch.setattr(start, "succeeds", succeeds)
        monkeypatch.setattr(start.subprocess, "call", lambda command, **_: int(kept.fails(command)))
        return kept

    return keep


def test_an_old_python_can_parse_it() -> None:
    assert ast.parse(SOURCE.read_text(encoding="utf-8"), feature_version=(3, 6)).body


def test_an_old_python_is_told_what_it_needs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 6, 15))
    monkeypatch.setattr(sys, "version", "3.6.15 (default)")
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(SOURCE))
    assert ended.value.code == 2
    assert "Нужен Python 3.11 или новее, а это Python 3.6.15." in capsys.readouterr().err


def test_no_command_is_a_question_for_help(start: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert start.main([]) == 0
    shown = capsys.readouterr().out
    assert "start.py demo" in shown
    assert "start.py test" in shown
    assert not start.VENV.exists()


@pytest.mark.parametrize("encoding", ["ascii", "cp866", "cp1251", "utf-8"])
def test_any_console_can_show_it(home: Path, encoding: str) -> None:
    variables = {**os.environ, "PYTHONIOENCODING": f"{encoding}:strict", "PYTHONUTF8": "0"}
    done = subprocess.run([sys.executable, str(home / "start.py")], env=variables, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert b"start.py demo" in done.stdout


@pytest.mark.parametrize(("had", "wants"), [("run", "run"), ("dev", "run"), ("dev", "dev")])
def test_an_environment_up_to_date_is_left_alone(
    start: ModuleType, journal: Callable[..., Journal], had: str, wants: str
) -> None:
    environment(start, start.wanted(had == "dev"))
    kept = journal()
    assert start.prepare(wants == "dev") == 0
    assert kept == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_changed_file_is_installed_over_what_there_is(
    home: Path, start: ModuleType, journal: Callable[..., Journal], name: str
) -> None:
    environment(start, start.wanted(dev=False))
    (home / name).write_text("changed\n", encoding="utf-8")
    kept = journal()
    assert start.prepare(dev=False) == 0
    assert kept.has("--require-hashes", str(home / "requirements.lock"))
    assert not kept.has("--editable")
    assert not kept.has("-m venv")
    kept.clear()
    assert start.prepare(dev=False) == 0
    assert kept == []


def test_tests_add_the_development_lock_and_keep_it(
    home: Path, start: ModuleType, journal: Callable[..., Journal]
) -> None:
    environment(start, start.wanted(dev=False))
    kept = journal()
    assert start.prepare(dev=True) == 0
    assert kept.has(str(home / "requirements-dev.lock"))
    (home / "requirements-dev.lock").write_text("changed\n", encoding="utf-8")
    kept.clear()
    assert start.prepare(dev=False) == 0
    assert kept.has(str(home / "requirements-dev.lock"))


def test_an_environment_made_by_hand_is_brought_up_to_date(start: ModuleType, journal: Callable[..., Journal]) -> None:
    environment(start, None)
    mine = start.VENV / "mine.txt"
    mine.write_text("keep me", encoding="utf-8")
    kept = journal()
    assert start.prepare(dev=False) == 0
    assert mine.exists()
    assert kept.has("--require-hashes")
    assert start.STAMP.read_text(encoding="utf-8") == start.wanted(dev=False)


def test_an_environment_by_hand_without_pip_is_filled_from_outside(
    start: ModuleType, journal: Callable[..., Journal]
) -> None:
    environment(start, None)
    kept = journal(f"{start.tool('python')} -m pip")
    assert start.prepare(dev=False) == 0
    assert not kept.has("-m venv")
    assert kept.has(sys.executable, "-m pip --python", "--require-hashes")


@pytest.mark.parametrize("stamp", ["unfinished", "cpython-310 /elsewhere\n0\nrun"])
def test_a_broken_moved_or_foreign_environment_is_made_anew(
    start: ModuleType, journal: Callable[..., Journal], stamp: str
) -> None:
    environment(start, stamp)
    old = start.VENV / "old.txt"
    old.write_text("", encoding="utf-8")
    kept = journal()
    assert start.prepare(dev=False) == 0
    assert not old.exists()
    assert kept.has("-m venv")


def test_an_environment_whose_python_is_gone_is_made_anew(start: ModuleType, journal: Callable[..., Journal]) -> None:
    environment(start, start.wanted(dev=False))
    Path(start.tool("python")).unlink()
    kept = journal("sys.version_info")
    assert start.prepare(dev=False) == 0
    assert kept.has("-m venv")


def test_the_stamp_knows_the_folder_and_the_python(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = load(home).place()
    monkeypatch.setattr(sys.implementation, "cache_tag", "cpython-399")
    assert load(home).place() != before
    monkeypatch.undo()
    assert load(home).place() == before
    moved = home.rename(tmp_path / "другое место")
    assert load(moved).place() != before


def test_an_interrupted_installation_is_seen_next_time(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, journal: Callable[..., Journal]
) -> None:
    kept = journal()

    def interrupt(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(start.subprocess, "call", interrupt)
        with pytest.raises(KeyboardInterrupt):
            start.prepare(dev=False)
    assert start.STAMP.read_text(encoding="utf-8") == start.UNFINISHED
    kept.clear()
    assert start.prepare(dev=False) == 0
    assert kept.has("-m venv")


def test_ctrl_c_shows_no_traceback(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess, "run", interrupt)
    monkeypatch.setattr(sys, "argv", ["start.py", "demo"])
    monkeypatch.setattr(os, "environ", os.environ.copy())
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(home / "start.py"), run_name="__main__")
    assert ended.value.code == 130


def test_a_failed_download_ends_in_advice(
    start: ModuleType, journal: Callable[..., Journal], capsys: pytest.CaptureFixture[str]
) -> None:
    environment(start, start.wanted(dev=True) + " older")
    journal("--require-hashes")
    assert start.prepare(dev=False) == 2
    assert "Есть ли интернет" in capsys.readouterr().err
    assert not start.STAMP.exists()
    assert Path(start.tool("python")).exists()


def test_without_ensurepip_virtualenv_steps_in(start: ModuleType, journal: Callable[..., Journal]) -> None:
    kept = journal("-m venv " + str(start.VENV))
    assert start.create() == [start.tool("python"), "-m", "pip"]
    assert kept.has("-m virtualenv")
    assert not kept.has("--without-pip")


def test_without_ensurepip_and_virtualenv_the_pip_of_this_python_serves(
    start: ModuleType, journal: Callable[..., Journal]
) -> None:
    kept = journal("-m venv " + str(start.VENV), "virtualenv", f"{start.tool('python')} -m pip")
    assert start.create() == [sys.executable, "-m", "pip", "--python", start.tool("python")]
    assert kept.has("-m venv --without-pip")


def test_with_no_pip_at_all_it_says_what_to_install(
    start: ModuleType, journal: Callable[..., Journal], capsys: pytest.CaptureFixture[str]
) -> None:
    kept = journal("-m venv " + str(start.VENV), "virtualenv", "-m pip")
    assert start.main(["demo"]) == 2
    assert "sudo apt install python3-venv" in capsys.readouterr().err
    assert not start.VENV.exists()
    assert not kept.has("install")


def test_a_folder_that_cannot_be_changed_ends_in_advice(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(dev: bool) -> int:  # noqa: FBT001, ARG001 - the signature it stands in for
        raise PermissionError(13, "Отказано в доступе")

    monkeypatch.setattr(start, "prepare", refuse)
    assert start.main(["demo"]) == 2
    assert "Отказано в доступе" in capsys.readouterr().err


@POSIX
@pytest.mark.parametrize("arguments", [["demo"], ["audit", "сделки за май.csv", "--as-of", ""], ["--help"]])
def test_arguments_and_exit_code_pass_through(home: Path, start: ModuleType, arguments: list[str]) -> None:
    environment(start, start.wanted(dev=False))
    done = subprocess.run(
        [sys.executable, str(home / "start.py"), *arguments],
        capture_output=True,
        check=False,
        cwd=home.parent,
    )
    assert done.returncode == 7
    assert done.stdout.decode().splitlines() == ["1", "-P", "-m", "reglament", *arguments]
    assert done.stderr == b""


@POSIX
def test_a_tool_runs_from_the_environment(home: Path, start: ModuleType) -> None:
    environment(start, start.wanted(dev=True))
    program(start, "ruff")
    command = [sys.executable, str(home / "start.py"), "tool"]
    done = subprocess.run([*command, "ruff", "check"], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (7, b"1\ncheck\n")
    done = subprocess.run([*command, "нет-такого"], capture_output=True, check=False)
    assert done.returncode == 2
    assert "нет-такого" in done.stderr.decode()


@pytest.mark.parametrize(("failing", "code"), [((), 0), (("mypy",), 1), (("pytest",), 1), (("ruff", "pytest"), 1)])
def test_the_suite_runs_every_check_and_pytest_last(
    start: ModuleType, journal: Callable[..., Journal], failing: tuple[str, ...], code: int
) -> None:
    kept = journal(*failing)
    assert start.check(["-k", "norms"]) == code
    names = [Path(command[0]).stem for command in kept]
    assert names == ["ruff", "ruff", "mypy", "lint-imports", "python"]
    assert kept[-1][1:] == ["-m", "pytest", "-n", "2", "-k", "norms"]
