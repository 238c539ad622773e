"""The report of a large audit: ``python -m benchmarks.report [--deals 100000] [--runs 3] [--keep FILE]``.

An export is made, audited, set beside an earlier audit, and rendered; the page is opened in Chromium. Told are the
time of rendering as a share of the audit's, the size of the page, and how soon a browser paints it; then the seconds
of the processor that each format takes. Diagrams do not depend on the size of an export: what those of the sample
company take is told apart.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from benchmarks.audit import Aim
from benchmarks.exports import make
from generator.report import render
from generator.report.html import html
from generator.report.pictures import pictures
from handbook.audits.comparison import compare
from handbook.audits.past import past_of
from handbook.audits.story import Story
from handbook.read import read
from handbook.result import Result
from tests.generator.browser import chromium

Made = TypeVar("Made")

_SHARE, _SIZE, _PAINT = 0.2, 3.0, 1.0
_MILLION = 1e6
_PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
#: A week and two weeks before, every so-manyth breach of now was not there.
_NEW, _RETURNED = 7, 11


def story(result: Result) -> Story:
    """The audit beside one a week before that lacks some of its breaches."""
    week = past_of(replace(result, as_of=result.as_of - timedelta(days=7)))
    older = replace(week, as_of=week.as_of - timedelta(days=7), breaches=week.breaches[::_RETURNED])
    past = replace(week, breaches=tuple(item for number, item in enumerate(week.breaches) if number % _NEW))
    return Story(compare(result, past, [older]), (older, past))


def timed(runs: int, work: Callable[[], Made]) -> tuple[float, Made]:
    """The shortest time of several runs, and what the last of them made."""
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        made = work()
        best = min(best, time.perf_counter() - start)
    return best, made


def worked(work: Callable[[], object]) -> float:
    """Seconds of the processor that the work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def painted(path: Path, runs: int) -> float:
    """Seconds from opening the page to its first paint, the middle one of several runs."""
    times = []
    with chromium() as browser:
        for _ in range(runs):
            browser.open(path)
            times.append(float(browser.run(_PAINTED) or "nan") / 1000)
    return statistics.median(times)


def main() -> None:
    """Measure and tell."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--deals", type=int, default=100_000)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--keep", type=Path, help="where to leave the page")
    given = options.parse_args()

    from audit.run import audit
    from audit.sample import SAMPLE_EXPORT
    from reglament.sample import sample_root

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        make(folder, given.deals)
        book = read(folder / "company").handbook
        seconds, result = timed(given.runs, lambda: audit(book, [folder / "export"]))
        told = story(result)
        rendering, page = timed(given.runs, lambda: html(result, book, story=told))
        path = given.keep or folder / "audit.html"
        path.write_bytes(page)
        paint = painted(path, given.runs + 2)
        formats = {
            name: worked(partial(render, result, book, (name,), story=told)) for name in ("html", "xlsx", "json")
        }
        judging = worked(lambda: audit(book, [folder / "export"]))
    breaches = sum(len(verdict.violations) for verdict in result.verdicts)
    print(f"{given.deals:,} deals, {breaches:,} breaches: audit {seconds:.2f} s, rendering {rendering:.2f} s")
    for aim in (
        Aim("rendering, of the audit's time", rendering / seconds, _SHARE),
        Aim("the page, MB", len(page) / _MILLION, _SIZE),
        Aim("first paint, s", paint, _PAINT),
    ):
        print(aim)
    listed = ", ".join(f"{name} {took:.2f} s ({took / judging:.0%})" for name, took in formats.items())
    print(f"processor: audit {judging:.2f} s, {listed}")
    sample = read(sample_root()).handbook
    found = audit(sample, [SAMPLE_EXPORT])
    drawing, drawn = timed(1, lambda: pictures(found, sample, {}))
    count = sum(item.svg is not None for item in drawn.items) if drawn else 0
    print(f"diagrams of the sample company, {count} of them: {drawing:.2f} s")


if __name__ == "__main__":
    main()
