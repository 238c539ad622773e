"""Traffic: which wires already run where, and what a newcomer pays for their company.

Vertices are numbered row by row on the grid with a blocked ring around it, so that a step in any
direction is one addition and never leaves the page.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from generator.diagram import sizes
from generator.diagram.graph import Graph
from generator.diagram.grid import Grid, Vertex
from generator.diagram.wires import Path, Wire

#: By vertex, for those who arrive there level and for those who arrive upright.
Ahead = tuple[list[int], list[int]]

HALF_COLUMN = sizes.STEP_COLUMN // 2
HALF_ROW = sizes.STEP_ROW // 2


UNKNOWN = 1 << 60  # dearer than any way
#: Grids of the tries of one flow are mostly of one size: what is known of them is kept for the next try.
_KEPT = 256


@lru_cache(maxsize=_KEPT)
def _to_row(goal: int, stride: int, rows: int) -> Ahead:
    upright = [abs(y - goal) * HALF_ROW for y in range(rows) for _ in range(stride)]
    return [length + sizes.PRICE_BEND for length in upright], upright


@lru_cache(maxsize=_KEPT)
def _to_vertex(goal: int, stride: int, rows: int) -> Ahead:
    goal_y, goal_x = divmod(goal, stride)
    along = [abs(x - goal_x) * HALF_COLUMN for x in range(stride)]
    bent = [length + (sizes.PRICE_BEND if length else 0) for length in along]
    level: list[int] = []
    upright: list[int] = []
    for y in range(rows):
        up = abs(y - goal_y) * HALF_ROW
        turn = up + (sizes.PRICE_BEND if up else 0)
        level += [length + turn for length in along]
        upright += [length + up for length in bent]
    return level, upright


def _are_friends(wire: Wire, other: Wire) -> bool:
    """Lines that may run as one, and messages of one node, which read best side by side."""
    return wire.may_merge(other) or (wire.is_message and other.is_message and wire.source == other.source)


@lru_cache(maxsize=_KEPT)
def _friends(wires: tuple[Wire, ...]) -> tuple[frozenset[int], ...]:
    """By wire, those whose company costs it nothing; its own is one."""
    return tuple(
        frozenset(other.number for other in wires if other is wire or _are_friends(wire, other)) for wire in wires
    )


class Traffic:
    """Mutable occupancy of the grid during routing."""

    def __init__(self, graph: Graph, grid: Grid, wires: tuple[Wire, ...]) -> None:
        self.kind = graph.kind
        self.stride = grid.width + 2
        size = self.stride * (grid.height + 2)
        self.steps = (1, self.stride, -1, -self.stride)
        self.blocked = bytearray(b"\1" * size)
        for y in range(1, grid.height - 1):  # the lines of pools are open to their own messages only
            start = self.number((0, y))
            self.blocked[start : start + grid.width] = bytes(grid.width)
        for vertex in grid.at:
            self.blocked[self.number(vertex)] = 1
        # A step is known by its lower vertex and axis: 2 · vertex, plus 1 if it is vertical.
        self.taken: list[tuple[int, ...]] = [()] * (2 * size)
        self.through: list[tuple[int, ...]] = [()] * (2 * size)
        # By state of a search, 4 · vertex + direction of arrival: its price, and the state before it.
        self.best = [UNKNOWN] * (4 * size)
        self.came = [-1] * (4 * size)
        self.friends = _friends(wires)
        self.sides: defaultdict[tuple[int, int], list[tuple[Wire, bool]]] = defaultdict(list)
        self._known: dict[int, tuple[Path, list[tuple[int, int]]]] = {}
        self._price = self._prices(grid)

    def _prices(self, grid: Grid) -> list[int]:
        """Price of company at each step: much where the step runs through the middle of cells."""
        prices = [sizes.PRICE_NEIGHBOUR] * (2 * len(self.blocked))
        for y in range(grid.height):
            if grid.is_centre(horizontal=True, line=y):
                start = 2 * self.number((-1, y))
                prices[start : start + 2 * self.stride : 2] = [sizes.PRICE_CROWD] * self.stride
        for x in range(-1, grid.width + 1):
            if grid.is_centre(horizontal=False, line=x):
                prices[2 * self.number((x, -1)) + 1 :: 2 * self.stride] = [sizes.PRICE_CROWD] * (grid.height + 2)
        return prices

    def forget(self, seen: Iterable[int]) -> None:
        """Make the states of a search unknown for the next one."""
        best = self.best
        for state in seen:
            best[state] = UNKNOWN

    def ahead(self, goal: int, goal_row: int) -> Ahead:
        """By vertex, what is still to be paid at least, length and a bend, to a vertex or, if none, to a row."""
        rows = len(self.blocked) // self.stride
        return _to_row(goal_row, self.stride, rows) if goal < 0 else _to_vertex(goal, self.stride, rows)

    def open_to(self, goal: int, goal_row: int) -> bytearray:
        """By vertex, whether a line to this vertex or this row may not pass."""
        found = self.blocked.copy()
        if goal >= 0:
            found[goal] = 0
        else:
            found[goal_row * self.stride : (goal_row + 1) * self.stride] = bytes(self.stride)
        return found

    def number(self, vertex: Vertex) -> int:
        """Number of a vertex."""
        return (vertex[1] + 1) * self.stride + vertex[0] + 1

    def vertex(self, number: int) -> Vertex:
        """Vertex of a number."""
        y, x = divmod(number, self.stride)
        return x - 1, y - 1

    def step(self, vertex: int, direction: int) -> int:
        """Number of the step that leaves a vertex in a direction."""
        return 2 * min(vertex, vertex + self.steps[direction]) + direction % 2

    def add(self, path: Path) -> None:
        """Put a routed wire on the grid."""
        for step, through in self.on_the_way(path):
            self.taken[step] += (path.wire.number,)
            if through:
                self.through[through] += (path.wire.number,)
        self.sides[path.wire.source, path.leaving].append((path.wire, False))
        self.sides[path.wire.target, path.entering].append((path.wire, True))

    def remove(self, path: Path) -> None:
        """Take a routed wire off the grid."""
        for step, through in self.on_the_way(path):
            self.taken[step] = tuple(one for one in self.taken[step] if one != path.wire.number)
            if through:
                self.through[through] = tuple(one for one in self.through[through] if one != path.wire.number)
        self.sides[path.wire.source, path.leaving].remove((path.wire, False))
        self.sides[path.wire.target, path.entering].remove((path.wire, True))

    def company(self, wire: Wire, step: int) -> int:
        """Price of the wires that already take a step."""
        return self._price[step] * self._strangers(wire, self.taken[step])

    def crossing(self, wire: Wire, others: tuple[int, ...]) -> int:
        """Price of the wires that run straight through a vertex and are crossed there."""
        return sizes.PRICE_CROSSING * self._strangers(wire, others)

    def _strangers(self, wire: Wire, others: tuple[int, ...]) -> int:
        friends = self.friends[wire.number]
        return len(others) - len(friends.intersection(others)) if friends else len(others)

    def is_troubled(self, path: Path) -> bool:
        """Whether a path on the grid pays for anything but its length and bends."""
        wire = path.wire
        for step, through in self.on_the_way(path):
            if self.company(wire, step):
                return True
            if through and self.crossing(wire, self.through[through ^ 1]):
                return True
        if path.legs == 1:
            return False
        ends = *self.sides[wire.source, path.leaving], *self.sides[wire.target, path.entering]
        return any(other is not wire for other, _ in ends)

    def on_the_way(self, path: Path) -> list[tuple[int, int]]:
        """Each step of a path and, where the path runs on straight, the vertex and axis it passes."""
        known = self._known.get(path.wire.number)
        if known and known[0] is path:
            return known[1]
        steps: list[tuple[int, int]] = []
        for leg in range(path.legs):
            axis = path.direction(leg) % 2
            first, last = sorted((self.number(path.corners[leg]), self.number(path.corners[leg + 1])))
            stride = self.steps[axis]
            steps.extend((2 * at + axis, 2 * at + axis if at > first else 0) for at in range(first, last, stride))
        self._known[path.wire.number] = path, steps
        return steps
