"""A process drawn as BPMN and read back: the same nodes, ways and deadlines."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from generator.diagram.bpmn import render_bpmn
from generator.diagram.layout import layout
from generator.swimlane import swimlane
from handbook.bpmn.draft import Wish, draft
from handbook.flow import FlowGraph, graph
from handbook.model.process import CallNode, GatewayNode, OperationNode, Process
from handbook.read import read
from handbook.source.yaml12 import load
from handbook.titles import title_text

ROOT = Path(__file__).resolve().parents[3]
BOOK = read(ROOT).handbook


def shown(title: str) -> str:
    """A title as a diagram shows it; a program that draws keeps spaces as it likes."""
    return " ".join(title_text(BOOK, title).split())


def titles(drawn: FlowGraph, operations: dict[str, str]) -> dict[str, str]:
    """What each node is called, as a diagram calls it."""
    found = {}
    for name, node in drawn.nodes.items():
        if isinstance(node, OperationNode):
            found[name] = operations.get(node.operation, node.operation)
        elif isinstance(node, CallNode):
            found[name] = node.process
        else:
            found[name] = shown(node.title or (node.type if isinstance(node, GatewayNode) else ""))
    return found


def ways(drawn: FlowGraph, operations: dict[str, str]) -> Counter[tuple[str, str, str, str]]:
    """Ways by what they join and what is said of them."""
    called = titles(drawn, operations)
    calm = {timer.id for timers in drawn.timers.values() for timer in timers if not timer.interrupts}
    return Counter(
        (
            called[arc.source],
            called[arc.target],
            shown(arc.label),
            ("calm " if arc.timer in calm else "") + ("timer" if arc.timer else ""),
        )
        for arc in drawn.arcs
    )


@pytest.mark.parametrize("name", BOOK.processes)
def test_what_is_drawn_is_read_back(name: str) -> None:
    process = BOOK.processes[name]
    content = render_bpmn(layout(swimlane(BOOK, process)))
    made = draft(content, f"{name}.bpmn", BOOK, Wish(process="again"))
    assert made.account.left == 0, [finding.message for finding in made.findings]
    files: dict[str, Any] = {path.rpartition("/")[2]: load(text)[0] for path, text in made.files.items()}
    read_back = graph(Process.model_validate(files["process.yaml"]), {})
    known = {one.id: one.short or one.title for one in BOOK.operations.values()}
    drafted = {data["id"]: data.get("short", data["title"]) for file, data in files.items() if file != "process.yaml"}
    assert ways(read_back, drafted) == ways(graph(process, BOOK.operations), known)
