"""What happened to deals: who owned each when (``owner_spans``), and its visits of stages (``visits``)."""

from __future__ import annotations

from audit.database import Connection, run

#: Ownership of every deal from ``from_at`` to ``to_at``, exclusive; NULL means from or to eternity. It is restored
#: backwards from the present: before a change the owner was its old value, after the last one the current owner. Where
#: the export gives no old values, the new value of the change before stands in. Deals set aside have owners too: their
#: payments still count.
_OWNER_SPANS = """
CREATE OR REPLACE TABLE owner_spans AS
WITH changes AS (
    SELECT c.id AS deal_id, c."at" AS changed_at,
        coalesce(c."old", LAG(c."new") OVER (PARTITION BY c.id ORDER BY c."at", c.source_file, c.source_row))
            AS old_owner,
        c."new" AS new_owner,
        LAG(c."at") OVER (PARTITION BY c.id ORDER BY c."at", c.source_file, c.source_row) AS previous_at,
        ROW_NUMBER() OVER (PARTITION BY c.id ORDER BY c."at" DESC, c.source_file DESC, c.source_row DESC) AS back
    FROM owner_changes AS c
    WHERE c."at" IS NOT NULL AND lower(coalesce(c."object", 'deal')) IN ('deal', 'deals')
)
SELECT d.deal_id, c.old_owner AS owner, c.previous_at AS from_at, c.changed_at AS to_at
FROM deal_rows AS d JOIN changes AS c ON c.deal_id = d.deal_id
WHERE d.is_first AND (c.previous_at IS NULL OR c.previous_at < c.changed_at)
UNION ALL
SELECT d.deal_id, coalesce(d.owner, c.new_owner) AS owner, c.changed_at AS from_at,
    CAST(NULL AS TIMESTAMP) AS to_at
FROM deal_rows AS d LEFT JOIN changes AS c ON c.deal_id = d.deal_id AND c.back = 1
WHERE d.is_first
"""

#: Usable rows of the history in their order: time, event id, rank of the stage. Ids of digits order as numbers of any
#: length: without leading zeros the shorter is the smaller.
_ENTRIES = """
CREATE OR REPLACE TABLE stage_entries AS
WITH known AS (
    SELECT s.deal_id, coalesce(s.pipeline, d.pipeline) AS pipeline, s.stage, s.entered_at, s.changed_by,
        CASE WHEN s.event_id <> '' AND translate(s.event_id, '0123456789', '') = '' THEN ltrim(s.event_id, '0') END
            AS event_digits,
        s.event_id, s.source_file, s.source_row
    FROM stage_changes AS s JOIN deal_rows AS d ON d.deal_id = s.deal_id
    WHERE d.set_aside IS NULL AND s.entered_at IS NOT NULL AND s.stage IS NOT NULL
)
SELECT k.deal_id, k.pipeline, k.stage, k.entered_at, k.changed_by, k.source_file, k.source_row,
    f.rank, coalesce(f.is_final, FALSE) AS is_final, f.outcome,
    ROW_NUMBER() OVER (
        PARTITION BY k.deal_id
        ORDER BY k.entered_at, length(k.event_digits) NULLS LAST, k.event_digits NULLS LAST,
            CASE WHEN k.event_digits IS NULL THEN k.event_id END NULLS LAST, f.rank NULLS LAST,
            k.source_file, k.source_row
    ) AS place
FROM known AS k LEFT JOIN funnel_stages AS f ON f.pipeline = k.pipeline AND f.stage = k.stage
"""

#: Equal consecutive stages merge, the first row gives the time; another pipeline always starts a new visit.
_VISITS = """
CREATE OR REPLACE TABLE visits AS
WITH told AS (
    SELECT e.*,
        CASE WHEN ROW_NUMBER() OVER (PARTITION BY e.deal_id ORDER BY e.place) = 1 THEN TRUE
            WHEN LAG(e.stage) OVER (PARTITION BY e.deal_id ORDER BY e.place) IS DISTINCT FROM e.stage THEN TRUE
            ELSE LAG(e.pipeline) OVER (PARTITION BY e.deal_id ORDER BY e.place) IS DISTINCT FROM e.pipeline
        END AS is_new
    FROM stage_entries AS e WHERE e.entered_at < CAST($as_of AS TIMESTAMP)
),
merged AS (
    SELECT t.deal_id, t.pipeline, t.stage, t.rank, t.is_final, t.outcome, t.entered_at, t.changed_by,
        t.source_file, t.source_row, TRUE AS recorded, t.place,
        LEAD(t.entered_at) OVER (PARTITION BY t.deal_id ORDER BY t.place) AS left_at,
        ROW_NUMBER() OVER (PARTITION BY t.deal_id, t.stage ORDER BY t.place) AS visit,
        ROW_NUMBER() OVER (PARTITION BY t.deal_id ORDER BY t.place DESC) = 1 AS is_last
    FROM told AS t WHERE t.is_new
)
SELECT m.*, o.owner
FROM merged AS m LEFT JOIN owner_spans AS o ON o.deal_id = m.deal_id
    AND (o.from_at IS NULL OR o.from_at <= m.entered_at) AND (o.to_at IS NULL OR m.entered_at < o.to_at)
"""

#: A deal without history has its current visit only, and only if its beginning is known.
_CURRENT_VISITS = """
INSERT INTO visits
SELECT d.deal_id, d.pipeline, d.stage, f.rank, coalesce(f.is_final, FALSE) AS is_final, f.outcome,
    d.stage_entered_at AS entered_at, CAST(NULL AS VARCHAR) AS changed_by, d.source_file, d.source_row,
    FALSE AS recorded, 1 AS place, CAST(NULL AS TIMESTAMP) AS left_at, 1 AS visit, TRUE AS is_last, o.owner
FROM deal_state AS d
LEFT JOIN funnel_stages AS f ON f.pipeline = d.pipeline AND f.stage = d.stage
LEFT JOIN owner_spans AS o ON o.deal_id = d.deal_id
    AND (o.from_at IS NULL OR o.from_at <= d.stage_entered_at)
    AND (o.to_at IS NULL OR d.stage_entered_at < o.to_at)
WHERE d.set_aside IS NULL AND NOT d.has_history AND d.stage IS NOT NULL AND d.stage_entered_at IS NOT NULL
"""


def create_history(con: Connection, parameters: dict[str, object]) -> None:
    """Create ``owner_spans``, ``stage_entries`` and ``visits`` from ``deal_rows`` and the tables of changes."""
    run(con, _OWNER_SPANS)
    run(con, _ENTRIES)
    run(con, _VISITS, parameters)


def add_current_visits(con: Connection) -> None:
    """Add to ``visits`` the current visit of deals without history, taken from ``deal_state``."""
    run(con, _CURRENT_VISITS)
