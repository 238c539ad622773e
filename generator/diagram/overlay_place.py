"""Where badges stand on a finished drawing: they cover no text, mark, document or badge, and as few lines as can be.

The drawing itself never changes: a reader recognises the diagram of the regulation under the results.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from generator.diagram import sizes
from generator.diagram.geometry import Geometry, Point, Rect
from generator.diagram.measure import Style, text_width
from generator.diagram.overlay import SEPARATOR, Overlay, Paint
from generator.diagram.overlay_field import Field, box_of, survey

TAG_STYLE = Style(sizes.FONT_SMALL, bold=True)
SIGN = 5.0  # radius of the sign's circle
PAD = 5.0
ROW = 13.0
BITE = 7.0  # how far a badge reaches over the border of its task
RISE = 5.0  # and beyond its corner
HOLD = 30.0  # how much of a badge stays under its task at least
STEP = 8.0
WIDEST = 200.0  # a badge wider than this hides more than it tells
RINGS = (0.0, 8.0, 18.0, 30.0, 46.0)  # distances from the border tried in turn
NUMBER = re.compile(r"\d[\d\s]*(?=\s)")  # that words begin with, its groups kept
MOST_IN_LINE = 2  # words of a badge
BESIDE = (3.0, 8.0)  # between the middle of a line and a badge beside it; the farther one clears arrowheads

PRICE_TALL = 12.0  # one more line of words
PRICE_WORDS = 45.0  # words left out: a line under the badge is hardly worse
PRICE_SIGN = 400.0  # the mere sign
PRICE_LEADER = 30.0


@dataclass(frozen=True, slots=True)
class Tag:
    """A badge that has found its place; without lines it is a mere sign, with a leader it stands off its task."""

    rect: Rect
    lines: tuple[str, ...]
    paint: Paint
    leader: tuple[Point, Point] | None = None


def place(geometry: Geometry, overlay: Overlay) -> tuple[Tag, ...]:
    """Badges of all painted nodes and flows, in the order of the drawing.

    A badge for which there is no room at all is left out: its place stays tinted, and its words stay in the hints.
    """
    field = survey(geometry)
    tags: list[Tag] = []
    for shape in geometry.nodes:
        paint = overlay.nodes.get(shape.node.id)
        if paint and paint.words:
            _settle(tags, field, paint, _Spot(shape.rect, shape.node.id))
    for number, line in enumerate(geometry.edges):
        paint = overlay.edges.get(number)
        if paint and paint.words:
            _settle(tags, field, paint, _Spot(box_of(line.points), points=line.points, line=number))
    return tuple(tags)


def size(lines: tuple[str, ...]) -> tuple[float, float]:
    """Width and height of a badge."""
    if not lines:
        return 2 * SIGN + 6, 2 * SIGN + 6
    words = max(text_width(line, TAG_STYLE) for line in lines)
    return round(3 + 2 * SIGN + 4 + words + PAD + 0.5), 3 + ROW * len(lines)


@dataclass(frozen=True, slots=True)
class _Spot:
    """What a badge belongs to: a node, or a flow with its points and number."""

    rect: Rect
    node: str | None = None
    points: tuple[Point, ...] = ()
    line: int | None = None


def _settle(tags: list[Tag], field: Field, paint: Paint, spot: _Spot) -> None:
    near = field.near(spot.rect)
    best: tuple[float, Tag] | None = None
    for start, lines in _forms(paint):
        if best and best[0] <= start:
            continue
        width, height = size(lines)
        if width > WIDEST:
            continue
        candidates = _along(spot.points, width, height) if spot.points else _around(spot.rect, width, height)
        for price, rect in candidates:
            cost = start + price
            if (best and best[0] <= cost) or not near.takes(rect, spot.node):
                continue
            leader = None if spot.points or rect.grown(-1).overlaps(spot.rect) else near.leader(rect, spot.rect)
            if leader is None and not spot.points and not rect.overlaps(spot.rect):
                continue
            cost += near.price(rect, spot.line) + (PRICE_LEADER if leader else 0.0)
            if best is None or cost < best[0]:
                best = cost, Tag(rect, lines, paint, leader)
    if best:
        field.things.append(best[1].rect)
        if best[1].leader:
            field.things.append(box_of(best[1].leader).grown(1))
        tags.append(best[1])


def _forms(paint: Paint) -> Iterator[tuple[float, tuple[str, ...]]]:
    """Shapes of a badge with their prices: all words in two lines or one by one, fewer, the number, the mere sign."""
    words = paint.words
    for kept in range(len(words), 0, -1):
        price = PRICE_WORDS * (len(words) - kept)
        if kept > MOST_IN_LINE:
            yield price, (SEPARATOR.join(words[:MOST_IN_LINE]), *words[MOST_IN_LINE:kept])
        elif kept > 1:
            yield price, (SEPARATOR.join(words[:kept]),)
        yield price + PRICE_TALL * (kept - 1), words[:kept]
    number = NUMBER.match(words[0])
    if number:
        yield PRICE_WORDS * len(words), (number[0],)
    yield PRICE_SIGN, ()


def _around(rect: Rect, width: float, height: float) -> Iterator[tuple[float, Rect]]:
    """Places on the border of a node and about it: from the lower right corner round, then farther out."""
    for ring in RINGS:
        under, over = rect.bottom - BITE + ring, rect.y + BITE - height - ring
        corner = rect.right + RISE - width
        x = rect.right - HOLD
        while x >= rect.x + HOLD - width:
            off = ring + abs(x - corner) / 6
            yield off, Rect(x, under, width, height)
            yield off + 9, Rect(x, over, width, height)
            x -= STEP
        y, shift = rect.bottom + RISE - height, 0.0
        while y >= rect.y - RISE:
            yield ring + shift / 6 + 16, Rect(rect.right - BITE + ring, y, width, height)
            yield ring + shift / 6 + 20, Rect(rect.x + BITE - width - ring, y, width, height)
            y, shift = y - STEP, shift + STEP


def _along(points: tuple[Point, ...], width: float, height: float) -> Iterator[tuple[float, Rect]]:
    """Places on a flow or touching it, the middle of its longest pieces first."""
    for start, end in pairwise(points):
        flat = start.y == end.y
        length = max(abs(end.x - start.x) + abs(end.y - start.y), 1.0)
        half = (height if flat else width) / 2
        asides = [(8.0 + by, sign * (half + by)) for by in BESIDE for sign in (-1, 1)]
        for step in range(1, max(int((length - 2 * sizes.ARROW) / STEP), 2)):
            share = min((sizes.ARROW + step * STEP) / length, 1.0)
            x, y = start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share
            off = abs(share - 0.5) * length / 8 + 600 / length
            yield off, Rect(x - width / 2, y - height / 2, width, height)
            for price, side in asides:
                dx, dy = (0.0, side) if flat else (side, 0.0)
                yield off + price, Rect(x + dx - width / 2, y + dy - height / 2, width, height)
