"""The audit against its limit and its peers: ``python -m benchmarks.audit [--sizes 2000,100000,1000000] [--runs 3]``.

Every contestant is a process of its own, measured from start to exit: the shortest time and the smallest peak memory
of several runs, taken in turn.

- the limit: DuckDB merely loading the same files with explicit types;
- our audit of all norms of ``benchmarks/company``, and of the eight norms the peers know;
- those eight norms written straightforwardly in pandas and in Polars;
- for the smallest size, the whole command with its reports.

``--memory LIMIT`` repeats our audit within a bound of memory and compares the verdicts.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.measure import Best, in_turn, run

_MEGABYTE = 1024 * 1024
_SIZES = "2000,100000,1000000"
#: Aims of our time against the bare load, by the least number of deals they are for.
_LOAD_AIMS = {1_000_000: 1.7, 100_000: 1.5}
_MEMORY_AIM = 1.5
_PANDAS_AIM, _POLARS_AIM = 3.0, 1.3
_COLD_SECONDS, _COLD_DEALS = 0.8, 2000

BARE, ALL, EIGHT, PANDAS, POLARS, COMMAND = (
    "bare typed load",
    "ours, all norms",
    "ours, eight norms",
    "pandas, eight norms",
    "polars, eight norms",
    "the whole command",
)


@dataclass(frozen=True, slots=True)
class Aim:
    """Something to be reached, and whether it was."""

    words: str
    measured: float
    limit: float
    at_most: bool = True

    def __str__(self) -> str:
        """A line of the report."""
        fine = self.measured <= self.limit if self.at_most else self.measured >= self.limit
        sign, outcome = ("<=" if self.at_most else ">="), ("reached" if fine else "NOT reached")
        return f"  {self.words:44} {self.measured:6.2f}   aim {sign} {self.limit:<5g} {outcome}"


def _spaced(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def contestants(folder: Path, deals: int) -> dict[str, list[str]]:
    """The commands to be compared on an export."""
    module = [sys.executable, "-m"]
    ours = [*module, "benchmarks.contestant", str(folder)]
    found = {
        BARE: [*module, "benchmarks.peers.bare", str(folder)],
        ALL: ours,
        EIGHT: [*ours, "--company", "company_eight"],
        PANDAS: [*module, "benchmarks.peers.pandas_norms", str(folder)],
        POLARS: [*module, "benchmarks.peers.polars_norms", str(folder)],
    }
    if deals <= _COLD_DEALS:
        company, report = str(folder / "company"), str(folder / "report")
        found[COMMAND] = [*module, "reglament", "--project", company, "audit", str(folder / "export"), "-o", report]
    return found


def table(deals: int, found: dict[str, Best]) -> None:
    """Print what was measured for one size."""
    bare = found[BARE]
    print(f"\n{_spaced(deals)} deals")
    for name, best in found.items():
        print(
            f"  {name:22} {best.seconds:8.2f} s {best.processor:8.2f} s of processors {best.peak / _MEGABYTE:8.0f} MB"
            f"   x{best.seconds / bare.seconds:5.2f} time   x{best.peak / bare.peak:5.2f} memory of the bare load"
        )


def aims(deals: int, found: dict[str, Best]) -> list[Aim]:
    """What is aimed at for one size."""
    bare, ours, eight = found[BARE], found[ALL], found[EIGHT]
    told = []
    limit = next((aim for least, aim in _LOAD_AIMS.items() if deals >= least), None)
    if limit is not None:
        told.append(Aim("all norms, time against the bare load", ours.seconds / bare.seconds, limit))
        told.append(Aim("all norms, memory against the bare load", ours.peak / bare.peak, _MEMORY_AIM))
        told.append(Aim("ahead of pandas, times", found[PANDAS].seconds / eight.seconds, _PANDAS_AIM, at_most=False))
        told.append(Aim("ahead of Polars, times", found[POLARS].seconds / eight.seconds, _POLARS_AIM, at_most=False))
    elif deals <= _COLD_DEALS:
        told.append(Aim("all norms cold, seconds", ours.seconds, _COLD_SECONDS))
    return told


def growth(measured: dict[int, dict[str, Best]]) -> list[Aim]:
    """How our time grows from size to size, against how the deals grow."""
    sizes = sorted(measured)
    return [
        Aim(
            f"{_spaced(less)} to {_spaced(more)} deals, time times",
            measured[more][ALL].seconds / measured[less][ALL].seconds,
            more / less,
        )
        for less, more in pairwise(sizes)
    ]


def bounded(folder: Path, limit: str) -> None:
    """Print what a bound of memory costs, and whether it changes a verdict."""
    ours = [sys.executable, "-m", "benchmarks.contestant", str(folder), "--digest"]
    free, bound = run(ours), run([*ours, "--memory", limit])
    same = "the same verdicts" if free.output == bound.output else "OTHER VERDICTS"
    print(
        f"  within {limit}: {bound.seconds:.2f} s, {bound.peak / _MEGABYTE:.0f} MB"
        f" (without: {free.seconds:.2f} s, {free.peak / _MEGABYTE:.0f} MB), {same}"
    )


def main() -> None:
    """Make the exports, run all contestants and print the comparison."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", default=_SIZES, help=f"numbers of deals; {_SIZES} by default")
    options.add_argument("--runs", type=int, default=3, help="how many runs of each")
    options.add_argument("--folder", type=Path, help="where exports are made and kept for the next time")
    options.add_argument("--memory", metavar="LIMIT", help="the bound of memory to try too, such as 1GB")
    given = options.parse_args()
    folder = given.folder or Path(tempfile.gettempdir()) / "reglament-benchmarks"
    print(f"{os.cpu_count()} processors, best of {given.runs}; exports in {folder}")
    measured: dict[int, dict[str, Best]] = {}
    for deals in sorted(int(size) for size in given.sizes.split(",")):
        export = folder / str(deals)
        if not (export / "reference").exists():
            run([sys.executable, "-m", "benchmarks.exports", str(export), "--deals", str(deals)])
        commands = contestants(export, deals)
        measured[deals] = dict(zip(commands, in_turn(list(commands.values()), given.runs), strict=True))
        table(deals, measured[deals])
        for aim in aims(deals, measured[deals]):
            print(aim)
        if given.memory:
            bounded(export, given.memory)
    for aim in growth(measured):
        print(aim)


if __name__ == "__main__":
    main()
