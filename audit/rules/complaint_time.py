"""complaint_time: working time to the answer to a complaint (norms.md §2).

Settled here: besides working hours a limit may be in working days, counted after the day received up to and including
the day of the answer; an answer recorded before the complaint came at once; the deal is that of the order complained
of, the segment that of the complaining client, else of the deal's; a repeated complaint number is judged once;
``--from`` sets aside complaints answered before it.
"""

from __future__ import annotations

from audit.database import Row
from audit.prepare.setting import Setting
from audit.rules.attached import Linked
from audit.rules.base import Question, Rule, in_force, limit_words, worked
from audit.rules.duration import duration_words
from audit.rules.obtain import lacking
from audit.rules.scope import together
from handbook.norms.complaint_time import ComplaintTime
from handbook.norms.quantity import Unit
from handbook.result import Missing
from handbook.russian.numbers import counted

COMPLAINTS = Linked(
    "complaints",
    "owner",
    "q",
    {"complaints": ("order_id",), "orders": ("order_id", "deal_id")},
    {"segments": "k.segment"},
)

#: Complaints received before the day of the audit, with their clients and the deals of their orders.
_RECEIVED = """
(
    SELECT c.*, ROW_NUMBER() OVER (PARTITION BY c.complaint_id ORDER BY c.source_file, c.source_row) AS copy
    FROM complaints AS c
) AS q
LEFT JOIN (SELECT order_id, MIN(deal_id) AS deal_id FROM orders GROUP BY order_id) AS o ON o.order_id = q.order_id
LEFT JOIN deal_state AS d ON d.deal_id = o.deal_id
LEFT JOIN deal_rows AS g ON g.deal_id = o.deal_id AND g.is_first
LEFT JOIN (SELECT client_id, MIN(segment) AS segment FROM clients GROUP BY client_id) AS k
    ON k.client_id = coalesce(q.client_id, g.client_id)
WHERE (q.received_at < CAST($as_of AS TIMESTAMP) OR q.received_at IS NULL)
"""

_SQL = f"""
WITH received AS (
    SELECT q.complaint_id, q.owner, q.received_at, CAST(q.received_at AS DATE) AS received_day, d.money,
        q.source_file, q.source_row,
        CASE WHEN q.answered_at >= CAST($as_of AS TIMESTAMP) THEN CAST(NULL AS TIMESTAMP)
            WHEN q.answered_at < q.received_at THEN q.received_at ELSE q.answered_at END AS told_at
    FROM {_RECEIVED} AND q.received_at IS NOT NULL AND coalesce(trim(q.complaint_id), '') <> '' AND q.copy = 1
        AND {{scope}}
),
lasting AS (
    SELECT r.complaint_id, r.owner, r.received_at, r.received_day, r.money, r.source_file, r.source_row, r.told_at,
        coalesce(r.told_at, CAST($as_of AS TIMESTAMP)) AS until_at
    FROM received AS r
    WHERE $judged_from IS NULL OR r.told_at IS NULL OR CAST(r.told_at AS DATE) >= $judged_from
),
measured AS (
    SELECT t.complaint_id, t.owner, t.received_day, t.money, t.source_file, t.source_row, t.told_at, e.edition,
        e.max_value, e.max_unit, z.working_days - a.working_days AS days_gone,
        {worked("z", "t.until_at")} - {worked("a", "t.received_at")} AS seconds
    FROM lasting AS t
    {in_force("t.received_day")}
    JOIN {{days}} AS a ON a.day = greatest(t.received_day, $first_day)
    JOIN {{days}} AS z ON z.day = greatest(CAST(t.until_at AS DATE), $first_day)
    WHERE e.max_value IS NOT NULL
)
SELECT m.complaint_id AS object_id, CAST(NULL AS VARCHAR) AS object_title, m.complaint_id AS key, m.owner,
    CAST(m.received_day AS VARCHAR) AS moment,
    CASE WHEN m.max_unit = 'wd' THEN CAST(m.days_gone AS DOUBLE) ELSE CAST(m.seconds AS DOUBLE) / 3600 END AS actual,
    m.max_value AS limit_value, m.max_unit AS unit, m.edition, m.money, m.source_file, m.source_row,
    CASE WHEN m.max_unit = 'wd' THEN m.days_gone > m.max_value
        ELSE m.seconds > CAST(m.max_value AS DECIMAL(38,4)) * 3600 END AS is_violation,
    m.told_at IS NULL AS is_standing, m.seconds, m.days_gone, m.told_at
FROM measured AS m
"""  # noqa: S608 - put together from constants, values are bound

_LEFT_OUT = f"""
SELECT t.reason, COUNT(*) AS n FROM (
    SELECT CASE WHEN coalesce(trim(q.complaint_id), '') = '' THEN 'не судились претензии без номера'
        WHEN q.copy > 1 THEN 'не судились повторы претензий с тем же номером'
        WHEN q.received_at IS NULL THEN 'не судились претензии без времени получения' END AS reason
    FROM {_RECEIVED} AND {{scope}}
) AS t WHERE t.reason IS NOT NULL GROUP BY t.reason
"""  # noqa: S608 - put together from constants, values are bound


def _missing(norm: ComplaintTime, setting: Setting) -> tuple[Missing, ...]:
    return (
        *lacking(setting, "complaints", "complaint_id", "received_at", "answered_at"),
        *COMPLAINTS.missing(norm, setting),
    )


def _ask(norm: ComplaintTime, setting: Setting) -> Question:
    scope = COMPLAINTS.condition(norm, setting)
    return Question(
        _SQL.format(scope=scope.sql, days=setting.calendar_of(norm)),
        together(_LEFT_OUT.format(scope=scope.sql), COMPLAINTS.without_rate(norm, setting, _RECEIVED)),
        scope.parameters,
    )


def _detail(_norm: ComplaintTime, row: Row, _setting: Setting) -> str:
    unit = Unit(row["unit"])
    if unit is Unit.WORKING_DAY:
        spent = counted(row["days_gone"], "рабочий день", "рабочих дня", "рабочих дней")
    else:
        spent = duration_words(row["seconds"], unit)
    words = f"ответ через {spent}" if row["told_at"] else f"без ответа {spent}"
    return f"{words} при норме не более {limit_words(row)}"


RULE = Rule(
    "complaint_time",
    _missing,
    _ask,
    _detail,
    "в выгрузке нет претензий, к которым относится норма",
    reads={
        "complaints": (
            "complaint_id",
            "client_id",
            "order_id",
            "owner",
            "received_at",
            "answered_at",
            "source_file",
            "source_row",
        ),
        "orders": ("order_id", "deal_id"),
        "clients": ("client_id", "segment"),
    },
)
