"""period_results: what a period brought (handbook/indicators)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from audit.engines.base import Row
from audit.measures.base import Answers, Ask, Measure, Table
from audit.measures.deals import DEALS, lacking_result
from audit.measures.facts import (
    ACTIVITIES,
    INVOICES,
    LEADS_READ,
    PAYMENTS,
    activities_sql,
    invoices_sql,
    lacking_invoices,
    lacking_payments,
    leads_sql,
)
from audit.measures.groups import (
    Key,
    count,
    days_join,
    decimal,
    each,
    in_period,
    key_cells,
    key_columns,
    key_of,
    money,
    order,
    percent,
    period_sql,
    share_of,
    sum_of,
    summed,
)
from audit.prepare.setting import Setting
from audit.rules.obtain import lacking
from handbook.indicators.period_results import PeriodResults
from handbook.measure import Cell, MeasureColumn
from handbook.result import Missing
from handbook.russian.text import normalise

#: What names a tender when the company does not list them.
_TENDER = "тендер"

_ISSUED = """
SELECT t.period, t.group_name, CAST(COUNT(*) AS BIGINT) AS issued, SUM(coalesce(t.money, 0)) AS issued_sum
FROM (
    SELECT {period} AS period, {group} AS group_name, d.money FROM ({invoices}) AS d {days} WHERE {in_period}
) AS t GROUP BY t.period, t.group_name
"""
_PAID = """
SELECT t.period, t.group_name, CAST(COUNT(*) AS BIGINT) AS paid, SUM(coalesce(t.money, 0)) AS paid_sum
FROM (
    SELECT {period} AS period, {group} AS group_name, d.money FROM measured_payments AS d {days} WHERE {in_period}
) AS t GROUP BY t.period, t.group_name
"""
#: Sales and what was taken off their list price: the sum by the price list, else by its rows, else by the per cent.
_SOLD = """
WITH listed AS (
    SELECT g.deal_id, SUM(CAST(g.quantity * g.list_price AS DECIMAL(38,4))) AS list_sum,
        SUM(CAST(g.quantity * g.price AS DECIMAL(38,4))) AS price_sum
    FROM deal_products AS g WHERE g.quantity IS NOT NULL AND g.list_price IS NOT NULL AND g.price IS NOT NULL
    GROUP BY g.deal_id
),
won AS (
    SELECT d.owner, d.client_id, d.closed_day, d.money, CASE WHEN d.currency = $currency OR d.currency IS NULL
        THEN CAST(1 AS DECIMAL(18,4)) ELSE x.rate END AS rate,
        CASE WHEN d.list_amount > 0 AND d.amount IS NOT NULL THEN d.list_amount - d.amount
            WHEN l.list_sum > 0 THEN l.list_sum - l.price_sum
            WHEN d.discount_percent < 100 THEN CAST(CAST(d.amount AS DOUBLE) * CAST(d.discount_percent AS DOUBLE)
                / (100 - CAST(d.discount_percent AS DOUBLE)) AS DECIMAL(38,4)) END AS discount,
        CASE WHEN d.client_id IS NOT NULL
            THEN ROW_NUMBER() OVER (PARTITION BY d.client_id ORDER BY d.closed_at, d.deal_id) END AS turn
    FROM measured_deals AS d
    LEFT JOIN listed AS l ON l.deal_id = d.deal_id
    LEFT JOIN rates AS x ON x.currency = d.currency AND x.since <= d.closed_day AND x.until > d.closed_day
    WHERE d.outcome = 'won' AND d.closed_day IS NOT NULL
)
SELECT t.period, t.group_name, CAST(COUNT(*) AS BIGINT) AS won, SUM(coalesce(t.money, 0)) AS won_sum,
    CAST(SUM(CASE WHEN t.turn = 1 THEN 1 ELSE 0 END) AS BIGINT) AS new_won,
    SUM(CASE WHEN t.turn = 1 THEN coalesce(t.money, 0) ELSE 0 END) AS new_sum,
    CAST(SUM(CASE WHEN t.turn > 1 THEN 1 ELSE 0 END) AS BIGINT) AS repeat_won,
    SUM(CASE WHEN t.turn > 1 THEN coalesce(t.money, 0) ELSE 0 END) AS repeat_sum,
    CAST(SUM(CASE WHEN t.discount > 0 THEN 1 ELSE 0 END) AS BIGINT) AS discounted,
    CAST(SUM(CASE WHEN t.discount IS NOT NULL THEN 1 ELSE 0 END) AS BIGINT) AS priced,
    SUM(CASE WHEN t.discount > 0 THEN CAST(t.discount AS DECIMAL(38,4)) * coalesce(t.rate, 0) ELSE 0 END)
        AS discount_sum
