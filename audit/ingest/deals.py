"""What only deals need: outcome and closing date, product rows of one deal, fields that norms name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from audit.database import Connection
from audit.ingest.asides import set_aside
from audit.ingest.convert import quoted
from audit.ingest.lookalikes import skeleton
from audit.ingest.recognition.recognise import Match
from audit.ingest.sheet import Sheet, folded
from audit.ingest.staged import Fields, Staged
from audit.ingest.wording import distinct_texts, put_words
from handbook.book import Handbook
from handbook.finding import Finding, Place, Severity
from handbook.indicators import ClientProductMatrix
from handbook.norms.required_activity import RequiredActivity
from handbook.norms.required_fields import RequiredFields
from handbook.tables import TABLE

COPY = "строка повторяет другую целиком"
SAME_FILE = "номер сделки уже был в этом файле"
OTHER_FILE = "сделка уже есть в другом файле"

_ADD = "ALTER TABLE {table} ADD COLUMN IF NOT EXISTS {column} {kind}"
_OUTCOME = (
    # Some CRMs leave a deal that is won on the stage it was won at: their own word of the end beats an open stage.
    "UPDATE {table} SET outcome = coalesce(nullif(stage_outcome, 'open'), CASE WHEN lower(outcome) IN ('won', 'lost',"
    " 'open', 'closed') THEN lower(outcome) END, stage_outcome)"
)
#: A date of closing closes a deal of an unknown stage; one that may be the plan, or the entry into a stage, does not.
_FINAL_DATES = "UPDATE {table} SET closed_at = NULL WHERE outcome = 'open' OR (outcome IS NULL AND {doubtful})"
#: That a deal is closed and nobody knows how is told by its date alone.
_CLOSED_SOMEHOW = "UPDATE {table} SET outcome = NULL WHERE outcome = 'closed' AND closed_at IS NOT NULL"
_FACT_NOT_PLAN = "UPDATE {table} SET planned_close = NULL WHERE outcome IN ('won', 'lost', 'closed')"
_RAW_REASON = "UPDATE {table} SET refusal_reason_raw = refusal_reason{text}"
_CONTRADICTIONS = (
    (
        "closing-date-of-open",
        "outcome = 'open' AND closed_at IS NOT NULL AND stage_entered_at IS DISTINCT FROM closed_at",
        "у открытых сделок стоит дата закрытия, она не учтена",
    ),
    (
        "closed-without-date",
        "outcome IN ('won', 'lost', 'closed') AND closed_at IS NULL",
        "у закрытых сделок нет даты закрытия",
    ),
    (
        "closed-before-created",
        "outcome IN ('won', 'lost') AND CAST(closed_at AS DATE) < CAST(created_at AS DATE)",
        "сделки закрыты раньше, чем созданы",
    ),
)
_COUNT = "SELECT source_row FROM {table} WHERE aside IS NULL AND {condition} ORDER BY 1"
_ALL = "CREATE OR REPLACE TABLE deal_copies AS {parts}"
_PART = "SELECT {number} AS file_number, source_row, deal_id, {amount} AS amount FROM {table} WHERE aside IS NULL"
_FIRSTS = (
    "CREATE OR REPLACE TABLE deal_firsts AS SELECT deal_id, file_number, source_row FROM ("
    "SELECT *, row_number() OVER (PARTITION BY deal_id ORDER BY file_number, source_row) AS copy FROM deal_copies"
    ") WHERE copy = 1"
)
_COPIES = (
    "UPDATE {raw} SET aside = {reason} WHERE aside IS NULL AND source_row IN (SELECT source_row FROM ("
    "SELECT source_row, row_number() OVER (PARTITION BY {cells} ORDER BY source_row) AS n FROM {raw}"
    " WHERE aside IS NULL) WHERE n > 1)"
)
_COPIED = "SELECT source_row FROM {raw} WHERE aside = {reason} ORDER BY 1"
_LONG_AGO = datetime(1, 1, 1)  # noqa: DTZ001 - naive by design
_NEWEST = 'SELECT max("{column}") FROM {table} WHERE aside IS NULL'
_OTHER = "deal_id IN (SELECT deal_id FROM deal_firsts WHERE file_number <> {number})"
_SAME = "source_row NOT IN (SELECT source_row FROM deal_firsts WHERE file_number = {number})"
_SUM = (
    "UPDATE {table} SET amount = TRY_CAST(s.total AS DECIMAL(18,4)) FROM ("
    "SELECT deal_id, sum(amount) AS total FROM deal_copies WHERE file_number = {number}"
    " GROUP BY deal_id HAVING count(*) > 1) AS s WHERE {table}.deal_id = s.deal_id AND {table}.aside IS NULL"
)


def settle(
    con: Connection, staged: Staged, close_date: Literal["fact", "plan"], reasons: Mapping[str, Sequence[str]]
) -> None:
    """Settle what a deal's columns mean together: the outcome by a final stage, else by its column; dates by outcome.

    Args:
        con: Where.
        staged: Staged deals with pipelines and stages put in place.
        close_date: Whether the close date of a closed deal is a fact or still the plan.
        reasons: The company's reasons of refusal, each with the ways it is written.
    """
    for column, kind in (("outcome", "VARCHAR"), ("closed_at", "TIMESTAMP"), ("planned_close", "DATE")):
        con.execute(_ADD.format(table=staged.name, column=column, kind=kind))
        staged.columns.add(column)
    told = "outcome" in staged.filled
    con.execute(_OUTCOME.format(table=staged.name))
    if told or _any(con, staged, "outcome IS NOT NULL"):
        staged.filled.add("outcome")
    shared = _same_column(staged.match, "closed_at", "planned_close")
    if shared and close_date == "plan":
        staged.filled.discard("closed_at")
        con.execute(f"UPDATE {staged.name} SET closed_at = NULL")  # noqa: S608 - the name is ours
    elif shared:
        con.execute(_FACT_NOT_PLAN.format(table=staged.name))
    if "closed_at" in staged.filled:
        staged.findings += _contradictions(con, staged, shared=shared)
    doubtful = shared or _same_column(staged.match, "closed_at", "stage_entered_at")
    con.execute(_FINAL_DATES.format(table=staged.name, doubtful=str(doubtful).upper()))
    con.execute(_CLOSED_SOMEHOW.format(table=staged.name))
    if "refusal_reason" in staged.filled:
        staged.filled.add("refusal_reason_raw")
        if "refusal_reason" in staged.columns:
            con.execute(_ADD.format(table=staged.name, column="refusal_reason_raw", kind="VARCHAR"))
            con.execute(_RAW_REASON.format(table=staged.name, text="_text" if staged.has_texts else ""))
            staged.columns.add("refusal_reason_raw")
            _name_reasons(con, staged, reasons)


def _name_reasons(con: Connection, staged: Staged, reasons: Mapping[str, Sequence[str]]) -> None:
    """Call every reason of refusal as the company's dictionary does; the raw text is kept beside."""
    known = {skeleton(variant): name for name, variants in reasons.items() for variant in (name, *variants)}
    if known:
        texts = distinct_texts(con, staged.name, "refusal_reason")
        put_words(con, staged.name, "refusal_reason", {text: known.get(skeleton(text), text) for text in texts})


