"""discount: the largest discount of a deal, or the largest share of discounted deals (norms.md §2).

Settled here: a discount is told by the first source that tells it, as shares of a list total (100 for a percentage);
product rows that lack a quantity or a price count in neither sum. A share speaks of the won deals whose discount is
known, of who owned them when they were closed, by month of closing; at stake is the amount of the deals.
"""

from __future__ import annotations

from decimal import Decimal

from audit.database import Row
from audit.prepare.setting import Setting
from audit.rules.base import Question, Rule, in_force, limit_words
from audit.rules.obtain import either, lacking, lacking_closing
from audit.rules.percent import percent_words
from audit.rules.scope import (
    Condition,
    among,
    deals_in_scope,
    missing_for_scope,
    people_in_scope,
    together,
    without_rate,
)
from handbook.norms.discount import Discount
from handbook.result import Missing
from handbook.russian.numbers import counted, format_number

#: Totals and limits are cut here, so that their products still fit DECIMAL(38,12).
_MOST, _MOST_PERCENT = Decimal(10) ** 18, 1_000_000

_PRICED = """
WITH rows_of AS (
    SELECT g.deal_id,
        SUM(greatest(least(CAST(g.quantity AS DECIMAL(38,4)) * g.price, $most), -$most)) AS paid_total,
        SUM(greatest(least(CAST(g.quantity AS DECIMAL(38,4)) * g.list_price, $most), -$most)) AS list_total
    FROM deal_products AS g
    WHERE g.quantity IS NOT NULL AND g.price IS NOT NULL AND g.list_price IS NOT NULL
    GROUP BY g.deal_id
),
told AS (
    SELECT d.*, CASE WHEN d.discount_percent IS NOT NULL THEN 1
        WHEN d.amount IS NOT NULL AND coalesce(d.list_amount, 0) <> 0 THEN 2
        WHEN coalesce(r.list_total, 0) <> 0 THEN 3 END AS told_by, r.paid_total, r.list_total
    FROM deal_state AS d LEFT JOIN rows_of AS r ON r.deal_id = d.deal_id
    WHERE {scope}
),
priced AS (
    SELECT t.*, greatest(least(CAST(CASE t.told_by WHEN 1 THEN 100 WHEN 2 THEN t.list_amount ELSE t.list_total END
            AS DECIMAL(38,8)), $most), -$most) AS base,
        greatest(least(CAST(CASE t.told_by WHEN 1 THEN 100 - t.discount_percent WHEN 2 THEN t.amount
            ELSE t.paid_total END AS DECIMAL(38,8)), $most), -$most) AS paid
    FROM told AS t WHERE t.told_by IS NOT NULL
)"""

_DEALS = (
    _PRICED  # noqa: S608 - constants of this module
    + """,
cut AS (
    SELECT p.*, CASE WHEN p.base > 0 THEN p.base - p.paid ELSE p.paid - p.base END AS less,
        CASE WHEN p.base > 0 THEN p.base ELSE -p.base END AS whole
    FROM priced AS p WHERE NOT p.is_before_start
)
SELECT c.deal_id AS object_id, c.title AS object_title, c.deal_id AS key, c.owner,
    coalesce(CAST(c.created_day AS VARCHAR), '') AS moment,
    CASE WHEN c.told_by = 1 THEN CAST(c.discount_percent AS DOUBLE)
        ELSE CAST(c.less AS DOUBLE) * 100 / CAST(c.whole AS DOUBLE) END AS actual,
    e.max_value AS limit_value, '%' AS unit, e.edition, c.money, c.source_file, c.source_row,
    c.less * 100 > c.whole * least(e.max_value, $most_percent) AS is_violation,
    CAST(NULL AS BOOLEAN) AS is_standing, c.told_by, c.base, c.paid
FROM cut AS c
{in_force}
WHERE e.max_value IS NOT NULL
"""
)

_SHARES = (
    _PRICED  # noqa: S608 - constants of this module
    + """,
shares AS (
    SELECT p.owner, c.month, c.month_end, c.month_key, CAST(COUNT(*) AS BIGINT) AS deals_won,
        CAST(SUM(CASE WHEN {discounted} THEN 1 ELSE 0 END) AS BIGINT) AS hits,
        SUM(CASE WHEN {discounted} THEN p.money END) AS money
    FROM priced AS p JOIN days AS c ON c.day = p.closed_day
    WHERE p.outcome = 'won' AND p.owner IS NOT NULL
    GROUP BY p.owner, c.month, c.month_end, c.month_key
)
SELECT s.owner AS object_id, CAST(NULL AS VARCHAR) AS object_title, s.owner || '|' || s.month_key AS key, s.owner,
    s.month_key AS moment, CAST(s.hits AS DOUBLE) * 100 / CAST(s.deals_won AS DOUBLE) AS actual,
    e.max_value AS limit_value, '%' AS unit, e.edition, CAST(s.money AS DECIMAL(38,4)) AS money,
    CAST(NULL AS VARCHAR) AS source_file, CAST(NULL AS INTEGER) AS source_row,
    s.hits * 100 > e.max_value * s.deals_won AS is_violation, CAST(NULL AS BOOLEAN) AS is_standing,
    s.hits, s.deals_won
FROM shares AS s
JOIN editions AS e ON e.norm_id = $norm AND s.month >= e.since AND s.month < e.until
LEFT JOIN people AS w ON w.name = s.owner
WHERE e.max_value IS NOT NULL AND s.month_end > $start
    AND (w.name IS NULL OR w.hired < s.month_end AND w.dismissed >= s.month)
"""
)
_DISCOUNTED = "CASE WHEN p.base > 0 THEN p.paid < p.base ELSE p.paid > p.base END"

