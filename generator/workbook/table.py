"""A sheet as a person left it: its columns found by headings, its rows as records of text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.workbook.book import HELP, LISTS, MEMORY
from generator.workbook.codecs import tidied
from generator.workbook.outcome import Grid, Outcome
from generator.workbook.plan import Plan
from generator.workbook.sheets import PLANS
from handbook.finding import Place


@dataclass(frozen=True)
class Line:
    """A row that is not blank.

    Attributes:
        number: Counted from zero, the header included.
        key: What it is recognised by; empty for a new one.
        owner: What it belongs to, as written.
        cells: Heading → text, tidied.
    """

    number: int
    key: str
    owner: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """A sheet that was found.

    Attributes:
        plan: What it should hold.
        columns: Heading → number of the column, counted from zero.
        lines: Its rows.
    """

    plan: Plan
    columns: Mapping[str, int]
    lines: tuple[Line, ...]


def tables(grid: Grid, outcome: Outcome, *, whole: bool = True) -> Iterator[Table]:
    """The sheets that are known, in their order; what is unknown or missing is told.

    Args:
        grid: The workbook.
        outcome: Where to tell.
        whole: Whether every sheet is expected.
    """
    found: dict[str, tuple[str, tuple[tuple[str | None, ...], ...]]] = {}
    for title, rows in grid.items():
        plan = plan_of(title)
        if plan is not None and plan.title in found:
            message = f"лист «{title}» — второй с тем же названием, что «{found[plan.title][0]}»"
            outcome.wrong("workbook-sheet", message, outcome.place(title), "Оставьте один из двух, другой удалите")
        elif plan is not None:
            found[plan.title] = (title, rows)
        elif title not in {HELP, LISTS, MEMORY} and any(any(row) for row in rows):
            outcome.warn(
                "workbook-sheet",
                f"лист «{title}» незнаком и не прочитан",
                outcome.place(title),
                f"Листы книги: {', '.join(plan.title for plan in PLANS)}. Переименованному верните его название",
            )
    if whole and not found:
        outcome.wrong(
            "workbook-sheet",
            "это не книга описания: ни одного её листа здесь нет",
            Place(outcome.book),
            "Выгрузите книгу командой export xlsx и правьте её; чужую таблицу этапов читает init --from-xlsx",
        )
        return
    for plan in PLANS:
        if plan.title in found:
            table = _table(plan, *found[plan.title], outcome, whole=whole)
            if table is not None:
                yield table
        elif whole:
            outcome.warn(
                "workbook-sheet",
                f"листа «{plan.title}» нет: записи с него останутся как были",
                outcome.place(plan.title),
                "Если лист переименован, верните ему название",
            )


def plan_of(title: str) -> Plan | None:
    """What a sheet of this name should hold; None for an unknown one."""
    return next((plan for plan in PLANS if _folded(plan.title) == _folded(title)), None)


def _table(
    plan: Plan, title: str, rows: tuple[tuple[str | None, ...], ...], outcome: Outcome, *, whole: bool
) -> Table | None:
    headings = {_folded(heading): heading for heading in plan.headings}
    columns: dict[str, int] = {}
    for number, cell in enumerate(rows[0] if rows else ()):
        text = tidied(cell)
        if not text:
            continue
        heading = headings.get(_folded(text)) or _begun(_folded(text), headings)
        if heading is None:
            outcome.warn(
                "workbook-sheet",
                f"столбец «{text}» незнаком и не прочитан",
                outcome.place(title, 0, number),
                f"Столбцы листа: {', '.join(plan.headings)}",
            )
        elif heading in columns:
            outcome.wrong(
                "workbook-sheet",
                f"столбец «{text}» стоит дважды",
                outcome.place(title, 0, number),
                "Оставьте один из двух",
            )
        else:
            columns[heading] = number
    missing = [heading for heading in plan.headings if heading not in columns]
    if whole and plan.key_title in missing:
        outcome.wrong(
            "workbook-sheet",
            f"на листе нет столбца «{plan.key_title}»: строки не узнать",
            outcome.place(title),
            _whereabouts(plan, rows) or "Верните столбец или выгрузите книгу заново",
        )
        return None
    _untitled(rows, title, outcome)
    if whole and missing:
        outcome.warn(
            "workbook-sheet",
            f"на листе нет столбцов: {', '.join(missing)}; их значения останутся как были",
            outcome.place(title),
            "Если столбец переименован, верните ему название",
        )
    lines = []
    for number, row in enumerate(rows[1:], 1):
        cells = {heading: tidied(row[column]) if column < len(row) else "" for heading, column in columns.items()}
        for heading in [heading for heading, text in cells.items() if unreadable(text)]:
            message, tip = unreadable(cells.pop(heading)) or ("", "")
            outcome.wrong("workbook-cell", message, outcome.place(title, number, columns[heading]), tip)
        if any(cells.values()):
            owner = cells.get(plan.owner[0], "") if plan.owner else ""
            lines.append(Line(number, cells.get(plan.key_title, ""), owner, cells))
    return Table(plan, columns, tuple(lines))


#: A title and a blank row above the headings are what people put there.
_SEARCHED = 6
#: What a spreadsheet shows in place of the value of a formula that has failed.
_FAILED = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!)")
#: Other words the reader of workbooks puts where there is no value to be read.
_TROUBLES = {
    "#FORMULA!": (
        "формула сохранена без вычисленного значения",
        "Откройте книгу в Excel и сохраните её или впишите значение текстом",
    ),
    "#MERGED!": (
        "ячейка объединена с соседними столбцами: её прежнее значение потеряно",
        "Отмените объединение и впишите в каждую ячейку своё значение; прежние есть в описании",
    ),
}


def unreadable(text: str) -> tuple[str, str] | None:
    """Why a cell cannot be read and how to mend it; None for one that can."""
    if _FAILED.fullmatch(text):
        return "в ячейке ошибка формулы", "Впишите значение текстом"
    return _TROUBLES.get(text)


def _whereabouts(plan: Plan, rows: tuple[tuple[str | None, ...], ...]) -> str | None:
    """How to mend a sheet whose headings stand below its first row."""
    for number, row in enumerate(rows[1:_SEARCHED], 2):
        if _folded(plan.key_title) in {_folded(tidied(cell)) for cell in row}:
            return f"Заголовки стоят в строке {number}: удалите строки над ними"
    return None


def _untitled(rows: tuple[tuple[str | None, ...], ...], title: str, outcome: Outcome) -> None:
    """Tell of what stands in columns without a heading."""
    bare = {number for number, cell in enumerate(rows[0] if rows else ()) if not tidied(cell)}
    filled = {
        column: number
        for number, row in reversed(list(enumerate(rows)))
        for column in bare
        if column < len(row) and tidied(row[column])
    }
    if filled:
        first, *more = (outcome.place(title, row, column) for column, row in sorted(filled.items()))
        outcome.warn(
            "workbook-sheet",
            "у столбца нет названия, он не прочитан",
            first,
            "Верните столбцу название из первой строки выгруженной книги или удалите его",
            *more,
        )


def _folded(text: str) -> str:
    """A name without case and punctuation: «Этап / операция» is «Этап, операция»."""
    return re.sub(r"\W+", " ", text.casefold().replace("ё", "е")).strip()


def _begun(text: str, headings: Mapping[str, str]) -> str | None:
    """The only heading that begins with these words: «Выход» is «Выход: проверяемый результат»."""
    found = [heading for folded, heading in headings.items() if text and folded.startswith(f"{text} ")]
    return found[0] if len(found) == 1 else None