def _same_column(match: Match, one: str, other: str) -> bool:
    return one in match.columns and match.columns[one] == match.columns.get(other)


def _any(con: Connection, staged: Staged, condition: str) -> bool:
    return bool(con.execute(_COUNT.format(table=staged.name, condition=condition) + " LIMIT 1").fetchall())


def _contradictions(con: Connection, staged: Staged, *, shared: bool) -> list[Finding]:
    """Dates of a deal that contradict its stage or each other; counted, not mended.

    A column shared with the planned date holds the plan of an open deal, which contradicts nothing.
    """
    found: list[Finding] = []
    for column, kind in (("stage_entered_at", "TIMESTAMP"), ("created_at", "TIMESTAMP")):
        con.execute(_ADD.format(table=staged.name, column=column, kind=kind))
    for code, condition, words in _CONTRADICTIONS[1 if shared else 0 :]:
        rows = [row[0] for row in con.execute(_COUNT.format(table=staged.name, condition=condition)).fetchall()]
        if rows:
            title = staged.match.title("closed_at")
            places = tuple(Place(staged.file, row=row, field=title) for row in rows[:20])
            message = f"{words} (строк: {len(rows)})"
            found.append(Finding(code, Severity.WARNING, message, places, "Исправьте даты в CRM"))
    return found


def set_copies_aside(con: Connection, sheet: Sheet, raw: str) -> list[Finding]:
    """Mark rows of a list of deals with products that repeat another row cell by cell: a file was written twice.

    Rows of one deal are its products, and their sums add up; the same row again would double the money.

    Args:
        con: Where.
        sheet: The list.
        raw: Its loaded text.
    """
    cells = ", ".join(f"c{place}" for place in range(len(sheet.headers)))
    con.execute(_COPIES.format(raw=raw, reason=quoted(COPY), cells=cells))
    rows = [row[0] for row in con.execute(_COPIED.format(raw=raw, reason=quoted(COPY))).fetchall()]
    return [_repeated(sheet.file, rows, "строки повторяют другие целиком и второй раз не считаются")] if rows else []


