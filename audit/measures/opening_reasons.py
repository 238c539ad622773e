"""opening_reasons: what becomes of deals by the reason they were opened for (handbook/indicators)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from audit.measures.base import Answers, Ask, Measure, Table
from audit.measures.deals import DEALS, lacking_group, lacking_result
from audit.measures.groups import (
    Key,
    count,
    days_join,
    decimal,
    each,
    group_sql,
    in_period,
    key_cells,
    key_columns,
    key_of,
    money,
    of_pipelines,
    order,
    percent,
    period_sql,
    share_of,
    sum_of,
    total_cells,
)
from audit.measures.wording import Wording
from audit.prepare.setting import Setting
from handbook.indicators.opening_reasons import OpeningReasons
from handbook.measure import Cell, MeasureColumn
from handbook.result import Missing

_SUMS = ("deals", "won", "lost", "won_sum")

_OPENED = """
SELECT t.period, t.group_name, t.reason, CAST(COUNT(*) AS BIGINT) AS deals,
    CAST(SUM(CASE WHEN t.outcome = 'won' THEN 1 ELSE 0 END) AS BIGINT) AS won,
    CAST(SUM(CASE WHEN t.outcome = 'lost' THEN 1 ELSE 0 END) AS BIGINT) AS lost,
    SUM(CASE WHEN t.outcome = 'won' THEN coalesce(t.money, 0) ELSE 0 END) AS won_sum
FROM (
    SELECT {period} AS period, {group} AS group_name, nullif(trim(d.open_reason), '') AS reason, d.outcome, d.money
    FROM measured_deals AS d {days} WHERE {in_period} AND {pipelines}
) AS t GROUP BY t.period, t.group_name, t.reason
"""

_LEFT_OUT = """
SELECT t.reason, COUNT(*) AS n FROM (
    SELECT CASE WHEN d.created_day IS NULL THEN 'не учтены сделки без даты создания'
        WHEN d.outcome = 'won' AND d.money IS NULL
            THEN 'прибавили к сумме 0 выигранные сделки без суммы или курса валюты' END AS reason
    FROM measured_deals AS d WHERE {pipelines} AND (d.created_day IS NULL OR {in_period})
) AS t WHERE t.reason IS NOT NULL GROUP BY t.reason
"""


def _missing(indicator: OpeningReasons, setting: Setting) -> tuple[Missing, ...]:
    return (
        *lacking_result(setting, "open_reason", "created_at"),
        *lacking_group(setting, indicator.by),
    )


def _ask(indicator: OpeningReasons, _setting: Setting) -> Mapping[str, Ask]:
    scope, day = of_pipelines(indicator), "d.created_day"
    opened = _OPENED.format(
        period=period_sql(indicator.per),
        group=group_sql(indicator.by),
        days=days_join(indicator.per, day),
        in_period=in_period(day),
        pipelines=scope.sql,
    )
    left_out = _LEFT_OUT.format(pipelines=scope.sql, in_period=in_period(day))
    return {"opened": Ask(opened, scope.parameters), "left_out": Ask(left_out, scope.parameters)}


def _shape(indicator: OpeningReasons, setting: Setting, answers: Answers) -> Table:
    wording = Wording(
        ((row["reason"], int(row["deals"])) for row in answers["opened"]),
        placeholders=setting.handbook.company.placeholders,
    )
    found: dict[Key, dict[str | None, dict[str, Decimal]]] = defaultdict(
        lambda: defaultdict(lambda: dict.fromkeys(_SUMS, Decimal(0)))
    )
    for row in answers["opened"]:
        sums = found[key_of(row)][wording.of(row["reason"])]
        for name in _SUMS:
            sums[name] += decimal(row[name])
    rows: list[tuple[Cell, ...]] = []
    for key in sorted(found, key=order):
        reasons = found[key]
        for reason in sorted(reasons, key=lambda name: (name is None, -reasons[name]["deals"], name or "")):
            head = key_cells(key, indicator.by, indicator.per)
            rows.append((*head, "не указана" if reason is None else reason, *_cells(reasons[reason])))
    if rows:
        all_sums = [sums for reasons in found.values() for sums in reasons.values()]
        whole = {name: sum((sums[name] for sums in all_sums), Decimal(0)) for name in _SUMS}
        head = total_cells(indicator.by, indicator.per)
        rows.append((*head, None if head else "Всего", *_cells(whole)))
    columns = (
        *key_columns(indicator.by, indicator.per),
        MeasureColumn("reason", "Причина открытия"),
        count("deals", "Открыто сделок"),
        count("won", "Выиграно"),
        count("lost", "Проиграно"),
        count("open", "Ещё открыты"),
        sum_of("won_sum", "Сумма выигранных"),
        sum_of("average", "Средний чек"),
        share_of("conversion", "Конверсия"),
    )
    return Table(columns, tuple(rows))


def _cells(sums: Mapping[str, Decimal]) -> tuple[Cell, ...]:
    deals, won, lost = int(sums["deals"]), int(sums["won"]), int(sums["lost"])
    return (
        deals,
        won,
        lost,
        deals - won - lost,
        money(sums["won_sum"]),
        each(sums["won_sum"], won),
        percent(won, won + lost),
    )


MEASURE = Measure("opening_reasons", _missing, _ask, _shape, "в периоде не открыто ни одной сделки", uses=(DEALS,))
