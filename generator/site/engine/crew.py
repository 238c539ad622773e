"""Work shared with other processes of this program: each takes a few items after the others, this one among them.

A helper may fail to start or die at any moment: its part is then done here, and the result is the same.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from enum import Enum
from functools import partial
from threading import Thread
from types import TracebackType
from typing import IO, Any, Self, TypeVar

from handbook import garbage
from handbook.book import Handbook

Item = TypeVar("Item")
Done = TypeVar("Done")
#: What is done with some items of a company: a function of a module, one result for each item.
Work = Callable[[Handbook, Sequence[Item]], Sequence[Done]]
#: Makes ready for such work, once for all the items: what it gives does it, while it lasts.
Workshop = Callable[[Handbook], AbstractContextManager[Callable[[Sequence[Any]], Sequence[Any]]]]

_MOST = 8
#: Fewer items than this are done sooner than a helper has started.
FEW = 120
#: Stands for a result until it is there.
_Lost = Enum("_Lost", "LOST")
_LOST = _Lost.LOST
#: The most items that are taken at once: less talk between processes than with one, and no long wait for the last.
_AT_ONCE = 16
#: As many times, at least, each hand comes for more of what is left.
_TURNS = 16
#: How many parts a helper has in hand, so that it never waits for the next one.
_IN_HAND = 2
#: How soon, in seconds, the work done here lets a thread take what a helper has sent: a pipe brings it in small pieces,
#: and by Python's own measure a helper would wait longer for its reader than it works.
_PROMPT = 0.0002
_START = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); from generator.site.engine.crew import help_out; "
    "help_out(sys.stdin.buffer)"
)


class Crew:
    """Processes that know a company and do parts of the work on it; to be used in a ``with`` statement.

    Attributes:
        book: The company.
    """

    def __init__(self, book: Handbook, items: int) -> None:
        """Prepare as many helpers as it pays to have.

        Args:
            book: The company.
            items: How much there is to do.
        """
        self.book = book
        self._hands = min(_processors(), _MOST, 1 + items // FEW)
        self._helpers: list[_Helper] = []
        self._while_at_work = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as begun:
            begun.enter_context(garbage.put_off())
            for _ in range(self._hands - 1):
                with contextlib.suppress(OSError):
                    helper = _Helper()
                    begun.callback(helper.dismiss)
                    self._helpers.append(helper)
            if self._helpers:
                # They start meanwhile.
                company = packed(self.book)
                for helper in self._helpers:
                    helper.learn(company)
            self._while_at_work = begun.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._while_at_work.close()

    def begin(self, workshop: Workshop) -> None:
        """Let helpers make ready for some work, while this process does something else.

        Args:
            workshop: A function of a module, or a ``partial`` of one.
        """
        for helper in self._helpers:
            helper.tell(workshop)

    def divide(self, items: Sequence[Item], here: Callable[[Sequence[Item]], Sequence[Done]]) -> list[Done]:
        """Do the work that was begun on all items and give the results in their order.

        Args:
            items: What to do it on.
            here: Does the same in this process; what it raises is raised.
        """
        found: list[Done | _Lost] = [_LOST] * len(items)
        every = tuple(_parts(len(items), len(self._helpers) + 1))
        parts = deque(every)
        todo = (items, parts, found)
        threads = [Thread(target=helper.work_off, args=todo, daemon=True) for helper in self._helpers]
        usual = sys.getswitchinterval()
        sys.setswitchinterval(_PROMPT)
        try:
            for thread in threads:
                thread.start()
            while (part := _next(parts)) is not None:
                found[part] = here(items[part])
        finally:
            parts.clear()
            for thread in threads:
                thread.join()
            sys.setswitchinterval(usual)
        for part in every:
            if found[part.start] is _LOST:
                found[part] = here(items[part])
        return found  # type: ignore[return-value]  # every item has its result by now

    def share(self, work: Work[Item, Done], items: Sequence[Item]) -> list[Done]:
        """Do work that nothing has to be made ready for on all items and give the results in their order.

        Args:
            work: A function of a module, or a ``partial`` of one; what it raises here is raised.
            items: What to do it on.
        """
        self.begin(partial(_bare, work))
        return self.divide(items, partial(work, self.book))


@contextmanager
def _bare(work: Work[Any, Any], book: Handbook) -> Iterator[Callable[[Sequence[Any]], Sequence[Any]]]:
    yield partial(work, book)


def _parts(items: int, hands: int) -> Iterator[slice]:
    """Items a few at a time, fewer towards the end, so that all hands finish together."""
    start = 0
    while start < items:
        size = max(1, min(_AT_ONCE, (items - start) // (hands * _TURNS)))
        yield slice(start, start + size)
        start += size


def _next(parts: deque[slice]) -> slice | None:
    try:
        return parts.popleft()
    except IndexError:
        return None


class _Helper:
    """One process and the pipes to it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - this very interpreter
            # -P: what lies in the folder one happens to be in, a pickle.py of the company, is not run.
            [sys.executable, "-P", "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get("REGLAMENT_DEBUG") else subprocess.DEVNULL,
        )
        self._feeders: list[Thread] = []
        self._feed(pickle.dumps(sys.path))

    def learn(self, company: bytes) -> None:
        """Have it know a company; nothing is answered."""
        self._feed(company)

    def tell(self, workshop: Workshop) -> None:
        """Have it make ready for some work; nothing is answered."""
        self._feed(pickle.dumps((workshop, None)))

    def work_off(self, items: Sequence[Any], parts: deque[slice], found: list[Any]) -> None:
        """Hand over part after part until there are none, and take the results.

        Args:
            items: All of them.
            parts: Which nobody has begun yet.
            found: Where the results go; those of a part that could not be done there do not come.
        """
        given: deque[slice] = deque()
        fit = True
        while True:
            while fit and len(given) < _IN_HAND and (part := _next(parts)) is not None:
                self._feed(pickle.dumps((None, items[part])))
                given.append(part)
            if not given:
                return
            part, answer = given.popleft(), self.answer()
            if answer is None or len(answer) != part.stop - part.start:
                fit = False
            else:
                found[part] = answer

    def answer(self) -> list[Any] | None:
        """What became of it; None when it could not be done there."""
        try:
            found: list[Any] | None = pickle.load(self._out)  # noqa: S301 - written by our own process
        except Exception:  # noqa: BLE001 - whatever a stream that broke off raises
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
    with garbage.put_off(), contextlib.suppress(EOFError, KeyboardInterrupt), ExitStack() as opened:
        book = unpacked(requests)
        do = None
        while True:
            workshop, items = pickle.load(requests)  # noqa: S301 - written by our own process
            if workshop is not None:
                do = _opened(opened, workshop, book)
            else:
                pickle.dump(_answer(do, items), answers)
                answers.flush()


def _opened(before: ExitStack, workshop: Workshop, book: Handbook) -> Callable[[Sequence[Any]], Sequence[Any]] | None:
    """Leave one workshop and enter another; None when that fails, so that all of its work is done elsewhere."""
    try:
        before.close()
        return before.enter_context(workshop(book))
    except Exception:  # noqa: BLE001 - whoever asked does the same and hears what is wrong
        return None


def _answer(do: Callable[[Sequence[Any]], Sequence[Any]] | None, items: Sequence[Any]) -> list[Any] | None:
    try:
        return list(do(items)) if do else None
    except Exception:  # noqa: BLE001 - whoever asked does it again and hears what is wrong
        return None


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Windows and macOS
        return os.cpu_count() or 1
