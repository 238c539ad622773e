"""``reglament serve`` as it is started and ended in a console."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner

from reglament.cli import app
from reglament.serve.app import with_bar
from reglament.serve.conduct import tried
from reglament.serve.outcome import WORD_ZIP, downloads, main_ones, zipped
from tests.reglament.serve.conftest import make_company
from tests.volume import in_ci

ROOT = Path(__file__).parents[3]
ENDINGS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


def test_a_port_that_is_taken_and_a_folder_that_is_no_company_are_told(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        line = ["--project", str(make_company(tmp_path / "c")), "serve", "--no-browser", "--port"]
        done = CliRunner().invoke(app, [*line, str(other.getsockname()[1])], prog_name="reglament")
    assert done.exit_code == 2
    assert re.search(r"порт \d+ занят: им пользуется", done.stderr)
    assert "--port" in done.stderr
    done = CliRunner().invoke(app, ["--project", str(tmp_path), "serve"], prog_name="reglament")
    assert done.exit_code == 2
    assert "regulations" in done.stderr


@pytest.mark.parametrize("wrong", ["abc", "80", "70000"])
def test_what_is_no_port_is_told_in_russian(wrong: str) -> None:
    done = CliRunner().invoke(app, ["serve", "--port", wrong], prog_name="reglament")
    assert done.exit_code == 2
    assert f"«{wrong}» — не номер порта; нужно число от 1024 до 65535" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal that a program can play")
@pytest.mark.parametrize("ending", ENDINGS if in_ci() else ENDINGS[:1])
def test_enter_gives_a_fresh_link_and_every_end_leaves_nothing(tmp_path: Path, ending: signal.Signals) -> None:
    import pty

    temporary = tmp_path / "tmp"
    temporary.mkdir()
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [
            sys.executable,
            "-P",
            "-m",
            "reglament",
            "--project",
            str(make_company(tmp_path / "Моя компания")),
            "serve",
            "--no-browser",
        ],
        stdin=theirs,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary), "PYTHONUTF8": "1"},
    ) as process:
        timer = threading.Timer(40, process.kill)
        timer.start()
        try:
            assert process.stderr
            first = process.stderr.readline()
            assert "Enter — новая ссылка" in process.stderr.readline()
            assert len(list(temporary.iterdir())) == 1
            os.write(ours, b"\n")
            second = process.stderr.readline()
            links = re.findall(r"http://127\.0\.0\.1:\d+/open/\S+", first + second)
            assert len(set(links)) == 2
            process.send_signal(ending)
            rest = process.stderr.read()
            assert process.wait() == 0, rest
        finally:
            timer.cancel()
            os.close(ours)
            os.close(theirs)
    assert rest == "Остановлено, временные файлы удалены.\n"
    assert list(temporary.iterdir()) == []


def test_the_packages_of_the_server_are_not_loaded_for_help() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from reglament.cli import app\n"
        "assert CliRunner().invoke(app, ['serve', '--help']).exit_code == 0\n"
        "print([name for name in ('starlette', 'uvicorn', 'watchdog', 'psutil', 'jinja2') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_many_documents_are_offered_as_one_archive(tmp_path: Path) -> None:
    names = ["audit.html", "audit.xlsx", "Решения планёрки.xlsx", "Рапорт руководителю.docx"]
    names += [f"Списки просрочек/Сотрудник {number}.docx" for number in range(5)]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"1")
    files = zipped(tmp_path, names)
    assert files[-1] == WORD_ZIP
    offered = downloads(tmp_path, files)
    assert [one["label"] for one in offered] == [
        "Отчёт",
        "Excel",
        "Excel: Решения планёрки",
        "Word, всё сразу",
        "Word: Рапорт руководителю",
    ]
    # A bar above the report has the sheet of the meeting and its papers, too.
    papers = ["audit.html", "audit.xlsx", "Решения планёрки.xlsx", WORD_ZIP, "Рапорт руководителю.docx"]
    assert [one["path"] for one in main_ones(offered)] == papers
    assert "перетащите сюда" in next(one["hint"] for one in offered if one["path"] == papers[2])
    assert zipped(tmp_path, names[:4]) == names[:4]


def test_links_stand_above_a_report_and_below_its_link_past_them() -> None:
    page = '<html><body>\n<svg></svg>\n<a class="skip" href="#x">К содержанию</a>\n<main></main>'
    assert with_bar(page, "<nav>") == page.replace("</a>\n", "</a>\n<nav>\n")
    assert with_bar("<body><p>", "<nav>") == "<body>\n<nav><p>"
    assert with_bar("<p>", "<nav>") == "<p>"


def test_a_disk_that_refuses_is_told_and_the_report_is_there_all_the_same() -> None:
    def refuse() -> list[str]:
        raise PermissionError(13, "Отказано в доступе")

    assert tried(refuse, "Отчёт не сохранён") == ["Отчёт не сохранён: Отказано в доступе"]
    assert tried(lambda: ["да"], "") == ["да"]
