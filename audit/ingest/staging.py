"""One match (sheet × source) → a typed staging table, with the reason beside every row that is not used."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from audit.database import SQL_TYPES, Connection, fill
from audit.ingest.convert import Zones, expression, mend, quoted
from audit.ingest.people import PERSON_COLUMNS, People
from audit.ingest.recognise import ROW_POSITION, Match
from audit.ingest.sheet import BLANK_ROW, BLANKS, FOOTER_ROW, Sheet, folded
from handbook.finding import Finding, Place
from handbook.russian.text import normalise
from handbook.tables import TABLE, TableColumn, Type

NO_KEY = "нет номера записи"
TEST_RECORD = "пробная запись"
DELETED = "удалена в CRM"
FILTERED = "не подходит отбору профиля"

_FOOTER = r"^(итого|всего|total|grand totals?|subtotals?)\s*(:.*|\(.*)?$|^confidential information|^copyright ©"
_LOAD = (
    "CREATE OR REPLACE TEMP TABLE {name} AS SELECT source_row, {aside} AS aside, {names}"
    " FROM (SELECT row AS source_row, {cells} FROM arrow_sheet)"
)
#: Only cells that have a blank at an end are trimmed, which is slow; pyarrow.compute takes longer merely to load.
_TRIMMED = (
    "CASE WHEN contains({blanks}, left({cell}, 1)) OR contains({blanks}, right({cell}, 1))"
    " THEN trim({cell}, {blanks}) ELSE {cell} END"
)
_CREATE = "CREATE OR REPLACE TEMP TABLE {name} AS SELECT {columns} FROM {raw}"
_DISTINCT = "SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY 1"
_FIRST_ROWS = (
    "SELECT {column}, min(source_row) FROM {table} WHERE {column} IS NOT NULL AND aside IS NULL GROUP BY 1 ORDER BY 2"
)
_TRANSLATE = "UPDATE {table} SET {column} = words.after FROM words WHERE {table}.{column} = words.before"
_OTHERS = "SELECT source_row FROM {raw} WHERE coalesce({cell} NOT IN ({good}), true)"
_ASIDE = "UPDATE {table} SET aside = {reason} WHERE aside IS NULL AND {condition}"
_REASONS = "SELECT source_row, aside FROM {table} WHERE aside IS NOT NULL ORDER BY 1"
_DEFAULT = "UPDATE {table} SET {column} = CAST({value} AS {kind}) WHERE {column} IS NULL AND {column}_text IS NULL"
_DEFAULTED = "SELECT count(*) FROM {table} WHERE aside IS NULL AND {column}_text IS NULL"


@dataclass(frozen=True)
class Reader:
    """What every match is read with.

    Attributes:
        con: Where the tables are.
        zones: Time zones of the export and of the company.
        people: Who is who.
    """

    con: Connection
    zones: Zones
    people: People


@dataclass
class Staged:
    """A staging table and what was learnt while filling it.

    Attributes:
        name: The table: canonical columns, their texts as ``<column>_text``, ``source_row`` and ``aside``.
        match: What it was made from.
        filled: Canonical columns the export really gives.
        findings: Remarks on its values.
        aside: Reason of every row that is not used; known once the table is put away.
        defaulted: Columns whose blanks the profile filled, with the number of such rows; known then, too.
    """

    name: str
    match: Match
    filled: set[str]
    findings: list[Finding] = field(default_factory=list)
    aside: dict[int, str] = field(default_factory=dict)
    defaulted: list[tuple[str, int]] = field(default_factory=list)

    @property
    def file(self) -> str:
        """The file, for people."""
        return self.match.sheet.file


def load_sheet(con: Connection, sheet: Sheet, name: str) -> None:
    """Load a sheet as trimmed text: ``source_row``, ``aside``, ``c0``, ``c1``… — blank and footer rows are marked.

    Args:
        con: Where.
        sheet: The sheet.
        name: The temporary table to make.
    """
    names = [f"c{number}" for number in range(len(sheet.headers))]
    first = f"coalesce({', '.join(names)}, NULL)"
    aside = (
        f"CASE WHEN {first} IS NULL THEN {quoted(BLANK_ROW)}"
        f" WHEN regexp_matches(lower({first}), {quoted(_FOOTER)}) THEN {quoted(FOOTER_ROW)} END"
    )
    filled = ", ".join(f"nullif({_TRIMMED.format(cell=cell, blanks=quoted(BLANKS))}, '') AS {cell}" for cell in names)
    con.register("arrow_sheet", sheet.table)
    con.execute(_LOAD.format(name=name, aside=aside, names=", ".join(names), cells=filled))
    con.unregister("arrow_sheet")
    sheet.let_go()


def stage(reader: Reader, match: Match, raw: str, name: str) -> Staged:
    """Convert a loaded sheet by one source of the profile.

    Args:
        reader: What it is read with.
        match: Sheet and source.
        raw: The loaded sheet.
        name: The staging table to make.
    """
    con = reader.con
    table = TABLE[match.table]
    columns = [column for column in table.columns if column.name in match.columns]
    selected = ["source_row", "aside"]
    for column in columns:
        text = _text(match, column.name)
        formats = match.column(column.name).formats
        selected.append(f"{text} AS {column.name}_text")
        kind = SQL_TYPES[column.type]
        selected.append(f"CAST({expression(column.type, text, formats, reader.zones)} AS {kind}) AS {column.name}")
    con.execute(_CREATE.format(name=name, columns=", ".join(selected), raw=raw))
    staged = Staged(name, match, {column.name for column in columns})
    for column in columns:
        if column.type is not Type.TEXT:
            place = Place(match.sheet.file, field=match.title(column.name))
            staged.findings += mend(con, name, column, place)
    _translate_columns(con, staged, columns, reader.people)
    _set_aside_by_source(con, staged, raw)
    for column in columns:
        _fill_blanks(con, staged, column)
    return staged


def _text(match: Match, column: str) -> str:
    """SQL of a column's text: the first cell that is filled among those of one title."""
    places = match.columns[column]
    if not places:
        return "CAST(NULL AS VARCHAR)"
    if places[0] == ROW_POSITION:
        return "CAST(source_row AS VARCHAR)"
    return match.cells(places)


