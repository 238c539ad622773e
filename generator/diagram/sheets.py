"""Sheets: where the documents of a task stand around it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from generator.diagram import sizes
from generator.diagram.boxes import Surroundings
from generator.diagram.flow import Doc
from generator.diagram.geometry import Align, DocShape, Point, Rect, Text
from generator.diagram.manner import Manner
from generator.diagram.measure import Block, Style, wrap_whole
from generator.diagram.wires import DOWN, LEFT, RIGHT, UP

STYLE = Style(sizes.FONT_SMALL)
OUTWARD = 6.0
POSITIONS = 3  # of a sheet along one side of its task
PUSHES = 30  # steps outwards before a sheet is put less well
MORE_PUSHES = 45  # steps outwards before a sheet is put over lines
APART = 5.0  # between two sheets at one side of a task


def place_sheets(docs: tuple[Doc, ...], around: Surroundings, manner: Manner) -> Iterator[DocShape]:
    """Sheets where the fewest lines leave the task: over and under it, or at its sides when time runs down."""
    stacks: list[list[tuple[Rect, Rect]]] = [[] for _ in range(2 * POSITIONS)]
    for doc in docs:
        block = wrap_whole(doc.title, manner.spacing.doc_text_width, STYLE)
        beside = _beside(doc, block, around) if manner.vertical else None
        yield beside or _stacked(doc, block, stacks, around)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place for a sheet over or under a task: its icon, whole box, tie, and how far from the task it reaches."""

    way: int
    icon: Rect
    box: Rect
    tie: Rect
    link: tuple[Point, Point]
    is_tied_freely: bool

    @property
    def reach(self) -> float:
        return max(-self.box.y, self.box.bottom)


def _stacked(doc: Doc, block: Block, stacks: list[list[tuple[Rect, Rect]]], around: Surroundings) -> DocShape:
    """Over or under the task, as near as may be, so that its two sides balance one another.

    A sheet is tied to what stands next inwards; one whose tie would pass under something, or that lies over lines,
    is a last resort.
    """

    def is_free(spot: _Spot, push: int) -> bool:
        return around.fits(spot.box, over_lines=push > MORE_PUSHES) and (spot.is_tied_freely or push > PUSHES)

    best = None
    for push in count():
        if best and best.reach <= around.shape.bottom + sizes.DOC_GAP + sizes.DOC_HEIGHT + push * OUTWARD:
            break
        spots = (_spot(way, push * OUTWARD, block, stacks[way], around) for way in range(len(stacks)))
        free = [spot for spot in spots if is_free(spot, push)]
        best = min([*filter(None, [best]), *free], key=lambda spot: spot.reach, default=None)
    if best is None:
        raise AssertionError("sheets move outwards without end")
    stacks[best.way].append((best.icon, best.box))
    around.boxes.extend((best.box, best.tie))
    return _titled(doc, best.icon, block, best.link, on_left=best.box.x < best.icon.x)


def _spot(way: int, push: float, block: Block, stack: list[tuple[Rect, Rect]], around: Surroundings) -> _Spot:
    inner, mate = stack[-1] if stack else (around.shape, around.shape)
    icon, box = _sheet(way, push, inner, block, around)
    x = icon.centre.x
    ends = (icon.y, inner.bottom) if icon.y > inner.y else (icon.bottom, inner.y)
    tie = Rect(x - 1, min(ends), 2, abs(ends[0] - ends[1]))
    is_free = not any(tie.overlaps(other) for other in around.boxes if other is not mate)
    return _Spot(way, icon, box, tie, (Point(x, ends[0]), Point(x, ends[1])), is_free)


def _sheet(way: int, push: float, inner: Rect, block: Block, around: Surroundings) -> tuple[Rect, Rect]:
    """Icon and whole box (with the title) of a candidate: two sides, three positions along each."""
    position, below = divmod(way, 2)
    lines = around.offsets.get(DOWN if below else UP, [])
    if position == 0:
        x = around.shape.x + sizes.LABEL_GAP
    elif position == 1:
        x = min([0.0, *lines]) - 2 * sizes.CLEARANCE - sizes.DOC_WIDTH
    else:
        x = max([0.0, *lines]) + 2 * sizes.CLEARANCE
    height = max(sizes.DOC_HEIGHT, block.height)
    slack = (height - sizes.DOC_HEIGHT) / 2
    gap = sizes.DOC_GAP + slack + push
    y = inner.bottom + gap if below else inner.y - gap - sizes.DOC_HEIGHT
    icon = Rect(x, y, sizes.DOC_WIDTH, sizes.DOC_HEIGHT)
    width = sizes.DOC_WIDTH + (sizes.LABEL_GAP + block.width if block.lines else 0)
    return icon, Rect(icon.right - width if position == 1 else x, y - slack, width, height)


def _beside(doc: Doc, block: Block, around: Surroundings) -> DocShape | None:
    """At a side of the task, tied to that side; None when lines leave no room there."""
    shape = around.shape
    height = max(sizes.DOC_HEIGHT, block.height)
    width = sizes.DOC_WIDTH + (sizes.LABEL_GAP + block.width if block.lines else 0)
    for push in range(PUSHES):
        gap = sizes.DOC_GAP + push * OUTWARD
        for side in (RIGHT, LEFT):
            x = shape.right + gap if side == RIGHT else shape.x - gap - width
            icon_x = x if side == RIGHT else x + width - sizes.DOC_WIDTH
            for middle in _middles(shape, height):
                box = Rect(x, middle - height / 2, width, height)
                icon = Rect(icon_x, middle - sizes.DOC_HEIGHT / 2, sizes.DOC_WIDTH, sizes.DOC_HEIGHT)
                ends = (icon.x, shape.right) if side == RIGHT else (icon.right, shape.x)
                tie = Rect(min(ends), middle - 1, abs(ends[0] - ends[1]), 2)
                if around.fits(box) and not any(tie.overlaps(other) for other in (*around.boxes, *around.stubs)):
                    around.boxes.extend((box, tie))
                    link = Point(ends[0], middle), Point(ends[1], middle)
                    return _titled(doc, icon, block, link, on_left=side == LEFT)
    return None


def _middles(shape: Rect, height: float) -> tuple[float, ...]:
    """Where the middle of a sheet may stand, so that its tie ends on the side of the task."""
    last = shape.height / 2 - sizes.CLEARANCE
    beside_line = height / 2 + APART
    steps = (0.0, -beside_line, beside_line, -last, last)
    return tuple(dict.fromkeys(step for step in steps if abs(step) <= last))


def _titled(doc: Doc, icon: Rect, block: Block, link: tuple[Point, Point], *, on_left: bool) -> DocShape:
    x = icon.x - sizes.LABEL_GAP - block.width if on_left else icon.right + sizes.LABEL_GAP
    rect = Rect(x, icon.centre.y - block.height / 2, block.width, block.height)
    align = Align.END if on_left else Align.START
    return DocShape(doc, icon, Text(block.lines, rect, block.style, align), link)
