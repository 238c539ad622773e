"""conversion: the share of deals that reach one stage after another, by owner and period (norms.md §2).

Settled here: stages are matched by name in any pipeline, the scope's pipelines are those of the deal on the day of the
audit; deals set aside by ``--from`` still count, since a period is judged whole.
"""

from __future__ import annotations

from math import sqrt

from audit.database import Row
from audit.prepare.setting import Setting
from audit.rules.base import Question, Rule
from audit.rules.obtain import lacking
from audit.rules.scope import (
    Condition,
    among,
    deals_in_scope,
    missing_for_scope,
    people_in_scope,
    together,
    without_rate,
)
from handbook.norms.conversion import Conversion
from handbook.result import Missing
from handbook.russian.numbers import counted, format_number

#: Two-sided 95 % of the normal distribution.
_Z = 1.959963984540054

_SQL = """
WITH entered AS (
    SELECT v.deal_id, v.entered_at, v.owner, ROW_NUMBER() OVER (PARTITION BY v.deal_id ORDER BY v.place) AS turn
    FROM visits AS v WHERE v.recorded AND v.stage = $from_stage
),
arrived AS (
    SELECT v.deal_id, MAX(v.entered_at) AS last_at
    FROM visits AS v WHERE v.recorded AND v.stage = $to_stage GROUP BY v.deal_id
),
followed AS (
    SELECT d.deal_id, {owner} AS owner, {day} AS day, {hit} AS is_hit
    FROM deal_state AS d
    JOIN entered AS n ON n.deal_id = d.deal_id AND n.turn = 1
    LEFT JOIN arrived AS r ON r.deal_id = d.deal_id
    WHERE {day} IS NOT NULL AND {scope}
),
shares AS (
    SELECT w.owner, c.{per} AS first_day, c.{per}_end AS end_day, c.{per}_key AS period,
        CAST(COUNT(*) AS BIGINT) AS reached,
        CAST(SUM(CASE WHEN w.is_hit THEN 1 ELSE 0 END) AS BIGINT) AS hits
    FROM followed AS w JOIN days AS c ON c.day = w.day
    WHERE w.owner IS NOT NULL AND {people}
    GROUP BY w.owner, c.{per}, c.{per}_end, c.{per}_key
)
SELECT s.owner AS object_id, CAST(NULL AS VARCHAR) AS object_title, s.owner || '|' || s.period AS key, s.owner,
    s.period AS moment, CAST(s.hits AS DOUBLE) * 100 / s.reached AS actual, e.min_value AS limit_value, '%' AS unit,
    e.edition, CAST(NULL AS DECIMAL(38,4)) AS money, CAST(NULL AS VARCHAR) AS source_file,
    CAST(NULL AS INTEGER) AS source_row, s.hits * 100 < e.min_value * s.reached AS is_violation,
    CAST(NULL AS BOOLEAN) AS is_standing, s.hits, s.reached
FROM shares AS s
JOIN editions AS e ON e.norm_id = $norm AND s.first_day >= e.since AND s.first_day < e.until
LEFT JOIN people AS p ON p.name = s.owner
WHERE e.min_value IS NOT NULL AND s.reached >= $min_count AND s.end_day <= $as_of AND s.end_day > $start
    AND (p.name IS NULL OR p.hired < s.end_day AND p.dismissed >= s.first_day)
"""

_LEFT_OUT = """
SELECT t.reason, COUNT(*) AS n FROM (
    SELECT CASE WHEN NOT d.is_recorded THEN 'не судились сделки без истории стадий'
        WHEN d.owner IS NULL THEN 'не засчитаны никому сделки без ответственного' END AS reason
    FROM deal_state AS d WHERE {scope}
) AS t WHERE t.reason IS NOT NULL GROUP BY t.reason
"""

_STARTED = """
EXISTS (SELECT 1 FROM visits AS v WHERE v.deal_id = d.deal_id AND v.recorded AND v.stage = $from_stage) AND {scope}
"""

_CLOSED = {"owner": "d.owner", "day": "d.closed_day", "hit": "d.stage = $to_stage"}
_COHORT = {"owner": "n.owner", "day": "CAST(n.entered_at AS DATE)", "hit": "coalesce(r.last_at >= n.entered_at, FALSE)"}


def wilson(hits: int, total: int) -> tuple[float, float]:
    """The 95 % Wilson interval of a share, in per cent."""
    share, square = hits / total, _Z * _Z
    middle = share + square / (2 * total)
    spread = _Z * sqrt(share * (1 - share) / total + square / (4 * total * total))
    below = 1 + square / total
    return max(0.0, 100 * (middle - spread) / below), min(100.0, 100 * (middle + spread) / below)


def _missing(norm: Conversion, setting: Setting) -> tuple[Missing, ...]:
    return (
        *lacking(setting, "deals", "deal_id", "owner"),
        *lacking(setting, "stage_changes", "deal_id", "stage", "entered_at"),
        *missing_for_scope(norm, setting),
    )


def _ask(norm: Conversion, setting: Setting) -> Question:
    scope = deals_in_scope(norm, setting, owner=None)
    of_any_amount = deals_in_scope(norm, setting, owner=None, any_amount=True)
    people, names = Condition(), people_in_scope(norm, setting)
    if names is not None:
        among(people, "w.owner", names)
    basis = _CLOSED if norm.basis == "closed" else _COHORT
    return Question(
        _SQL.format(**basis, per=norm.per, scope=scope.sql, people=people.sql),
        together(_LEFT_OUT.format(scope=scope.sql), without_rate(norm, _STARTED.format(scope=of_any_amount.sql))),
        {
            **scope.parameters,
            **people.parameters,
            "from_stage": norm.start,
            "to_stage": norm.to,
            "min_count": norm.min_count,
        },
        owner_decides=True,
    )


def _detail(norm: Conversion, row: Row, _setting: Setting) -> str:
    low, high = wilson(row["hits"], row["reached"])
    total = counted(row["reached"], "сделки", "сделок", "сделок")
    text = (
        f"{row['hits']} из {total} дошли от «{norm.start}» до «{norm.to}»: "
        f"{format_number(row['actual'], 1)}\u00a0% при норме не менее {format_number(row['limit_value'])}\u00a0%; "
        f"95-процентный интервал от {format_number(low, 1)} до {format_number(high, 1)}\u00a0%"
    )
    return f"{text}, статистически не доказано" if high >= float(row["limit_value"]) else text


RULE = Rule(
    "conversion",
    _missing,
    _ask,
    _detail,
    "нет оконченных периодов, в которых достаточно сделок для суждения",
)
