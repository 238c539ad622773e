"""Rows broken one by one, and rows that are no records between them.

A row that was touched is not whole: it may be mended, set aside, or read as it now stands. Rows around it are whole.
"""

from __future__ import annotations

from copy import deepcopy
from random import Random

from tests.audit.ingest.damage.drafts import MARK, Draft, Row, line_of

_LOG = (
    "2026-03-02 10:15:42 ERROR export: timeout while reading page",
    "Warning: Undefined index: UF_CRM in /export.php on line 214",
    "Показаны первые записи. Остальные доступны в платной версии",
)


def broken_by_a_line(dice: Random, draft: Draft) -> None:
    """A line break within a cell, and no quotes around it."""
    for row in _some(dice, draft):
        line = _plain(draft, row)
        at = dice.randrange(1, len(line) - 1)
        _put(draft, row, f"{line[:at]}{draft.end}{line[at:]}")


def cut_short(dice: Random, draft: Draft) -> None:
    for row in _some(dice, draft):
        line = _plain(draft, row)
        _put(draft, row, line[: dice.randrange(1, len(line) - 1)])


def too_many_cells(dice: Random, draft: Draft) -> None:
    for row in _some(dice, draft):
        cells = list(row.cells)
        for _ in range(dice.randrange(1, 4)):
            cells.insert(dice.randrange(len(cells) + 1), dice.choice(("лишнее", "", "17", "5,5")))
        _put(draft, row, line_of(draft, cells))


def one_quote(dice: Random, draft: Draft) -> None:
    """A quote is lost, or there is one too many."""
    for row in _some(dice, draft):
        line = line_of(draft, row.cells)
        places = [place for place, sign in enumerate(line) if sign == '"']
        if places and dice.random() < 0.5:
            at = dice.choice(places)
            _put(draft, row, line[:at] + line[at + 1 :])
        else:
            at = dice.randrange(len(line))
            _put(draft, row, f'{line[:at]}"{line[at:]}')


def glued(dice: Random, draft: Draft) -> None:
    """Two rows without the end of the line between them."""
    for row in _some(dice, draft):
        place = next(place for place, other in enumerate(draft.rows) if other is row)
        if place + 1 < len(draft.rows) and draft.rows[place + 1].text is None:
            row.text, row.whole = line_of(draft, row.cells), False
            draft.rows[place + 1].whole = False


def doubled(dice: Random, draft: Draft) -> None:
    """Rows written twice: one of each is used."""
    for row in _some(dice, draft, whole=True):
        place = dice.choice((draft.rows.index(row) + 1, len(draft.rows)))
        draft.rows.insert(place, deepcopy(row))


def marks_inside(dice: Random, draft: Draft) -> None:
    """Byte-order marks in the middle, as files written one after another have them."""
    for row in _some(dice, draft):
        _put(draft, row, MARK + line_of(draft, row.cells))


def strangers(dice: Random, draft: Draft) -> None:
    """Blank rows, totals, lines of a log, the header again."""
    for _ in range(dice.randrange(1, 4)):
        place = dice.randrange(len(draft.rows) + 1)
        draft.rows.insert(place, Row(None, [], whole=False, text=dice.choice(_strange(draft)) + draft.end))


def _strange(draft: Draft) -> tuple[str, ...]:
    if draft.kind == "json":
        return ("null,", "5,", '"текст",', "{},", "[],", "")
    if draft.kind == "jsonl":
        return ("null", "{}", "", *_LOG)
    again = line_of(draft, draft.titles)
    total = line_of(draft, ["Итого", *[""] * (len(draft.titles) - 2), "123456,00"])
    return ("", line_of(draft, [""] * len(draft.titles)), total, again, *_LOG)


def warned(dice: Random, draft: Draft) -> None:
    """The program that wrote the file began with a complaint."""
    draft.above = [dice.choice(("", "<!-- cache -->", MARK, *_LOG)), *draft.above]


def preface(dice: Random, draft: Draft) -> None:
    """Lines above the header."""
    lines = dice.sample(["Выгрузка сделок", "", "Период: март 2026", _LOG[0], "sep=;", "Сформировано 01.06.2026"], 2)
    draft.above = [*lines, *draft.above]


def colophon(dice: Random, draft: Draft) -> None:
    """Lines below the last row."""
    lines = ["", "Итого: 25", "Grand Totals (25 records)", "Confidential Information - Do Not Distribute", *_LOG]
    draft.below = [*draft.below, *dice.sample(lines, 3)]


def _some(dice: Random, draft: Draft, *, whole: bool = False) -> list[Row]:
    """A few of the rows, and no longer whole, but for the last one, which ends the file."""
    rows = [row for row in draft.rows[:-1] if row.deal and row.whole and row.text is None]
    most = max(1, len(draft.rows) // 6)
    chosen = dice.sample(rows, min(len(rows), dice.randrange(1, most + 1)))
    for row in chosen:
        row.whole = whole
    return chosen


def _plain(draft: Draft, row: Row) -> str:
    """A row written without quotes, where its kind of file may leave them out."""
    if draft.kind != "csv":
        return line_of(draft, row.cells)
    return draft.delimiter.join(cell.replace('"', "") for cell in row.cells)


def _put(draft: Draft, row: Row, text: str) -> None:
    row.text = text + ("," if draft.kind == "json" else "") + draft.end
