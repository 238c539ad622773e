"""What a stored column says, as SQL of its canonical type; what cannot be read is NULL and told, never guessed."""

from __future__ import annotations

from audit.engines.stored import Kind, quoted_name
from audit.ingest.sheet import BLANKS
from audit.ingest.values import FIRST_YEAR, LAST_YEAR
from handbook.tables import Type

_BLANKS = BLANKS.replace("'", "''")
_TEXT = f"nullif(trim(CAST({{column}} AS VARCHAR), '{_BLANKS}'), '')"
_NUMBER = (
    "CASE WHEN {column} > CAST('-100000000000000' AS DECIMAL(18,0))"
    " AND {column} < CAST('99999999999999.9999' AS DECIMAL(18,4)) THEN CAST({column} AS DECIMAL(18,4)) END"
)
_WRITTEN_NUMBER = (
    "TRY_CAST(replace(replace(replace(replace({text}, ' ', ''), '\u00a0', ''), '\u202f', ''), ',', '.')"
    " AS DECIMAL(18,4))"
)
_WRITTEN_FLAG = (
    "CASE WHEN lower({text}) IN ('да', 'y', 'yes', 'true', '1', 't') THEN TRUE"
    " WHEN lower({text}) IN ('нет', 'n', 'no', 'false', '0', 'f') THEN FALSE END"
)
_SANE = (
    "CASE WHEN {{moment}} >= DATE '{first}-01-01' AND {{moment}} < DATE '{after}-01-01'"
    " THEN CAST({{moment}} AS {kind}) END"
)
_DAY, _MOMENT = (_SANE.format(first=FIRST_YEAR, after=LAST_YEAR + 1, kind=kind) for kind in ("DATE", "TIMESTAMP"))

#: By the canonical type and what is stored.
_READINGS: dict[tuple[Type, Kind], str] = {
    **{(Type.TEXT, kind): "{text}" for kind in Kind},
    (Type.NUMBER, Kind.NUMBER): _NUMBER,
    (Type.NUMBER, Kind.TEXT): _WRITTEN_NUMBER,
    (Type.FLAG, Kind.FLAG): "{column}",
    (Type.FLAG, Kind.NUMBER): "{column} <> 0",
    (Type.FLAG, Kind.TEXT): _WRITTEN_FLAG,
    **{(Type.DATE, kind): _DAY for kind in (Kind.DATE, Kind.MOMENT, Kind.INSTANT, Kind.TEXT)},
    **{(Type.TIMESTAMP, kind): _MOMENT for kind in (Kind.DATE, Kind.MOMENT, Kind.INSTANT, Kind.TEXT)},
}
_MOMENTS = {Kind.INSTANT: "({column} AT TIME ZONE '{timezone}')", Kind.TEXT: "TRY_CAST({text} AS TIMESTAMP)"}


def reading(wanted: Type, kind: Kind, name: str, timezone: str) -> str | None:
    """The SQL of a column in its canonical type.

    Args:
        wanted: The canonical type.
        kind: What is stored.
        name: The real name of the column, in a table called ``s``.
        timezone: The company's time zone, for moments that have one.

    Returns:
        None when what is stored can mean nothing of that type: a number is no date.
    """
    found = _READINGS.get((wanted, kind))
    if found is None:
        return None
    column = f"s.{quoted_name(name)}"
    text = _TEXT.format(column=column)
    moment = _MOMENTS.get(kind, "{column}").format(column=column, text=text, timezone=timezone)
    return found.replace("{text}", text).replace("{moment}", moment).replace("{column}", column)


def unread(wanted: Type, kind: Kind, name: str, timezone: str) -> str | None:
    """The condition of rows whose text cannot be read; None where every value can."""
    sql = reading(wanted, kind, name, timezone)
    if sql is None or kind is not Kind.TEXT or wanted is Type.TEXT:
        return None
    return f"{_TEXT.format(column='s.' + quoted_name(name))} IS NOT NULL AND {sql} IS NULL"
