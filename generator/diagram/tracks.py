"""Tracks: orders the strands of every line so that they cross least and never lie on one another."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.diagram.graph import Graph
from generator.diagram.grid import Grid
from generator.diagram.strands import Leg, Line, Strand

SWEEPS = 4
WEIGHT_POINTED = 8  # diamonds and circles want their line in the middle
WEIGHT_TASK = 2


@dataclass(frozen=True, slots=True)
class Tracks:
    """The distance of every leg from the centre of its line, and the room each line needs."""

    offset: dict[Leg, float]
    spread: dict[Line, tuple[float, float]]  # least and greatest offset


def assign_tracks(
    lines: dict[Line, list[Strand]], graph: Graph, grid: Grid, track: float, apart: Mapping[Leg, float]
) -> Tracks:
    """Order every group of strands that meet, then hand out offsets.

    Args:
        lines: strands by the grid line they run on.
        graph: the flow by numbers.
        grid: what the lines are.
        track: distance of two neighbours.
        apart: more than that, from a leg in a channel to its next neighbour.
    """
    offset: dict[Leg, float] = {}
    spread: dict[Line, tuple[float, float]] = {}
    # Channels first: their tracks tell whether lines through cells touch at a common corner or miss.
    for centre, line in sorted((grid.is_centre(horizontal=line[0], line=line[1]), line) for line in lines):
        for strand in lines[line]:
            strand.measure(offset)
        for group in _groups(lines[line]):
            ordered = _order(group)
            levels = _levels(ordered)
            places = _places(ordered, levels, track, {} if centre else apart)
            zero = places[_middle(ordered, levels, graph)] if centre else places[-1] / 2
            for strand, level in zip(ordered, levels, strict=True):
                value = places[level] - zero
                low, high = spread.get(line, (0.0, 0.0))
                spread[line] = (min(low, value), max(high, value))
                offset.update(dict.fromkeys(strand.legs, value))
    return Tracks(offset, spread)


def _groups(strands: list[Strand]) -> list[list[Strand]]:
    """Split into groups that do not touch: each is ordered on its own."""
    groups: list[list[Strand]] = []
    reach = float("-inf")
    for strand in sorted(strands, key=lambda s: (s.low, s.high, s.legs)):
        if strand.low > reach:
            groups.append([])
        groups[-1].append(strand)
        reach = max(reach, strand.high)
    return groups


def _crossings(before: Strand, after: Strand) -> int:
    """Crossings of two strands when `before` takes the upper (or left) track."""
    count = sum(side < 0 and before.low <= at <= before.high for at, side in after.turns)
    return count + sum(side > 0 and after.low <= at <= after.high for at, side in before.turns)


def _order(group: list[Strand]) -> list[Strand]:
    """Insertion search from a sensible start; groups are small."""
    size = len(group)
    if size == 1:
        return group
    price = [[_crossings(a, b) if a.meets(b) else 0 for b in group] for a in group]
    order = sorted(range(size), key=lambda i: (sum(side for _, side in group[i].turns), i))
    for _ in range(SWEEPS):
        moved = False
        for item in tuple(order):
            at = order.index(item)
            rest = order[:at] + order[at + 1 :]
            total = sum(price[item][other] for other in rest)
            totals = [total]
            for other in rest:
                total += price[other][item] - price[item][other]
                totals.append(total)
            best = min(range(size), key=lambda i: (totals[i], abs(i - at)))
            if totals[best] < totals[at]:
                order = [*rest[:best], item, *rest[best:]]
                moved = True
        if not moved:
            break
    return [group[i] for i in order]


def _levels(ordered: list[Strand]) -> list[int]:
    """Strands that do not meet may share a track."""
    levels: list[int] = []
    for i, strand in enumerate(ordered):
        above = [levels[j] for j in range(i) if strand.meets(ordered[j])]
        levels.append(max(above, default=-1) + 1)
    return levels


def _places(ordered: list[Strand], levels: list[int], track: float, apart: Mapping[Leg, float]) -> list[float]:
    """Distance of every level from the first: two lines are a track apart, a timer or a label needs its room."""
    room, beside = [0.0] * (max(levels) + 1), [track] * (max(levels) + 1)
    for strand, level in zip(ordered, levels, strict=True):
        room[level] = max(room[level], strand.room)
        beside[level] = max([beside[level], *(apart[leg] for leg in strand.legs if leg in apart)])
    places = [0.0]
    for (before, distance), after in zip(zip(room, beside, strict=True), room[1:], strict=False):
        places.append(places[-1] + max(distance, before + after))
    return places


def _middle(ordered: list[Strand], levels: list[int], graph: Graph) -> int:
    """The level that most wants to be the centre of its cells."""
    wish = [0] * (max(levels) + 1)
    for strand, level in zip(ordered, levels, strict=True):
        for node in strand.attached:
            wish[level] += WEIGHT_TASK if graph.kind[node].is_task else WEIGHT_POINTED
    return max(range(len(wish)), key=lambda level: (wish[level], -abs(level - len(wish) / 2)))
