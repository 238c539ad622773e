"""Text columns → typed columns, in SQL for the common shapes and by distinct values for the rest.

A value that is not empty and cannot be read becomes NULL and a finding with its rows; it is never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from audit.database import Connection, fill
from audit.ingest.values import FIRST_YEAR, LAST_YEAR, UNREAD, Read, read_flag, read_moment, read_number
from handbook.finding import Finding, Place, Severity
from handbook.tables import TableColumn, Type

#: Shapes of dates read without asking; the day comes first, as everywhere in Russia.
FORMATS = (
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%d",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d %H:%M:%S.%f",
    "%Y-%m-%dT%H:%M:%S.%f",
)
_OFFSET = r":\d{2}(\.\d+)?\s*(Z|[+-]\d{2}(:?\d{2})?)$"
#: Columns in which a month without a day is a date.
_MONTH_COLUMNS = frozenset({"month"})
_SHOWN_ROWS = 20
_SHOWN_VALUES = 3

#: Comparing is faster than taking years out; a slip of the hand is no date.
_SANE = "CASE WHEN {value} >= DATE '{first}-01-01' AND {value} < DATE '{after}-01-01' THEN {value} END"
_NUMBER = (
    "coalesce(TRY_CAST({text} AS DECIMAL(18,4)), TRY_CAST("
    "replace(replace(replace(replace({text}, ' ', ''), '\u00a0', ''), '\u202f', ''), ',', '.') AS DECIMAL(18,4)))"
)
#: «2026-03-02», «2026-03-02 10:00» and with seconds, several times faster than by a list of shapes; no offsets.
ISO = (
    "CASE WHEN length({text}) = 19 AND substr({text}, 17, 1) = ':' OR length({text}) = 16 AND"
    " substr({text}, 14, 1) = ':' OR length({text}) = 10 THEN TRY_CAST({text} AS {kind}) END"
)
_FLAG = (
    "CASE WHEN lower({text}) IN ('да', 'y', 'yes', 'true', '1') THEN true"
    " WHEN lower({text}) IN ('нет', 'n', 'no', 'false', '0') THEN false END"
)
_LEFT = 'SELECT DISTINCT {name}_text FROM {table} WHERE "{name}" IS NULL AND {name}_text IS NOT NULL ORDER BY 1'
_MEND = 'UPDATE {table} SET "{name}" = found.after FROM found WHERE {table}.{name}_text = found.before'
_ROWS = (
    "SELECT source_row, {name}_text FROM {table} WHERE {name}_text IN (SELECT before FROM found)"
    " AND aside IS NULL ORDER BY 1"
)
_TYPE_WORDS = {Type.NUMBER: "число", Type.DATE: "дата", Type.TIMESTAMP: "дата и время", Type.FLAG: "да или нет"}
_TIPS = {
    Type.NUMBER: "Исправьте значение в CRM; пока оно считается пустым",
    Type.DATE: "Исправьте значение в CRM либо назовите вид даты в профиле: formats: ['%m/%d/%Y']",
    Type.TIMESTAMP: "Исправьте значение в CRM либо назовите вид даты в профиле: formats: ['%m/%d/%Y']",
    Type.FLAG: "Исправьте значение в CRM; понятны «Да» и «Нет», Y и N",
}


@dataclass(frozen=True, slots=True)
class Zones:
    """Time zones a moment passes through: naive moments stand in the export's, results in the company's."""

    export: str
    company: str


def quoted(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def expression(kind: Type, text: str, formats: Sequence[str], zones: Zones) -> str:
    """The SQL that reads the common shapes of a type; NULL for anything else.

    Args:
        kind: The canonical type.
        text: SQL of the trimmed text.
        formats: Shapes of dates that the profile names; they are tried before the usual ones.
        zones: Where naive moments stand and where results belong.
    """
    match kind:
        case Type.TEXT:
            return text
        case Type.NUMBER:
            return _NUMBER.format(text=text)
        case Type.FLAG:
            return _FLAG.format(text=text)
        case Type.DATE:
            # A date with an offset is midnight of the portal: the day is the one that is written.
            written = f"regexp_replace({text}, {quoted('T.*' + _OFFSET)}, '')"
            day = f"TRY_CAST({_parsed(written, formats)} AS DATE)"
            return sane(_fast(text, formats, "DATE", day))
        case Type.TIMESTAMP:
            return _moment(text, formats, zones)


def _parsed(text: str, formats: Sequence[str]) -> str:
    shapes = ", ".join(quoted(shape) for shape in dict.fromkeys((*formats, *FORMATS)))
    return f"try_strptime({text}, [{shapes}])"


def _moment(text: str, formats: Sequence[str], zones: Zones) -> str:
    naive = _parsed(text, formats)
    if zones.export != zones.company:
        moved = f"timezone({quoted(zones.company)}, timezone({quoted(zones.export)}, {naive}))"
        naive = f"CASE WHEN contains({text}, ':') THEN {moved} ELSE {naive} END"
    exact = f"timezone({quoted(zones.company)}, TRY_CAST({text} AS TIMESTAMPTZ))"
    value = f"CASE WHEN regexp_matches({text}, {quoted(_OFFSET)}) THEN {exact} ELSE {naive} END"
    if zones.export == zones.company:
        value = _fast(text, formats, "TIMESTAMP", value)
    return sane(f"({value})")


def sane(value: str) -> str:
    """The SQL of a date or a moment, NULL when its year is a slip of the hand."""
    return _SANE.format(value=value, first=FIRST_YEAR, after=LAST_YEAR + 1)


def _fast(text: str, formats: Sequence[str], kind: str, rest: str) -> str:
    """The shape of ISO first, unless the profile names shapes of its own."""
    return rest if formats else f"coalesce({ISO.format(text=text, kind=kind)}, {rest})"


def mend(con: Connection, table: str, column: TableColumn, place: Place) -> list[Finding]:
    """Read what the fast path left unread; report what nobody can read.

    Args:
        con: Where the staging table is.
        table: The staging table: a column holds the value, ``<column>_text`` the trimmed text.
        column: The canonical column.
        place: File and column title, for the finding.
    """
    name, kind = column.name, column.type
    left = [str(row[0]) for row in con.execute(_LEFT.format(table=table, name=name)).fetchall()]
    if not left:
        return []
    reader = _reader(kind, months=name in _MONTH_COLUMNS)
    values = {text: reader(text) for text in left}
    good = [(text, value) for text, value in values.items() if value is not UNREAD and value is not None]
    sql_type = {Type.NUMBER: "DECIMAL(18,4)", Type.FLAG: "BOOLEAN"}.get(kind, "TIMESTAMP")
    if good:
        _found(con, good, sql_type)
        con.execute(_MEND.format(table=table, name=name))
    bad = [(text, None) for text, value in values.items() if value is UNREAD]
    if not bad:
        return []
    _found(con, bad, sql_type)
    rows = con.execute(_ROWS.format(table=table, name=name)).fetchall()
    return [_unread(kind, place, rows)] if rows else []


def _reader(kind: Type, *, months: bool) -> Callable[[str], Read]:
    if kind is Type.NUMBER:
        return read_number
    if kind is Type.FLAG:
        return read_flag
    return lambda text: read_moment(text, months=months)


def _found(con: Connection, pairs: Sequence[tuple[str, object]], sql_type: str) -> None:
    columns = {"before": "VARCHAR", "after": sql_type}
    con.execute(f"CREATE OR REPLACE TABLE found (before VARCHAR, after {sql_type})")
    fill(con, "found", columns, pairs)


def _unread(kind: Type, place: Place, rows: Sequence[tuple[int, str]]) -> Finding:
    texts = list(dict.fromkeys(text for _, text in rows))
    shown = ", ".join(f"«{text[:60]}»" for text in texts[:_SHOWN_VALUES])
    more = f" и ещё {len(texts) - _SHOWN_VALUES}" if len(texts) > _SHOWN_VALUES else ""
    places = tuple(Place(place.file, row=row, field=place.field, excerpt=text) for row, text in rows[:_SHOWN_ROWS])
    count = f" (строк: {len(rows)})" if len(rows) > 1 else ""
    message = f"значение не читается как {_TYPE_WORDS[kind]}: {shown}{more}{count}"
    return Finding("unread-value", Severity.WARNING, message, places, _TIPS[kind])
