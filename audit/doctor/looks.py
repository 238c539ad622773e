"""How a sheet is read, column by column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from audit.doctor.drafts import draft_of, homes_of
from audit.doctor.kinds import is_blind
from audit.doctor.offers import MAIN, Values, by_values, deal_columns, values_of
from audit.ingest.deals import field_positions, named_fields
from audit.ingest.recognition.choose import Chosen, evidence_of
from audit.ingest.recognition.evidence import Evidence
from audit.ingest.recognition.guess import options
from audit.ingest.recognition.recognise import Match, ignored, lacking
from audit.ingest.recognition.titles import titles_of
from audit.ingest.sheet import Sheet
from audit.profiles import candidates
from handbook.book import Handbook
from handbook.diagnosis import Choice, ColumnLook, SheetLook
from handbook.finding import Finding
from handbook.model.profile import Profile, TableSource
from handbook.tables import TABLE, Type

_EXAMPLES, _LONGEST = 3, 60
#: A sheet nobody knows may be a table when so many of its columns are like those of the table.
_LEAST_COLUMNS, _LEAST_SHARE = 2, 0.5


@dataclass(frozen=True)
class _Read:
    """What a sheet is read as, or may be."""

    matches: Sequence[Match]
    choices: dict[int, list[Choice]]
    likely: str = ""


def look(  # noqa: PLR0913 - a sheet from every side
    handbook: Handbook,
    chosen: Chosen,
    sheet: Sheet,
    found: Sequence[Match],
    findings: Sequence[Finding],
    *,
    wants_deals: bool = False,
    separate: str = "",
) -> SheetLook:
    """Look at every column of a sheet.

    Args:
        handbook: The company.
        chosen: The profile the export is read by.
        sheet: The sheet, freshly opened.
        found: How it is read; empty when no profile knows it.
        findings: What the audit found: values that could not be read.
        wants_deals: Whether the export has no list of deals: this sheet may be one.
        separate: The profile of another CRM whose deals these are.
    """
    if sheet.blank:
        return SheetLook(sheet.file, sheet.source, sheet.header_row, 0, (), None, ())
    profile = chosen.profile
    evidence = evidence_of(handbook, profile, sheet)
    values = values_of(handbook, profile, sheet)
    useless = ignored(profile, sheet)
    if separate:
        read = _Read((), {}, TABLE["deals"].title)
    elif found:
        read = _known(sheet, found, evidence, values, useless)
    else:
        read = _unknown(handbook, profile, sheet, evidence)
    fields = {place for match in found if match.table == "deals" for place in _fields(handbook, match)}
    offered = wants_deals and values.records and not any(map(_is_sure, found))
    columns = tuple(
        _column(sheet, place, read, evidence, values, findings, by_norm=place in fields, useless=place in useless)
        for place, title in enumerate(sheet.headers)
        if title
    )
    return SheetLook(
        file=sheet.file,
        source=sheet.source,
        header_row=sheet.header_row,
        rows=sheet.cells().num_rows + len(sheet.aside),
        tables=tuple(dict.fromkeys((match.table, TABLE[match.table].title) for match in found)),
        profile=_owner(handbook, profile, found),
        columns=columns,
        draft=draft_of(profile, found),
        likely=read.likely,
        homes=homes_of(profile, found),
        deals=deal_columns(sheet, values, _as_deals(handbook, profile, sheet, evidence), useless) if offered else (),
        separate=separate,
    )


def _is_sure(match: Match) -> bool:
    """Whether a sheet has every mark of its source letter by letter."""
    return not lacking(match.source, titles_of(match.sheet.headers, match.source.prefixes))


def _as_deals(handbook: Handbook, profile: Profile, sheet: Sheet, evidence: Evidence) -> dict[int, list[Choice]]:
    """What the columns of a sheet are, if it is a list of deals: by all that is known of such lists."""
    generic = candidates(handbook)[-1]
    best: dict[tuple[int, str], Choice] = {}
    for source in (source for one in (profile, generic) for source in one.sources if source.table == "deals"):
        for place, choices in _likely(sheet, source, evidence).items():
            for choice in (item for item in choices if item.name in MAIN):
                known = best.get((place, choice.name))
                if known is None or choice.confidence > known.confidence:
                    best[place, choice.name] = choice
    found: dict[int, list[Choice]] = {}
    for (place, _), choice in best.items():
        found.setdefault(place, []).append(choice)
    return _sorted(found)


def _owner(handbook: Handbook, profile: Profile, found: Sequence[Match]) -> str | None:
    """The profile that knows a sheet."""
    if not found:
        return None
    known = found[0].source
    return next((one.id for one in (profile, *candidates(handbook)) if known in one.sources), profile.id)


def _column(  # noqa: PLR0913, PLR0917 - a column from every side
    sheet: Sheet,
    place: int,
    read: _Read,
    evidence: Evidence,
    values: Values,
    findings: Sequence[Finding],
    *,
    by_norm: bool,
    useless: bool,
) -> ColumnLook:
    title = sheet.headers[place]
    used = [
        Choice(name, known.title, round(match.confidence(name), 2))
        for match in read.matches
        for name, places in match.columns.items()
        if place in places and (known := TABLE[match.table].column(name))
    ]
    used += [
        Choice(match.source.wide.into, ", ".join(column.words.values()), 1.0)
        for match in read.matches
        for column in match.wide
        if match.source.wide and column.position == place
    ]
    used += [
        Choice("", f"отбор: {TABLE[match.table].title}", 1.0)
        for match in read.matches
        if place in match.filters.values()
    ]
    texts = evidence.examples(place)
    rows = [
        spot.row
        for finding in findings
        if finding.code == "unread-value"
        for spot in finding.places
        if spot.file == sheet.file and spot.field == title and spot.row is not None
    ]
    return ColumnLook(
        title=title,
        position=place + 1,
        used=tuple(dict.fromkeys(used)),
        choices=() if used or useless else tuple(read.choices.get(place, ())),
        by_norm=by_norm,
        ignored=useless and not used,
        examples=tuple(text[:_LONGEST] for text in list(dict.fromkeys(texts))[:_EXAMPLES]),
        filled=(len(texts), evidence.rows),
        unread=(len(rows), tuple(rows)),
        kinds=values.kinds[place],
        blind=bool(rows) and any(is_blind(texts, kind) for kind in _kinds(read.matches, used)),
    )


def _kinds(matches: Sequence[Match], used: Sequence[Choice]) -> list[Type]:
    """What a column is read as."""
    columns = (TABLE[match.table].column(choice.name) for match in matches for choice in used)
    return [column.type for column in columns if column]


def _known(sheet: Sheet, found: Sequence[Match], evidence: Evidence, values: Values, useless: Iterable[int]) -> _Read:
    taken = {place for match in found for place in match.positions}
    choices: dict[int, list[Choice]] = {}
    for match in found:
        for name, guesses in options(sheet, match.source, evidence, taken).items():
            known = TABLE[match.table].column(name)
            if match.columns.get(name) or known is None:
                continue
            for item in guesses:
                choices.setdefault(item.position, []).append(Choice(name, known.title, round(item.confidence, 2)))
    for match in (match for match in found if match.table == "deals"):
        for place, choice in by_values(match, values, taken.union(useless)):
            if all(known.name != choice.name for known in choices.get(place, ())):
                choices.setdefault(place, []).append(choice)
    return _Read(found, _sorted(choices))


def _unknown(handbook: Handbook, profile: Profile, sheet: Sheet, evidence: Evidence) -> _Read:
    """The table that a sheet nobody knows is most like."""
    best: tuple[float, TableSource, dict[int, list[Choice]]] | None = None
    for source in (source for one in (profile, *candidates(handbook)) for source in one.sources):
        choices = _likely(sheet, source, evidence)
        top = [max(choice.confidence for choice in found) for found in choices.values()]
        keys = [column.name for column in TABLE[source.table].columns if column.key]
        named = {choice.name for found in choices.values() for choice in found}
        enough = len(top) >= max(_LEAST_COLUMNS, _LEAST_SHARE * len([title for title in sheet.headers if title]))
        if enough and named.issuperset(keys) and (best is None or sum(top) > best[0]):
            best = (sum(top), source, choices)
    return _Read((), _sorted(best[2]), TABLE[best[1].table].title) if best else _Read((), {})


def _likely(sheet: Sheet, source: TableSource, evidence: Evidence) -> dict[int, list[Choice]]:
    titles = titles_of(sheet.headers, source.prefixes)
    choices: dict[int, list[Choice]] = {}
    for name, column in source.columns.items():
        known, places = TABLE[source.table].column(name), titles.first(column.titles)
        if known and places and places[0] >= 0:
            choices.setdefault(places[0], []).append(Choice(name, known.title, 0.95))
    for name, guesses in options(sheet, source, evidence).items():
        known = TABLE[source.table].column(name)
        for item in guesses:
            if known and item.position not in choices:
                choices.setdefault(item.position, []).append(Choice(name, known.title, round(item.confidence, 2)))
    return choices


def _sorted(choices: dict[int, list[Choice]]) -> dict[int, list[Choice]]:
    return {
        place: sorted(found, key=lambda choice: (-choice.confidence, choice.title)) for place, found in choices.items()
    }


def _fields(handbook: Handbook, match: Match) -> set[int]:
    return {place for name in named_fields(handbook) for place in field_positions(match, name)}
