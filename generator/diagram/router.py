"""Router: finds every wire the cheapest orthogonal way over the grid, around nodes."""

from functools import lru_cache

from generator.diagram import sizes
from generator.diagram.columns import Columns
from generator.diagram.flow import Kind
from generator.diagram.graph import Graph
from generator.diagram.grid import Grid
from generator.diagram.search import Ends, cheapest, price, straight
from generator.diagram.traffic import UNKNOWN, Traffic
from generator.diagram.wires import DOWN, LEFT, RIGHT, UP, Path, Wire

REROUTES = 2
MOST_AT_SIDE = 4  # as many lines, a track apart, end on the shortest side of a task
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
        paths[wire.number] = _way(wire, graph, grid, traffic)
        traffic.add(paths[wire.number])
    last: Wire | None = order[-1] if order else None
    for _ in range(REROUTES):
        # From the last one that found another way on, all would search among the same lines as they did.
        until, last = last, None
        for wire in order:
            if last is None and wire is until:
                break
            old = paths[wire.number]
            if traffic.is_troubled(old):
                traffic.remove(old)
                new = _way(wire, graph, grid, traffic, old)
                if new != old:
                    paths[wire.number] = new
                    last = wire
                traffic.add(paths[wire.number])
        if last is None:
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


def _way(wire: Wire, graph: Graph, grid: Grid, traffic: Traffic, old: Path | None = None) -> Path:
    """The cheapest way; an old one, taken off the grid, tells how dear it may be."""
    ends = Ends(
        grid.at[wire.source],
        None if wire.is_message else grid.at[wire.target],
        [_leaving_price(wire, side, graph, traffic) for side in range(4)],
        # What arrives in a direction enters by the opposite side.
        [_entering_price(wire, side, graph, traffic) for side in (LEFT, UP, RIGHT, DOWN)],
    )
    found = straight(wire, ends, traffic)
    if old and not found:
        # None when the search misses the old way: what a turn costs depends on what was passed before.
        found = cheapest(wire, ends, traffic, price(old, ends, traffic))
    found = found or cheapest(wire, ends, traffic, UNKNOWN)
    if found is None:
        raise AssertionError("the outer channels join every two cells")
    return found


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
    for other, entering in others:
        price += _beside(wire, other, kind, entering=entering)
    return price


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
