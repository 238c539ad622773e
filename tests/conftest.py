"""What tests of every package share: a small valid company, programs that may be absent, no skips in CI."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler.loadscope import LoadScopeScheduling

from generator.findings import render
from handbook import part
from handbook.check import check, examine
from handbook.finding import Finding
from handbook.layout import Entry, Kind
from handbook.lint import Linted, lint
from handbook.read import Reading
from tests.volume import in_ci

VALID = Path(__file__).parent / "broken" / "valid"

#: The day on which the company is checked.
TODAY = date(2026, 11, 2)

#: Programs a test may ask for with ``@pytest.mark.program("…")``: names they go by, Debian package.
PROGRAMS = {
    "chromium": (("chromium", "chromium-browser", "google-chrome", "chrome"), "chromium"),
    "soffice": (("soffice", "libreoffice"), "libreoffice-writer-nogui"),
    "faketime": (("faketime",), "faketime"),
    "pdftotext": (("pdftotext",), "poppler-utils"),
    "pdftoppm": (("pdftoppm",), "poppler-utils"),
    "postgres": (("pg_ctlcluster", "initdb"), "postgresql"),
    "java": (("java",), "openjdk-17-jre-headless"),
    "node": (("node",), "nodejs"),
}
#: Tests that take long go first and alone, so that no worker is left with one at the end.
LONG = (
    "test_spark_",
    "test_postgresql_",
    "test_less_memory_",
    "test_a_check_answers_",
    "test_generated_flows_are_drawn_",
    "test_the_same_bytes_under_",
    "test_a_new_folder_is_a_company_",
    "test_two_folders_of_one_choice_",
)
#: What tests share is made by one worker only: Spark by their names, other things by where they stand.
TOGETHER = ("test_spark_",)
PLACES = (
    "house/test_wheel.py",
    "generator/site/",
    "generator/documents/",
    "generator/report/",
    "generator/diagram/bpmn/",
    "generator/word/",
    "generator/workbook/",
    "audit/sample/",
)
NODE = Path(__file__).parent / "node"
#: Programs that read the diagrams we write.
BPMN_IO = Path(__file__).parent / "bpmn_io"


@dataclass(frozen=True)
class Company:
    """A company's folder that a test may spoil.

    Files are named as messages name them, from the folder that holds ``regulations/``.
    """

    root: Path

    def text(self, name: str) -> str:
        return (self.root / name).read_text(encoding="utf-8")

    def write(self, name: str, content: str | bytes) -> None:
        """Put a whole file in place, made when missing; text is written to the byte."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def replace(self, name: str, old: str, new: str) -> None:
        """Change one place of a file; the old words must stand in it exactly once."""
        text = self.text(name)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def append(self, name: str, more: str) -> None:
        self.write(name, self.text(name) + more)

    def remove(self, name: str) -> None:
        path = self.root / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()

    def overlay(self, folder: Path) -> None:
        """Lay the files of another folder over these."""
        shutil.copytree(folder, self.root, dirs_exist_ok=True)

    def check(self) -> tuple[Finding, ...]:
        return check(self.root, TODAY)[1]

    def reading(self) -> Reading:
        return check(self.root)[0]

    def told(self, code: str | None = None) -> list[str]:
        """Findings of one code, or all, as ``place: message``."""
        return [
            f"{finding.places[0] if finding.places else ''}: {finding.message}"
            for finding in self.check()
            if code is None or finding.code == code
        ]

    def report(self, *, show_allowed: bool = False) -> str:
        """What ``reglament check`` prints."""
        checked = examine(self.root, TODAY)
        return render(checked.findings, "text", allowed=checked.allowed, show_allowed=show_allowed)


@pytest.fixture(scope="session", autouse=True)
def _files_are_read_once() -> Iterator[None]:
    """Let the same file be understood once: the sources of the sample are read hundreds of times.

    Records never change, and what is worked out from one is remembered as long as it lives.
    """
    parsed = part._parsed
    # Companies stand in folders of their own; what a file says is the same wherever its company stands.
    known = lru_cache(maxsize=4096)(lambda name, kind, raw: parsed(Entry(Path(name), name, kind), kind, raw))

    def once(entry: Entry, kind: Kind, raw: bytes) -> part.Part:
        return known(entry.name, kind, raw)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(part, "_parsed", once)
        yield


@pytest.fixture(scope="session", autouse=True)
def _texts_are_checked_once() -> Iterator[None]:
    """Let the rules be asked of the same texts once: they see nothing else, and many commands are run on the sample."""
    made: dict[object, Linted] = {}

    def once(reading: Reading, today: date | None = None) -> Linted:
        # Texts of files that are read once are the very same, so that comparing them costs nothing.
        key = (today, reading.findings, *sorted((name, file.text) for name, file in reading.files.items()))
        if key not in made:
            made[key] = lint(reading, today)
        return made[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("handbook.check.lint", once)
        yield


@pytest.fixture
def company(tmp_path: Path) -> Company:
    """Return a valid company: two roles and a client, two documents, a process with a fork and a loop."""
    made = Company(tmp_path / "company")
    shutil.copytree(VALID / "regulations", made.root / "regulations")
    return made


def node_program(name: str, folder: Path = NODE) -> Path:
    """The file of a Node package that ``package.json`` of a folder names; skips where it is not installed."""
    path = folder / "node_modules" / name
    if not path.exists():
        pytest.skip(f"needs {name.partition('/')[0]}: npm ci --prefix tests/{folder.name}")
    return path


def pytest_configure(config: pytest.Config) -> None:
    # What is compiled is kept, whatever the environment says: else every worker and every program run compiles anew.
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    config.addinivalue_line("markers", "program(name): needs a program of this machine, see PROGRAMS in conftest")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes long first: what one worker does alone, then single tests, so that files fill what is left."""
    order = {place: number for number, place in enumerate(PLACES)}
    # Tests of a place keep their order, which shares what a file makes.
    items.sort(key=lambda item: order.get(place_of(item.nodeid), len(order) + (not item.name.startswith(LONG))))


def place_of(nodeid: str) -> str:
    """The place whose tests share what one worker makes, if a test stands in such a one; else its file."""
    file = nodeid.partition("::")[0]
    return next((place for place in PLACES if file.startswith(f"tests/{place}")), file)


def pytest_collection_finish() -> None:
    """Let the collector of garbage look at what tests make, and not again and again at the tests themselves."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)


def pytest_unconfigure() -> None:
    """What was left out of its sight is the collector's again: libraries complain of what outlives them."""
    gc.unfreeze()


class Together(LoadScopeScheduling):
    """Gives a worker all tests that share something dear, else those of a file; a long test of those goes alone."""

    def _split_scope(self, nodeid: str) -> str:
        name, place = nodeid.partition("::")[2], place_of(nodeid)
        for beginning in TOGETHER:
            if name.startswith(beginning):
                return beginning
        return nodeid if place not in PLACES and name.startswith(LONG) else place


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:  # noqa: ANN401 - a log of xdist
    config.option.loadscopereorder = False
    return Together(config, log)


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("program"):
        program = mark.args[0]
        names, package = PROGRAMS[program]
        if not any(map(shutil.which, names)):
            pytest.skip(f"needs {program}: apt-get install {package}")


def _fail_if_skipped(report: Any) -> None:  # noqa: ANN401 - a report of a test or of a collection
    """Turn a skip into a failure: in CI everything is installed, so a skip hides a test nobody runs."""
    if report.skipped and not hasattr(report, "wasxfail") and in_ci():
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"CI=true allows no skipped test, and this one says: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _fail_if_skipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _fail_if_skipped(report)
    return report
