"""Whether the sources will be sound with the changes of a workbook, known before anything is written."""

from __future__ import annotations

import re
import shutil
import tempfile
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.workbook.outcome import Change, Outcome
from handbook.check import check
from handbook.finding import Finding, Place, Severity
from handbook.layout import REGULATIONS
from handbook.source.editing.tree import Node, Way, find, tree
from handbook.source.yaml12 import Pointer

_NUMBERS = re.compile(r":\d+(?::\d+)?")


def verify(outcome: Outcome, texts: Mapping[str, str], root: Path) -> None:
    """Check a copy of the sources with the changes made; new mistakes are told at the cells that make them.

    Args:
        outcome: What the workbook asks for; new findings are added to it.
        texts: Files as they will be.
        root: The company's folder.
    """
    before = Counter(map(_sign, check(root)[1]))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        if (root / REGULATIONS).is_dir():
            shutil.copytree(root / REGULATIONS, copy / REGULATIONS, ignore=shutil.ignore_patterns(".*"))
        for name, text in texts.items():
            path = copy / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        found = check(copy)[1]
    spans: dict[str, list[_Span]] = {}
    for finding in found:
        if finding.severity is Severity.INFO:
            continue
        if before[_sign(finding)]:
            before[_sign(finding)] -= 1
            continue
        _measure(finding, outcome, texts, spans)
        cell = next((cell for place in finding.places if (cell := _cell(place, spans)) is not None), None)
        places = finding.places if cell is None else (cell, *finding.places)
        outcome.findings.append(replace(finding, places=places))


def in_workbook(findings: Iterable[Finding], outcome: Outcome, texts: Mapping[str, str]) -> tuple[Finding, ...]:
    """Findings of a company that is made of a workbook, told where a person can mend them: nobody has its files yet.

    Args:
        findings: What is wrong with the files.
        outcome: What the workbook made.
        texts: The files.
    """
    spans: dict[str, list[_Span]] = {}
    made = {change.file: change.place for change in reversed(outcome.changes) if not change.pointer}
    found = []
    for finding in findings:
        _measure(finding, outcome, texts, spans)
        cells = (_cell(place, spans) or made.get(place.file) for place in finding.places)
        places = tuple(dict.fromkeys(cell for cell in cells if cell is not None))
        found.append(replace(finding, places=places or (Place(outcome.book),)))
    return tuple(found)


def _sign(finding: Finding) -> tuple[str, str, str]:
    """What a finding is recognised by when lines have moved."""
    file = finding.places[0].file if finding.places else ""
    return finding.code, _NUMBERS.sub("", finding.message), file


def _measure(finding: Finding, outcome: Outcome, texts: Mapping[str, str], spans: dict[str, list[_Span]]) -> None:
    """Find out which lines the changes take, in the files a finding names."""
    for file in {place.file for place in finding.places if place.file in texts} - spans.keys():
        spans[file] = _spans(texts[file], [change for change in outcome.changes if change.file == file])


def _cell(place: Place, spans: Mapping[str, Sequence[_Span]]) -> Place | None:
    """The cell that fills the least of the text around a place."""
    line = place.line
    if line is None:
        return None
    here = (line, place.column or 0)
    there = spans.get(place.file, ())
    around = [span for span in there if span.first <= here <= span.last]
    around = around or [span for span in there if span.first[0] <= line <= span.last[0]]
    return min(around, key=lambda span: span.size).cell if around else None


@dataclass(frozen=True, slots=True)
class _Span:
    """The part of the new text that a cell fills: lines and columns of its ends, counted from one."""

    first: tuple[int, int]
    last: tuple[int, int]
    size: int
    cell: Place


def _spans(text: str, changes: Sequence[Change]) -> list[_Span]:
    body = text.removeprefix("\ufeff")
    root = tree(body)
    if root is None:
        return []
    starts = [0, *(place + 1 for place, letter in enumerate(body) if letter == "\n")]

    def at(offset: int) -> tuple[int, int]:
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    found = []
    for change in changes:
        ways = [(_nearest(root, change.pointer), change.place)]
        ways += [(find(root, (*change.pointer, *part)), cell) for part, cell in change.cells.items()]
        for way, cell in ways:
            if way is not None:
                start = (way.key or way.node).start
                end = max(way.node.end, start)
                found.append(_Span(at(start), at(end), end - start, cell))
    return found


def _nearest(root: Node, pointer: Pointer) -> Way | None:
    """The value at a pointer, or at the nearest place on the way to it that is written."""
    way = find(root, pointer)
    return way if way is not None or not pointer else _nearest(root, pointer[:-1])
