"""A process that stays: it remembers between requests, is ended when it must be and started anew when it is gone."""

from __future__ import annotations

import threading
from pathlib import Path

import psutil
import pytest

from reglament.serve.builder import Builder, LostError
from reglament.serve.runner import Bounds
from tests.reglament.serve.test_workers import gone

PLENTY = Bounds(2 << 30, 30)
HEAD = """
import os, subprocess, sys, time
from pathlib import Path
from reglament.serve.pipe import Pipe
pipe = Pipe(gently=True)
child = lambda: subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).pid
count = 0
while True:
    request = pipe.request()
    count += 1
"""
NEVER = threading.Event()


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return tmp_path


def builder(work: Path, code: str, bounds: Bounds = PLENTY) -> Builder:
    lines = "".join(f"    {line}\n" for line in code.splitlines())
    (work / "builder_of_a_test.py").write_text(HEAD + lines, encoding="utf-8")
    return Builder("builder_of_a_test", bounds, work)


def lost(made: Builder, request: dict[str, object] | None = None, give_up: threading.Event = NEVER) -> str:
    with pytest.raises(LostError) as told:
        made.ask(request or {}, give_up)
    return told.value.reason


def test_one_process_answers_every_request_and_remembers(work: Path) -> None:
    made = builder(work, "if request: pipe.tell(count=count, pid=os.getpid(), got=request)")
    assert not made.alive
    first = made.ask({"a": "ё"}, NEVER)
    made.send({})
    second = made.ask({"a": 2}, NEVER)
    assert (first["count"], second["count"], second["got"]) == (1, 3, {"a": 2})
    assert first["pid"] == second["pid"]
    made.close()
    assert not made.alive
    assert gone(first["pid"])


def test_when_it_has_died_the_next_request_starts_another(work: Path) -> None:
    made = builder(work, "pipe.tell(pid=os.getpid(), count=count) if request else os._exit(3)")
    first = made.ask({"a": 1}, NEVER)
    psutil.Process(first["pid"]).kill()
    psutil.wait_procs([psutil.Process(first["pid"])] if psutil.pid_exists(first["pid"]) else [], 5)
    assert made.ask({"a": 1}, NEVER)["count"] == 1
    assert lost(made) == "crashed"
    assert made.ask({"a": 1}, NEVER)["count"] == 1
    made.close()


@pytest.mark.parametrize(
    ("code", "bounds", "reason"),
    [
        ("x = bytearray(400 << 20); time.sleep(60)", Bounds(200 << 20, 30), "memory"),
        ("time.sleep(60)", Bounds(2 << 30, 1), "time"),
    ],
)
def test_one_that_takes_too_much_is_ended_with_its_children(work: Path, code: str, bounds: Bounds, reason: str) -> None:
    made = builder(work, f"Path('{work}/child').write_text(str(child())); {code}", bounds)
    assert lost(made) == reason
    assert not made.alive
    assert gone(int((work / "child").read_text()))


def test_what_is_given_up_puts_away_what_it_has_laid_aside(work: Path) -> None:
    code = """
try:
    Path('WORK/aside').write_text(str(child()))
    while True: time.sleep(0.01)
finally:
    os.replace('WORK/aside', 'WORK/gone')
""".replace("WORK", str(work))
    made, give_up = builder(work, code), threading.Event()
    threading.Timer(0.6, give_up.set).start()
    assert lost(made, give_up=give_up) == "given up"
    assert not (work / "aside").exists()
    assert gone(int((work / "gone").read_text()))


def test_one_that_will_not_be_interrupted_is_ended_all_the_same(work: Path) -> None:
    code = "while True:\n    try: time.sleep(60)\n    except BaseException: pass"
    made, give_up = builder(work, f"Path('{work}/pid').write_text(str(os.getpid()))\n{code}"), threading.Event()
    threading.Timer(0.6, give_up.set).start()
    assert lost(made, give_up=give_up) == "given up"
    assert gone(int((work / "pid").read_text()))


def test_it_ends_when_its_server_is_no_more(work: Path) -> None:
    made = builder(work, "pipe.tell(pid=os.getpid())")
    pid = made.ask({}, NEVER)["pid"]
    process = made._process
    assert process is not None
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(10) is not None
    assert gone(pid)
