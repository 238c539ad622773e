"""Events: what each waits for or sends."""

from collections.abc import Iterator

from generator.diagram.bpmn import names
from generator.diagram.bpmn.durations import iso_duration
from generator.diagram.bpmn.element import Element, element
from generator.diagram.event_sign import EventSign, event_sign, is_thrown, messages_of
from generator.diagram.flow import Flow, Kind, Message, Node
from generator.diagram.measure import clean

#: Engines refuse a timer without a time.
UNNAMED = "срок не назван"
FORMAL = {"xsi:type": "bpmn:tFormalExpression"}


def event_tag(flow: Flow, node: Node) -> str:
    """The element of an event: one that only sends is thrown, any other intermediate one is waited for."""
    kind = Kind(node.kind)
    if kind is Kind.START:
        return "bpmn:startEvent"
    if kind is Kind.END:
        return "bpmn:endEvent"
    return "bpmn:intermediateThrowEvent" if is_thrown(flow, node) else "bpmn:intermediateCatchEvent"


def definitions(flow: Flow) -> tuple[dict[str, Element], list[Element]]:
    """What makes events more than circles, by node, and the messages they speak of, one for each name."""
    found: dict[str, Element] = {}
    declared: dict[str, str] = {}
    for node in flow.nodes:
        sign = event_sign(flow, node)
        if sign is EventSign.TIMER:
            found[node.id] = timer_definition(node.id, node.title)
        elif sign is EventSign.CONDITION:
            found[node.id] = _condition(node)
        elif sign:
            key = declared.setdefault(_message_title(flow, node), names.name("Message", node.id))
            found[node.id] = _definition("bpmn:messageEventDefinition", node.id, {"messageRef": key})
    return found, [element("bpmn:message", {"id": key, "name": title}) for title, key in declared.items()]


def timer_definition(event_id: str, title: str) -> Element:
    """A deadline: a duration programs can count where the words say one, else the words themselves.

    BPMN keeps words as an expression in natural language, which is one without a type.
    """
    duration = iso_duration(clean(title))
    words = duration or clean(title) or UNNAMED
    when = element("bpmn:timeDuration", FORMAL if duration else {}, text=words)
    return _definition("bpmn:timerEventDefinition", event_id, {}, [when])


def _condition(node: Node) -> Element:
    condition = element("bpmn:condition", FORMAL, text=node.title)
    return _definition("bpmn:conditionalEventDefinition", node.id, {}, [condition])


def _definition(tag: str, event_id: str, more: dict[str, str], children: list[Element] | None = None) -> Element:
    return element(tag, {"id": names.name("EventDefinition", event_id)} | more, children or ())


def _message_title(flow: Flow, node: Node) -> str:
    """The name of the message an event receives or sends."""
    sends = is_thrown(flow, node)
    passed = tuple(message for message in messages_of(flow, node) if message.outgoing == sends)
    return next(filter(None, map(clean, _titles(flow, node, passed))))


def _titles(flow: Flow, node: Node, passed: tuple[Message, ...]) -> Iterator[str]:
    pools = {pool.id: pool.title for pool in flow.pools}
    yield from (message.label for message in passed)
    yield node.title
    yield from (pools[message.pool] for message in passed)
    yield names.node(node)
