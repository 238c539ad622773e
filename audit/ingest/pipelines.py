"""Pipelines of history rows that name a stage of several funnels and no pipeline: the deal itself settles which."""

from __future__ import annotations

from collections.abc import Sequence

from audit.database import Connection, fill
from audit.ingest.staged import Staged
from audit.ingest.stages import Stages

_NEEDED = frozenset({"deal_id", "stage", "entered_at"})
_ADD = "ALTER TABLE {table} ADD COLUMN IF NOT EXISTS pipeline VARCHAR"
_PAIRS = "SELECT DISTINCT pipeline, stage FROM {table} WHERE aside IS NULL AND stage IS NOT NULL ORDER BY ALL"
_TOLD = (
    "SELECT s.deal_id, s.entered_at, p.place FROM {table} AS s JOIN told_pipelines AS p"
    " ON p.stage = s.stage AND p.pipeline IS NOT DISTINCT FROM s.pipeline"
    " WHERE s.aside IS NULL AND s.entered_at IS NOT NULL"
)
#: Where every deal with unsettled rows was before and after them, as told by the other rows; the list of deals tells
#: where it is when no later row does. Of those funnels one alone may have the stage, and all of them must be known.
_SETTLE = """
UPDATE {table} SET pipeline = found.pipeline FROM (
    WITH asked AS (
        SELECT DISTINCT deal_id, stage, entered_at FROM {table}
        WHERE aside IS NULL AND pipeline IS NULL AND entered_at IS NOT NULL
            AND stage IN (SELECT stage FROM stage_homes)
    ),
    near AS (
        SELECT a.deal_id, a.stage, a.entered_at,
            max(t.entered_at) FILTER (WHERE t.entered_at <= a.entered_at) AS before_at,
            min(t.entered_at) FILTER (WHERE t.entered_at >= a.entered_at) AS after_at
        FROM asked AS a LEFT JOIN told_rows AS t ON t.deal_id = a.deal_id GROUP BY a.deal_id, a.stage, a.entered_at
    ),
    possible AS (
        SELECT n.deal_id, n.stage, n.entered_at, t.place
        FROM near AS n JOIN told_rows AS t ON t.deal_id = n.deal_id AND t.entered_at IN (n.before_at, n.after_at)
        UNION
        SELECT n.deal_id, n.stage, n.entered_at, d.pipeline
        FROM near AS n JOIN deals AS d ON d.deal_id = n.deal_id WHERE n.after_at IS NULL AND d.pipeline IS NOT NULL
    )
    SELECT p.deal_id, p.stage, p.entered_at, min(h.pipeline) AS pipeline
    FROM possible AS p LEFT JOIN stage_homes AS h ON h.stage = p.stage AND h.pipeline = p.place
    GROUP BY p.deal_id, p.stage, p.entered_at
    HAVING count(DISTINCT h.pipeline) = 1 AND bool_and(p.place IN (SELECT unnest($known)))
) AS found
WHERE {table}.pipeline IS NULL AND {table}.deal_id = found.deal_id AND {table}.stage = found.stage
    AND {table}.entered_at = found.entered_at
"""


def settle_pipelines(con: Connection, parts: Sequence[Staged], stages: Stages) -> None:
    """Name the pipeline of history rows that name none, where it alone tells which stage is meant.

    Args:
        con: Where; deals are filled already.
        parts: Everything staged of the history of stages.
        stages: Knows the funnels and the profile.
    """
    parts = [staged for staged in parts if staged.columns >= _NEEDED]
    pairs = dict[tuple[str | None, str], None]()
    for staged in parts:
        con.execute(_ADD.format(table=staged.name))
        pairs.update(dict.fromkeys(con.execute(_PAIRS.format(table=staged.name)).fetchall()))
    homes = [
        (stage, home)
        for pipeline, stage in pairs
        if pipeline is None and not stages.place(None, stage).known
        for home in stages.pipelines
        if stages.place(home, stage).known
    ]
    if not homes:
        return
    places = [(pipeline, stage, stages.place(pipeline, stage)) for pipeline, stage in pairs]
    told = [(pipeline, stage, place.pipeline) for pipeline, stage, place in places if pipeline or place.known]
    _fill(con, "stage_homes", ("stage", "pipeline"), homes)
    _fill(con, "told_pipelines", ("pipeline", "stage", "place"), told)
    rows = " UNION ALL ".join(_TOLD.format(table=staged.name) for staged in parts)
    con.execute(f"CREATE OR REPLACE TABLE told_rows AS {rows}")
    for staged in parts:
        con.execute(_SETTLE.format(table=staged.name), {"known": list(stages.pipelines)})
    for table in ("told_rows", "told_pipelines", "stage_homes"):
        con.execute(f"DROP TABLE {table}")


def _fill(con: Connection, table: str, names: tuple[str, ...], rows: Sequence[tuple[str | None, ...]]) -> None:
    columns = dict.fromkeys(names, "VARCHAR")
    con.execute(f"CREATE OR REPLACE TABLE {table} ({', '.join(f'{name} VARCHAR' for name in names)})")
    fill(con, table, columns, rows)
