"""Fills the canonical tables from export files and accounts for every row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from audit.database import SOURCE_COLUMNS, Connection, columns_of, create_canonical, create_view
from audit.ingest.accounts import accounts_of
from audit.ingest.asides import NO_DEAL, NO_STAGE, set_aside, set_test_records_aside
from audit.ingest.bulk import load_all
from audit.ingest.bytitle import number_deals
from audit.ingest.changes import put_in_words
from audit.ingest.convert import Zones, quoted
from audit.ingest.currencies import code_of, without_rate
from audit.ingest.deals import fields_of, keep_first, named_fields, set_copies_aside, settle
from audit.ingest.error import IngestError
from audit.ingest.files import open_exports
from audit.ingest.lostids import leave_out_rounded
from audit.ingest.people import People
from audit.ingest.pipelines import settle_pipelines
from audit.ingest.places import MetStage, Unknown, place_stages
from audit.ingest.recognition.choose import choose
from audit.ingest.recognition.recognise import Match
from audit.ingest.remarks import remarks, set_aside_remarks
from audit.ingest.repeats import identity_of, set_repeats_aside
from audit.ingest.sheet import Sheet, folded
from audit.ingest.staff import fill_staff
from audit.ingest.staged import Fields, Loaded, Plan, Reader, Staged
from audit.ingest.stages import Stages
from audit.ingest.staging import load_sheet, put_away, stage, stage_plain
from audit.profiles import load_preset, preset_names
from audit.profiles.check import check_values, check_zones
from handbook.book import Handbook
from handbook.finding import Finding, Place, Severity
from handbook.model.profile import Profile
from handbook.result import FileAccount
from handbook.russian.numbers import counted, format_number
from handbook.tables import TABLE, TABLES

_PRODUCTS = "deal_products"
_PART = "SELECT {values} FROM {staged}{used}"
_FIELD = "SELECT deal_id, {field} AS field, {cell} AS value, {file} AS source_file, source_row FROM {staged}{used}"
_USED = " WHERE aside IS NULL"
_ORPHANS = "coalesce(deal_id NOT IN (SELECT deal_id FROM deals), TRUE)"
_NO_PRODUCT = f"{_ORPHANS} OR (product IS NULL AND price IS NULL)"
_OTHER_FILE_PRODUCT = (
    "deal_id NOT IN (SELECT deal_id FROM deals WHERE source_file = {file}) OR (product IS NULL AND price IS NULL)"
)
#: Midnight is a day without a time: it lasts to its end.
_DUE = (
    "UPDATE {table} SET due_at = CAST(CAST(issued_at AS DATE) + {days} AS TIMESTAMP)"
    " WHERE due_at IS NULL AND issued_at IS NOT NULL"
)
_MONTH = "UPDATE {table} SET month = CAST(date_trunc('month', month) AS DATE)"


#: Canonical columns that are asked about, by table.
Wanted = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Ingested:
    """What an export gave.

    Attributes:
        profile: The profile it was read by, merged with its preset.
        present: Canonical columns really filled, by table; a table not in it was not exported.
        accounts: Every row of every file.
        findings: Remarks on the export, by place.
        notes: What a reader of the result must know, in Russian.
        found: How the sheets were read.
        stages: Every stage of deals and of their history, as exported and as placed.
    """

    profile: Profile
    present: Mapping[str, frozenset[str]]
    accounts: tuple[FileAccount, ...]
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    found: tuple[Match, ...] = ()
    stages: tuple[MetStage, ...] = ()


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
    wanted: Wanted | None = None
    plans: dict[int, Plan] = field(default_factory=dict)
    loaded: dict[int, Loaded] = field(default_factory=dict)
    unknown: Unknown = field(default_factory=Unknown)
    found: tuple[Match, ...] = ()
    reading: Callable[[str], None] = lambda _: None


def ingest(  # noqa: PLR0913 - the last only tells how it goes
    con: Connection,
    handbook: Handbook,
    exports: Sequence[Path],
    crm: str | None = None,
    wanted: Wanted | None = None,
    *,
    reading: Callable[[str], None] = lambda _: None,
) -> Ingested:
    """Create and fill the canonical tables.

    Args:
        con: An empty database.
        handbook: The company: profiles, funnels, staff, norms.
        exports: Files and folders; when a deal stands in two files, the freshest one counts.
        crm: Profile to read them by; None chooses the one that recognises most.
        wanted: Canonical columns that are asked about: the rest of a plain file is not read; None means all.
        reading: Told the name of each file when its turn comes; of a large one several times.

    Raises:
        IngestError: The export cannot be audited; the findings say why.
    """
    opened = open_exports(exports, known_titles(handbook))
    chosen = choose(handbook, crm, opened.sheets)
    profile, found = chosen.profile, chosen.found
    findings = [*opened.findings, *chosen.findings]
    work = _Work(con, handbook, profile, findings=findings, wanted=wanted, found=found, reading=reading)
    company = handbook.company.timezone
    zones = Zones(profile.settings.timezone or company, company)
    check_values(con, handbook, profile.id)
    check_zones(con, handbook, zones, profile.id)
    create_canonical(con)
    stages = Stages(handbook, profile)
    currency = code_of(handbook.company.currency)
    reader = Reader(con, zones, People(handbook, profile), currency)
    work.plans = _plans(work, found)
    work.loaded = load_all(con, work.plans, zones, reading)
    for table in TABLES:
        # Table by table, and each text is dropped as soon as it has served: an export is many times larger inside.
        staged = _staged(work, reader, table.name, found)
        if not staged:
            continue
        if table.name == "deals":
            _fill_deals(work, stages, staged, frozenset(id(item.sheet) for item in found if item.table == _PRODUCTS))
        else:
            _fill_table(work, reader, stages, staged)
        _put_away(work, staged, found)
        _name(work, table.name, staged)
    work.findings += work.unknown.findings(stages) + reader.people.findings()
    work.present |= fill_staff(con, handbook)
    work.findings += without_rate(con, work.present, currency)
    parts = [work.staged[number] for number in sorted(work.staged)]
    _collect(work, parts)
    accounts = accounts_of(opened.sheets, parts, chosen.dictionaries)
    work.findings += (*remarks(profile, opened.sheets, found, parts), *set_aside_remarks(accounts))
    return Ingested(
        profile,
        {name: frozenset(columns) for name, columns in work.present.items()},
        accounts,
        tuple(sorted(dict.fromkeys(work.findings), key=lambda item: item.sort_key)),
        tuple(work.notes),
        found,
        tuple(work.unknown.met),
    )


def known_titles(handbook: Handbook) -> frozenset[str]:
    """Every title that a profile knows, folded: a row that holds many of them is a header."""
    profiles = (*handbook.profiles.values(), *map(load_preset, preset_names()))
    sources = [source for profile in profiles for source in profile.sources]
    titles = {title for source in sources for column in source.columns.values() for title in column.titles}
    titles.update(title for source in sources for mark in source.recognise for title in mark)
    return frozenset(map(folded, titles))


def _raw(work: _Work, sheet: Sheet) -> str:
    key = id(sheet)
    if key not in work.raws:
        work.raws[key] = f"sheet_{len(work.raws)}_{len(work.staged)}"
        load_sheet(work.con, sheet, work.raws[key])
        if {match.table for match in work.found if match.sheet is sheet} >= {"deals", _PRODUCTS}:
            work.findings += set_copies_aside(work.con, sheet, work.raws[key])
    return work.raws[key]


def _staged(work: _Work, reader: Reader, table: str, found: Sequence[Match]) -> list[Staged]:
    """The matches of one table, staged in the order of the files; but for deals, in that of the profile's sources.

    What two files tell of one record is taken from the source that the profile names first.
    """
    numbers = [number for number, match in enumerate(found) if match.table == table]
    if table != "deals":
        places = {id(source): place for place, source in enumerate(work.profile.sources)}
        numbers.sort(key=lambda number: places.get(id(found[number].source), len(places)))
    for number in numbers:
        work.reading(found[number].sheet.file)
        if number in work.loaded:
            work.staged[number] = stage_plain(reader, work.plans[number], work.loaded[number])
        else:
            match = found[number]
            raw = _raw(work, match.sheet)
            work.staged[number] = stage(reader, match, raw, f"staged_{number}", _fields(work, match))
        work.findings += leave_out_rounded(work.con, work.staged[number])
    return [work.staged[number] for number in numbers]


def _plans(work: _Work, found: Sequence[Match]) -> dict[int, Plan]:
    """What the database may read itself: files that fill one table."""
    return {
        number: Plan(match, f"staged_{number}", _wanted(work, match.table), _fields(work, match))
        for number, match in enumerate(found)
        if match.sheet.plain and sum(other.sheet is match.sheet for other in found) == 1
    }


def _fields(work: _Work, match: Match) -> Fields:
    return fields_of(match, named_fields(work.handbook)) if match.table == "deals" else ()


def _wanted(work: _Work, table: str) -> frozenset[str]:
    """The columns of a table that are asked about, and its keys, by which repeats are known."""
    if work.wanted is None:
        return frozenset(column.name for column in TABLE[table].columns)
    identity = identity_of(table)
    return work.wanted.get(table, frozenset()).union(*((identity.given, identity.also) if identity else ()))


def _put_away(work: _Work, done: Sequence[Staged], found: Sequence[Match]) -> None:
    """Keep the accounts of a table that is filled and drop its texts, with the sheets no other table waits for."""
    for staged in done:
        put_away(work.con, staged)
    waiting = {id(match.sheet) for number, match in enumerate(found) if number not in work.staged}
    for key in {id(staged.match.sheet) for staged in done} - waiting:
        if key in work.raws:
            work.con.execute(f"DROP TABLE {work.raws.pop(key)}")


def _fill_deals(work: _Work, stages: Stages, deals: Sequence[Staged], products: frozenset[int]) -> None:
    con, profile = work.con, work.profile
    for staged in deals:
        set_test_records_aside(con, staged, profile.settings.test_titles)
        place_stages(con, staged, stages, work.unknown)
        settle(con, staged, profile.settings.close_date, work.handbook.company.refusal_reasons)
    work.findings += keep_first(con, deals, products)
    fields = [
        _FIELD.format(field=quoted(title), cell=cell, file=quoted(staged.file), staged=staged.name, used=_USED)
        for staged in deals
        for title, _, cell in staged.fields
    ]
    if fields:
        create_view(con, "deal_fields", " UNION ALL ".join(fields))
        work.present["deal_fields"] = {"deal_id", "field", "value"}
    if not any(_found(con, f"SELECT 1 FROM {staged.name}{_USED} LIMIT 1") for staged in deals):  # noqa: S608 - ours
        raise _nothing_to_judge(work, deals)


def _nothing_to_judge(work: _Work, deals: Sequence[Staged]) -> IngestError:
    """Every row of the deals is set aside: the reasons are the message."""
    reasons = Counter[str]()
    for staged in deals:
        put_away(work.con, staged)
        reasons.update(staged.aside.values())
        reasons.update(staged.match.sheet.aside.values())
    told = "; ".join(f"{reason} — {format_number(count)}" for reason, count in reasons.most_common())
    return IngestError(
        Finding(
            "no-deals",
            Severity.ERROR,
            "в выгрузке нет ни одной сделки, которую можно судить: "
            + (f"все строки отложены ({told})" if told else "в файле только шапка"),
            tuple(Place(staged.file) for staged in deals),
            "Проверьте отбор в CRM и целость файла" if told else "Проверьте отбор в CRM: он ничего не нашёл",
        ),
        *(item for staged in deals for item in staged.match.sheet.findings),
    )


def _fill_table(work: _Work, reader: Reader, stages: Stages, parts: Sequence[Staged]) -> None:
    for staged in parts:
        if "deal_id" in staged.columns and staged.match.column("deal_id").by == "title":
            number_deals(work.con, staged)
    if parts[0].match.table == "stage_changes":
        _place_history(work, stages, parts)
    done: list[Staged] = []
    for staged in parts:
        table = staged.match.table
        if table == _PRODUCTS:
            _products(work, staged)
        elif table == "field_changes":
            deals = [other.match for other in work.staged.values() if other.match.table == "deals"]
            put_in_words(reader, staged, deals, stages)
        elif table == "plan":
            work.con.execute(_MONTH.format(table=staged.name))
        elif table == "invoices":
            _fall_due(work, staged)
        set_repeats_aside(work.con, staged, done)
        done.append(staged)


def _place_history(work: _Work, stages: Stages, parts: Sequence[Staged]) -> None:
    """Place the stages of the whole history: what one file tells of a deal settles what another leaves open."""
    for staged in parts:
        if "stage" in staged.columns:
            set_aside(work.con, staged.name, NO_STAGE, "stage IS NULL")
    settle_pipelines(work.con, parts, stages)
    for staged in parts:
        place_stages(work.con, staged, stages, work.unknown)
        set_aside(work.con, staged.name, NO_DEAL, _ORPHANS)


def _fall_due(work: _Work, staged: Staged) -> None:
    """The day an invoice falls due, by the usual respite, where the export tells none."""
    days = work.profile.settings.payment_days
    if days is None or not {"issued_at"} <= staged.columns:
        return
    work.con.execute(f"ALTER TABLE {staged.name} ADD COLUMN IF NOT EXISTS due_at TIMESTAMP")
    work.con.execute(_DUE.format(table=staged.name, days=days))
    staged.columns.add("due_at")
    staged.filled.add("due_at")
    work.notes.append(
        f"{staged.file}: где срока оплаты нет, он отсчитан от даты документа: {counted(days, 'день', 'дня', 'дней')}"
    )


def _products(work: _Work, staged: Staged) -> None:
    for column in ("deal_id", "product", "price"):
        work.con.execute(f"ALTER TABLE {staged.name} ADD COLUMN IF NOT EXISTS {column} VARCHAR")
    # Products in a list of deals count with the deals of that list alone: it may repeat those of another one.
    listed = any(match.table == "deals" for match in work.found if match.sheet is staged.match.sheet)
    wrong = _OTHER_FILE_PRODUCT.format(file=quoted(staged.file)) if listed else _NO_PRODUCT
    set_aside(work.con, staged.name, NO_DEAL, wrong)


def _found(con: Connection, sql: str) -> bool:
    return con.execute(sql).fetchone() is not None


def _name(work: _Work, table: str, parts: Sequence[Staged]) -> None:
    """Let the canonical table be what was staged for it, rows set aside left out; nothing is copied.

    A column that an export has and nobody asked about is not there at all: to read it unasked is a mistake.
    """
    loaded = {name for staged in parts for name in staged.columns}
    unread = {name for staged in parts for name in staged.filled} - loaded
    selects = []
    for staged in parts:
        values = [
            f'"{name}"' if name in staged.columns else f'CAST(NULL AS {kind}) AS "{name}"'
            for name, kind in columns_of(TABLE[table]).items()
            if name not in unread and name not in SOURCE_COLUMNS
        ]
        values += [f"{quoted(staged.file)} AS source_file", "source_row"]
        used = _USED if staged.aside else ""
        selects.append(_PART.format(values=", ".join(values), staged=staged.name, used=used))
        work.present.setdefault(table, set()).update(staged.filled)
    create_view(work.con, table, " UNION ALL ".join(selects))


def _collect(work: _Work, parts: Sequence[Staged]) -> None:
    """Findings and notes of the staging tables."""
    for staged in parts:
        work.findings += staged.findings
        for column, count in staged.defaulted:
            default = staged.match.column(column).default
            title = TABLE[staged.match.table].column(column)
            work.notes.append(
                f"{staged.file}: «{title.title if title else column}» не заполнена в {format_number(count)} строках,"
                f" принято значение профиля «{default}»"
            )
