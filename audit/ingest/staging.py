"""One match (sheet × source) → a typed staging table, with the reason beside every row that is not used."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from audit.database import SQL_TYPES, Connection
from audit.ingest.asides import set_aside_by_source, set_unusable_aside
from audit.ingest.convert import expression, ids, mend, quoted
from audit.ingest.currencies import take_signs
from audit.ingest.footers import aside_of
from audit.ingest.recognition.recognise import WIDE_POSITION, Match
from audit.ingest.recognition.titles import ROW_POSITION
from audit.ingest.sheet import BLANKS, Sheet
from audit.ingest.staged import WORDS, Fields, Loaded, Plan, Reader, Staged
from audit.ingest.wording import translate, translate_columns
from handbook.finding import Place
from handbook.tables import TABLE, TableColumn, Type

_LOAD = (
    "CREATE OR REPLACE TABLE {name} AS SELECT source_row, {aside} AS aside, {names}"
    " FROM (SELECT row AS source_row, {cells} FROM arrow_sheet)"
)
#: Only cells that have a blank at an end are trimmed, which is slow; pyarrow.compute takes longer merely to load.
_TRIMMED = (
    "CASE WHEN contains({blanks}, left({cell}, 1)) OR contains({blanks}, right({cell}, 1))"
    " THEN nullif(trim({cell}, {blanks}), '') ELSE {cell} END AS {cell}"
)
_CREATE = "CREATE OR REPLACE TABLE {name} AS SELECT {columns} FROM {raw}"
_SCALE = 'UPDATE {table} SET "{column}" = "{column}" * CAST({scale} AS DOUBLE) WHERE "{column}" IS NOT NULL'
_QUANTITY = "SELECT 1 FROM {table} WHERE \"{column}\" LIKE '%.0' LIMIT 1"
_ALL_NUMBERS = (
    "SELECT 1 FROM {table} WHERE aside IS NULL"
    " HAVING bool_and(coalesce(regexp_full_match(\"{column}\", '[0-9]+([.]0)?'), TRUE))"
)
_NUMBER_AGAIN = 'UPDATE {table} SET "{column}" = {value} WHERE "{column}" IS NOT NULL'
_REASONS = "SELECT source_row, aside FROM {table} WHERE aside IS NOT NULL ORDER BY 1"
_DEFAULT = 'UPDATE {table} SET "{column}" = CAST({value} AS {kind}) WHERE "{column}" IS NULL AND {column}_text IS NULL'
_DEFAULTED = "SELECT count(*) FROM {table} WHERE aside IS NULL AND {column}_text IS NULL"


def load_sheet(con: Connection, sheet: Sheet, name: str) -> None:
    """Load a sheet as trimmed text: ``source_row``, ``aside``, ``c0``, ``c1``… — rows that are no records are marked.

    Args:
        con: Where.
        sheet: The sheet.
        name: The temporary table to make.
    """
    names = [f"c{number}" for number in range(len(sheet.headers))]
    aside = aside_of(names, sum(map(bool, sheet.headers)))
    con.register("arrow_sheet", sheet.cells())
    con.execute(_LOAD.format(name=name, aside=aside, names=", ".join(names), cells=", ".join(map(trimmed, names))))
    con.unregister("arrow_sheet")
    sheet.let_go()


def trimmed(cell: str) -> str:
    """The SELECT of a cell without blanks at its ends, NULL when nothing is left."""
    return _TRIMMED.format(cell=cell, blanks=quoted(BLANKS))


def stage(reader: Reader, match: Match, raw: str, name: str, fields: Fields = ()) -> Staged:
    """Convert a loaded sheet by one source of the profile.

    Args:
        reader: What it is read with.
        match: Sheet and source.
        raw: The loaded sheet.
        name: The staging table to make.
        fields: Columns of the export to keep as text besides.
    """
    con = reader.con
    table = TABLE[match.table]
    columns = [column for column in table.columns if column.name in match.columns]
    selected = ["source_row", "aside"]
    for column in columns:
        text = text_of(match, column.name)
        formats = match.column(column.name).formats
        selected.append(f"{text} AS {column.name}_text")
        kind = SQL_TYPES[column.type]
        selected.append(f'CAST({expression(column.type, text, formats, reader.zones)} AS {kind}) AS "{column.name}"')
    selected += [f"{match.cells(places)} AS {cell}" for _, places, cell in fields]
    con.execute(_CREATE.format(name=name, columns=", ".join(selected), raw=_melted(match, raw)))
    names = {column.name for column in columns}
    staged = Staged(name, match, names, set(names), fields)
    for column in columns:
        if column.type is not Type.TEXT:
            place = Place(match.sheet.file, field=match.title(column.name))
            staged.findings += mend(con, name, column, place, reader.zones, match.column(column.name).formats)
            scale = match.column(column.name).scale
            if scale is not None:
                con.execute(_SCALE.format(table=name, column=column.name, scale=scale))
    mend_numbers(con, staged)
    translate_columns(con, staged, reader.people)
    _take_signs(reader, staged)
    set_aside_by_source(con, staged, raw)
    for column in columns:
        _fill_blanks(con, staged, column)
    return staged


def text_of(match: Match, column: str) -> str:
    """SQL of a column's text: the first cell that is filled among those of one title."""
    places = match.columns[column]
    if not places:
        return "CAST(NULL AS VARCHAR)"
    if places[0] == WIDE_POSITION:
        return f"w_{column}"
    if places[0] == ROW_POSITION:
        # Deals are known by their rows; other records come in several files, month by month.
        known = TABLE[match.table].column(column)
        own = known is not None and known.key and (column != "deal_id" or match.apart)
        file = f"{quoted(f'{match.sheet.file}:')} || " if own else ""
        return f"{file}CAST(source_row AS VARCHAR)"
    cell, pattern = match.cells(places), match.column(column).pattern
    return f"nullif(trim(regexp_extract({cell}, {quoted(pattern)}, 1)), '')" if pattern else cell


