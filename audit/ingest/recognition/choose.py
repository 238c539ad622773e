"""Which profile an export is read by, and how each of its sheets is read: surely, by a guess, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from audit.ingest.error import IngestError
from audit.ingest.people import People
from audit.ingest.recognition.dictionaries import decode
from audit.ingest.recognition.evidence import Evidence
from audit.ingest.recognition.guess import completed, guess_match, guessed_columns
from audit.ingest.recognition.recognise import Match, ignored, lacking, listed, matches, unknown_sheet
from audit.ingest.recognition.titles import ROW_POSITION, titles_of
from audit.ingest.sheet import Sheet
from audit.ingest.stages import Stages
from audit.profiles import GENERIC, candidates, load_profile, recognised
from handbook.book import Handbook
from handbook.finding import Finding, Place, Severity
from handbook.model.profile import Profile, TableSource

#: What a list of deals fills.
_DEALS = frozenset({"deals", "deal_products"})
#: Another CRM numbers its deals anew; its invoices, orders and calls are welcome.
_NUMBERED_ANEW = frozenset({"deals", "deal_products", "stage_changes", "owner_changes", "field_changes"})


@dataclass(frozen=True)
class Chosen:
    """How an export is read.

    Attributes:
        profile: The profile, merged with its preset.
        found: The sheets that are read, each by the tables it fills.
        findings: Remarks on sheets and columns.
        dictionaries: Identities of the sheets that tell what codes mean.
    """

    profile: Profile
    found: tuple[Match, ...]
    findings: tuple[Finding, ...]
    dictionaries: frozenset[int] = frozenset()


def choose(handbook: Handbook, crm: str | None, sheets: Sequence[Sheet]) -> Chosen:
    """Choose the profile of an export and read every sheet by it, or by another shipped one that knows the sheet.

    Args:
        handbook: The company.
        crm: The profile asked for; None chooses it.
        sheets: Every sheet of the export.

    Raises:
        IngestError: There is no such profile, a table lacks its key, or nothing is a table of deals.
    """
    chosen = consider(handbook, crm, sheets)
    if not any(match.table == "deals" for match in chosen.found):
        raise _no_deals(chosen, sheets)
    return chosen


def consider(handbook: Handbook, crm: str | None, sheets: Sequence[Sheet]) -> Chosen:
    """Choose like ``choose``, but be content without a table of deals.

    Raises:
        IngestError: There is no such profile, or a table lacks its key.
    """
    filled = [sheet for sheet in sheets if not sheet.blank]
    profile, guessed = _profile(handbook, crm, filled)
    profile, dictionaries = decode(profile, filled)
    found: list[Match] = []
    problems: list[Finding] = []
    for sheet in filled:
        if id(sheet) in dictionaries:
            continue
        try:
            found += _read(handbook, profile, sheet, guessed.get(id(sheet)))
        except IngestError as error:
            problems += error.findings
    if problems:
        raise IngestError(*problems)
    if not any(match.table == "deals" for match in found):
        # A list of deals made by hand, beside answers of the CRM itself.
        unread = [sheet for sheet in filled if id(sheet) not in {id(match.sheet) for match in found} | dictionaries]
        found += [match for sheet in unread for match in matches(sheet, candidates(handbook)[-1])]
    if any(match.table == "deals" and not _by_guess(match) for match in found):
        # Beside a list of deals that is sure, a file that merely looks like one is something else.
        found = [match for match in found if match.table != "deals" or not _by_guess(match)]
    by_rows = [match for match in found if match.table == "deals" and match.columns["deal_id"] == (ROW_POSITION,)]
    if len(by_rows) > 1:
        found = [replace(match, apart=match in by_rows) for match in found]
    read = {id(match.sheet) for match in found} | dictionaries
    unknown = tuple(unknown_sheet(sheet, profile) for sheet in sheets if id(sheet) not in read)
    guesses = (item for match in found for item in guessed_columns(match))
    return Chosen(profile, tuple(found), (*unknown, *guesses), dictionaries)


def _by_guess(match: Match) -> bool:
    """Whether a sheet was recognised by a guess: one of its marks is not there."""
    return bool(lacking(match.source, titles_of(match.sheet.headers, match.source.prefixes)))


def _read(handbook: Handbook, profile: Profile, sheet: Sheet, deals: Match | None) -> list[Match]:
    """How a sheet is read: by the profile surely, by another shipped one surely, by the profile with a guess."""
    evidence = evidence_of(handbook, profile, sheet)
    sure = matches(sheet, profile)
    if deals is not None:
        return [deals, *(match for match in sure if match.table == "deal_products")]
    if sure:
        # Programs do not rename columns: an answer of REST has what it has.
        by_person = not sheet.source.startswith("JSON")
        return [completed(match, evidence, ignored(profile, sheet)) for match in sure] if by_person else sure
    for other in candidates(handbook)[len(handbook.profiles) :]:
        known = [match for match in matches(sheet, other) if match.table not in _NUMBERED_ANEW]
        if known:
            return known
    guess = guess_match(sheet, profile.sources, evidence, ignored(profile, sheet))
    return [guess] if guess else []


def _profile(handbook: Handbook, crm: str | None, sheets: Sequence[Sheet]) -> tuple[Profile, dict[int, Match]]:
    """The profile, and the sheets whose deals it knows by a guess."""
    profile = load_profile(handbook, crm, [sheet.headers for sheet in sheets])
    if profile is not None and (crm is not None or profile.id != GENERIC):
        return profile, {}
    at_home = _at_home(handbook, sheets)
    if at_home is not None:
        return at_home, _guessed(handbook, at_home, sheets)
    evidence = [(sheet, evidence_of(handbook, profile, sheet)) for sheet in sheets]
    best: tuple[tuple[int, float], Profile, dict[int, Match]] | None = None
    for other in candidates(handbook):
        guessed = {id(sheet): match for sheet, clues in evidence if (match := _deals_by_guess(other, sheet, clues))}
        mine = [sheet for sheet in sheets if id(sheet) in guessed]
        score = (
            max((_familiar(other, sheet) for sheet in mine), default=0),
            max(map(_worth, guessed.values()), default=0),
        )
        if guessed and (best is None or score > best[0]):
            best = (score, other, guessed)
    if best is None:
        return profile or candidates(handbook)[-1], {}
    # A renamed column or two do not make another CRM of an export that is full of the titles of this one.
    if profile is not None and best[0][0] <= max((_familiar(profile, sheet) for sheet in sheets), default=0):
        return profile, {}
    return best[1], best[2]


def _at_home(handbook: Handbook, sheets: Sequence[Sheet]) -> Profile | None:
    """The profile that knows other files of the export for sure, which no general one does: they are all of one CRM."""
    general = candidates(handbook)[-1]
    special = [sheet.headers for sheet in sheets if not recognised(general, [sheet.headers])]
    ranked = [
        (recognised(profile, special), -place, profile)
        for place, profile in enumerate(candidates(handbook)[:-1])
        if recognised(profile, special)
    ]
    return max(ranked, key=lambda item: item[:-1])[-1] if ranked else None


def _guessed(handbook: Handbook, profile: Profile, sheets: Sequence[Sheet]) -> dict[int, Match]:
    """The sheets whose deals a profile knows by a guess."""
    unknown = [sheet for sheet in sheets if not matches(sheet, profile)]
    found = ((sheet, _deals_by_guess(profile, sheet, evidence_of(handbook, profile, sheet))) for sheet in unknown)
    return {id(sheet): match for sheet, match in found if match}


def _deals_by_guess(profile: Profile, sheet: Sheet, evidence: Evidence) -> Match | None:
    """How a sheet may be a list of deals of a profile."""
    sources = [source for source in profile.sources if source.table == "deals"]
    return guess_match(sheet, sources, evidence, ignored(profile, sheet))


def _familiar(profile: Profile, sheet: Sheet) -> int:
    """How many titles of a sheet stand in a profile's lists of deals letter by letter, useless ones too."""
    known = {place for source in profile.sources if source.table in _DEALS for place in _written(source, sheet)}
    return len(known | ignored(profile, sheet))


