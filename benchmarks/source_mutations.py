"""Sources spoilt line by line: ``check`` must answer every time: ``python -m benchmarks.source_mutations [--seed 0]``.

One line of one file of the sample is spoilt the way people and machines spoil files, the company is checked in process,
and the file is put back. A mutant fails when the check raises, gives a finding without a place, or takes too long.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from benchmarks.measure import TREE

JUNK = ["\t", "\x00", "\x1b[31m", ": ", "- ", "{", "}", "[", "]", '"', "'", "&a ", "*a", "!!int ", "|", "%", "@", "#"]
JUNK += ["\u2028", "ё", "<<: ", "~", "999999999999999999999", "2026-02-30", "\ufeff", "---\n", "? ", "\\", "_"]
JUNK += ["\ud7ff", "[[norm:", "[[document:", "«", ">-\n", " 0 min", "  # reglament: ignore["]
JUNK += ["  # reglament: ignore[vague-wording] так надо"]
#: A check of the sample takes under a second; beyond this something runs away.
_LONGEST = 20.0
_DAY = date(2026, 11, 2)

Way = Callable[[random.Random, str], str]


def delete(_dice: random.Random, line: str) -> str:
    """The line is gone."""
    del line
    return ""


def double(_dice: random.Random, line: str) -> str:
    """The line stands twice."""
    return line + line


def indent(dice: random.Random, line: str) -> str:
    """The line is shifted."""
    shift = dice.choice((-3, -2, -1, 1, 2, 3))
    return " " * shift + line if shift > 0 else line[min(-shift, len(line) - len(line.lstrip(" "))) :]


def litter(dice: random.Random, line: str) -> str:
    """Something that does not belong there stands in the line."""
    at = dice.randrange(len(line))
    return line[:at] + dice.choice(JUNK) + line[at:]


def cut(dice: random.Random, line: str) -> str:
    """The end of the line is gone."""
    return line[: dice.randrange(len(line))] + "\n"


def drop_rest(dice: random.Random, line: str) -> str:
    """The file ends here: what follows is cut off by the caller."""
    return line[: dice.randrange(len(line))]


def misspell(dice: random.Random, line: str) -> str:
    """Two letters have changed places."""
    letters = list(line.rstrip("\n"))
    if len(letters) > 1:
        at = dice.randrange(len(letters) - 1)
        letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters) + "\n"


WAYS: tuple[Way, ...] = (delete, double, indent, litter, cut, drop_rest, misspell)


def spoil(dice: random.Random, path: Path, ways: Sequence[Way] = WAYS) -> str:
    """Spoil one line of a file.

    Args:
        dice: Chooses the line and the way.
        path: The file; it is written over.
        ways: What may be done.

    Returns:
        What was done, for the message of a failure.
    """
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    number = dice.randrange(len(lines))
    way = dice.choice(ways)
    lines[number] = way(dice, lines[number])
    rest = [] if way is drop_rest else lines[number + 1 :]
    path.write_text("".join([*lines[: number + 1], *rest]), encoding="utf-8")
    return f"{way.__name__} {path.name}:{number + 1} -> {lines[number]!r}"


def failure(root: Path) -> tuple[str | None, Counter[str]]:
    """Check a company: what went wrong with the check itself, if anything, and the findings by code."""
    from handbook.check import examine

    start = time.perf_counter()
    try:
        checked = examine(root, _DAY)
    except Exception:  # noqa: BLE001 - whatever it is, it is the result
        return traceback.format_exc(), Counter()
    codes = Counter(finding.code for finding in checked.findings)
    if time.perf_counter() - start > _LONGEST:
        return f"{time.perf_counter() - start:.1f} s", codes
    nowhere = [finding for finding in checked.findings if not finding.places or not finding.message]
    return (f"a finding without a place: {nowhere[0]}" if nowhere else None), codes


def main() -> None:
    """Spoil the sample again and again, and say how every mutant was met."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--mutants", type=int, default=2000)
    options.add_argument("--seed", type=int, default=0)
    given = options.parse_args()
    failed, told, silent = 0, Counter[str](), 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(TREE / "regulations", root / "regulations")
        sources = sorted((root / "regulations").rglob("*.yaml"))
        _, usual = failure(root)
        for number in range(given.mutants):
            dice = random.Random(f"{given.seed}/{number}")  # noqa: S311 - a seeded choice of mistakes, nothing secret
            path = dice.choice(sources)
            whole = path.read_bytes()
            done = spoil(dice, path)
            wrong, codes = failure(root)
            path.write_bytes(whole)
            if wrong is not None:
                failed += 1
                print(f"{number}: {done}\n{wrong}")
            told.update(code for code in codes if codes[code] != usual[code])
            silent += codes == usual
    print(f"mutants {given.mutants}, failed {failed}, without a new finding {silent}")
    print(", ".join(f"{code} {count}" for code, count in told.most_common()))
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
