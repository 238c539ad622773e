"""Work shared with other processes of this program: each takes its part of the items, this one among them.

A helper may fail to start or die at any moment: its part is then done here, and the result is the same.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from threading import Thread
from types import TracebackType
from typing import IO, Any, Self, TypeVar

from handbook.book import Handbook

Item = TypeVar("Item")
Done = TypeVar("Done")
#: What is done with some items of a company: a function of a module, one result for each item.
Work = Callable[[Handbook, Sequence[Item]], Sequence[Done]]

_MOST = 8
#: Fewer items than this are done sooner than a helper has started.
FEW = 120
_START = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); from generator.site.engine.crew import help_out; "
    "help_out(sys.stdin.buffer)"
)


class Crew:
    """Processes that know a company and do parts of the work on it; to be used in a ``with`` statement."""

    def __init__(self, book: Handbook, items: int) -> None:
        """Prepare as many helpers as it pays to have.

        Args:
            book: The company.
            items: How much there is to do.
        """
        self._book = book
        self._hands = min(_processors(), _MOST, 1 + items // FEW)
        self._helpers: list[_Helper] = []

    def __enter__(self) -> Self:
        if self._hands > 1:
            company = packed(self._book)
            for _ in range(self._hands - 1):
                with contextlib.suppress(OSError):
                    self._helpers.append(_Helper(company))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for helper in self._helpers:
            helper.dismiss()

    def share(
        self,
        work: Work[Item, Done],
        items: Sequence[Item],
        here: Callable[[Sequence[Item]], Sequence[Done]] | None = None,
    ) -> list[Done]:
        """Do work on all items and give the results in their order.

        Args:
            work: A function of a module, or a ``partial`` of one; what it raises here is raised.
            items: What to do it on.
            here: Does the same in this process, where something may be ready already.
        """
        do = here or partial(work, self._book)
        parts = len(self._helpers) + 1
        found: list[Done | None] = [None] * len(items)
        for number, helper in enumerate(self._helpers, 1):
            helper.ask(work, items[number::parts])
        found[0::parts] = do(items[0::parts])
        for number, helper in enumerate(self._helpers, 1):
            part = items[number::parts]
            answer = helper.answer()
            found[number::parts] = do(part) if answer is None else answer
        return found  # type: ignore[return-value]  # every item has its result by now


class _Helper:
    """One process and the pipes to it."""

    def __init__(self, company: bytes) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - this very interpreter
            # -P: what lies in the folder one happens to be in, a pickle.py of the company, is not run.
            [sys.executable, "-P", "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get("REGLAMENT_DEBUG") else subprocess.DEVNULL,
        )
        self._feeders: list[Thread] = []
        self._feed(pickle.dumps(sys.path) + company)

    def ask(self, work: object, items: object) -> None:
        """Hand over a part of the work."""
        self._feed(pickle.dumps((work, items)))

    def answer(self) -> list[Any] | None:
        """What became of it; None when it could not be done there."""
        try:
            found: list[Any] | None = pickle.load(self._out)  # noqa: S301 - written by our own process
        except (EOFError, OSError, pickle.UnpicklingError):
            return None
        return found

    def dismiss(self) -> None:
        """End the process whatever it does."""
        self._process.kill()
        self._process.wait()
        for feeder in self._feeders:
            feeder.join()
        self._out.close()
        with contextlib.suppress(OSError):
            self._in.close()

    @property
    def _in(self) -> IO[bytes]:
        assert self._process.stdin is not None  # noqa: S101 - it was asked for
        return self._process.stdin

    @property
    def _out(self) -> IO[bytes]:
        assert self._process.stdout is not None  # noqa: S101 - it was asked for
        return self._process.stdout

    def _feed(self, content: bytes) -> None:
        """Write in the background: a helper that starts does not read yet."""
        before = self._feeders[-1] if self._feeders else None
        feeder = Thread(target=self._write, args=(content, before), daemon=True)
        self._feeders.append(feeder)
        feeder.start()

    def _write(self, content: bytes, before: Thread | None) -> None:
        if before:
            before.join()
        # Nobody reads any more: the answer will tell.
        with contextlib.suppress(OSError, ValueError):
            self._in.write(content)
            self._in.flush()


def packed(book: Handbook) -> bytes:
    """A handbook for another process; records are known by their identity, so places go along with them."""
    records = (*book.records(), *(placed.norm for placed in book.norms.values()))
    spots = [(record, book.spots[id(record)]) for record in records if id(record) in book.spots]
    return pickle.dumps((replace(book, spots={}), spots))


def unpacked(stream: IO[bytes]) -> Handbook:
    """The same handbook in the other process."""
    book, spots = pickle.load(stream)  # noqa: S301 - written by our own process
    found: Handbook = replace(book, spots={id(record): spot for record, spot in spots})
    return found


def help_out(requests: IO[bytes]) -> None:
    """The life of a helper: its company first, then parts of work until nobody asks any more."""
    answers = os.fdopen(os.dup(1), "wb")
    # What libraries print must not get among the answers.
    os.dup2(2, 1)
    with contextlib.suppress(EOFError, KeyboardInterrupt):
        book = unpacked(requests)
        while True:
            work, items = pickle.load(requests)  # noqa: S301 - written by our own process
            try:
                answer = list(work(book, items))
            except Exception:  # noqa: BLE001 - whoever asked does it again and hears what is wrong
                answer = None
            pickle.dump(answer, answers)
            answers.flush()


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Windows and macOS
        return os.cpu_count() or 1
