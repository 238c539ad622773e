"""Rows that repeat a record, as overlapping exports do: one of each is used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from audit.database import Connection
from audit.ingest.asides import set_aside
from audit.ingest.staged import Staged
from handbook.tables import TABLE

REPEATED = "запись повторяется"

#: Grouping is several times faster than numbering, and most tables repeat nothing.
_REPEATS = "SELECT 1 FROM {table} WHERE aside IS NULL AND {given} GROUP BY {columns} HAVING count(*) > 1 LIMIT 1"
_COPIES = (
    "source_row IN (SELECT source_row FROM (SELECT source_row, row_number() OVER (PARTITION BY {columns}"
    " ORDER BY source_row) AS copy FROM {table} WHERE aside IS NULL AND {given}) WHERE copy > 1)"
)
_KNOWN = (
    "source_row IN (SELECT s.source_row FROM {table} AS s SEMI JOIN (SELECT * FROM {other} WHERE aside IS NULL) AS o"
    " ON {same} WHERE {given})"
)


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes two rows of a table one record.

    Attributes:
        given: Columns that must be filled: a row that lacks one of them repeats nothing.
        also: Columns that must agree as well, blanks with blanks.
        in_one_file: Whether rows of one file may repeat each other; else they are parts that add up.
    """

    given: tuple[str, ...]
    also: tuple[str, ...] = ()
    in_one_file: bool = True

    def columns(self, filled: Iterable[str]) -> tuple[str, ...]:
        """Those of its columns that are there; none when rows cannot be told apart."""
        there = set(filled)
        return (*self.given, *(name for name in self.also if name in there)) if there.issuperset(self.given) else ()


_IDENTITIES: Mapping[str, Identity] = {
    "field_changes": Identity(("id", "field", "at"), ("object", "old", "new", "by")),
    "owner_changes": Identity(("id", "at"), ("object", "old", "new", "by")),
    # One payment may settle several invoices, with a row for each.
    "payments": Identity(("payment_id",), ("invoice_id", "deal_id")),
    "plan": Identity(("owner", "month"), ("measure",), in_one_file=False),
    "stage_changes": Identity(("deal_id", "event_id")),
}


def identity_of(table: str) -> Identity | None:
    """What tells the rows of a canonical table apart; None when they may all repeat."""
    keys = tuple(column.name for column in TABLE[table].columns if column.key)
    return _IDENTITIES.get(table) or (Identity(keys) if keys else None)


def set_repeats_aside(con: Connection, staged: Staged, done: Sequence[Staged]) -> None:
    """Mark the rows of a file that repeat others of it, or of files before it.

    Args:
        con: Where.
        staged: The file.
        done: Files of the same table that come first.
    """
    identity = identity_of(staged.match.table)
    columns = identity.columns(staged.filled) if identity else ()
    if not identity or not columns:
        return
    given = " AND ".join(f'"{name}" IS NOT NULL' for name in identity.given)
    named = {"table": staged.name, "columns": ", ".join(f'"{name}"' for name in columns), "given": given}
    for other in done:
        common = [name for name in columns if name in identity.columns(other.filled)]
        same = " AND ".join(f's."{name}" IS NOT DISTINCT FROM o."{name}"' for name in common)
        if same:
            known = " AND ".join(f's."{name}" IS NOT NULL' for name in identity.given)
            listed = _KNOWN.format(table=staged.name, other=other.name, same=same, given=known)
            set_aside(con, staged.name, REPEATED, listed)
    if identity.in_one_file and con.execute(_REPEATS.format(**named)).fetchone():
        set_aside(con, staged.name, REPEATED, _COPIES.format(**named))
