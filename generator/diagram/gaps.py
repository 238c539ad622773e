"""Gaps between the process and the pools: as broad as the labels of the messages in them need.

As in every stage time runs to the right here; for vertical lanes a label is a box with its axes exchanged.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from math import ceil

from generator.diagram import sizes
from generator.diagram.flow import Flow
from generator.diagram.geometry import Align
from generator.diagram.labels import SMALL
from generator.diagram.manner import Manner
from generator.diagram.measure import Block, wrap_whole
from generator.diagram.tracks import Tracks
from generator.diagram.wires import Path

LEVEL_GAP = 5.0
BESIDE = 2.0  # a line this near to a label touches it
NARROWER = (1.0, 0.7, 0.5)  # of the usual width: a label between two lines is wrapped closer


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label stands: the start of its box, level (0 is next to the pools) and side of the line."""

    x: float
    level: int
    block: Block
    align: Align
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Gap:
    """The strip between the process and the pools on one side of it."""

    height: float
    level_height: float
    levels: int
    spots: dict[int, Spot]  # by message

    @property
    def right(self) -> float:
        """Where its last label ends."""
        return max((spot.x + spot.width for spot in self.spots.values()), default=0.0)

    def depth(self, spot: Spot) -> float:
        """Distance of a label's middle from the pools; the stack of labels stands mid-gap."""
        return (self.height - self.levels * self.level_height) / 2 + (spot.level + 0.5) * self.level_height


def plan_gaps(
    flow: Flow, paths: tuple[Path, ...], ends: dict[int, float], right: float, manner: Manner
) -> tuple[Gap, Gap]:
    """The upper and the lower gap: as broad as the labels of their messages need.

    Args:
        flow: what is drawn.
        paths: every routed wire, messages after sequence flows.
        ends: where each message meets its pool.
        right: where the drawing ends.
        manner: orientation and density.
    """
    routed = paths[len(flow.edges) :]
    upper = {number: end for number, end in ends.items() if routed[number].wire.goal_line == 0}
    lower = {number: end for number, end in ends.items() if number not in upper}
    return _plan(flow, upper, right, manner), _plan(flow, lower, right, manner)


def message_ends(flow: Flow, paths: tuple[Path, ...], tracks: Tracks, x: tuple[float, ...]) -> dict[int, float]:
    """Where each message meets its pool."""
    return {
        number: x[path.corners[-1][0]] + tracks.offset[path.wire.number, path.legs - 1]
        for number, path in enumerate(paths[len(flow.edges) :])
    }


def _plan(flow: Flow, ends: dict[int, float], right: float, manner: Manner) -> Gap:
    spots: dict[int, Spot] = {}
    for number, end in sorted(ends.items(), key=lambda item: (item[1], item[0])):
        others = [other for key, other in ends.items() if key != number]
        sides = [
            side
            for share in NARROWER
            for block in [wrap_whole(flow.messages[number].label, share * manner.spacing.label_width, SMALL)]
            for side in _sides(block, end, vertical=manner.vertical)
            if block.lines
        ]
        if sides:
            spots[number] = _spot(sides, others, list(spots.values()), right)
    levels = max((spot.level + 1 for spot in spots.values()), default=0)
    tallest = max((spot.height for spot in spots.values()), default=0.0)
    level_height = tallest + LEVEL_GAP
    height = float(ceil(max(manner.spacing.pool_gap, levels * level_height + 2 * sizes.GAP_PAD)))
    return Gap(height, level_height, levels, spots)


def _sides(block: Block, end: float, *, vertical: bool) -> tuple[Spot, Spot]:
    """Right of an upright line, else left; above a level one, else below."""
    width, height = (block.height, block.width) if vertical else (block.width, block.height)
    gap = 1.0 + sizes.CLEARANCE if vertical else sizes.LABEL_GAP
    before, after = end - gap - width, end + gap
    if vertical:
        return (
            Spot(before, 0, block, Align.MIDDLE, width, height),
            Spot(after, 0, block, Align.MIDDLE, width, height),
        )
    return Spot(after, 0, block, Align.START, width, height), Spot(before, 0, block, Align.END, width, height)


def _spot(sides: list[Spot], others: list[float], spots: list[Spot], right: float) -> Spot:
    """The side that crosses fewer lines, within the drawing, in fewer rows; then the first level that is free."""

    def price(side: Spot) -> tuple[int, bool, int]:
        return len(_crossed(side, others)), side.x + side.width > right, len(side.block.lines)

    inside = [side for side in sides if side.x >= sizes.MARGIN] or sides
    least = min(map(price, inside))
    best = [side for side in inside if price(side) == least]
    candidates = (
        Spot(side.x, level, side.block, side.align, side.width, side.height) for level in count() for side in best
    )
    return next(spot for spot in candidates if not any(_clash(spot, other) for other in spots))


def _crossed(spot: Spot, ends: Iterable[float]) -> list[float]:
    """Lines that would pass through a label."""
    return [end for end in ends if spot.x - BESIDE < end < spot.x + spot.width + BESIDE]


@dataclass(frozen=True, slots=True)
class Shortage:
    """Room that labels crossed by lines lack.

    Attributes:
        lines: More room after a vertical grid line.
        tracks: Distance from a message to whatever runs next to it on the same grid line, to the right.
    """

    lines: dict[int, float]
    tracks: dict[int, float]

    def __bool__(self) -> bool:
        """Whether anything lacks."""
        return bool(self.lines or self.tracks)

    def merged(self, more: "Shortage") -> "Shortage":
        """Room already given and what is still lacking; distances are whole, not additions."""
        lines = {key: self.lines.get(key, 0.0) + more.lines.get(key, 0.0) for key in {**self.lines, **more.lines}}
        return Shortage(lines, {**self.tracks, **more.tracks})


def shortage(gaps: tuple[Gap, Gap], ends: dict[int, float], lines: dict[int, int]) -> Shortage:
    """What labels lack.

    Args:
        gaps: the gaps as planned.
        ends: where each message meets its pool.
        lines: the vertical grid line of each message there.
    """
    lack = Shortage({}, {})
    for gap in gaps:
        for number, spot in gap.spots.items():
            for other, end in ends.items():
                if other == number or not _crossed(spot, [end]):
                    continue
                left, right = sorted((number, other), key=lambda message: ends[message])
                if lines[left] == lines[right]:
                    lack.tracks[left] = max(lack.tracks.get(left, 0.0), spot.width + 2 * sizes.LABEL_GAP)
                else:
                    need = spot.x + spot.width + BESIDE - end if right == other else end - spot.x + BESIDE
                    lack.lines[lines[left]] = max(lack.lines.get(lines[left], 0.0), need)
    return lack


def _clash(one: Spot, two: Spot) -> bool:
    gap = sizes.CLEARANCE
    apart = one.x > two.x + two.width + gap or two.x > one.x + one.width + gap
    return one.level == two.level and not apart
