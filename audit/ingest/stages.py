"""Stage and pipeline names of an export → funnels of the handbook."""

from __future__ import annotations

from dataclasses import dataclass

from audit.ingest.lookalikes import skeleton
from audit.ingest.shapes import like
from handbook.book import Handbook
from handbook.model.process import Funnel, FunnelStage
from handbook.model.profile import Profile
from handbook.russian.text import normalise


@dataclass(frozen=True, slots=True)
class StagePlace:
    """Where a deal stands: a stage of a funnel, or the words of the export when they are unknown.

    Attributes:
        pipeline: Title of the funnel, None when the export names none and several are possible.
        stage: Title of the stage.
        outcome: What the funnel says the stage means; None for an unknown stage.
        means: What an unknown stage means in every company of this CRM: «C2:WON»; None when nobody knows.
    """

    pipeline: str | None
    stage: str | None
    outcome: str | None
    means: str | None = None

    @property
    def known(self) -> bool:
        """Whether the stage is one of a funnel."""
        return self.outcome is not None


class Stages:
    """Matches titles first, names and codes of the profile second; as written before as it looks («B1» is «В1»)."""

    def __init__(self, handbook: Handbook, profile: Profile) -> None:
        """Learn the funnels of all processes; the first of two funnels with one title counts."""
        self._funnels: dict[str, Funnel] = {}
        for process in handbook.processes.values():
            if process.funnel:
                self._funnels.setdefault(normalise(process.funnel.pipeline), process.funnel)
        self._pipelines = {skeleton(name): title for name, title in profile.pipelines.items()}
        self._names = profile.stages
        self._titles = profile.stage_names
        self._outcomes = [(like([shape]), outcome) for shape, outcome in profile.outcomes.items()]
        self._default = profile.settings.pipeline
        self._alike = {skeleton(funnel.pipeline): funnel for funnel in self._funnels.values()}
        self._ignored = {skeleton(name) for name in profile.ignore_stages}
        self._words = {skeleton(title) for title in self.titles}
        self._words.update(skeleton(name) for item in self._names for name in item.names)

    @property
    def titles(self) -> tuple[str, ...]:
        """Every stage as «Стадия», in the order of the funnels, for suggestions."""
        return tuple(dict.fromkeys(stage.title for funnel in self._funnels.values() for stage in funnel.stages))

    @property
    def pipelines(self) -> tuple[str, ...]:
        """Every funnel by its title."""
        return tuple(funnel.pipeline for funnel in self._funnels.values())

    def knows(self, stage: str) -> bool:
        """Whether a funnel has a stage of that title, or the profile names one so."""
        return skeleton(stage) in self._words

    def ignores(self, stage: str) -> bool:
        """Whether the profile says that a stage is none of the funnels'."""
        return skeleton(stage) in self._ignored

    def homes(self, stage: str) -> tuple[str, ...]:
        """Funnels that have a stage of that title, by their titles."""
        return tuple(funnel.pipeline for funnel in self._funnels.values() if self._in_funnel(funnel, stage))

    def place(self, pipeline: str | None, stage: str | None) -> StagePlace:
        """Find the place of a deal.

        Args:
            pipeline: The pipeline as exported, None when the export does not tell.
            stage: The stage as exported.
        """
        funnel = self._funnel(pipeline)
        title = funnel.pipeline if funnel else pipeline
        if stage is None:
            return StagePlace(title or self._only(), None, None)
        stage = self._decoded(pipeline, stage)
        found = self._in_funnel(funnel, stage) or self._by_profile(funnel, stage, named=pipeline is not None)
        if found is None and pipeline is None:
            found = self._anywhere(stage)
        if found is None:
            means = next((outcome for fits, outcome in self._outcomes if fits(stage)), None)
            return StagePlace(title or self._only(), stage, None, means)
        home, known = found
        return StagePlace(home.pipeline, known.title, known.outcome)

    def _decoded(self, pipeline: str | None, stage: str) -> str:
        """The title of a stage in the CRM behind its code; a code that the profile knows itself stays."""
        if not self._titles or skeleton(stage) in self._words:
            return stage
        return self._titles.get(f"{pipeline}:{stage}") or self._titles.get(stage) or stage

    def _funnel(self, pipeline: str | None) -> Funnel | None:
        name = pipeline or self._default
        if name is None:
            return None
        title = self._pipelines.get(skeleton(name), name)
        return self._funnels.get(normalise(title)) or self._alike.get(skeleton(title))

    def _only(self) -> str | None:
        if self._default:
            return self._default
        titles = [funnel.pipeline for funnel in self._funnels.values()]
        return titles[0] if len(titles) == 1 else None

    def _in_funnel(self, funnel: Funnel | None, stage: str) -> tuple[Funnel, FunnelStage] | None:
        if funnel is None:
            return None
        for key in (normalise, skeleton):
            found = [item for item in funnel.stages if key(item.title) == key(stage)]
            # What two stages look like says nothing; a title as it is written is the first one's.
            if found and (key is normalise or len(found) == 1):
                return funnel, found[0]
        return None

    def _by_profile(self, funnel: Funnel | None, stage: str, *, named: bool) -> tuple[Funnel, FunnelStage] | None:
        for item in self._names:
            if not any(skeleton(stage) == skeleton(name) for name in item.names):
                continue
            home = self._funnels.get(normalise(item.pipeline)) if item.pipeline else funnel
            if funnel is not None and home is not funnel:
                continue
            # A pipeline that is named and unknown may be any: only a funnel that the profile names outright is meant.
            found = self._in_funnel(home, item.stage) or (None if home or named else self._anywhere(item.stage))
            if found:
                return found
        return None

    def _anywhere(self, stage: str) -> tuple[Funnel, FunnelStage] | None:
        """A stage of exactly one funnel; a title that two funnels share says nothing."""
        found = [item for funnel in self._funnels.values() if (item := self._in_funnel(funnel, stage))]
        return found[0] if len(found) == 1 else None
