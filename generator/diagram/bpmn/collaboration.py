"""The collaboration: the company, those outside it, and what passes between them."""

from generator.diagram.bpmn import names
from generator.diagram.bpmn.element import Element, element
from generator.diagram.bpmn.facts import described
from generator.diagram.flow import Flow


def collaboration_element(flow: Flow) -> Element:
    """The company's pool holds the process; the others are closed, nobody describes what goes on in them."""
    company = {"id": names.company(flow), "name": flow.title, "processRef": names.process_name(flow.id)}
    pools = [element("bpmn:participant", {"id": names.participant(pool.id), "name": pool.title}) for pool in flow.pools]
    return element(
        "bpmn:collaboration",
        {"id": names.name("Collaboration", flow.id)},
        [element("bpmn:participant", company), *pools, *_messages(flow)],
    )


def _messages(flow: Flow) -> list[Element]:
    ends = names.ends(flow)
    found = []
    for message, key in zip(flow.messages, names.messages(flow.messages), strict=True):
        inner, outer = ends[message.node], names.participant(message.pool)
        source, target = (inner, outer) if message.outgoing else (outer, inner)
        attributes = {"id": key, "name": message.label or None, "sourceRef": source, "targetRef": target}
        found.append(element("bpmn:messageFlow", attributes, described(message.note)))
    return found
