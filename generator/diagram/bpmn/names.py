"""Identifiers of XML: made of the identifiers of the sources, so a new title never changes one.

A letter XML or another program could stumble on is written as its code between underscores, and parts are joined by
points: different things get different names.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.diagram.flow import Doc, Edge, Flow, Kind, Message, Node


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document drawn beside a task: its own identifier and that of the document it shows."""

    doc: Doc
    reference: str
    document: str

    @property
    def association(self) -> str:
        """Identifier of the line that ties it to the task."""
        return self.reference.replace("DataObjectReference", "DataOutputAssociation", 1)


def process_name(flow_id: str) -> str:
    """The process itself: bare, so that what calls it names it as the sources do."""
    written = _encoded(flow_id)
    return written if written[:1].isalpha() or written.startswith("_") else f"_{written}"


def name(prefix: str, *parts: str) -> str:
    """Anything else: its kind and what it is made of."""
    return f"{prefix}_{'.'.join(map(_encoded, parts))}"


def participant(pool_id: str) -> str:
    """An external pool."""
    return name("Participant", pool_id)


def company(flow: Flow) -> str:
    """The pool of the process."""
    return name("Participant", flow.id, "process")


def lane(lane_id: str) -> str:
    """A lane."""
    return name("Lane", lane_id)


def node(item: Node) -> str:
    """A task, a gateway or an event: exchanging one gateway for another keeps the name."""
    kind = Kind(item.kind)
    return name("Activity" if kind.is_task else "Gateway" if kind.is_gateway else "Event", item.id)


def timer(timer_id: str) -> str:
    """A deadline on the border of a task."""
    return name("Event", timer_id)


def ends(flow: Flow) -> dict[str, str]:
    """Names of everything an edge or a message may start or end at, by identifier."""
    found = {item.id: node(item) for item in flow.nodes}
    return found | {one.id: timer(one.id) for item in flow.nodes for one in item.timers}


def edges(items: Iterable[Edge]) -> Iterator[str]:
    """Sequence flows: a second one between the same two gets a number."""
    return _numbered("Flow", ((edge.source, edge.target) for edge in items))


def messages(items: Iterable[Message]) -> Iterator[str]:
    """Message flows."""
    return _numbered("MessageFlow", ((one.node, "to" if one.outgoing else "from", one.pool) for one in items))


def sheets(item: Node) -> tuple[Sheet, ...]:
    """Documents of a task: sheets of one document share it, one without an identifier is by itself."""
    parts = [(item.id, doc.id) if doc.id else (item.id, "", str(place)) for place, doc in enumerate(item.documents, 1)]
    references = _numbered("DataObjectReference", parts)
    return tuple(
        Sheet(doc, reference, name("DataObject", doc.id) if doc.id else name("DataObject", *own))
        for doc, own, reference in zip(item.documents, parts, references, strict=True)
    )


def _numbered(prefix: str, keys: Iterable[tuple[str, ...]]) -> Iterator[str]:
    seen: dict[tuple[str, ...], int] = {}
    for key in keys:
        seen[key] = seen.get(key, 0) + 1
        yield name(prefix, *key, *([str(seen[key])] if seen[key] > 1 else []))


def _encoded(text: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c == "-") else f"_{ord(c):x}_" for c in text)
