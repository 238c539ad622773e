"""order_profit: profit of orders by direct and by full cost (handbook/indicators)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from audit.measures.base import Answers, Ask, Measure, Table
from audit.measures.groups import (
    Key,
    count,
    days_join,
    in_period,
    key_cells,
    key_columns,
    money,
    percent,
    period_sql,
    share_of,
    sum_of,
    summed,
    total,
    total_cells,
)
from audit.prepare.setting import Setting
from audit.rules.obtain import lacking
from handbook.indicators.order_profit import OrderProfit
from handbook.measure import Cell
from handbook.result import Missing

_COSTS = (("direct", "По прямым затратам"), ("full", "По всем затратам"))
_SUMS = ("orders", "revenue", *(f"{name}_{what}" for name, _ in _COSTS for what in ("revenue", "cost")))

#: Orders once each with money in the company's currency at the rate of their day.
_ORDERS = """
WITH numbered AS (
    SELECT n.order_id, n.deal_id, n.client_id, n.owner, n.amount, n.direct_cost, n.full_cost,
        CAST(n.created_at AS DATE) AS created_day,
        CASE WHEN upper(trim(n.currency)) = 'RUR' THEN 'RUB'
            ELSE coalesce(nullif(upper(trim(n.currency)), ''), $currency) END AS code,
        ROW_NUMBER() OVER (PARTITION BY n.order_id ORDER BY n.source_file, n.source_row) AS copy
    FROM orders AS n
),
companies AS (
    SELECT k.client_id, MIN(nullif(trim(k.name), '')) AS client_name, MIN(nullif(trim(k.segment), '')) AS segment_name
    FROM clients AS k WHERE k.client_id IS NOT NULL GROUP BY k.client_id
),
priced AS (
    SELECT n.created_day, n.amount, nullif(trim(coalesce(n.owner, d.owner)), '') AS owner, c.segment_name AS segment,
        coalesce(c.client_name, n.client_id, d.client_id) AS client,
        CAST(n.amount AS DECIMAL(38,4)) * CASE WHEN n.code = $currency THEN 1 ELSE x.rate END AS money,
        CAST(n.direct_cost AS DECIMAL(38,4)) * CASE WHEN n.code = $currency THEN 1 ELSE x.rate END AS direct_money,
        CAST(n.full_cost AS DECIMAL(38,4)) * CASE WHEN n.code = $currency THEN 1 ELSE x.rate END AS full_money
    FROM numbered AS n
    LEFT JOIN deal_state AS d ON d.deal_id = n.deal_id
    LEFT JOIN companies AS c ON c.client_id = coalesce(n.client_id, d.client_id)
    LEFT JOIN rates AS x ON x.currency = n.code AND x.since <= n.created_day AND x.until > n.created_day
    WHERE n.copy = 1 OR n.order_id IS NULL
)"""
_PROFITS = (
    _ORDERS  # noqa: S608 - constants of this module
    + """
SELECT t.period, t.group_name, CAST(COUNT(*) AS BIGINT) AS orders, SUM(t.money) AS revenue,
    SUM(CASE WHEN t.direct_money IS NOT NULL THEN t.money ELSE 0 END) AS direct_revenue,
    SUM(coalesce(t.direct_money, 0)) AS direct_cost,
    SUM(CASE WHEN t.full_money IS NOT NULL THEN t.money ELSE 0 END) AS full_revenue,
    SUM(coalesce(t.full_money, 0)) AS full_cost
FROM (
    SELECT {period} AS period, {group} AS group_name, d.money, d.direct_money, d.full_money
    FROM priced AS d {days} WHERE d.money IS NOT NULL AND {in_period}
) AS t GROUP BY t.period, t.group_name
"""
)
_LEFT_OUT = (
    _ORDERS  # noqa: S608 - constants of this module
    + """
