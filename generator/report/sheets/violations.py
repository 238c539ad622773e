"""Every violator with its proof, those waived among them and marked."""

from __future__ import annotations

from collections.abc import Iterator

from generator.report.book import Column, Style, Value
from generator.report.objects import name, noun, split, title
from generator.report.sheets.base import CHANGES, SEVERITIES, YES, Sheet, Source, lasts, moment
from handbook.result import Verdict, Violation

_COLUMNS = (
    Column("Норма", 32, Style.WRAPPED),
    Column("Важность", 16, tints=SEVERITIES),
    Column("Изменение", 17, tints=CHANGES),
    Column("Ответственный", 22, Style.WRAPPED),
    Column("Объект", 11),
    Column("Номер", 14),
    Column("Название", 28, Style.WRAPPED),
    Column("Когда", 18, Style.DATE),
    Column("Что не так", 44, Style.WRAPPED),
    Column("Сумма", 17, Style.MONEY),
    Column("Файл", 20),
    Column("Строка", 9, Style.INTEGER),
    Column("Ещё длится", 11),
    Column("Исключение", 12),
    Column("Факт", 12, Style.NUMBER),
    Column("Предел", 12, Style.NUMBER),
    Column("Единица", 10),
    Column("Редакция нормы с", 14, Style.DATE),
    Column("Процесс", 30),
    Column("Операция", 34),
    Column("Документ", 34),
    Column("Пункт", 24),
    Column("Текст пункта", 60),
    Column("Страница нормы", 17),
    Column("Код нормы", 26),
    Column("Ключ", 30),
)
#: What goes to paper.
_PAPER = 12


def violations(source: Source) -> Sheet:
    """The sheet."""
    return Sheet("Нарушения", _COLUMNS, _rows(source), "Нарушений нет", _PAPER)


def _rows(source: Source) -> Iterator[tuple[Value, ...]]:
    comparison = source.story.comparison
    for verdict in source.result.verdicts:
        counted, waived = split(verdict)
        process, (document, clause, text), page = source.process(verdict), source.clause(verdict), source.page(verdict)
        norm = (process, verdict.operation_title, document, clause, text, page, verdict.norm_id)
        for item in counted:
            change = comparison.change(verdict.norm_id, item).word if comparison else None
            yield (*_row(verdict, item, change, None), *norm, item.key)
        for item in waived:
            yield (*_row(verdict, item, None, YES), *norm, item.key)


def _row(verdict: Verdict, item: Violation, change: str | None, waived: str | None) -> tuple[Value, ...]:
    return (
        verdict.title,
        verdict.severity.word,
        change,
        item.owner,
        noun(verdict.kind, item),
        name(item),
        title(item),
        moment(item.moment),
        item.detail,
        item.money,
        item.source_file,
        item.source_row,
        lasts(standing=item.standing),
        waived,
        item.actual,
        item.limit,
        item.unit,
        item.edition,
    )
