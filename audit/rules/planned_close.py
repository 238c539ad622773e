"""planned_close: open deals past their planned date, and how often the date was pushed (norms.md §2).

Settled here: a deal is one object, broken when it exceeds either limit; with ``max`` alone open deals that have a
planned date are judged, with ``max_pushes`` every deal in scope. Both limits are those of the day before the audit.
A push compares dates; a change whose dates cannot be read is no push and is counted. A passed date stands until the
deal is closed or planned anew; pushes cannot be taken back.
"""

from __future__ import annotations

from datetime import timedelta

from audit.database import Row
from audit.prepare.setting import Setting
from audit.rules.base import Question, Rule, in_force, limit_words
from audit.rules.obtain import lacking
from audit.rules.scope import deals_in_scope, missing_for_scope, together, without_rate
from handbook.norms.planned_close import PlannedClose
from handbook.result import Missing
from handbook.russian.dates import date_short
from handbook.russian.numbers import counted, format_number

_CHANGES = """
    SELECT f.id AS deal_id, nullif(trim(f."old"), '') AS old_text, nullif(trim(f."new"), '') AS new_text,
        CAST(TRY_CAST(f."old" AS TIMESTAMP) AS DATE) AS old_day, CAST(TRY_CAST(f."new" AS TIMESTAMP) AS DATE) AS new_day
    FROM field_changes AS f
    WHERE f.field = 'planned_close' AND lower(coalesce(f."object", 'deal')) IN ('deal', 'deals')
        AND f."at" < CAST($as_of AS TIMESTAMP)
"""

_SQL = f"""
WITH pushed AS (
    SELECT c.deal_id, CAST(COUNT(*) AS BIGINT) AS pushes FROM ({_CHANGES}) AS c
    WHERE c.new_day > c.old_day GROUP BY c.deal_id
),
measured AS (
    SELECT d.deal_id, d.title, d.owner, d.money, d.planned_close, d.created_day, d.source_file, d.source_row, e.edition,
        CASE WHEN d.outcome = 'open' AND d.planned_close IS NOT NULL THEN e.max_value END AS max_value, e.max_unit,
        date_diff('day', d.planned_close, CAST($as_of AS DATE)) AS overdue, coalesce(p.pushes, 0) AS pushes
    FROM deal_state AS d
    {in_force("CAST($last_day AS DATE)")}
    LEFT JOIN pushed AS p ON p.deal_id = d.deal_id
    WHERE NOT d.is_before_start AND {{scope}}
),
judged AS (
    SELECT m.*, coalesce(m.overdue > m.max_value, FALSE) AS is_overdue,
        coalesce(m.pushes > CAST($max_pushes AS BIGINT), FALSE) AS is_pushed
    FROM measured AS m WHERE m.max_value IS NOT NULL OR $max_pushes IS NOT NULL
)
SELECT j.deal_id AS object_id, j.title AS object_title, j.deal_id AS key, j.owner,
    coalesce(CAST(j.planned_close AS VARCHAR), CAST(j.created_day AS VARCHAR), '') AS moment,
    CASE WHEN j.is_overdue THEN j.overdue WHEN j.is_pushed OR j.max_value IS NULL THEN j.pushes ELSE j.overdue END
        AS actual,
    CASE WHEN j.is_overdue THEN j.max_value WHEN j.is_pushed OR j.max_value IS NULL
        THEN CAST($max_pushes AS DECIMAL(18,4)) ELSE j.max_value END AS limit_value,
    CASE WHEN j.is_overdue THEN j.max_unit WHEN j.is_pushed OR j.max_value IS NULL THEN '' ELSE j.max_unit END AS unit,
    j.edition, j.money, j.source_file, j.source_row, j.is_overdue OR j.is_pushed AS is_violation,
    CASE WHEN j.is_overdue THEN TRUE END AS is_standing, j.is_overdue,
    j.is_pushed, j.planned_close, j.overdue, j.pushes
FROM judged AS j
"""  # noqa: S608 - put together from constants, values are bound

#: A deal that was closed since is no more overdue, though it is not judged any more.
_PRESENT = """
SELECT d.deal_id AS key, d.deal_id AS object_id, d.owner FROM deal_state AS d WHERE NOT d.is_before_start AND {scope}
"""

_UNDATED = """
SELECT 'не судились открытые сделки без плановой даты' AS reason, COUNT(*) AS n FROM deal_state AS d
WHERE NOT d.is_before_start AND d.outcome = 'open' AND d.planned_close IS NULL AND {scope}
"""

_UNREAD = f"""
SELECT 'не засчитаны переносы, даты которых не прочитать' AS reason, COUNT(*) AS n
FROM ({_CHANGES}) AS c JOIN deal_state AS d ON d.deal_id = c.deal_id
WHERE NOT d.is_before_start AND c.old_text IS NOT NULL AND c.new_text IS NOT NULL
    AND (c.old_day IS NULL OR c.new_day IS NULL) AND {{scope}}
"""  # noqa: S608 - put together from constants, values are bound


def _limits_days(norm: PlannedClose, setting: Setting) -> bool:
    """Whether the edition of the day before the audit limits the days past the planned date."""
    edition = norm.edition_on(setting.as_of - timedelta(days=1))
    return edition is not None and edition.max is not None


def _missing(norm: PlannedClose, setting: Setting) -> tuple[Missing, ...]:
    found = list(lacking(setting, "deals", "deal_id"))
    if _limits_days(norm, setting):
        found += lacking(setting, "deals", "planned_close")
        told = any(setting.has("deals", column) for column in ("outcome", "stage", "closed_at"))
        if not told and not setting.has("stage_changes", "stage", "entered_at"):
            found += lacking(setting, "deals", "outcome")
    if norm.max_pushes is not None:
        found += lacking(setting, "field_changes", "id", "field", "old", "new", "at")
    return (*found, *missing_for_scope(norm, setting))


def _ask(norm: PlannedClose, setting: Setting) -> Question:
    scope = deals_in_scope(norm, setting)
    of_any_amount = deals_in_scope(norm, setting, any_amount=True)
    return Question(
        _SQL.format(scope=scope.sql),
        together(
            _UNDATED.format(scope=scope.sql) if _limits_days(norm, setting) else None,
            _UNREAD.format(scope=scope.sql) if norm.max_pushes is not None else None,
            without_rate(norm, f"NOT d.is_before_start AND {of_any_amount.sql}"),
        ),
        {**scope.parameters, "max_pushes": norm.max_pushes},
        owner_decides=bool(norm.scope.roles or norm.scope.positions or norm.scope.employees),
        present=_PRESENT.format(scope=scope.sql),
    )


def _detail(norm: PlannedClose, row: Row, _setting: Setting) -> str:
    said = []
    if row["is_overdue"]:
        days = counted(int(row["overdue"]), "день", "дня", "дней")
        planned = date_short(row["planned_close"])
        said.append(f"плановая дата {planned} прошла {days} назад при норме не более {limit_words(row)}")
    if row["is_pushed"] and norm.max_pushes is not None:
        pushes = counted(int(row["pushes"]), "раз", "раза", "раз")
        allowed = format_number(norm.max_pushes)
        said.append(f"плановую дату перенесли на более позднюю {pushes} при норме не более {allowed}")
    return "; ".join(said)


RULE = Rule(
    "planned_close",
    _missing,
    _ask,
    _detail,
    "нет сделок, к которым относится норма",
    reads={"field_changes": ("object", "id", "field", "old", "new", "at")},
)
