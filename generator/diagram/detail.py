"""Detail: how much of a flow is drawn."""

from dataclasses import replace

from generator.diagram.flow import Flow, Kind


def compact(flow: Flow) -> Flow:
    """The bare course of the work: without documents, without what is only exchanged on the way.

    Of the messages those stay that begin the process or are waited for in it: without them it cannot be read.
    """
    events = {node.id for node in flow.nodes if Kind(node.kind).is_event}
    messages = tuple(replace(message, label="") for message in flow.messages if message.node in events)
    used = {message.pool for message in messages}
    return replace(
        flow,
        nodes=tuple(replace(node, documents=()) for node in flow.nodes),
        pools=tuple(pool for pool in flow.pools if pool.id in used),
        messages=messages,
    )
