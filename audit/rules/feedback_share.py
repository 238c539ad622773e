"""feedback_share: how many completed orders brought feedback, by month of delivery (norms.md §2).

Settled here: an order is older than ``after`` when more days than that lie between its delivery and the day of the
audit; feedback counts for the order it names, at any time before the audit; undated feedback proves nothing. The owner
is the order's own, else who owned its deal when it was delivered. Owners are not judged in a month with fewer available
days than ``min_days``; the company always is.
"""

from __future__ import annotations

from audit.database import Row
from audit.prepare import orders
from audit.prepare.setting import Setting
from audit.rules.base import Question, Rule, limit_words
from audit.rules.linked import missing_for_linked
from audit.rules.obtain import lacking
from audit.rules.percent import percent_words
from audit.rules.scope import deals_in_scope, together, without_rate
from handbook.norms.feedback_share import FeedbackShare
from handbook.result import Missing
from handbook.russian.numbers import counted

_MIN_DAYS = 15

_SQL = """
WITH answered AS (
    SELECT DISTINCT f.order_id FROM feedback AS f
    WHERE f.order_id IS NOT NULL AND f.received_at < CAST($as_of AS TIMESTAMP)
),
completed AS (
    SELECT d.order_id, {owner} AS owner, d.delivered_day, CASE WHEN a.order_id IS NULL THEN 0 ELSE 1 END AS hit
    FROM order_rows AS d LEFT JOIN answered AS a ON a.order_id = d.order_id
    WHERE d.order_id IS NOT NULL AND date_diff('day', d.delivered_day, CAST($as_of AS DATE)) > $after AND {scope}
),
shares AS (
    SELECT w.owner, c.month, c.month_end, c.month_key, CAST(COUNT(*) AS BIGINT) AS orders_done,
        CAST(SUM(w.hit) AS BIGINT) AS hits
    FROM completed AS w JOIN days AS c ON c.day = w.delivered_day
    WHERE {holder} IS NOT NULL
    GROUP BY w.owner, c.month, c.month_end, c.month_key
),
work AS (
    SELECT month, CAST(SUM(CASE WHEN is_working THEN 1 ELSE 0 END) AS BIGINT) AS total FROM days GROUP BY month
),
own_work AS (SELECT name, month, CAST(COUNT(*) AS BIGINT) AS total FROM available_days GROUP BY name, month)
SELECT {object} AS object_id, CAST({title} AS VARCHAR) AS object_title, {object} || '|' || s.month_key AS key, s.owner,
    s.month_key AS moment, CAST(s.hits AS DOUBLE) * 100 / CAST(s.orders_done AS DOUBLE) AS actual,
    e.min_value AS limit_value, '%' AS unit, e.edition, CAST(NULL AS DECIMAL(38,4)) AS money,
    CAST(NULL AS VARCHAR) AS source_file, CAST(NULL AS INTEGER) AS source_row,
    s.hits * 100 < e.min_value * s.orders_done AS is_violation, CAST(NULL AS BOOLEAN) AS is_standing,
    s.hits, s.orders_done
FROM shares AS s
JOIN editions AS e ON e.norm_id = $norm AND s.month >= e.since AND s.month < e.until
JOIN work AS w ON w.month = s.month
LEFT JOIN people AS p ON p.name = s.owner
LEFT JOIN own_work AS h ON h.name = s.owner AND h.month = s.month
WHERE e.min_value IS NOT NULL AND s.month_end <= $as_of AND s.month_end > $start AND {available}
"""

_AVAILABLE = """(p.name IS NULL OR p.hired < s.month_end AND p.dismissed >= s.month)
    AND CASE WHEN p.name IS NULL THEN w.total ELSE coalesce(h.total, 0) END >= $min_days"""

_LEFT_OUT = """
SELECT t.reason, CAST(SUM(t.n) AS BIGINT) AS n FROM (
    SELECT CASE WHEN d.order_id IS NULL THEN 'не судились заказы без номера'
        WHEN {nobody} THEN 'не засчитаны никому исполненные заказы без ответственного' END AS reason, 1 AS n
    FROM order_rows AS d
    WHERE date_diff('day', d.delivered_day, CAST($as_of AS DATE)) > $after AND {scope}
    UNION ALL
    SELECT 'не учтены повторные строки заказов' AS reason, d.copies - 1 AS n
    FROM order_rows AS d
    WHERE d.order_id IS NOT NULL AND d.copies > 1
        AND date_diff('day', d.delivered_day, CAST($as_of AS DATE)) > $after AND {scope}
    UNION ALL
    SELECT 'не зачтены отзывы без даты' AS reason, 1 AS n
    FROM feedback AS f JOIN order_rows AS d ON d.order_id = f.order_id
    WHERE f.received_at IS NULL AND {scope}
) AS t WHERE t.reason IS NOT NULL GROUP BY t.reason
"""

_IS_LINKED = "d.deal_id IN (SELECT b.deal_id FROM order_rows AS b)"


def _missing(norm: FeedbackShare, setting: Setting) -> tuple[Missing, ...]:
    return (
        *lacking(setting, "orders", "order_id", "delivered_at"),
        *lacking(setting, "feedback", "order_id", "received_at"),
        *missing_for_linked(norm, setting, "orders", by_owner=norm.per == "owner"),
    )


def _ask(norm: FeedbackShare, setting: Setting) -> Question:
    scope = deals_in_scope(norm, setting, owner="d.delivery_owner")
    of_any_amount = deals_in_scope(norm, setting, owner=None, any_amount=True)
    everyone = deals_in_scope(norm, setting, owner=None)
    by_owner = norm.per == "owner"
    sql = _SQL.format(
        owner="d.delivery_owner" if by_owner else "CAST(NULL AS VARCHAR)",
        holder="w.owner" if by_owner else "w.order_id",
        object="s.owner" if by_owner else "'company'",
        title="NULL" if by_owner else "'Компания'",
        available=_AVAILABLE if by_owner else "TRUE",
        scope=scope.sql,
    )
    return Question(
        sql,
        together(
            _LEFT_OUT.format(
                scope=everyone.sql if by_owner else scope.sql,
                nobody="d.delivery_owner IS NULL" if by_owner else "FALSE",
            ),
            without_rate(norm, f"{_IS_LINKED} AND {of_any_amount.sql}"),
        ),
        {**scope.parameters, "after": norm.after.value, "min_days": norm.min_days or _MIN_DAYS},
        owner_decides=(by_owner or bool(norm.scope.roles or norm.scope.positions or norm.scope.employees))
        and not setting.has("orders", "owner"),
    )


def _detail(norm: FeedbackShare, row: Row, _setting: Setting) -> str:
    done = counted(row["orders_done"], "исполненного заказа", "исполненных заказов", "исполненных заказов")
    share = percent_words(row["actual"], row["limit_value"])
    return (
        f"отзывы есть по {row['hits']} из {done} ({share}) при норме не менее {limit_words(row)}; "
        f"судились заказы старше {norm.after.words}"
    )


RULE = Rule(
    "feedback_share",
    _missing,
    _ask,
    _detail,
    "в выгрузке нет оконченных месяцев с исполненными заказами, с которых прошёл срок сбора отзывов",
    reads={"feedback": ("order_id", "received_at")},
    uses=(orders.DERIVED,),
)
