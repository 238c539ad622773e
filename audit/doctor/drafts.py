"""What to add to a profile, so that the next export of the same shape is read without a guess."""

from __future__ import annotations

from collections.abc import Sequence

from audit.ingest.recognition.recognise import Match
from audit.profiles import load_preset, preset_names
from handbook.diagnosis import SourceDraft
from handbook.model.profile import Profile, TableSource


def draft_of(profile: Profile, found: Sequence[Match]) -> SourceDraft | None:
    """The guessed columns of a sheet as an addition to the source that reads it; None when nothing was guessed.

    Args:
        profile: The profile the export is read by, merged with its preset.
        found: How the sheet is read.
    """
    guessed = next((match for match in found if match.guessed), None)
    if guessed is None:
        return None
    return SourceDraft(
        guessed.table,
        _marks(profile, guessed.source),
        {name: guessed.title(name) for name in guessed.guessed},
        adds=True,
    )


def homes_of(profile: Profile, found: Sequence[Match]) -> tuple[SourceDraft, ...]:
    """Where an answer about a column goes: the sources that read a sheet, without columns.

    Args:
        profile: The profile the export is read by, merged with its preset.
        found: How the sheet is read.
    """
    return tuple(SourceDraft(match.table, _marks(profile, match.source), {}, adds=True) for match in found)


def _marks(profile: Profile, source: TableSource) -> tuple[tuple[str, ...], ...]:
    """The marks by which the preset knows the file: a source of the company with the same ones adds to it."""
    if profile.preset is None and profile.id not in preset_names():
        return source.recognise
    base = load_preset(profile.preset or profile.id)
    marks = {title for mark in source.recognise for title in mark}
    known = [item for item in base.sources if item.table == source.table]
    same = [item for item in known if marks.issuperset(title for mark in item.recognise for title in mark)]
    return same[0].recognise if same else source.recognise
