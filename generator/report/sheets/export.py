"""The export itself: every row of its files accounted for, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.report.book import Column, Style, Value
from generator.report.gap import table_title
from generator.report.sheets.base import SEVERITIES, Sheet, Source
from generator.report.view import heaviest
from generator.report.words import row_list
from handbook.result import Result

_RUNS = 2000
_ROWS = (
    Column("Файл", 34),
    Column("Что это", 24),
    Column("Источник", 24),
    Column("Прочитано", 12, Style.INTEGER),
    Column("Использовано", 14, Style.INTEGER),
    Column("Отложено", 12, Style.INTEGER),
    Column("Причина", 50, Style.WRAPPED),
    Column("Строк по причине", 12, Style.INTEGER),
    Column("Какие строки", 50, Style.WRAPPED),
)
_FINDINGS = (
    Column("Важность", 16, tints=SEVERITIES),
    Column("Сообщение", 70, Style.WRAPPED),
    Column("Файл", 30),
    Column("Строка", 10, Style.INTEGER),
    Column("Столбец", 24),
    Column("Что сделать", 60, Style.WRAPPED),
    Column("Код", 28),
)


def accounts(source: Source) -> Sheet:
    """Rows of files: read = used + set aside."""
    return Sheet("Учёт строк", _ROWS, _rows(source.result), "Файлов нет")


def remarks(source: Source) -> Sheet:
    """Findings about the export, the heaviest first."""
    return Sheet("Замечания", _FINDINGS, _findings(source.result), "Замечаний к выгрузке нет")


def _rows(result: Result) -> Iterator[tuple[Value, ...]]:
    for account in result.accounts:
        head = (account.file, table_title(account.table), account.source)
        counts = (account.rows_read, account.rows_used, account.rows_set_aside)
        yield (*head, *counts, None, None, None)
        for group in account.set_aside:
            yield (*head, None, None, None, group.reason, group.count, row_list(group.rows, _RUNS))


def _findings(result: Result) -> Iterator[tuple[Value, ...]]:
    for item in heaviest(result.findings):
        for place in item.places or (None,):
            yield (
                item.severity.word,
                item.message,
                place.file if place else None,
                (place.row or place.line) if place else None,
                place.field if place else None,
                item.tip,
                item.code,
            )
