"""stage_order: deals follow the drawn order of the stages of their funnel (norms.md §2).

Settled here: what is drawn is told by ``audit.prepare.drawn``. A return is drawn when some way leads from the stage
left to the stage entered; no drawing excuses leaving a final stage, only ``allow.back`` does. After a move to another
pipeline only what lies on every way from the stage where the deal landed is required. A stage unknown to the funnel
has no rank: it requires nothing, no move to or from it is a return (save out of a final stage), and it is no drawn
start. A deal that was never in a funnel of the handbook is left out and counted. The population is deals, though one
may have up to three deviations; the scope is that of the deal on the day of the audit.
"""

from __future__ import annotations

from audit.database import Row
from audit.prepare.drawn import FROM_START
from audit.prepare.setting import Setting
from audit.rules.base import Question, Rule, in_force
from audit.rules.obtain import lacking
from audit.rules.scope import deals_in_scope, missing_for_scope, together, without_rate
from handbook.norms.stage_order import StageOrder
from handbook.result import Missing
from handbook.russian.numbers import counted

_SQL = """
WITH seen AS (
    SELECT v.deal_id, v.place, v.pipeline, v.stage, v.rank, v.is_final, v.entered_at, v.source_file, v.source_row,
        v.is_first, v.from_pipeline, v.from_stage, v.from_rank, v.from_final
    FROM recorded_visits AS v
),
landings AS (
    SELECT s.deal_id, s.place, s.stage, LEAD(s.place) OVER (PARTITION BY s.deal_id ORDER BY s.place) AS next_place
    FROM seen AS s WHERE NOT s.is_first AND s.from_pipeline IS DISTINCT FROM s.pipeline
),
routes AS (
    SELECT s.deal_id, s.pipeline, s.stage, s.place, coalesce(l.stage, $from_start) AS origin
    FROM seen AS s
    LEFT JOIN landings AS l ON l.deal_id = s.deal_id AND l.place <= s.place
        AND (l.next_place IS NULL OR s.place < l.next_place)
),
owed AS (
    SELECT w.deal_id, w.pipeline, r.required, MIN(r.required_rank) AS required_rank, MIN(w.place) AS place
    FROM routes AS w
    JOIN drawn_required AS r ON r.pipeline = w.pipeline AND r.origin = w.origin AND r.stage = w.stage
    LEFT JOIN seen AS n ON n.deal_id = w.deal_id AND n.pipeline = w.pipeline AND n.stage = r.required
    WHERE n.deal_id IS NULL{not_skippable}
    GROUP BY w.deal_id, w.pipeline, r.required
),
skips AS (
    SELECT o.deal_id, o.required, o.place,
        ROW_NUMBER() OVER (PARTITION BY o.deal_id ORDER BY o.place, o.required_rank) AS turn,
        CAST(COUNT(*) OVER (PARTITION BY o.deal_id) AS BIGINT) AS times
    FROM owed AS o
),
returns AS (
    SELECT s.deal_id, s.from_stage, s.place, s.from_final,
        ROW_NUMBER() OVER (PARTITION BY s.deal_id ORDER BY s.place) AS turn,
        CAST(COUNT(*) OVER (PARTITION BY s.deal_id) AS BIGINT) AS times
    FROM seen AS s
    LEFT JOIN drawn_paths AS w ON w.pipeline = s.pipeline AND w.stage = s.from_stage AND w.target = s.stage
    WHERE NOT s.is_first AND s.from_pipeline = s.pipeline{not_agreed}
        AND (s.from_final AND NOT s.is_final OR NOT s.from_final AND s.rank < s.from_rank AND w.stage IS NULL)
),
deviations AS (
    SELECT k.deal_id, 'skipped' AS deviation, k.place, k.required AS other, FALSE AS from_final, k.times
    FROM skips AS k WHERE k.turn = 1
    UNION ALL
    SELECT b.deal_id, 'backward' AS deviation, b.place, b.from_stage AS other, b.from_final, b.times
    FROM returns AS b WHERE b.turn = 1
    UNION ALL
    SELECT s.deal_id, 'wrong_start' AS deviation, s.place, CAST(NULL AS VARCHAR) AS other, FALSE AS from_final,
        CAST(1 AS BIGINT) AS times
    FROM seen AS s
    JOIN (SELECT DISTINCT pipeline FROM drawn_starts) AS f ON f.pipeline = s.pipeline
    LEFT JOIN drawn_starts AS a ON a.pipeline = s.pipeline AND a.stage = s.stage
    WHERE s.is_first AND a.stage IS NULL
),
placed AS (
    SELECT x.deal_id, x.deviation, x.other, x.from_final, x.times, s.pipeline, s.stage, s.entered_at, s.source_file,
        s.source_row
    FROM deviations AS x JOIN seen AS s ON s.deal_id = x.deal_id AND s.place = x.place
),
known AS (
    SELECT DISTINCT v.deal_id
    FROM recorded_visits AS v JOIN (SELECT DISTINCT pipeline FROM funnel_stages) AS f ON f.pipeline = v.pipeline
)
SELECT d.deal_id AS object_id, d.title AS object_title, d.deal_id || '|' || coalesce(x.deviation, '') AS key, d.owner,
    coalesce(CAST(CAST(x.entered_at AS DATE) AS VARCHAR), CAST(d.created_day AS VARCHAR), '') AS moment,
    CAST(NULL AS DOUBLE) AS actual, CAST(NULL AS DOUBLE) AS limit_value, '' AS unit, e.edition, d.money,
    coalesce(x.source_file, d.source_file) AS source_file,
    CASE WHEN x.source_file IS NULL THEN d.source_row ELSE x.source_row END AS source_row,
    x.deal_id IS NOT NULL AS is_violation, CAST(NULL AS BOOLEAN) AS is_standing,
    x.deviation, x.pipeline, x.stage, x.other, x.from_final, x.times
FROM deal_state AS d
JOIN known AS k ON k.deal_id = d.deal_id
{in_force}
LEFT JOIN placed AS x ON x.deal_id = d.deal_id
WHERE NOT d.is_before_start AND {scope}
"""