def _translate_columns(con: Connection, staged: Staged, columns: Iterable[TableColumn], people: People) -> None:
    for column in columns:
        words = {normalise(key): value for key, value in staged.match.column(column.name).values.items()}
        if column.type is Type.TEXT and words:
            translate(con, staged.name, column.name, _meaning(words))
        if column.name in PERSON_COLUMNS:
            _meet_shared(con, staged, column.name, people)
            translate(con, staged.name, column.name, people.resolve)


def _meet_shared(con: Connection, staged: Staged, column: str, people: People) -> None:
    """Tell of names that several people bear, at the first row each stands in."""
    for text, row in con.execute(_FIRST_ROWS.format(table=staged.name, column=column)).fetchall():
        if people.is_shared(text):
            people.met(text, Place(staged.file, row=row, field=staged.match.title(column), excerpt=text))


def _meaning(words: Mapping[str, str]) -> Callable[[str], str]:
    return lambda text: words.get(normalise(text), text)


def translate(con: Connection, table: str, column: str, meaning: Callable[[str], str]) -> None:
    """Replace texts of a column by their meaning; each distinct text is asked about once."""
    texts = [str(row[0]) for row in con.execute(_DISTINCT.format(table=table, column=column)).fetchall()]
    changed = [(text, after) for text in texts if (after := meaning(text)) != text]
    if changed:
        con.execute("CREATE OR REPLACE TEMP TABLE words (before VARCHAR, after VARCHAR)")
        fill(con, "words", {"before": "VARCHAR", "after": "VARCHAR"}, changed)
        con.execute(_TRANSLATE.format(table=table, column=column))


def set_aside(con: Connection, table: str, reason: str, condition: str) -> None:
    """Mark rows that are not used; a row keeps its first reason."""
    con.execute(_ASIDE.format(table=table, reason=quoted(reason), condition=condition))


def _set_aside_by_source(con: Connection, staged: Staged, raw: str) -> None:
    match = staged.match
    for title, allowed in match.source.filters.items():
        cell = match.cells(match.sheet.index[folded(title)])
        wanted = {folded(value) for value in allowed}
        texts = [str(row[0]) for row in con.execute(_DISTINCT.format(table=raw, column=cell)).fetchall()]
        good = ", ".join(quoted(text) for text in texts if folded(text) in wanted) or "NULL"
        bad = _OTHERS.format(raw=raw, cell=cell, good=good)
        set_aside(con, staged.name, FILTERED, f"source_row IN ({bad})")
    keys = [column.name for column in TABLE[match.table].columns if column.key]
    for key in keys or [name for name in ("deal_id", "owner") if name in match.columns][:1]:
        set_aside(con, staged.name, NO_KEY, f"{key} IS NULL")
    if "is_deleted" in staged.filled:
        set_aside(con, staged.name, DELETED, "is_deleted")


def set_test_records_aside(con: Connection, staged: Staged, words: Sequence[str]) -> None:
    """Mark records whose title holds one of the words (as a word, not as a part of one)."""
    if "title" not in staged.filled or not words:
        return
    apart = r"[^\p{L}\p{N}]"
    # Blanks of any kind stand between words, as they do for ``normalise``.
    wanted = "|".join(r"[\s\p{Z}]+".join(re.escape(part) for part in normalise(word).split()) for word in words)
    pattern = quoted(f"(^|{apart})({wanted})($|{apart})")
    set_aside(con, staged.name, TEST_RECORD, f"regexp_matches(replace(lower(title), 'ё', 'е'), {pattern})")


def _fill_blanks(con: Connection, staged: Staged, column: TableColumn) -> None:
    default = staged.match.column(column.name).default
    if default is None:
        return
    value = default.isoformat() if isinstance(default, date) else str(default)
    con.execute(
        _DEFAULT.format(table=staged.name, column=column.name, value=quoted(value), kind=SQL_TYPES[column.type])
    )


def put_away(con: Connection, staged: Staged) -> None:
    """Note what the account of a file needs and drop the staging table: its rows are in the canonical one."""
    staged.aside = {int(row): str(reason) for row, reason in con.execute(_REASONS.format(table=staged.name)).fetchall()}
    staged.defaulted = _defaulted(con, staged)
    con.execute(f"DROP TABLE {staged.name}")


def _defaulted(con: Connection, staged: Staged) -> list[tuple[str, int]]:
    """Columns of the export whose blanks the profile fills, with the number of such rows that are used."""
    found: list[tuple[str, int]] = []
    for name, places in staged.match.columns.items():
        if places and staged.match.column(name).default is not None:
            row = con.execute(_DEFAULTED.format(table=staged.name, column=name)).fetchone()
            if row and row[0]:
                found.append((name, int(row[0])))
    return found
