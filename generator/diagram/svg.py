"""SVG: the geometry as one self-contained picture, inline in a page or standing alone."""

from generator.diagram import markup, sizes
from generator.diagram.flow import Kind
from generator.diagram.geometry import (
    DocShape,
    EdgeShape,
    Geometry,
    LaneShape,
    MessageShape,
    NodeShape,
    Point,
    Rect,
    Text,
)
from generator.diagram.labels import BADGE_STYLE
from generator.diagram.palette import Palette
from generator.diagram.svg_icons import node_icon
from generator.diagram.svg_style import markers, style

NAMESPACE = "http://www.w3.org/2000/svg"
NAMES = {
    Kind.START: "Начало",
    Kind.END: "Завершение",
    Kind.TASK: "Операция",
    Kind.EXCLUSIVE: "Выбор",
    Kind.PARALLEL: "Параллельно",
    Kind.INCLUSIVE: "Выбор нескольких путей",
    Kind.MESSAGE: "Сообщение",
    Kind.TIMER: "Таймер",
    Kind.CALL: "Процесс",
}


def render_svg(
    geometry: Geometry,
    *,
    standalone: bool = False,
    palette: Palette | None = None,
    prefix: str | None = None,
    role: str = "img",
) -> str:
    """Draw the geometry.

    Args:
        geometry: the finished layout.
        standalone: a file of its own: declares XML, paints its paper and follows the reader's system
            for light or dark; otherwise it is inlined in a page and follows Material's colour scheme.
        palette: fixed colours instead of CSS variables, for printing and for converters without CSS.
        prefix: id of the picture, needed when one flow is drawn twice on a page.
        role: ARIA role; an image hides its links from screen readers, a "group" offers them.
    """
    name = markup.slug(geometry.flow.id if prefix is None else prefix)
    title = markup.quoted(geometry.flow.title)
    width, height = markup.num(geometry.width), markup.num(geometry.height)
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    names = f'aria-labelledby="{name}-title {name}-desc"'
    parts = [
        f'<svg xmlns="{NAMESPACE}" id="{name}" role="{role}" {names} {size}>',
        f'<title id="{name}-title">{title}</title>',
        f'<desc id="{name}-desc">{_description(geometry)}</desc>',
        style(name, standalone=standalone, palette=palette),
        markers(name),
    ]
    if standalone:
        parts.insert(0, '<?xml version="1.0" encoding="UTF-8"?>')
        parts.append(markup.box(Rect(0, 0, geometry.width, geometry.height), "paper"))
    parts.extend(_lane(lane) for lane in geometry.lanes)
    parts.append(markup.box(geometry.header, "pool"))
    parts.append(markup.text(geometry.title))
    parts.append(markup.box(geometry.frame, "frame"))
    # Messages go under the pools: the line to an outer pool passes behind the inner one.
    parts.extend(_message(message, name) for message in geometry.messages)
    parts.extend(markup.box(pool.rect, "pool") + markup.text(pool.text) for pool in geometry.pools)
    parts.append(_edges(geometry.edges))
    parts.extend(_node(node) for node in geometry.nodes)
    parts.extend(_dot(message) for message in geometry.messages)
    labels = [item.label for item in geometry.lines if item.label]
    parts.extend(_label(label) for label in labels)
    parts.append("</svg>\n")
    return "\n".join(parts)


def _description(geometry: Geometry) -> str:
    lanes = ", ".join(lane.lane.title for lane in geometry.lanes)
    steps = "; ".join(shape.node.title for shape in geometry.nodes if Kind(shape.node.kind).is_task)
    return markup.quoted(f"Схема процесса. Участники: {lanes}. Операции: {steps}.")


def _lane(shape: LaneShape) -> str:
    head = markup.box(shape.header, "pool") + markup.text(shape.text)
    return markup.box(shape.rect, "lane") + markup.link(head, shape.lane.href, shape.lane.title)


def _edges(shapes: tuple[EdgeShape, ...]) -> str:
    """All sequence flows as one path: where lines run as one, the stroke must not be painted twice."""
    lines = "".join(markup.rounded(_short_of_tip(shape.points)) for shape in shapes)
    lines += "".join(markup.segment(*shape.slash) for shape in shapes if shape.slash)
    heads = dict.fromkeys(_head(shape.points) for shape in shapes)
    return f'<path class="flow" d="{lines}"/><path class="arrow" d="{"".join(heads)}"/>' if shapes else ""


def _short_of_tip(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The line ends inside its arrowhead: a blunt line would show around the tip."""
    return (*points[:-1], _back(points, sizes.ARROW / 2))


def _back(points: tuple[Point, ...], by: float, aside: float = 0.0) -> Point:
    """A point before the end of a line, and aside of it."""
    before, tip = points[-2], points[-1]
    if before.y == tip.y:
        return Point(tip.x - by if tip.x > before.x else tip.x + by, tip.y + aside)
    return Point(tip.x + aside, tip.y - by if tip.y > before.y else tip.y + by)


def _head(points: tuple[Point, ...]) -> str:
    corners = points[-1], *(_back(points, sizes.ARROW, side * sizes.ARROW_HALF) for side in (1, -1))
    return "M" + "L".join(f"{markup.num(p.x)} {markup.num(p.y)}" for p in corners) + "Z"


def _message(shape: MessageShape, name: str) -> str:
    return f'<path class="message" marker-end="url(#{name}-open)" d="{markup.rounded(shape.points)}"/>'


def _dot(shape: MessageShape) -> str:
    """The circle a message starts from; drawn over the border of the node or pool it sits on."""
    start = shape.points[0]
    return f'<circle class="hollow" cx="{markup.num(start.x)}" cy="{markup.num(start.y)}" r="{markup.num(sizes.DOT)}"/>'


def _label(label: Text) -> str:
    return markup.text(label, "halo")


def _node(shape: NodeShape) -> str:
    node, kind = shape.node, Kind(shape.node.kind)
    body = node_icon(kind, shape.rect)
    for item in (shape.text, shape.label):
        if item:
            body += markup.text(item)
    tooltip = node.tooltip or f"{NAMES[kind]}: {node.title}"
    parts = [markup.link(body, node.href, tooltip)]
    for badge in shape.badges:
        block = Text((badge.text,), badge.rect, BADGE_STYLE)
        centred = Rect(
            badge.rect.x,
            badge.rect.centre.y - BADGE_STYLE.leading / 2,
            badge.rect.width,
            BADGE_STYLE.leading,
        )
        parts.append(markup.box(badge.rect, "badge", badge.rect.height / 2))
        parts.append(markup.text(Text(block.lines, centred, BADGE_STYLE), "badge-text"))
    parts.extend(_document(document) for document in shape.documents)
    return "".join(parts)


def _document(shape: DocShape) -> str:
    x, y, right, bottom = (markup.num(v) for v in (shape.rect.x, shape.rect.y, shape.rect.right, shape.rect.bottom))
    fold_x, fold_y = markup.num(shape.rect.right - sizes.DOC_FOLD), markup.num(shape.rect.y + sizes.DOC_FOLD)
    sheet = f'<path class="sheet" d="M{x} {y}H{fold_x}L{right} {fold_y}V{bottom}H{x}ZM{fold_x} {y}V{fold_y}H{right}"/>'
    body = sheet + markup.text(shape.text)
    return markup.line(*shape.link, "tie") + markup.link(body, shape.doc.href, f"Документ: {shape.doc.title}")
