"""Files of an export that tell what its codes mean: people, pipelines and stages of answers of REST."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from audit.ingest.recognition.titles import Titles, titles_of
from audit.ingest.shapes import like
from audit.ingest.sheet import BLANKS, Sheet
from handbook.model.profile import Dictionary, Profile


def decode(profile: Profile, sheets: Iterable[Sheet]) -> tuple[Profile, frozenset[int]]:
    """Learn the names behind codes from the dictionaries among some sheets; what the profile says itself wins.

    Args:
        profile: The profile the export is read by.
        sheets: Sheets that hold something.

    Returns:
        The profile with those names, and the identities of the sheets that told them.
    """
    told: dict[str, dict[str, str]] = {"users": {}, "pipelines": {}, "stages": {}}
    read: set[int] = set()
    for sheet in sheets:
        titles = titles_of(sheet.headers)
        for dictionary in profile.dictionaries:
            if all(titles.first(mark) for mark in dictionary.recognise):
                told[dictionary.kind] |= dict(_pairs(sheet, titles, dictionary))
                read.add(id(sheet))
    update = {
        "users": {**told["users"], **profile.users},
        "pipelines": {**told["pipelines"], **profile.pipelines},
        "stage_names": {**told["stages"], **profile.stage_names},
    }
    return profile.model_copy(update=update) if read else profile, frozenset(read)


def _pairs(sheet: Sheet, titles: Titles, dictionary: Dictionary) -> Iterator[tuple[str, str]]:
    """Codes with the names they stand for."""
    code, pipeline = _column(sheet, titles, dictionary.code), _column(sheet, titles, dictionary.pipeline)
    names = [_column(sheet, titles, title) for title in dictionary.name]
    wanted = [(_column(sheet, titles, title), like(values)) for title, values in dictionary.filters.items()]
    for row, text in enumerate(code):
        name = " ".join(part for column in names if column and (part := column[row]))
        if text and name and all(column and fine(column[row]) for column, fine in wanted):
            yield f"{pipeline[row]}:{text}" if pipeline else text, name


def _column(sheet: Sheet, titles: Titles, title: str | None) -> Sequence[str]:
    """The trimmed cells of a column; empty when the sheet has none such."""
    places = titles.find(title) if title else None
    if not places:
        return ()
    return [(cell or "").strip(BLANKS) for cell in sheet.cells().column(f"c{places[0]}").to_pylist()]
