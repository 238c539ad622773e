"""Which record a row shows: by its key, by what the workbook remembers, by what it says."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import TypeAlias

from generator.report.safe import clean
from generator.workbook.book import CELL
from generator.workbook.codecs import tidied
from generator.workbook.plan import Plan, value_at
from generator.workbook.sources import Row, Sources

#: Sheet and key of a row → heading of a column → what the cell said when exported.
Memory: TypeAlias = Mapping[tuple[str, str], Mapping[str, str]]
Signature: TypeAlias = tuple[str, ...]
#: Columns that say what a record is called.
TITLES = ("Этап, операция", "Название", "Термин")


def by_key(plan: Plan, sources: Sources, memory: Memory) -> dict[str, Row]:
    """Records by the keys they had in the exported workbook: items of lists are found by what they say."""
    rows = list(plan.rows(sources))
    keyed = {row.key: row for row in reversed(rows)}
    if plan.home != "nested" or not memory:
        return keyed
    then: dict[str, list[str]] = {}
    for title, key in memory:
        if title == plan.title:
            then.setdefault(key.rpartition("/")[0], []).append(key)
    now: dict[str, list[Row]] = {}
    for row in rows:
        now.setdefault(row.owner, []).append(row)
    found: dict[str, Row] = {}
    for owner, keys in then.items():
        found |= _paired(plan, memory, keys, now.get(owner, []))
    return found


def _paired(plan: Plan, memory: Memory, keys: list[str], rows: list[Row]) -> dict[str, Row]:
    editable = [column.title for column in plan.columns if not column.derived]
    before = [tuple(memory[plan.title, key].get(title, "") for title in editable) for key in keys]
    after = [tuple(now.get(title, "") for title in editable) for now in (texts_of(plan, row) for row in rows)]
    found: dict[str, Row] = {}
    for _, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if end - start == last - first:
            found |= {keys[start + number]: rows[first + number] for number in range(end - start)}
    return found


def texts_of(plan: Plan, row: Row) -> dict[str, str]:
    """What the editable cells of a row would say now; a text too long for a cell is not edited in one."""
    found = {}
    for column in plan.columns:
        if not column.derived:
            text = clean(column.codec.show(value_at(row.data, column.place(row.data))))
            if len(text) <= CELL:
                found[column.title] = tidied(text)
    return found


def signature(plan: Plan, owner: str, texts: Mapping[str, str]) -> Signature:
    """What a row is recognised by without its key: a record by its name, an item of a list by all that it says."""
    headings = [column.title for column in plan.columns if not column.derived]
    if plan.home != "nested":
        return tuple(texts.get(heading, "") for heading in headings if heading in TITLES)
    return (owner, *(texts.get(heading, "") for heading in headings))
