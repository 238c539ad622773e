"""What it costs to stand in a row of a lane: to the node itself and to those already placed."""

from dataclasses import dataclass

from generator.diagram.columns import Columns
from generator.diagram.graph import Graph

Mates = dict[int, int]  # nodes of the lane already placed → their rows

# Prices in bends.
NEXT_COLUMN = 1.5  # weight of an edge to the next column: it can be a short straight line
BACK = 0.25  # weight of an edge against time: it goes around anyway
STEP_FIRST = 1.0
STEP_MORE = 0.3
BLOCKED = 2.2
OVER_LONG_EDGE = 1.6
AWAY_FROM_PARTNER = 0.1
BLOCKED_DROP = 4.0


@dataclass(frozen=True, slots=True)
class RowPrices:
    """Prices over one assignment of columns."""

    graph: Graph
    columns: Columns

    def price(self, node: int, row: int, mates: Mates) -> float:
        """Price of a node in a row, in bends."""
        return self._own(node, row, mates) + self._disturbance(self.columns.of_node[node], row, mates)

    def _own(self, node: int, row: int, mates: Mates) -> float:
        graph, price = self.graph, 0.0
        for edge in (*graph.incoming[node], *graph.outgoing[node]):
            other = graph.source[edge] if graph.target[edge] == node else graph.target[edge]
            if other in mates:
                price += self._weight(edge) * self._bends(node, other, row, mates)
            elif graph.lane[other] != graph.lane[node]:
                towards = self._towards(node, other)
                price -= AWAY_FROM_PARTNER * row * towards
                if edge in self.columns.drops:
                    price += BLOCKED_DROP * sum(
                        self.columns.of_node[n] == self.columns.of_node[node] and (r - row) * towards > 0
                        for n, r in mates.items()
                    )
        return price

    def _towards(self, node: int, other: int) -> int:
        """Direction of another lane: 1 is down."""
        return 1 if self.graph.lane[other] > self.graph.lane[node] else -1

    def _weight(self, edge: int) -> float:
        if edge in self.columns.back:
            return BACK
        start, end = self.graph.source[edge], self.graph.target[edge]
        return NEXT_COLUMN if self.columns.of_node[end] - self.columns.of_node[start] <= 1 else 1.0

    def _bends(self, node: int, other: int, row: int, mates: Mates) -> float:
        """Price of an edge between lane mates: straight, around a node in between, or to another row."""
        apart = abs(mates[other] - row)
        if apart:
            return STEP_FIRST + STEP_MORE * (apart - 1)
        low, high = sorted((self.columns.of_node[node], self.columns.of_node[other]))
        blocked = any(r == row and low < self.columns.of_node[n] < high for n, r in mates.items())
        return BLOCKED if blocked else 0.0

    def _disturbance(self, column: int, row: int, mates: Mates) -> float:
        """What standing here costs the others: straight long edges and hand-overs through the cell."""
        graph, of_node, price = self.graph, self.columns.of_node, 0.0
        standing = [of_node[n] for n, r in mates.items() if r == row]
        for edge, (source, target) in enumerate(zip(graph.source, graph.target, strict=True)):
            if source in mates and target in mates and mates[source] == row == mates[target]:
                low, high = of_node[source], of_node[target]
                if low < column < high and not any(low < other < high for other in standing):
                    price += OVER_LONG_EDGE
            elif edge in self.columns.drops and of_node[source] == column:
                for end, other in ((source, target), (target, source)):
                    if end in mates and (row - mates[end]) * self._towards(end, other) > 0:
                        price += BLOCKED_DROP
        return price
