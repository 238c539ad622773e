"""Maps on pages: a picture inlined with links from its page, and the same as a file of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from generator.artifact import Artifact
from generator.maps.chart import Chart
from generator.maps.documents import between, process_documents
from generator.maps.funnel import transitions
from generator.maps.funnel_shape import funnel_shape
from generator.maps.handovers import block_handovers, handovers, role_handovers
from generator.maps.landscape import landscape
from generator.maps.organisation import organisation
from generator.maps.picture import Draw, Picture
from generator.maps.svg import draw
from generator.site import paths
from generator.site.here import Here
from handbook.book import Handbook
from handbook.model.base import Target
from handbook.model.people import Role
from handbook.model.process import BLOCK_TITLES, Process

FOLDER = "assets/maps"


@dataclass(frozen=True, slots=True)
class Figure:
    """A map in a page.

    Attributes:
        name: What identifiers on the page begin with.
        title: For screen readers.
        svg: The picture.
        file: The same as a file, relative to the root of the site.
        width: Its natural width.
    """

    name: str
    title: str
    svg: Markup
    file: str
    width: float


def figure(here: Here, drawing: Draw) -> Figure | None:
    """A map with links from a page; None when there is nothing to show.

    Raises:
        EngineError: The engine is not there or has failed.
    """
    made = drawing(here.href, False)  # noqa: FBT003 - the one flag of a drawing
    if made is None:
        return None
    # The renderer escapes every title; the picture is markup by then.
    return Figure(made.name, made.title, Markup(made.svg.strip()), _path(made.name), made.width)  # noqa: S704


def files(book: Handbook, drawings: Iterable[Draw]) -> Iterator[Artifact]:
    """Maps as files.

    Raises:
        EngineError: The engine is not there or has failed.
    """

    def href(target: Target, name: str) -> str | None:
        url = paths.url(target, name) if name in book.ids(target) else None
        return paths.relative(_path(""), url) if url else None

    for drawing in drawings:
        made = drawing(href, True)  # noqa: FBT003 - the one flag of a drawing
        if made is not None:
            yield Artifact(_path(made.name), made.svg.encode())


def company_landscape(book: Handbook) -> Draw:
    """The landscape of processes."""
    return lambda href, alone: _drawn(landscape(book, href), alone=alone)


def company_organisation(book: Handbook) -> Draw:
    """The organisation chart."""
    return lambda href, alone: _drawn(organisation(book, href), alone=alone)


def company_handovers(book: Handbook) -> Draw:
    """Who hands what to whom."""
    return lambda href, alone: _drawn(handovers(book, href), alone=alone)


def company_documents(book: Handbook) -> Draw:
    """Documents between blocks."""
    return lambda href, alone: _drawn(between(book, href), alone=alone)


def handovers_of_blocks(book: Handbook) -> dict[str, Draw]:
    """Who hands what to whom, by block."""

    def drawing(block: str) -> Draw:
        return lambda href, alone: _drawn(block_handovers(book, href, block), alone=alone)

    return {block: drawing(block) for block in BLOCK_TITLES}


def handovers_of_role(book: Handbook, role: Role) -> Draw:
    """Who hands what to a role, and it to whom."""
    return lambda href, alone: _drawn(role_handovers(book, href, role), alone=alone)


def of_process(book: Handbook, process: Process, day: date | None) -> dict[str, Draw]:
    """Maps of one process: its documents, its funnel as a funnel, and the ways between the stages of it."""
    return {
        "documents": lambda href, alone: _drawn(process_documents(book, href, process), alone=alone),
        "funnel": lambda href, alone: funnel_shape(book, href, process, day, standalone=alone),
        "transitions": lambda href, alone: _drawn(transitions(book, href, process, day), alone=alone),
    }


def process_figures(here: Here, process: Process) -> dict[str, Figure | None]:
    """Maps of one process on its page."""
    return {name: figure(here, one) for name, one in of_process(here.book, process, here.day).items()}


def _drawn(chart: Chart | None, *, alone: bool) -> Picture | None:
    return draw(chart, standalone=alone) if chart else None


def _path(name: str) -> str:
    return f"{FOLDER}/{name}.svg"
