"""Fills the canonical tables from export files and accounts for every row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from audit.database import Connection, create_canonical
from audit.ingest.accounts import accounts_of
from audit.ingest.convert import Zones, quoted
from audit.ingest.deals import fill_fields, keep_first, named_fields, settle
from audit.ingest.error import IngestError, failure
from audit.ingest.files import open_exports
from audit.ingest.people import People
from audit.ingest.places import Unknown, place_stages
from audit.ingest.recognise import Match, listed, matches, unknown_sheet
from audit.ingest.sheet import Sheet
from audit.ingest.staff import fill_staff
from audit.ingest.stages import Stages
from audit.ingest.staging import (
    Reader,
    Staged,
    load_sheet,
    put_away,
    set_aside,
    set_test_records_aside,
    stage,
)
from audit.profiles import load_profile
from audit.profiles.check import check_values, check_zones
from handbook.book import Handbook
from handbook.finding import Finding, Place, Severity
from handbook.model.profile import Profile
from handbook.result import FileAccount
from handbook.russian.numbers import format_number
from handbook.tables import TABLE, TABLES

NO_DEAL = "сделки нет среди проверяемых"
REPEATED = "запись повторяется"

_PRODUCTS = "deal_products"
_INSERT = "INSERT INTO {table} ({columns}) SELECT {values} FROM {staged} WHERE aside IS NULL ORDER BY source_row"
_ORPHANS = "deal_id NOT IN (SELECT deal_id FROM deals)"
_OTHER_FILE_PRODUCT = (
    "deal_id NOT IN (SELECT deal_id FROM deals WHERE source_file = {file}) OR (product IS NULL AND price IS NULL)"
)
_MONTH = "UPDATE {table} SET month = CAST(date_trunc('month', month) AS DATE)"
_COPIES = (
    "(source_row) IN (SELECT source_row FROM (SELECT source_row, row_number() OVER (PARTITION BY {keys}"
    " ORDER BY source_row) AS copy FROM {table} WHERE aside IS NULL) WHERE copy > 1) {or_known}"
)
#: What tells the rows of a table apart when it has no key of its own.
_KEYS: Mapping[str, tuple[str, ...]] = {
    "plan": ("owner", "month", "measure"),
    "stage_changes": ("deal_id", "event_id"),
}


@dataclass(frozen=True)
class Ingested:
    """What an export gave.

    Attributes:
        profile: The profile it was read by, merged with its preset.
        present: Canonical columns really filled, by table; a table not in it was not exported.
        accounts: Every row of every file.
        findings: Remarks on the export, by place.
        notes: What a reader of the result must know, in Russian.
    """

    profile: Profile
    present: Mapping[str, frozenset[str]]
    accounts: tuple[FileAccount, ...]
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]


@dataclass
class _Work:
    """State of one ingestion."""

    con: Connection
    handbook: Handbook
    profile: Profile
    present: dict[str, set[str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    staged: dict[int, Staged] = field(default_factory=dict)
    raws: dict[int, str] = field(default_factory=dict)
    unknown: Unknown = field(default_factory=Unknown)


def ingest(con: Connection, handbook: Handbook, exports: Sequence[Path], crm: str | None = None) -> Ingested:
    """Create and fill the canonical tables.

    Args:
        con: An empty database.
        handbook: The company: profiles, funnels, staff, norms.
        exports: Files and folders; when a deal stands in two files, the first one counts.
        crm: Profile to read them by; None chooses the one that recognises most.

    Raises:
        IngestError: The export cannot be audited; the findings say why.
    """
    opened = open_exports(exports)
    profile = load_profile(handbook, crm, [frozenset(sheet.index) for sheet in opened.sheets])
    work = _Work(con, handbook, profile, findings=list(opened.findings))
    company = handbook.company.timezone
    zones = Zones(profile.settings.timezone or company, company)
    check_values(con, handbook, profile.id)
    check_zones(con, handbook, zones, profile.id)
    found = _recognised(work, opened.sheets)
    create_canonical(con)
    stages = Stages(handbook, profile)
    reader = Reader(con, zones, People(handbook, profile))
    for table in TABLES:
        # Table by table, and each copy is dropped as soon as it has served: an export is many times larger inside.
        staged = _staged(work, reader, table.name, found)
        if table.name == "deals":
            _fill_deals(work, stages, staged, frozenset(id(item.sheet) for item in found if item.table == _PRODUCTS))
        else:
            _fill_table(work, stages, staged)
        _put_away(work, staged, found)
    work.findings += work.unknown.findings(stages) + reader.people.findings()
    work.present |= fill_staff(con, handbook)
    parts = [work.staged[number] for number in sorted(work.staged)]
    _collect(work, opened.sheets, parts)
    return Ingested(
        profile,
        {name: frozenset(columns) for name, columns in work.present.items()},
        accounts_of(opened.sheets, parts),
        tuple(sorted(work.findings, key=lambda item: item.sort_key)),
        tuple(work.notes),
    )


def _recognised(work: _Work, sheets: Sequence[Sheet]) -> list[Match]:
    found: list[Match] = []
    problems: list[Finding] = []
    for sheet in sheets:
        try:
            fresh = [] if sheet.blank else matches(sheet, work.profile)
        except IngestError as error:
            problems += error.findings
            continue
        found += fresh
        if not fresh:
            work.findings.append(unknown_sheet(sheet, work.profile))
    if problems:
        raise IngestError(*problems)
    if not any(match.table == "deals" for match in found):
        raise _no_deals(work, sheets)
    return found


def _no_deals(work: _Work, sheets: Sequence[Sheet]) -> IngestError:
    files = tuple(Place(sheet.file) for sheet in sheets)
    marks = [listed(list(source.recognise)) for source in work.profile.sources if source.table == "deals"]
    message = f"профиль {work.profile.id} не описывает таблицу сделок"
    if marks:
        message = f"ни в одном файле нет таблицы сделок: профиль {work.profile.id} узнаёт её по столбцам {marks[0]}"
    tip = "Выгрузите список сделок со всеми столбцами; для другой CRM назовите её профиль: --crm"
    return IngestError(
        Finding("no-deals", Severity.ERROR, message, files, tip),
        *(finding for finding in work.findings if finding.code in {"unknown-file", "blank-export"}),
    )


def _raw(work: _Work, sheet: Sheet) -> str:
    key = id(sheet)
    if key not in work.raws:
        work.raws[key] = f"sheet_{len(work.raws)}_{len(work.staged)}"
        load_sheet(work.con, sheet, work.raws[key])
    return work.raws[key]


def _staged(work: _Work, reader: Reader, table: str, found: Sequence[Match]) -> list[Staged]:
    """The matches of one table, staged in the order of the files."""
    numbers = [number for number, match in enumerate(found) if match.table == table]
    for number in numbers:
        work.staged[number] = stage(reader, found[number], _raw(work, found[number].sheet), f"staged_{number}")
    return [work.staged[number] for number in numbers]


def _put_away(work: _Work, done: Sequence[Staged], found: Sequence[Match]) -> None:
    """Keep the accounts of a table that is filled and drop its copies, with the sheets no other table waits for."""
    for staged in done:
        put_away(work.con, staged)
    waiting = {id(match.sheet) for number, match in enumerate(found) if number not in work.staged}
    for key in {id(staged.match.sheet) for staged in done} - waiting:
        work.con.execute(f"DROP TABLE {work.raws.pop(key)}")


def _fill_deals(work: _Work, stages: Stages, deals: Sequence[Staged], products: frozenset[int]) -> None:
    con, profile = work.con, work.profile
    for staged in deals:
        set_test_records_aside(con, staged, profile.settings.test_titles)
        place_stages(con, staged, stages, work.unknown)
        settle(con, staged, profile.settings.close_date)
    work.findings += keep_first(con, deals, products)
    fields = named_fields(work.handbook)
    for staged in deals:
        _insert(work, staged)
        if fill_fields(con, staged, work.raws[id(staged.match.sheet)], fields):
            work.present.setdefault("deal_fields", set()).update({"deal_id", "field", "value"})
    if con.execute("SELECT 1 FROM deals LIMIT 1").fetchone() is None:
        raise failure(
            "no-deals",
            "в выгрузке нет ни одной сделки, которую можно судить",
            *(Place(staged.file) for staged in deals),
            tip="Проверьте отбор в CRM: в файле только шапка или все строки отложены",
        )


def _fill_table(work: _Work, stages: Stages, parts: Sequence[Staged]) -> None:
    done: list[Staged] = []
    for staged in parts:
        table = staged.match.table
        if table == "stage_changes":
            place_stages(work.con, staged, stages, work.unknown)
            set_aside(work.con, staged.name, NO_DEAL, _ORPHANS)
        elif table == _PRODUCTS:
            _products(work.con, staged)
        elif table == "plan":
            work.con.execute(_MONTH.format(table=staged.name))
        _set_repeats_aside(work.con, staged, table, done)
        _insert(work, staged)
        done.append(staged)


def _products(con: Connection, staged: Staged) -> None:
    for column in ("product", "price"):
        con.execute(f"ALTER TABLE {staged.name} ADD COLUMN IF NOT EXISTS {column} VARCHAR")
    set_aside(con, staged.name, NO_DEAL, _OTHER_FILE_PRODUCT.format(file=quoted(staged.file)))


def _set_repeats_aside(con: Connection, staged: Staged, table: str, done: Sequence[Staged]) -> None:
    keys = _KEYS.get(table) or tuple(column.name for column in TABLE[table].columns if column.key)
    if not keys or not staged.filled.issuperset(keys):
        return
    known = [other.name for other in done if other.filled.issuperset(keys)]
    names = ", ".join(keys)
    or_known = "".join(
        f" OR ({names}) IN (SELECT ({names}) FROM {other} WHERE aside IS NULL)"  # noqa: S608 - names are ours
        for other in known
    )
    set_aside(con, staged.name, REPEATED, f"({_COPIES.format(keys=names, table=staged.name, or_known=or_known)})")


def _insert(work: _Work, staged: Staged) -> None:
    table = staged.match.table
    columns = [column.name for column in TABLE[table].columns if column.name in staged.filled]
    names = ", ".join(f'"{name}"' for name in (*columns, "source_file", "source_row"))
    values = ", ".join((*(f'"{name}"' for name in columns), quoted(staged.file), "source_row"))
    work.con.execute(_INSERT.format(table=table, columns=names, values=values, staged=staged.name))
    work.present.setdefault(table, set()).update(columns)


def _collect(work: _Work, sheets: Sequence[Sheet], parts: Sequence[Staged]) -> None:
    """Findings and notes of the staging tables and of short rows."""
    for staged in parts:
        work.findings += staged.findings
        for column, count in staged.defaulted:
            default = staged.match.column(column).default
            title = TABLE[staged.match.table].column(column)
            work.notes.append(
                f"{staged.file}: «{title.title if title else column}» не заполнена в {format_number(count)} строках,"
                f" принято значение профиля «{default}»"
            )
    for sheet in sheets:
        if sheet.padded:
            short = f" (строк: {len(sheet.padded)})"
            message = f"в строках меньше ячеек, чем столбцов; недостающие считаются пустыми{short}"
            places = tuple(Place(sheet.file, row=row) for row in sheet.padded[:20])
            tip = "Откройте эти строки в выгрузке: вероятно, перенос строки или кавычка внутри ячейки"
            work.findings.append(Finding("short-rows", Severity.WARNING, message, places, tip))
