"""The page of a process: passport, clickable diagram, operations, decisions; the rest stands in its section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator import links
from generator.artifact import Artifact
from generator.site import paths, text
from generator.site.changes.page import news
from generator.site.here import Here
from generator.site.maker import Maker
from generator.site.pictures.process_pictures import pictures
from generator.site.process.parts import tabs
from generator.swimlane import Mark, control_points
from handbook.book import PlacedNorm
from handbook.model.operation import Operation
from handbook.model.process import B2B_TITLES, BLOCK_TITLES, Process
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


def process_page(maker: Maker, process: Process) -> tuple[Artifact, ...]:
    """The page of a process and the files of its diagram."""
    book = maker.book
    here = maker.here(str(paths.page("process", process.id)))
    drawn = pictures(book, process, here, maker.given.prints)
    marks = control_points(book, process)
    operations = operations_of(book, process)
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
        tabs=tabs(book, process),
        news=news(maker, here, "process", process.id),
    )
    return page, *drawn.files


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
