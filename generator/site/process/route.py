"""What comes before and after an operation along a process, past gateways and events, with the conditions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from handbook.book import Handbook
from handbook.flow import Arc, FlowGraph, graph
from handbook.memo import each
from handbook.model.process import CallNode, EndNode, EventNode, GatewayNode, OperationNode, Process, StartNode
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
        when: The condition as a sentence begins with it: «Если «Наш?» — «нет»»; empty for the only way.
        own: Whether the way is the operation's own: it waits for no event, and every choice on it is told.
    """

    kind: str
    name: str
    title: str
    condition: str
    usual: bool = field(default=True, compare=False)
    when: str = field(default="", compare=False)
    own: bool = field(default=True, compare=False)

    @property
    def brief(self) -> str:
        """The condition where the answers speak for themselves, else with what is asked."""
        return self.when if "?" in self.condition else self.condition


@dataclass(frozen=True, slots=True)
class _Trail:
    """What was passed on the way to a node: labels of arcs, the same in full words, and what it makes of the way."""

    labels: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    usual: bool = True
    own: bool = True


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
    waiting = [(name, _Trail()) for name in starts]
    seen: set[str] = set()
    found: list[Stop] = []
    while waiting:
        # What lies behind a join is reached by the usual way, even when another one is shorter.
        waiting.sort(key=lambda one: not one[1].usual)
        name, trail = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        for arc in _arcs(drawn, name, forward=forward):
            following = arc.target if forward else arc.source
            if following in seen:
                continue
            passed = _passed(book, drawn, trail, arc, forward=forward)
            stop = _stop(book, drawn, following, passed)
            if stop is None:
                waiting.append((following, passed))
            elif stop not in found:
                found.append(stop)
    return tuple(found)


def _passed(book: Handbook, drawn: FlowGraph, trail: _Trail, arc: Arc, *, forward: bool) -> _Trail:
    """A trail with one more arc."""
    label, told = _answer(book, drawn, arc), _told(book, drawn, arc)
    return _Trail(
        _joined(trail.labels, label, forward=forward),
        _joined(trail.told, told, forward=forward),
        trail.usual and not _aside(drawn, arc),
        trail.own and not isinstance(drawn.nodes[arc.source], EventNode) and (bool(told) or not _chosen(drawn, arc)),
    )


def _joined(known: tuple[str, ...], words: str, *, forward: bool) -> tuple[str, ...]:
    if not words:
        return known
    return (*known, words) if forward else (words, *known)


def _arcs(drawn: FlowGraph, name: str, *, forward: bool) -> tuple[Arc, ...]:
    return drawn.after(name) if forward else drawn.before(name)


def _aside(drawn: FlowGraph, arc: Arc) -> bool:
    """Whether a way is a deadline that passed or a branch beside the usual one."""
    return bool(arc.timer) or (not arc.default and any(other.default for other in drawn.after(arc.source)))


def _answer(book: Handbook, drawn: FlowGraph, arc: Arc) -> str:
    """The label of a branch or of a deadline; one that says yes or no means nothing without its question."""
    label = title_text(book, arc.label)
    if arc.timer:
        return f"{label} ({_fate(drawn, arc)})"
    fork = drawn.nodes[arc.source]
    if _YES_OR_NO.match(label) and isinstance(fork, GatewayNode) and fork.title:
        return f"{title_text(book, fork.title)} — {label}"
    return label


def _told(book: Handbook, drawn: FlowGraph, arc: Arc) -> str:
    """A branch or a deadline in words that say what is asked and what the answer is."""
    label = title_text(book, arc.label)
    if arc.timer:
        return f"«{label}» ({_fate(drawn, arc)})"
    fork = drawn.nodes[arc.source]
    asked = title_text(book, fork.title) if isinstance(fork, GatewayNode) and fork.title else ""
    return f"«{asked}» — «{label}»" if asked and label else f"«{label}»" if label else ""


def _fate(drawn: FlowGraph, arc: Arc) -> str:
    """What becomes of an operation when its deadline has passed."""
    stops = any(timer.id == arc.timer and timer.interrupts for timer in drawn.timers.get(arc.source, ()))
    return f"операция {'прерывается' if stops else 'продолжается'}"


def _chosen(drawn: FlowGraph, arc: Arc) -> bool:
    """Whether an arc is one branch of several that are not all gone at once, and not the one gone otherwise."""
    fork = drawn.nodes[arc.source]
    return isinstance(fork, GatewayNode) and fork.type != "parallel" and len(fork.branches) > 1 and not arc.default


def _operation(node: object) -> str | None:
    return node.operation if isinstance(node, OperationNode) else None


def _stop(book: Handbook, drawn: FlowGraph, name: str, trail: _Trail) -> Stop | None:
    node = drawn.nodes[name]
    if isinstance(node, OperationNode):
        known = book.operations.get(node.operation)
        return _made("operation", node.operation, known.title if known else node.operation, trail)
    if isinstance(node, CallNode):
        called = book.processes.get(node.process)
        return _made("process", node.process, called.title if called else node.process, trail)
    if isinstance(node, StartNode | EndNode):
        return _made("end" if isinstance(node, EndNode) else "start", node.id, node.title, trail)
    return None


def _made(kind: str, name: str, title: str, trail: _Trail) -> Stop:
    when = f"Если {' и '.join(trail.told)}" if trail.told else ""
    return Stop(kind, name, title, ", ".join(trail.labels), trail.usual, when, trail.own)
