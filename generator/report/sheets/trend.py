"""Audits one after another: scores, breaches by norm, scores of managers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.report.book import Block, Column, Style, Value
from generator.report.score import people
from generator.report.sheets.base import Source
from generator.report.words import tenth
from handbook.audits.past import PastAudit, past_of
from handbook.result import Status
from handbook.russian.dates import date_short

#: As many audits stand side by side.
_SIDE = 24
WIDTHS = (44, *[14] * _SIDE)


def trend(source: Source) -> Iterator[Block]:
    """The tables of the sheet, the audit now being the last of the trend."""
    audits = [*source.story.trend, past_of(source.result)]
    yield _audits(audits)
    side = audits[-_SIDE:]
    days = tuple(date_short(audit.as_of) for audit in side)
    left = len(audits) - len(side)
    notes = [f"Ещё {left} более ранних аудитов — в таблице выше."] if left else []
    norms = (Column("Норма", 0), *(Column(day, 0, Style.INTEGER) for day in days))
    yield Block("Нарушений по нормам; пусто — норма тогда не проверена", norms, _norms(source, side), notes)
    heads = (Column("Сотрудник", 0), *(Column(day, 0, Style.NUMBER) for day in days))
    yield Block("Оценки сотрудников, из 100", heads, _people(source, side), notes)


def _audits(audits: Sequence[PastAudit]) -> Block:
    columns = (
        Column("Состояние на", 0, Style.DATE),
        Column("Оценка", 0, Style.NUMBER),
        Column("Изменение оценки", 0, Style.NUMBER),
        Column("Нарушений", 0, Style.INTEGER),
        Column("Норм нарушается", 0, Style.INTEGER),
        Column("Норм соблюдается", 0, Style.INTEGER),
        Column("Не проверено", 0, Style.INTEGER),
    )
    rows: list[tuple[Value, ...]] = []
    before: float | None = None
    for audit in audits:
        score = audit.score
        counts = {status: sum(norm.status is status for norm in audit.norms) for status in Status}
        rows.append(
            (
                audit.as_of,
                None if score is None else tenth(score),
                None if score is None or before is None else tenth(score) - tenth(before),
                sum(norm.violations for norm in audit.norms),
                counts[Status.FAILED],
                counts[Status.PASSED],
                counts[Status.NOT_CHECKED],
            )
        )
        before = score
    return Block("Аудиты", columns, rows, ())


def _norms(source: Source, audits: Sequence[PastAudit]) -> list[tuple[Value, ...]]:
    found = [{norm.norm_id: norm for norm in audit.norms} for audit in audits]
    rows: list[tuple[Value, ...]] = []
    for verdict in source.result.verdicts:
        past = [norms.get(verdict.norm_id) for norms in found]
        counts = [None if norm is None or norm.status is Status.NOT_CHECKED else norm.violations for norm in past]
        rows.append((verdict.title, *counts))
    return rows


def _people(source: Source, audits: Sequence[PastAudit]) -> list[tuple[Value, ...]]:
    found = [{person.owner: person.score for person in audit.people} for audit in audits]
    rows: list[tuple[Value, ...]] = []
    for person in people(source.result):
        if person.name:
            scores = [one.get(person.name) for one in found]
            rows.append((person.name, *(None if score is None else tenth(score) for score in scores)))
    return rows
