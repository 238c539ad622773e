"""A process that stays for more than one request: started when first needed, ended when it takes too much or hangs."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import psutil

from reglament.serve.runner import Bounds, Event, end, started, taken

Loss = Literal["memory", "time", "given up", "crashed"]

#: How soon a request is given up, and how often memory is weighed, in seconds.
_LOOKS, _WEIGHS = 0.05, 0.4
#: How long a process may put away what it has laid aside, in seconds; then it is ended.
_LEAVING = 2.0
#: A line that a process of ours sends is never longer.
_LONGEST = 32 << 20


class LostError(Exception):
    """There is no answer; the text says why."""

    def __init__(self, reason: Loss) -> None:
        super().__init__(reason)
        self.reason: Loss = reason


class Builder:
    """One process, which answers every request with one line; one thread asks it.

    When it is gone, for whatever reason, the next request starts another.
    """

    def __init__(self, module: str, bounds: Bounds, spill: Path) -> None:
        """Nothing is started yet.

        Args:
            module: The program: it reads requests and answers through ``Pipe``.
            bounds: What it may take: memory at any time, seconds for one request.
            spill: Its folder for temporary files.
        """
        self._module, self._bounds, self._spill = module, bounds, spill
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[Event | None] = queue.SimpleQueue()

    def ask(self, request: Mapping[str, Any], give_up: threading.Event) -> Event:
        """Send a request and wait for the answer.

        Args:
            request: What is to be done.
            give_up: Once set, the answer is wanted no more: the process is ended.

        Raises:
            LostError: There is no answer, and no process any more.
            OSError: The process cannot be started.
        """
        process = self.send(request)
        try:
            return self._answer(process, give_up)
        except LostError:
            self.close()
            raise

    def send(self, request: Mapping[str, Any]) -> subprocess.Popen[bytes]:
        """Send a request that has no answer.

        Raises:
            OSError: The process cannot be started.
        """
        process = self._ready()
        with contextlib.suppress(OSError):
            if process.stdin:
                process.stdin.write(json.dumps(dict(request)).encode() + b"\n")
                process.stdin.flush()
        return process

    @property
    def alive(self) -> bool:
        """Whether there is a process now."""
        return self._process is not None and self._process.poll() is None

    def close(self) -> None:
        """End the process: it is given a moment to put away what it has laid aside."""
        process, self._process = self._process, None
        if process is None:
            return
        children = _children(process.pid)
        with contextlib.suppress(OSError):
            if process.stdin:
                process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_LEAVING)
        if process.poll() is None:
            end(process.pid)
            process.wait()
        for child in children:
            with contextlib.suppress(psutil.Error):
                child.kill()
        psutil.wait_procs(children, timeout=_LEAVING)

    def _ready(self) -> subprocess.Popen[bytes]:
        if self._process and (self._process.poll() is not None or taken(self._process.pid) > self._bounds.memory):
            self.close()
        if self._process is None:
            self._process = started(self._module, self._spill)
            self._answers = queue.SimpleQueue()
            told = (self._process, self._answers)
            threading.Thread(target=_listen, name="reglament-builder", args=told, daemon=True).start()
        return self._process

    def _answer(self, process: subprocess.Popen[bytes], give_up: threading.Event) -> Event:
        deadline = time.monotonic() + self._bounds.seconds
        weighed = time.monotonic()
        while True:
            with contextlib.suppress(queue.Empty):
                answer = self._answers.get(timeout=_LOOKS)
                if answer is None:
                    raise LostError("crashed")
                return answer
            if give_up.is_set():
                raise LostError("given up")
            if time.monotonic() > deadline:
                self._kill(process)
                raise LostError("time")
            if time.monotonic() > weighed + _WEIGHS:
                weighed = time.monotonic()
                if taken(process.pid) > self._bounds.memory:
                    self._kill(process)
                    raise LostError("memory")

    @staticmethod
    def _kill(process: subprocess.Popen[bytes]) -> None:
        """End at once, with its children, what does not keep within its bounds."""
        end(process.pid)
        process.wait()


def _children(pid: int) -> list[psutil.Process]:
    with contextlib.suppress(psutil.Error):
        return psutil.Process(pid).children(recursive=True)
    return []


def _listen(process: subprocess.Popen[bytes], answers: queue.SimpleQueue[Event | None]) -> None:
    """Hear what a process says until it says no more."""
    if process.stdout is None:
        return
    with process.stdout as told:
        while line := told.readline(_LONGEST):
            with contextlib.suppress(ValueError):
                event = json.loads(line)
                if isinstance(event, dict):
                    answers.put(event)
    answers.put(None)
