"""Gaps between the process and the pools: as high as the labels of the messages in them need."""

from dataclasses import dataclass
from itertools import count
from math import ceil

from generator.diagram import sizes
from generator.diagram.flow import Flow
from generator.diagram.geometry import Align
from generator.diagram.labels import SMALL
from generator.diagram.measure import Block, wrap
from generator.diagram.tracks import Tracks
from generator.diagram.wires import Path

LEVEL_GAP = 5.0


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label stands: left edge of its box, level (0 is next to the pools) and side of the line."""

    x: float
    level: int
    block: Block
    align: Align


@dataclass(frozen=True, slots=True)
class Gap:
    """The strip between the process and the pools on one side of it."""

    height: float
    level_height: float
    levels: int
    spots: dict[int, Spot]  # by message

    def depth(self, spot: Spot) -> float:
        """Distance of a label's middle from the pools; the stack of labels stands mid-gap."""
        return (self.height - self.levels * self.level_height) / 2 + (spot.level + 0.5) * self.level_height


def plan_gaps(
    flow: Flow, paths: tuple[Path, ...], tracks: Tracks, x: tuple[float, ...], right: float
) -> tuple[Gap, Gap]:
    """The upper and the lower gap: as high as the labels of their messages need."""
    routed = paths[len(flow.edges) :]
    ends = {
        number: x[path.corners[-1][0]] + tracks.offset[path.wire.number, path.legs - 1]
        for number, path in enumerate(routed)
    }
    upper = {number: end for number, end in ends.items() if routed[number].wire.goal_line == 0}
    lower = {number: end for number, end in ends.items() if number not in upper}
    return _plan(flow, upper, right), _plan(flow, lower, right)


def _plan(flow: Flow, ends: dict[int, float], right: float) -> Gap:
    spots: dict[int, Spot] = {}
    for number, end in sorted(ends.items(), key=lambda item: (item[1], item[0])):
        block = wrap(flow.messages[number].label, sizes.LABEL_WIDTH, SMALL)
        if block.lines:
            others = [other for key, other in ends.items() if key != number]
            spots[number] = _spot(block, end, others, list(spots.values()), right)
    levels = max((spot.level + 1 for spot in spots.values()), default=0)
    tallest = max((spot.block.height for spot in spots.values()), default=0.0)
    level_height = tallest + LEVEL_GAP
    height = float(ceil(max(sizes.POOL_GAP, levels * level_height + 2 * sizes.GAP_PAD)))
    return Gap(height, level_height, levels, spots)


def _spot(block: Block, end: float, others: list[float], spots: list[Spot], right: float) -> Spot:
    """Right of the line, else left, crossing as few lines as can be; then the first level that is free."""
    sides = [
        (end + sizes.LABEL_GAP, Align.START),
        (end - sizes.LABEL_GAP - block.width, Align.END),
    ]
    inside = [side for side in sides if side[0] >= sizes.MARGIN and side[0] + block.width <= right] or sides
    crossed = [sum(x - 2 < other < x + block.width + 2 for other in others) for x, _ in inside]
    candidates = (
        Spot(x, level, block, align)
        for level in count()
        for (x, align), number in zip(inside, crossed, strict=True)
        if number == min(crossed)
    )
    return next(spot for spot in candidates if not any(_clash(spot, other) for other in spots))


def _clash(one: Spot, two: Spot) -> bool:
    gap = sizes.CLEARANCE
    apart = one.x > two.x + two.block.width + gap or two.x > one.x + one.block.width + gap
    return one.level == two.level and not apart
