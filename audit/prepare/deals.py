"""Deals as they stood on the day of the audit: ``deal_rows`` (one row per deal) and ``deal_state``."""

from __future__ import annotations

from audit.engines.base import Engine

#: Deals once each, with the reason a row is not used.
_ROWS = """
WITH repeated AS (SELECT deal_id FROM deals WHERE deal_id IS NOT NULL GROUP BY deal_id HAVING COUNT(*) > 1)
SELECT n.deal_id, n.title, coalesce(n.pipeline, $only_pipeline) AS pipeline, n.stage, n.owner, n.client_id,
    n.product, n.amount, n.list_amount, n.discount_percent, n.open_reason, n.refusal_reason, n.created_by,
    n.planned_close,
    CASE WHEN upper(trim(n.currency)) = 'RUR' THEN 'RUB' ELSE nullif(upper(trim(n.currency)), '') END
        AS currency,
    n.source, n.created_at, n.closed_at,
    nullif(lower(trim(n.outcome)), '') AS outcome, n.stage_entered_at, n.source_file, n.source_row,
    CASE WHEN n.deal_id IS NULL OR trim(n.deal_id) = '' THEN 'нет номера сделки'
        WHEN n.copy > 1 THEN 'повтор номера сделки'
        WHEN n.is_deleted IS TRUE THEN 'сделка удалена или пробная'
        WHEN n.created_at >= CAST($as_of AS TIMESTAMP) THEN 'после даты аудита'
    END AS set_aside,
    n.copy = 1 AND n.deal_id IS NOT NULL AS is_first
FROM (
    SELECT d.*, 1 AS copy FROM deals AS d LEFT JOIN repeated AS r ON r.deal_id = d.deal_id WHERE r.deal_id IS NULL
    UNION ALL
    SELECT d.*, ROW_NUMBER() OVER (PARTITION BY d.deal_id ORDER BY d.source_file, d.source_row) AS copy
    FROM deals AS d JOIN repeated AS r ON r.deal_id = d.deal_id
) AS n
"""

#: Rates in force from a day until the next one.
_RATES = """
SELECT upper(trim(currency)) AS currency, day AS since, rate,
    coalesce(LEAD(day) OVER (PARTITION BY upper(trim(currency)) ORDER BY day), DATE '9999-12-31') AS until
FROM (SELECT currency, day, MAX(rate) AS rate FROM fx WHERE rate IS NOT NULL GROUP BY currency, day) AS daily
WHERE day IS NOT NULL
"""

