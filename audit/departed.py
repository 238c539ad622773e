"""Violators of an earlier audit that this one does not judge any more: they are gone, which is not to be mended."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from audit.engines.base import Engine

#: By norm id, key and object of every violator of an earlier audit.
Watched = Mapping[str, Sequence[tuple[str, str]]]

#: The object of norms on the whole company (norms.md §4).
COMPANY = "company"
#: The table of what is watched.
TABLE = "watched"
_COLUMNS = {"norm_id": "VARCHAR", "key": "VARCHAR", "object_id": "VARCHAR"}

#: Asked of what is judged now, which stands in the question once: Spark knows no two CTEs of one name. A person and the
#: company are judged for every period anew, so that they are there tells nothing of a period that is not; any other
#: object that is still judged has not departed, whatever its key is now.
DEPARTED = f"""
WITH wanted AS (SELECT key, object_id FROM {TABLE} WHERE norm_id = $norm),
there AS (
    SELECT key, CAST(object_id AS VARCHAR) AS object_id, CAST(owner AS VARCHAR) AS owner FROM {{judged}}
    WHERE key IN (SELECT x.key FROM wanted AS x)
        OR CAST(object_id AS VARCHAR) IN (SELECT y.object_id FROM wanted AS y)
)
SELECT w.key
FROM wanted AS w
LEFT JOIN (SELECT DISTINCT t.key FROM there AS t) AS k ON k.key = w.key
LEFT JOIN (
    SELECT DISTINCT t.object_id FROM there AS t
    WHERE t.object_id <> '{COMPANY}' AND (t.owner IS NULL OR t.owner <> t.object_id)
) AS o ON o.object_id = w.object_id
WHERE k.key IS NULL AND o.object_id IS NULL
ORDER BY w.key
"""  # noqa: S608 - put together from constants, values are bound


def watch(engine: Engine, watched: Watched, norms: Container[str]) -> frozenset[str]:
    """Make the table of what is watched.

    Args:
        engine: Where.
        watched: The violators of an earlier audit.
        norms: Norms that are judged; others are not asked about.

    Returns:
        The norms it holds violators of; without any there is no table.
    """
    rows = [
        (norm_id, key, object_id)
        for norm_id, violators in watched.items()
        if norm_id in norms
        for key, object_id in dict(violators).items()
    ]
    if rows:
        engine.fill(TABLE, _COLUMNS, rows)
    return frozenset(norm_id for norm_id, _, _ in rows)
