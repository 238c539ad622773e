"""What happened to deals: who owned each when (``owner_spans``), and its visits of stages (``visits``).

A visit bears the person of its first row; ``merged_people`` holds those of the rows that tell the same entry again.
"""

from __future__ import annotations

from audit.engines.base import Engine

#: Ownership of every deal from ``from_at`` to ``to_at``, exclusive; NULL means from or to eternity. It is restored
#: backwards from the present: before a change the owner was its old value, after the last one the current owner. Where
#: the export gives no old values, the new value of the change before stands in. Deals set aside have owners too: their
#: payments still count.
_OWNER_SPANS = """
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

#: Every pipeline with every stage by a number: sorting the history is several times faster without its texts.
_STAGE_CODES = """
SELECT p.pipeline, n.stage, n.stage_code, f.rank, coalesce(f.is_final, FALSE) AS is_final, f.outcome,
    CAST(ROW_NUMBER() OVER (ORDER BY n.stage_code, p.pipeline NULLS FIRST) AS INTEGER) AS code
FROM (
    SELECT pipeline FROM deal_rows UNION SELECT pipeline FROM stage_changes
) AS p CROSS JOIN (
    SELECT g.stage, CAST(ROW_NUMBER() OVER (ORDER BY g.stage) AS INTEGER) AS stage_code
    FROM (SELECT DISTINCT stage FROM stage_changes WHERE stage IS NOT NULL) AS g
) AS n LEFT JOIN funnel_stages AS f ON f.pipeline = p.pipeline AND f.stage = n.stage
"""

#: The same for the other texts of the history.
_CODES = """
SELECT g.word, CAST(ROW_NUMBER() OVER (ORDER BY g.word) AS INTEGER) AS code
FROM (SELECT DISTINCT {column} AS word FROM stage_changes WHERE {column} IS NOT NULL) AS g
"""

#: Event ids that are no short numbers: longer numbers, the shorter first, then texts.
_EVENT_CODES = """
SELECT g.word, CAST(ROW_NUMBER() OVER (
    ORDER BY length(g.digits) NULLS LAST, g.digits NULLS LAST, CASE WHEN g.digits IS NULL THEN g.word END, g.word
) AS BIGINT) AS code
FROM (
    SELECT DISTINCT event_id AS word,
        CASE WHEN regexp_matches(event_id, '^[0-9]+$') THEN ltrim(event_id, '0') END AS digits
    FROM stage_changes WHERE NOT regexp_matches(event_id, '^[0-9]{1,18}$')
) AS g
"""

#: Usable rows of the history in their order: time, event id, rank of the stage. Ids of digits order as numbers.
_ORDERED = """
WITH known AS (
    SELECT s.deal_id, c.code, c.stage_code, c.rank, s.entered_at, w.code AS person, l.code AS file, s.source_row,
        CASE WHEN regexp_matches(s.event_id, '^[0-9]{1,18}$') THEN CAST(s.event_id AS BIGINT)
            ELSE 1000000000000000000 + e.code END AS event
    FROM stage_changes AS s
    JOIN deal_rows AS d ON d.deal_id = s.deal_id
    JOIN stage_codes AS c ON c.stage = s.stage AND c.pipeline IS NOT DISTINCT FROM coalesce(s.pipeline, d.pipeline)
    LEFT JOIN person_codes AS w ON w.word = s.changed_by
    LEFT JOIN file_codes AS l ON l.word = s.source_file
    LEFT JOIN event_codes AS e ON e.word = s.event_id
    WHERE d.set_aside IS NULL AND s.entered_at < CAST($as_of AS TIMESTAMP)
)
SELECT k.deal_id, k.code, k.stage_code, k.entered_at, k.person, k.file, k.source_row,
    ROW_NUMBER() OVER (
        PARTITION BY k.deal_id
        ORDER BY k.entered_at, k.event NULLS LAST, k.rank NULLS LAST, k.file NULLS LAST, k.source_row NULLS LAST
    ) AS place,
    LEAD(k.entered_at) OVER (
        PARTITION BY k.deal_id
        ORDER BY k.entered_at, k.event NULLS LAST, k.rank NULLS LAST, k.file NULLS LAST, k.source_row NULLS LAST
    ) AS next_at,
    LAG(k.code) OVER (
        PARTITION BY k.deal_id
        ORDER BY k.entered_at, k.event NULLS LAST, k.rank NULLS LAST, k.file NULLS LAST, k.source_row NULLS LAST
    ) AS from_code