def _written(source: TableSource, sheet: Sheet) -> Iterator[int]:
    titles = titles_of(sheet.headers, source.prefixes)
    for column in source.columns.values():
        title = next((title for title in column.titles if titles.is_written(title)), None)
        yield from (place for place in (titles.find(title) or () if title else ()) if place >= 0)


def _worth(match: Match) -> float:
    """How many columns a match finds, guesses counted by how sure they are."""
    return sum(match.guessed.get(name, 1.0) for name, places in match.columns.items() if places)


def evidence_of(handbook: Handbook, profile: Profile | None, sheet: Sheet) -> Evidence:
    """What the values of a sheet tell to somebody who knows the company.

    Args:
        handbook: The company.
        profile: How its CRM names people and stages; None when that is not known yet.
        sheet: The sheet.
    """
    asked = profile or Profile(id=GENERIC, title=GENERIC)
    return Evidence(sheet, People(handbook, asked).knows, Stages(handbook, asked).knows)


def _no_deals(chosen: Chosen, sheets: Sequence[Sheet]) -> IngestError:
    profile = chosen.profile
    files = tuple(Place(sheet.file) for sheet in sheets)
    marks = [listed([mark[0] for mark in source.recognise]) for source in profile.sources if source.table == "deals"]
    message = f"профиль {profile.id} не описывает таблицу сделок"
    if marks:
        message = f"ни в одном файле нет таблицы сделок: профиль {profile.id} узнаёт её по столбцам {marks[0]}"
    tip = (
        "Выгрузите список сделок со всеми столбцами; если столбцы названы по-своему, покажите файл команде map; "
        "для другой CRM назовите её профиль: --crm"
    )
    return IngestError(Finding("no-deals", Severity.ERROR, message, files, tip), *chosen.findings)
