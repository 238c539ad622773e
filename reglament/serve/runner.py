"""Runs a program aside, within bounds: when it takes too much or too long, it is ended with its children."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import psutil

Ending = Literal["done", "memory", "time", "cancelled", "crashed"]
Event = dict[str, Any]

_LOOKS = 0.2
#: How long the end of a program is waited for, in seconds.
_GOING = 3
#: A line that a worker sends is never longer: what is longer is no line of ours.
_LONGEST = 32 << 20
_HOME = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a program may take: bytes of memory with its children, and seconds."""

    memory: int
    seconds: float


def run(  # noqa: PLR0913, PLR0917 - a program, what it does, and all that bounds it
    module: str,
    request: Mapping[str, Any],
    hear: Callable[[Event], None],
    bounds: Bounds,
    cancelled: threading.Event,
    spill: Path,
) -> Ending:
    """Run a module of ours in a process of its own and hear what it tells, line by line.

    Args:
        module: Its name.
        request: What it is to do: one line of JSON.
        hear: Takes every event as it comes.
        bounds: What it may take.
        cancelled: Stops it from outside.
        spill: Its folder for temporary files.
    """
    process = started(module, spill)
    watch = _Watch(process, bounds, cancelled)
    watch.start()
    try:
        _talk(process, request, hear)
    except BaseException:
        cancelled.set()
        raise
    finally:
        # What does not speak any more has nothing left to do.
        watch.settle()
        _close(process)
    if watch.reason:
        return watch.reason
    return "done" if process.returncode == 0 else "crashed"


def started(module: str, spill: Path) -> subprocess.Popen[bytes]:
    """Start a module of ours in a process of its own that is spoken with through pipes.

    Args:
        module: Its name.
        spill: Its folder for temporary files.
    """
    own = {"PYTHONUTF8": "1", "PYTHONPATH": _python_path(), "PYTHONDONTWRITEBYTECODE": "1"}
    temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(spill))
    return subprocess.Popen(  # noqa: S603 - our own interpreter and our own module
        [sys.executable, "-P", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=None if os.environ.get("REGLAMENT_DEBUG") else subprocess.DEVNULL,
        env={**os.environ, **own, **temporary},
        # Ctrl+C in the console is the server's to handle: it ends its workers itself.
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        start_new_session=os.name != "nt",
    )


def _talk(process: subprocess.Popen[bytes], request: Mapping[str, Any], hear: Callable[[Event], None]) -> None:
    if process.stdin is None or process.stdout is None:
        return
    with contextlib.suppress(OSError):
        # The pipe stays open: its end tells the worker that nobody waits any more.
        process.stdin.write(json.dumps(dict(request)).encode() + b"\n")
        process.stdin.flush()
    while line := process.stdout.readline(_LONGEST):
        try:
            event = json.loads(line)
        except ValueError:
            continue
        if isinstance(event, dict):
            hear(event)


def _close(process: subprocess.Popen[bytes]) -> None:
    process.wait()
    for stream in (process.stdin, process.stdout):
        # A worker that was ended may have left the request half read.
        with contextlib.suppress(OSError):
            if stream:
                stream.close()


class _Watch(threading.Thread):
    """Looks at a process now and then and ends it when it must."""

    def __init__(self, process: subprocess.Popen[bytes], bounds: Bounds, cancelled: threading.Event) -> None:
        super().__init__(name="reglament-watch", daemon=True)
        self.reason: Ending | None = None
        self._process, self._bounds, self._cancelled = process, bounds, cancelled
        self._silent = threading.Event()

    def run(self) -> None:
        """Look until the process ends."""
        deadline = time.monotonic() + self._bounds.seconds
        while self._process.poll() is None:
            if self._cancelled.is_set():
                self._end("cancelled")
            elif time.monotonic() > deadline:
                self._end("time")
            elif taken(self._process.pid) > self._bounds.memory:
                self._end("memory")
            elif self._silent.wait(_LOOKS) and self._process.poll() is None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._process.wait(_LOOKS)

    def settle(self) -> None:
        """The process has said all it had to say: wait for its end."""
        self._silent.set()
        self.join()

    def _end(self, reason: Ending) -> None:
        self.reason = reason
        end(self._process.pid)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(5)


def taken(pid: int) -> int:
    """Bytes of memory that a process and its children take."""
    total = 0
    with contextlib.suppress(psutil.Error):
        main = psutil.Process(pid)
        for process in (main, *main.children(recursive=True)):
            with contextlib.suppress(psutil.Error):
                info = process.memory_info()
                # Windows takes pages away from a program that still owns them.
                total += max(info.rss, getattr(info, "private", 0))
    return total


def end(pid: int) -> None:
    """End a process with its children at once."""
    with contextlib.suppress(psutil.Error):
        main = psutil.Process(pid)
        # The parent first: it starts no more of them then.
        every = [main, *main.children(recursive=True)]
        for process in every:
            with contextlib.suppress(psutil.Error):
                process.kill()
        # Only those that are gone have closed their files; ours is waited for by whoever started it.
        psutil.wait_procs(every[1:], timeout=_GOING)


def _python_path() -> str:
    known = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    return os.pathsep.join(dict.fromkeys(path for path in (str(_HOME), *known) if path))
