"""Stages of an export held against those of the funnels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from audit.ingest.lookalikes import skeleton
from audit.ingest.places import MetStage
from audit.ingest.recognition.likeness import likeness
from handbook.book import Handbook
from handbook.diagnosis import Choice, StageLook
from handbook.model.process import Funnel
from handbook.model.profile import Profile
from handbook.russian.text import normalise

_LEAST, _OPTIONS = 0.5, 4
#: A stage read as it is written, and one that the profile puts in other words.
_WRITTEN, _BY_PROFILE = 1.0, 1.0
#: A word or a code that every CRM has for the end of a deal, and for its beginning.
_OUTCOME, _BEGINNING = 0.85, 0.6
_ENDS = {
    "won": "won closedwon успех успешнореализовано выиграна сделкавыиграна оплачено продано 142 закрытауспешно",
    "lost": "lose lost closedlost отказ провал проиграна сделкапроиграна закрытоинереализовано apology 143 слив",
}
_ENDED = {skeleton(word): outcome for outcome, words in _ENDS.items() for word in words.split()}
_BEGUN = frozenset(skeleton(word) for word in ("new", "новая", "новый", "неразобранное", "первичный контакт", "open"))
#: A funnel that was not named is surely the only one.
_OTHER_FUNNEL = 0.9


def stage_looks(handbook: Handbook, profile: Profile, met: Iterable[MetStage]) -> tuple[StageLook, ...]:
    """How every stage is read; what it may be, where it is not known.

    Args:
        handbook: The company: its funnels.
        profile: How its CRM names stages and pipelines.
        met: Stages of the export as they were placed; one may come from several tables.
    """
    funnels = [process.funnel for process in handbook.processes.values() if process.funnel]
    rows: dict[tuple[str | None, str], int] = {}
    places: dict[tuple[str | None, str], MetStage] = {}
    for item in met:
        key = (item.pipeline, item.stage)
        rows[key] = rows.get(key, 0) + item.rows
        places.setdefault(key, item)
    return tuple(
        _look(funnels, profile, places[key], rows[key]) for key in sorted(rows, key=lambda key: (key[0] or "", key[1]))
    )


def _look(funnels: Sequence[Funnel], profile: Profile, item: MetStage, rows: int) -> StageLook:
    place = item.place
    if place.known and place.stage is not None:
        written = normalise(place.stage) == normalise(item.stage)
        sure = _WRITTEN if written else _BY_PROFILE
        return StageLook(item.pipeline, item.stage, rows, Choice(place.stage, place.stage, sure, place.pipeline))
    if normalise(item.stage) in map(normalise, profile.ignore_stages):
        return StageLook(item.pipeline, item.stage, rows, None, ignored=True)
    wanted = normalise(profile.pipelines.get(item.pipeline, item.pipeline)) if item.pipeline else None
    choices = sorted(
        _choices(funnels, item.stage, wanted),
        key=lambda choice: (-choice.confidence, choice.title, choice.pipeline or ""),
    )
    return StageLook(item.pipeline, item.stage, rows, None, tuple(choices[:_OPTIONS]))


def _choices(funnels: Sequence[Funnel], stage: str, pipeline: str | None) -> Iterator[Choice]:
    named = [funnel for funnel in funnels if normalise(funnel.pipeline) == pipeline]
    for funnel in named or funnels:
        share = 1.0 if named or len(funnels) == 1 else _OTHER_FUNNEL
        for number, known in enumerate(funnel.stages):
            sure = max(likeness(stage, known.title), _by_code(stage, known.outcome, first=number == 0))
            if sure * share >= _LEAST:
                yield Choice(known.title, known.title, round(sure * share, 2), funnel.pipeline)


def _by_code(stage: str, outcome: str, *, first: bool) -> float:
    """How sure a code or a common word makes it that a stage is an end or the beginning: «C2:WON», «142»."""
    word = skeleton(stage.rpartition(":")[2])
    if _ENDED.get(word) == outcome:
        return _OUTCOME
    return _BEGINNING if first and word in _BEGUN else 0.0
