"""Workers are ended when they take too much, too long or are no longer wanted, with everything they started."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from reglament.serve import runner, storage
from reglament.serve.runner import Bounds, run
from reglament.serve.storage import Storage, sweep

PLENTY = Bounds(2 << 30, 30)
HEAD = """
import json, subprocess, sys, time
from reglament.serve.pipe import Pipe
pipe = Pipe(); request = pipe.request()
"""
PARENT = "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); pipe.tell(child=child.pid)\n"


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return tmp_path


def started(
    work: Path, code: str, bounds: Bounds = PLENTY, cancelled: threading.Event | None = None
) -> tuple[str, list[dict[str, object]]]:
    (work / "worker_of_a_test.py").write_text(HEAD + code, encoding="utf-8")
    heard: list[dict[str, object]] = []
    ending = run("worker_of_a_test", {"a": "ё"}, heard.append, bounds, cancelled or threading.Event(), work)
    return ending, heard


def gone(pid: object) -> bool:
    assert isinstance(pid, int)
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_events_come_as_they_are_told_and_prints_stay_out(work: Path) -> None:
    code = "print('шум'); pipe.tell(stage='ё', share=0.5); sys.stdout.write('{broken'); pipe.tell(got=request)\n"
    assert started(work, code) == ("done", [{"stage": "ё", "share": 0.5}, {"got": {"a": "ё"}}])


def test_what_a_worker_starts_is_not_given_its_input(work: Path) -> None:
    code = "pipe.tell(got=subprocess.run([sys.executable, '-c', 'import sys; print(len(sys.stdin.read()))'], timeout=9,"
    assert started(work, f"{code} capture_output=True, text=True).stdout)") == ("done", [{"got": "0\n"}])


def test_one_that_eats_memory_is_ended_with_its_children(work: Path) -> None:
    ending, heard = started(work, PARENT + "x = bytearray(400 << 20)\ntime.sleep(60)", Bounds(200 << 20, 30))
    assert ending == "memory"
    assert gone(heard[0]["child"])


def test_one_that_takes_too_long_is_ended(work: Path) -> None:
    start = time.monotonic()
    ending, heard = started(work, PARENT + "time.sleep(60)", Bounds(2 << 30, 1))
    assert ending == "time"
    assert gone(heard[0]["child"])
    assert time.monotonic() - start < 10


def test_one_that_is_cancelled_is_ended(work: Path) -> None:
    cancelled = threading.Event()
    threading.Timer(0.5, cancelled.set).start()
    assert started(work, "time.sleep(60)", cancelled=cancelled)[0] == "cancelled"


def test_one_that_falls_over_is_told(work: Path) -> None:
    assert started(work, "import os; os._exit(3)")[0] == "crashed"


def test_one_that_closes_its_pipe_and_stays_is_ended_in_time(work: Path) -> None:
    code = "import os; pipe._out.close(); os.close(1); os.close(2); time.sleep(60)"
    assert started(work, code, Bounds(2 << 30, 1.5))[0] == "time"


def test_a_worker_ends_when_its_server_is_no_more(work: Path) -> None:
    (work / "worker_of_a_test.py").write_text(HEAD + "pipe.tell(own=1); time.sleep(60)", encoding="utf-8")
    paths = os.pathsep.join([str(work), str(Path(runner.__file__).parents[2])])
    with subprocess.Popen(
        [sys.executable, "-m", "worker_of_a_test"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": paths},
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b"{}\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline()) == {"own": 1}
        process.stdin.close()
        assert process.wait(5) == 1


def test_folders_of_sessions_that_are_no_more_are_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage.tempfile, "tempdir", str(tmp_path))
    dead = tmp_path / "reglament-serve-dead"
    again = tmp_path / "reglament-serve-again"
    fresh = tmp_path / "reglament-serve-fresh"
    for folder in (dead, again, fresh, tmp_path / "other"):
        folder.mkdir()
        (folder / "сделки.csv").write_text("1")
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    (dead / "owner.json").write_text(json.dumps({"pid": process.pid, "started": time.time() - 99}))
    # The number of the process is of another program now.
    (again / "owner.json").write_text(json.dumps({"pid": os.getpid(), "started": 1.0}))
    # The clock was set, but it is the same program.
    ours = tmp_path / "reglament-serve-ours"
    ours.mkdir()
    line = psutil.Process().cmdline()
    (ours / "owner.json").write_text(json.dumps({"pid": os.getpid(), "started": 1.0, "line": line}))
    living = Storage()
    assert ours.exists()
    assert not dead.exists()
    assert not again.exists()
    assert fresh.exists()
    os.utime(fresh, (1, 1))
    sweep(tmp_path)
    assert not fresh.exists()
    assert living.root.exists()
    assert oct(living.root.stat().st_mode)[-3:] == "700" or os.name == "nt"
    assert (tmp_path / "other").exists()
    living.close()
    assert not living.root.exists()
