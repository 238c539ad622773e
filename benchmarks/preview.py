"""From saving a file to the changed page: ``python -m benchmarks.preview [--operations 500] [--rounds 3]``.

The company is the sample grown (see ``benchmarks.check``), the server is ``reglament serve`` as a user starts it. After
the first build one record of every kind is edited in each round, a step of an operation first, the company itself last:
while nothing else goes on, then while the whole site is still being built after the edit before. Measured are the
seconds until the page has the new words, as a browser gets it, until the browser is told to look, and the processor
seconds that the answer took meanwhile: those hardly depend on what else the machine does.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import itertools
import json
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from benchmarks.check import grow
from benchmarks.measure import TREE

_LINK = re.compile(r"http://127\.0\.0\.1:(\d+)(/open/\S+)")
#: How long a page and the whole site are waited for, in seconds.
_PATIENCE, _WHOLE = 120, 1800
#: How often a page and the whole site are looked at, in seconds.
_LOOKS, _SELDOM = 0.02, 0.25
#: Words that may go on at the end of their line, plain or folded.
_WORDS = r"(?:>-\n +)?)(?P<words>[А-Яа-яё][^\n:#]*)$"
_WHOLE_BUILD = "reglament.serve.rebuild"
_STEP = re.compile(rf"(?m)^(?P<head> *- text: {_WORDS}")
_TITLE = re.compile(rf"(?m)^(?P<head>title: {_WORDS}")
_NORM = re.compile(rf"(?m)^(?P<head> *- id: (?P<id>n-[\w.-]+)\n(?: +\S.*\n)*? +title: {_WORDS}")
_PROCESS = re.compile(rf"(?m)^(?P<head>id: (?P<id>\S+)\n(?:.*\n)*?title: {_WORDS}")
_TERM = re.compile(r'(?m)(?P<head>definition: "?)(?P<words>[А-Яа-яё][^\n":}]*)')
_CITY = re.compile(rf"(?m)^(?P<head>city: {_WORDS}")
#: What is edited: its name, its files, the words in them, the page that shows them.
_KINDS = (
    ("шаг", "processes/*/*/*.yaml", _STEP, "operations/{stem}"),
    ("операция", "processes/*/*/*.yaml", _TITLE, "operations/{stem}"),
    ("норма", "processes/*/*/*.yaml", _NORM, "norms/{id}"),
    ("процесс", "processes/*/*/process.yaml", _PROCESS, "processes/{id}/index"),
    ("роль", "roles/*.yaml", _TITLE, "roles/{stem}/index"),
    ("документ", "documents/*.yaml", _TITLE, "documents/{stem}"),
    ("термин", "glossary.yaml", _TERM, "glossary"),
    ("компания", "company.yaml", _CITY, "index"),
)
_FLOW = "process.yaml"


@dataclass(frozen=True, slots=True)
class Edit:
    """One place to edit.

    Attributes:
        what: The kind of the record.
        file: The file.
        page: The address of the page that shows it.
        place: What finds the words.
    """

    what: str
    file: Path
    page: str
    place: re.Pattern[str]

    def make(self, number: int) -> str:
        """Put words of their own into the file; returns the last of them."""
        mark = f"Правка{number}"
        text = self.file.read_text(encoding="utf-8")
        made = self.place.sub(lambda found: f"{found['head']}{found['words'].rstrip()} {mark}", text, count=1)
        self.file.write_text(made, encoding="utf-8")
        return mark


@dataclass(frozen=True, slots=True)
class Seen:
    """How long it took, in seconds: to the page, to the browser being told, of the processors."""

    page: float
    told: float
    processor: float


@dataclass
class Browser:
    """What asks the server for pages, and hears what it tells of them."""

    port: int
    cookie: str = ""
    heard: list[float] = field(default_factory=list)

    def enter(self, path: str) -> None:
        """Follow the link that opens once, then listen."""
        connection = self._asked(path)
        self.cookie = (connection.getresponse().getheader("set-cookie") or "").partition(";")[0]
        connection.close()
        threading.Thread(target=self._listen, daemon=True).start()

    def get(self, path: str) -> str:
        """What stands at an address; empty when there is nothing yet."""
        connection = self._asked(path)
        try:
            answer = connection.getresponse()
            content = answer.read().decode()
            return content if answer.status == http.client.OK else ""
        finally:
            connection.close()

    def _asked(self, path: str) -> http.client.HTTPConnection:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        connection.request("GET", path, headers={"Cookie": self.cookie})
        return connection

    def _listen(self) -> None:
        made = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_WHOLE)
        with contextlib.closing(made) as connection, contextlib.suppress(OSError, http.client.HTTPException):
            connection.request("GET", "/live", headers={"Cookie": self.cookie})
            answer = connection.getresponse()
            while line := answer.readline():
                if line.startswith(b"data:"):
                    self.heard.append(time.perf_counter())


def edits(project: Path) -> Iterator[Edit]:
    """Places to edit, without end: one of every kind in turn, each time in another file if there is one."""
    kinds = [found for kind in _KINDS if (found := tuple(_places(project, *kind)))]
    for number in itertools.count() if kinds else ():
        for found in kinds:
            yield found[number % len(found)]


def _places(project: Path, what: str, names: str, place: re.Pattern[str], page: str) -> Iterator[Edit]:
    files = sorted((project / "regulations").glob(names))
    # Neighbours belong to one process: files from everywhere are taken.
    for file in (path for start in range(7) for path in files[start::7]):
        found = place.search(file.read_text(encoding="utf-8"))
        if found and (file.name == _FLOW) == names.endswith(_FLOW):
            shown = page.format(stem=file.stem, **found.groupdict())
            yield Edit(what, file, f"/site/{shown}.html", place)


@contextlib.contextmanager
def serving(project: Path) -> Iterator[tuple[Browser, psutil.Process]]:
    """The server of a company, and what looks at its pages."""
    line = [sys.executable, "-m", "reglament", "--project", str(project), "serve", "--no-browser"]
    with subprocess.Popen(line, cwd=TREE, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own module
        try:
            link = next(found for told in process.stderr or () if (found := _LINK.search(told)))
            browser = Browser(int(link[1]))
            browser.enter(link[2])
            yield browser, psutil.Process(process.pid)
        finally:
            process.terminate()


def until(seen: Callable[[], bool], patience: float, looks: float = _LOOKS) -> float:
    """Wait for something, looking every so many seconds; when it came.

    Raises:
        SystemExit: It never does.
    """
    start = time.perf_counter()
    while not seen():
        if time.perf_counter() - start > patience:
            raise SystemExit("ждали слишком долго: страница не обновилась")
        time.sleep(looks)
    return time.perf_counter()


def processor(server: psutil.Process) -> float:
    """Seconds of all processors taken so far by what answers edits, without the server itself and the whole build."""
    total = 0.0
    for process in server.children():
        with contextlib.suppress(psutil.Error):
            used = process.cpu_times()
            if _WHOLE_BUILD in process.cmdline():
                continue
            total += used.user + used.system
    return total


def measured(browser: Browser, server: psutil.Process, edit: Edit, number: int) -> Seen:
    """Make one edit and wait for its page."""
    heard, used, start = len(browser.heard), processor(server), time.perf_counter()
    mark = edit.make(number)
    shown = until(lambda: mark in browser.get(edit.page), _PATIENCE)
    taken = processor(server) - used
    told = until(lambda: len(browser.heard) > heard, _PATIENCE)
    return Seen(shown - start, browser.heard[heard] - start if told else 0.0, taken)


def rest(browser: Browser) -> None:
    """Wait until nothing is being built any more."""
    for _ in range(3):
        until(lambda: not json.loads(browser.get("/live/state"))["building"], _WHOLE, _SELDOM)
        time.sleep(2 * _SELDOM)


def series(browser: Browser, server: psutil.Process, places: Iterator[Edit], count: int, *, quiet: bool) -> None:
    """Make edits and print what they took."""
    found: list[tuple[str, Seen]] = []
    for number in range(count):
        if quiet:
            rest(browser)
        else:
            time.sleep(1.5)
        edit = next(places)
        found.append((edit.what, measured(browser, server, edit, number + (1000 if quiet else 2000))))
    print("в покое" if quiet else "пока собирается весь сайт")
    for what in dict.fromkeys(name for name, _ in found):
        _tell(what, [seen for name, seen in found if name == what])
    _tell("все", [seen for _, seen in found])


def _tell(what: str, found: list[Seen]) -> None:
    middle = [statistics.median(values) for values in zip(*((s.page, s.told, s.processor) for s in found), strict=True)]
    worst = [max(values) for values in zip(*((s.page, s.told, s.processor) for s in found), strict=True)]
    print(
        f"  {what:9} правок {len(found):2}   страница {middle[0]:5.2f} с (худшая {worst[0]:5.2f})   "
        f"событие {middle[1]:5.2f} с ({worst[1]:5.2f})   процессор {middle[2]:5.2f} с ({worst[2]:5.2f})"
    )


def main() -> None:
    """Grow the company, serve it, edit it and print what the edits took."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--operations", type=int, default=500)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--project", type=Path, help="a company that is there already; its files are edited")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = given.project or Path(folder)
        if not given.project:
            grow(project, given.operations)
        places = edits(project)
        count = len(list(project.glob("regulations/processes/*/*/*.yaml")))
        with serving(project) as (browser, server):
            start = time.perf_counter()
            rest(browser)
            print(f"файлов процессов и операций {count}, первая сборка {time.perf_counter() - start:.1f} с")
            # Whoever looks at a page lets the server get ready for the first edit.
            until(lambda: bool(browser.get("/site/")), _PATIENCE)
            time.sleep(5)
            for quiet in (True, False):
                series(browser, server, places, given.rounds * len(_KINDS), quiet=quiet)


if __name__ == "__main__":
    main()
