"""Reports of 1C whose rows are steps of a ladder in one column: customer, under it a contract, under it documents.

The deepest rows are the records; the texts of the steps above become columns of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from audit.ingest.layout import is_date, is_value
from audit.ingest.sheet import BLANKS, Sheet, folded, is_footer

if TYPE_CHECKING:
    import pyarrow as pa

GROUP_ROW = "строка группы: итог по вложенным строкам"
#: Titles of the columns that are added.
GROUP, DOCUMENT = "Группа {}", ("Документ: вид", "Документ: номер", "Документ: дата")
_CUSTOMER, _CONTRACT, _DOCUMENT = range(3)
#: So many documents at least make a report of documents.
_FEWEST = 2
_LONGEST = 300
_DATED = r" от [0-9]{1,2}\.[0-9]{2}\.[0-9]{4}"
_INN = re.compile(r"\d{10}(?:\d{2})?")
_CONTRACT_WORDS = re.compile(
    r"(?:основной договор|договор|без договора|доп(?:олнительное|\.)? ?согл|сч[её]т-оферта|соглашение|контракт|№)",
    re.IGNORECASE,
)
_DOCUMENT_WORDS = re.compile(
    r"(?:реализаци|поступлени|корректировк|списани|возврат|сч[её]т|заказ|акт|накладн|оплат|плат[её]ж|отч[её]т|ввод|операци"
    r"|взаимозач[её]т|расход|приход|упд|упл|перенос|сторно|чек|передач|оказани|инкассац|зач[её]т|перемещени|инвентаризаци)",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"(?P<kind>.+?),?\s+(?:№\s*)?(?P<number>\S*\d\S*)\s+от\s+"
    r"(?P<date>\d{1,2}\.\d{2}\.\d{4}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?)"
)
#: Titles of columns that groups fill as records do, and of numbers that only records have.
_OF_GROUPS = re.compile(r"\bинн\b|\bкпп\b|валют|currency|\bед\.")
_OF_RECORDS = re.compile(r"\bid\b|(?:^|\W)№|номер|\bкод\b|дата|date")
#: So many records are enough to see what they fill.
_COMPARED = 1000
#: The word of 1C for a value that is not filled.
_NOTHING = "<...>"


@dataclass(frozen=True, slots=True)
class _Step:
    """A row of the ladder.

    Attributes:
        place: Its place in the table.
        text: What stands in the ladder's column.
        level: How deep it is; None for a row that is no step, such as a total.
    """

    place: int
    text: str
    level: int | None


def flattened(sheet: Sheet, levels: Mapping[int, int] | None = None) -> Sheet:
    """A sheet of records instead of a ladder; the sheet itself when it is none.

    Args:
        sheet: A sheet whose cells have been read.
        levels: Row → outline level, where the file tells it.
    """
    table = sheet.cells()
    column = _ladder_column(table)
    if column is None:
        return sheet
    for steps in (_by_outline(table, column, levels) if levels else None, _by_evidence(sheet, table, column)):
        if steps and _are_groups(sheet, table, steps):
            return _flat(sheet, table, steps)
    return sheet


def _ladder_column(table: pa.Table) -> pa.ChunkedArray | None:
    """The first column that is filled at all."""
    return next((column for column in table.columns[1:] if column.null_count < len(column)), None)


def _texts(column: pa.ChunkedArray) -> list[str]:
    return [(cell or "").strip(BLANKS) for cell in column.to_pylist()]


def _by_outline(table: pa.Table, column: pa.ChunkedArray, levels: Mapping[int, int]) -> list[_Step] | None:
    """Steps by the levels of the file; None unless words stand above every group of records."""
    steps = [
        _Step(place, text, None if not text or _is_total(text) else levels.get(row, 0))
        for place, (row, text) in enumerate(zip(table["row"].to_pylist(), _texts(column), strict=True))
    ]
    parents = _parents([step for step in steps if step.level is not None])
    return steps if parents and not any(is_value(step.text) for step in parents) else None


def _by_evidence(sheet: Sheet, table: pa.Table, column: pa.ChunkedArray) -> list[_Step] | None:
    """Steps by what the texts look like; None unless the table begins with a customer and has documents below."""
    from pyarrow import compute

    if compute.sum(compute.match_substring_regex(column, _DATED)).as_py() in {None, *range(_FEWEST)}:
        return None
    inn = next((place for place, title in enumerate(sheet.headers) if folded(title) == "инн"), None)
    numbers = _texts(table[f"c{inn}"]) if inn is not None else [""] * table.num_rows
    steps = [
        _Step(place, text, None if not text or _is_total(text) else _kind(text, number))
        for place, (text, number) in enumerate(zip(_texts(column), numbers, strict=True))
    ]
    real = [step.level for step in steps if step.level is not None and step.text != _NOTHING]
    return steps if real[:1] == [_CUSTOMER] and real.count(_DOCUMENT) >= _FEWEST else None


def _is_total(text: str) -> bool:
    return text != _NOTHING and is_footer([text])


def _kind(text: str, inn: str) -> int:
    if _INN.fullmatch(inn):
        return _CUSTOMER
    if text == _NOTHING or _CONTRACT_WORDS.match(text):
        return _CONTRACT
    return _DOCUMENT if _DOCUMENT_WORDS.match(text) and re.search(_DATED, text[:_LONGEST]) else _CUSTOMER


def _parents(steps: Sequence[_Step]) -> list[_Step]:
    """Steps with a deeper one right below."""
    return [
        step
        for step, below in pairwise(steps)
        if step.level is not None and below.level is not None and below.level > step.level
    ]


def _are_groups(sheet: Sheet, table: pa.Table, steps: Sequence[_Step]) -> bool:
    """Whether the steps above records say nothing of their own but sums: a record says as much as those below it."""
    import pyarrow as pa

    parents = {step.place for step in _parents([step for step in steps if step.level is not None])}
    leaves = [step.place for step in steps if step.level is not None and step.place not in parents][:_COMPARED]
    above, below = pa.array(sorted(parents), pa.int64()), pa.array(leaves, pa.int64())
    skipped = next(place for place, column in enumerate(table.columns[1:]) if column.null_count < len(column))
    for place, title in enumerate(sheet.headers):
        if place == skipped or _OF_GROUPS.search(folded(title)):
            continue
        column = table[f"c{place}"]
        filled = [text for text in _texts(column.take(below)) if text]
        words = len(filled) if _OF_RECORDS.search(folded(title)) else sum(not _is_sum(text) for text in filled)
        if words * 2 >= max(len(leaves), 1) and any(_texts(column.take(above))):
            return False
    return True


def _is_sum(text: str) -> bool:
    return is_value(text) and not is_date(text)


def _flat(sheet: Sheet, table: pa.Table, steps: Sequence[_Step]) -> Sheet:
    import pyarrow as pa

    real = [step for step in steps if step.level is not None]
    parents = {step.place for step in _parents(real)}
    known = sorted({step.level for step in real if step.place in parents and step.level is not None})
    above: dict[int, str | None] = {}
    groups: list[list[str | None]] = [[] for _ in known]
    kept: list[int] = []
    documents: list[tuple[str | None, ...]] = []
    for step in steps:
        if step.level is not None:
            above = {level: text for level, text in above.items() if level < step.level}
        if step.place in parents and step.level is not None:
            above[step.level] = None if step.text == _NOTHING else step.text
            continue
        kept.append(step.place)
        documents.append(_parts(step.text))
        for level, column in zip(known, groups, strict=True):
            column.append(above.get(level) if step.level is not None else None)
    numbers = table["row"].to_pylist()
    aside = sheet.aside | {numbers[place]: GROUP_ROW for place in sorted(parents)}
    # Records that are no documents, as a list of customers by region, have no such parts.
    parts = list(map(list, zip(*documents, strict=True))) if any(map(any, documents)) else []
    fresh = [*groups, *parts]
    titles = [*(GROUP.format(number) for number in range(1, len(known) + 1)), *(DOCUMENT if parts else ())]
    data = table.take(pa.array(kept, pa.int64()))
    for position, column in enumerate(fresh, len(sheet.headers)):
        data = data.append_column(f"c{position}", pa.array(column, pa.string()))
    source = f"{sheet.source}, отчёт с группами"
    return replace(sheet, source=source, headers=(*sheet.headers, *titles), table=data, aside=aside)


def _parts(text: str) -> tuple[str | None, str | None, str | None]:
    """Kind, number and date of a document by its name; nothing of any other text."""
    found = _PARTS.match(text[:_LONGEST]) if _DOCUMENT_WORDS.match(text) else None
    return (found["kind"], found["number"], found["date"]) if found else (None, None, None)
