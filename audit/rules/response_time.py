"""response_time: working time from the arrival of a lead to the first answer (norms.md §2).

Settled here: the column of the first answer prevails whoever gave it and whatever ``counts`` says; otherwise the
first activity of the lead itself, not of its deal, that began no earlier than the lead arrived; an activity without
direction is no answer; an answer recorded before the arrival came at once. The owner is the lead's. A repeated lead
number is judged once. ``--from`` sets aside leads answered before it. Money at stake is that of the lead's deal.
"""

from __future__ import annotations

from audit.database import Row
from audit.prepare import lead_rows
from audit.prepare.setting import Setting
from audit.rules.attached import Linked
from audit.rules.base import Question, Rule, in_force, limit_words, worked
from audit.rules.duration import duration_words
from audit.rules.obtain import either, lacking
from audit.rules.scope import together
from handbook.norms.quantity import Unit
from handbook.norms.response_time import ResponseTime
from handbook.result import Missing

LEADS = Linked("leads", "owner", "l", {"leads": ("deal_id",)}, {"sources": "l.source", "segments": "l.segment"})

_SQL = f"""
WITH answers AS (
    SELECT l.lead_id, MIN(a.started_at) AS heard_at
    FROM lead_rows AS l JOIN activities AS a ON a.lead_id = l.lead_id AND a.started_at >= l.created_at
    WHERE l.unused IS NULL AND l.first_response_at IS NULL AND a.is_human IS NOT FALSE
        AND a.started_at < CAST($as_of AS TIMESTAMP) AND {{answering}}
    GROUP BY l.lead_id
),
waiting AS (
    SELECT l.lead_id, l.owner, l.created_at, CAST(l.created_at AS DATE) AS created_day, d.money,
        l.source_file, l.source_row,
        CASE WHEN l.first_response_at < l.created_at THEN l.created_at
            ELSE coalesce(l.first_response_at, h.heard_at) END AS answered_at
    FROM lead_rows AS l
    LEFT JOIN deal_state AS d ON d.deal_id = l.deal_id
    LEFT JOIN answers AS h ON h.lead_id = l.lead_id
    WHERE l.unused IS NULL AND l.created_at IS NOT NULL AND {{scope}}
),
lasting AS (
    SELECT w.lead_id, w.owner, w.created_at, w.created_day, w.money, w.source_file, w.source_row, w.answered_at,
        coalesce(w.answered_at, CAST($as_of AS TIMESTAMP)) AS until_at
    FROM waiting AS w
    WHERE $judged_from IS NULL OR w.answered_at IS NULL OR CAST(w.answered_at AS DATE) >= $judged_from
),
measured AS (
    SELECT t.lead_id, t.owner, t.created_day, t.money, t.source_file, t.source_row, t.answered_at, e.edition,
        e.max_value AS limit_value, e.max_unit AS unit,
        CASE WHEN e.max_unit = 'wmin' THEN 60 ELSE 3600 END AS unit_seconds,
        {worked("z", "t.until_at")} - {worked("a", "t.created_at")} AS seconds
    FROM lasting AS t
    {in_force("t.created_day")}
    JOIN {{days}} AS a ON a.day = greatest(t.created_day, $first_day)
    JOIN {{days}} AS z ON z.day = greatest(CAST(t.until_at AS DATE), $first_day)
    WHERE e.max_value IS NOT NULL
)
SELECT m.lead_id AS object_id, CAST(NULL AS VARCHAR) AS object_title, m.lead_id AS key, m.owner,
    CAST(m.created_day AS VARCHAR) AS moment, CAST(m.seconds AS DOUBLE) / m.unit_seconds AS actual,
    m.limit_value, m.unit, m.edition, m.money, m.source_file, m.source_row,
    m.seconds > CAST(m.limit_value AS DECIMAL(38,4)) * m.unit_seconds AS is_violation,
    m.answered_at IS NULL AS is_standing, m.seconds, m.answered_at
FROM measured AS m
"""  # noqa: S608 - put together from constants, values are bound

_ANSWERING = {
    "any": "(a.direction = 'out' OR a.direction = 'in' AND a.result = 'success')",
    "successful": "a.direction IN ('in', 'out') AND a.result = 'success'",
}

_LEFT_OUT = """
SELECT t.reason, COUNT(*) AS n FROM (
    SELECT coalesce(l.unused, CASE WHEN l.created_at IS NULL THEN 'не судились лиды без времени поступления' END)
        AS reason
    FROM lead_rows AS l LEFT JOIN deal_state AS d ON d.deal_id = l.deal_id WHERE {scope}
) AS t WHERE t.reason IS NOT NULL GROUP BY t.reason
"""

_USED = "lead_rows AS l JOIN deal_state AS d ON d.deal_id = l.deal_id WHERE l.unused IS NULL"


def _missing(norm: ResponseTime, setting: Setting) -> tuple[Missing, ...]:
    found = list(lacking(setting, "leads", "lead_id", "created_at"))
    if not setting.has("leads", "first_response_at"):
        activities = lacking(setting, "activities", "lead_id", "started_at", "direction", "result")
        answers = lacking(setting, "leads", "first_response_at") if "leads" in setting.present else ()
        if activities and answers:
            found.append(either(answers[0], *activities))
        elif activities:
            found += activities
    return (*found, *LEADS.missing(norm, setting))


def _ask(norm: ResponseTime, setting: Setting) -> Question:
    scope = LEADS.condition(norm, setting)
    return Question(
        _SQL.format(answering=_ANSWERING[norm.counts], scope=scope.sql, days=setting.calendar_of(norm)),
        together(_LEFT_OUT.format(scope=scope.sql), LEADS.without_rate(norm, setting, _USED)),
        scope.parameters,
    )


def _detail(_norm: ResponseTime, row: Row, _setting: Setting) -> str:
    waited = duration_words(row["seconds"], Unit(row["unit"]))
    words = f"первый ответ через {waited}" if row["answered_at"] else f"без ответа {waited}"
    return f"{words} при норме не более {limit_words(row)}"


RULE = Rule(
    "response_time",
    _missing,
    _ask,
    _detail,
    "в выгрузке нет лидов, к которым относится норма",
    reads={"activities": ("lead_id", "started_at", "direction", "result", "is_human")},
    uses=(lead_rows.DERIVED,),
)
