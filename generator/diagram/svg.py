"""SVG: the geometry as one self-contained picture, inline in a page or standing alone."""

from generator.diagram import markup, svg_lines
from generator.diagram.geometry import Geometry, LaneShape, NodeShape, PoolShape, Rect
from generator.diagram.overlay import Overlay
from generator.diagram.palette import Palette
from generator.diagram.svg_bands import band_title
from generator.diagram.svg_names import description, message_name
from generator.diagram.svg_nodes import draw_node
from generator.diagram.svg_overlay import Brush
from generator.diagram.svg_style import markers, style

NAMESPACE = "http://www.w3.org/2000/svg"


def render_svg(  # noqa: PLR0913 - each is a manner of one drawing, all but the first have defaults
    geometry: Geometry,
    *,
    standalone: bool = False,
    palette: Palette | None = None,
    prefix: str | None = None,
    styled: bool = True,
    overlay: Overlay | None = None,
    highlight: frozenset[str] = frozenset(),
) -> str:
    """Draw the geometry.

    Args:
        geometry: the finished layout.
        standalone: a file of its own: declares XML, paints its paper and follows the reader's system
            for light or dark; otherwise it is inlined in a page and follows Material's colour scheme.
        palette: fixed colours instead of CSS variables, for printing and for converters without CSS.
        prefix: id of the picture, needed when one flow is drawn twice on a page.
        styled: whether the picture carries its style sheet; a page with several puts one around them all.
        overlay: results painted over the drawing, with a key below it.
        highlight: lanes of the reader, by their ids: tinted and thickly framed.
    """
    name = markup.slug(geometry.flow.id if prefix is None else prefix)
    brush = Brush.of(name, geometry, overlay)
    about = markup.names(geometry.flow.facts)
    title = markup.quoted(geometry.flow.title)
    width, height = markup.num(geometry.width), markup.num(brush.height)
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    names = f'aria-labelledby="{name}-title {name}-desc"'
    body = _body(geometry, brush, highlight, lit=palette is None, page=palette is None and not standalone)
    # An image hides its links from screen readers, a group offers them.
    role = "group" if any("<a " in part for part in body) else "img"
    parts = [
        f'<svg xmlns="{NAMESPACE}" id="{name}" role="{role}" {names} {size}{about}>',
        f'<title id="{name}-title">{title}</title>',
        f'<desc id="{name}-desc">{markup.quoted(description(geometry.flow))}{brush.words()}</desc>',
    ]
    if styled:
        parts.append(style(name, standalone=standalone, palette=palette))
        parts.append(brush.style(standalone=standalone, palette=palette))
    parts.append(markers(name) + brush.tiles())
    if standalone:
        parts.insert(0, '<?xml version="1.0" encoding="UTF-8"?>')
        parts.append(markup.box(Rect(0, 0, geometry.width, brush.height), "paper"))
    return "\n".join(filter(None, [*parts, *body, "</svg>\n"]))


def _body(geometry: Geometry, brush: Brush, highlight: frozenset[str], *, lit: bool, page: bool) -> list[str]:
    """Everything from the bottom up; what has a link stands in reading order."""
    flow = geometry.flow
    mine = [lane for lane in geometry.lanes if lane.lane.id in highlight]
    parts = [markup.box(lane.rect, "lane mine" if lane in mine else "lane") for lane in geometry.lanes]
    title = band_title(geometry.title, geometry.header, repeated=page, narrow=geometry.vertical)
    header = markup.box(geometry.header, "pool") + brush.header() + title
    parts.append(f'<g aria-hidden="true">{header}</g>')
    parts.append(markup.box(geometry.frame, "frame"))
    parts.extend(_head(lane, mine=lane in mine) for lane in geometry.lanes)
    parts.extend(markup.box(lane.rect, "mine-frame") for lane in mine)
    # Messages go under the pools: the line to an outer pool passes behind the inner one.
    parts.extend(
        markup.link(svg_lines.message(shape, brush.name), None, message_name(flow, shape.message))
        for shape in geometry.messages
    )
    parts.extend(_pool(pool, repeated=page) for pool in geometry.pools)
    if geometry.edges:
        parts.append(svg_lines.flows(geometry.edges))
    parts.append(brush.flows())
    for shape in reading_order(geometry):
        near = svg_lines.hot(geometry, shape) if lit else ""
        about = markup.names(shape.node.facts)
        parts.append(f'<g class="node"{about}>{near}{brush.node(shape, draw_node(flow, shape, brush.rim(shape)))}</g>')
    parts.extend(svg_lines.dot(shape) for shape in geometry.messages)
    labels = "".join(markup.text(item.label, "halo") for item in geometry.lines if item.label)
    if labels:
        # Screen readers meet these words where they mean something: at the fork and at the message.
        parts.append(f'<g aria-hidden="true">{labels}</g>')
    parts.extend((brush.header_badge(), brush.badges(), brush.legend()))
    return parts


def reading_order(geometry: Geometry) -> list[NodeShape]:
    """Nodes along the time, and side by side across it."""

    def key(shape: NodeShape) -> tuple[float, float]:
        at = shape.rect.centre
        return (at.y, at.x) if geometry.vertical else (at.x, at.y)

    return sorted(geometry.nodes, key=key)


def _head(shape: LaneShape, *, mine: bool) -> str:
    head = markup.box(shape.header, "pool mine-title" if mine else "pool") + markup.text(shape.text)
    return markup.link(head, shape.lane.href, shape.lane.title)


def _pool(shape: PoolShape, *, repeated: bool) -> str:
    title = band_title(shape.text, shape.rect, repeated=repeated)
    return markup.link(markup.box(shape.rect, "pool") + title, None, shape.pool.title)
