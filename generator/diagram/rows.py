"""Rows: every lane is cut into as few sub-rows as keep the main path straight and the rest apart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.diagram.columns import Columns
from generator.diagram.flow import Flow
from generator.diagram.graph import Graph
from generator.diagram.row_prices import RowPrices


@dataclass(frozen=True, slots=True)
class Rows:
    """The row of every node, numbered through all lanes, and how many rows each lane has."""

    of_node: tuple[int, ...]
    per_lane: tuple[int, ...]


def assign_rows(flow: Flow, graph: Graph, columns: Columns, new_row: float, sweeps: int) -> Rows:
    """Place nodes column by column, then let each move to a cheaper row while there is one.

    Args:
        flow: what is drawn.
        graph: the same by numbers.
        columns: the columns chosen before.
        new_row: price of one more row in a lane, in bends: high for a flat drawing.
        sweeps: how often nodes may move; more is mostly, not always, better.
    """
    height = _heights(graph, columns)

    def turn(node: int) -> tuple[int, bool, int, int]:
        """Within a column: who continues a line of its lane, then who has more to come."""
        mates = (e for e in graph.incoming[node] if graph.lane[graph.source[e]] == graph.lane[node])
        continues = any(e not in columns.back for e in mates)
        return columns.of_node[node], not continues, -height[node], node

    order = sorted(range(graph.size), key=turn)
    prices = RowPrices(graph, columns)
    placed: dict[int, int] = {}
    for _ in range(sweeps):
        before = dict(placed)
        for node in order:
            placed.pop(node, None)
            placed[node] = _cheapest(node, placed, prices, new_row)
        if placed == before:
            break
    return renumbered(len(flow.lanes), graph, placed)


def _heights(graph: Graph, columns: Columns) -> list[int]:
    """Longest way from a node to an end: the longer branch keeps the straight line."""
    height = [0] * graph.size
    for _ in range(graph.size):
        changed = False
        for edge, (source, target) in enumerate(zip(graph.source, graph.target, strict=True)):
            if edge not in columns.back and height[source] < height[target] + 1:
                height[source] = height[target] + 1
                changed = True
        if not changed:
            break
    return height


def _cheapest(node: int, placed: dict[int, int], prices: RowPrices, new_row: float) -> int:
    lane, column = prices.graph.lane[node], prices.columns.of_node[node]
    mates = {n: r for n, r in placed.items() if prices.graph.lane[n] == lane}
    used = sorted(set(mates.values())) or [0]
    taken = {r for n, r in mates.items() if prices.columns.of_node[n] == column}
    candidates = [r for r in (*used, used[-1] + 1, used[0] - 1) if r not in taken]

    def price(place: int) -> tuple[float, int]:
        row = candidates[place]
        return prices.price(node, row, mates) + (0 if row in used else new_row), place

    return candidates[min(range(len(candidates)), key=price)]


def renumbered(lanes: int, graph: Graph, placed: Mapping[int, float]) -> Rows:
    """Rows numbered through all lanes, from any numbers that order them within each lane."""
    of_node = [0] * graph.size
    per_lane: list[int] = []
    for lane in range(lanes):
        members = [n for n in range(graph.size) if graph.lane[n] == lane]
        used = sorted({placed[n] for n in members})
        for node in members:
            of_node[node] = sum(per_lane) + used.index(placed[node])
        per_lane.append(max(len(used), 1))
    return Rows(tuple(of_node), tuple(per_lane))


def flipped(rows: Rows, graph: Graph) -> Iterator[Rows]:
    """The same rows with the order reversed in one lane."""
    first = 0
    for lane, count in enumerate(rows.per_lane):
        if count > 1:
            last = 2 * first + count - 1
            moved = (last - r if graph.lane[n] == lane else r for n, r in enumerate(rows.of_node))
            yield Rows(tuple(moved), rows.per_lane)
        first += count
