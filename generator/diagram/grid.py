"""The coarse grid lines run on: a line through every column and row of cells, channels between them.

Vertical lines: 0 is the channel left of the first column, 1 its centre, 2 the next channel…
Horizontal lines: 0 is the upper pools; then each lane has a channel, a row, a channel… and a last
channel of its own; the last line is the lower pools.
"""

from dataclasses import dataclass

from generator.diagram.columns import Columns
from generator.diagram.flow import Flow
from generator.diagram.graph import Graph
from generator.diagram.rows import Rows

Vertex = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """Which line is what, and where the nodes stand."""

    width: int
    height: int
    row_line: tuple[int, ...]  # global row → horizontal line
    is_row: tuple[bool, ...]
    lane_lines: tuple[tuple[int, int], ...]  # first and last horizontal line of each lane
    at: tuple[Vertex, ...]  # node → vertex
    top_pools: tuple[int, ...]
    bottom_pools: tuple[int, ...]

    def is_centre(self, *, horizontal: bool, line: int) -> bool:
        """Whether the line runs through the middle of cells."""
        return self.is_row[line] if horizontal else line % 2 == 1


def build_grid(flow: Flow, graph: Graph, columns: Columns, rows: Rows) -> Grid:
    """Number the lines; pools alternate above and below so that few messages pass a foreign pool."""
    row_line: list[int] = []
    lane_lines: list[tuple[int, int]] = []
    line = 1
    for count in rows.per_lane:
        row_line.extend(line + 1 + 2 * i for i in range(count))
        lane_lines.append((line, line + 2 * count))
        line += 2 * count + 1
    is_row = [False] * (line + 1)
    for y in row_line:
        is_row[y] = True
    return Grid(
        width=2 * max(columns.count, 1) + 1,
        height=line + 1,
        row_line=tuple(row_line),
        is_row=tuple(is_row),
        lane_lines=tuple(lane_lines),
        at=tuple((2 * columns.of_node[n] + 1, row_line[rows.of_node[n]]) for n in range(graph.size)),
        top_pools=tuple(range(0, len(flow.pools), 2)),
        bottom_pools=tuple(range(1, len(flow.pools), 2)),
    )
