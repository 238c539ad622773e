"""task_done: tasks are done by their due time (norms.md §2).

Settled here: a due without a time of day ends with the last second of its day, so a task done at midnight is late; an
undone one is then late by whole days, whatever the unit of the limit. Without a limit no lateness is allowed. A
repeated task number is judged once; ``--from`` sets aside tasks done before it.
"""

from __future__ import annotations

from audit.database import Row
from audit.prepare.setting import Setting
from audit.rules.attached import Linked
from audit.rules.base import Question, Rule, in_force, limit_words
from audit.rules.duration import duration_words
from audit.rules.obtain import lacking
from audit.rules.scope import together
from handbook.norms.quantity import Unit
from handbook.norms.task_done import TaskDone
from handbook.result import Missing
from handbook.russian.numbers import counted

TASKS = Linked("tasks", "employee", "t", {"tasks": ("deal_id",)}, {"segments": "k.segment"})

#: Tasks that were given before the day of the audit, with their deals and clients.
_GIVEN = """
(
    SELECT x.*, ROW_NUMBER() OVER (PARTITION BY x.task_id ORDER BY x.source_file, x.source_row) AS copy
    FROM tasks AS x
) AS t
LEFT JOIN deal_state AS d ON d.deal_id = t.deal_id
LEFT JOIN deal_rows AS g ON g.deal_id = t.deal_id AND g.is_first
LEFT JOIN (SELECT client_id, MIN(segment) AS segment FROM clients GROUP BY client_id) AS k
    ON k.client_id = coalesce(t.client_id, g.client_id)
WHERE (t.created_at < CAST($as_of AS TIMESTAMP) OR t.created_at IS NULL)
    AND (t.due_at < CAST($as_of AS TIMESTAMP) OR t.due_at IS NULL)
"""

_SQL = f"""
WITH due AS (
    SELECT t.task_id, t.employee, t.due_at, CAST(t.due_at AS DATE) AS due_day, t.source_file, t.source_row,
        t.due_at = CAST(CAST(t.due_at AS DATE) AS TIMESTAMP) AS is_whole_day,
        CASE WHEN t.done_at < CAST($as_of AS TIMESTAMP) THEN t.done_at END AS finished_at
    FROM {_GIVEN} AND t.due_at IS NOT NULL AND coalesce(trim(t.task_id), '') <> '' AND t.copy = 1 AND {{scope}}
),
delayed AS (
    SELECT u.task_id, u.employee, u.due_day, u.source_file, u.source_row, u.is_whole_day, u.finished_at,
        date_diff('day', u.due_day, coalesce(CAST(u.finished_at AS DATE), $as_of)) AS days_late,
        date_diff('second', u.due_at, coalesce(u.finished_at, CAST($as_of AS TIMESTAMP))) AS seconds_late
    FROM due AS u
    WHERE $judged_from IS NULL OR u.finished_at IS NULL OR CAST(u.finished_at AS DATE) >= $judged_from
),
measured AS (
    SELECT l.task_id, l.employee, l.due_day, l.source_file, l.source_row, l.is_whole_day, l.finished_at,
        l.days_late, l.seconds_late, e.edition, coalesce(e.max_value, 0) AS allowed, coalesce(e.max_unit, 'd') AS unit,
        CASE WHEN e.max_unit = 'h' THEN 3600 WHEN e.max_unit = 'min' THEN 60 ELSE 86400 END AS unit_seconds,
        CASE WHEN NOT l.is_whole_day THEN l.seconds_late
            WHEN l.finished_at IS NULL THEN l.days_late * 86400
            ELSE l.seconds_late - 86399 END AS overdue,
        CASE WHEN l.is_whole_day THEN l.days_late * 86400 ELSE l.seconds_late END AS told_seconds
    FROM delayed AS l
    {in_force("l.due_day")}
)
SELECT m.task_id AS object_id, CAST(NULL AS VARCHAR) AS object_title, m.task_id AS key, m.employee AS owner,
    CAST(m.due_day AS VARCHAR) AS moment, CAST(m.told_seconds AS DOUBLE) / m.unit_seconds AS actual,
    m.allowed AS limit_value, m.unit, m.edition, CAST(NULL AS DECIMAL(38,4)) AS money, m.source_file, m.source_row,
    m.overdue > CAST(m.allowed AS DECIMAL(38,4)) * m.unit_seconds AS is_violation,
    m.finished_at IS NULL AS is_standing, m.finished_at, m.is_whole_day, m.days_late, m.seconds_late
FROM measured AS m
"""  # noqa: S608 - put together from constants, values are bound

_LEFT_OUT = f"""
SELECT n.reason, COUNT(*) AS n FROM (
    SELECT CASE WHEN coalesce(trim(t.task_id), '') = '' THEN 'не судились задачи без номера'
        WHEN t.copy > 1 THEN 'не судились повторы задач с тем же номером'
        WHEN t.due_at IS NULL THEN 'не судились задачи без срока' END AS reason
    FROM {_GIVEN} AND {{scope}}
) AS n WHERE n.reason IS NOT NULL GROUP BY n.reason
"""  # noqa: S608 - put together from constants, values are bound


def _missing(norm: TaskDone, setting: Setting) -> tuple[Missing, ...]:
    return (*lacking(setting, "tasks", "task_id", "due_at", "done_at"), *TASKS.missing(norm, setting))


def _ask(norm: TaskDone, setting: Setting) -> Question:
    scope = TASKS.condition(norm, setting)
    return Question(
        _SQL.format(scope=scope.sql),
        together(_LEFT_OUT.format(scope=scope.sql), TASKS.without_rate(norm, setting, _GIVEN)),
        scope.parameters,
    )


def _detail(_norm: TaskDone, row: Row, _setting: Setting) -> str:
    if row["is_whole_day"]:
        late = counted(row["days_late"], "день", "дня", "дней")
    else:
        late = duration_words(row["seconds_late"], Unit(row["unit"]))
    words = f"завершена на {late} позже срока" if row["finished_at"] else f"не завершена, опоздание {late}"
    return f"{words} при норме не более {limit_words(row)}" if row["limit_value"] else words


RULE = Rule(
    "task_done",
    _missing,
    _ask,
    _detail,
    "в выгрузке нет задач, к которым относится норма и срок которых наступил",
    reads={
        "tasks": (
            "task_id",
            "deal_id",
            "client_id",
            "employee",
            "created_at",
            "due_at",
            "done_at",
            "source_file",
            "source_row",
        ),
        "clients": ("client_id", "segment"),
    },
)
