"""What a reader of the audit must know of each file: columns nobody reads, rows nobody uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from audit.ingest.asides import DELETED, FILTERED, NO_DEAL, NO_STAGE, TEST_RECORD
from audit.ingest.books.ladder import GROUP_ROW
from audit.ingest.deals import COPY, OTHER_FILE, SAME_FILE
from audit.ingest.recognition.recognise import Match, ignored, listed
from audit.ingest.repeats import REPEATED
from audit.ingest.rest.partial import partial_answers
from audit.ingest.sheet import BLANK_ROW, FOOTER_ROW, Sheet
from audit.ingest.staged import Staged
from handbook.finding import Finding, Place, Severity
from handbook.model.profile import Profile
from handbook.result import FileAccount
from handbook.russian.numbers import counted, format_number

_SHOWN = 20
#: So many rows set aside are more than a few slips of the hand.
_MANY = 0.2
#: Reasons that say nothing bad of a file, or that a remark of their own tells of.
_USUAL = frozenset(
    {
        *(FILTERED, BLANK_ROW, FOOTER_ROW, TEST_RECORD, DELETED, NO_DEAL, NO_STAGE),
        *(COPY, OTHER_FILE, SAME_FILE, REPEATED, GROUP_ROW),
    }
)


def remarks(
    profile: Profile, sheets: Sequence[Sheet], found: Sequence[Match], parts: Sequence[Staged]
) -> Iterator[Finding]:
    """Remarks of the readers and on columns that no table takes.

    Args:
        profile: Knows columns that need not be read.
        sheets: Every sheet of the export.
        found: How they were read.
        parts: The staging tables, with the columns that norms name besides.
    """
    yield from partial_answers(sheets)
    for sheet in sheets:
        yield from sheet.findings
        if sheet.padded:
            yield _padded(sheet)
        mine = [match for match in found if match.sheet is sheet]
        if mine:
            read = {place for match in mine for place in match.positions}
            read |= {place for part in parts if part.match in mine for _, places, _ in part.fields for place in places}
            read |= ignored(profile, sheet)
            unread = [title for place, title in enumerate(sheet.headers) if title and place not in read]
            if unread:
                yield _unread(sheet, unread)


def _padded(sheet: Sheet) -> Finding:
    short = f" (строк: {len(sheet.padded)})"
    return Finding(
        "short-rows",
        Severity.WARNING,
        f"в строках меньше ячеек, чем столбцов; недостающие считаются пустыми{short}",
        tuple(Place(sheet.file, row=row) for row in sheet.padded[:_SHOWN]),
        "Откройте эти строки в выгрузке: вероятно, перенос строки или кавычка внутри ячейки",
    )


def _unread(sheet: Sheet, titles: Sequence[str]) -> Finding:
    return Finding(
        "unread-columns",
        Severity.INFO,
        f"аудит не читает столбцы: {listed(titles)}",
        (Place(sheet.file, row=sheet.header_row),),
        "Если среди них есть нужный, назовите его в профиле CRM: команда map предложит куда",
    )


def set_aside_remarks(accounts: Iterable[FileAccount]) -> Iterator[Finding]:
    """A warning for every file of which a large part was not used, with the reasons."""
    for account in accounts:
        lost = {group.reason: group.count for group in account.set_aside if group.reason not in _USUAL}
        count = sum(lost.values())
        if account.table is None or count <= account.rows_read * _MANY or count == account.rows_read:
            continue
        reasons = "; ".join(f"{reason} — {format_number(number)}" for reason, number in lost.items())
        rows = counted(account.rows_read, "строка", "строки", "строк")
        yield Finding(
            "many-rows-aside",
            Severity.WARNING,
            f"отложена большая часть файла: {format_number(count)} из {rows} ({reasons})"
            if count * 2 > account.rows_read
            else f"отложено много строк: {format_number(count)} из {rows} ({reasons})",
            tuple(Place(account.file, row=group.rows[0]) for group in account.set_aside if group.rows)[:1],
            "Проверьте, тот ли это файл и цел ли он; отложенные строки перечислены в отчёте",
        )
