"""The process: lanes, everything that stands in them, and the ways between."""

from collections.abc import Iterator, Mapping

from generator.diagram.bpmn import names
from generator.diagram.bpmn.element import Element, element
from generator.diagram.bpmn.events import FORMAL, event_tag, timer_definition
from generator.diagram.bpmn.facts import described
from generator.diagram.flow import Edge, Flow, Kind, Node
from generator.diagram.measure import clean

#: A task is a person's, as the sign in its corner says.
_TAGS = {
    Kind.TASK: "bpmn:userTask",
    Kind.CALL: "bpmn:callActivity",
    Kind.EXCLUSIVE: "bpmn:exclusiveGateway",
    Kind.PARALLEL: "bpmn:parallelGateway",
    Kind.INCLUSIVE: "bpmn:inclusiveGateway",
}
UNNAMED = "условие не названо"
#: Whose branches are taken on a condition.
_CHOICES = {Kind.EXCLUSIVE, Kind.INCLUSIVE}


class Ways:
    """Sequence flows by what they leave and enter."""

    def __init__(self, flow: Flow) -> None:
        ends = names.ends(flow)
        self.named = tuple(zip(flow.edges, names.edges(flow.edges), strict=True))
        self.ends = ends
        self._after: dict[str, list[tuple[Edge, str]]] = {}
        self._before: dict[str, list[str]] = {}
        for edge, key in self.named:
            self._after.setdefault(edge.source, []).append((edge, key))
            self._before.setdefault(edge.target, []).append(key)

    def after(self, item: str) -> list[tuple[Edge, str]]:
        """Flows that leave a node or a timer."""
        return self._after.get(item, [])

    def refs(self, item: str) -> list[Element]:
        """The references a flow node has to begin with."""
        entering = [element("bpmn:incoming", text=key) for key in self._before.get(item, ())]
        return [*entering, *(element("bpmn:outgoing", text=key) for _, key in self.after(item))]

    def default(self, item: str) -> str | None:
        """The flow taken when no condition holds."""
        return next((key for edge, key in self.after(item) if edge.default), None)

    def direction(self, item: str) -> str | None:
        """What a gateway does: splits, joins or both; nothing is said of one that does neither."""
        splits, joins = len(self.after(item)) > 1, len(self._before.get(item, ())) > 1
        if splits and joins:
            return "Mixed"
        return "Diverging" if splits else "Converging" if joins else None


def process_element(flow: Flow, definitions: Mapping[str, Element]) -> Element:
    """The process of the company.

    Args:
        flow: The flow that is drawn.
        definitions: What makes events more than circles, by node.
    """
    ways = Ways(flow)
    lanes = [
        element(
            "bpmn:laneSet",
            {"id": names.name("LaneSet", flow.id)},
            [_lane(flow, number) for number in range(len(flow.lanes))],
        )
    ]
    return element(
        "bpmn:process",
        # Nothing is said of its being executable: it is a description, and no program need refuse to read it.
        {"id": names.process_name(flow.id), "name": flow.title},
        [
            *described(flow.note),
            *(lanes if flow.lanes else []),
            *(one for node in flow.nodes for one in _node(flow, node, ways, definitions)),
            *_data(flow),
            *(_sequence_flow(edge, key, ways, flow) for edge, key in ways.named),
        ],
    )


def _lane(flow: Flow, number: int) -> Element:
    lane = flow.lanes[number]
    inside = [node for node in flow.nodes if node.lane == lane.id]
    refs = [name for node in inside for name in (names.node(node), *(names.timer(one.id) for one in node.timers))]
    return element(
        "bpmn:lane",
        {"id": names.lane(lane.id), "name": lane.title},
        [*described(href=lane.href), *(element("bpmn:flowNodeRef", text=name) for name in refs)],
    )


def _node(flow: Flow, node: Node, ways: Ways, definitions: Mapping[str, Element]) -> Iterator[Element]:
    kind = Kind(node.kind)
    attributes: dict[str, str | None] = {"id": names.node(node), "name": node.title or None}
    if kind is Kind.CALL:
        attributes["calledElement"] = names.process_name(node.id)
    if kind.is_gateway:
        attributes["gatewayDirection"] = ways.direction(node.id)
    if kind in _CHOICES or kind.is_task:
        attributes["default"] = ways.default(node.id)
    sheets = names.sheets(node)
    yield element(
        event_tag(flow, node) if kind.is_event else _TAGS[kind],
        attributes,
        [
            *described(node.note, node.facts, node.marks, node.href),
            *ways.refs(node.id),
            *(
                element(
                    "bpmn:dataOutputAssociation",
                    {"id": sheet.association},
                    [element("bpmn:targetRef", text=sheet.reference)],
                )
                for sheet in sheets
            ),
            *([definitions[node.id]] if node.id in definitions else []),
        ],
    )
    for one in node.timers:
        yield element(
            "bpmn:boundaryEvent",
            {
                "id": names.timer(one.id),
                "name": one.title or None,
                "cancelActivity": None if one.interrupting else "false",
                "attachedToRef": names.node(node),
            },
            [*ways.refs(one.id), timer_definition(one.id, one.title)],
        )


def _data(flow: Flow) -> Iterator[Element]:
    """Sheets as references to documents: the same document is one, however often it is drawn."""
    declared: set[str] = set()
    for node in flow.nodes:
        for sheet in names.sheets(node):
            if sheet.document not in declared:
                declared.add(sheet.document)
                yield element("bpmn:dataObject", {"id": sheet.document, "name": sheet.doc.title or None})
            yield element(
                "bpmn:dataObjectReference",
                {"id": sheet.reference, "name": sheet.doc.title or None, "dataObjectRef": sheet.document},
                described(href=sheet.doc.href),
            )


def _sequence_flow(edge: Edge, key: str, ways: Ways, flow: Flow) -> Element:
    kinds = {node.id: Kind(node.kind) for node in flow.nodes}
    branches = ways.after(edge.source)
    chosen = kinds.get(edge.source) in _CHOICES and len(branches) > 1 and key != ways.default(edge.source)
    # Engines refuse a branch without a condition; that the source names none is said in words.
    words = (FORMAL, edge.label) if clean(edge.label) else ({}, UNNAMED)
    condition = [element("bpmn:conditionExpression", words[0], text=words[1])] if chosen else []
    return element(
        "bpmn:sequenceFlow",
        {
            "id": key,
            "name": edge.label or None,
            "sourceRef": ways.ends[edge.source],
            "targetRef": ways.ends[edge.target],
        },
        condition,
    )
