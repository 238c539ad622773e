"""entry_delay: working time from the beginning of an activity to its record in the CRM (norms.md §2).

Settled here: of the canonical tables only activities have both times; a repeated activity number is judged once;
``--from`` sets aside activities recorded before it. There may be tens of millions of rows, so limits come with the
day by one equality join, and only those in breach are given words.
"""

from __future__ import annotations

from audit.database import Row
from audit.prepare import activity_repeats
from audit.prepare.setting import Setting
from audit.rules.activity_rate import ACTIVITIES, LINKS
from audit.rules.base import Question, Rule, limit_words, worked
from audit.rules.duration import duration_words
from audit.rules.obtain import lacking
from audit.rules.scope import together
from handbook.norms.entry_delay import EntryDelay
from handbook.norms.quantity import Unit
from handbook.result import Missing

#: Activities of people that began before the day of the audit, once each.
_HUMAN = f"""
{activity_repeats.ONCE} AS a
{{deals}}
WHERE a.is_human IS NOT FALSE
"""

_SQL = f"""
WITH ruled AS (
    SELECT c.day, c.seconds_before, c.start1, c.end1, c.start2, c.end2, e.edition, e.max_value, e.max_unit,
        CASE WHEN e.max_unit = 'wmin' THEN 60 ELSE 3600 END AS unit_seconds,
        CAST(floor(CAST(e.max_value AS DECIMAL(38,4)) * CASE WHEN e.max_unit = 'wmin' THEN 60 ELSE 3600 END) AS BIGINT)
            AS limit_seconds
    FROM {{days}} AS c JOIN editions AS e ON e.norm_id = $norm AND c.day >= e.since AND c.day < e.until
    WHERE e.max_value IS NOT NULL
),
known AS (
    SELECT a.activity_id, a.employee, a.started_at, a.recorded_at, a.source_file, a.source_row FROM {{human}}
        AND a.activity_id IS NOT NULL AND a.started_at < CAST($as_of AS TIMESTAMP)
        AND a.recorded_at < CAST($as_of AS TIMESTAMP)
        AND ($judged_from IS NULL OR CAST(a.recorded_at AS DATE) >= $judged_from) AND {{scope}}
),
measured AS (
    SELECT k.activity_id, k.employee, k.source_file, k.source_row, b.day, b.edition, b.max_value, b.max_unit,
        b.unit_seconds, b.limit_seconds,
        CASE WHEN z.day IS NULL THEN 0
            ELSE {worked("z", "k.recorded_at")} - {worked("b", "k.started_at")} END AS seconds
    FROM known AS k
    JOIN ruled AS b ON b.day = greatest(CAST(k.started_at AS DATE), $first_day)
    LEFT JOIN {{days}} AS z ON z.day = CASE WHEN date_diff('second', k.started_at, k.recorded_at) > b.limit_seconds
        THEN greatest(CAST(k.recorded_at AS DATE), $first_day) END
),
judged_rows AS (
    SELECT m.activity_id, m.employee, m.source_file, m.source_row, m.day, m.edition, m.max_value, m.max_unit,
        m.unit_seconds, m.seconds, m.seconds > m.limit_seconds AS is_late
    FROM measured AS m
)
SELECT CASE WHEN j.is_late THEN j.activity_id END AS object_id, CAST(NULL AS VARCHAR) AS object_title,
    CASE WHEN j.is_late THEN j.activity_id END AS key, j.employee AS owner,
    CASE WHEN j.is_late THEN CAST(j.day AS VARCHAR) END AS moment,
    CASE WHEN j.is_late THEN CAST(j.seconds AS DOUBLE) / j.unit_seconds END AS actual, j.max_value AS limit_value,
    j.max_unit AS unit, j.edition, CAST(NULL AS DECIMAL(38,4)) AS money,
    CASE WHEN j.is_late THEN j.source_file END AS source_file, CASE WHEN j.is_late THEN j.source_row END AS source_row,
    j.is_late AS is_violation, CAST(NULL AS BOOLEAN) AS is_standing, j.seconds
FROM judged_rows AS j
"""  # noqa: S608 - put together from constants, values are bound

#: An answer names late records only.
_PRESENT = """
SELECT a.activity_id AS key, a.activity_id AS object_id, a.employee AS owner FROM {human}
    AND a.activity_id IS NOT NULL AND a.started_at < CAST($as_of AS TIMESTAMP)
    AND ($judged_from IS NULL OR CAST(a.recorded_at AS DATE) >= $judged_from) AND {scope}
"""

_LEFT_OUT = """
SELECT t.reason, COUNT(*) AS n FROM (
    SELECT CASE WHEN a.started_at IS NULL THEN 'не судились дела без времени начала'
        WHEN a.recorded_at IS NULL OR a.recorded_at >= CAST($as_of AS TIMESTAMP)
            THEN 'не судились дела без времени внесения до даты аудита'
        WHEN a.activity_id IS NULL THEN 'не судились дела без номера' END AS reason
    FROM {human} AND (a.started_at < CAST($as_of AS TIMESTAMP) OR a.started_at IS NULL) AND {scope}
) AS t WHERE t.reason IS NOT NULL GROUP BY t.reason
"""


def _missing(norm: EntryDelay, setting: Setting) -> tuple[Missing, ...]:
    return (
        *lacking(setting, "activities", "activity_id", "started_at", "recorded_at"),
        *ACTIVITIES.missing(norm, setting),
    )


def _ask(norm: EntryDelay, setting: Setting) -> Question:
    scope = ACTIVITIES.condition(norm, setting)
    human = _HUMAN.format(deals=LINKS if ACTIVITIES.is_narrowed(norm) else "")
    return Question(
        _SQL.format(days=setting.calendar_of(norm), human=human, scope=scope.sql),
        together(_LEFT_OUT.format(human=human, scope=scope.sql), ACTIVITIES.without_rate(norm, setting, human)),
        scope.parameters,
        present=_PRESENT.format(human=human, scope=scope.sql),
    )


def _detail(_norm: EntryDelay, row: Row, _setting: Setting) -> str:
    return f"внесено через {duration_words(row['seconds'], Unit(row['unit']))} при норме не более {limit_words(row)}"


RULE = Rule(
    "entry_delay",
    _missing,
    _ask,
    _detail,
    "в выгрузке нет дел с обоими временами, к которым относится норма",
    reads={
        "activities": (
            "activity_id",
            "employee",
            "started_at",
            "recorded_at",
            "is_human",
            "deal_id",
            "client_id",
            "source_file",
            "source_row",
        ),
        "clients": ("client_id", "segment"),
    },
    uses=(activity_repeats.DERIVED,),
    many=True,
)
