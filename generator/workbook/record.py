"""The record a new row makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.workbook.book import is_clipped
from generator.workbook.codecs import CellError, Names
from generator.workbook.order import ordered
from generator.workbook.outcome import Outcome
from generator.workbook.plan import Plan
from generator.workbook.table import Line, Table
from handbook.finding import Place
from handbook.source.yaml12 import Pointer

#: Grey columns that a new company is made of, see ``draft``, and those told by other rows of a whole workbook.
READ_IN_DRAFTS = frozenset(
    {"Вход", "Выход: проверяемый результат", "Потребитель", "Действия", "Операции по ходу", "Издание"}
)


@dataclass(frozen=True)
class Arrival:
    """A new row and the record it makes.

    Attributes:
        table: Its sheet.
        line: The row.
        record: What it says.
        cells: Where in the record → the cell that says it.
        place: The row, for people.
    """

    table: Table
    line: Line
    record: dict[str, Any]
    cells: Mapping[Pointer, Place]
    place: Place

    @property
    def plan(self) -> Plan:
        """What its sheet holds."""
        return self.table.plan

    def named(self, name: str, cell: Place) -> Arrival:
        """The same with the identifier of the record."""
        record = ordered(self.record | {"id": name}, self.plan.model)
        return replace(self, record=record, cells={**self.cells, ("id",): cell})


def arrival(table: Table, line: Line, names: Names, outcome: Outcome, read: frozenset[str]) -> Arrival:
    """The record of a new row, its mistakes told.

    Args:
        table: Its sheet.
        line: The row.
        names: What cells may name.
        outcome: Where to tell.
        read: Grey columns that are read elsewhere.
    """
    record: dict[str, Any] = {}
    cells: dict[Pointer, Place] = {}
    # What a cell says in keys of its own comes first: columns of one key each have the last word.
    for column in sorted(table.plan.columns, key=lambda column: column.unpacked is None):
        text = line.cells.get(column.title, "")
        place = outcome.place(table.plan.title, line.number, table.columns.get(column.title))
        if column.required and not text:
            message = f"у новой строки не заполнено «{column.title}»"
            outcome.wrong("workbook-cell", message, place, "Заполните ячейку или уберите строку")
        if not text:
            continue
        pointer = column.place(record)
        if column.derived and not (pointer or column.unpacked):
            if column.title not in read:
                message = f"«{column.title}»: серая ячейка новой строки не прочитана"
                outcome.warn("workbook-cell", message, place, "Впишите это на его собственный лист или в файл описания")
            continue
        if is_clipped(text):
            message = f"«{column.title}»: текст длиннее ячейки, в книге нет его конца"
            outcome.wrong("workbook-cell", message, place, "Сократите текст; целиком он есть в файлах, откуда книга")
            continue
        try:
            if column.unpacked:
                record |= column.unpacked(text)
                cells |= {(key,): place for key in record}
            else:
                _put(record, pointer, column.codec.read(text, None, names))
                cells[pointer] = place
        except CellError as error:
            outcome.wrong("workbook-cell", error.message, place, error.tip)
    row = outcome.place(table.plan.title, line.number)
    return Arrival(table, line, ordered(record, table.plan.model), cells, row)


def _put(record: dict[str, Any], pointer: Pointer, value: Any) -> None:  # noqa: ANN401 - YAML data of any shape
    """Put a value where it stands; what is on the way is made, or made over when it is no record."""
    holder: Any = record
    for step in pointer[:-1]:
        if isinstance(holder, dict) and not isinstance(holder.get(step), dict | list):
            holder[step] = {}
        holder = holder[step]
    holder[pointer[-1]] = value
