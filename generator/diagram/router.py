"""Router: finds every wire the cheapest orthogonal way over the grid, around nodes."""

import heapq
from functools import lru_cache

from generator.diagram import sizes
from generator.diagram.columns import Columns
from generator.diagram.flow import Kind
from generator.diagram.graph import Graph
from generator.diagram.grid import Grid, Vertex
from generator.diagram.traffic import HALF_COLUMN, HALF_ROW, Traffic
from generator.diagram.wires import DOWN, LEFT, RIGHT, UP, Path, Wire

LENGTHS = (HALF_COLUMN, HALF_ROW, HALF_COLUMN, HALF_ROW)
REROUTES = 2
MOST_AT_SIDE = 4  # as many lines, a track apart, end on the shortest side of a task
UNKNOWN = 1 << 60
# How a state and its price share a number.
STATE_BITS, PRICE_BITS = 30, 30
LAST_STATE, DEAREST = (1 << STATE_BITS) - 1, (1 << PRICE_BITS) - 1
KEPT = 1024  # placements a process remembers the ways of: a few flows with all they were tried in


@lru_cache(maxsize=KEPT)
def route(graph: Graph, grid: Grid, columns: Columns, wires: tuple[Wire, ...]) -> tuple[Path, ...]:
    """Route short forward wires first and loops last, then give each a second chance among the others.

    Kept: drawings of one flow for the screen and for paper, with time in either direction, try the same placements.
    """
    traffic = Traffic(graph, grid, wires)
    paths: dict[int, Path] = {}
    order = sorted(wires, key=lambda wire: _urgency(wire, grid, columns))
    for wire in order:
        paths[wire.number] = _find(wire, graph, grid, traffic)
        traffic.add(paths[wire.number])
    for _ in range(REROUTES):
        changed = False
        for wire in order:
            old = paths[wire.number]
            traffic.remove(old)
            if traffic.is_troubled(old):
                paths[wire.number] = _find(wire, graph, grid, traffic)
                changed |= paths[wire.number] != old
            traffic.add(paths[wire.number])
        if not changed:
            break
    return tuple(paths[wire.number] for wire in wires)


def _urgency(wire: Wire, grid: Grid, columns: Columns) -> tuple[int, int, int]:
    if wire.is_message:
        return (1, 0, wire.number)
    (x0, y0), (x1, y1) = grid.at[wire.source], grid.at[wire.target]
    length = abs(x1 - x0) + abs(y1 - y0)
    if wire.number in columns.back:
        return (3, length, wire.number)
    straight_neighbour = (y0 == y1 and x1 - x0 == 2) or wire.number in columns.drops  # noqa: PLR2004 - lines per cell
    return (0 if straight_neighbour else 2, length, wire.number)


def _find(wire: Wire, graph: Graph, grid: Grid, traffic: Traffic) -> Path:  # noqa: C901 - one loop, see below
    """A* over (vertex, direction); the price of a state counts bends, crossings and company.

    A state is 4 · vertex + direction of arrival. This loop runs most of the layout's time, so it calls nothing it can
    do itself, and what waits in the heap is one number: the promised price, then the nearer to the goal of equal
    promises (far fewer states are ever opened), then the state.
    """
    start = traffic.number(grid.at[wire.source])
    goal = -1 if wire.is_message else traffic.number(grid.at[wire.target])
    goal_row = -1 if wire.goal_line is None else wire.goal_line + 1
    enter = [_entering_price(wire, side, graph, traffic) for side in (2, 3, 0, 1)]
    blocked, taken, through, stride = traffic.blocked, traffic.taken, traffic.through, traffic.stride
    steps, ahead = traffic.steps, traffic.ahead(goal, goal_row)
    company, crossing, heappop, heappush = traffic.company, traffic.crossing, heapq.heappop, heapq.heappush
    best = [UNKNOWN] * (4 * len(blocked))
    came = [-1] * (4 * len(blocked))
    heap: list[int] = []
    ways = tuple((side, _leaving_price(wire, side, graph, traffic)) for side in range(4))
    vertex, state = start, -1
    while True:
        for direction, price in ways:
            there = vertex + steps[direction]
            if there == goal:
                price += enter[direction]  # noqa: PLW2901 - what this way costs so far
            elif blocked[there] and there // stride != goal_row:
                continue
            price += LENGTHS[direction]  # noqa: PLW2901 - the same
            reached = there * 4 + direction
            if best[reached] <= price:
                continue
            step = 2 * (there if direction > 1 else vertex) + (direction & 1)
            if taken[step]:
                price += company(wire, step)  # noqa: PLW2901 - the same
                if best[reached] <= price:
                    continue
            best[reached] = price
            came[reached] = state
            promise = price + ahead[direction & 1][there]
            heappush(heap, (promise << PRICE_BITS | DEAREST - price) << STATE_BITS | reached)
        while True:
            first = heappop(heap)
            state = first & LAST_STATE
            price = DEAREST - (first >> STATE_BITS & DEAREST)
            if price <= best[state]:
                break
        vertex, direction = state >> 2, state & 3
        if vertex == goal or vertex // stride == goal_row:
            return Path(wire, _corners(state, came, traffic, grid.at[wire.source]))
        across = through[2 * vertex + 1 - (direction & 1)]
        straight = price + (crossing(wire, across) if across else 0)
        price += sizes.PRICE_BEND
        joined = through[2 * vertex + (direction & 1)]
        along = crossing(wire, joined) if joined else 0
        # Joining a channel from one side and leaving it on the other crosses all who run along it.
        before = _direction_before(state, came) if along else direction
        one, other = (direction + 1) & 3, (direction + 3) & 3
        ways = (
            (direction, straight),
            (one, price + along if one == before else price),
            (other, price + along if other == before else price),
        )


