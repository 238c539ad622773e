"""Pictures of a process: those its page shows, and the files offered beside it."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.artifact import Artifact
from generator.shelf import Shelf
from generator.site.pictures.picture_files import Room, files_of, href_of
from generator.swimlane import swimlane
from handbook.book import Handbook
from handbook.model.process import Process

if TYPE_CHECKING:
    from generator.diagram.flow import Flow
    from generator.diagram.legend import Sign
    from generator.site.here import Here

FOLDER = "assets/diagrams"
#: Id of what holds all pictures of a page: the style sheet they share is scoped by it.
HOLDER = "rg-picture"
_PAPER = "для печати, как в документах, 220 точек на дюйм"


@dataclass(frozen=True, slots=True)
class View:
    """One way of looking at the process.

    Attributes:
        room: Its place in the page.
        vertical: Drawn from top to bottom, for narrow screens.
        brief: Without documents and what is only exchanged on the way.
        files: The picture and the script that hands it to the page.
    """

    room: Room
    vertical: bool
    brief: bool
    files: tuple[Artifact, ...]


@dataclass(frozen=True, slots=True)
class Download:
    """A file of the picture, its path relative to the root of the site."""

    path: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Pictures:
    """Everything the page of a process shows of its picture."""

    views: tuple[View, ...]
    signs: tuple[Sign, ...]
    downloads: tuple[Download, ...]
    files: tuple[Artifact, ...]

    @property
    def holder(self) -> str:
        """Id of the element that holds the pictures."""
        return HOLDER

    @property
    def has_brief(self) -> bool:
        """Whether there is something to leave out."""
        return any(view.brief for view in self.views)

    @property
    def width(self) -> float:
        """Natural width of the picture that wide screens open with."""
        return self.views[0].room.width


def sheet() -> str:
    """The style sheet all pictures of processes share in their pages."""
    from generator.diagram.svg_style import style

    return style(HOLDER, standalone=False, palette=None).removeprefix("<style>").removesuffix("</style>")


def print_path(process: str) -> str:
    """The picture for paper of a process, relative to the root of the site; it is made aside, as documents are."""
    return f"{FOLDER}/{process}.png"


def pictures(book: Handbook, process: Process, here: Here, prints: Collection[str] = ()) -> Pictures:
    """Pictures for the page of a process.

    A wide screen shows the process from left to right. On a phone a page scrolls downwards, so there time runs
    down. Each view is a file of its own, and a page loads the one it shows.

    Args:
        book: The company.
        process: The process.
        here: Its page.
        prints: Processes that have a picture for paper.
    """
    from generator.diagram.legend import legend

    flow = swimlane(book, process, href_of(book))
    drawn = _drawn(flow, here.shelf)
    views = tuple(_view(flow, one) for one in drawn.looks)
    # Two dashes: no identifier has them, so no process can take the name of another's vertical picture.
    name = f"{FOLDER}/{flow.id}"
    return Pictures(
        views,
        legend(flow),
        (
            Download(f"{name}.svg", "SVG", "для экрана и вёрстки, слева направо"),
            Download(f"{name}--vertical.svg", "SVG сверху вниз", "для экрана и вёрстки"),
            *([Download(print_path(flow.id), "PNG", _PAPER)] if flow.id in prints else ()),
            Download(f"{name}.bpmn", "BPMN", "для Camunda Modeler, Bizagi, Business Studio"),
        ),
        (
            *(file for view in views for file in view.files),
            Artifact(f"{name}.bpmn", drawn.bpmn.encode()),
        ),
    )


@dataclass(frozen=True, slots=True)
class Look:
    """One way of looking at a flow, drawn."""

    vertical: bool
    brief: bool
    width: float
    height: float
    inline: str
    alone: str

    @property
    def ending(self) -> str:
        """What its files are called beside the identifier of the process."""
        return f"{'--vertical' * self.vertical}{'--brief' * self.brief}"


@dataclass(frozen=True, slots=True)
class Drawn:
    """All pictures of one flow that are made of lines."""

    looks: tuple[Look, ...]
    bpmn: str


@lru_cache(maxsize=256)
def _drawn(flow: Flow, shelf: Shelf) -> Drawn:
    """All views of one flow; kept, because a live preview builds the pages anew after each edit of one."""
    found = json.loads(shelf.keep("views", flow, lambda: _lines(flow)))
    return Drawn(tuple(Look(**one) for one in found["looks"]), found["bpmn"])


def _lines(flow: Flow) -> bytes:
    looks, bpmn = [], ""
    from generator.diagram.bpmn import render_bpmn
    from generator.diagram.detail import compact
    from generator.diagram.layout import layout
    from generator.diagram.manner import Manner
    from generator.diagram.svg import render_svg

    bare = compact(flow)
    for vertical in (False, True):
        for brief in (False, True) if bare != flow else (False,):
            geometry = layout(bare if brief else flow, Manner(vertical=vertical))
            prefix = f"{flow.id}{'--v' if vertical else ''}{'--b' if brief else ''}"
            inline = render_svg(geometry, prefix=prefix, styled=False).strip()
            alone = render_svg(geometry, standalone=True)
            looks.append(Look(vertical, brief, geometry.width, geometry.height, inline, alone))
            bpmn = bpmn or render_bpmn(geometry).decode()
    return json.dumps({"looks": [asdict(one) for one in looks], "bpmn": bpmn}, ensure_ascii=False).encode()


def _view(flow: Flow, look: Look) -> View:
    room = Room(flow.title, f"{FOLDER}/{flow.id}{look.ending}.svg", look.width, look.height)
    return View(room, look.vertical, look.brief, tuple(files_of(room, look.alone, look.inline)))
