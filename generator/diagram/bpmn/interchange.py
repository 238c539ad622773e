"""The drawing: every shape and line of the geometry at its own coordinates."""

from collections.abc import Iterable, Iterator

from generator.diagram.bpmn import names
from generator.diagram.bpmn.element import Element, element
from generator.diagram.bpmn.labels import label_box
from generator.diagram.flow import Kind
from generator.diagram.geometry import Geometry, NodeShape, Point, Rect, Text
from generator.diagram.markup import num


def diagram_element(geometry: Geometry) -> Element:
    """The diagram: one plane for the whole collaboration."""
    flow = geometry.flow
    plane = element(
        "bpmndi:BPMNPlane",
        {"id": names.name("BPMNPlane", flow.id), "bpmnElement": names.name("Collaboration", flow.id)},
        [*_frame(geometry), *(one for shape in geometry.nodes for one in _node(shape)), *_lines(geometry)],
    )
    return element("bpmndi:BPMNDiagram", {"id": names.name("BPMNDiagram", flow.id), "name": flow.title}, [plane])


def _frame(geometry: Geometry) -> Iterator[Element]:
    across = {"isHorizontal": "false" if geometry.vertical else "true"}
    yield _shape(names.company(geometry.flow), geometry.frame, across)
    for lane in geometry.lanes:
        yield _shape(names.lane(lane.lane.id), lane.rect, across)
    for pool in geometry.pools:
        yield _shape(names.participant(pool.pool.id), pool.rect, across)


def _node(shape: NodeShape) -> Iterator[Element]:
    flags = {Kind.EXCLUSIVE: {"isMarkerVisible": "true"}, Kind.CALL: {"isExpanded": "false"}}
    label = _label(shape.node.title, shape.label)
    yield _shape(names.node(shape.node), shape.rect, flags.get(Kind(shape.node.kind)), label)
    for timer in shape.timers:
        yield _shape(names.timer(timer.timer.id), timer.rect, label=_label(timer.timer.title, timer.label))
    for sheet, document in zip(names.sheets(shape.node), shape.documents, strict=True):
        yield _shape(sheet.reference, document.rect, label=_label(sheet.doc.title, document.text))


def _lines(geometry: Geometry) -> Iterator[Element]:
    edges = (shape.edge for shape in geometry.edges)
    for edge, key in zip(geometry.edges, names.edges(edges), strict=True):
        yield _edge(key, edge.points, _label(edge.edge.label, edge.label))
    messages = (shape.message for shape in geometry.messages)
    for message, key in zip(geometry.messages, names.messages(messages), strict=True):
        yield _edge(key, message.points, _label(message.message.label, message.label))
    for node in geometry.nodes:
        for sheet, document in zip(names.sheets(node.node), node.documents, strict=True):
            # The tie is drawn from the sheet, the document comes from the task.
            yield _edge(sheet.association, reversed(document.link))


def _shape(key: str, rect: Rect, flags: dict[str, str] | None = None, label: Iterable[Element] = ()) -> Element:
    return element(
        "bpmndi:BPMNShape",
        {"id": f"{key}_di", "bpmnElement": key} | (flags or {}),
        [_bounds(rect), *label],
    )


def _edge(key: str, points: Iterable[Point], label: Iterable[Element] = ()) -> Element:
    ways = [element("di:waypoint", {"x": num(point.x), "y": num(point.y)}) for point in points]
    return element("bpmndi:BPMNEdge", {"id": f"{key}_di", "bpmnElement": key}, [*ways, *label])


def _label(words: str, label: Text | None) -> list[Element]:
    if label is None or not label.lines:
        return []
    return [element("bpmndi:BPMNLabel", children=[_bounds(label_box(words, label))])]


def _bounds(rect: Rect) -> Element:
    sides = {"x": rect.x, "y": rect.y, "width": rect.width, "height": rect.height}
    return element("dc:Bounds", {side: num(value) for side, value in sides.items()})
