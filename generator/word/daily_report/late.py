"""What lasts and can be ended today, by people and by kind of work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from generator.report.agenda import Item
from generator.word.audited import short_names
from generator.word.daily_report.record import LateRow
from handbook.result import Result
from handbook.russian.numbers import DASH

#: Columns of the table, with the kinds of norms each counts; the last one counts all others.
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("deals", ("stage_age", "deal_age", "planned_close")),
    ("tasks", ("task_done",)),
    ("answers", ("response_time", "contact_gap", "complaint_time")),
    ("payments", ("overdue_debt", "order_deadline")),
)
_TITLES = {"deals": "сделки и стадии", "tasks": "задачи", "answers": "ответы клиентам", "payments": "оплаты и заказы"}
_GROUP = {kind: group for group, kinds in GROUPS for kind in kinds}
_OTHER = "other"
_TOTAL = "Всего"


def late(result: Result, lasting: Sequence[Item]) -> tuple[tuple[LateRow, ...], LateRow]:
    """How much of what lasts is whose, those with most first, and all together.

    A column none of whose norms could be checked has dashes: nobody knows.
    """
    counts: dict[str | None, Counter[str]] = {}
    for item in lasting:
        counts.setdefault(item.breach.owner or None, Counter())[_GROUP.get(item.verdict.kind, _OTHER)] += 1
    called = short_names(counts)
    checked = {_GROUP.get(verdict.kind, _OTHER) for verdict in result.verdicts if verdict.checked}

    def row(who: str, tally: Counter[str]) -> LateRow:
        cells = {group: str(tally[group]) if group in checked else DASH for group in (*_TITLES, _OTHER)}
        return LateRow(who=who, **cells, total=str(tally.total()))

    ordered = sorted(counts, key=lambda name: (name is None, -counts[name].total(), name or ""))
    whole = sum(counts.values(), Counter())
    return tuple(row(called[name], counts[name]) for name in ordered), row(_TOTAL, whole)


def unchecked(result: Result) -> list[str]:
    """Columns nobody could fill: «Просрочки не проверены: задачи (в выгрузке нет таблицы tasks)»."""
    told = []
    for group, kinds in GROUPS:
        own = [verdict for verdict in result.verdicts if verdict.kind in kinds]
        if not any(verdict.checked for verdict in own):
            why = next((verdict.reason for verdict in own if verdict.reason), None) or "таких норм в описании нет"
            told.append(f"Просрочки не проверены: {_TITLES[group]} — {why}")
    return told