SELECT t.reason, COUNT(*) AS n FROM (
    SELECT CASE WHEN d.created_day IS NULL THEN 'не учтены заказы без даты создания'
        WHEN d.money IS NULL THEN 'не учтены заказы без суммы или курса валюты' END AS reason
    FROM priced AS d WHERE d.created_day IS NULL OR {in_period}
    UNION ALL
    SELECT 'не вошли в прибыль по прямым затратам заказы, где они не указаны' AS reason
    FROM priced AS d WHERE {direct} AND d.money IS NOT NULL AND d.direct_money IS NULL AND {in_period}
    UNION ALL
    SELECT 'не вошли в прибыль по всем затратам заказы, где они не указаны' AS reason
    FROM priced AS d WHERE {full} AND d.money IS NOT NULL AND d.full_money IS NULL AND {in_period}
) AS t WHERE t.reason IS NOT NULL GROUP BY t.reason
"""
)


def _known(setting: Setting) -> list[tuple[str, str]]:
    """Kinds of cost the export has."""
    return [(name, title) for name, title in _COSTS if setting.has("orders", f"{name}_cost")]


def _missing(indicator: OrderProfit, setting: Setting) -> tuple[Missing, ...]:
    found = list(lacking(setting, "orders", "created_at", "amount"))
    if not _known(setting):
        found += lacking(setting, "orders", "direct_cost")
    by_deal = setting.has("orders", "deal_id")
    if indicator.by == "owner" and not (by_deal and setting.has("deals", "owner")):
        found += lacking(setting, "orders", "owner")
    if indicator.by in {"client", "segment"} and not (by_deal and setting.has("deals", "client_id")):
        found += lacking(setting, "orders", "client_id")
    if indicator.by == "segment":
        found += lacking(setting, "clients", "client_id", "segment")
    return tuple(found)


def _ask(indicator: OrderProfit, setting: Setting) -> Mapping[str, Ask]:
    day, known = "d.created_day", {name for name, _ in _known(setting)}
    group = "CAST(NULL AS VARCHAR)" if indicator.by == "company" else f"d.{indicator.by}"
    flags = {name: "TRUE" if name in known else "FALSE" for name, _ in _COSTS}
    profits = _PROFITS.format(
        period=period_sql(indicator.per), group=group, days=days_join(indicator.per, day), in_period=in_period(day)
    )
    return {"profits": Ask(profits), "left_out": Ask(_LEFT_OUT.format(in_period=in_period(day), **flags))}


def _shape(indicator: OrderProfit, setting: Setting, answers: Answers) -> Table:
    known = _known(setting)
    sums = summed(answers["profits"], _SUMS)

    def richest(key: Key) -> tuple[str, Decimal, bool, str]:
        return key[0] or "", -sums[key]["revenue"], key[1] is None, key[1] or ""

    ranked = sorted(sums, key=richest)
    shown = ranked[: indicator.top]
    rows: list[tuple[Cell, ...]] = [
        (*key_cells(key, indicator.by, indicator.per), *_cells(sums[key], known)) for key in shown
    ]
    if rows and key_columns(indicator.by, indicator.per):
        rows.append((*total_cells(indicator.by, indicator.per), *_cells(total(sums, _SUMS), known)))
    columns = (
        *key_columns(indicator.by, indicator.per),
        count("orders", "Заказов"),
        sum_of("revenue", "Выручка"),
        *(
            column
            for name, title in known
            for column in (
                sum_of(f"{name}_cost", f"{title}: затраты"),
                sum_of(f"{name}_profit", f"{title}: прибыль"),
                share_of(f"{name}_margin", f"{title}: маржа"),
            )
        ),
    )
    more = len(ranked) - len(shown)
    notes = (f"Показано строк: {len(shown)} из {len(ranked)}, в итоге — все",) if more else ()
    missing = tuple(
        gap
        for name, _ in _COSTS
        if (name, dict(_COSTS)[name]) not in known
        for gap in lacking(setting, "orders", f"{name}_cost")
    )
    return Table(columns, tuple(rows), notes, missing)


def _cells(sums: Mapping[str, Decimal], known: list[tuple[str, str]]) -> tuple[Cell, ...]:
    cells: list[Cell] = [int(sums["orders"]), money(sums["revenue"])]
    for name, _ in known:
        revenue, cost = sums[f"{name}_revenue"], sums[f"{name}_cost"]
        cells += [money(cost), money(revenue - cost), percent(revenue - cost, revenue)]
    return tuple(cells)


MEASURE = Measure(
    "order_profit",
    _missing,
    _ask,
    _shape,
    "в периоде нет заказов с суммой",
    reads={
        "orders": (
            "order_id",
            "deal_id",
            "client_id",
            "owner",
            "amount",
            "currency",
            "created_at",
            "direct_cost",
            "full_cost",
        ),
        "clients": ("client_id", "name", "segment"),
    },
)
