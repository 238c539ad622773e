"""Text columns → typed columns, in SQL for the common shapes and by distinct values for the rest.

A value that is not empty and cannot be read becomes NULL and a finding with its rows; it is never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from audit.database import Connection, fill
from audit.ingest import durations
from audit.ingest.columnwise import Column, has_month_second, is_midnight, thousands
from audit.ingest.values import (
    FIRST_YEAR,
    LAST_YEAR,
    UNREAD,
    Read,
    month_first_marks,
    read_flag,
    read_moment,
    read_number,
    slash_order,
)
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
_OFFSET = r":\d{2}([.,]\d+)?\s*(Z|z|UTC|GMT|[+-](0\d|1[0-4])(:?[0-5]\d)?)$"
#: Numbers for moments: days of a spreadsheet since 1900, seconds and milliseconds since 1970.
_COUNTED = r"\d{5}([.,]\d+)?|\d{10}|\d{13}"
_FIRST_SERIAL, _AFTER_SERIAL = 20_000, 80_001
#: Russian shapes by their lengths: a shape that fails costs ten times one that fits.
_DOTTED = {19: "%d.%m.%Y %H:%M:%S", 16: "%d.%m.%Y %H:%M", 10: "%d.%m.%Y"}
#: Columns in which a month without a day is a date.
_MONTH_COLUMNS = frozenset({"month"})
#: Columns of money: a percentage is none.
_MONEY = frozenset({"amount", "list_amount", "price", "list_price", "cost", "direct_cost", "full_cost"})
#: «1103.0», as spreadsheets and pandas write the number of a record when another cell of the column is blank.
_QUANTITY, _DIGITS = r"^(\d+)[.,]0+$", r"\1"
_SHOWN_ROWS = 20
_SHOWN_VALUES = 3

#: Comparing is faster than taking years out; a slip of the hand is no date.
_SANE = "CASE WHEN {value} >= DATE '{first}-01-01' AND {value} < DATE '{after}-01-01' THEN {value} END"
#: A cast that fails is slow. «1,250» and «1.250» read both ways: what they are, all of the column tells.
_NUMBER = (
    "CASE WHEN contains({text}, ',') THEN"
    " CASE WHEN {text} LIKE '%,___' AND {either} THEN NULL"
    " WHEN contains({text}, ' ') OR contains({text}, '\u00a0') OR contains({text}, '\u202f')"
    " THEN TRY_CAST(translate({text}, ', \u00a0\u202f', '.') AS DECIMAL(18,4))"
    " ELSE TRY_CAST(replace({text}, ',', '.') AS DECIMAL(18,4)) END"
    " WHEN {text} LIKE '%.___' AND {either} THEN NULL"
    " ELSE coalesce(TRY_CAST({text} AS DECIMAL(18,4)),"
    " TRY_CAST(translate({text}, ' \u00a0\u202f', '') AS DECIMAL(18,4))) END"
)
_EITHER_WAY = "regexp_full_match({text}, '[-+]?[1-9]\\d{{0,2}}[.,]\\d{{3}}')"
#: «2026-03-02», «2026-03-02 10:00» and with seconds, several times faster than by a list of shapes; no offsets.
ISO = (
    "CASE WHEN substr({text}, 5, 1) = '-' AND (length({text}) = 19 AND substr({text}, 17, 1) = ':'"
    " OR length({text}) = 16 AND substr({text}, 14, 1) = ':' OR length({text}) = 10)"
    " THEN TRY_CAST({text} AS {kind}) END"
)
_FLAG = (
    "CASE WHEN lower({text}) IN ('да', 'y', 'yes', 'true', '1') THEN true"
    " WHEN lower({text}) IN ('нет', 'n', 'no', 'false', '0') THEN false END"
)
_LEFT = 'SELECT DISTINCT {name}_text FROM {table} WHERE "{name}" IS NULL AND {name}_text IS NOT NULL ORDER BY 1'
_MEND = 'UPDATE {table} SET "{name}" = {after} FROM found WHERE {table}.{name}_text = found.before'
_MOVED = (
    "CASE WHEN contains(found.before, ':') THEN timezone({company}, timezone({export}, found.after))"
    " ELSE found.after END"
)
_DAYS = 'UPDATE {table} SET "{name}" = CAST({day} AS TIMESTAMP) WHERE "{name}" IS NOT NULL AND {midnight}'
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
            return _NUMBER.format(text=text, either=_EITHER_WAY.format(text=text))
        case Type.FLAG:
            return _FLAG.format(text=text)
        case Type.DATE:
            # A date with an offset is midnight of the portal: the day is the one that is written.
            day = f"TRY_CAST({_parsed(text, formats)} AS DATE)"
            written = f"TRY_CAST(left({text}, 10) AS DATE)"
            return sane(
                _fast(text, formats, "DATE", _shaped(text, written, f"CAST({_counted(text, zones)} AS DATE)", day))
            )
        case Type.TIMESTAMP:
            return _moment(text, formats, zones)


def ids(text: str) -> str:
    """The SQL of a record's number that a spreadsheet took for a quantity: «1103.0» is «1103».

    Args:
        text: SQL of the trimmed text; to be used when the whole column looks so.
    """
    return f"regexp_replace({text}, {quoted(_QUANTITY)}, {quoted(_DIGITS)})"


def _parsed(text: str, formats: Sequence[str]) -> str:
    shapes = ", ".join(quoted(shape) for shape in dict.fromkeys((*formats, *FORMATS)))
    listed = f"try_strptime({text}, [{shapes}])"
    if formats:
        return listed
    cases = " ".join(
        f"WHEN length({text}) = {length} AND substr({text}, 3, 1) = '.' THEN try_strptime({text}, {quoted(shape)})"
        for length, shape in _DOTTED.items()
    )
    return f"CASE {cases} ELSE {listed} END"


def _shaped(text: str, exact: str, counted: str, rest: str) -> str:
    """The SQL of what a text says when it has an offset, when it is a number, and otherwise."""
    return (
        f"CASE WHEN substr({text}, 5, 1) = '-' AND regexp_matches({text}, {quoted(_OFFSET)}) THEN {exact}"
        f" WHEN substr({text}, 3, 1) BETWEEN '0' AND '9' AND regexp_full_match({text}, {quoted(_COUNTED)})"
        f" THEN {counted} ELSE {rest} END"
    )


def _counted(text: str, zones: Zones) -> str:
    """The SQL of a moment that is counted: in days by the clock of the export, in seconds by that of the world."""
    days = f"TRY_CAST(replace({text}, ',', '.') AS DOUBLE)"
    clock = f"TIMESTAMP '1899-12-30' + to_seconds(round({days} * 86400))"
    if zones.export != zones.company:
        moved = f"timezone({quoted(zones.company)}, timezone({quoted(zones.export)}, {clock}))"
        clock = f"CASE WHEN length({text}) = 5 THEN {clock} ELSE {moved} END"
    serial = f"CASE WHEN {days} >= {_FIRST_SERIAL} AND {days} < {_AFTER_SERIAL} THEN {clock} END"
    since = f"make_timestamptz(TRY_CAST(rpad({text}, 16, '0') AS BIGINT))"
    whole = f"timezone({quoted(zones.company)}, {since})"
    return f"CASE WHEN length({text}) = 5 OR substr({text}, 6, 1) IN ('.', ',') THEN {serial} ELSE {whole} END"


def _moment(text: str, formats: Sequence[str], zones: Zones) -> str:
    moves = zones.export != zones.company
    naive = _parsed(text, formats)
    if moves:
        naive = _fast(text, formats, "TIMESTAMP", naive)
        moved = f"timezone({quoted(zones.company)}, timezone({quoted(zones.export)}, {naive}))"
        naive = f"CASE WHEN contains({text}, ':') THEN {moved} ELSE {naive} END"
    # The database knows neither a small letter for the zone nor a blank before the sign.
    spelt = f"replace(replace(replace(upper({text}), ',', '.'), ' +', '+'), ' -', '-')"
    exact = f"timezone({quoted(zones.company)}, TRY_CAST({spelt} AS TIMESTAMPTZ))"
    value = _shaped(text, exact, _counted(text, zones), naive)
    return sane(f"({value if moves else _fast(text, formats, 'TIMESTAMP', value)})")


def sane(value: str) -> str:
    """The SQL of a date or a moment, NULL when its year is a slip of the hand."""
    return _SANE.format(value=value, first=FIRST_YEAR, after=LAST_YEAR + 1)


def _fast(text: str, formats: Sequence[str], kind: str, rest: str) -> str:
    """The shape of ISO first, unless the profile names shapes of its own."""
    return rest if formats else f"coalesce({ISO.format(text=text, kind=kind)}, {rest})"


def mend(  # noqa: PLR0913, PLR0917 - a column and how it is read
    con: Connection,
    table: str,
    column: TableColumn,
    place: Place,
    zones: Zones | None = None,
    formats: Sequence[str] = (),
) -> list[Finding]:
    """Read what the fast path left unread, and what the whole column puts otherwise; report what nobody can read.

    Args:
        con: Where the staging table is.
        table: The staging table: a column holds the value, ``<column>_text`` the trimmed text.
        column: The canonical column.
        place: File and column title, for the finding.
        zones: Where naive moments stand and where results belong; None when that is one place.
        formats: Shapes of dates that the profile names.
    """
    name, kind = column.name, column.type
    whole = Column(con, table, name)
    days = kind is Type.TIMESTAMP and whole.holds_days()
    if days:
        day = expression(Type.DATE, whole.text, formats, zones or Zones("UTC", "UTC"))
        con.execute(_DAYS.format(table=table, name=name, day=day, midnight=is_midnight(whole.text)))
    left = [str(row[0]) for row in con.execute(_LEFT.format(table=table, name=name)).fetchall()]
    if not left:
        return []
    if kind in {Type.DATE, Type.TIMESTAMP} and not formats and whole.has(has_month_second(whole.text)):
        left = sorted({*left, *whole.dotted()})
    reader, findings = _reader(column, whole, left, place, formats)
    values = {text: reader(text) for text in left}
    good = [(text, value) for text, value in values.items() if value is not UNREAD and value is not None]
    sql_type = {Type.NUMBER: "DECIMAL(18,4)", Type.FLAG: "BOOLEAN"}.get(kind, "TIMESTAMP")
    if good:
        _found(con, good, sql_type)
        con.execute(_MEND.format(table=table, name=name, after=_after(kind, None if days else zones)))
    bad = [(text, None) for text, value in values.items() if value is UNREAD]
    if not bad:
        return findings
    _found(con, bad, sql_type)
    rows = con.execute(_ROWS.format(table=table, name=name)).fetchall()
    return [*findings, *([_unread(kind, place, rows)] if rows else [])]


def _reader(
    column: TableColumn, whole: Column, texts: Sequence[str], place: Place, formats: Sequence[str]
) -> tuple[Callable[[str], Read], list[Finding]]:
    """How the leftovers of a column are read — what one of them leaves open, all of them tell — and what is unsure."""
    if column.name in durations.COLUMNS:
        return durations.read_duration, []
    if column.type is Type.NUMBER:
        money = column.name in _MONEY
        groups, findings = thousands(whole, texts, place, money=money)
        return lambda text: UNREAD if money and "%" in text else read_number(text, groups), findings
    if column.type is Type.FLAG:
        return read_flag, []
    # A shape that the profile names is not argued with.
    first = "" if formats else month_first_marks(texts)
    months, order = column.name in _MONTH_COLUMNS, slash_order(texts)
    return lambda text: read_moment(text, months=months, order=order, month_first=first), []


def _after(kind: Type, zones: Zones | None) -> str:
    """The SQL of a mended value: a moment by the clock of the export is put by that of the company."""
    if kind is not Type.TIMESTAMP or zones is None or zones.export == zones.company:
        return "found.after"
    return _MOVED.format(company=quoted(zones.company), export=quoted(zones.export))


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
