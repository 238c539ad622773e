"""Columns: time flows left to right, a hand-over to another lane may stay in the column."""

import heapq
from dataclasses import dataclass, field

from generator.diagram.flow import Flow
from generator.diagram.graph import Graph


@dataclass(frozen=True, slots=True)
class Columns:
    """The column of every node, and which edges run against time."""

    of_node: tuple[int, ...]
    count: int
    back: frozenset[int]
    drops: frozenset[int]  # edges drawn straight down or up inside one column


@dataclass(slots=True)
class _Grid:
    """What already stands in the cells (column, lane) while columns are being filled."""

    taken: dict[tuple[int, int], int] = field(default_factory=dict)
    reserved: set[tuple[int, int]] = field(default_factory=set)  # crossed by a straight hand-over
    left_by: set[tuple[int, int]] = field(default_factory=set)  # (node, direction) of a hand-over


def assign_columns(flow: Flow, graph: Graph, *, keep_drops: bool = True) -> Columns:
    """Break cycles, then put every node at its longest distance from the beginning."""
    back = find_back_edges(graph)
    order = _topological(graph, back)
    column = [0] * len(flow.nodes)
    grid = _Grid()
    drops: set[int] = set()
    for node in order:
        incoming = [e for e in graph.incoming[node] if e not in back]
        column[node], dropped = _choose(node, incoming, column, graph, grid if keep_drops else None)
        drops.update(dropped)
        cell = (column[node], graph.lane[node])
        grid.taken[cell] = grid.taken.get(cell, 0) + 1
    _pull_sources(order, column, graph, back)
    used = sorted(set(column))
    dense = {value: index for index, value in enumerate(used)}
    return Columns(tuple(dense[c] for c in column), len(used), frozenset(back), frozenset(drops))


def find_back_edges(graph: Graph) -> set[int]:
    """Edges that close a cycle in a depth-first walk from the entries, in the author's order."""
    back: set[int] = set()
    state = [0] * graph.size  # 0 unseen, 1 on the walk, 2 done
    roots = [n for n in range(graph.size) if not graph.incoming[n]] + list(range(graph.size))
    for root in roots:
        if state[root]:
            continue
        state[root] = 1
        walk = [(root, iter(graph.outgoing[root]))]
        while walk:
            node, edges = walk[-1]
            edge = next(edges, None)
            if edge is None:
                state[node] = 2
                walk.pop()
                continue
            target = graph.target[edge]
            if state[target] == 1:
                back.add(edge)
            elif not state[target]:
                state[target] = 1
                walk.append((target, iter(graph.outgoing[target])))
    return back


def _topological(graph: Graph, back: set[int]) -> list[int]:
    waiting = [sum(e not in back for e in graph.incoming[n]) for n in range(graph.size)]
    ready = [n for n in range(graph.size) if not waiting[n]]
    order: list[int] = []
    while ready:
        node = heapq.heappop(ready)
        order.append(node)
        for edge in graph.outgoing[node]:
            if edge not in back:
                waiting[graph.target[edge]] -= 1
                if not waiting[graph.target[edge]]:
                    heapq.heappush(ready, graph.target[edge])
    return order


def _choose(
    node: int, incoming: list[int], column: list[int], graph: Graph, grid: _Grid | None
) -> tuple[int, list[int]]:
    """The leftmost column that follows every predecessor, and the hand-overs that stay in it."""
    lane = graph.lane[node]
    late = max((column[graph.source[e]] + 1 for e in incoming), default=0)
    if grid is None:
        return late, []
    last = [e for e in incoming if column[graph.source[e]] == late - 1]
    drops = [e for e in last if _can_drop(graph.source[e], node, late - 1, graph, grid)]
    directions = {graph.lane[graph.source[e]] > lane for e in drops}
    if drops and len(drops) == len(last) == len(directions):
        for edge in drops:
            source = graph.source[edge]
            grid.left_by.add((source, 1 if lane > graph.lane[source] else -1))
            between = sorted((lane, graph.lane[source]))
            grid.reserved.update((late - 1, between_lane) for between_lane in range(between[0] + 1, between[1]))
        return late - 1, drops
    while (late, lane) in grid.reserved:
        late += 1
    return late, []


def _can_drop(source: int, node: int, column: int, graph: Graph, grid: _Grid) -> bool:
    lane, from_lane = graph.lane[node], graph.lane[source]
    if lane == from_lane or graph.kind[source].is_event:
        return False
    direction = 1 if lane > from_lane else -1
    if (source, direction) in grid.left_by or grid.taken[column, from_lane] > 1:
        return False
    path = [(column, crossed) for crossed in range(from_lane + direction, lane + direction, direction)]
    return not any(cell in grid.taken or cell in grid.reserved for cell in path)


def _pull_sources(order: list[int], column: list[int], graph: Graph, back: set[int]) -> None:
    """A node nothing leads to stands right before what it leads to, not at the far left."""
    for node in reversed(order):
        if all(e in back for e in graph.incoming[node]):
            after = [column[graph.target[e]] for e in graph.outgoing[node] if e not in back]
            if after:
                column[node] = max(column[node], min(after) - 1)
