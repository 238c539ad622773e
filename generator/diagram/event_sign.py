"""Which sign stands inside the circle of an event: the picture and the BPMN file say the same."""

from enum import StrEnum

from generator.diagram.flow import Flow, Kind, Message, Node
from generator.diagram.measure import clean


class EventSign(StrEnum):
    """What an event waits for or does; an event without a sign just happens."""

    RECEIVED = "received"
    SENT = "sent"
    TIMER = "timer"
    CONDITION = "condition"


def event_sign(flow: Flow, node: Node) -> EventSign | None:
    """The sign of an event; None for one without a sign and for nodes that are no events.

    Args:
        flow: The whole process: messages and other beginnings decide what an event is.
        node: The event.
    """
    kind = Kind(node.kind)
    if not kind.is_event:
        return None
    if kind is Kind.TIMER:
        return EventSign.TIMER
    sends = is_thrown(flow, node)
    if kind is Kind.MESSAGE or any(message.outgoing == sends for message in messages_of(flow, node)):
        return EventSign.SENT if sends else EventSign.RECEIVED
    return EventSign.CONDITION if clean(node.title) and _one_of_several_ways_in(flow, node) else None


def is_thrown(flow: Flow, node: Node) -> bool:
    """Whether an event acts instead of waiting: an end does, and an intermediate one that only sends."""
    messages = messages_of(flow, node)
    only_sends = bool(messages) and all(message.outgoing for message in messages)
    return Kind(node.kind) is Kind.END or (Kind(node.kind) is Kind.MESSAGE and only_sends)


def messages_of(flow: Flow, node: Node) -> tuple[Message, ...]:
    """Messages that a node receives and sends."""
    return tuple(message for message in flow.messages if message.node == node.id)


def _one_of_several_ways_in(flow: Flow, node: Node) -> bool:
    """Several beginnings without messages are told apart by when each happens, which is what their titles say."""
    told = {message.node for message in flow.messages if not message.outgoing}
    silent = [one.id for one in flow.nodes if Kind(one.kind) is Kind.START and one.id not in told]
    return node.id in silent and len(silent) > 1