#: Columns as they were on the day of the audit: the old value of the first change at or after it. The column
#: ``outcome`` proves nothing of that day when its own change is not told but that of the stage or of the closing is, or
#: when the history goes on after it; then the stage and the closing of that day say how the deal stood, unless an
#: unchanged closing lies before it.
#: A product of two DECIMAL(18,4) holds no more than 18 digits, so amounts are widened before they are converted.
_STATE = """
WITH later AS (
    SELECT id AS deal_id, field, "old",
        ROW_NUMBER() OVER (PARTITION BY id, field ORDER BY "at", source_file, source_row) AS place
    FROM field_changes
    WHERE lower(coalesce("object", 'deal')) IN ('deal', 'deals')
        AND field IN ('stage', 'outcome', 'closed_at', 'planned_close')
        AND "at" >= CAST($as_of AS TIMESTAMP)
),
restored AS (
    SELECT deal_id,
        MAX(CASE WHEN field = 'stage' THEN 1 ELSE 0 END) AS has_stage,
        MAX(CASE WHEN field = 'stage' THEN "old" END) AS stage,
        MAX(CASE WHEN field = 'outcome' THEN 1 ELSE 0 END) AS has_outcome,
        MAX(CASE WHEN field = 'outcome' THEN lower("old") END) AS outcome,
        MAX(CASE WHEN field = 'closed_at' THEN 1 ELSE 0 END) AS has_closed,
        MAX(CASE WHEN field = 'closed_at' THEN TRY_CAST("old" AS TIMESTAMP) END) AS closed_at,
        MAX(CASE WHEN field = 'planned_close' THEN 1 ELSE 0 END) AS has_planned,
        MAX(CASE WHEN field = 'planned_close' THEN TRY_CAST("old" AS DATE) END) AS planned_close
    FROM later WHERE place = 1 GROUP BY deal_id
),
histories AS (
    SELECT deal_id, MAX(entered_at) AS last_at
    FROM stage_changes WHERE entered_at IS NOT NULL AND stage IS NOT NULL GROUP BY deal_id
),
columns_then AS (
    SELECT d.*, h.deal_id IS NOT NULL AS has_history,
        CASE WHEN r.has_stage = 1 THEN r.stage WHEN h.deal_id IS NULL THEN d.stage END AS stage_then,
        CASE WHEN r.has_outcome = 1 THEN r.outcome
            WHEN r.has_stage = 1 AND r.has_closed = 1 THEN CAST(NULL AS VARCHAR)
            WHEN r.has_closed = 1 AND r.closed_at IS NULL THEN 'open'
            WHEN r.has_closed = 1 THEN nullif(d.outcome, 'open')
            WHEN (r.has_stage = 1 OR h.last_at >= CAST($as_of AS TIMESTAMP))
                AND NOT coalesce(d.closed_at < CAST($as_of AS TIMESTAMP), FALSE) THEN CAST(NULL AS VARCHAR)
            ELSE d.outcome END AS outcome_then,
        r.has_closed = 1 AND r.has_stage = 0 AND r.closed_at IS NOT NULL AS was_closed,
        CASE WHEN r.has_closed = 1 THEN r.closed_at ELSE d.closed_at END AS closed_then,
        CASE WHEN r.has_planned = 1 THEN r.planned_close ELSE d.planned_close END AS planned_then,
        CASE WHEN coalesce(r.has_stage, 0) = 0 AND d.stage_entered_at < CAST($as_of AS TIMESTAMP)
            THEN d.stage_entered_at END AS entered_then,
        CASE WHEN coalesce(r.has_stage, 0) = 0 THEN d.stage_entered_at END AS entered_ever
    FROM deal_rows AS d
    LEFT JOIN restored AS r ON r.deal_id = d.deal_id
    LEFT JOIN histories AS h ON h.deal_id = d.deal_id
    WHERE d.set_aside IS NULL
),
by_columns AS (
    SELECT c.*,
        coalesce(c.outcome_then, CASE WHEN c.was_closed THEN nullif(f.outcome, 'open') ELSE f.outcome END,
            CASE WHEN c.closed_then IS NULL THEN 'open' END) AS column_outcome,
        coalesce(c.closed_then, CASE WHEN f.is_final AND NOT c.has_history THEN c.entered_ever END) AS column_closed
    FROM columns_then AS c LEFT JOIN funnel_stages AS f ON f.pipeline = c.pipeline AND f.stage = c.stage_then
),
told AS (
    SELECT b.*, v.deal_id IS NOT NULL AS is_recorded, v.pipeline AS visit_pipeline, v.stage AS visit_stage,
        CASE WHEN v.rank IS NOT NULL THEN v.outcome
            WHEN b.column_outcome = 'open' OR b.column_closed >= CAST($as_of AS TIMESTAMP) THEN 'open'
            ELSE b.column_outcome END AS final_outcome,
        CASE WHEN v.rank IS NOT NULL THEN CASE WHEN v.is_final THEN v.entered_at END
            WHEN b.column_outcome = 'open' OR b.column_closed >= CAST($as_of AS TIMESTAMP)
                THEN CAST(NULL AS TIMESTAMP)
            ELSE b.column_closed END AS final_closed
    FROM by_columns AS b LEFT JOIN recorded_visits AS v ON v.deal_id = b.deal_id AND v.is_last
)
SELECT t.deal_id, t.title, CASE WHEN t.is_recorded THEN t.visit_pipeline ELSE t.pipeline END AS pipeline,
    CASE WHEN t.is_recorded THEN t.visit_stage ELSE t.stage_then END AS stage,
    t.client_id, k.segment, t.product, t.source, t.created_at, CAST(t.created_at AS DATE) AS created_day,
    t.final_closed AS closed_at, CAST(t.final_closed AS DATE) AS closed_day, t.final_outcome AS outcome,
    coalesce(CAST(t.final_closed AS DATE), $as_of) AS end_day,
    t.final_outcome IS DISTINCT FROM 'open' AND t.final_closed IS NULL AS is_closing_unknown,
    t.has_history, t.is_recorded,
    CASE WHEN NOT t.has_history THEN t.entered_then END AS stage_entered_at,
    o.owner, t.planned_then AS planned_close, t.amount, t.currency, t.list_amount, t.discount_percent,
    t.open_reason, t.refusal_reason, t.created_by,
    CAST(CASE WHEN coalesce(t.currency, $currency) = $currency THEN t.amount
        ELSE CAST(t.amount AS DECIMAL(38,4)) * x.rate END AS DECIMAL(38,4)) AS money,
    coalesce(CAST(t.final_closed AS DATE) < $judged_from, FALSE) AS is_before_start,
    t.set_aside, t.source_file, t.source_row
FROM told AS t
LEFT JOIN owner_spans AS o ON o.deal_id = t.deal_id
    AND (o.from_at IS NULL OR o.from_at <= t.final_closed
        OR t.final_closed IS NULL AND o.from_at < CAST($as_of AS TIMESTAMP))
    AND (o.to_at IS NULL OR t.final_closed < o.to_at OR t.final_closed IS NULL AND o.to_at >= CAST($as_of AS TIMESTAMP))
LEFT JOIN (SELECT client_id, MIN(segment) AS segment FROM clients GROUP BY client_id) AS k
    ON k.client_id = t.client_id
LEFT JOIN rates AS x ON x.currency = t.currency
    AND x.since <= coalesce(CAST(t.final_closed AS DATE), $last_day)
    AND x.until > coalesce(CAST(t.final_closed AS DATE), $last_day)
"""


def create_deal_rows(engine: Engine, parameters: dict[str, object]) -> None:
    """Create ``deal_rows``: needs the parameters ``as_of`` and ``only_pipeline``."""
    engine.table("deal_rows", _ROWS, parameters)


def create_deal_state(engine: Engine, parameters: dict[str, object]) -> None:
    """Create ``rates`` and ``deal_state``, the deals that are used as they stood on the day of the audit.

    Its ``owner`` is who owned the deal when it was closed, or on the day of the audit while it is open; ``money`` is
    the amount in the company's currency at the rate of that day.
    """
    engine.table("rates", _RATES)
    engine.table("deal_state", _STATE, parameters)
