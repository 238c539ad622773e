"""product_minimum: how many deals with a product an employee creates or wins in a month (norms.md §2).

Settled here: products compare without regard to case and surrounding spaces; whoever owned a deal of the scope that
``--from`` does not set aside is judged, while the month that holds the start counts all its deals; someone who owned
a deal for no time at all did not own it; a deal whose creation is unknown was created by nobody, so it counts for
nobody even when it is won.
"""

from __future__ import annotations

from audit.database import Row
from audit.prepare.setting import Setting
from audit.rules.attached import names_to_judge
from audit.rules.base import Question, Rule
from audit.rules.obtain import HOW, either, lacking, lacking_closing
from audit.rules.scope import deals_in_scope, missing_for_scope, together, without_rate
from handbook.norms.product_minimum import ProductMinimum
from handbook.result import Missing
from handbook.russian.numbers import counted, format_number

#: Fewer available days make a month too short for a minimum.
MIN_DAYS = 15

_BOUGHT = """(
        SELECT q.deal_id FROM deal_state AS q WHERE lower(trim(q.product)) = $wanted
        UNION
        SELECT g.deal_id FROM deal_products AS g WHERE lower(trim(g.product)) = $wanted
    )"""

_SQL = """
WITH held AS (
    SELECT o.owner
    FROM deal_state AS d JOIN owner_spans AS o ON o.deal_id = d.deal_id
    WHERE o.owner IS NOT NULL AND NOT d.is_before_start
        AND (o.from_at IS NULL OR o.from_at < CAST($as_of AS TIMESTAMP))
        AND (o.to_at IS NULL OR d.created_at IS NULL OR o.to_at > d.created_at) AND {scope}
),
names AS ({names}),
done AS (
    SELECT t.owner, c.month, CAST(COUNT(*) AS BIGINT) AS total
    FROM ({counted}) AS t JOIN days AS c ON c.day = t.day
    WHERE t.owner IS NOT NULL GROUP BY t.owner, c.month
),
months AS (
    SELECT c.month, c.month_end, c.month_key, CAST(SUM(CASE WHEN c.is_working THEN 1 ELSE 0 END) AS BIGINT) AS working
    FROM days AS c WHERE c.month_end > $start AND c.month_end <= $as_of GROUP BY c.month, c.month_end, c.month_key
),
own AS (SELECT v.name, v.month, CAST(COUNT(*) AS BIGINT) AS available FROM available_days AS v GROUP BY v.name, v.month)
SELECT n.owner AS object_id, CAST(NULL AS VARCHAR) AS object_title, n.owner || '|' || m.month_key AS key, n.owner,
    m.month_key AS moment, coalesce(w.total, 0) AS actual, e.min_value AS limit_value, '' AS unit, e.edition,
    CAST(NULL AS DECIMAL(38,4)) AS money, CAST(NULL AS VARCHAR) AS source_file, CAST(NULL AS INTEGER) AS source_row,
    coalesce(w.total, 0) < e.min_value AS is_violation, CAST(NULL AS BOOLEAN) AS is_standing
FROM names AS n
CROSS JOIN months AS m
JOIN editions AS e ON e.norm_id = $norm AND m.month >= e.since AND m.month < e.until
LEFT JOIN people AS p ON p.name = n.owner
LEFT JOIN own AS a ON a.name = n.owner AND a.month = m.month
LEFT JOIN done AS w ON w.owner = n.owner AND w.month = m.month
WHERE e.min_value IS NOT NULL
    AND CASE WHEN p.name IS NULL THEN m.working ELSE coalesce(a.available, 0) END >= $min_days
"""

#: Both counts belong to whoever owned the deal at its creation; the month is that of ``day``.
_COUNTED = f"""
    SELECT o.owner, {{day}} AS day
    FROM deal_state AS d
    JOIN {_BOUGHT} AS b ON b.deal_id = d.deal_id
    JOIN owner_spans AS o ON o.deal_id = d.deal_id
        AND (o.from_at IS NULL OR o.from_at <= d.created_at) AND (o.to_at IS NULL OR d.created_at < o.to_at)
    WHERE d.created_day IS NOT NULL AND {{which}} AND {{scope}}
"""  # noqa: S608 - put together from constants, values are bound
_WON = "d.outcome = 'won' AND d.closed_day IS NOT NULL"

_LEFT_OUT = f"""
SELECT t.reason, COUNT(*) AS n FROM (
    SELECT '{{reason}}' AS reason
    FROM deal_state AS d JOIN {_BOUGHT} AS b ON b.deal_id = d.deal_id WHERE {{undated}} AND {{scope}}
    UNION ALL
    SELECT 'не засчитаны никому сделки без ответственного' AS reason FROM ({{counted}}) AS f WHERE f.owner IS NULL
) AS t GROUP BY t.reason
"""  # noqa: S608 - put together from constants, values are bound


def _missing(norm: ProductMinimum, setting: Setting) -> tuple[Missing, ...]:
    found = list(lacking(setting, "deals", "deal_id", "owner"))
    rows = setting.has("deal_products", "deal_id", "product")
    if not rows and not setting.has("deals", "product"):
        need = Missing("deal_products", ("deal_id", "product"), HOW["deal_products"])
        found.append(either(*lacking(setting, "deals", "product"), need))
    found += lacking(setting, "deals", "created_at")
    if norm.count == "won":
        if not setting.has("deals", "stage") and not setting.has("stage_changes", "stage", "entered_at"):
            found += lacking(setting, "deals", "outcome")
        found += lacking_closing(setting)
    return (*found, *missing_for_scope(norm, setting))


def _ask(norm: ProductMinimum, setting: Setting) -> Question:
    scope = deals_in_scope(norm, setting, owner=None)
    of_any_amount = deals_in_scope(norm, setting, owner=None, any_amount=True)
    names = names_to_judge(norm, setting, "held")
    if norm.count == "created":
        day, which, undated = "d.created_day", "TRUE", "d.created_day IS NULL"
        reason = "не засчитаны никому сделки без даты создания"
    else:
        day, which = "d.closed_day", _WON
        undated = "d.outcome = 'won' AND (d.created_day IS NULL OR d.is_closing_unknown)"
        reason = "не засчитаны никому выигранные сделки без даты создания или закрытия"
    of_month = _COUNTED.format(day=day, which=which, scope=scope.sql)
    return Question(
        _SQL.format(scope=scope.sql, names=names.sql, counted=of_month),
        together(
            _LEFT_OUT.format(scope=scope.sql, undated=undated, reason=reason, counted=of_month),
            without_rate(norm, of_any_amount.sql),
        ),
        {
            **scope.parameters,
            **names.parameters,
            "wanted": norm.product.strip().lower(),
            "min_days": norm.min_days if norm.min_days is not None else MIN_DAYS,
        },
        owner_decides=True,
    )


def _detail(norm: ProductMinimum, row: Row, _setting: Setting) -> str:
    made = ("создана", "создано") if norm.count == "created" else ("выиграна", "выиграно")
    total = int(row["actual"])
    verb = made[0] if total % 10 == 1 and total % 100 != 11 else made[1]  # noqa: PLR2004 - 11 is plural
    deals = counted(total, "сделка", "сделки", "сделок")
    return (
        f"за месяц {verb} {deals} с продуктом «{norm.product}» при норме не менее {format_number(row['limit_value'])}"
    )


RULE = Rule(
    "product_minimum",
    _missing,
    _ask,
    _detail,
    "нет оконченных месяцев, за которые можно судить сотрудников",
    reads={"deal_products": ("deal_id", "product")},
)
