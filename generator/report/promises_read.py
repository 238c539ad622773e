"""The filled sheet of decisions read back: every decision is a promise, every cell not understood is told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from generator.report.promises_identity import CODE, DECISION, DUE, HIDDEN, NOTE, Identity, identities
from generator.report.safe import line
from generator.workbook.book import cell_name
from generator.workbook.table import unreadable
from handbook.audits.promises import Decision, Promise
from handbook.finding import Finding, Place, Severity

Rows = Sequence[Sequence[str | None]]

#: A heading may have been pushed down by lines above it.
_TOP = 20
_SHORTEST = 4
_DAY = re.compile(r"(?:до |к |по )?(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?:\s*г\.?)?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ][0:.]+)?")
_CENTURY = 100
_WORDS = "; ".join(decision.word for decision in Decision)


def promises_of(cells: Mapping[str, Rows], file: str) -> tuple[tuple[Promise, ...], tuple[Finding, ...]]:
    """Promises of a workbook, in the order of its rows, and what could not be read.

    Args:
        cells: Every sheet of it as text, hidden ones too.
        file: Its name for people.
    """
    reading = _Reading(file, identities(cells.get(HIDDEN, ())))
    heads = [(rows, at) for name, rows in cells.items() if name != HIDDEN and (at := _head(rows)) is not None]
    if not heads:
        return (), (reading.spoilt("нет листа со столбцами «Решение» и «Код строки»: это не лист решений планёрки"),)
    if not reading.known and any(_filled(rows, at) for rows, at in heads):
        return (), (reading.spoilt(f"нет скрытого листа «{HIDDEN}», без него не узнать, о чём решения"),)
    for rows, at in heads:
        reading.sheet(rows, at)
    return tuple(reading.promises.values()), tuple(reading.findings)


@dataclass
class _Reading:
    """What is read so far."""

    file: str
    known: Mapping[str, Identity]
    promises: dict[str, Promise] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def spoilt(self, message: str) -> Finding:
        tip = "Возьмите книгу «Решения планёрки.xlsx» из папки отчёта и заполняйте её, не перенося строки в другую"
        return Finding("promise-book", Severity.ERROR, message, (Place(self.file),), tip)

    def sheet(self, rows: Rows, head: int) -> None:
        columns = {name: at for at, text in enumerate(rows[head]) if (name := _plain(text)) in _COLUMNS}
        for number, row in enumerate(rows[head + 1 :], head + 1):
            cells = {name: _Cell(_COLUMNS[name], number, at, (row[at] or "").strip()) for name, at in columns.items()}
            empty = _Cell("", number, 0, "")
            code, decision, due, note = (cells.get(_plain(name), empty) for name in (CODE, DECISION, DUE, NOTE))
            if decision.text or due.text or note.text:
                self._row(code, decision, due, note)

    def _row(self, code: _Cell, decision: _Cell, due: _Cell, note: _Cell) -> None:
        for cell in (decision, due, note):
            if trouble := unreadable(cell.text):
                self._warn("promise-cell", cell, f"{trouble[0]}; впишите значение текстом")
        identity = self.known.get(code.text.upper())
        if identity is None:
            told = f"код строки «{line(code.text, 40)}» не из этой книги" if code.text else "в строке нет её кода"
            self._warn("promise-row", code, f"{told}: не узнать, о каком нарушении решение")
            return
        chosen = _decision(decision.text)
        if chosen is None:
            wrong = f"«{line(decision.text, 60)}» — не решение"
            said = wrong if decision.text else "решение не выбрано, а строка заполнена"
            self._warn("promise-cell", decision, f"{said}; бывает: {_WORDS}")
            return
        day = _day(due.text)
        if due.text and day is None:
            self._warn("promise-cell", due, f"срок «{line(due.text, 40)}» не прочитан, обещание записано без срока")
        elif day is not None and day < identity.made:
            self._warn("promise-cell", due, f"срок {day:%d.%m.%Y} раньше аудита, о котором планёрка")
        promise = Promise(
            norm_id=identity.norm_id,
            key=identity.key,
            subject=identity.subject,
            owner=identity.owner,
            decision=chosen,
            due=day,
            note=note.text,
            made=identity.made,
        )
        if self.promises.setdefault(identity.code, promise) != promise:
            self._warn("promise-row", code, f"строка {code.text} повторяется с другим решением; взято первое")

    def _warn(self, rule: str, cell: _Cell, message: str) -> None:
        place = Place(self.file, row=cell.row + 1, field=cell.title or None)
        name = f"ячейка {cell_name(cell.row, cell.column)}: "
        tip = "Исправьте ячейку, сохраните книгу и повторите аудит"
        self.findings.append(Finding(rule, Severity.WARNING, name + message, (place,), tip))


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell with its place, counted from zero."""

    title: str
    row: int
    column: int
    text: str


def _plain(text: str | None) -> str:
    return " ".join((text or "").split()).casefold().replace("ё", "е")


_COLUMNS = {_plain(name): name for name in (CODE, DECISION, DUE, NOTE)}


def _head(rows: Rows) -> int | None:
    """The row of headings."""
    needed = {_plain(CODE), _plain(DECISION)}
    return next((at for at, row in enumerate(rows[:_TOP]) if needed <= {_plain(text) for text in row}), None)


def _filled(rows: Rows, head: int) -> bool:
    asked = {_plain(name) for name in (DECISION, DUE, NOTE)}
    columns = [at for at, text in enumerate(rows[head]) if _plain(text) in asked]
    return any(row[at] for row in rows[head + 1 :] for at in columns)


def _decision(text: str) -> Decision | None:
    """The decision a cell names: its words, or a beginning that only it has."""
    said = _plain(text).rstrip(".")
    words = {decision: _plain(decision.word) for decision in Decision}
    found = [decision for decision, whole in words.items() if said == whole]
    if not found and len(said) >= _SHORTEST:
        found = [decision for decision, whole in words.items() if whole.startswith(said)]
    return found[0] if len(found) == 1 else None


def _day(text: str) -> date | None:
    try:
        if found := _ISO.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DAY.fullmatch(text.casefold()):
            year = int(found[3])
            return date(year if year > _CENTURY else 2000 + year, int(found[2]), int(found[1]))
    except ValueError:
        return None
    return None
