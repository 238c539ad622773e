"""contribution: what a person brought by deals and by the clients entrusted to them (handbook/indicators)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from audit.measures.base import Answers, Ask, Measure, Table
from audit.measures.deals import DEALS, lacking_result
from audit.measures.groups import (
    count,
    days_join,
    in_period,
    money,
    of_pipelines,
    order,
    period_sql,
    sum_of,
    summed,
    total,
)
from audit.prepare.setting import Setting
from audit.rules.obtain import lacking
from handbook.indicators.contribution import Contribution
from handbook.measure import Cell, MeasureColumn
from handbook.result import Missing

_SUMS = ("deals_own", "sum_own", "deals_clients", "sum_clients")

_BROUGHT = """
WITH won AS (
    SELECT {period} AS period, d.{person} AS person, d.client_owner, coalesce(d.money, 0) AS money
    FROM measured_deals AS d {days}
    WHERE d.outcome = 'won' AND {in_period} AND {pipelines}
)
SELECT t.period, t.group_name, CAST(SUM(t.own_deal) AS BIGINT) AS deals_own, SUM(t.own_money) AS sum_own,
    CAST(SUM(t.client_deal) AS BIGINT) AS deals_clients, SUM(t.client_money) AS sum_clients
FROM (
    SELECT w.period, w.person AS group_name, 1 AS own_deal, w.money AS own_money, 0 AS client_deal,
        CAST(0 AS DECIMAL(38,4)) AS client_money
    FROM won AS w
    UNION ALL
    SELECT w.period, w.client_owner AS group_name, 0 AS own_deal, CAST(0 AS DECIMAL(38,4)) AS own_money,
        1 AS client_deal, w.money AS client_money
    FROM won AS w
) AS t GROUP BY t.period, t.group_name
"""

_LEFT_OUT = """
SELECT t.reason, COUNT(*) AS n FROM (
    SELECT CASE WHEN d.closed_day IS NULL THEN 'не учтены выигранные сделки без даты закрытия'
        WHEN d.money IS NULL THEN 'прибавили к сумме 0 сделки без суммы или курса валюты' END AS reason
    FROM measured_deals AS d
    WHERE d.outcome = 'won' AND {pipelines} AND (d.closed_day IS NULL OR {in_period})
) AS t WHERE t.reason IS NOT NULL GROUP BY t.reason
"""


def _missing(indicator: Contribution, setting: Setting) -> tuple[Missing, ...]:
    person = "created_by" if indicator.deal == "author" else "owner"
    return (
        *lacking_result(setting, person, "client_id", "amount"),
        *lacking(setting, "clients", "client_id", "owner"),
    )


def _ask(indicator: Contribution, _setting: Setting) -> Mapping[str, Ask]:
    scope, day = of_pipelines(indicator), "d.closed_day"
    brought = _BROUGHT.format(
        period=period_sql(indicator.per),
        person="created_by" if indicator.deal == "author" else "owner",
        days=days_join(indicator.per, day),
        in_period=in_period(day),
        pipelines=scope.sql,
    )
    left_out = _LEFT_OUT.format(pipelines=scope.sql, in_period=in_period(day))
    return {"brought": Ask(brought, scope.parameters), "left_out": Ask(left_out, scope.parameters)}


def _shape(indicator: Contribution, _setting: Setting, answers: Answers) -> Table:
    sums = summed(answers["brought"], _SUMS)
    several = indicator.per != "all"

    def head(period: str | None, person: str | None) -> tuple[Cell, ...]:
        return (*((period,) if several else ()), person)

    rows: list[tuple[Cell, ...]] = [
        (*head(period, person or "не указан"), *_cells(sums[period, person]))
        for period, person in sorted(sums, key=order)
    ]
    if rows:
        rows.append((*(("Всего", None) if several else ("Всего",)), *_cells(total(sums, _SUMS))))
    way = "По сделкам автора" if indicator.deal == "author" else "По сделкам ответственного"
    columns = (
        *((MeasureColumn("period", "Период"),) if several else ()),
        MeasureColumn("person", "Сотрудник"),
        count("deals_own", f"{way}: число"),
        sum_of("sum_own", f"{way}: сумма"),
        count("deals_clients", "По закреплённым клиентам: число"),
        sum_of("sum_clients", "По закреплённым клиентам: сумма"),
        sum_of("difference", "Разница"),
    )
    return Table(columns, tuple(rows))


def _cells(sums: Mapping[str, Decimal]) -> tuple[Cell, ...]:
    return (
        int(sums["deals_own"]),
        money(sums["sum_own"]),
        int(sums["deals_clients"]),
        money(sums["sum_clients"]),
        money(sums["sum_own"] - sums["sum_clients"]),
    )


MEASURE = Measure("contribution", _missing, _ask, _shape, "в периоде нет выигранных сделок", uses=(DEALS,))