def _repeated(file: str, rows: Sequence[int], words: str) -> Finding:
    return Finding(
        "repeated-deals",
        Severity.WARNING,
        f"{words} (строк: {len(rows)})",
        tuple(Place(file, row=row) for row in rows[:3]),
        "Уберите копию выгрузки из аудита; если это две одинаковые строки товара, сложите их в CRM в одну",
    )


def keep_first(con: Connection, deals: Sequence[Staged], product_sheets: frozenset[int]) -> list[Finding]:
    """Keep each deal once, its first row in the freshest file, and sum the amounts of its product rows there.

    Args:
        con: Where.
        deals: Staged deals in the order of the files; of those with equal newest facts the first one wins.
        product_sheets: Identities of sheets whose rows are products of deals.

    Returns:
        A warning for every file that repeats deals of its own or of an earlier one.
    """
    deals, newest = _newest_first(con, deals)
    parts = [
        _PART.format(
            number=number,
            table=staged.name,
            amount="amount" if "amount" in staged.filled else "CAST(NULL AS DECIMAL(18,4))",
        )
        for number, staged in enumerate(deals)
    ]
    con.execute(_ALL.format(parts=" UNION ALL ".join(parts)))
    con.execute(_FIRSTS)
    findings: list[Finding] = []
    for number, staged in enumerate(deals):
        others = _rows(con, staged, _OTHER.format(number=number))
        set_aside(con, staged.name, OTHER_FILE, _OTHER.format(number=number))
        again = _rows(con, staged, _SAME.format(number=number))
        set_aside(con, staged.name, SAME_FILE, _SAME.format(number=number))
        if id(staged.match.sheet) in product_sheets:
            if "amount" in staged.filled:
                con.execute(_SUM.format(table=staged.name, number=number))
        elif again:
            findings.append(_repeated(staged.file, again, "номера сделок повторяются, взята первая строка каждой"))
        if others:
            fresher = number > 0 and newest[0] != newest[number]
            where = f"более свежем файле («{deals[0].file}»)" if fresher and number == 1 else "другом"
            words = f"сделки этого файла уже есть в {where} и второй раз не считаются"
            findings.append(_repeated(staged.file, others, words))
    return findings


def _newest_first(con: Connection, deals: Sequence[Staged]) -> tuple[list[Staged], list[datetime]]:
    """The files with their newest facts, the freshest first: of two exports of a deal the later one is right."""
    if len(deals) == 1:
        return list(deals), [_LONG_AGO]
    dated = []
    for staged in deals:
        columns = [name for name in ("created_at", "stage_entered_at", "closed_at") if name in staged.columns]
        newest = [value for name in columns if (value := _newest(con, staged, name))]
        dated.append((staged, max(newest, default=_LONG_AGO)))
    dated.sort(key=lambda item: item[1], reverse=True)
    return [staged for staged, _ in dated], [moment for _, moment in dated]


def _newest(con: Connection, staged: Staged, column: str) -> datetime | None:
    row = con.execute(_NEWEST.format(table=staged.name, column=column)).fetchone()
    return row[0] if row else None


def _rows(con: Connection, staged: Staged, condition: str) -> list[int]:
    return [row[0] for row in con.execute(_COUNT.format(table=staged.name, condition=condition)).fetchall()]


def named_fields(handbook: Handbook) -> tuple[str, ...]:
    """Fields that norms on required fields and documents name, in the order of the norms, then those of indicators."""
    found: dict[str, None] = {}
    for placed in handbook.norms.values():
        if isinstance(placed.norm, RequiredFields):
            found |= dict.fromkeys(placed.norm.fields)
        elif isinstance(placed.norm, RequiredActivity) and placed.norm.document:
            found[placed.norm.document] = None
    for indicator in handbook.indicators.values():
        if isinstance(indicator, ClientProductMatrix):
            found[indicator.level_field] = None
    return tuple(found)


def field_positions(match: Match, field: str) -> tuple[int, ...]:
    """Where a field stands: the export's own column of that title, else the canonical column of that title or name."""
    wanted = folded(field)
    if wanted in match.sheet.index:
        return match.sheet.index[wanted]
    for column in TABLE["deals"].columns:
        if wanted in {folded(column.title), folded(column.name)}:
            places = match.columns.get(column.name, ())
            return tuple(place for place in places if place >= 0)
    return ()


def fields_of(match: Match, names: Sequence[str]) -> Fields:
    """Those of the named fields that a sheet of deals has."""
    found = ((field, field_positions(match, field)) for field in names)
    return [(field, places, f"field_{number}") for number, (field, places) in enumerate(found) if places]
