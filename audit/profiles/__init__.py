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


def preset_names() -> tuple[str, ...]:
    """Identifiers of the profiles shipped with the product, the most special first."""
    names = sorted(path.stem for path in _FOLDER.glob("*.yaml"))
    return (*(name for name in names if name != "generic"), "generic")


@cache
def load_preset(name: str) -> Profile:
    """Read one shipped profile."""
    from handbook.source.yaml12 import load

    data, _ = load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return Profile.model_validate(data)


def load_profile(handbook: Handbook, name: str | None, headers: Sequence[frozenset[str]]) -> Profile:
    """The profile an export is read by, merged with the preset it stands on.

    Args:
        handbook: The company; its own profiles win over shipped ones.
        name: What the user asked for; None chooses among the profiles that know the table of deals: the company's
            own before shipped ones, then the one that recognises the most files.
        headers: Folded titles of every sheet of the export (``audit.ingest.sheet.folded``).

    Raises:
        IngestError: There is no profile of that name, or the company's profile names tables and columns that do not
            exist.
    """
    if name is not None:
        return _named(handbook, name)
    candidates = [_own(handbook, profile) for profile in handbook.profiles.values()]
    own = len(candidates)
    candidates += [load_preset(preset) for preset in preset_names()]
    ranked = [
        (recognised(profile, headers, "deals") > 0, place < own, recognised(profile, headers), -place)
        for place, profile in enumerate(candidates)
    ]
    return candidates[-max(ranked)[-1]]


def recognised(profile: Profile, headers: Iterable[frozenset[str]], table: str | None = None) -> int:
    """How many sheets a profile knows, as any table or as a certain one."""
    sources = [source for source in profile.sources if table in {None, source.table}]
    return sum(any(fits(source, titles) for source in sources) for titles in headers)


def fits(source: TableSource, titles: frozenset[str]) -> bool:
    """Whether a sheet has every column a source is known by, and none of those that speak against it.

    Args:
        source: One source of a profile.
        titles: Folded titles of the sheet.
    """
    from audit.ingest.sheet import folded

    marks, against = ({folded(title) for title in some} for some in (source.recognise, source.unless))
    return bool(marks) and marks <= titles and not against & titles


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
            "users": {**base.users, **profile.users},
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
            columns: dict[str, Column] = {**kept[place].columns, **source.columns}
            filters = {**kept[place].filters, **source.filters}
            kept[place] = kept[place].model_copy(update={"columns": columns, "filters": filters})
        if not places:
            fresh.append(source)
    return (*fresh, *kept)


def _marks(source: TableSource) -> tuple[str, frozenset[str]]:
    return source.table, frozenset(source.recognise)
