"""Strands: legs of several wires that run as one line, because they share a source or a target."""

from collections import defaultdict
from dataclasses import dataclass, field

from generator.diagram import sizes
from generator.diagram.wires import DOWN, RIGHT, Path

Line = tuple[bool, int]  # horizontal?, number
Leg = tuple[int, int]  # wire, leg of its path
FINE = 1000.0  # pixels of offset in a grid step: keeps touching corners in the order of their tracks
BESIDE = 0.5  # an end attached to a node stands this far from the node's own line


@dataclass(slots=True)
class Strand:
    """Legs drawn on one track of one line, the span they cover and where they turn off."""

    line: Line
    legs: list[Leg]
    ends: list[tuple[float, Leg | None]]  # position, and the leg that goes on around the corner
    turns: set[tuple[float, int]] = field(default_factory=set)  # position, side (-1 or +1)
    attached: list[int] = field(default_factory=list)  # nodes at its ends
    room: float = 0.0  # on either side of it, for a timer it starts from
    low: float = 0.0
    high: float = 0.0

    def measure(self, offset: dict[Leg, float]) -> None:
        """Find the span; corners on lines whose tracks are known are set apart by their tracks."""
        places = [at + offset.get(leg, 0.0) / FINE if leg else at for at, leg in self.ends]
        self.low, self.high = min(places), max(places)

    def meets(self, other: "Strand") -> bool:
        """Whether the two cannot share a track; touching at a corner counts."""
        return self.low <= other.high and other.low <= self.high


def make_strands(paths: tuple[Path, ...]) -> dict[Line, list[Strand]]:
    """Cut paths into legs and merge those that may and do run together."""
    strand_of = {(p.wire.number, leg): _strand(p, leg) for p in paths for leg in range(p.legs)}
    by_end: defaultdict[tuple[bool, int, int], list[Path]] = defaultdict(list)
    for path in paths:
        if not path.wire.is_message:
            by_end[False, path.wire.source, path.leaving].append(path)
            by_end[True, path.wire.target, path.entering].append(path)
    allowed = _mergeable(by_end)
    for first, second in allowed:
        one, two = strand_of[first], strand_of[second]
        if one is not two and all((a, b) in allowed for a in one.legs for b in two.legs):
            _absorb(one, two, strand_of)
    lines: defaultdict[Line, list[Strand]] = defaultdict(list)
    seen: set[int] = set()
    for strand in strand_of.values():
        if id(strand) not in seen:
            seen.add(id(strand))
            lines[strand.line].append(strand)
    return dict(lines)


def _strand(path: Path, leg: int) -> Strand:
    (x0, y0), (x1, y1) = path.corners[leg], path.corners[leg + 1]
    direction = path.direction(leg)
    horizontal = direction % 2 == 0
    sign = 1 if direction in {RIGHT, DOWN} else -1
    start, end = (float(x0), float(x1)) if horizontal else (float(y0), float(y1))
    number = path.wire.number
    strand = Strand((horizontal, y0 if horizontal else x0), [(number, leg)], [])
    if leg == 0:
        strand.ends.append((start + sign * BESIDE, None))
        strand.attached.append(path.wire.source)
        strand.room = 0.0 if path.wire.timer is None else sizes.TIMER / 2 + sizes.TIMER_GAP
    else:
        strand.ends.append((start, (number, leg - 1)))
        strand.turns.add((start, -1 if path.direction(leg - 1) in {RIGHT, DOWN} else 1))
    if leg < path.legs - 1:
        strand.ends.append((end, (number, leg + 1)))
        strand.turns.add((end, 1 if path.direction(leg + 1) in {RIGHT, DOWN} else -1))
    elif path.wire.is_message:
        strand.ends.append((end, None))
    else:
        strand.ends.append((end - sign * BESIDE, None))
        strand.attached.append(path.wire.target)
    return strand


def _mergeable(by_end: dict[tuple[bool, int, int], list[Path]]) -> dict[tuple[Leg, Leg], None]:
    """Pairs of legs that run together from the common source, or up to the common target."""
    pairs: dict[tuple[Leg, Leg], None] = {}
    for (at_target, *_), group in by_end.items():
        for i, one in enumerate(group):
            for two in group[i + 1 :]:
                if not one.wire.may_merge(two.wire):
                    continue
                for first, second in _common(one, two, at_target=at_target):
                    pairs[first, second] = None
                    pairs[second, first] = None
    return pairs


def _common(one: Path, two: Path, *, at_target: bool) -> list[tuple[Leg, Leg]]:
    common: list[tuple[Leg, Leg]] = []
    for step in range(min(one.legs, two.legs)):
        a, b = (one.legs - 1 - step, two.legs - 1 - step) if at_target else (step, step)
        apart = one.wire.source == two.wire.source and 0 in {a, b} and one.wire.timer != two.wire.timer
        if apart or one.direction(a) != two.direction(b):
            break
        common.append(((one.wire.number, a), (two.wire.number, b)))
        far = 0 if at_target else 1
        if one.corners[a + far] != two.corners[b + far]:
            break
    return common


def _absorb(one: Strand, two: Strand, strand_of: dict[Leg, Strand]) -> None:
    one.legs.extend(two.legs)
    one.ends.extend(two.ends)
    one.turns |= two.turns
    one.attached.extend(two.attached)
    one.room = max(one.room, two.room)
    for leg in two.legs:
        strand_of[leg] = one