FROM known AS k
"""

#: Equal consecutive stages merge, the first row gives the time; another pipeline always starts a new visit. Only deals
#: that were at some stage twice have anything to merge or to number.
_VISITS = """
WITH again AS (SELECT deal_id FROM ordered_entries GROUP BY deal_id, stage_code HAVING COUNT(*) > 1),
merged AS (
    SELECT o.deal_id, o.code, o.from_code, o.entered_at, o.person, o.file, o.source_row, o.place, o.next_at AS left_at,
        1 AS visit
    FROM ordered_entries AS o WHERE o.deal_id NOT IN (SELECT deal_id FROM again)
    UNION ALL
    SELECT t.deal_id, t.code, t.from_code, t.entered_at, t.person, t.file, t.source_row, t.place,
        LEAD(t.entered_at) OVER (PARTITION BY t.deal_id ORDER BY t.place) AS left_at,
        ROW_NUMBER() OVER (PARTITION BY t.deal_id, t.stage_code ORDER BY t.place) AS visit
    FROM ordered_entries AS t
    WHERE t.deal_id IN (SELECT deal_id FROM again) AND (t.from_code IS NULL OR t.from_code <> t.code)
)
SELECT m.deal_id, c.pipeline, c.stage, c.rank, c.is_final, c.outcome, m.entered_at, w.word AS changed_by,
    l.word AS source_file, m.source_row, TRUE AS recorded, CAST(m.place AS BIGINT) AS place, m.left_at,
    CAST(m.visit AS BIGINT) AS visit, m.left_at IS NULL AS is_last, m.from_code IS NULL AS is_first,
    f.pipeline AS from_pipeline, f.stage AS from_stage, f.rank AS from_rank, f.is_final AS from_final, o.owner
FROM merged AS m
JOIN stage_codes AS c ON c.code = m.code
LEFT JOIN stage_codes AS f ON f.code = m.from_code
LEFT JOIN person_codes AS w ON w.code = m.person
LEFT JOIN file_codes AS l ON l.code = m.file
LEFT JOIN owner_spans AS o ON o.deal_id = m.deal_id
    AND (o.from_at IS NULL OR o.from_at <= m.entered_at) AND (o.to_at IS NULL OR m.entered_at < o.to_at)
"""

#: Who is named by rows that merged into a visit, by the place of that visit and of their own.
_MERGED_PEOPLE = """
WITH again AS (SELECT DISTINCT deal_id FROM ordered_entries WHERE from_code = code AND person IS NOT NULL),
placed AS (
    SELECT o.deal_id, o.code, o.from_code, o.person, o.file, o.source_row, o.place AS row_place,
        MAX(CASE WHEN o.from_code IS NULL OR o.from_code <> o.code THEN o.place END) OVER (
            PARTITION BY o.deal_id ORDER BY o.place ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS visit_place
    FROM ordered_entries AS o JOIN again AS a ON a.deal_id = o.deal_id
)
SELECT p.deal_id, CAST(p.visit_place AS BIGINT) AS place, CAST(p.row_place AS BIGINT) AS row_place,
    w.word AS changed_by, l.word AS source_file, p.source_row
FROM placed AS p
JOIN person_codes AS w ON w.code = p.person
LEFT JOIN file_codes AS l ON l.code = p.file
WHERE p.from_code = p.code AND trim(w.word) <> ''
"""

#: A deal without history has its current visit only, and only if its beginning is known.
_CURRENT_VISITS = """
SELECT d.deal_id, d.pipeline, d.stage, f.rank, coalesce(f.is_final, FALSE) AS is_final, f.outcome,
    d.stage_entered_at AS entered_at, CAST(NULL AS VARCHAR) AS changed_by, d.source_file, d.source_row,
    FALSE AS recorded, CAST(1 AS BIGINT) AS place, CAST(NULL AS TIMESTAMP) AS left_at, CAST(1 AS BIGINT) AS visit,
    TRUE AS is_last, TRUE AS is_first, CAST(NULL AS VARCHAR) AS from_pipeline, CAST(NULL AS VARCHAR) AS from_stage,
    CAST(NULL AS INTEGER) AS from_rank, CAST(NULL AS BOOLEAN) AS from_final, o.owner
FROM deal_state AS d
LEFT JOIN funnel_stages AS f ON f.pipeline = d.pipeline AND f.stage = d.stage
LEFT JOIN owner_spans AS o ON o.deal_id = d.deal_id
    AND (o.from_at IS NULL OR o.from_at <= d.stage_entered_at)
    AND (o.to_at IS NULL OR d.stage_entered_at < o.to_at)
WHERE d.set_aside IS NULL AND NOT d.has_history AND d.stage IS NOT NULL AND d.stage_entered_at IS NOT NULL
"""


def create_history(engine: Engine, parameters: dict[str, object]) -> None:
    """Create ``owner_spans``, ``recorded_visits`` and ``merged_people`` from rows and changes of deals."""
    engine.table("owner_spans", _OWNER_SPANS)
    engine.table("stage_codes", _STAGE_CODES)
    engine.table("person_codes", _CODES.format(column="changed_by"))
    engine.table("file_codes", _CODES.format(column="source_file"))
    engine.table("event_codes", _EVENT_CODES)
    engine.table("ordered_entries", _ORDERED, parameters)
    engine.table("recorded_visits", _VISITS, parameters)
    engine.table("merged_people", _MERGED_PEOPLE)
    engine.drop("ordered_entries")


def create_visits(engine: Engine) -> None:
    """Create ``visits``: the recorded ones and the current one of deals without history, taken from ``deal_state``."""
    engine.table("current_visits", _CURRENT_VISITS)
    engine.view("visits", "SELECT * FROM recorded_visits UNION ALL SELECT * FROM current_visits")
