"""The short way into the database for plain CSV: the database reads the file itself, and only what is asked for.

Everything here is optimistic. A file or a row that is not plain — another encoding, a broken record, a value in an
unusual shape, a blank row, a footer — is left to the long way, which reads anything and tells of everything; the two
give the same tables.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from audit.database import SQL_TYPES, Connection, another, refuses
from audit.ingest.convert import ISO, Zones, expression, quoted, sane
from audit.ingest.recognise import Match
from audit.ingest.sheet import Sheet
from audit.ingest.staging import FOOTER, WORDS, Loaded, Plan, is_simple, trimmed
from handbook.tables import TABLE, TableColumn, Type

#: Columns to keep as text besides: name and positions.
Extra: TypeAlias = Sequence[tuple[str, tuple[int, ...]]]

#: More unusual rows than this share, and the long way reads the whole file.
_FEW = 0.2
_CHUNK = 1 << 24
#: A small file keeps one processor busy, so two are read at a time; larger ones than this many bytes, each alone.
_AT_ONCE, _LARGE = 2, 1 << 26

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?")
#: Shapes that the database reads of itself when all values of a column have them; one of each type in a file.
_EXACT = {
    Type.DATE: (re.compile(r"\d{4}-\d\d-\d\d"), "dateformat='%Y-%m-%d'"),
    Type.TIMESTAMP: (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"), "timestampformat='%Y-%m-%d %H:%M:%S'"),
}
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_FLAGS = {"true", "false"}
_PLAIN_ID = re.compile("[!-~]+")

_LOAD = """
CREATE OR REPLACE TABLE {name} AS
SELECT CAST(NULL AS INTEGER) AS source_row, CAST(NULL AS VARCHAR) AS aside, {values}, {odd} AS odd
FROM (SELECT {cells} FROM {file})
"""
_NUMBER_ROWS = "UPDATE {name} SET source_row = rowid + 2"
_COUNT = "SELECT count(*), count(*) FILTER (WHERE odd) FROM {name}"
_ODD = """
SELECT n.* FROM (SELECT CAST(row_number() OVER () + 1 AS BIGINT) AS "row", {cells} FROM {file}) AS n
SEMI JOIN (SELECT source_row FROM {name} WHERE odd) AS o ON o.source_row = n."row"
"""
#: A number of a record with a blank, or another sign that is no ASCII, at an end.
_PADDED = "{cell} < '!' OR {cell} >= '\u007f' OR array_extract({cell}, -1) NOT BETWEEN '!' AND '~'"
#: First letters of a footer («Итого», «Всего», «Total», «Subtotal», «Grand total», «Confidential», «Copyright»).
_FOOTER_LETTERS = "{cell} >= 'C' AND left(lower({cell}), 1) IN ('и', 'в', 't', 's', 'g', 'c')"


@dataclass(frozen=True, slots=True)
class PlainFile:
    """A CSV file that the database may read itself.

    Attributes:
        path: The file.
        delimiter: Between its cells.
        width: Number of its columns, trailing empty ones included.
        sample: Its first records, by which the quickest way to read a column is chosen.
    """

    path: Path
    delimiter: str
    width: int
    sample: tuple[tuple[str, ...], ...] = ()

    def examples(self, places: Sequence[int]) -> list[str]:
        """What stands at some positions in the first records, blanks left out."""
        return [row[place] for row in self.sample for place in places if place < len(row) and row[place]]

    def sql(self, exact: Mapping[int, Type] = MappingProxyType({})) -> str:
        """The file as a table of text, ``c0``, ``c1``…, without its header.

        Args:
            exact: Positions of columns to read as dates and moments; a value of another shape is an error.
        """
        kinds = {number: SQL_TYPES[exact.get(number, Type.TEXT)] for number in range(self.width)}
        columns = ", ".join(f"'c{number}': '{kind}'" for number, kind in kinds.items())
        shapes = "".join(f", {_EXACT[kind][1]}" for kind in sorted(set(exact.values())))
        path = quoted(self.path.as_posix())
        return (
            f"read_csv({path}, columns={{{columns}}}, header=true, auto_detect=false, strict_mode=true,"
            f" delim={quoted(self.delimiter)}, quote='\"', escape='\"', allow_quoted_nulls=true{shapes})"
        )

    def lines(self) -> int:
        """Physical lines of the file; the last one may lack its end."""
        count, last = 0, b"\n"
        with self.path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                count += chunk.count(b"\n")
                last = chunk[-1:]
        return count + (last != b"\n")


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
) -> dict[int, Type]:
    """Positions of the dates and moments whose first values all have the shape the database reads of itself."""
    if zones.export != zones.company:
        return {}
    used = Counter(place for item in columns for place in match.columns[item.name])
    used.update(place for _, places in extra for place in places)
    found = {}
    for item in columns:
        places = match.columns[item.name]
        if item.type in _EXACT and len(places) == 1 and used[places[0]] == 1 and not match.column(item.name).formats:
            examples = plain.examples(places)
            if examples and all(map(_EXACT[item.type][0].fullmatch, examples)):
                found[places[0]] = item.type
    return found


def _statement(  # noqa: PLR0913, PLR0917 - what is read and how
    plain: PlainFile,
    match: Match,
    name: str,
    columns: Sequence[TableColumn],
    extra: Extra,
    zones: Zones,
    exact: Mapping[int, Type],
) -> str:
    """The SQL that stages a plain file; some positions are read as dates and moments at once."""
    wide = {place for _, some in extra for place in some}
    key = next((match.columns[item.name] for item in TABLE[match.table].columns if item.key), None)
    first = key[0] if key else min(wide.union(*(match.columns[item.name] for item in columns)) - set(exact), default=0)
    values, odd = [], _unlike_a_record(f"c{first}")
    if all(map(_PLAIN_ID.fullmatch, plain.examples([first]))):
        odd.append(_PADDED.format(cell=f"c{first}"))
    else:
        wide.add(first)
    for column in columns:
        places, formats = match.columns[column.name], match.column(column.name).formats
        if places[0] in exact:
            values.append(f'c{places[0]} AS "{column.name}"')
            odd.append(f"c{places[0]} IS NOT NULL AND {sane(f'c{places[0]}')} IS NULL")
            continue
        text, kind, examples = match.cells(places), SQL_TYPES[column.type], plain.examples(places)
        quick = None if formats else _quick(column.type, text, examples, zones)
        value = f"CAST({quick or expression(column.type, text, formats, zones)} AS {kind})"
        values.append(f'{value} AS "{column.name}"')
        if column.type is not Type.TEXT:
            odd.append(f'"{column.name}" IS NULL AND {text} IS NOT NULL')
        elif is_number(column.name, examples):
            odd.append(_PADDED.format(cell=text))
        if len(places) > 1 or not (quick or is_number(column.name, examples) or column.name in WORDS):
            wide.update(places)
    values += [f"{match.cells(some)} AS {title}" for title, some in extra]
    asked = wide.union({first}, *(match.columns[column.name] for column in columns))
    cells = ", ".join(trimmed(f"c{place}") if place in wide else f"c{place}" for place in sorted(asked))
    return _LOAD.format(
        name=name,
        odd=f"coalesce({' OR '.join(f'({part})' for part in odd)}, FALSE)",
        values=", ".join(values),
        cells=cells,
        file=plain.sql(exact),
    )


def _checked(con: Connection, plain: PlainFile, match: Match, name: str) -> Loaded | None:
    """What was loaded, its odd rows taken out; None and no table when the file is not plain after all."""
    rows, unusual = con.execute(_COUNT.format(name=name)).fetchall()[0]
    if rows + 1 != plain.lines() or unusual > rows * _FEW:
        con.execute(f"DROP TABLE {name}")
        return None
    con.execute(_NUMBER_ROWS.format(name=name))
    rest = _odd_rows(con, plain, match.sheet, name) if unusual else None
    con.execute(f"ALTER TABLE {name} DROP COLUMN odd")
    return Loaded(int(rows), rest)


def is_number(column: str, examples: Iterable[str]) -> bool:
    """Whether a column holds numbers of records, and not names in their place: they are compared as they stand."""
    return (column == "id" or column.endswith("_id")) and all(map(_PLAIN_ID.fullmatch, examples))


def _unlike_a_record(cell: str) -> list[str]:
    """Conditions that a row begins with nothing, or like a footer."""
    footer = f"{_FOOTER_LETTERS.format(cell=cell)} AND {FOOTER.format(cell=cell)}"
    return [f"{cell} IS NULL", footer]


def _quick(kind: Type, text: str, examples: Sequence[str], zones: Zones) -> str | None:
    """The SQL that reads a column whose first values all have the plainest shape; None when they have not."""
    if kind in {Type.TIMESTAMP, Type.DATE} and zones.export == zones.company and all(map(_ISO.fullmatch, examples)):
        return sane(ISO.format(text=text, kind=SQL_TYPES[kind]))
    if kind is Type.NUMBER and all(map(_NUMBER.fullmatch, examples)):
        return f"TRY_CAST({text} AS {SQL_TYPES[kind]})"
    if kind is Type.FLAG and set(examples) <= _FLAGS:
        return f"TRY_CAST({text} AS BOOLEAN)"
    return None


def _odd_rows(con: Connection, plain: PlainFile, sheet: Sheet, name: str) -> Sheet:
    """The rows for the long way, taken out of the staging table."""
    cells = ", ".join(f"coalesce(c{number}, '') AS c{number}" for number in range(len(sheet.headers)))
    table = con.sql(_ODD.format(name=name, cells=cells, file=plain.sql())).to_arrow_table()
    con.execute(f"DELETE FROM {name} WHERE odd")  # noqa: S608 - the name is ours
    return Sheet(sheet.file, sheet.source, sheet.headers, table, table.num_rows)


def load_all(con: Connection, plans: Mapping[int, Plan], zones: Zones) -> dict[int, Loaded]:
    """Load plain files: large ones one after another, each by every processor, then small ones side by side.

    Args:
        con: Where.
        plans: What to load, by any number.
        zones: Where moments stand and where they belong.

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
    found = [read(number) for number in large]
    with ThreadPoolExecutor(max_workers=_AT_ONCE) as pool:
        found += pool.map(read, small)
    return {number: loaded for number, loaded in zip((*large, *small), found, strict=True) if loaded}


def _size(sheet: Sheet) -> int:
    return sheet.plain.path.stat().st_size if sheet.plain else 0
