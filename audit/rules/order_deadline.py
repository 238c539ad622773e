"""order_deadline: orders delivered later than they were due (norms.md §2).

Settled here: dates are compared, hours do not matter; the owner is the order's own, else who owned its deal when it was
due; money at stake is the order's, at the rate of the day before the audit.
"""

from __future__ import annotations

from audit.database import Row
from audit.prepare import orders
from audit.prepare.setting import Setting
from audit.rules.base import Question, Rule, in_force, limit_words
from audit.rules.linked import missing_for_linked
from audit.rules.obtain import lacking
from audit.rules.scope import deals_in_scope, together, without_rate
from handbook.norms.order_deadline import OrderDeadline
from handbook.result import Missing
from handbook.russian.dates import date_short
from handbook.russian.numbers import counted

_IS_JUDGED = "NOT coalesce(d.delivered_day < CAST($judged_from AS DATE), FALSE)"

_SQL = """
WITH late AS (
    SELECT d.*, date_diff('day', d.due_day, coalesce(d.delivered_day, CAST($as_of AS DATE))) AS days_late
    FROM order_rows AS d
    WHERE d.order_id IS NOT NULL AND d.due_day < CAST($as_of AS DATE) AND {is_judged} AND {scope}
)
SELECT o.order_id AS object_id, o.client_name AS object_title, o.order_id AS key, o.due_owner AS owner,
    CAST(o.due_day AS VARCHAR) AS moment, o.days_late AS actual, e.max_value AS limit_value, e.max_unit AS unit,
    e.edition, o.order_money AS money, o.source_file, o.source_row, o.days_late > e.max_value AS is_violation,
    o.delivered_day IS NULL AS is_standing, o.delivered_day
FROM late AS o
{in_force}
WHERE e.max_value IS NOT NULL
"""

_LEFT_OUT = """
SELECT t.reason, CAST(SUM(t.n) AS BIGINT) AS n FROM (
    SELECT CASE WHEN d.order_id IS NULL THEN 'не судились заказы без номера'
        WHEN d.due_day IS NULL THEN 'не судились заказы без срока' END AS reason, 1 AS n
    FROM order_rows AS d WHERE {is_judged} AND {scope}
    UNION ALL
    SELECT 'не учтены повторные строки заказов' AS reason, d.copies - 1 AS n
    FROM order_rows AS d WHERE d.order_id IS NOT NULL AND d.copies > 1 AND {is_judged} AND {scope}
) AS t WHERE t.reason IS NOT NULL GROUP BY t.reason
"""

_IS_LINKED = "d.deal_id IN (SELECT b.deal_id FROM order_rows AS b)"


def _missing(norm: OrderDeadline, setting: Setting) -> tuple[Missing, ...]:
    return (
        *lacking(setting, "orders", "order_id", "due_at", "delivered_at"),
        *missing_for_linked(norm, setting, "orders"),
    )


def _ask(norm: OrderDeadline, setting: Setting) -> Question:
    scope = deals_in_scope(norm, setting, owner="d.due_owner")
    of_any_amount = deals_in_scope(norm, setting, owner=None, any_amount=True)
    return Question(
        _SQL.format(scope=scope.sql, in_force=in_force("o.due_day"), is_judged=_IS_JUDGED),
        together(
            _LEFT_OUT.format(scope=scope.sql, is_judged=_IS_JUDGED),
            without_rate(norm, f"{_IS_LINKED} AND {of_any_amount.sql}"),
        ),
        scope.parameters,
        owner_decides=bool(norm.scope.roles or norm.scope.positions or norm.scope.employees)
        and not setting.has("orders", "owner"),
    )


def _detail(_norm: OrderDeadline, row: Row, _setting: Setting) -> str:
    days = counted(int(row["actual"]), "день", "дня", "дней")
    done = row["delivered_day"]
    state = f"исполнен {date_short(done)}" if done else "заказ ещё не исполнен"
    return f"позже срока на {days} при норме не более {limit_words(row)}: {state}"


RULE = Rule(
    "order_deadline",
    _missing,
    _ask,
    _detail,
    "в выгрузке нет заказов со сроком раньше даты аудита, к которым относится норма",
    uses=(orders.DERIVED,),
)
