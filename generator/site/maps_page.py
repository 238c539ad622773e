"""The page of maps: the company's processes, people, handovers and papers, each as a picture and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.artifact import Artifact
from generator.maps.handovers import MOST_TIES, strongest
from generator.maps.passing import Passed, between_blocks, between_roles, present
from generator.site import paths, text
from generator.site.here import Here
from generator.site.maker import Maker
from generator.site.map_key import map_key
from generator.site.pictures import map_figures
from generator.site.pictures.map_figures import Figure
from generator.site.process.parts import passed
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
class TiesRow:
    """A process with how many others it gets documents from and gives them to, and the page that names them."""

    process: Process
    block: str
    taken: int
    given: int
    page: str


@dataclass(frozen=True, slots=True)
class BlockFigure:
    """Handovers within a block."""

    title: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Table:
    """A map as a table.

    Attributes:
        name: What its file is called.
        title: Its heading.
        path: Its page.
    """

    name: str
    title: str
    path: str


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
    handed = between_roles(book)
    yield maker.page(
        "maps",
        here,
        landscape=map_figures.figure(here, landscape),
        key=map_key(book),
        organisation=map_figures.figure(here, organisation),
        handovers=map_figures.figure(here, handovers),
        documents=map_figures.figure(here, documents),
        blocks=tuple(
            BlockFigure(BLOCK_TITLES[block], drawn)
            for block, drawing in blocks.items()
            if (drawn := map_figures.figure(here, drawing))
        ),
        tables={table.name for table in tables(book)},
        funnel=paths.process_page,
        funnels=tuple(process for process in present(book) if process.funnel),
        least=strongest(handed),
        most=MOST_TIES,
    )
    yield from _tables(maker)
    yield from map_figures.files(here, (landscape, organisation, handovers, documents, *blocks.values()))


def _tables(maker: Maker) -> Iterator[Artifact]:
    """What each map says as a table, on a page of its own."""
    book = maker.book
    for table in tables(book):
        here = maker.here(table.path)
        yield maker.page(
            "maps_table",
            here,
            table=table.name,
            title=table.title,
            processes=tuple(_processes(book)) if table.name == "processy" else (),
            positions=tuple(book.positions.values()),
            ties=tuple(_ties(book)) if table.name == "mezhdu-processami" else (),
            between_roles=tuple(_rows(here, between_roles(book), "role")),
            between_blocks=tuple(_rows(here, between_blocks(book), None)),
        )


def tables(book: Handbook) -> tuple[Table, ...]:
    """Tables that have rows."""
    found = (
        ("processy", "Процессы и вызовы", present(book)),
        ("mezhdu-processami", "Что переходит между процессами", passed(book)),
        ("dolzhnosti", "Должности и подчинение", book.positions),
        ("peredachi", "Все передачи между ролями", between_roles(book)),
        ("bloki", "Документы между блоками", between_blocks(book)),
    )
    return tuple(Table(name, title, paths.detail(paths.MAPS, name)) for name, title, rows in found if rows)


def maps_paths(book: Handbook) -> tuple[str, ...]:
    """The page and its tables."""
    return (paths.MAPS, *(table.path for table in tables(book)))


def _processes(book: Handbook) -> Iterator[ProcessRow]:
    for process in present(book):
        calls = dict.fromkeys(node.process for node in process.flow if isinstance(node, CallNode))
        yield ProcessRow(process, BLOCK_TITLES[process.block], tuple(calls))


def _ties(book: Handbook) -> Iterator[TiesRow]:
    for process in present(book):
        if process.id in passed(book):
            taken, given = passed(book)[process.id]
            page = paths.process_page(process.id, "svyazi")
            yield TiesRow(process, BLOCK_TITLES[process.block], len(taken), len(given), page)


def _rows(here: Here, passed: tuple[Passed, ...], target: Target | None) -> Iterator[PassedRow]:
    """Rows of a table; blocks have no pages of their own."""

    def named(name: str) -> Markup:
        return here.link(target, name) if target else text.plain(BLOCK_TITLES[name])

    for one in passed:
        documents = Markup(", ").join(here.link("document", name) for name in one.documents)
        yield PassedRow(named(one.giver), named(one.taker), documents)
