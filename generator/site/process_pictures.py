"""Pictures of a process: those inlined in its page, and the files offered beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.artifact import Artifact
from generator.site import paths
from generator.swimlane import swimlane
from handbook.book import Handbook
from handbook.model.base import Target
from handbook.model.process import Process

if TYPE_CHECKING:
    from generator.diagram.flow import Flow
    from generator.diagram.geometry import Geometry
    from generator.diagram.legend import Sign
    from generator.site.here import Here

FOLDER = "assets/diagrams"
#: Id of what holds all pictures of a page: the style sheet they share is scoped by it.
HOLDER = "rg-picture"


@dataclass(frozen=True, slots=True)
class View:
    """One way of looking at the process.

    Attributes:
        geometry: The drawing.
        svg: The picture, without a style sheet of its own.
        vertical: Drawn from top to bottom, for narrow screens.
        brief: Without documents and what is only exchanged on the way.
    """

    geometry: Geometry
    svg: Markup
    vertical: bool
    brief: bool


@dataclass(frozen=True, slots=True)
class Download:
    """A file of the picture, its path relative to the root of the site."""

    file: Artifact
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Pictures:
    """Everything the page of a process shows of its picture."""

    views: tuple[View, ...]
    sheet: Markup
    signs: tuple[Sign, ...]
    downloads: tuple[Download, ...]

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
        return self.views[0].geometry.width


def pictures(book: Handbook, process: Process, here: Here) -> Pictures:
    """Pictures inlined in the page of a process.

    A wide screen shows the process from left to right. On a phone a page scrolls downwards, so there time runs
    down. Both stand in the page, because only an inlined picture has links, focus and the colours of the page also
    when the site is opened from a folder; the browser lays out only the one that is shown.
    """
    from generator.diagram.legend import legend
    from generator.diagram.svg_style import style

    def href(target: Target, name: str) -> str | None:
        # The files lie as deep as the pages of processes: one drawing with one set of links serves both.
        url = paths.url(target, name) if name in book.ids(target) else None
        return here.root + url if url else None

    flow = swimlane(book, process, href)
    views = _views(flow)
    return Pictures(
        views,
        Markup(style(HOLDER, standalone=False, palette=None)),  # noqa: S704 - our own style sheet
        legend(flow),
        tuple(_downloads(flow, {view.vertical: view.geometry for view in views if not view.brief})),
    )


@lru_cache(maxsize=256)
def _views(flow: Flow) -> tuple[View, ...]:
    """All views of one flow; kept, because a live preview builds the pages anew after each edit of one."""
    return tuple(_drawn(flow))


def _drawn(flow: Flow) -> Iterator[View]:
    from generator.diagram.detail import compact
    from generator.diagram.layout import layout
    from generator.diagram.manner import Manner

    bare = compact(flow)
    for vertical in (False, True):
        for brief in (False, True) if bare != flow else (False,):
            geometry = layout(bare if brief else flow, Manner(vertical=vertical))
            yield View(geometry, _inline(geometry, vertical=vertical, brief=brief), vertical, brief)


def _inline(geometry: Geometry, *, vertical: bool, brief: bool) -> Markup:
    from generator.diagram.svg import render_svg

    prefix = f"{geometry.flow.id}{'--v' if vertical else ''}{'--b' if brief else ''}"
    # The renderer escapes every title; the picture is markup by then.
    return Markup(render_svg(geometry, prefix=prefix, styled=False).strip())  # noqa: S704


def _downloads(flow: Flow, full: dict[bool, Geometry]) -> Iterator[Download]:
    from generator.diagram.bpmn import render_bpmn
    from generator.diagram.readability import printed
    from generator.diagram.svg import render_svg

    wide, tall = full[False], full[True]
    # Two dashes: no identifier has them, so no process can take the name of another's vertical picture.
    made = (
        (".svg", "SVG", "для экрана и вёрстки, слева направо", render_svg(wide, standalone=True).encode()),
        ("--vertical.svg", "SVG сверху вниз", "для экрана и вёрстки", render_svg(tall, standalone=True).encode()),
        (".png", "PNG", "для печати, как в документах, 220 точек на дюйм", printed(flow).png()),
        (".bpmn", "BPMN", "для Camunda Modeler, Bizagi, Business Studio", render_bpmn(wide)),
    )
    for ending, title, about, content in made:
        yield Download(Artifact(f"{FOLDER}/{flow.id}{ending}", content), title, about)
