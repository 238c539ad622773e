"""The short way into the database for plain CSV: the database reads the file itself, and only what is asked for.

Everything here is optimistic. A file or a row that is not plain — another encoding, a broken record, a value in an
unusual shape, a blank row, a footer — is left to the long way, which reads anything and tells of everything; the two
give the same tables.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeAlias

from audit.database import SQL_TYPES, Connection, another, refuses
from audit.ingest import durations
from audit.ingest.columnwise import has_month_second, is_midnight, is_timed_text, reads_both_ways
from audit.ingest.convert import FORMATS, ISO, Zones, expression, quoted, sane
from audit.ingest.footers import likely_footer
from audit.ingest.plainfile import PlainFile, Shaped
from audit.ingest.recognition.recognise import Match
from audit.ingest.sheet import BLANKS, CAPTION_WIDTH, REPEATED_HEADER, HeaderTest, Sheet
from audit.ingest.staged import WORDS, Loaded, Plan
from audit.ingest.staging import is_simple, text_of, trimmed
from audit.ingest.wording import meaning
from handbook.model.profile import Column
from handbook.russian.text import normalise
from handbook.tables import TABLE, TableColumn, Type

#: Columns to keep as text besides: name and positions.
Extra: TypeAlias = Sequence[tuple[str, tuple[int, ...]]]

#: More unusual rows than this share, and the long way reads the whole file.
_FEW = 0.2
#: A small file keeps one processor busy, so two are read at a time; larger ones than this many bytes, each alone.
_AT_ONCE, _LARGE = 2, 1 << 26

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?")
_RUSSIAN = re.compile(r"\d\d\.\d\d\.\d{4}(?: \d\d?:\d\d(?::\d\d)?)?")
#: Shapes that the database reads of itself when all values of a column have them; one of each type in a file.
_EXACT = {
    Type.DATE: (
        (re.compile(r"\d{4}-\d\d-\d\d"), "dateformat='%Y-%m-%d'"),
        (re.compile(r"\d\d\.\d\d\.\d{4}"), "dateformat='%d.%m.%Y'"),
    ),
    Type.TIMESTAMP: (
        (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"), "timestampformat='%Y-%m-%d %H:%M:%S'"),
        (re.compile(r"\d\d\.\d\d\.\d{4} \d\d?:\d\d:\d\d"), "timestampformat='%d.%m.%Y %H:%M:%S'"),
        (re.compile(r"\d\d\.\d\d\.\d{4} \d\d?:\d\d"), "timestampformat='%d.%m.%Y %H:%M'"),
    ),
    Type.NUMBER: ((re.compile(r"-?\d+(?:,\d+)?"), "decimal_separator=','"),),
}
#: One that reads one way: its comma is no mark of thousands.
_DECIMAL = re.compile(r"-?(?:0\d*,\d+|\d{4,},\d+|\d+,(?!\d{3}$)\d+)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_SPACED = re.compile(r"-?\d{1,3}(?:[ \u00a0\u202f]?\d{3})*(?:[.,]\d+)?")
#: A number whose thousands are told apart and whose decimal mark is a comma.
_UNSPACED = "replace(replace(replace(replace({text}, ' ', ''), '\u00a0', ''), '\u202f', ''), ',', '.')"
_RUSSIAN_FORMATS = ", ".join(quoted(shape) for shape in FORMATS if shape.startswith("%d.%m.%Y"))
_FLAGS = {"true", "false"}
_PLAIN_ID = re.compile("[!-~]+")

_LOAD = """
CREATE OR REPLACE TABLE {name} AS
SELECT CAST(NULL AS INTEGER) AS source_row, CAST(NULL AS VARCHAR) AS aside, {values}, {odd} AS odd, {doubt} AS doubt
FROM (SELECT {cells} FROM {file})
"""
_NUMBER_ROWS = "UPDATE {name} SET source_row = rowid + {first}"
_COUNT = "SELECT count(*), count(*) FILTER (WHERE odd), coalesce(bool_or(doubt), FALSE) FROM {name}"
_ODD = """
SELECT n.* FROM (SELECT CAST(row_number() OVER () + {header} AS BIGINT) AS "row", {cells} FROM {file}) AS n
SEMI JOIN (SELECT source_row FROM {name} WHERE odd) AS o ON o.source_row = n."row"
"""
#: A number of a record with a blank, or another sign that is no ASCII, at an end.
_PADDED = "{cell} < '!' OR {cell} >= '\u007f' OR array_extract({cell}, -1) NOT BETWEEN '!' AND '~'"


def load(  # noqa: PLR0913 - what is read and how, all by name
    con: Connection,
    plain: PlainFile,
    match: Match,
    name: str,
    *,
    wanted: Iterable[str],
    extra: Extra,
    zones: Zones,
) -> Loaded | None:
    """Stage a plain file, or say that it is not plain.

    Args:
        con: Where.
        plain: The file.
        match: How it is read; without filters and defaults.
        name: The staging table to make: the wanted columns, ``source_row``, ``aside`` and the extra columns.
        wanted: Canonical columns to read.
        extra: Other columns to read as text: name and positions.
        zones: Where moments stand and where they belong.

    Returns:
        What was read; None when the long way must read the whole file.
    """
    columns = [item for item in TABLE[match.table].columns if item.name in set(wanted) and match.columns.get(item.name)]
    exact = _exact(plain, match, columns, extra, zones)
    # A file in which a single date is of another shape is read again, value by value.
    for chosen in (exact, {}) if exact else ({},):
        if not refuses(con, _statement(plain, match, name, columns, extra, zones, chosen)):
            return _checked(con, plain, match, name)
    return None


def _exact(
    plain: PlainFile, match: Match, columns: Sequence[TableColumn], extra: Extra, zones: Zones
) -> dict[int, Shaped]:
    """Positions of the columns whose first values all have a shape the database reads of itself."""
    wanted: dict[int, set[Type]] = {}
    for item in columns:
        for place in match.columns[item.name]:
            wanted.setdefault(place, set()).add(item.type)
    as_text = {place for _, places in extra for place in places}
    found: dict[int, Shaped] = {}
    for item in columns:
        places = match.columns[item.name]
        moves = item.type is not Type.NUMBER and zones.export != zones.company
        shared = len(places) != 1 or len(wanted[places[0]]) > 1 or places[0] in as_text
        if item.type not in _EXACT or shared or moves or match.column(item.name).pattern:
            continue
        examples = plain.examples(places)
        if examples and not match.column(item.name).formats:
            shape = next((option for regex, option in _EXACT[item.type] if all(map(regex.fullmatch, examples))), None)
            # Read so, «12,500» is 12.5 and its text is gone: the comma must be a decimal mark beyond doubt.
            if shape and (item.type is not Type.NUMBER or any(map(_DECIMAL.fullmatch, examples))):
                found[places[0]] = (item.type, shape)
    # The database takes one shape of a type: that of most columns.
    often = Counter(found.values())
    chosen = {kind: max(often, key=lambda item: (item[0] is kind, often[item]))[1] for kind, _ in often}
    several = {place for item in columns if len(match.columns[item.name]) > 1 for place in match.columns[item.name]}
    return {
        place: (kind, shape) for place, (kind, shape) in found.items() if chosen[kind] == shape and place not in several
    }


def _statement(  # noqa: PLR0913, PLR0917 - what is read and how
    plain: PlainFile,
    match: Match,
    name: str,
    columns: Sequence[TableColumn],
    extra: Extra,
    zones: Zones,
    exact: Mapping[int, Shaped],
) -> str:
    """The SQL that stages a plain file; some positions are read as dates and moments at once."""
    wide = {place for _, some in extra for place in some}
    key = next((match.columns[item.name] for item in TABLE[match.table].columns if item.key), None)
    first = key[0] if key else min(wide.union(*(match.columns[item.name] for item in columns)) - set(exact), default=0)
    values, odd = [], _unlike_a_record(f"c{first}", match.sheet.headers[first])
    if all(map(_PLAIN_ID.fullmatch, plain.examples([first]))):
        odd.append(_PADDED.format(cell=f"c{first}"))
    else:
        wide.add(first)
    for column in columns:
        places, formats = match.columns[column.name], match.column(column.name).formats
        if places[0] in exact:
            values.append(f'c{places[0]} AS "{column.name}"')
            if column.type is not Type.NUMBER:
                odd.append(f"c{places[0]} IS NOT NULL AND {sane(f'c{places[0]}')} IS NULL")
            continue
        text, kind, examples = text_of(match, column.name), SQL_TYPES[column.type], plain.examples(places)
        parts = match.column(column.name).pattern
        quick = None if formats or parts else _quick(column.type, text, examples, zones)
        value = f"CAST({quick or expression(column.type, text, formats, zones)} AS {kind})"
        if column.type is Type.TEXT and len(places) == 1:
            value = _in_words(f"c{places[0]}", text, examples, match.column(column.name))
        values.append(f'{value} AS "{column.name}"')
        if column.type is not Type.TEXT:
            odd.append(f'"{column.name}" IS NULL AND {text} IS NOT NULL')
        elif is_number(column.name, examples):
            odd.append(_PADDED.format(cell=text))
        if len(places) > 1 or parts or not (quick or is_number(column.name, examples) or column.name in WORDS):
            wide.update(places)
    values += [f"{match.cells(some)} AS {title}" for title, some in extra]
    asked = wide.union({first}, *(match.columns[column.name] for column in columns))
    others, unlike = _besides(match.sheet, first, asked, exact)
    asked |= others
    wide |= ({0} & others) - set(exact)
    odd += unlike
    cells = ", ".join(trimmed(f"c{place}") if place in wide else f"c{place}" for place in sorted(asked))
    return _LOAD.format(
        name=name,
        odd=f"coalesce({' OR '.join(f'({part})' for part in odd)}, FALSE)",
        doubt=_doubt(plain, match, columns, zones, exact),
        values=", ".join(values),
        cells=cells,
        file=plain.sql(exact),
    )


def _doubt(
    plain: PlainFile, match: Match, columns: Iterable[TableColumn], zones: Zones, exact: Mapping[int, Shaped]
) -> str:
    """The SQL of a row with a value that means what its whole column says: the long way must read all of the file."""
    found = ["FALSE"]
    for column in columns:
        places, name = match.columns[column.name], column.name
        text, examples = text_of(match, name), plain.examples(places)
        if places[0] in exact or column.type is Type.TEXT:
            continue
        if column.type is Type.NUMBER and name not in durations.COLUMNS:
            found.append(reads_both_ways(text))
        if column.type in {Type.DATE, Type.TIMESTAMP}:
            found.append(f'"{name}" IS NULL AND {has_month_second(text)}')
        if column.type is Type.TIMESTAMP:
            here = zones.export == zones.company
            # With another time in the column, midnights are moments, unless one is met among the odd rows alone.
            when = "odd" if any(map(is_timed_text, examples)) else "TRUE"
            found.append(f"CASE WHEN {when} THEN {is_midnight(text, elsewhere=here)} END")
    return " OR ".join(f"({part})" for part in found)


def _checked(con: Connection, plain: PlainFile, match: Match, name: str) -> Loaded | None:
    """What was loaded, its odd rows taken out; None and no table when the file is not plain after all."""
    rows, unusual, doubt = con.execute(_COUNT.format(name=name)).fetchall()[0]
    if doubt or rows + plain.above + 1 != plain.lines() or unusual > rows * _FEW or plain.is_glued():
        con.execute(f"DROP TABLE {name}")
        return None
    con.execute(_NUMBER_ROWS.format(name=name, first=plain.above + 2))
    rest = _odd_rows(con, plain, match.sheet, name) if unusual else None
    if rest is not None and _is_parted(rest, rows + plain.above + 1):
        con.execute(f"DROP TABLE {name}")
        return None
    for column in ("odd", "doubt"):
        con.execute(f"ALTER TABLE {name} DROP COLUMN {column}")
    return Loaded(int(rows), rest)


def _is_parted(odd: Sheet, last: int) -> bool:
    """Whether a blank row is followed by one of several cells: another table may begin there."""
    filled = {
        row: sum(bool(cell and cell.strip(BLANKS)) for cell in cells)
        for row, *cells in zip(*odd.cells().to_pydict().values(), strict=True)
    }
    # A row that is not odd has several cells.
    return any(not count and row < last and filled.get(row + 1, 2) > 1 for row, count in filled.items())


def is_number(column: str, examples: Iterable[str]) -> bool:
    """Whether a column holds numbers of records, and not names in their place: they are compared as they stand."""
    return (column == "id" or column.endswith("_id")) and all(map(_PLAIN_ID.fullmatch, examples))


def _unlike_a_record(cell: str, title: str) -> list[str]:
    """Conditions that a row begins with nothing, like a footer, or like the header."""
    return [f"{cell} IS NULL", likely_footer(cell), f"{cell} = {quoted(title)}"]


def _besides(sheet: Sheet, first: int, asked: set[int], exact: Iterable[int]) -> tuple[set[int], list[str]]:
    """Positions to read besides, and conditions that a row begins like a footer or is a caption alone in it.

    Args:
        sheet: The sheet.
        first: Where records have their number.
        asked: Positions that are read anyway.
        exact: Those among them that are not read as text.
    """
    needed: set[int] = set()
    found: list[str] = []
    if first and 0 not in exact:
        needed.add(0)
        found.append(likely_footer("c0"))
    if sum(map(bool, sheet.headers)) >= CAPTION_WIDTH:
        others = (asked | needed) - {first} or {first + 1}
        needed |= others
        found.append(" AND ".join(f"c{place} IS NULL" for place in sorted(others)))
    return needed, found


def _quick(kind: Type, text: str, examples: Sequence[str], zones: Zones) -> str | None:
    """The SQL that reads a column whose first values all have the plainest shape; None when they have not."""
    if kind in {Type.TIMESTAMP, Type.DATE} and zones.export == zones.company:
        if all(map(_ISO.fullmatch, examples)):
            return sane(ISO.format(text=text, kind=SQL_TYPES[kind]))
        if all(map(_RUSSIAN.fullmatch, examples)):
            return sane(f"CAST(try_strptime({text}, [{_RUSSIAN_FORMATS}]) AS {SQL_TYPES[kind]})")
    if kind is Type.NUMBER and all(map(_NUMBER.fullmatch, examples)):
        return f"TRY_CAST({text} AS {SQL_TYPES[kind]})"
    if kind is Type.NUMBER and all(map(_SPACED.fullmatch, examples)):
        return f"TRY_CAST({_UNSPACED.format(text=text)} AS {SQL_TYPES[kind]})"
    if kind is Type.FLAG and set(examples) <= _FLAGS:
        return f"TRY_CAST({text} AS BOOLEAN)"
    return None


def _in_words(cell: str, text: str, examples: Iterable[str], column: Column) -> str:
    """The SQL of a text, those of the first records put in the profile's words: one by one later takes much longer.

    Args:
        cell: SQL of the cell.
        text: SQL of what is taken of it.
        examples: Cells of the first records.
        column: What the profile says of the column.
    """
    if not column.values:
        return text
    words = meaning({normalise(key): value for key, value in column.values.items()})
    cases = ""
    for example in sorted(set(examples)):
        part = re.search(column.pattern, example.strip(BLANKS)) if column.pattern else None
        before = part[1].strip(" ") if part else example.strip(BLANKS)
        after = words(before)
        # All texts are put in the profile's words once more, which must change nothing.
        if after and (part or not column.pattern) and after != example and words(after) == after:
            cases += f" WHEN {quoted(example)} THEN {quoted(after)}"
    return f"CASE {cell}{cases} ELSE {text} END" if cases else text


def _odd_rows(con: Connection, plain: PlainFile, sheet: Sheet, name: str) -> Sheet:
    """The rows for the long way, taken out of the staging table; repeats of the header are set aside."""
    cells = ", ".join(f"coalesce(c{number}, '') AS c{number}" for number in range(len(sheet.headers)))
    question = _ODD.format(name=name, cells=cells, file=plain.sql(), header=plain.above + 1)
    table = con.sql(question).to_arrow_table()
    con.execute(f"DELETE FROM {name} WHERE odd")  # noqa: S608 - the name is ours
    test = HeaderTest(sheet.headers)
    alike = any(map(test.begins, table.column("c0").to_pylist()))
    rows = [tuple(row.values()) for row in table.to_pylist()] if alike else []
    repeats = {place: row[0] for place, row in enumerate(rows) if test(row[1:])}
    if repeats:
        import pyarrow as pa

        sheet.aside |= dict.fromkeys(repeats.values(), REPEATED_HEADER)
        table = table.take(pa.array([place for place in range(len(rows)) if place not in repeats], pa.int64()))
    return Sheet(sheet.file, sheet.source, sheet.headers, table, table.num_rows)


def load_all(
    con: Connection, plans: Mapping[int, Plan], zones: Zones, reading: Callable[[str], None] = lambda _: None
) -> dict[int, Loaded]:
    """Load plain files: large ones one after another, each by every processor, then small ones side by side.

    Args:
        con: Where.
        plans: What to load, by any number.
        zones: Where moments stand and where they belong.
        reading: Told the name of each large file when its turn comes.

    Returns:
        What was read, by the same numbers; files for the long way are left out.
    """

    def read(number: int) -> Loaded | None:
        plan = plans[number]
        plain = plan.match.sheet.plain
        if plain is None or not is_simple(plan.match):
            return None
        named = [(cell, places) for _, places, cell in plan.fields]
        return load(another(con), plain, plan.match, plan.name, wanted=plan.wanted, extra=named, zones=zones)

    large = [number for number, plan in plans.items() if _size(plan.match.sheet) > _LARGE]
    small = sorted(plans.keys() - set(large), key=lambda number: -_size(plans[number].match.sheet))
    found = []
    for number in large:
        reading(plans[number].match.sheet.file)
        found.append(read(number))
    with ThreadPoolExecutor(max_workers=_AT_ONCE) as pool:
        found += pool.map(read, small)
    return {number: loaded for number, loaded in zip((*large, *small), found, strict=True) if loaded}


def _size(sheet: Sheet) -> int:
    return sheet.plain.path.stat().st_size if sheet.plain else 0
