"""What comes before and after an operation along a process, past gateways and events, with the conditions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from handbook.book import Handbook
from handbook.flow import Arc, FlowGraph, graph
from handbook.memo import each
from handbook.model.process import CallNode, EndNode, GatewayNode, OperationNode, Process, StartNode
from handbook.titles import title_text

_YES_OR_NO = re.compile(r"(?:да|нет)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stop:
    """A neighbour along the process.

    Attributes:
        kind: ``operation``, ``process``, ``start`` or ``end``.
        name: Identifier of the operation or process.
        title: What to show.
        condition: The branches taken and the deadlines that passed on the way, empty for the only way.
        usual: Whether only usual branches are taken on the way, and no deadline passed.
    """

    kind: str
    name: str
    title: str
    condition: str
    usual: bool = field(default=True, compare=False)


def after(book: Handbook, process: Process, operation: str) -> tuple[Stop, ...]:
    """Where an operation leads, in the order branches are written."""
    return _walk(book, process, operation, forward=True)


def before(book: Handbook, process: Process, operation: str) -> tuple[Stop, ...]:
    """Where an operation is entered from."""
    return _walk(book, process, operation, forward=False)


@each
def _graph(book: Handbook, process: str) -> FlowGraph:
    return graph(book.processes[process], book.operations)


def _walk(book: Handbook, process: Process, operation: str, *, forward: bool) -> tuple[Stop, ...]:
    drawn = _graph(book, process.id) if book.processes.get(process.id) is process else graph(process, book.operations)
    starts = [name for name, node in drawn.nodes.items() if _operation(node) == operation]
    waiting: list[tuple[str, tuple[str, ...], bool]] = [(name, (), True) for name in starts]
    seen = set(starts)
    found: list[Stop] = []
    while waiting:
        name, labels, usual = waiting.pop(0)
        for arc in _arcs(drawn, name, forward=forward):
            following = arc.target if forward else arc.source
            label = _answer(book, drawn, arc)
            passed = (*labels, label) if forward else (label, *labels)
            if following in seen:
                continue
            still = usual and not _aside(drawn, arc)
            stop = _stop(book, drawn, following, tuple(label for label in passed if label), usual=still)
            if stop is None:
                seen.add(following)
                waiting.append((following, passed, still))
            elif stop not in found:
                found.append(stop)
    return tuple(found)


def _arcs(drawn: FlowGraph, name: str, *, forward: bool) -> tuple[Arc, ...]:
    return drawn.after(name) if forward else drawn.before(name)


def _aside(drawn: FlowGraph, arc: Arc) -> bool:
    """Whether a way is a deadline that passed or a branch beside the usual one."""
    return bool(arc.timer) or (not arc.default and any(other.default for other in drawn.after(arc.source)))


def _answer(book: Handbook, drawn: FlowGraph, arc: Arc) -> str:
    """The label of a branch or of a deadline; one that says yes or no means nothing without its question."""
    label = title_text(book, arc.label)
    if arc.timer:
        stops = any(timer.id == arc.timer and timer.interrupts for timer in drawn.timers.get(arc.source, ()))
        return f"{label} (операция {'прерывается' if stops else 'продолжается'})"
    fork = drawn.nodes[arc.source]
    if _YES_OR_NO.match(label) and isinstance(fork, GatewayNode) and fork.title:
        return f"{title_text(book, fork.title)} — {label}"
    return label


def _operation(node: object) -> str | None:
    return node.operation if isinstance(node, OperationNode) else None


def _stop(book: Handbook, drawn: FlowGraph, name: str, labels: tuple[str, ...], *, usual: bool) -> Stop | None:
    node = drawn.nodes[name]
    condition = ", ".join(labels)
    if isinstance(node, OperationNode):
        known = book.operations.get(node.operation)
        return Stop("operation", node.operation, known.title if known else node.operation, condition, usual)
    if isinstance(node, CallNode):
        called = book.processes.get(node.process)
        return Stop("process", node.process, called.title if called else node.process, condition, usual)
    if isinstance(node, StartNode | EndNode):
        return Stop("end" if isinstance(node, EndNode) else "start", node.id, node.title, condition, usual)
    return None
