"""The page of a process: passport, clickable diagram, operations, funnel, norms, decisions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator import links
from generator.artifact import Artifact
from generator.maps.funnel import ways
from generator.site import map_figures, paths, text
from generator.site.here import Here
from generator.site.maker import Maker
from generator.site.process_pictures import pictures
from generator.swimlane import Mark, control_points
from handbook.book import Handbook, PlacedNorm
from handbook.model.operation import Operation
from handbook.model.process import B2B_TITLES, BLOCK_TITLES, FunnelStage, Process
from handbook.work import operations_of

KINDS = {"main": "основной", "support": "вспомогательный", "management": "управляющий"}
VARIANTS = {"as-is": "как есть", "to-be": "как должно быть"}
#: A diagram up to this wide stays readable when it is shrunk to the width of the page.
_FITS = 1150


@dataclass(frozen=True, slots=True)
class Row:
    """An operation with its place in the process."""

    number: int
    operation: Operation
    marks: tuple[Mark, ...]
    norms: tuple[PlacedNorm, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the funnel with what happens on it and what it is measured by."""

    stage: FunnelStage
    operations: tuple[Operation, ...]
    norms: tuple[PlacedNorm, ...]


def process_page(maker: Maker, process: Process) -> tuple[Artifact, ...]:
    """The page of a process and the files of its diagram."""
    book = maker.book
    here = maker.here(str(paths.page("process", process.id)))
    drawn = pictures(book, process, here)
    marks = control_points(book, process)
    operations = operations_of(book, process)
    stages = tuple(_stages(book, process, operations))
    inner = dict.fromkeys(placed.norm.id for one in operations for placed in links.norms_of_operation(book, one))
    own = [norm.id for norm in process.norms]
    page = maker.page(
        "process",
        here,
        process=process,
        facts=tuple(_facts(here, process)),
        drawn=drawn,
        fits=drawn.width <= _FITS,
        rows=tuple(
            Row(
                number,
                one,
                tuple(mark for mark in marks if mark.operation is one),
                links.norms_of_operation(book, one),
            )
            for number, one in enumerate(operations, 1)
        ),
        stages=stages,
        maps=map_figures.process_figures(here, process),
        ways=ways(process),
        recommended=any(stage.stage.recommended is not None for stage in stages),
        norms=tuple(book.norms[name] for name in own if name in book.norms),
        inner=tuple(book.norms[name] for name in inner if name not in own),
        marks=marks,
    )
    return page, *(one.file for one in drawn.downloads)


def _facts(here: Here, process: Process) -> Iterator[tuple[str, Markup]]:
    yield "Владелец", here.role(process.owner)
    yield "Начинается", here.prose(process.trigger)
    yield "Заканчивается", here.prose(process.result)
    if process.applies:
        yield "Когда применяется", here.prose(process.applies)
    yield "Блок", text.plain(BLOCK_TITLES[process.block])
    if process.b2b_stages:
        yield "Стадии B2B-продажи", text.plain(", ".join(B2B_TITLES[stage] for stage in process.b2b_stages))
    if process.replaces:
        yield "Вместо процесса", Markup(", ").join(here.link("process", name) for name in process.replaces)
    if process.handover:
        yield "Непрофильный клиент", here.clause(process.handover.document, process.handover.clause)
    yield "Вид", text.plain(f"{KINDS[process.kind]}, {VARIANTS[process.variant]}")


def _stages(book: Handbook, process: Process, operations: tuple[Operation, ...]) -> Iterator[Stage]:
    if process.funnel is None:
        return
    pipeline = process.funnel.pipeline
    for stage in process.funnel.stages:
        norms = tuple(
            placed
            for placed in book.norms.values()
            if stage.title in {name for _, name in placed.norm.named_stages()}
            and (not placed.norm.scope.pipelines or pipeline in placed.norm.scope.pipelines)
        )
        yield Stage(stage, tuple(one for one in operations if one.crm.stage == stage.title), norms)