def _melted(match: Match, raw: str) -> str:
    """A loaded sheet as records: itself, or one record for every filled cell of its wide columns."""
    wide = match.source.wide
    if wide is None:
        return raw
    parts = []
    names = sorted({name for column in match.wide for name in column.words})
    for column in match.wide:
        told = {name: quoted(text.strip(BLANKS)) for name, text in column.words.items()}
        words = "".join(f", {told.get(name, match.untold(name))} AS w_{name}" for name in names)
        cell = f"c{column.position}"
        parts.append(f"SELECT *{words}, {cell} AS w_{wide.into} FROM {raw} WHERE {cell} IS NOT NULL")  # noqa: S608 - ours
    return f"({' UNION ALL '.join(parts)})"


def stage_plain(reader: Reader, plan: Plan, loaded: Loaded) -> Staged:
    """Take over what the database read of a plain file itself; other rows are staged as ``stage`` does.

    Args:
        reader: What it is read with.
        plan: The file and the staging table that was loaded.
        loaded: What ``audit.ingest.bulk`` says of it.
    """
    con, match, name, fields = reader.con, plan.match, plan.name, plan.fields
    match.sheet.rows_read = loaded.rows
    known = TABLE[match.table].columns
    columns = {column.name for column in known if match.columns.get(column.name) and column.name in plan.wanted}
    staged = Staged(name, match, set(match.columns), columns, fields, has_texts=False)
    for column in sorted(columns & WORDS):
        translate(con, name, column, lambda text: text.strip(BLANKS) or None)
    translate_columns(con, staged, reader.people)
    set_unusable_aside(con, staged)
    for wanted in known:
        if wanted.name in plan.wanted and wanted.name in match.columns:
            _fill_plain_blanks(con, staged, wanted)
    if loaded.odd is not None:
        _add_odd_rows(reader, staged, loaded.odd)
    mend_numbers(con, staged)
    return staged


def _fill_plain_blanks(con: Connection, staged: Staged, column: TableColumn) -> None:
    """The profile's value for blanks of a column, or for all of a column that the export does not have."""
    default = staged.match.column(column.name).default
    if default is None:
        return
    value = quoted(default.isoformat() if isinstance(default, date) else str(default))
    if column.name not in staged.columns:
        kind = SQL_TYPES[column.type]
        con.execute(f'ALTER TABLE {staged.name} ADD COLUMN "{column.name}" {kind}')
        staged.columns.add(column.name)
    blank = f'"{column.name}" IS NULL AND aside IS NULL'
    count = con.execute(f"SELECT count(*) FROM {staged.name} WHERE {blank}").fetchone()  # noqa: S608 - names are ours
    if staged.match.columns[column.name] and count and count[0]:
        staged.defaulted.append((column.name, int(count[0])))
    con.execute(f'UPDATE {staged.name} SET "{column.name}" = {value} WHERE "{column.name}" IS NULL')  # noqa: S608 - ours


