"""Spoils every bound and every join of the audit's SQL, one at a time, and tells which of them no test notices.

``python -m benchmarks.mutations [--only NAME…] [--jobs N]``: ``>`` and ``>=``, ``<`` and ``<=`` change places, an end
of BETWEEN is left out, every part of the condition of a JOIN or an EXISTS is dropped, in the statements as they are
issued at run time. A mutant is noticed by a case file, else by the twin on a random world, else by a test of the
engine. Names are kinds of norms and tables that are prepared.
"""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import cache

from benchmarks.mutations.equivalent import explained
from benchmarks.mutations.lab import Fate, Lab
from benchmarks.mutations.places import Place
from benchmarks.mutations.report import report

#: So many mutants of one name are tried in a row, by a process that has loaded the exports they need.
_PORTION = 12


@cache
def _lab() -> Lab:
    """Of this process."""
    return Lab()


def _names() -> list[str]:
    return _lab().names()


def _mutants(name: str) -> list[Place]:
    return _lab().mutants(name)


def _fates(mutants: list[Place]) -> list[Fate]:
    known = explained()
    found = [_lab().fate(mutant, briefly=any(item.fits(mutant) for item in known)) for mutant in mutants]
    for fate in found:
        if fate.by is None and not any(item.fits(fate.place) for item in known):
            sys.stderr.write(f"survives: {fate.place}\n")
    sys.stderr.write(f"{mutants[0].name}: {len(mutants)} tried\n")
    return found


def main() -> int:
    """Run the command; 1 when a survivor has no explanation."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", metavar="NAME", help="kinds of norms and names of tables")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), metavar="N", help="processes")
    options = parser.parse_args()
    with ProcessPoolExecutor(options.jobs) as pool:
        names = pool.submit(_names).result()
        chosen = [name for name in names if not options.only or name.partition(" ")[0] in options.only]
        portions = [
            mutants[begin : begin + _PORTION]
            for mutants in pool.map(_mutants, chosen)
            for begin in range(0, len(mutants), _PORTION)
        ]
        found = [fate for group in pool.map(_fates, portions) for fate in group]
    text, fine = report(found)
    sys.stdout.write(f"{text}\n")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
