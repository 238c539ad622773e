"""Improve: moves single nodes of a placement to where the lines about them cross less."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from generator.diagram.burden import crossed_edges
from generator.diagram.columns import Columns
from generator.diagram.graph import Graph
from generator.diagram.rows import Rows, renumbered
from generator.diagram.sketch import Plan, Sketch

WORTH_MOVING = 0.98  # a placement the stages found reads more naturally than one of single moves


@dataclass(frozen=True, slots=True)
class Attempt:
    """A plan, sketched, and how hard the drawing would be to read."""

    plan: Plan
    made: Sketch
    burden: float


def improve(graph: Graph, best: Attempt, attempt: Callable[[Plan], Attempt], tries: int) -> Attempt:
    """The best attempt so far, or a better one a few moves away.

    Args:
        graph: the flow by numbers.
        best: where to begin.
        attempt: sketches a plan.
        tries: how many sketches may be made.
    """
    seen = {best.plan}
    while tries > 0:
        nodes = _ends(graph, crossed_edges(best.made))
        new = (plan for plan in _moves(graph, best.plan, nodes) if plan not in seen)
        for plan in islice(new, tries):
            tries -= 1
            seen.add(plan)
            other = attempt(plan)
            if other.burden < WORTH_MOVING * best.burden:
                best = other
                break
        else:
            break
    return best


def _ends(graph: Graph, edges: set[int]) -> list[int]:
    """Nodes at the ends of edges, those with most of them first."""
    count: dict[int, int] = {}
    for edge in sorted(edges):
        for node in (graph.source[edge], graph.target[edge]):
            count[node] = count.get(node, 0) + 1
    return sorted(count, key=lambda node: (-count[node], node))


def _moves(graph: Graph, plan: Plan, nodes: list[int]) -> Iterator[Plan]:
    """Each node in another row of its lane, in a row of its own, a column earlier or later."""
    columns, rows = plan
    for node in nodes:
        lane = sorted({rows.of_node[mate] for mate in range(graph.size) if graph.lane[mate] == graph.lane[node]})
        for row in (*lane, lane[0] - 0.5, lane[-1] + 0.5, rows.of_node[node] - 0.5, rows.of_node[node] + 0.5):
            if row != rows.of_node[node]:
                yield columns, _in_row(graph, plan, node, row)
        for step in (-1, 1):
            moved = _in_column(graph, plan, node, columns.of_node[node] + step)
            if moved:
                yield moved, rows


def _in_row(graph: Graph, plan: Plan, node: int, row: float) -> Rows:
    """A node in another row; who stood in that cell takes its place."""
    columns, rows = plan
    placed: dict[int, float] = dict(enumerate(rows.of_node))
    for mate, place in enumerate(rows.of_node):
        if place == row and columns.of_node[mate] == columns.of_node[node]:
            placed[mate] = rows.of_node[node]
    placed[node] = row
    return renumbered(len(rows.per_lane), graph, placed)


def _in_column(graph: Graph, plan: Plan, node: int, column: int) -> Columns | None:
    """A node in another column, between what it follows and what follows it, if its row is free there."""
    columns, rows = plan
    ahead = [e for e in graph.outgoing[node] if e not in columns.back]
    behind = [e for e in graph.incoming[node] if e not in columns.back]
    is_between = all(columns.of_node[graph.source[e]] < column for e in behind) and all(
        columns.of_node[graph.target[e]] > column for e in ahead
    )
    is_taken = any(
        columns.of_node[mate] == column and rows.of_node[mate] == rows.of_node[node] for mate in range(graph.size)
    )
    if column < 0 or not is_between or is_taken:
        return None
    of_node = list(columns.of_node)
    of_node[node] = column
    dense = {value: index for index, value in enumerate(sorted(set(of_node)))}
    drops = columns.drops - {*graph.incoming[node], *graph.outgoing[node]}
    return Columns(tuple(dense[value] for value in of_node), len(dense), columns.back, frozenset(drops))
