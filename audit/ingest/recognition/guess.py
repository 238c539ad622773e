"""Columns that no profile names, guessed by their titles and values: with a confidence, and never in silence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from audit.ingest.error import IngestError
from audit.ingest.lookalikes import skeleton
from audit.ingest.recognition.evidence import Evidence
from audit.ingest.recognition.likeness import likeness
from audit.ingest.recognition.recognise import Match, lacking, match_of, wide_columns
from audit.ingest.recognition.titles import titles_of
from audit.ingest.sheet import Sheet
from handbook.finding import Finding, Place, Severity
from handbook.model.profile import TableSource
from handbook.russian.numbers import format_number
from handbook.tables import TABLE

#: From here on a guess is used by an audit; below it a person is asked.
SURE_ENOUGH = 0.8
#: A guess that is not clearly better than the next one is none.
_APART = 0.04
#: What people usually call a column speaks for it nearly as loud as the title of this CRM.
_ELSEWHERE = 0.9
_LEAST, _OPTIONS = 0.5, 3
#: A column of outcomes without a word that means one is hardly any.
_UNKNOWN_WORDS = 0.5
#: Among more columns than that, nothing is guessed: it would take longer than reading them.
_WIDEST = 400


@dataclass(frozen=True, slots=True)
class Guess:
    """A column of a sheet that may be a canonical one.

    Attributes:
        name: The canonical column.
        position: Where it stands.
        confidence: 0…1.
    """

    name: str
    position: int
    confidence: float


def guesses(
    sheet: Sheet, source: TableSource, evidence: Evidence, taken: Iterable[int] = (), least: float = _LEAST
) -> list[Guess]:
    """The best guess for every canonical column that a source does not find, the surest first.

    Args:
        sheet: The sheet.
        source: What it may be read by.
        evidence: Examples of its values.
        taken: Positions that other columns are read from.
        least: How sure a guess must be to be told at all.
    """
    ranked = [item for found in options(sheet, source, evidence, taken, least).values() for item in found]
    ranked.sort(key=lambda item: (-item.confidence, item.position, item.name))
    return list(_apart(source, ranked))


def sure_guesses(sheet: Sheet, source: TableSource, evidence: Evidence, taken: Iterable[int] = ()) -> list[Guess]:
    """The guesses that an audit relies on."""
    found = guesses(sheet, source, evidence, taken, SURE_ENOUGH)
    return [item for item in found if item.confidence >= SURE_ENOUGH]


def options(
    sheet: Sheet, source: TableSource, evidence: Evidence, taken: Iterable[int] = (), least: float = _LEAST
) -> dict[str, list[Guess]]:
    """What every canonical column that a source does not find may be, the surest first, three at most."""
    titles = titles_of(sheet.headers, source.prefixes)
    found = {name: titles.first(column.titles) for name, column in source.columns.items()}
    used = {place for places in found.values() if places for place in places} | set(taken)
    free = [place for place, title in enumerate(sheet.headers) if title and place not in used]
    if len(free) > _WIDEST:
        return {}
    ranked: dict[str, list[Guess]] = {}
    for name in (name for name, places in found.items() if places is None and source.columns[name].titles):
        likely = [Guess(name, place, _confidence(sheet, source, name, place, evidence)) for place in free]
        likely.sort(key=lambda item: (-item.confidence, item.position))
        ranked[name] = [item for item in likely if item.confidence >= least][:_OPTIONS]
    return ranked


def _apart(source: TableSource, ranked: list[Guess]) -> Iterable[Guess]:
    """Each column and each place once, but for columns that are read from one; of two likely ones, neither is sure."""
    done: list[Guess] = []
    for item in ranked:
        if any(_clash(source, item, other) for other in done):
            continue
        rivals = [
            other
            for other in ranked
            if item.confidence - other.confidence < _APART
            and _clash(source, item, other)
            and not any(_clash(source, other, past) for past in done)
        ]
        done.append(item)
        sure = min(item.confidence, SURE_ENOUGH - 0.01) if rivals else item.confidence
        yield Guess(item.name, item.position, round(sure, 2))


def _clash(source: TableSource, one: Guess, other: Guess) -> bool:
    """Whether two guesses cannot both be right: one column in two places, or a place of two unlike columns."""
    if one == other:
        return False
    if one.name == other.name:
        return True
    shared = set(source.columns[one.name].titles) & set(source.columns[other.name].titles)
    return one.position == other.position and not shared


def _confidence(sheet: Sheet, source: TableSource, name: str, place: int, evidence: Evidence) -> float:
    title = sheet.headers[place]
    known = TABLE[source.table].column(name)
    if known is None:
        return 0.0
    by_title = max((likeness(title, wanted, source.table) for wanted in source.columns[name].titles), default=0.0)
    for wanted in vocabulary().get((source.table, name), ()):
        by_title = max(by_title, min(likeness(title, wanted, source.table), _ELSEWHERE))
    if name == "outcome" and by_title:
        words = {skeleton(word) for word in (*source.columns[name].values, "won", "lost", "open")}
        if not any(skeleton(text) in words for text in evidence.examples(place)):
            return by_title * _UNKNOWN_WORDS
    return evidence.weigh(by_title, source.table, known, place)


@cache
def vocabulary() -> Mapping[tuple[str, str], frozenset[str]]:
    """Usual titles of every canonical column, by table and column; what one CRM calls so may be else in another."""
    from audit.profiles import GENERIC, load_preset

    found: dict[tuple[str, str], set[str]] = {}
    for source in load_preset(GENERIC).sources:
        for name, column in source.columns.items():
            titles = {title for title in column.titles if not title.startswith("@")}
            found.setdefault((source.table, name), set()).update(titles)
    for table in TABLE.values():
        for known in table.columns:
            found.setdefault((table.name, known.name), set()).update((known.title, known.name))
    return {key: frozenset(titles) for key, titles in found.items()}


def guess_match(
    sheet: Sheet, sources: Iterable[TableSource], evidence: Evidence, useless: Iterable[int] = ()
) -> Match | None:
    """The source that a sheet most likely belongs to, its marks guessed where they are not there; None if none.

    Args:
        sheet: A sheet that no source knows.
        sources: Sources to choose among; with equal chances the first one wins.
        evidence: Examples of its values.
        useless: Positions of columns that the profile has no use for.
    """
    best: tuple[float, Match] | None = None
    for source in sources:
        titles = titles_of(sheet.headers, source.prefixes)
        if any(titles.find(title) for title in source.unless):
            continue
        if source.wide and not wide_columns(source, sheet.headers):
            continue
        absent = lacking(source, titles)
        # A table of which most marks are not there is another one.
        if len(absent) * 2 > len(source.recognise):
            continue
        sure = {item.name: item for item in sure_guesses(sheet, source, evidence, useless)}
        if not all(_is_guessed(source, mark, sure) for mark in absent):
            continue
        try:
            match = match_of(sheet, source, _places(sure.values()))
        except IngestError:
            continue
        score = sum(match.guessed.get(name, 1.0) for name, places in match.columns.items() if places)
        if best is None or score > best[0]:
            best = (score, match)
    return best[1] if best else None


def _is_guessed(source: TableSource, mark: str, sure: Mapping[str, Guess]) -> bool:
    """Whether a column that carries the mark was guessed."""
    return any(mark in column.titles and name in sure for name, column in source.columns.items())


def completed(match: Match, evidence: Evidence, useless: Iterable[int] = ()) -> Match:
    """A match with the columns its source does not find, where a guess is sure enough; useless ones are left alone."""
    sure = sure_guesses(match.sheet, match.source, evidence, match.positions.union(useless))
    return match_of(match.sheet, match.source, _places(sure)) if sure else match


def _places(sure: Iterable[Guess]) -> dict[str, tuple[int, float]]:
    return {item.name: (item.position, item.confidence) for item in sure}


def guessed_columns(match: Match) -> list[Finding]:
    """A remark for every file whose columns were guessed."""
    if not match.guessed:
        return []
    told = [
        f"«{match.title(name)}» — за «{known.title}» (уверенность {format_number(round(sure * 100))} %)"
        for name, sure in match.guessed.items()
        if (known := TABLE[match.table].column(name))
    ]
    return [
        Finding(
            "guessed-column",
            Severity.WARNING,
            f"столбцы с незнакомыми названиями приняты по смыслу: {'; '.join(told)}",
            (Place(match.sheet.file, row=match.sheet.header_row),),
            "Проверьте и закрепите в профиле: команда map запишет его сама",
        )
    ]
