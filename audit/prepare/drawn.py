"""The funnels as they are drawn: where deals start, where they may go on to, what lies on every way to a stage.

A stage leads to the stages of its ``to``; without it an open stage leads to the next open one (the last of them to the
won ones) and to every lost one, and a final stage leads nowhere. Starts are the first open stage, even when a loop
leads back to it, and every open stage that no arc of another stage enters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from audit.engines.base import Engine
from handbook.book import Handbook
from handbook.model.process import Funnel, FunnelStage

_PLACES = {"pipeline": "VARCHAR", "stage": "VARCHAR"}
_PATHS = {"pipeline": "VARCHAR", "stage": "VARCHAR", "target": "VARCHAR"}
_REQUIRED = {
    "pipeline": "VARCHAR",
    "origin": "VARCHAR",
    "stage": "VARCHAR",
    "required": "VARCHAR",
    "required_rank": "INTEGER",
}

#: The origin of a deal that began in the funnel, where it must have come from a drawn start; no stage has this title.
FROM_START = ""


class Drawing:
    """The graph of a funnel."""

    def __init__(self, funnel: Funnel) -> None:
        """Learn the stages; of several with one title the first counts."""
        stages: dict[str, FunnelStage] = {}
        for stage in funnel.stages:
            stages.setdefault(stage.title, stage)
        self.stages = dict(sorted(stages.items(), key=lambda item: item[1].outcome != "open"))

    @cached_property
    def arcs(self) -> Mapping[str, frozenset[str]]:
        """Stages each stage leads to directly."""
        lost, won = self._ending("lost"), self._ending("won")
        opened = self._ending("open")
        following = dict(zip(opened, [{title} for title in opened[1:]], strict=False))
        found = {}
        for title, stage in self.stages.items():
            if stage.to is not None:
                found[title] = frozenset(stage.to) & self.stages.keys()
            elif stage.outcome == "open":
                found[title] = frozenset(following.get(title, set(won)) | set(lost))
            else:
                found[title] = frozenset()
        return found

    @cached_property
    def starts(self) -> tuple[str, ...]:
        """Stages a deal may begin with."""
        opened = self._ending("open")
        entered = {target for title, targets in self.arcs.items() for target in targets if target != title}
        return tuple(title for title in opened if title not in entered or title == opened[0])

    def paths(self) -> Iterable[tuple[str, str]]:
        """Every stage with every stage that a way of one arc or more leads to from it."""
        for title in self.stages:
            for target in self._reachable(self.arcs[title]):
                yield title, target

    def required(self) -> Iterable[tuple[str, str, str, int]]:
        """Origin, stage, and a stage that lies on every way between them, with its rank.

        Entering a lost stage requires nothing; so does entering a stage that no way leads to.
        """
        ranks = {title: rank for rank, title in enumerate(self.stages, 1)}
        asked = {title for title, stage in self.stages.items() if stage.outcome != "lost"}
        for origin, starts in {FROM_START: self.starts, **{title: (title,) for title in self.stages}}.items():
            reached = self._reachable(starts) & asked
            for removed in self.stages:
                if removed != origin:
                    for stage in reached - self._reachable(starts, without=removed) - {removed}:
                        yield origin, stage, removed, ranks[removed]

    def _ending(self, outcome: str) -> tuple[str, ...]:
        return tuple(title for title, stage in self.stages.items() if stage.outcome == outcome)

    def _reachable(self, starts: Iterable[str], without: str | None = None) -> set[str]:
        """The stages themselves and all that a way leads to."""
        seen = set(starts) - {without}
        waiting = list(seen)
        while waiting:
            following = self.arcs[waiting.pop()] - seen - {without}
            seen |= following
            waiting += following
        return seen


def create_drawn(engine: Engine, handbook: Handbook) -> None:
    """Create ``drawn_starts``, ``drawn_paths`` and ``drawn_required``, empty when no norm asks for the order."""
    drawings: dict[str, Drawing] = {}
    if any(placed.norm.kind == "stage_order" for placed in handbook.norms.values()):
        for process in handbook.processes.values():
            if process.funnel:
                drawings.setdefault(process.funnel.pipeline, Drawing(process.funnel))
    drawn = drawings.items()
    engine.fill("drawn_starts", _PLACES, [(name, stage) for name, drawing in drawn for stage in drawing.starts])
    engine.fill("drawn_paths", _PATHS, [(name, *path) for name, drawing in drawn for path in drawing.paths()])
    engine.fill("drawn_required", _REQUIRED, [(name, *row) for name, drawing in drawn for row in drawing.required()])
