"""What to do on Monday: breaches that last, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterator

from generator.report import words
from generator.report.agenda import RULE, Item, urgent
from generator.report.book import Column, Style, Value
from generator.report.deeds import deed
from generator.report.objects import title
from generator.report.sheets.base import CHANGES, SEVERITIES, Sheet, Source, moment

_COLUMNS = (
    Column("№", 6, Style.INTEGER),
    Column("Важность", 16, tints=SEVERITIES),
    Column("Изменение", 15, tints=CHANGES),
    Column("Ответственный", 20, Style.WRAPPED),
    Column("Что сделать", 30, Style.WRAPPED),
    Column("Объект", 16, Style.WRAPPED),
    Column("Название", 26, Style.WRAPPED),
    Column("Что не так", 36, Style.WRAPPED),
    Column("Сумма", 17, Style.MONEY),
    Column("С какого дня", 12, Style.DATE),
    Column("Норма", 32, Style.WRAPPED),
    Column("Факт", 18, Style.WRAPPED),
    Column("Предел", 20, Style.WRAPPED),
    Column("Превышение, раз", 13, Style.NUMBER),
    Column("Страница нормы", 17),
    Column("Код нормы", 26),
    Column("Ключ", 30),
)
#: What goes to paper.
_PAPER = 10


def todo(source: Source) -> Sheet:
    """The sheet."""
    empty = "Нарушений, которые ещё длятся и могут быть исправлены, нет"
    return Sheet("Что делать", _COLUMNS, _rows(source), empty, _PAPER, (f"Порядок: {RULE}.",))


def _rows(source: Source) -> Iterator[tuple[Value, ...]]:
    for number, item in enumerate(urgent(source.result, source.story), 1):
        yield number, *_row(source, item)


def _row(source: Source, item: Item) -> tuple[Value, ...]:
    verdict, breach = item.verdict, item.breach
    return (
        verdict.severity.word,
        item.change.word if item.change else None,
        breach.owner or "(без ответственного)",
        deed(verdict),
        item.subject,
        title(breach),
        breach.detail,
        breach.money,
        moment(breach.moment),
        verdict.title,
        None if breach.actual is None else words.measure(breach.actual, breach.unit, breach.limit),
        None if breach.limit is None else words.requirement(breach),
        round(item.excess, 2) or None,
        source.page(verdict),
        verdict.norm_id,
        breach.key,
    )
