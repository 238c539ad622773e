"""ratios: what is done against what comes of it (handbook/indicators)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from audit.measures.base import Answers, Ask, Measure, Table
from audit.measures.deals import DEALS, lacking_result
from audit.measures.facts import (
    ACTIVITIES,
    INVOICES,
    LEADS_READ,
    activities_sql,
    invoices_sql,
    lacking_invoices,
    leads_sql,
)
from audit.measures.groups import (
    Key,
    days_join,
    in_period,
    key_cells,
    key_columns,
    order,
    percent,
    period_sql,
    ratio,
    summed,
)
from audit.prepare.setting import Setting
from audit.rules.obtain import lacking
from handbook.indicators.ratios import Ratios
from handbook.measure import Cell, CellKind, MeasureColumn
from handbook.result import Missing

_INVOICES = """
SELECT t.period, t.group_name, CAST(SUM(t.is_issued) AS BIGINT) AS issued,
    CAST(SUM(t.is_both) AS BIGINT) AS issued_and_paid, CAST(SUM(t.is_paid) AS BIGINT) AS paid
FROM (
    SELECT {issued_period} AS period, {group} AS group_name, 1 AS is_issued,
        CASE WHEN d.paid_day IS NOT NULL THEN 1 ELSE 0 END AS is_both, 0 AS is_paid
    FROM ({invoices}) AS d {issued_days} WHERE {issued_in}
    UNION ALL
    SELECT {issued_period} AS period, {group} AS group_name, 0 AS is_issued, 0 AS is_both, 1 AS is_paid
    FROM ({invoices}) AS d {paid_days} WHERE {paid_in}
) AS t GROUP BY t.period, t.group_name
"""
#: Days from the appearance of a client to the first sale and between sales next to each other.
_SPEED = """
WITH cards AS (
    SELECT k.client_id, MIN(CAST(k.created_at AS DATE)) AS card_day FROM clients AS k
    WHERE k.client_id IS NOT NULL GROUP BY k.client_id
),
dealt AS (
    SELECT d.client_id, MIN(d.created_day) AS first_day FROM measured_deals AS d
    WHERE d.client_id IS NOT NULL GROUP BY d.client_id
),
wins AS (
    SELECT d.client_id, d.owner, d.closed_day,
        ROW_NUMBER() OVER (PARTITION BY d.client_id ORDER BY d.closed_at, d.deal_id) AS turn,
        LAG(d.closed_day) OVER (PARTITION BY d.client_id ORDER BY d.closed_at, d.deal_id) AS last_day
    FROM measured_deals AS d
    WHERE d.outcome = 'won' AND d.client_id IS NOT NULL AND d.closed_day IS NOT NULL
),
timed AS (
    SELECT d.owner, d.closed_day, d.turn, date_diff('day',
        CASE WHEN d.turn > 1 THEN d.last_day WHEN k.card_day < w.first_day THEN k.card_day ELSE w.first_day END,
        d.closed_day) AS days_taken
    FROM wins AS d
    LEFT JOIN dealt AS w ON w.client_id = d.client_id
    LEFT JOIN cards AS k ON k.client_id = d.client_id
)
SELECT t.period, t.group_name,
    CAST(SUM(CASE WHEN t.turn = 1 THEN 1 ELSE 0 END) AS BIGINT) AS firsts,
    CAST(SUM(CASE WHEN t.turn = 1 THEN t.days_taken ELSE 0 END) AS BIGINT) AS first_days,
    CAST(SUM(CASE WHEN t.turn > 1 THEN 1 ELSE 0 END) AS BIGINT) AS repeats,
    CAST(SUM(CASE WHEN t.turn > 1 THEN t.days_taken ELSE 0 END) AS BIGINT) AS repeat_days