FROM (
    SELECT {period} AS period, {group} AS group_name, d.money, d.rate, d.discount, d.turn
    FROM won AS d {days} WHERE {in_period}
) AS t GROUP BY t.period, t.group_name
"""
_TENDERS = """
SELECT t.period, t.group_name, t.pipeline, t.product, CAST(COUNT(*) AS BIGINT) AS closed,
    CAST(SUM(CASE WHEN t.outcome = 'won' THEN 1 ELSE 0 END) AS BIGINT) AS won,
    SUM(CASE WHEN t.outcome = 'won' THEN coalesce(t.money, 0) ELSE 0 END) AS won_sum
FROM (
    SELECT {period} AS period, {group} AS group_name, d.pipeline, d.product, d.outcome, d.money
    FROM measured_deals AS d {days} WHERE d.outcome IN ('won', 'lost') AND {in_period}
) AS t GROUP BY t.period, t.group_name, t.pipeline, t.product
"""
_LEFT_OUT = """
SELECT t.reason, COUNT(*) AS n FROM (
    SELECT CASE WHEN d.closed_day IS NULL THEN 'не учтены выигранные сделки без даты закрытия'
        WHEN d.money IS NULL THEN 'прибавили к сумме 0 выигранные сделки без суммы или курса валюты' END AS reason
    FROM measured_deals AS d WHERE d.outcome = 'won' AND (d.closed_day IS NULL OR {won})
    UNION ALL
    SELECT 'не отнесены ни к новым, ни к повторным выигранные сделки без клиента' AS reason
    FROM measured_deals AS d WHERE d.outcome = 'won' AND d.client_id IS NULL AND {won}
    UNION ALL
    SELECT 'прибавили к сумме 0 оплаты без суммы или курса валюты' AS reason
    FROM measured_payments AS p WHERE p.money IS NULL AND {paid}
) AS t WHERE t.reason IS NOT NULL GROUP BY t.reason
"""
_PARTS = {
    "issued": ("issued", "issued_sum"),
    "paid": ("paid", "paid_sum"),
    "sold": (
        "won",
        "won_sum",
        "new_won",
        "new_sum",
        "repeat_won",
        "repeat_sum",
        "discounted",
        "priced",
        "discount_sum",
    ),
    "activities": ("contacts", "incoming"),
    "leads": ("leads",),
}


def _gaps(setting: Setting) -> dict[str, tuple[Missing, ...]]:
    """What each part of the results lacks; nothing when it can be told."""
    listed = setting.has("deals", "list_amount") or setting.has("deals", "discount_percent")
    by_rows = setting.has("deal_products", "quantity", "price", "list_price")
    acts = lacking(setting, "activities", "employee", "started_at")
    return {
        "issued": lacking_invoices(setting),
        "paid": lacking_payments(setting),
        "clients": lacking(setting, "deals", "client_id"),
        "discount": () if listed or by_rows else lacking(setting, "deals", "list_amount"),
        "contacts": acts,
        "incoming": () if setting.has("leads", "created_at") else (*acts, *lacking(setting, "leads", "created_at")),
    }


def _missing(_indicator: PeriodResults, setting: Setting) -> tuple[Missing, ...]:
    return lacking_result(setting, "amount")


def _ask(indicator: PeriodResults, setting: Setting) -> Mapping[str, Ask]:
    by, per = indicator.by, indicator.per
    group = "CAST(NULL AS VARCHAR)" if by == "company" else "d.owner"

    def on(sql: str, day: str, **more: str) -> Ask:
        days, period = days_join(per, day), period_sql(per)
        return Ask(sql.format(period=period, group=group, days=days, in_period=in_period(day), **more))

    return {
        "issued": on(_ISSUED, "d.issued_day", invoices=invoices_sql(setting)),
        "paid": on(_PAID, "d.paid_day"),
        "sold": on(_SOLD, "d.closed_day"),
        "tenders": on(_TENDERS, "d.closed_day"),
        "activities": Ask(activities_sql(by, per)),
        "leads": Ask(leads_sql(by, per)),
        "left_out": Ask(_LEFT_OUT.format(won=in_period("d.closed_day"), paid=in_period("p.paid_day"))),
    }


def _shape(indicator: PeriodResults, setting: Setting, answers: Answers) -> Table:
    by, per = indicator.by, indicator.per
    found: dict[Key, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for part, names in _PARTS.items():
        for key, sums in summed(answers[part], names).items():
            found[key] |= sums
    for row in answers["tenders"]:
        if is_tender(row, indicator.tenders):
            sums = found[key_of(row)]
            for name in ("closed", "won", "won_sum"):
                sums[f"tenders_{name}"] += decimal(row[name])
    gaps = _gaps(setting)
    inbound = "leads" if setting.has("leads", "created_at") else "incoming"
    rows: list[tuple[Cell, ...]] = []
    for key in sorted(found, key=order):
        head = key_cells(key, by, per)
        rows += [(*head, *cells) for cells in _lines(found[key], gaps, inbound)]
    columns = (
        *key_columns(by, per),
        MeasureColumn("what", "Показатель"),
        count("count", "Число"),
        sum_of("sum", "Сумма"),
        share_of("share", "Доля"),
    )
    return Table(columns, tuple(rows), (), tuple(gap for found_gaps in gaps.values() for gap in found_gaps))


def is_tender(row: Row, named: tuple[str, ...]) -> bool:
    """Whether deals of a pipeline and product are tenders."""
    names = [normalise(text) for text in (row["pipeline"], row["product"]) if text]
    if named:
        return not {normalise(text) for text in named}.isdisjoint(names)
    return any(_TENDER in name for name in names)


def _lines(
    sums: Mapping[str, Decimal], gaps: Mapping[str, tuple[Missing, ...]], inbound: str
) -> Iterator[tuple[Cell, ...]]:
    if not gaps["issued"]:
        yield "Выставлено счетов", int(sums["issued"]), money(sums["issued_sum"]), None
    if not gaps["paid"]:
        share = None if gaps["issued"] else percent(sums["paid_sum"], sums["issued_sum"])
        yield "Получено оплат", int(sums["paid"]), money(sums["paid_sum"]), share
        yield "Средний чек (на оплату)", int(sums["paid"]), each(sums["paid_sum"], sums["paid"]), None
    yield "Выиграно сделок", int(sums["won"]), money(sums["won_sum"]), None
    if not gaps["clients"]:
        for title, name in (("Продажи новым клиентам", "new"), ("Повторные продажи", "repeat")):
            won = sums[f"{name}_won"]
            yield title, int(won), money(sums[f"{name}_sum"]), percent(won, sums["won"])
    if not gaps["discount"]:
        discounted = sums["discounted"]
        yield (
            "Сделки со скидкой, сумма скидок",
            int(discounted),
            money(sums["discount_sum"]),
            percent(discounted, sums["priced"]),
        )
    if sums["tenders_closed"]:
        won, closed = sums["tenders_won"], sums["tenders_closed"]
        yield "Выиграно тендеров", int(won), money(sums["tenders_won_sum"]), percent(won, closed)
    revenue = sums["won_sum"] if gaps["paid"] else sums["paid_sum"]
    if not gaps["contacts"]:
        yield "Выручка на контакт", int(sums["contacts"]), each(revenue, sums["contacts"]), None
    if not gaps["incoming"] and not gaps["clients"]:
        asked = sums[inbound]
        yield "Выручка от новых на обращение", int(asked), each(sums["new_sum"], asked), None


MEASURE = Measure(
    "period_results",
    _missing,
    _ask,
    _shape,
    "в периоде нет ни счетов, ни оплат, ни выигранных сделок",
    reads={
        **LEADS_READ,
        "deal_products": ("deal_id", "quantity", "price", "list_price"),
    },
    uses=(DEALS, ACTIVITIES, PAYMENTS, *INVOICES),
)
