"""Our own importer reads back what we wrote: the same operations, lanes, ways, deadlines and documents."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from generator.diagram.flow import Flow, Kind
from handbook.book import Handbook
from handbook.bpmn.draft import Draft, Wish, draft
from handbook.flow import graph
from handbook.model.operation import Operation
from handbook.model.process import CallNode, OperationNode, Process
from handbook.source.yaml12 import load
from tests.generator.diagram.bpmn.drawn import Drawn

#: A node as both sides call it: what it is and what is written in it.
Told = tuple[str, str]
#: A way: from where, to where, what is written on it, whether it is the usual one, the deadline that opens it.
Way = tuple[Told, Told, str, bool, str]


@pytest.fixture(scope="module")
def read_back(shipped: dict[str, Drawn], book: Handbook) -> dict[str, Draft]:
    """Every shipped process, imported under another name."""
    return {
        name: draft(one.content, f"{name}.bpmn", book, Wish(process=f"{name}-snova")) for name, one in shipped.items()
    }


def test_every_element_is_taken(read_back: dict[str, Draft]) -> None:
    for name, made in read_back.items():
        assert made.account.left == 0, name
        assert [one.message for one in made.findings if one.code == "bpmn-left"] == [], name


def test_operations_and_their_lanes(shipped: dict[str, Drawn], read_back: dict[str, Draft]) -> None:
    for name, one in shipped.items():
        wanted = {node.title: node.lane for node in one.flow.nodes if node.kind is Kind.TASK}
        assert {shown(each): each.owner for each in operations(read_back[name]).values()} == wanted, name


def test_documents(shipped: dict[str, Drawn], read_back: dict[str, Draft], book: Handbook) -> None:
    for name, one in shipped.items():
        wanted: dict[str, set[str]] = {}
        for node in one.flow.nodes:
            if node.kind is Kind.TASK:
                wanted.setdefault(node.title, set()).update(doc.title for doc in node.documents)
        made = operations(read_back[name]).values()
        found = {
            shown(each): {called(book, result.document) for result in each.outputs if not leaves(book, result.to)}
            for each in made
        }
        assert found == wanted, name


def leaves(book: Handbook, to: tuple[str, ...]) -> bool:
    """Whether a document goes out of the company only."""
    return bool(to) and all(book.roles[role].external for role in to)


def shown(operation: Operation) -> str:
    """What an operation is called on a diagram."""
    return operation.short or operation.title


def called(book: Handbook, document: str) -> str:
    """What a document is called on a diagram: by this the importer knows it again."""
    found = book.documents[document]
    return found.short or found.title


def test_messages(shipped: dict[str, Drawn], read_back: dict[str, Draft], book: Handbook) -> None:
    for name, one in shipped.items():
        tasks = {node.id: node.title for node in one.flow.nodes if node.kind is Kind.TASK}
        wanted = {
            (tasks[message.node], message.pool, "to" if message.outgoing else "from", message.label or None)
            for message in one.flow.messages
            if message.node in tasks
        }
        made = operations(read_back[name]).values()
        found = {
            (shown(each), who.role, who.direction, who.subject)
            for each in made
            for who in each.participants
            if book.roles[who.role].external
        }
        assert found == wanted, name


def test_ways_and_deadlines(shipped: dict[str, Drawn], read_back: dict[str, Draft]) -> None:
    for name, one in shipped.items():
        assert imported_ways(read_back[name]) == drawn_ways(one.flow), name


def operations(made: Draft) -> dict[str, Operation]:
    """The drafted operations by identifier."""
    found = (
        Operation.model_validate(record(text))
        for path, text in made.files.items()
        if "/processes/" in path and not path.endswith("/process.yaml")
    )
    return {one.id: one for one in found}


def record(text: str) -> dict[str, Any]:
    """A file of the description as plain data."""
    found = load(text)[0]
    assert isinstance(found, dict)
    return found


def drawn_ways(flow: Flow) -> Counter[Way]:
    """Ways of a flow."""
    told = {node.id: (str(node.kind), node.id if node.kind is Kind.CALL else node.title) for node in flow.nodes}
    hosts = {timer.id: node.id for node in flow.nodes for timer in node.timers}
    words = {timer.id: f"{timer.title} {timer.interrupting}" for node in flow.nodes for timer in node.timers}
    edges = [
        (hosts.get(one.source, one.source), one.target, one.label, one.default, words.get(one.source, ""))
        for one in flow.edges
    ]
    return ways(told, edges)


def imported_ways(made: Draft) -> Counter[Way]:
    """The same of a drafted process."""
    (text,) = (text for path, text in made.files.items() if path.endswith("/process.yaml"))
    process, works = Process.model_validate(record(text)), operations(made)
    drafted = graph(process, works)
    told: dict[str, Told] = {}
    for name, node in drafted.nodes.items():
        if isinstance(node, OperationNode):
            told[name] = str(Kind.TASK), shown(works[node.operation])
        elif isinstance(node, CallNode):
            told[name] = str(Kind.CALL), node.process
        else:
            kind = getattr(node, "type", None) or ("start" if hasattr(node, "start") else "end")
            told[name] = str(kind), node.title or ""
    words = {one.id: f"{one.title} {one.interrupts}" for each in drafted.timers.values() for one in each}
    edges = [
        (arc.source, arc.target, "" if arc.timer else arc.label, arc.default, words.get(arc.timer, ""))
        for arc in drafted.arcs
    ]
    return ways(told, edges)


def ways(told: dict[str, Told], edges: list[tuple[str, str, str, bool, str]]) -> Counter[Way]:
    """Ways past joins that say nothing: the importer may let ways meet right in what follows."""
    after: dict[str, list[str]] = {}
    for source, target, *_ in edges:
        after.setdefault(source, []).append(target)
    joins = {
        name: after[name][0]
        for name, node in told.items()
        if node == (str(Kind.EXCLUSIVE), "") and len(after.get(name, ())) == 1
    }
    found: Counter[Way] = Counter()
    for source, target, label, default, deadline in edges:
        if source not in joins:
            end = target
            while end in joins:
                end = joins[end]
            # No-break spaces of a title come back as plain ones.
            found[told[source], told[end], " ".join(label.split()), default, " ".join(deadline.split())] += 1
    return found
