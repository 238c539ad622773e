"""Stage and pipeline names of an export → funnels of the handbook."""

from __future__ import annotations

from dataclasses import dataclass

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
    """

    pipeline: str | None
    stage: str | None
    outcome: str | None

    @property
    def known(self) -> bool:
        """Whether the stage is one of a funnel."""
        return self.outcome is not None


class Stages:
    """Matches titles first, names and codes of the profile second."""

    def __init__(self, handbook: Handbook, profile: Profile) -> None:
        """Learn the funnels of all processes; the first of two funnels with one title counts."""
        self._funnels: dict[str, Funnel] = {}
        for process in handbook.processes.values():
            if process.funnel:
                self._funnels.setdefault(normalise(process.funnel.pipeline), process.funnel)
        self._pipelines = {normalise(name): title for name, title in profile.pipelines.items()}
        self._names = profile.stages
        self._default = profile.settings.pipeline

    @property
    def titles(self) -> tuple[str, ...]:
        """Every stage as «Стадия», in the order of the funnels, for suggestions."""
        return tuple(dict.fromkeys(stage.title for funnel in self._funnels.values() for stage in funnel.stages))

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
        found = self._in_funnel(funnel, stage) or self._by_profile(funnel, stage)
        if found is None and pipeline is None:
            found = self._anywhere(stage)
        if found is None:
            return StagePlace(title or self._only(), stage, None)
        home, known = found
        return StagePlace(home.pipeline, known.title, known.outcome)

    def _funnel(self, pipeline: str | None) -> Funnel | None:
        name = pipeline or self._default
        if name is None:
            return None
        title = self._pipelines.get(normalise(name), name)
        return self._funnels.get(normalise(title))

    def _only(self) -> str | None:
        if self._default:
            return self._default
        titles = [funnel.pipeline for funnel in self._funnels.values()]
        return titles[0] if len(titles) == 1 else None

    def _in_funnel(self, funnel: Funnel | None, stage: str) -> tuple[Funnel, FunnelStage] | None:
        if funnel is None:
            return None
        wanted = normalise(stage)
        exact = next((item for item in funnel.stages if normalise(item.title) == wanted), None)
        return (funnel, exact) if exact else None

    def _by_profile(self, funnel: Funnel | None, stage: str) -> tuple[Funnel, FunnelStage] | None:
        wanted = normalise(stage)
        for item in self._names:
            if wanted not in {normalise(name) for name in item.names}:
                continue
            home = self._funnels.get(normalise(item.pipeline)) if item.pipeline else funnel
            if funnel is not None and home is not funnel:
                continue
            found = self._in_funnel(home, item.stage) or (None if home else self._anywhere(item.stage))
            if found:
                return found
        return None

    def _anywhere(self, stage: str) -> tuple[Funnel, FunnelStage] | None:
        """A stage of exactly one funnel; a title that two funnels share says nothing."""
        found = [item for funnel in self._funnels.values() if (item := self._in_funnel(funnel, stage))]
        return found[0] if len(found) == 1 else None
