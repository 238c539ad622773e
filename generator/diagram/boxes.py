"""Obstacles around one node, in coordinates with the node's centre at zero."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.diagram import sizes
from generator.diagram.flow import Kind
from generator.diagram.geometry import Rect
from generator.diagram.wires import DOWN, LEFT, RIGHT, UP

FAR = 4000.0  # a stub blocks everything on its way out of the cell
HALF_LINE = 1.0
OUT_OF_SIGHT = 240.0  # a label so far from its node is not read as its own: rather let it cross a line


def touches_shape(kind: Kind, shape: Rect, box: Rect) -> bool:
    """Whether a box overlaps a node drawn as a box, a diamond or a circle."""
    if not shape.overlaps(box):
        return False
    if kind.is_task:
        return True
    centre = shape.centre
    dx = max(box.x - centre.x, centre.x - box.right, 0.0) / (shape.width / 2)
    dy = max(box.y - centre.y, centre.y - box.bottom, 0.0) / (shape.height / 2)
    return dx + dy < 1 if kind.is_gateway else dx * dx + dy * dy < 1


def _overlaps_any(box: Rect, others: Iterable[Rect]) -> bool:
    """Whether the interior of a box meets that of another; asked at every try to place something."""
    left, top, width, height = box
    right, bottom = left + width, top + height
    return any(left < x + across and x < right and top < y + down and y < bottom for x, y, across, down in others)


@dataclass(slots=True)
class Surroundings:
    """A node, the lines at its ports, and what has been put around it so far."""

    kind: Kind
    shape: Rect
    stubs: list[Rect] = field(default_factory=list)
    boxes: list[Rect] = field(default_factory=list)
    offsets: dict[int, list[float]] = field(default_factory=dict)  # of the lines at each side

    def add_stub(self, side: int, offset: float) -> None:
        """Block the way of a line leaving by a side."""
        self.offsets.setdefault(side, []).append(offset)
        low = offset - HALF_LINE
        self.stubs.append(
            {
                RIGHT: Rect(0, low, FAR, 2 * HALF_LINE),
                LEFT: Rect(-FAR, low, FAR, 2 * HALF_LINE),
                DOWN: Rect(low, 0, 2 * HALF_LINE, FAR),
                UP: Rect(low, -FAR, 2 * HALF_LINE, FAR),
            }[side]
        )

    def fits(self, box: Rect, *, over_lines: bool = False) -> bool:
        """Whether a box keeps its distance from everything, lines too unless it may lie over them."""
        wide = box.grown(sizes.CLEARANCE)
        return not (
            touches_shape(self.kind, self.shape, wide)
            or (not over_lines and _overlaps_any(wide, self.stubs))
            or _overlaps_any(wide, self.boxes)
        )

    def put(self, candidates: Iterable[Rect]) -> Rect:
        """Take the first candidate that fits; when lines leave no room in sight, the first that is clear but for them.

        Candidates move outwards without end, so one does.
        """
        over_lines = None
        for box in candidates:
            is_clear = self.fits(box, over_lines=True)
            if over_lines is None and is_clear:
                over_lines = box
            is_free = is_clear and not _overlaps_any(box.grown(sizes.CLEARANCE), self.stubs)
            chosen = box if is_free else over_lines if self._is_out_of_sight(box) else None
            if chosen:
                self.boxes.append(chosen)
                return chosen
        raise AssertionError("candidates move outwards without end")

    def _is_out_of_sight(self, box: Rect) -> bool:
        return not box.overlaps(self.shape.grown(OUT_OF_SIGHT))

    def extent(self) -> Rect:
        """Everything around the node and the node itself."""
        everything = [self.shape, *self.boxes]
        x, y = min(b.x for b in everything), min(b.y for b in everything)
        right, bottom = max(b.right for b in everything), max(b.bottom for b in everything)
        return Rect(x, y, right - x, bottom - y)
