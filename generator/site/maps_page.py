"""The page of maps: the company's processes, people, handovers and papers, each as a picture and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.artifact import Artifact
from generator.maps.handovers import MOST_TIES, strongest
from generator.maps.passing import Passed, between_blocks, between_processes, between_roles, present
from generator.site import map_figures, paths, text
from generator.site.here import Here
from generator.site.maker import Maker
from generator.site.map_figures import Figure
from handbook.book import Handbook
from handbook.model.base import Target
from handbook.model.process import BLOCK_TITLES, CallNode, Process


@dataclass(frozen=True, slots=True)
class PassedRow:
    """What goes from one to another."""

    giver: Markup
    taker: Markup
    documents: Markup


@dataclass(frozen=True, slots=True)
class ProcessRow:
    """A process of the landscape in words."""

    process: Process
    block: str
    calls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BlockFigure:
    """Handovers within a block."""

    title: str
    figure: Figure


def maps_page(maker: Maker) -> Iterator[Artifact]:
    """The page and the files of its pictures.

    Raises:
        EngineError: The engine is not there or has failed.
    """
    book = maker.book
    here = maker.here(paths.MAPS)
    landscape, organisation = map_figures.company_landscape(book), map_figures.company_organisation(book)
    handovers, documents = map_figures.company_handovers(book), map_figures.company_documents(book)
    blocks = map_figures.handovers_of_blocks(book)
    passed = between_roles(book)
    yield maker.page(
        "maps",
        here,
        landscape=map_figures.figure(here, landscape),
        organisation=map_figures.figure(here, organisation),
        handovers=map_figures.figure(here, handovers),
        documents=map_figures.figure(here, documents),
        blocks=tuple(
            BlockFigure(BLOCK_TITLES[block], drawn)
            for block, drawing in blocks.items()
            if (drawn := map_figures.figure(here, drawing))
        ),
        processes=tuple(_processes(book)),
        between_processes=tuple(_rows(here, between_processes(book), "process")),
        between_roles=tuple(_rows(here, passed, "role")),
        between_blocks=tuple(_rows(here, between_blocks(book), None)),
        positions=tuple(book.positions.values()),
        funnels=tuple(process for process in present(book) if process.funnel),
        least=strongest(passed),
        most=MOST_TIES,
    )
    yield from map_figures.files(book, (landscape, organisation, handovers, documents, *blocks.values()))


def _processes(book: Handbook) -> Iterator[ProcessRow]:
    for process in present(book):
        calls = dict.fromkeys(node.process for node in process.flow if isinstance(node, CallNode))
        yield ProcessRow(process, BLOCK_TITLES[process.block], tuple(calls))


def _rows(here: Here, passed: tuple[Passed, ...], target: Target | None) -> Iterator[PassedRow]:
    """Rows of a table; blocks have no pages of their own."""

    def named(name: str) -> Markup:
        return here.link(target, name) if target else text.plain(BLOCK_TITLES[name])

    for one in passed:
        documents = Markup(", ").join(here.link("document", name) for name in one.documents)
        yield PassedRow(named(one.giver), named(one.taker), documents)