def _direction_before(state: int, came: list[int]) -> int:
    """Direction from which the current straight run was entered, or its own if it is the first."""
    direction = state & 3
    while state >= 0 and state & 3 == direction:
        state = came[state]
    return state & 3 if state >= 0 else direction


def _leaving_price(wire: Wire, side: int, graph: Graph, traffic: Traffic) -> int:
    kind = graph.kind[wire.source]
    price = 0
    if wire.is_message:
        towards = UP if wire.goal_line == 0 else DOWN
        price = 0 if side == towards else sizes.PRICE_SHARED_SIDE
    elif wire.timer is not None:
        # A timer hangs on the long sides of its task; under it if it may.
        price = {DOWN: 0, UP: sizes.PRICE_SIDE}.get(side, sizes.PRICE_BACK_SIDE * 4)
    elif side == LEFT and graph.incoming[wire.source]:
        price = sizes.PRICE_BACK_SIDE
    elif side != RIGHT:
        price = sizes.PRICE_SIDE_GATEWAY if kind.is_gateway else sizes.PRICE_SIDE
    others = traffic.sides[wire.source, side]
    price += sizes.PRICE_BACK_SIDE if len(others) >= MOST_AT_SIDE else 0
    return price + sum(_beside(wire, other, kind, entering=entering) for other, entering in others)


def _beside(wire: Wire, other: Wire, kind: Kind, *, entering: bool) -> int:
    """Price of leaving by the side of a node where another line leaves or enters."""
    if wire.is_message and other.is_message:
        return sizes.PRICE_NEIGHBOUR if kind.is_task else sizes.PRICE_MIXED
    if entering or wire.is_message or other.is_message:
        return sizes.PRICE_MIXED_TASK if kind.is_task else sizes.PRICE_MIXED
    is_shared = wire.labelled or other.labelled or wire.target == other.target
    return sizes.PRICE_SHARED_SIDE if is_shared else 0


def _entering_price(wire: Wire, side: int, graph: Graph, traffic: Traffic) -> int:
    if wire.is_message:
        return 0
    kind = graph.kind[wire.target]
    price = 0
    if side == RIGHT and graph.outgoing[wire.target]:
        price = sizes.PRICE_BACK_SIDE
    elif side != LEFT:
        price = sizes.PRICE_SIDE
    for other, entering in traffic.sides[wire.target, side]:
        if not entering or other.is_message:
            price += sizes.PRICE_MIXED_TASK if kind.is_task else sizes.PRICE_MIXED
        elif wire.source == other.source:
            apart = wire.timer != other.timer and not kind.is_task
            price += sizes.PRICE_MIXED if apart else sizes.PRICE_SHARED_SIDE
    return price


def _corners(state: int, came: list[int], traffic: Traffic, start: Vertex) -> tuple[Vertex, ...]:
    corners: list[Vertex] = []
    later = -1
    while state >= 0:
        direction = state & 3
        if direction != later:
            corners.append(traffic.vertex(state >> 2))
        later = direction
        state = came[state]
    corners.append(start)
    return tuple(reversed(corners))
