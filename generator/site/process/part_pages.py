"""Pages of the section of a process beside its first one, each with what would make that one too long to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import links
from generator.artifact import Artifact
from generator.maps.funnel import ways
from generator.maps.passing import Passed
from generator.site import paths
from generator.site.here import Here
from generator.site.maker import Maker
from generator.site.paths import ProcessPart
from generator.site.pictures import map_figures
from generator.site.process.parts import PARTS, passed, tabs
from generator.swimlane import control_points
from handbook.book import Handbook, PlacedNorm
from handbook.model.operation import Operation
from handbook.model.process import FunnelStage, Process
from handbook.work import operations_of


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the funnel with what happens on it and what it is measured by."""

    stage: FunnelStage
    operations: tuple[Operation, ...]
    norms: tuple[PlacedNorm, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another process with the documents that pass between it and this one."""

    process: str
    documents: tuple[str, ...]


def process_part_page(maker: Maker, process: Process, part: ProcessPart) -> Artifact | None:
    """A page of the section; None when there is nothing to show on it.

    Raises:
        EngineError: The engine that draws maps is not there or has failed.
    """
    book = maker.book
    if not any(name == part and there(book, process) for name, _, there in PARTS):
        return None
    here = maker.here(paths.process_page(process.id, part))
    values = _VALUES[part](here, process)
    return maker.page(f"process_{part}", here, process=process, tabs=tabs(book, process), **values)


def _documents(here: Here, process: Process) -> dict[str, object]:
    return {"figure": _figure(here, process, "documents"), "operations": operations_of(here.book, process)}


def _funnel(here: Here, process: Process) -> dict[str, object]:
    stages = tuple(_stages(here.book, process))
    return {
        "stages": stages,
        "funnel": _figure(here, process, "funnel"),
        "transitions": _figure(here, process, "transitions"),
        "ways": ways(process),
        "recommended": any(stage.stage.recommended is not None for stage in stages),
    }


def _norms(here: Here, process: Process) -> dict[str, object]:
    book = here.book
    own = [norm.id for norm in process.norms]
    operations = operations_of(book, process)
    inner = dict.fromkeys(placed.norm.id for one in operations for placed in links.norms_of_operation(book, one))
    return {
        "norms": tuple(book.norms[name] for name in own if name in book.norms),
        "inner": tuple(book.norms[name] for name in inner if name not in own),
    }


def _control(here: Here, process: Process) -> dict[str, object]:
    return {"marks": control_points(here.book, process)}


def _neighbours(here: Here, process: Process) -> dict[str, object]:
    taken, given = passed(here.book)[process.id]
    return {
        "sides": (
            ("Получает", "poluchaet", "От какого процесса", tuple(_others(taken, process))),
            ("Отдаёт", "otdayot", "Какому процессу", tuple(_others(given, process))),
        )
    }


def _others(several: tuple[Passed, ...], process: Process) -> Iterator[Neighbour]:
    for one in several:
        yield Neighbour(one.giver if one.taker == process.id else one.taker, one.documents)


_VALUES = {
    "dokumenty": _documents,
    "voronka": _funnel,
    "normy": _norms,
    "kontrol": _control,
    "svyazi": _neighbours,
}


def _figure(here: Here, process: Process, name: str) -> map_figures.Figure | None:
    return map_figures.figure(here, map_figures.of_process(here.book, process, here.day)[name])


def _stages(book: Handbook, process: Process) -> Iterator[Stage]:
    if process.funnel is None:
        return
    pipeline = process.funnel.pipeline
    operations = operations_of(book, process)
    for stage in process.funnel.stages:
        norms = tuple(
            placed
            for placed in book.norms.values()
            if stage.title in {name for _, name in placed.norm.named_stages()}
            and (not placed.norm.scope.pipelines or pipeline in placed.norm.scope.pipelines)
        )
        yield Stage(stage, tuple(one for one in operations if one.crm.stage == stage.title), norms)
