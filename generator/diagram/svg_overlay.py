"""SVG of an overlay: tints, rims and lines that read without colour, badges with signs, and the key.

A level is told four times: by its colour, by the pattern of the rim, by the border and by the sign of the badge.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.diagram import markup, sizes, svg_overlay_style
from generator.diagram.flow import Kind
from generator.diagram.geometry import Align, EdgeShape, Geometry, NodeShape, Point, Rect, Text
from generator.diagram.overlay import Level, Overlay, Paint
from generator.diagram.overlay_key import Entry, Key, header_sign, lay_key
from generator.diagram.overlay_place import ROW, SIGN, TAG_STYLE, Tag, place
from generator.diagram.palette import Palette

RIM = 5.0
TAG_RADIUS = 5.0
TIP = 11.0
TIP_HALF = 5.5
KEY_RADIUS = 4.0
KEY_RIM = 3.5
#: Signs in a circle of radius 5 around zero.
SIGNS = {
    Level.BAD: "M-2.700 -2.700L2.700 2.700M2.700 -2.700L-2.700 2.700",
    Level.MINOR: "M0 -4V1M0 3.700V3.800",
    Level.UNKNOWN: "M-2.300 -2A2.300 2.300 0 1 1 0.900 0.200Q0 0.700 0 1.600M0 4V4.100",
    Level.WAIVED: "M-3.300 0H3.300",
    Level.OK: "M-3.500 0.300L-1.100 2.800L3.600 -2.900",
}


@dataclass(frozen=True, slots=True)
class Brush:
    """Draws an overlay over one picture; of an empty overlay it draws nothing at all.

    Attributes:
        name: Id of the picture.
    """

    name: str
    geometry: Geometry
    overlay: Overlay
    tags: tuple[Tag, ...]
    key: Key

    @classmethod
    def of(cls, name: str, geometry: Geometry, overlay: Overlay | None) -> Brush:
        """Find the places of everything there is to draw."""
        given = overlay or Overlay()
        return cls(name, geometry, given, place(geometry, given), lay_key(geometry, given))

    @property
    def height(self) -> float:
        """Height of the picture with its key."""
        return self.geometry.height + self.key.height

    def style(self, *, standalone: bool, palette: Palette | None) -> str:
        """Colours, borders and lines of the levels used."""
        levels = self.overlay.levels
        return svg_overlay_style.style(self.name, levels, standalone=standalone, palette=palette) if levels else ""

    def tiles(self) -> str:
        """Patterns of the levels used; every picture has its own."""
        return svg_overlay_style.tiles(self.name, self.overlay.levels)

    def header(self) -> str:
        """The header of the process in the colour of the whole, with its sign where there is room."""
        paint = self.overlay.whole
        if not paint:
            return ""
        band, rim = self.geometry.header, RIM + 1
        edge = (
            Rect(band.x, band.y, band.width, rim) if self.geometry.vertical else Rect(band.x, band.y, rim, band.height)
        )
        fill = svg_overlay_style.rim_fill(self.name, paint.level)
        x, y, right, bottom = (markup.num(v) for v in (edge.x, edge.y, edge.right, edge.bottom))
        body = markup.box(band, "wash") + f'<path class="rim" fill="{fill}" d="M{x} {y}H{right}V{bottom}H{x}Z"/>'
        return f'<g class="p-{paint.level}">{body}</g>'

    def header_badge(self) -> str:
        """The sign of the whole on the header."""
        paint, room = self.overlay.whole, header_sign(self.geometry)
        return self._tag(Tag(room, (), paint)) if paint and room else ""

    def node(self, shape: NodeShape, body: str) -> str:
        """A node in the colours of its result."""
        paint = self.overlay.nodes.get(shape.node.id)
        if not paint:
            return body
        return f'<g class="p-{paint.level}">{body}</g>'

    def rim(self, shape: NodeShape) -> str:
        """The pattern inside the border of a painted task."""
        paint = self.overlay.nodes.get(shape.node.id)
        if not paint or not Kind(shape.node.kind).is_task:
            return ""
        return self._rim(paint.level, shape.rect, sizes.TASK_RADIUS, RIM)

    def flows(self) -> str:
        """Painted flows, over the plain ones."""
        parts = []
        for number, shape in enumerate(self.geometry.edges):
            paint = self.overlay.edges.get(number)
            if paint:
                parts.append(markup.link(_flow(shape), None, paint.tooltip))
                parts[-1] = f'<g class="p-{paint.level}">{parts[-1]}</g>'
        return "".join(parts)

    def badges(self) -> str:
        """Badges over everything else."""
        return "".join(self._tag(tag) for tag in self.tags)

    def legend(self) -> str:
        """The key under the picture."""
        parts = [self._meaning(entry) for entry in self.key.entries]
        paint, whole = self.overlay.whole, self.key.whole
        if paint and whole:
            parts.insert(0, markup.link(self._meaning(whole), paint.href, paint.tooltip))
        return "".join(parts)

    def words(self) -> str:
        """The results for screen readers, after the description of the drawing."""
        titles = {shape.node.id: shape.node.title for shape in self.geometry.nodes}
        edges = self.geometry.flow.edges
        parts = [self._said(self.overlay.title or self.geometry.flow.title, self.overlay.whole)]
        parts += [self._said(titles.get(name, name), paint) for name, paint in self.overlay.nodes.items()]
        parts += [
            self._said(f"{titles.get(edges[n].source, '')} → {titles.get(edges[n].target, '')}", paint)
            for n, paint in self.overlay.edges.items()
            if n < len(edges)
        ]
        return markup.quoted(" ".join(part for part in parts if part))

    def _said(self, place_title: str, paint: Paint | None) -> str:
        if not paint or not paint.words:
            return ""
        words = ", ".join(paint.words)
        meaning = self.overlay.legend.get(paint.level, paint.level)
        return f"{place_title}: {words} ({meaning})."

    def _tag(self, tag: Tag) -> str:
        rect = tag.rect
        round_sign = not tag.lines
        radius = rect.height / 2 if round_sign else TAG_RADIUS
        centre = rect.centre if round_sign else Point(rect.x + 3 + SIGN, rect.y + 1.5 + ROW / 2)
        body = markup.line(*tag.leader, "leader") if tag.leader else ""
        body += markup.box(rect, "tag", radius) + _sign(tag.paint.level, centre)
        for number, line in enumerate(tag.lines):
            left = rect.x + 3 + 2 * SIGN + 4
            row = Rect(left, rect.y + 1.5 + number * ROW, rect.right - left, ROW)
            middle = Rect(row.x, row.centre.y - TAG_STYLE.leading / 2, row.width, TAG_STYLE.leading)
            body += markup.text(Text((line,), middle, TAG_STYLE, Align.START), "tag-text")
        return f'<g class="p-{tag.paint.level}">{markup.link(body, tag.paint.href, tag.paint.tooltip)}</g>'

    def _meaning(self, entry: Entry) -> str:
        """A swatch that looks like what it explains, and its words."""
        box, words = entry.swatch, markup.text(entry.text)
        centre = box.centre
        if entry.shows == "plain":
            return markup.box(box, "shape task", KEY_RADIUS) + words
        if entry.shows == "flow":
            start, tip = Point(box.x, centre.y), Point(box.right, centre.y)
            track = markup.line(start, _off(start, tip, TIP, 0), "key-line")
            return f'{track}<path class="arrow" d="{_tip(start, tip)}"/>{words}'
        body = markup.box(box, "task", KEY_RADIUS) + self._rim(entry.shows, box, KEY_RADIUS, KEY_RIM)
        body += markup.circle(centre, SIGN + 1.5, "tag") + _sign(entry.shows, centre)
        return f'<g class="p-{entry.shows}">{body}</g>{words}'

    def _rim(self, level: Level, rect: Rect, radius: float, thick: float) -> str:
        """A frame inside the border of a task, for the pattern: the words stand clear of it."""
        if level not in svg_overlay_style.TILES:
            return ""
        d = _ring(rect.grown(-1), radius - 1) + _ring(rect.grown(-thick), max(radius - thick, 1.0))
        return f'<path class="rim" fill="{svg_overlay_style.rim_fill(self.name, level)}" fill-rule="evenodd" d="{d}"/>'


def _ring(rect: Rect, radius: float) -> str:
    x, y, right, bottom, r = (markup.num(v) for v in (rect.x, rect.y, rect.right, rect.bottom, radius))
    left_in, right_in = markup.num(rect.x + radius), markup.num(rect.right - radius)
    top_in, bottom_in = markup.num(rect.y + radius), markup.num(rect.bottom - radius)
    return (
        f"M{left_in} {y}H{right_in}A{r} {r} 0 0 1 {right} {top_in}V{bottom_in}A{r} {r} 0 0 1 {right_in} {bottom}"
        f"H{left_in}A{r} {r} 0 0 1 {x} {bottom_in}V{top_in}A{r} {r} 0 0 1 {left_in} {y}Z"
    )


def _flow(shape: EdgeShape) -> str:
    before, tip = shape.points[-2], shape.points[-1]
    track = markup.rounded((*shape.points[:-1], _off(before, tip, TIP / 2, 0)))
    return f'<path class="track" d="{track}"/><path class="tip" d="{_tip(before, tip)}"/>'


def _tip(before: Point, tip: Point) -> str:
    corners = tip, _off(before, tip, TIP, TIP_HALF), _off(before, tip, TIP, -TIP_HALF)
    return "M" + "L".join(f"{markup.num(p.x)} {markup.num(p.y)}" for p in corners) + "Z"


def _off(before: Point, tip: Point, back: float, aside: float) -> Point:
    """A point before the end of a line, and aside of it."""
    if before.y == tip.y:
        return Point(tip.x - back if tip.x > before.x else tip.x + back, tip.y + aside)
    return Point(tip.x + aside, tip.y - back if tip.y > before.y else tip.y + back)


def _sign(level: Level, at: Point) -> str:
    x, y = markup.num(at.x), markup.num(at.y)
    return f'<path class="glyph" transform="translate({x} {y})" d="{SIGNS[level]}"/>'
