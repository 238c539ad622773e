"""From a process of the handbook to the flow a diagram is drawn from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from generator.diagram.flow import Doc, Edge, Flow, Kind, Lane, Message, Node, Pool, Timer
from generator.diagram.lane_order import order_lanes
from generator.flow_notes import operation_facts, operation_note, process_facts, process_note
from generator.links import norms_of_operation
from handbook.book import Handbook
from handbook.flow import Arc, FlowGraph, graph
from handbook.flow import Node as Drawn
from handbook.model.base import Target
from handbook.model.operation import ControlPoint, Operation
from handbook.model.process import CallNode, EventNode, GatewayNode, LaneOrder, OperationNode, Process, StartNode
from handbook.russian.text import lower_first
from handbook.titles import title_text
from handbook.work import operations_of

#: Address of a record for the picture, or None for no link.
Href = Callable[[Target, str], str | None]

#: More sheets beside one operation than this hide the way the work goes.
MOST_DOCUMENTS = 2
NOBODY = "nobody"

_GATEWAYS = {"exclusive": Kind.EXCLUSIVE, "parallel": Kind.PARALLEL, "inclusive": Kind.INCLUSIVE}
_EVENTS = {"message": Kind.MESSAGE, "timer": Kind.TIMER}


@dataclass(frozen=True, slots=True)
class Mark:
    """A control point with its number in a process: «КТ3»."""

    name: str
    operation: Operation
    point: ControlPoint


def control_points(book: Handbook, process: Process) -> tuple[Mark, ...]:
    """Control points of a process, numbered in the order of its operations.

    A process as it was has only those of its own operations: what it shares with today's was not controlled then.
    """
    own = process.variant == "to-be"
    operations = [one for one in operations_of(book, process) if own or book.homes.get(one.id) == process.id]
    found = [(operation, point) for operation in operations for point in operation.control_points]
    return tuple(Mark(f"КТ{number}", operation, point) for number, (operation, point) in enumerate(found, 1))


def swimlane(book: Handbook, process: Process, href: Href = lambda _target, _name: None) -> Flow:
    """The flow of a process: who does what after what, what leaves for the client, what is controlled.

    Roles that are no workers of the company get a pool of their own instead of a lane; what the sources place in
    such a lane stands with the nearest worker. Arcs that lead nowhere and operations that do not exist are left
    out: ``check`` reports them.
    """
    drawn = graph(process, book.operations)
    lanes = _lanes(book, drawn)
    listed = () if process.lanes is LaneOrder.AUTO else process.lanes
    order = [role for role in listed if role in lanes.values()]
    order += [role for role in dict.fromkeys(lanes.values()) if role not in order]
    messages = tuple(_messages(book, drawn))
    pools = dict.fromkeys(message.pool for message in messages)
    marks = control_points(book, process)
    flow = Flow(
        id=process.id,
        title=process.title,
        lanes=tuple(Lane(role, _title(book, role), href("role", role)) for role in order),
        nodes=tuple(_nodes(book, drawn, lanes, marks, href)),
        edges=tuple(_edge(book, arc) for arc in drawn.arcs),
        pools=tuple(Pool(role, _title(book, role)) for role in pools),
        messages=messages,
        note=process_note(book, process),
        facts=tuple(process_facts(process)),
    )
    return order_lanes(flow) if process.lanes is LaneOrder.AUTO else flow


def _edge(book: Handbook, arc: Arc) -> Edge:
    """A way of the picture; what opens one that leaves a deadline is written at the deadline itself."""
    if arc.timer:
        return Edge(arc.timer, arc.target)
    return Edge(arc.source, arc.target, title_text(book, arc.label), arc.default)


def _timers(book: Handbook, drawn: FlowGraph, name: str) -> tuple[Timer, ...]:
    found = drawn.timers.get(name, ())
    return tuple(Timer(timer.id, title_text(book, timer.title), timer.interrupts) for timer in found)


def _title(book: Handbook, role: str) -> str:
    known = book.roles.get(role)
    return (known.short or known.title) if known else "Исполнитель не назван" if role == NOBODY else role


def _is_external(book: Handbook, role: str | None) -> bool:
    return role is not None and role in book.roles and book.roles[role].external


def _lanes(book: Handbook, drawn: FlowGraph) -> dict[str, str]:
    """The lane of every node: an outsider's node goes to the worker who acts next, else to who acted before."""
    inner = {name: role for name, role in drawn.lanes.items() if role and not _is_external(book, role)}
    fallback = next(iter(inner.values()), NOBODY)
    lanes = {}
    for name in drawn.nodes:
        near = [arc.target for arc in drawn.after(name)] + [arc.source for arc in drawn.before(name)]
        lanes[name] = inner.get(name) or next((inner[one] for one in near if one in inner), fallback)
    return lanes


def _nodes(
    book: Handbook, drawn: FlowGraph, lanes: dict[str, str], marks: tuple[Mark, ...], href: Href
) -> Iterator[Node]:
    shown: set[str] = set()
    marked: set[str] = set()
    for name, node in drawn.nodes.items():
        operation = book.operations.get(node.operation) if isinstance(node, OperationNode) else None
        if operation is None:
            simple = _simple(book, name, node, lanes[name], href)
            yield replace(simple, timers=_timers(book, drawn, name))
            continue
        own = [mark for mark in marks if mark.operation is operation]
        names = [mark.name for mark in own if operation.id not in marked]
        documents = _documents(book, operation, shown)
        shown |= set(documents)
        marked.add(operation.id)
        yield Node(
            id=name,
            kind=Kind.TASK,
            title=operation.short or operation.title,
            lane=lanes[name],
            href=href("operation", operation.id),
            tooltip=_tooltip(book, operation),
            documents=tuple(_sheet(book, one, href) for one in documents),
            marks=_short_marks(names),
            timers=_timers(book, drawn, name),
            note=operation_note(book, operation),
            facts=tuple(operation_facts(book, operation, ((mark.name, mark.point) for mark in own))),
            owner=_owner(book, operation.owner),
        )