_LEFT_OUT_DEALS = (
    _PRICED
    + """
SELECT 'не судились сделки, по которым скидка неизвестна' AS reason, COUNT(*) AS n
FROM told AS t WHERE t.told_by IS NULL AND NOT t.is_before_start
"""
)
_LEFT_OUT_SHARES = (
    _PRICED  # noqa: S608 - constants of this module
    + """
SELECT w.reason, COUNT(*) AS n FROM (
    SELECT CASE WHEN t.closed_day IS NULL THEN 'не засчитаны выигранные сделки без даты закрытия'
        WHEN t.told_by IS NULL THEN 'не засчитаны выигранные сделки, по которым скидка неизвестна'
        WHEN t.owner IS NULL THEN 'не засчитаны никому выигранные сделки без ответственного' END AS reason
    FROM told AS t WHERE t.outcome = 'won'
) AS w WHERE w.reason IS NOT NULL GROUP BY w.reason
"""
)

_PRODUCTS = ("deal_id", "quantity", "price", "list_price")


def _missing(norm: Discount, setting: Setting) -> tuple[Missing, ...]:
    found = list(lacking(setting, "deals", "deal_id"))
    told = (
        setting.has("deals", "discount_percent")
        or setting.has("deals", "amount", "list_amount")
        or setting.has("deal_products", *_PRODUCTS)
    )
    if not told and "deals" in setting.present:
        found.append(
            either(
                *lacking(setting, "deals", "discount_percent"),
                *lacking(setting, "deals", "amount", "list_amount"),
                *lacking(setting, "deal_products", *_PRODUCTS),
            )
        )
    if norm.of == "share":
        found += lacking(setting, "deals", "owner")
        found += lacking_closing(setting)
        history = setting.has("stage_changes", "stage", "entered_at")
        if "deals" in setting.present and not history and not setting.has("deals", "stage"):
            found += lacking(setting, "deals", "outcome")
    return (*found, *missing_for_scope(norm, setting))


def _ask(norm: Discount, setting: Setting) -> Question:
    share = norm.of == "share"
    scope = deals_in_scope(norm, setting)
    of_any_amount = deals_in_scope(norm, setting, any_amount=True)
    told_of = scope.sql
    names = people_in_scope(norm, setting)
    if share and names is not None:
        # Deals that belong to no one are told of whoever is judged.
        owners = Condition()
        among(owners, "d.owner", names)
        told_of = f"{deals_in_scope(norm, setting, owner=None).sql} AND (d.owner IS NULL OR {owners.sql})"
    sql = (
        _SHARES.format(scope=scope.sql, discounted=_DISCOUNTED)
        if share
        else _DEALS.format(scope=scope.sql, in_force=in_force("c.created_day", undated=True))
    )
    left_out = (_LEFT_OUT_SHARES if share else _LEFT_OUT_DEALS).format(scope=told_of)
    which = "d.outcome = 'won'" if share else "NOT d.is_before_start"
    return Question(
        sql,
        together(
            f"SELECT z.reason, z.n FROM ({left_out}) AS z",  # noqa: S608 - a constant of this module
            without_rate(norm, f"{which} AND {of_any_amount.sql}"),
        ),
        {**scope.parameters, "most": _MOST, "most_percent": _MOST_PERCENT},
        owner_decides=share or bool(norm.scope.roles or norm.scope.positions or norm.scope.employees),
    )


def _detail(norm: Discount, row: Row, _setting: Setting) -> str:
    share, allowed = percent_words(row["actual"], row["limit_value"]), limit_words(row)
    if norm.of == "share":
        deals = counted(row["deals_won"], "выигранной сделки", "выигранных сделок", "выигранных сделок")
        return f"со скидкой {row['hits']} из {deals} ({share}) при норме не более {allowed}"
    prices = f" ({format_number(row['paid'])} вместо {format_number(row['base'])})" if row["told_by"] > 1 else ""
    return f"скидка {share}{prices} при норме не более {allowed}"


RULE = Rule(
    "discount",
    _missing,
    _ask,
    _detail,
    "в выгрузке нет сделок с известной скидкой, к которым относится норма",
    reads={"deal_products": _PRODUCTS},
)