_LEFT_OUT = """
SELECT t.reason, COUNT(*) AS n FROM (
    SELECT CASE WHEN NOT d.is_recorded THEN 'не судились сделки без истории стадий'
        WHEN k.deal_id IS NULL THEN 'не судились сделки в воронках, которых нет в описании процессов'
        WHEN d.created_day IS NULL AND {has_beginning} THEN 'не судились сделки без даты создания' END AS reason
    FROM deal_state AS d
    LEFT JOIN (
        SELECT DISTINCT v.deal_id
        FROM recorded_visits AS v JOIN (SELECT DISTINCT pipeline FROM funnel_stages) AS f ON f.pipeline = v.pipeline
    ) AS k ON k.deal_id = d.deal_id
    WHERE NOT d.is_before_start AND {scope}
) AS t WHERE t.reason IS NOT NULL GROUP BY t.reason
"""


def _missing(norm: StageOrder, setting: Setting) -> tuple[Missing, ...]:
    return (
        *lacking(setting, "deals", "deal_id"),
        *lacking(setting, "stage_changes", "deal_id", "stage", "entered_at"),
        *missing_for_scope(norm, setting),
    )


def _ask(norm: StageOrder, setting: Setting) -> Question:
    scope = deals_in_scope(norm, setting)
    of_any_amount = deals_in_scope(norm, setting, any_amount=True)
    skippable = {f"skip{n}": stage for n, stage in enumerate(norm.allow.skip)}
    agreed = {f"back{n}_{end}": stage for n, pair in enumerate(norm.allow.back) for end, stage in enumerate(pair)}
    listed = ", ".join(f"${key}" for key in skippable)
    sql = _SQL.format(
        not_skippable=f" AND r.required NOT IN ({listed})" if listed else "",
        not_agreed="".join(
            f" AND NOT (s.from_stage = $back{n}_0 AND s.stage = $back{n}_1)" for n in range(len(norm.allow.back))
        ),
        in_force=in_force("d.created_day", undated=True),
        scope=scope.sql,
    )
    has_beginning = "TRUE" if norm.since else "FALSE"
    return Question(
        sql,
        together(
            _LEFT_OUT.format(has_beginning=has_beginning, scope=scope.sql),
            without_rate(norm, f"NOT d.is_before_start AND d.is_recorded AND {of_any_amount.sql}"),
        ),
        {**scope.parameters, **skippable, **agreed, "from_start": FROM_START},
        owner_decides=bool(norm.scope.roles or norm.scope.positions or norm.scope.employees),
        population="COUNT(DISTINCT object_id)",
    )


def _detail(_norm: StageOrder, row: Row, _setting: Setting) -> str:
    stage, other, times = row["stage"], row["other"], row["times"]
    if row["deviation"] == "wrong_start":
        return f"начата со стадии «{stage}», а это не начало воронки «{row['pipeline']}»"
    if row["deviation"] == "skipped":
        more = f"; всего пропущено {counted(times, 'стадия', 'стадии', 'стадий')}" if times > 1 else ""
        return f"на стадию «{stage}» вошла, пропустив «{other}»{more}"
    way = "ушла с конечной стадии" if row["from_final"] else "вернулась со стадии"
    more = f"; всего {counted(times, 'возврат', 'возврата', 'возвратов')}" if times > 1 else ""
    return f"{way} «{other}» на «{stage}»{more}"


def _stages(row: Row) -> tuple[str, ...]:
    return (row["other"], row["stage"]) if row["other"] is not None else ()


RULE = Rule(
    "stage_order",
    _missing,
    _ask,
    _detail,
    "нет сделок с историей стадий, к которым относится норма",
    stages=_stages,
)