def is_simple(match: Match) -> bool:
    """Whether cells are taken as they stand: no filters and no row numbers for cells."""
    by_row = any(ROW_POSITION in places for places in match.columns.values())
    columns = [match.column(name) for name in match.columns]
    parts = any(column.scale or (column.pattern and column.default is not None) for column in columns)
    # A reason that the profile puts in other words is kept as it was written, too.
    reworded = bool("refusal_reason" in match.columns and match.column("refusal_reason").values)
    chosen = match.source.filters or match.source.excluded
    return not (chosen or match.wide or by_row or parts or reworded)


def _add_odd_rows(reader: Reader, staged: Staged, odd: Sheet) -> None:
    con, raw, name = reader.con, f"{staged.name}_odd_text", f"{staged.name}_odd"
    load_sheet(con, odd, raw)
    part = stage(reader, replace(staged.match, sheet=odd), raw, name, staged.fields)
    if "currency" in part.columns - staged.columns:
        con.execute(f"ALTER TABLE {staged.name} ADD COLUMN currency VARCHAR")
        staged.columns.add("currency")
        staged.filled.add("currency")
    names = ", ".join(
        (
            "source_row",
            "aside",
            *(f'"{column}"' for column in sorted(staged.columns)),
            *(cell for *_, cell in staged.fields),
        )
    )
    con.execute(f"INSERT INTO {staged.name} ({names}) SELECT {names} FROM {name}")  # noqa: S608 - names are ours
    staged.findings += part.findings
    for table in (raw, name):
        con.execute(f"DROP TABLE {table}")


def _take_signs(reader: Reader, staged: Staged) -> None:
    """Currencies that stand beside the sums themselves."""
    if "amount" not in staged.columns or TABLE[staged.match.table].column("currency") is None:
        return
    has_column = "currency" in staged.columns
    if take_signs(reader.con, staged.name, has_column=has_column, own=reader.currency):
        staged.columns.add("currency")
        staged.filled.add("currency")


def mend_numbers(con: Connection, staged: Staged) -> None:
    """Write numbers of records as the CRM does where a spreadsheet made quantities of all of them: «1103.0»."""
    for column in sorted(name for name in staged.columns if name == "id" or name.endswith("_id")):
        named = {"table": staged.name, "column": column}
        # Looking for one is far quicker than matching all.
        if con.execute(_QUANTITY.format(**named)).fetchone() and con.execute(_ALL_NUMBERS.format(**named)).fetchone():
            con.execute(_NUMBER_AGAIN.format(**named, value=ids(f'"{column}"')))


def _fill_blanks(con: Connection, staged: Staged, column: TableColumn) -> None:
    default = staged.match.column(column.name).default
    if default is None:
        return
    value = default.isoformat() if isinstance(default, date) else str(default)
    con.execute(
        _DEFAULT.format(table=staged.name, column=column.name, value=quoted(value), kind=SQL_TYPES[column.type])
    )


def put_away(con: Connection, staged: Staged) -> None:
    """Note what the account of a file needs; the texts of the staging table have served."""
    staged.aside = {int(row): str(reason) for row, reason in con.execute(_REASONS.format(table=staged.name)).fetchall()}
    if staged.has_texts:
        staged.defaulted = _defaulted(con, staged)
    for column in staged.columns if staged.has_texts else ():
        con.execute(f"ALTER TABLE {staged.name} DROP COLUMN IF EXISTS {column}_text")


def _defaulted(con: Connection, staged: Staged) -> list[tuple[str, int]]:
    """Columns of the export whose blanks the profile fills, with the number of such rows that are used."""
    found: list[tuple[str, int]] = []
    for name, places in staged.match.columns.items():
        column = staged.match.column(name)
        # What a pattern leaves out is no blank of the export.
        if places and column.default is not None and not column.pattern:
            row = con.execute(_DEFAULTED.format(table=staged.name, column=name)).fetchone()
            if row and row[0]:
                found.append((name, int(row[0])))
    return found
