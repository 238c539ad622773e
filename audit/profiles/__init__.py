"""CRM profiles shipped with the product, and the choice of one for an export."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from audit.ingest.error import failure
from handbook.book import Handbook
from handbook.finding import Place
from handbook.model.profile import Column, Profile, ProfileSettings, TableSource

_FOLDER = Path(__file__).parent
#: The profile for any table; every other one is for a certain CRM.
GENERIC = "generic"


def preset_names() -> tuple[str, ...]:
    """Identifiers of the profiles shipped with the product, the most special first."""
    names = sorted(path.stem for path in _FOLDER.glob("*.yaml"))
    return (*(name for name in names if name != GENERIC), GENERIC)


@cache
def load_preset(name: str) -> Profile:
    """Read one shipped profile."""
    from handbook.source.yaml12 import load

    data, _ = load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return Profile.model_validate(data)


def load_profile(handbook: Handbook, name: str | None, headers: Sequence[tuple[str, ...]]) -> Profile | None:
    """The profile an export is read by, merged with the preset it stands on.

    Args:
        handbook: The company; its own profiles win over shipped ones.
        name: What the user asked for; None chooses among the profiles that know the table of deals: the company's
            own before shipped ones, the one for any table last, then the one that finds most files and columns.
        headers: Titles of every sheet of the export.

    Returns:
        The profile; None when none was asked for and none knows a table of deals.

    Raises:
        IngestError: There is no profile of that name, or the company's profile names tables and columns that do not
            exist.
    """
    if name is not None:
        return _named(handbook, name)
    ranked = [
        (place < len(handbook.profiles), profile.id != GENERIC, *_weight(profile, headers), -place, profile)
        for place, profile in enumerate(candidates(handbook))
        if recognised(profile, headers, "deals")
    ]
    return max(ranked, key=lambda item: item[:-1])[-1] if ranked else None


def candidates(handbook: Handbook) -> tuple[Profile, ...]:
    """Every profile an export may be read by: the company's own first, the one for any table last.

    Raises:
        IngestError: A profile of the company names tables and columns that do not exist.
    """
    own = (_own(handbook, profile) for profile in handbook.profiles.values())
    return (*own, *map(load_preset, preset_names()))


def recognised(profile: Profile, headers: Iterable[tuple[str, ...]], table: str | None = None) -> int:
    """How many sheets a profile knows, as any table or as a certain one."""
    from audit.ingest.recognition.recognise import fits

    sources = [source for source in profile.sources if table in {None, source.table}]
    return sum(any(fits(source, titles) for source in sources) for titles in headers)


def _weight(profile: Profile, headers: Sequence[tuple[str, ...]]) -> tuple[int, int]:
    """How many sheets a profile knows, and how many columns it finds in them."""
    from audit.ingest.recognition.recognise import columns_found, fits

    found = [
        max((columns_found(source, titles) for source in profile.sources if fits(source, titles)), default=0)
        for titles in headers
    ]
    return sum(map(bool, found)), sum(found)


def _named(handbook: Handbook, name: str) -> Profile:
    if name in handbook.profiles:
        return _own(handbook, handbook.profiles[name])
    if name in preset_names():
        return load_preset(name)
    from handbook.russian.text import suggest

    known = [*handbook.profiles, *preset_names()]
    hint = suggest(name, known)
    raise failure(
        "unknown-profile",
        f"нет профиля CRM «{name}»" + (f"; похоже на «{hint}»" if hint else ""),
        Place("--crm"),
        tip=f"Есть профили: {', '.join(known)}",
    )


def _own(handbook: Handbook, profile: Profile) -> Profile:
    """A profile of the company, checked and merged with its preset: what the company says wins, the rest stays."""
    from audit.profiles.check import check_names

    check_names(handbook, profile, preset_names())
    if profile.preset is None:
        return profile
    base = load_preset(profile.preset)
    settings = {**_given(base.settings), **_given(profile.settings)}
    return profile.model_copy(
        update={
            "sources": _merged_sources(profile.sources, base.sources),
            "pipelines": {**base.pipelines, **profile.pipelines},
            "stages": (*profile.stages, *base.stages),
            "outcomes": {**base.outcomes, **profile.outcomes},
            "stage_names": {**base.stage_names, **profile.stage_names},
            "dictionaries": (*profile.dictionaries, *base.dictionaries),
            "users": {**base.users, **profile.users},
            "ignore": (*profile.ignore, *base.ignore),
            "ignore_stages": (*profile.ignore_stages, *base.ignore_stages),
            "settings": ProfileSettings.model_validate(settings),
        }
    )


def _given(settings: ProfileSettings) -> dict[str, object]:
    return {name: getattr(settings, name) for name in settings.model_fields_set}


def _merged_sources(own: Sequence[TableSource], base: Sequence[TableSource]) -> tuple[TableSource, ...]:
    """A source of the same table and marks adds to those of the preset; any other one stands before them."""
    kept = list(base)
    fresh: list[TableSource] = []
    for source in own:
        # Sources that differ in their filters alone share their marks.
        places = [place for place, item in enumerate(kept) if _marks(item) == _marks(source)]
        for place in places:
            kept[place] = _joined(source, kept[place])
        if not places:
            fresh.append(source)
    return (*fresh, *kept)


def _joined(own: TableSource, base: TableSource) -> TableSource:
    """A source of a preset with what the company says of it; its titles stand before those of the preset."""
    columns = {
        name: _joined_column(column, base.columns[name]) if name in base.columns else column
        for name, column in own.columns.items()
    }
    # A column that the company calls otherwise is a mark under that name, too.
    recognise = tuple(
        mark
        + tuple(
            title
            for name, column in own.columns.items()
            if name in base.columns and set(mark) & set(base.columns[name].titles)
            for title in column.titles
            if title not in mark
        )
        for mark in base.recognise
    )
    update = {
        "columns": {**base.columns, **columns},
        "filters": {**base.filters, **own.filters},
        "excluded": {**base.excluded, **own.excluded},
        "recognise": recognise,
    }
    return base.model_copy(update=update)


def _joined_column(own: Column, base: Column) -> Column:
    given = {name: getattr(own, name) for name in own.model_fields_set}
    return base.model_copy(update={**given, "titles": tuple(dict.fromkeys((*own.titles, *base.titles)))})


def _marks(source: TableSource) -> tuple[str, frozenset[str]]:
    return source.table, frozenset(title for mark in source.recognise for title in mark)
