"""Search: the cheapest orthogonal way over the grid among the lines that are there already."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

from generator.diagram import sizes
from generator.diagram.grid import Vertex
from generator.diagram.traffic import HALF_COLUMN, HALF_ROW, Traffic
from generator.diagram.wires import DOWN, LEFT, RIGHT, UP, Path, Wire

LENGTHS = (HALF_COLUMN, HALF_ROW, HALF_COLUMN, HALF_ROW)
DETOUR = 2 * sizes.PRICE_BEND + 2 * min(LENGTHS)  # what a line pays at least for going around something
# How a state and its price share a number.
STATE_BITS, PRICE_BITS = 30, 30
LAST_STATE, DEAREST = (1 << STATE_BITS) - 1, (1 << PRICE_BITS) - 1


@dataclass(frozen=True, slots=True)
class Ends:
    """Where a wire starts and ends.

    Attributes:
        start: Its node.
        goal: The node it leads to; None is anywhere on the line of its pool.
        leave: What leaving in each direction costs.
        enter: What arriving in each direction costs.
    """

    start: Vertex
    goal: Vertex | None
    leave: Sequence[int]
    enter: Sequence[int]


def straight(wire: Wire, ends: Ends, traffic: Traffic) -> Path | None:
    """The straight way to a node, where no other can be as cheap."""
    direction = None if ends.goal is None else _direction(ends.start, ends.goal)
    if ends.goal is None or direction is None:
        return None
    vertex, goal = traffic.number(ends.start), traffic.number(ends.goal)
    price, step = ends.leave[direction] + ends.enter[direction], traffic.steps[direction]
    while price < DETOUR:
        price += traffic.company(wire, traffic.step(vertex, direction))
        vertex += step
        if vertex == goal:
            return Path(wire, (ends.start, ends.goal)) if price < DETOUR else None
        if traffic.blocked[vertex]:
            return None
        price += traffic.crossing(wire, traffic.through[2 * vertex + 1 - (direction & 1)])
    return None


def _direction(start: Vertex, goal: Vertex) -> int | None:
    """The direction of a goal on one line with the start."""
    (x0, y0), (x1, y1) = start, goal
    if y0 == y1:
        return RIGHT if x1 > x0 else LEFT if x1 < x0 else None
    return (DOWN if y1 > y0 else UP) if x0 == x1 else None


def price(path: Path, ends: Ends, traffic: Traffic) -> int:
    """What a way that is off the grid would cost there."""
    wire, directions = path.wire, [path.direction(leg) for leg in range(path.legs)]
    total = ends.leave[directions[0]] + ends.enter[directions[-1]] + sizes.PRICE_BEND * (path.legs - 1)
    for leg, direction in enumerate(directions):
        total += LENGTHS[direction] * path.length(leg)
        if 0 < leg < path.legs - 1 and directions[leg - 1] == directions[leg + 1]:
            corner = traffic.number(path.corners[leg + 1])
            total += traffic.crossing(wire, traffic.through[2 * corner + (direction & 1)])
    for step, passed in traffic.on_the_way(path):
        total += traffic.company(wire, step)
        if passed:
            total += traffic.crossing(wire, traffic.through[passed ^ 1])
    return total


def cheapest(wire: Wire, ends: Ends, traffic: Traffic, most: int) -> Path | None:  # noqa: C901 - one loop, see below
    """A* over (vertex, direction); the price of a state counts bends, crossings and company.

    A state is 4 · vertex + direction of arrival. This loop runs most of the layout's time, so it calls nothing it can
    do itself, and what waits in the heap is one number: the promised price, then the nearer to the goal of equal
    promises (far fewer states are ever opened), then the state.

    Args:
        wire: What is routed.
        ends: Where it starts and ends.
        traffic: Who is on the grid.
        most: The dearest way that is wanted.
    """
    vertex, state, stride, enter = traffic.number(ends.start), -1, traffic.stride, ends.enter
    goal = -1 if ends.goal is None else traffic.number(ends.goal)
    goal_row = -1 if wire.goal_line is None else wire.goal_line + 1
    blocked, taken, through = traffic.open_to(goal, goal_row), traffic.taken, traffic.through
    level, upright = traffic.ahead(goal, goal_row)
    # By direction: to the next vertex, from twice a vertex to the step there, its length, what is ahead there.
    moves = (
        (1, 0, HALF_COLUMN, level),
        (stride, 1, HALF_ROW, upright),
        (-1, -2, HALF_COLUMN, level),
        (-stride, 1 - 2 * stride, HALF_ROW, upright),
    )
    company, crossing, heappop, heappush = traffic.company, traffic.crossing, heapq.heappop, heapq.heappush
    best, came = traffic.best, traffic.came
    seen, heap = list[int](), list[int]()
    ways: tuple[tuple[int, int], ...] = tuple(enumerate(ends.leave))
    while True:
        for direction, price in ways:
            step, beside, length, ahead = moves[direction]
            there = vertex + step
            if blocked[there]:
                continue
            price += length + enter[direction] if there == goal else length  # noqa: PLW2901 - what this way costs so far
            reached = there * 4 + direction
            if best[reached] <= price:
                continue
            others = taken[2 * vertex + beside]
            if others:
                price += company(wire, 2 * vertex + beside)  # noqa: PLW2901 - the same
                if best[reached] <= price:
                    continue
            promise = price + ahead[there]
            if promise > most:
                continue
            best[reached] = price
            came[reached] = state
            seen.append(reached)
            heappush(heap, (promise << PRICE_BITS | DEAREST - price) << STATE_BITS | reached)
        while heap:
            first = heappop(heap)
            state = first & LAST_STATE
            price = DEAREST - (first >> STATE_BITS & DEAREST)
            if price <= best[state]:
                break
        else:
            traffic.forget(seen)
            return None
        vertex, direction = state >> 2, state & 3
        if vertex == goal or vertex // stride == goal_row:
            traffic.forget(seen)
            return Path(wire, _corners(state, came, traffic, ends.start))
        across = through[2 * vertex + 1 - (direction & 1)]
        onwards = price + (crossing(wire, across) if across else 0)
        price += sizes.PRICE_BEND
        joined = through[2 * vertex + (direction & 1)]
        along = crossing(wire, joined) if joined else 0
        # Joining a channel from one side and leaving it on the other crosses all who run along it.
        before = _direction_before(state, came) if along else direction
        one, other = (direction + 1) & 3, (direction + 3) & 3
        ways = (
            (direction, onwards),
            (one, price + along if one == before else price),
            (other, price + along if other == before else price),
        )


def _direction_before(state: int, came: list[int]) -> int:
    """Direction from which the current straight run was entered, or its own if it is the first."""
    direction = state & 3
    while state >= 0 and state & 3 == direction:
        state = came[state]
    return state & 3 if state >= 0 else direction


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