def _simple(book: Handbook, name: str, node: Drawn, lane: str, href: Href) -> Node:
    if isinstance(node, OperationNode):
        return Node(name, Kind.TASK, node.operation, lane)
    if isinstance(node, GatewayNode):
        return Node(name, _GATEWAYS[node.type], title_text(book, node.title or ""), lane)
    if isinstance(node, CallNode):
        return _call(book, name, node, lane, href)
    if isinstance(node, EventNode):
        return Node(name, _EVENTS[node.type], title_text(book, node.title), lane)
    return Node(name, Kind.START if isinstance(node, StartNode) else Kind.END, title_text(book, node.title), lane)


def _call(book: Handbook, name: str, node: CallNode, lane: str, href: Href) -> Node:
    """A called process: whoever's lane it stands in, its own owner answers for it."""
    called = book.processes.get(node.process)
    title = called.title if called else node.process
    owner = _owner(book, called.owner if called else None)
    tip = f"{title}\nВладелец: {owner}" if owner else None
    return Node(name, Kind.CALL, title, lane, href("process", node.process), tip, owner=owner)


def _owner(book: Handbook, role: str | None) -> str:
    return book.roles[role].title if role and role in book.roles else ""


def _short_marks(names: list[str]) -> tuple[str, ...]:
    """Several marks of one operation as a range: they follow one another by construction."""
    return (f"{names[0]}–{names[-1].removeprefix('КТ')}",) if len(names) > 1 else tuple(names)


def _documents(book: Handbook, operation: Operation, shown: set[str]) -> tuple[str, ...]:
    """Papers the operation makes, where they first appear; what goes to the client is drawn as a message."""
    made = [result for result in operation.outputs if result.document in book.documents]
    inner = [
        result.document
        for result in made
        if result.document not in shown and not (result.to and all(_is_external(book, role) for role in result.to))
    ]
    return tuple(dict.fromkeys(inner))[:MOST_DOCUMENTS]


def _sheet(book: Handbook, document: str, href: Href) -> Doc:
    found = book.documents[document]
    return Doc(found.short or found.title, href("document", document), document)


def _tooltip(book: Handbook, operation: Operation) -> str:
    lines = [operation.title]
    if operation.owner:
        lines.append(f"Владелец: {_owner(book, operation.owner) or '—'}")
    lines += [f"{placed.norm.title}: {placed.norm.words()}" for placed in norms_of_operation(book, operation)]
    return "\n".join(lines)


def _messages(book: Handbook, drawn: FlowGraph) -> Iterator[Message]:
    """What passes between the company and outsiders: their start events, what they give, what they get."""
    opened: set[tuple[str, str]] = set()
    outsiders = [role.id for role in book.roles.values() if role.external]
    for name, node in drawn.nodes.items():
        if isinstance(node, OperationNode) and node.operation in book.operations:
            yield from _exchanges(book, name, book.operations[node.operation], opened)
            continue
        role = drawn.lanes[name]
        if isinstance(node, EventNode) and node.type == "message" and not _is_external(book, role):
            # A message can only come from outside; when several outsiders could send it, guessing is worse.
            role = outsiders[0] if len(outsiders) == 1 else None
        if _is_external(book, role) and role is not None and isinstance(node, StartNode | EventNode):
            yield Message(name, role, outgoing=False)
            opened |= {(arc.target, role) for arc in drawn.after(name)}


def _exchanges(book: Handbook, name: str, operation: Operation, opened: set[tuple[str, str]]) -> Iterator[Message]:
    taken: dict[str, list[str]] = {}
    given: dict[str, list[str]] = {}
    for entry in operation.inputs:
        if entry.source is not None and _is_external(book, entry.source):
            taken.setdefault(entry.source, []).append(entry.document)
    for result in operation.outputs:
        for role in result.to:
            if _is_external(book, role):
                given.setdefault(role, []).append(result.document)
    for role, documents in taken.items():
        if (name, role) not in opened:
            yield Message(name, role, outgoing=False, label=_label(book, documents), note=_listed(book, documents))
    for role, documents in given.items():
        yield Message(name, role, outgoing=True, label=_label(book, documents), note=_listed(book, documents))


def _label(book: Handbook, documents: list[str]) -> str:
    names = _names(book, documents)
    rest = len(names) - MOST_DOCUMENTS
    names[1:] = map(lower_first, names[1:])
    return ", ".join(names[:MOST_DOCUMENTS]) + (f" и ещё {rest}" if rest > 0 else "")


def _listed(book: Handbook, documents: list[str]) -> str:
    """All of several documents, in full: a label joins them and may leave some out."""
    names = _names(book, documents)
    return "\n".join(names) if len(names) > 1 else ""


def _names(book: Handbook, documents: list[str]) -> list[str]:
    return [book.documents[one].short or book.documents[one].title for one in documents if one in book.documents]