FROM (
    SELECT {period} AS period, {group} AS group_name, d.turn, d.days_taken
    FROM timed AS d {days} WHERE d.days_taken IS NOT NULL AND {in_period}
) AS t GROUP BY t.period, t.group_name
"""


def _lacking_acts(setting: Setting, *columns: str) -> tuple[Missing, ...]:
    return lacking(setting, "activities", "employee", "started_at", *columns)


def _gaps(setting: Setting) -> dict[str, tuple[Missing, ...]]:
    """What each part of the ratios lacks; nothing when it can be told."""
    leads = () if setting.has("leads", "created_at") else _lacking_acts(setting, "direction")
    return {
        "calls": _lacking_acts(setting, "kind", "result"),
        "incoming": leads,
        "outgoing": _lacking_acts(setting, "direction"),
        "invoices": lacking_invoices(setting),
        "speed": lacking_result(setting, "client_id", "created_at"),
    }


def _missing(_indicator: Ratios, setting: Setting) -> tuple[Missing, ...]:
    gaps = _gaps(setting)
    told = not gaps["calls"] or not gaps["speed"] or not gaps["invoices"]
    return () if told else tuple(gap for found in gaps.values() for gap in found)


def _ask(indicator: Ratios, setting: Setting) -> Mapping[str, Ask]:
    by, per = indicator.by, indicator.per
    group = "CAST(NULL AS VARCHAR)" if by == "company" else "d.owner"
    invoices = _INVOICES.format(
        issued_period=period_sql(per),
        group=group,
        invoices=invoices_sql(setting),
        issued_days=days_join(per, "d.issued_day"),
        paid_days=days_join(per, "d.paid_day"),
        issued_in=in_period("d.issued_day"),
        paid_in=in_period("d.paid_day"),
    )
    speed = _SPEED.format(
        period=period_sql(per),
        group=group,
        days=days_join(per, "d.closed_day"),
        in_period=in_period("d.closed_day"),
    )
    return {
        "activities": Ask(activities_sql(by, per)),
        "leads": Ask(leads_sql(by, per)),
        "invoices": Ask(invoices),
        "speed": Ask(speed),
    }


_PARTS = {
    "activities": ("good_calls", "meetings", "outgoing", "incoming"),
    "leads": ("leads",),
    "invoices": ("issued", "issued_and_paid", "paid"),
    "speed": ("firsts", "first_days", "repeats", "repeat_days"),
}


def _shape(indicator: Ratios, setting: Setting, answers: Answers) -> Table:
    by, per = indicator.by, indicator.per
    found: dict[Key, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for part, names in _PARTS.items():
        for key, sums in summed(answers[part], names).items():
            found[key] |= sums
    gaps = _gaps(setting)
    inbound = "leads" if setting.has("leads", "created_at") else "incoming"
    rows: list[tuple[Cell, ...]] = []
    for key in sorted(found, key=order):
        head = key_cells(key, by, per)
        rows += [(*head, *cells) for cells in _ratios(found[key], inbound, gaps)]
    columns = (
        *key_columns(by, per),
        MeasureColumn("ratio", "Показатель"),
        MeasureColumn("part", "Что делим", CellKind.COUNT),
        MeasureColumn("whole", "На что делим", CellKind.COUNT),
        MeasureColumn("value", "Отношение", CellKind.NUMBER),
        MeasureColumn("share", "В процентах", CellKind.PERCENT),
        MeasureColumn("days", "Дней в среднем", CellKind.DAYS),
    )
    words = (
        "Входящие обращения — лиды"
        if inbound == "leads"
        else "Входящие обращения — входящие дела: лидов в выгрузке нет"
    )
    notes = () if gaps["incoming"] else (words,)
    return Table(columns, tuple(rows), notes, tuple(gap for gaps_of in gaps.values() for gap in gaps_of))


def _ratios(
    sums: Mapping[str, Decimal], inbound: str, gaps: Mapping[str, tuple[Missing, ...]]
) -> Iterator[tuple[Cell, ...]]:
    plain = (
        ("Удачных звонков на встречу", "good_calls", "meetings", ("calls",)),
        ("Обращений на выставленный счёт", inbound, "issued", ("incoming", "invoices")),
        ("Обращений на оплаченный счёт", inbound, "paid", ("incoming", "invoices")),
        ("Исходящих контактов на оплаченный счёт", "outgoing", "paid", ("outgoing", "invoices")),
    )
    for title, part, whole, needs in plain:
        if not any(gaps[need] for need in needs):
            yield title, int(sums[part]), int(sums[whole]), ratio(sums[part], sums[whole]), None, None
    if not gaps["invoices"]:
        paid, issued = sums["issued_and_paid"], sums["issued"]
        yield "Оплачено счетов из выставленных", int(paid), int(issued), None, percent(paid, issued), None
    if not gaps["speed"]:
        for title, part_name, whole_name in (
            ("Скорость первой сделки", "first_days", "firsts"),
            ("Скорость повторной сделки", "repeat_days", "repeats"),
        ):
            days, deals = sums[part_name], sums[whole_name]
            yield title, int(days), int(deals), None, None, ratio(days, deals)


MEASURE = Measure(
    "ratios",
    _missing,
    _ask,
    _shape,
    "в периоде нет ни дел, ни счетов, ни выигранных сделок",
    reads={**LEADS_READ, "clients": ("client_id", "created_at")},
    uses=(DEALS, ACTIVITIES, *INVOICES),
)
