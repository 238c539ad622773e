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

#: A number of a record that a program keeps as a fraction («1103.0») is written without it.
_WHOLE = (
    "CASE WHEN {column} = floor({column}) AND {column} > -1000000000000000 AND {column} < 1000000000000000"
    " THEN CAST(CAST(floor({column}) AS BIGINT) AS VARCHAR) ELSE {text} END"
)
#: A time with an offset, such as «2026-01-12T07:11:39+03:00»: engines differ in what they make of it.
_HAS_OFFSET = "regexp_matches({text}, ':[0-9][0-9]([.][0-9]+)? ?(Z|[+-][0-9][0-9](:?[0-9][0-9])?)$')"

#: By the canonical type and what is stored.
_READINGS: dict[tuple[Type, Kind], str] = {
    **{(Type.TEXT, kind): "{text}" for kind in Kind},
    (Type.TEXT, Kind.NUMBER): _WHOLE,
    (Type.NUMBER, Kind.NUMBER): _NUMBER,
    (Type.NUMBER, Kind.TEXT): _WRITTEN_NUMBER,
    (Type.FLAG, Kind.FLAG): "{column}",
    (Type.FLAG, Kind.NUMBER): "{column} <> 0",
    (Type.FLAG, Kind.TEXT): _WRITTEN_FLAG,
    **{(Type.DATE, kind): _DAY for kind in (Kind.DATE, Kind.MOMENT, Kind.INSTANT, Kind.TEXT)},
    **{(Type.TIMESTAMP, kind): _MOMENT for kind in (Kind.DATE, Kind.MOMENT, Kind.INSTANT, Kind.TEXT)},
}
_INSTANT = "({column} AT TIME ZONE '{timezone}')"
#: What a moment is taken from, where it is not the column itself; of a date with an offset the day is the one written.
_MOMENTS = {
    (Type.DATE, Kind.INSTANT): _INSTANT,
    (Type.TIMESTAMP, Kind.INSTANT): _INSTANT,
    (
        Type.DATE,
        Kind.TEXT,
    ): f"TRY_CAST(CASE WHEN {_HAS_OFFSET} THEN substr({{text}}, 1, 10) ELSE {{text}} END AS TIMESTAMP)",
    (Type.TIMESTAMP, Kind.TEXT): (
        f"CASE WHEN {_HAS_OFFSET} THEN TRY_CAST({{text}} AS TIMESTAMPTZ) AT TIME ZONE '{{timezone}}'"
        " ELSE TRY_CAST({text} AS TIMESTAMP) END"
    ),
}


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
    moment = _MOMENTS.get((wanted, kind), "{column}").format(column=column, text=text, timezone=timezone)
    return found.replace("{text}", text).replace("{moment}", moment).replace("{column}", column)


def unread(wanted: Type, kind: Kind, name: str, timezone: str) -> str | None:
    """The condition of rows whose text cannot be read; None where every value can."""
    sql = reading(wanted, kind, name, timezone)
    if sql is None or kind is not Kind.TEXT or wanted is Type.TEXT:
        return None
    return f"{_TEXT.format(column='s.' + quoted_name(name))} IS NOT NULL AND {sql} IS NULL"
