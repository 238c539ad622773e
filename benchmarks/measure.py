"""Wall time and peak memory of whole processes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TREE = Path(__file__).resolve().parents[1]
#: An audit that finds gaps exits with 1, which is no failure.
_FINE = (0, 1)
#: As on the machine of a user, the second run finds the byte code of the first, whatever this environment says.
_BYTE_CODE = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "reglament-pyc")}
#: ``ru_maxrss`` is in kilobytes on Linux and in bytes on macOS.
_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command.

    Attributes:
        seconds: From start to exit.
        processor: Seconds of all processors it and its children took, which others on the machine change least.
        peak: The most memory it or any of its children held at once, in bytes.
        output: What it printed.
    """

    seconds: float
    processor: float
    peak: int
    output: str


def run(command: Sequence[str]) -> Run:
    """Run a command in the tree and measure it.

    Raises:
        SystemExit: It failed.
    """
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        environment = {**os.environ, **_BYTE_CODE}
        process = subprocess.Popen(command, cwd=TREE, env=environment, stdout=output, stderr=subprocess.STDOUT)  # noqa: S603
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        told = output.read().decode(errors="replace")
    if process.returncode not in _FINE:
        raise SystemExit(f"{' '.join(command)}\n{told}")
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * _UNIT, told)


@dataclass(frozen=True, slots=True)
class Best:
    """The best of several runs: the shortest times and the smallest peak."""

    seconds: float
    processor: float
    peak: int


def in_turn(commands: Sequence[Sequence[str]], runs: int, told: str | None = None) -> list[Best]:
    """Run all commands in turn, several times over, so that a busy machine slows all of them.

    Args:
        commands: Whom to measure.
        runs: How many times each.
        told: What every one of them must print; None when they may print anything.

    Raises:
        SystemExit: One failed, or printed something else.
    """
    rounds = [[run(command) for command in commands] for _ in range(runs)]
    for command, item in zip(commands, rounds[0], strict=True):
        if told is not None and item.output.strip() != told:
            raise SystemExit(f"{' '.join(command)}\n{item.output}instead of {told}")
    return [best(column) for column in zip(*rounds, strict=True)]


def best(runs: Sequence[Run]) -> Best:
    """The best of several runs of one command."""
    return Best(
        min(item.seconds for item in runs), min(item.processor for item in runs), min(item.peak for item in runs)
    )
