"""What a run prints: a table by files, and every mutant that no test noticed."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import ModuleType

import audit.prepare
from audit.prepare.derived import Derived
from audit.rules import RULE
from benchmarks.mutations.equivalent import explained
from benchmarks.mutations.lab import CASE, TEST, TWIN, Fate
from benchmarks.mutations.places import Place
from benchmarks.mutations.watch import LEFT_OUT

_TREE = Path(__file__).resolve().parents[2]
_MADE = re.compile(r"engine\.table\(\s*\"(\w+)\"")
#: Where rules take pieces of SQL from, besides their own files.
_SHARED = ("audit/rules/base.py", "audit/rules/scope.py", "audit/rules/attached.py", "audit/prepare/activity_counts.py")
_HEAD = ("mutants", "by case", "by twin", "by test", "equivalent", "survive")


def report(fates: Iterable[Fate]) -> tuple[str, bool]:
    """The text of a run, and whether every survivor is explained."""
    table = explained()
    by_file: dict[str, list[Fate]] = defaultdict(list)
    for fate in fates:
        by_file[file_of(fate.place.name)].append(fate)
    lines = [_line("", _HEAD)]
    total: Counter[int] = Counter()
    survivors, stale = [], []
    for file, found in sorted(by_file.items()):
        left = [fate for fate in found if fate.by is None]
        excused = [fate for fate in left if any(item.fits(fate.place) for item in table)]
        survivors += [fate for fate in left if fate not in excused]
        stale += [fate for fate in found if fate.by and any(item.fits(fate.place) for item in table)]
        by = Counter(fate.by for fate in found)
        numbers = (len(found), by[CASE], by[TWIN], by[TEST], len(excused), len(left) - len(excused))
        total.update(dict(enumerate(numbers)))
        lines.append(_line(file, numbers))
    lines.append(_line("all", [total[n] for n in range(len(_HEAD))]))
    lines += [f"SURVIVES {_address(fate.place)}" for fate in survivors]
    lines += [f"CALLED EQUIVALENT but noticed by {fate.who}: {_address(fate.place)}" for fate in stale]
    return "\n".join(lines), not survivors and not stale


def _line(head: str, cells: Iterable[object]) -> str:
    return f"{head:38}" + "".join(f"{cell!s:>11}" for cell in cells)


def _address(place: Place) -> str:
    """The file and, where the text stands there as it is printed, the line of a place."""
    files = (file_of(place.name), *_SHARED)
    text = _squeezed(place.text.rpartition(" ON ")[2].removeprefix("EXISTS "))
    for file in files:
        for number, line in enumerate((_TREE / file).read_text(encoding="utf-8").splitlines(), 1):
            if text in _squeezed(line):
                return f"{file}:{number} {place}"
    return f"{files[0]} {place}"


def _squeezed(text: str) -> str:
    return "".join(text.split()).lower()


def file_of(name: str) -> str:
    """The file of the statements of a name."""
    kind = name.removesuffix(LEFT_OUT)
    return _path(inspect.getmodule(RULE[kind].ask)) if kind in RULE else _files().get(name, f"audit/{name}.py")


@cache
def _files() -> dict[str, str]:
    """Files of ``audit.prepare`` by their names and the tables they make."""
    found: dict[str, str] = {}
    modules = [
        importlib.import_module(f"audit.prepare.{info.name}") for info in pkgutil.iter_modules(audit.prepare.__path__)
    ]
    for module in modules:
        made = _MADE.findall(inspect.getsource(module))
        made += [item.name for item in (getattr(module, "DERIVED", None),) if isinstance(item, Derived)]
        found |= dict.fromkeys((module.__name__.rpartition(".")[2], *made), _path(module))
    return found


def _path(module: ModuleType | None) -> str:
    assert module is not None  # noqa: S101 - for the type checker
    return Path(inspect.getfile(module)).relative_to(_TREE).as_posix()
