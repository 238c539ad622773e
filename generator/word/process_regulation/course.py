"""The course of a process in words: forks, deadlines on borders of operations, ways that end in a refusal."""

from __future__ import annotations

from generator.word.process_regulation.record import ForkRow
from generator.word.process_regulation.view import View
from generator.word.words import listed, phrase, quoted, tidy
from handbook.flow import FlowGraph, graph
from handbook.model.process import GatewayNode, OperationNode
from handbook.titles import title_text


def forks(view: View) -> tuple[ForkRow, ...]:
    """Forks where somebody decides: those with a question or with conditions."""
    lanes = graph(view.process, view.handbook.operations).lanes
    rows = []
    for node in view.process.flow:
        if not isinstance(node, GatewayNode) or node.type == "parallel":
            continue
        ways = [way for branch in node.branches if (way := _way(view, branch.when, branch.to))]
        if len(ways) > 1:
            lane = lanes.get(node.id)
            question = tidy(title_text(view.handbook, node.title)) if node.title else "Что дальше?"
            rows.append(ForkRow(question, view.lane(lane) if lane else "—", _lines(ways)))
    return tuple(rows)


def _way(view: View, when: str | None, to: str) -> str:
    goal = view.node_title(to)
    condition = phrase(title_text(view.handbook, when)) if when else "в остальных случаях"
    return f"{condition} — {quoted(goal)}" if goal else ""


def _lines(texts: list[str]) -> tuple[str, ...]:
    lines = [tidy(text) for text in texts]
    return (*(f"{line};" for line in lines[:-1]), lines[-1])


def timers(view: View) -> tuple[str, ...]:
    """What is begun when a deadline of an operation or of a called process has come."""
    texts = []
    for name, deadlines in graph(view.process, view.handbook.operations).timers.items():
        for timer in deadlines:
            title = phrase(title_text(view.handbook, timer.title))
            at, to = quoted(view.node_title(name)), quoted(view.node_title(timer.to))
            if timer.to == name:
                how = f"{at} начинают заново" if timer.interrupts else f"{at} начинают ещё раз, не прерывая начатого"
            elif timer.interrupts:
                how = f"{at} прекращают и переходят к {to}"
            else:
                how = f"{at} продолжают, и начинают {to}"
            texts.append(f"{title}: {how}")
    return listed(texts)


def refusals(view: View) -> tuple[str, ...]:
    """Conditions on which the process ends in a lost deal."""
    found = graph(view.process, view.handbook.operations)
    texts = []
    for name in _losing(view, found):
        for arc in found.before(name):
            source = found.nodes[arc.source]
            if not arc.label or not view.node_title(name):
                continue
            question = f"{quoted(view.node_title(source.id))} — " if view.node_title(source.id) else ""
            answer = phrase(title_text(view.handbook, arc.label))
            texts.append(f"{question}{answer}: {quoted(view.node_title(name))}")
    return listed(texts)


def _losing(view: View, found: FlowGraph) -> list[str]:
    """Operations that move the deal to a lost stage."""
    stages = view.process.funnel.stages if view.process.funnel else ()
    lost = {stage.title for stage in stages if stage.outcome == "lost"}
    done = {operation.id for operation in view.operations if operation.crm.stage in lost}
    return [name for name, node in found.nodes.items() if isinstance(node, OperationNode) and node.operation in done]
