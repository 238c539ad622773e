"""Maps on pages: room for a picture on the page, and the picture as files beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache

from generator.artifact import Artifact
from generator.maps.chart import Chart, Href
from generator.maps.documents import between, process_documents
from generator.maps.funnel import transitions
from generator.maps.funnel_shape import funnel_shape
from generator.maps.handovers import block_handovers, handovers, role_handovers
from generator.maps.labels import settle
from generator.maps.landscape import landscape
from generator.maps.organisation import organisation
from generator.maps.picture import Picture
from generator.maps.placing import place
from generator.maps.svg import render
from generator.shelf import Shelf
from generator.site.here import Here
from generator.site.pictures.picture_files import Room, files_of, href_of
from handbook.book import Handbook
from handbook.model.people import Role
from handbook.model.process import BLOCK_TITLES, Process

FOLDER = "assets/maps"
#: A map in a page.
Figure = Room


@dataclass(frozen=True, slots=True)
class Drawn:
    """A map for its page, and the same to stand alone."""

    inline: Picture
    alone: Picture


#: Draws a map with these addresses, unless it is on the shelf; None when there is nothing to show.
Draw = Callable[[Href, Shelf], Drawn | None]


def figure(here: Here, drawing: Draw) -> Figure | None:
    """The room for a map on a page; None when there is nothing to show.

    Raises:
        EngineError: The engine is not there or has failed.
    """
    made = drawing(href_of(here.book), here.shelf)
    return _room(made) if made else None


def files(here: Here, drawings: Iterable[Draw]) -> Iterator[Artifact]:
    """Maps as files.

    Raises:
        EngineError: The engine is not there or has failed.
    """
    for drawing in drawings:
        made = drawing(href_of(here.book), here.shelf)
        if made is not None:
            yield from files_of(_room(made), made.alone.svg, made.inline.svg.strip())


def _room(made: Drawn) -> Room:
    return Room(made.inline.title, f"{FOLDER}/{made.inline.name}.svg", made.inline.width, made.inline.height)


def company_landscape(book: Handbook) -> Draw:
    """The landscape of processes."""
    return lambda href, shelf: _drawn(landscape(book, href), shelf)


def company_organisation(book: Handbook) -> Draw:
    """The organisation chart."""
    return lambda href, shelf: _drawn(organisation(book, href), shelf)


def company_handovers(book: Handbook) -> Draw:
    """Who hands what to whom."""
    return lambda href, shelf: _drawn(handovers(book, href), shelf)


def company_documents(book: Handbook) -> Draw:
    """Documents between blocks."""
    return lambda href, shelf: _drawn(between(book, href), shelf)


def handovers_of_blocks(book: Handbook) -> dict[str, Draw]:
    """Who hands what to whom, by block."""

    def drawing(block: str) -> Draw:
        return lambda href, shelf: _drawn(block_handovers(book, href, block), shelf)

    return {block: drawing(block) for block in BLOCK_TITLES}


def handovers_of_role(book: Handbook, role: Role) -> Draw:
    """Who hands what to a role, and it to whom."""
    return lambda href, shelf: _drawn(role_handovers(book, href, role), shelf)


def of_process(book: Handbook, process: Process, day: date | None) -> dict[str, Draw]:
    """Maps of one process: its documents, its funnel as a funnel, and the ways between the stages of it."""
    return {
        "documents": lambda href, shelf: _drawn(process_documents(book, href, process), shelf),
        "funnel": lambda href, _shelf: _shaped(book, href, process, day),
        "transitions": lambda href, shelf: _drawn(transitions(book, href, process, day), shelf),
    }


def _shaped(book: Handbook, href: Href, process: Process, day: date | None) -> Drawn | None:
    inline = funnel_shape(book, href, process, day)
    alone = funnel_shape(book, href, process, day, standalone=True)
    return Drawn(inline, alone) if inline and alone else None


@lru_cache(maxsize=256)  # a page asks for its size, and its files for the rest
def _drawn(chart: Chart | None, shelf: Shelf) -> Drawn | None:
    if chart is None:
        return None

    def draw() -> bytes:
        placed = settle(place(chart))
        both = render(placed), render(placed, standalone=True)
        return json.dumps([asdict(one) for one in both], ensure_ascii=False).encode()

    inline, alone = (Picture(**one) for one in json.loads(shelf.keep("map", chart, draw)))
    return Drawn(inline, alone)
