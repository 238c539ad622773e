"""stage_age: how long one visit of a stage lasts (norms.md §2).

Settled here: the owner of a visit is who owned the deal when it entered the stage; the scope's pipelines are those of
the visit, not of the deal today; fractions of a second are dropped. A deal without history is judged by its current
visit when the moment it began is known, otherwise it is left out and counted. The last visit of a deal that was closed
without a final stage ends with the closing.
"""

from __future__ import annotations

from audit.database import Row
from audit.prepare.setting import Setting
from audit.rules.base import Question, Rule, in_force, limit_words, worked
from audit.rules.duration import duration_words
from audit.rules.obtain import HOW, either, lacking
from audit.rules.scope import deals_in_scope, missing_for_scope, together, without_rate
from handbook.norms.quantity import Unit
from handbook.norms.stage_age import StageAge
from handbook.result import Missing

_SQL = f"""
WITH seen AS (
    SELECT s.deal_id, s.stage, s.visit, s.owner, s.entered_at, s.source_file, s.source_row, d.title, d.money, d.outcome,
        CAST(s.entered_at AS DATE) AS entered_day,
        coalesce(s.left_at, CASE WHEN NOT s.is_final AND d.closed_at >= s.entered_at THEN d.closed_at END) AS left_at
    FROM visits AS s JOIN deal_state AS d ON d.deal_id = s.deal_id
    WHERE s.stage = $stage AND NOT d.is_before_start AND {{scope}}
),
lasting AS (SELECT n.*, coalesce(n.left_at, CAST($as_of AS TIMESTAMP)) AS until_at FROM seen AS n),
measured AS (
    SELECT s.*, e.edition, e.max_value AS limit_value, e.max_unit AS unit,
        CAST(e.max_value AS DECIMAL(38,4)) * CASE WHEN e.max_unit = 'd' THEN 86400 ELSE 3600 END AS limit_seconds,
        CASE WHEN e.max_unit = 'wh' THEN {worked("z", "s.until_at")} - {worked("a", "s.entered_at")}
            ELSE date_diff('second', s.entered_at, s.until_at) END AS seconds
    FROM lasting AS s
    {in_force("s.entered_day")}
    JOIN {{days}} AS a ON a.day = greatest(s.entered_day, $first_day)
    JOIN {{days}} AS z ON z.day = greatest(CAST(s.until_at AS DATE), $first_day)
    WHERE e.max_value IS NOT NULL
        AND ($judged_from IS NULL OR s.left_at IS NULL OR CAST(s.left_at AS DATE) >= $judged_from)
)
SELECT m.deal_id AS object_id, m.title AS object_title,
    m.deal_id || '|' || m.stage || '|' || CAST(m.visit AS VARCHAR) AS key, m.owner,
    CAST(m.entered_day AS VARCHAR) AS moment,
    CAST(m.seconds AS DOUBLE) / CASE WHEN m.unit = 'd' THEN 86400 ELSE 3600 END AS actual,
    m.limit_value, m.unit, m.edition, m.money, m.source_file, m.source_row,
    m.seconds > m.limit_seconds AS is_violation,
    m.left_at IS NULL AND m.outcome = 'open' AS is_standing, m.seconds, m.visit, m.left_at
FROM measured AS m
"""  # noqa: S608 - put together from constants, values are bound

_LEFT_OUT = """
SELECT 'не судились сделки без истории стадий и даты входа на стадию' AS reason, COUNT(*) AS n
FROM deal_state AS d
WHERE NOT d.is_before_start AND NOT d.is_recorded AND (d.stage_entered_at IS NULL OR d.stage IS NULL) AND {scope}
"""

_VISITED = """
NOT d.is_before_start
    AND EXISTS (SELECT 1 FROM visits AS s WHERE s.deal_id = d.deal_id AND s.stage = $stage AND {scope})
"""


def _missing(norm: StageAge, setting: Setting) -> tuple[Missing, ...]:
    found = list(lacking(setting, "deals", "deal_id"))
    history = setting.has("stage_changes", "deal_id", "stage", "entered_at")
    if not history and not setting.has("deals", "stage", "stage_entered_at"):
        needed = Missing("stage_changes", ("deal_id", "stage", "entered_at"), HOW["stage_changes"])
        other = lacking(setting, "deals", "stage", "stage_entered_at") if "deals" in setting.present else ()
        found += [either(needed, *other)]
    return (*found, *missing_for_scope(norm, setting))


def _ask(norm: StageAge, setting: Setting) -> Question:
    visit = deals_in_scope(norm, setting, pipeline="s.pipeline", stage="s.stage", owner="s.owner")
    deal = deals_in_scope(norm, setting)
    of_any_amount = deals_in_scope(
        norm, setting, pipeline="s.pipeline", stage="s.stage", owner="s.owner", any_amount=True
    )
    return Question(
        _SQL.format(scope=visit.sql, days=setting.calendar_of(norm)),
        together(_LEFT_OUT.format(scope=deal.sql), without_rate(norm, _VISITED.format(scope=of_any_amount.sql))),
        {**deal.parameters, **visit.parameters, "stage": norm.stage},
        owner_decides=bool(norm.scope.roles or norm.scope.positions or norm.scope.employees),
    )


def _detail(norm: StageAge, row: Row, _setting: Setting) -> str:
    spent = duration_words(row["seconds"], Unit(row["unit"]))
    again = f" (посещение {row['visit']})" if row["visit"] > 1 else ""
    state = "" if row["left_at"] else "; сделка всё ещё на ней"
    return f"{spent} на стадии «{norm.stage}»{again} при норме не более {limit_words(row)}{state}"


RULE = Rule("stage_age", _missing, _ask, _detail, "ни одна сделка, к которой относится норма, не была на этой стадии")
