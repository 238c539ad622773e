"""A map as SVG of our own: graphviz has said where things stand, everything that is seen is drawn here.

Links, tooltips, keyboard focus, a title and a description for screen readers; colours by CSS variables, so that a
picture follows the scheme of its page, and standing alone that of the reader's system. Identifiers carry the name of
the picture: several stand on one page.
"""

from __future__ import annotations

import math
from dataclasses import replace

from generator.diagram import markup
from generator.diagram.geometry import Align, Point, Rect, Text
from generator.diagram.measure import Block
from generator.maps import boxes
from generator.maps.chart import Chart, Shape, Stroke
from generator.maps.labels import settle
from generator.maps.picture import Picture, picture, polygon
from generator.maps.placing import Map, PlacedCluster, PlacedEdge, PlacedNode, place

_TIP = 9.0
_TIP_HALF = 3.8
_RADIUS = 7.0
#: A line that rises less than so much of its length is level: its arrows point aside.
_LEVEL = 0.2
#: How far under a row the lines of a tree turn.
_TURN = 12.0
#: A line that would step aside by less goes straight: a small step looks like a slip of the pen.
_STEP = 2 * _RADIUS


def draw(chart: Chart, *, standalone: bool = False) -> Picture:
    """A chart as a picture, to be put into a page or to stand alone.

    Args:
        chart: The chart.
        standalone: A file of its own.

    Raises:
        EngineError: The engine is not there or has failed.
    """
    return render(settle(place(chart)), standalone=standalone)


def render(placed: Map, *, standalone: bool = False) -> Picture:
    """A map with places as a picture."""
    chart = placed.chart
    parts = [_frame(one) for one in placed.clusters]
    parts += [_line(one, _elbow(placed, one) if chart.tree else None) for one in placed.edges]
    parts += [_node(one) for one in placed.nodes]
    # Labels go on top: where a line must pass under a label, the words stay whole.
    parts += [_label(one) for one in placed.edges if one.label]
    size = placed.width, placed.height
    return picture(chart.id, (chart.title, chart.description), size, parts, standalone=standalone)


def _frame(placed: PlacedCluster) -> str:
    title = boxes.cluster_title(placed.cluster)
    if title is None or placed.label is None:
        return markup.box(placed.rect, "frame", _RADIUS)
    return markup.box(placed.rect, "frame", _RADIUS) + _words(title, placed.label)


def _node(placed: PlacedNode) -> str:
    node, rect = placed.node, placed.rect
    text = boxes.node_text(node)
    top = rect.centre.y - text.height / 2
    middle = _text_middle(node.shape, rect)
    body = _outline(node.shape, rect, f"shape {node.paint}")
    for block in filter(None, (text.title, text.note)):
        body += _words(block, Rect(middle - block.width / 2, top, block.width, block.height))
        top += block.height
    return markup.link(body, node.href, node.tooltip or node.title)


def _text_middle(shape: Shape, rect: Rect) -> float:
    """Where the text is centred: the notch of a chevron and the fold of a sheet move it aside."""
    return rect.centre.x - boxes.FOLD / 2 if shape is Shape.SHEET else rect.centre.x


def _outline(shape: Shape, rect: Rect, css: str) -> str:
    if shape is Shape.BOX:
        return markup.box(rect, css, _RADIUS)
    if shape is Shape.PILL:
        return markup.box(rect, css, rect.height / 2)
    if shape is Shape.CHEVRON:
        notch = boxes.SLANT
        corners = (
            (rect.x, rect.y),
            (rect.right - notch, rect.y),
            (rect.right, rect.centre.y),
            (rect.right - notch, rect.bottom),
            (rect.x, rect.bottom),
            (rect.x + notch, rect.centre.y),
        )
        return f'<path class="{css}" d="{polygon(corners)}"/>'
    fold = boxes.FOLD
    sheet = (
        (rect.x, rect.y),
        (rect.right - fold, rect.y),
        (rect.right, rect.y + fold),
        (rect.right, rect.bottom),
        (rect.x, rect.bottom),
    )
    corner = (
        f"M{markup.num(rect.right - fold)} {markup.num(rect.y)}V{markup.num(rect.y + fold)}H{markup.num(rect.right)}"
    )
    return f'<path class="{css}" d="{polygon(sheet)}{corner}"/>'


