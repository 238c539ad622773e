"""Nodes of the picture with everything that stands around them: titles, documents, control points, deadlines."""

from generator.diagram import markup
from generator.diagram.event_sign import event_sign
from generator.diagram.flow import Flow, Node
from generator.diagram.geometry import Badge, DocShape, NodeShape, Rect, Text, TimerShape
from generator.diagram.labels import BADGE_STYLE
from generator.diagram.svg_icons import node_icon, sheet_icon, timer_icon
from generator.diagram.svg_names import mark_tooltip, node_name, node_tooltip, timer_name


def draw_node(flow: Flow, shape: NodeShape, rim: str = "") -> str:
    """A node, clickable as a whole; its documents lead to pages of their own; a rim lies under all but its box."""
    node = shape.node
    body = node_icon(node.kind, shape.rect, tuple(timer.rect for timer in shape.timers), event_sign(flow, node)) + rim
    for item in (shape.text, shape.label):
        if item:
            body += markup.text(item)
    parts = [markup.link(body, node.href, node_tooltip(flow, node), node_name(flow, node))]
    parts.extend(_badge(node, badge) for badge in shape.badges)
    parts.extend(_document(document) for document in shape.documents)
    parts.extend(_timer(flow, timer) for timer in shape.timers)
    return "".join(parts)


def _badge(node: Node, badge: Badge) -> str:
    rect, leading = badge.rect, BADGE_STYLE.leading
    centred = Rect(rect.x, rect.centre.y - leading / 2, rect.width, leading)
    body = markup.box(rect, "badge", rect.height / 2) + markup.text(
        Text((badge.text,), centred, BADGE_STYLE), "badge-text"
    )
    return markup.link(body, None, mark_tooltip(node, badge.text))


def _document(shape: DocShape) -> str:
    body = sheet_icon(shape.rect) + markup.text(shape.text)
    return markup.line(*shape.link, "tie") + markup.link(body, shape.doc.href, f"Документ: {shape.doc.title}")


def _timer(flow: Flow, shape: TimerShape) -> str:
    body = timer_icon(shape.rect, interrupting=shape.timer.interrupting)
    if shape.label:
        body += markup.text(shape.label, "halo")
    return markup.link(body, None, timer_name(flow, shape.timer))
