"""Words that say what an activity was, which norms look for: one that is no canonical word counts nowhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from audit.engines.base import Engine, Row
from handbook.finding import Finding, Place, Severity
from handbook.tables import TABLE

#: The words of norms.md §3.
_WORDS: Mapping[str, tuple[str, ...]] = {
    "kind": ("call", "meeting", "email", "message", "quote", "visit", "other"),
    "direction": ("in", "out"),
    "result": ("success", "fail", "unknown"),
}
_UNKNOWN = (
    "SELECT '{column}' AS column_name, {column} AS word, CAST(COUNT(*) AS BIGINT) AS n,"
    " MIN(source_file) AS source_file FROM activities WHERE {column} NOT IN ({known}) GROUP BY {column}"
)
_SHOWN = 5


def unknown_words(engine: Engine, asked: Mapping[str, frozenset[str]]) -> tuple[Finding, ...]:
    """A warning for every column of activities with words no norm can look for.

    Args:
        engine: Holds the canonical tables.
        asked: Canonical columns that are filled and asked about, by table.
    """
    columns = [column for column in _WORDS if column in asked.get("activities", ())]
    parts = [
        _UNKNOWN.format(column=column, known=", ".join(f"'{word}'" for word in _WORDS[column])) for column in columns
    ]
    found = defaultdict(list)
    for row in engine.rows(" UNION ALL ".join(parts)) if parts else ():
        found[row["column_name"]].append(row)
    return tuple(_finding(column, found[column]) for column in columns if found[column])


def _finding(column: str, rows: Sequence[Row]) -> Finding:
    rows = sorted(rows, key=lambda row: (-row["n"], row["word"]))
    shown = ", ".join(f"«{row['word'][:60]}» (строк: {row['n']})" for row in rows[:_SHOWN])
    more = f" и ещё {len(rows) - _SHOWN}" if len(rows) > _SHOWN else ""
    known = TABLE["activities"].column(column)
    title = known.title if known else column
    files = sorted({row["source_file"] for row in rows if row["source_file"]})
    return Finding(
        "unknown-word",
        Severity.WARNING,
        f"слов не понять: {shown}{more}; такие дела не засчитаны нормам, которые смотрят «{title}»",
        tuple(Place(file, field=title) for file in files),
        f"Назовите их смысл в профиле CRM (values) или в представлении хранилища; бывает: {', '.join(_WORDS[column])}",
    )
