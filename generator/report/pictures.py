"""The section «На схемах процессов»: processes with broken norms, painted, with the same numbers in a table.

Of many only those are drawn that take most from the score: laying out a dozen pictures costs more than the rest of the
page, and nobody looks at them all. The others have their tables. Processes whose norms are all kept or could not be
checked have nothing to point at: they are named in a line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.painted import Found, Spot, Where, spots
from generator.painted_words import at_stake, level_of, overlay
from generator.report.rows import cash
from generator.report.safe import link
from generator.report.score import parts
from handbook.book import Handbook
from handbook.model.process import Process
from handbook.result import Result, Status, Verdict

if TYPE_CHECKING:
    from markupsafe import Markup

    from generator.diagram.flow import Flow
    from generator.diagram.overlay import Level

#: Most processes that are drawn, and those of them that go to paper.
DRAWN, _PRINTED = 6, 4
#: Id of the element around all pictures.
HOLDER = "pictures"
#: The style sheet of pictures reaches what stands in these elements, and not the tables beside them.
SCOPE = f"{HOLDER} .drawing"


@dataclass(frozen=True, slots=True)
class Line:
    """A norm at a place of a process.

    Attributes:
        place: The place; None where the line above names it already.
        anchor: Id of the line, where a badge may lead; None of all but the first line of a place.
        target: The section of the norm.
        part: Whether it is a part of what the process as a whole counts.
        drawn: Whether the picture shows it.
    """

    place: str | None
    anchor: str | None
    verdict: Verdict
    target: str
    part: bool
    drawn: bool
    count: int
    share: float | None
    money: str | None


@dataclass(frozen=True, slots=True)
class Picture:
    """A process with broken norms: ``broken`` and ``unknown`` are numbers of its norms; a ``large`` one needs A3.

    Attributes:
        svg: The painted diagram; None where others take more from the score.
        href: The page of the process on the site, where its diagram is; None when there is none.
        printed: Whether it goes to paper.
    """

    anchor: str
    title: str
    level: Level
    broken: int
    unknown: int
    kept: int
    width: int
    large: bool
    svg: Markup | None
    href: str | None
    printed: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Quiet:
    """A process that is not drawn: no norm of it is broken."""

    title: str
    unknown: int
    kept: int
    href: str | None


@dataclass(frozen=True, slots=True)
class Pictures:
    """The whole section.

    Attributes:
        quiet: Processes with norms none of which is broken.
        bare: Processes without norms.
        elsewhere: How many norms govern no process at all.
    """

    holder: str
    style: Markup
    items: tuple[Picture, ...]
    quiet: tuple[Quiet, ...]
    bare: tuple[str, ...]
    elsewhere: int


def pictures(
    result: Result,
    handbook: Handbook,
    targets: Mapping[str, str],
    process_page_of: Callable[[str], str | None] | None = None,
) -> Pictures | None:
    """The painted processes in the order of the handbook; None when no norm is judged in any of them.

    Args:
        result: What the audit found.
        handbook: Where processes stand.
        targets: The sections of norms on the page, by norm.
        process_page_of: The address of a process's page on the site, by its id; None when there is none.
    """
    from markupsafe import Markup

    from generator.diagram import svg_overlay_style, svg_style
    from generator.swimlane import swimlane

    def href(process: Process) -> str | None:
        return link(process_page_of(process.id)) if process_page_of else None

    broken: list[_Broken] = []
    quiet: list[Quiet] = []
    bare: list[str] = []
    norms: set[str] = set()
    for number, process in enumerate(handbook.processes.values(), 1):
        flow = swimlane(handbook, process)
        places = spots(result, handbook, process, flow)
        verdicts = {one.verdict.norm_id: one.verdict for spot in places for one in spot.found}
        norms.update(verdicts)
        if any(verdict.status is Status.FAILED for verdict in verdicts.values()):
            broken.append(_Broken(process, flow, places, f"p{number}"))
        elif verdicts:
            unknown = sum(not verdict.checked for verdict in verdicts.values())
            quiet.append(Quiet(process.title, unknown, len(verdicts) - unknown, href(process)))
        else:
            bare.append(process.title)
    if not norms:
        return None
    ranks = _ranks(result, broken)
    items = [_picture(result, one, targets, ranks[one.short], href(one.process)) for one in broken]
    style = ""
    if items:
        style += svg_style.style(SCOPE, standalone=True, palette=None)
        style += svg_overlay_style.style(SCOPE, standalone=True, palette=None)
    elsewhere = sum(verdict.norm_id not in norms for verdict in result.verdicts)
    return Pictures(HOLDER, Markup(style), tuple(items), tuple(quiet), tuple(bare), elsewhere)  # noqa: S704 - made of colours, without any user text


@dataclass(frozen=True, slots=True)
class _Broken:
    """A process with a broken norm; ``short`` begins the identifiers of its picture."""

    process: Process
    flow: Flow
    places: Sequence[Spot]
    short: str

    @property
    def anchor(self) -> str:
        """Id of its place on the page."""
        return f"{HOLDER}-{self.process.id}"


def _ranks(result: Result, broken: Sequence[_Broken]) -> dict[str, int]:
    """The places of processes among others by what their norms take from the score, 0 for the costliest."""
    lost = {part.verdict.norm_id: part.lost for part in parts(result.verdicts)}

    def cost(one: _Broken) -> float:
        norms = {found.verdict.norm_id for spot in one.places for found in spot.found}
        return sum(lost.get(norm, 0.0) for norm in sorted(norms))

    return {one.short: rank for rank, one in enumerate(sorted(broken, key=cost, reverse=True))}


def _drawing(result: Result, broken: _Broken, targets: Mapping[str, str]) -> tuple[Markup, int, bool]:
    """The painted diagram, its width, and whether its words would be too small on a turned A4."""
    from markupsafe import Markup

    from generator.diagram.layout import layout
    from generator.diagram.readability import LEAST_POINTS, Sheet, points
    from generator.diagram.svg import render_svg

    # What the style sheet leaves to a picture on a turned A4, without the key under it.
    page = Sheet("А4", 273.0, 146.0, landscape=True)

    def href(spot: Spot) -> str:
        alone = len(spot.found) == 1
        return f"#{targets.get(spot.found[0].verdict.norm_id, 'norms') if alone else _row(broken.anchor, spot)}"

    geometry = layout(broken.flow)
    paint = overlay(broken.places, result.currency, href)
    svg = render_svg(geometry, prefix=broken.short, styled=False, overlay=paint)
    large = points(geometry, page) < LEAST_POINTS
    return Markup(svg), round(geometry.width), large  # noqa: S704 - every text of a user is escaped by the renderer


def _picture(result: Result, broken: _Broken, targets: Mapping[str, str], rank: int, href: str | None) -> Picture:
    places, anchor = broken.places, broken.anchor
    svg, width, large = _drawing(result, broken, targets) if rank < DRAWN else (None, 0, False)
    verdicts = {one.verdict.norm_id: one.verdict for spot in places for one in spot.found}.values()
    return Picture(
        anchor=anchor,
        title=broken.process.title,
        level=level_of(one for spot in places for one in spot.found),
        broken=sum(verdict.status is Status.FAILED for verdict in verdicts),
        unknown=sum(verdict.status is Status.NOT_CHECKED for verdict in verdicts),
        kept=sum(verdict.status in {Status.PASSED, Status.WAIVED} for verdict in verdicts),
        width=width,
        large=large,
        svg=svg,
        href=href,
        printed=rank < _PRINTED,
        lines=tuple(
            _line(result, targets, anchor, spot, number) for spot in places for number in range(len(spot.found))
        ),
    )


def _line(result: Result, targets: Mapping[str, str], anchor: str, spot: Spot, number: int) -> Line:
    one: Found = spot.found[number]
    return Line(
        place=None if number else spot.title,
        anchor=None if number else _row(anchor, spot),
        verdict=one.verdict,
        target=targets.get(one.verdict.norm_id, "norms"),
        part=spot.where is Where.MOVE,
        drawn=spot.where is Where.PROCESS or spot.edge is not None or bool(spot.nodes),
        count=len(one.items),
        share=one.share,
        money=cash(at_stake(one), result.currency),
    )


def _row(anchor: str, spot: Spot) -> str:
    return f"{anchor}-at-{spot.id}"
