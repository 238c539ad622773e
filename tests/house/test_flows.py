"""Flows of the shipped processes as a methodologist wants them: questions asked, answers short, no loose ends."""

import pytest

from handbook.flow import FlowGraph, graph
from handbook.model.process import EndNode, GatewayNode, Process, StartNode, TimedNode
from handbook.titles import title_text
from tests.sample import sample_book

BOOK = sample_book()
PROCESSES = list(BOOK.processes.values())
LONGEST = 40

on_every_process = pytest.mark.parametrize("process", PROCESSES, ids=[process.id for process in PROCESSES])


def drawn(process: Process) -> FlowGraph:
    return graph(process, BOOK.operations)


@on_every_process
def test_every_way_leads_from_a_start_to_an_end(process: Process) -> None:
    flow = drawn(process)
    assert flow.reachable() == set(flow.nodes)
    for name, node in flow.nodes.items():
        assert bool(flow.after(name)) is not isinstance(node, EndNode), name
        assert not (isinstance(node, StartNode) and flow.before(name)), name


@on_every_process
def test_a_choice_asks_and_its_answers_differ_from_those_of_a_join(process: Process) -> None:
    flow = drawn(process)
    for name, node in flow.nodes.items():
        if not isinstance(node, GatewayNode):
            continue
        entered, left = len(flow.before(name)), len(flow.after(name))
        assert (entered > 1) is not (left > 1), f"{name} either joins or forks"
        if node.type != "parallel" and left > 1:
            assert (node.title or "").endswith("?"), name
            assert all(branch.when for branch in node.branches), name
            assert [branch.default for branch in node.branches].count(True) == 1, name


@on_every_process
def test_what_is_written_on_a_diagram_is_short(process: Process) -> None:
    flow = drawn(process)
    written = [title for node in flow.nodes.values() if (title := getattr(node, "title", None))]
    written += [arc.label for arc in flow.arcs]
    assert [text for text in written if len(title_text(BOOK, text)) > LONGEST] == []


def test_deadlines_start_what_the_norms_ask_for() -> None:
    timers = [
        (process.id, timer)
        for process in PROCESSES
        for node in process.flow
        if isinstance(node, TimedNode)
        for timer in node.timers
    ]
    assert len({name for name, _ in timers}) >= 3
    assert {timer.interrupts for _, timer in timers} == {True, False}
    assert sum("[[norm:" in timer.title for _, timer in timers) >= 4
