"""Norms with their verdicts, and those that could not be checked with what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from generator.report.book import Column, Style, Value
from generator.report.gap import gaps_of
from generator.report.quote import plain
from generator.report.sheets.base import SEVERITIES, STATUSES, YES, Sheet, Source
from generator.report.view import rank
from handbook.result import Result, Status, Verdict

_NORMS = (
    Column("Норма", 44, Style.WRAPPED),
    Column("Итог", 16, tints=STATUSES),
    Column("Важность", 16, tints=SEVERITIES),
    Column("Требование", 44, Style.WRAPPED),
    Column("Проверено", 12, Style.INTEGER),
    Column("Нарушений", 12, Style.INTEGER),
    Column("Доля нарушений", 12, Style.PERCENT, bar=1.0),
    Column("Допуск", 10, Style.PERCENT),
    Column("Исключений", 12, Style.INTEGER),
    Column("Отнято баллов", 12, Style.NUMBER),
    Column("Приближённо", 14),
    Column("Почему не проверено", 40, Style.WRAPPED),
    Column("Пояснения", 40, Style.WRAPPED),
    Column("Зачем нужна", 50, Style.WRAPPED),
    Column("Документ", 36, Style.WRAPPED),
    Column("Пункт", 24, Style.WRAPPED),
    Column("Текст пункта", 60, Style.WRAPPED),
    Column("Процесс", 30, Style.WRAPPED),
    Column("Операция", 36, Style.WRAPPED),
    Column("Страница нормы", 17),
    Column("Код нормы", 26),
)
#: What goes to paper.
_PAPER = 12
_GAPS = (
    Column("Норма", 44, Style.WRAPPED),
    Column("Почему не проверено", 44, Style.WRAPPED),
    Column("Таблица", 24),
    Column("Столбцы", 36, Style.WRAPPED),
    Column("Как получить", 70, Style.WRAPPED),
    Column("Код нормы", 26),
)


def norms(source: Source) -> Sheet:
    """Every norm, those that cost most of the score first."""
    verdicts = sorted(source.result.verdicts, key=lambda one: rank(one, source.parts.get(one.norm_id)))
    return Sheet("Нормы", _NORMS, (_norm(source, verdict) for verdict in verdicts), "Норм нет", _PAPER)


def unchecked(source: Source) -> Sheet:
    """Norms that could not be checked, with what the export lacks."""
    return Sheet("Не проверено", _GAPS, _gaps(source.result), "Все нормы проверены")


def _norm(source: Source, verdict: Verdict) -> tuple[Value, ...]:
    placed = source.handbook.norms.get(verdict.norm_id)
    part = source.parts.get(verdict.norm_id)
    judged = verdict.checked
    return (
        verdict.title,
        verdict.status.word,
        verdict.severity.word,
        verdict.requirement,
        verdict.population if judged else None,
        len(verdict.violations) if judged else None,
        part.share if part else None,
        verdict.tolerance / 100,
        len(verdict.waived) if judged else None,
        round(part.lost, 2) if part else None,
        YES if verdict.approximate else None,
        verdict.reason,
        "\n".join(verdict.notes),
        plain(source.handbook, placed.norm.why, source.result.as_of) if placed else None,
        *source.clause(verdict),
        source.process(verdict),
        verdict.operation_title,
        source.page(verdict),
        verdict.norm_id,
    )


def _gaps(result: Result) -> Iterator[tuple[Value, ...]]:
    for verdict in result.by_status(Status.NOT_CHECKED):
        for gap in gaps_of(verdict.missing):
            yield verdict.title, verdict.reason, gap.table, ", ".join(gap.columns), gap.how, verdict.norm_id
        if not verdict.missing:
            yield verdict.title, verdict.reason, None, None, None, verdict.norm_id