def _line(placed: PlacedEdge, elbow: str | None) -> str:
    edge = placed.edge
    points = placed.points
    tips = _tip(points[-1], placed.head) if placed.head else ""
    tips += _tip(points[0], placed.tail) if placed.tail else ""
    curve = elbow or f"M{_at(points[0])}" + "".join(
        f"C{_at(points[i])} {_at(points[i + 1])} {_at(points[i + 2])}" for i in range(1, len(points) - 2, 3)
    )
    stroke = "" if edge.stroke is Stroke.SOLID else f" {edge.stroke}"
    body = f'<path class="edge{stroke}" stroke-width="{markup.num(edge.breadth)}" d="{curve}"/>'
    if tips:
        body += f'<path class="tip" d="{tips}"/>'
    title = f"<title>{markup.quoted(edge.tooltip)}</title>" if edge.tooltip else ""
    return f'<g class="line">{title}{body}</g>'


def _elbow(placed: Map, line: PlacedEdge) -> str | None:
    """Down, aside and down again, turning where no node of the upper row reaches; None when that is not the way."""
    rects = {one.node.id: one.rect for one in placed.nodes}
    upper, lower = rects[line.edge.source], rects[line.edge.target]
    row = [rect.bottom for rect in rects.values() if abs(rect.centre.y - upper.centre.y) < 1]
    turn = max(row) + _TURN
    if turn > lower.y:
        return None
    start, end = Point(upper.centre.x, upper.bottom), Point(lower.centre.x, lower.y)
    if abs(end.x - start.x) < min(_STEP, lower.width / 2 - _RADIUS):
        end = Point(start.x, end.y)
    corners = (start, Point(start.x, turn), Point(end.x, turn), end)
    return markup.rounded(tuple(dict.fromkeys(corners)))


def _tip(base: Point, end: Point) -> str:
    """An arrowhead from where the curve stops to where it points."""
    dx, dy = end.x - base.x, end.y - base.y
    length = math.hypot(dx, dy) or 1.0
    ux, uy = dx / length, dy / length
    back = Point(end.x - ux * _TIP, end.y - uy * _TIP)
    corners = (
        (end.x, end.y),
        (back.x - uy * _TIP_HALF, back.y + ux * _TIP_HALF),
        (back.x + uy * _TIP_HALF, back.y - ux * _TIP_HALF),
    )
    return polygon(corners)


def _label(placed: PlacedEdge) -> str:
    edge = placed.edge
    block = boxes.edge_label(edge)
    if block is None or placed.label is None:
        return ""
    if edge.returns:
        start, end = placed.points[0], placed.points[-1]
        level = abs(end.y - start.y) < abs(end.x - start.x) * _LEVEL
        forth, back = ("→←" if end.x > start.x else "←→") if level else ("↓↑" if end.y > start.y else "↑↓")
        block = replace(block, lines=(boxes.directed(edge, forth, back),))
    title = f"<title>{markup.quoted(edge.tooltip)}</title>" if edge.tooltip else ""
    return f"<g>{title}{_words(block, placed.label, 'halo')}</g>"


def _words(block: Block, rect: Rect, css: str = "") -> str:
    """Lines of text in the middle of a rectangle."""
    room = Rect(rect.x, rect.centre.y - block.height / 2, rect.width, block.height)
    return markup.text(Text(block.lines, room, block.style, align=Align.MIDDLE), css)


def _at(point: Point) -> str:
    return f"{markup.num(point.x)} {markup.num(point.y)}"
