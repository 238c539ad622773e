"""Labels: where titles, branch labels, documents and badges stand around a node."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from math import ceil

from generator.diagram import sizes
from generator.diagram.boxes import Surroundings
from generator.diagram.flow import Doc, Kind, Node
from generator.diagram.geometry import Align, Badge, DocShape, Point, Rect, Text
from generator.diagram.measure import Block, Style, clean, text_width, wrap
from generator.diagram.wires import DOWN, LEFT, RIGHT, UP

SMALL = Style(sizes.FONT_SMALL)
BADGE_STYLE = Style(sizes.FONT_SMALL, bold=True)
OUTWARD = 6.0
CORNER_SHIFT = 3.0
POSITIONS = 3  # of a sheet along one side of its task


@dataclass(frozen=True, slots=True)
class Port:
    """A line at a node; `turn` is the side it bends to later, if it does."""

    wire: int
    side: int
    offset: float
    label: str = ""
    turn: int | None = None
    default: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A node with its surroundings; the node's centre is at zero."""

    shape: Rect
    extent: Rect
    text: Text | None
    label: Text | None
    branch: dict[int, Text]  # by wire
    badges: tuple[Badge, ...]
    documents: tuple[DocShape, ...]


def make_cell(node: Node, ports: tuple[Port, ...]) -> Cell:
    """Place everything that belongs to a node clear of its lines and of each other."""
    kind = Kind(node.kind)
    text, shape = measure_node(node)
    around = Surroundings(kind, shape)
    for port in ports:
        around.add_stub(port.side, port.offset)
        if port.default:
            around.boxes.append(_slash_box(port, shape))
    marks = [mark for mark in map(clean, node.marks) if mark]
    badges = tuple(_badge(mark, around) for mark in reversed(marks))
    documents = tuple(_documents(node.documents, around))
    branch: dict[int, Text] = {}
    for port in ports:
        block = wrap(port.label, sizes.LABEL_WIDTH, SMALL)
        if block.lines:
            box = around.put(_beside_line(port, block, shape))
            before = box.right <= (0 if port.side in {LEFT, RIGHT} else port.offset)
            branch[port.wire] = _text(block, box, Align.END if before else Align.START)
    label = None
    title = wrap(node.title, sizes.EVENT_LABEL_WIDTH if kind.is_event else sizes.TITLE_WIDTH, SMALL)
    if not kind.is_task and title.lines:
        box = around.put(_around(kind, title, shape))
        label = _text(title, box, _alignment(box))
    return Cell(shape, around.extent(), text, label, branch, badges, documents)


def measure_node(node: Node) -> tuple[Text | None, Rect]:
    """Size of a node around zero, and the text inside a task."""
    kind = Kind(node.kind)
    if not kind.is_task:
        size = sizes.GATEWAY if kind.is_gateway else sizes.EVENT
        return None, Rect(-size / 2, -size / 2, size, size)
    for width in sizes.TASK_WIDTHS:
        block = wrap(node.title, width - 2 * sizes.TASK_PAD_X, Style())
        if len(block.lines) <= sizes.TASK_LINES:
            break
    height = max(sizes.TASK_MIN_HEIGHT, block.height + 2 * sizes.TASK_PAD_Y + sizes.TASK_ICON / 2)
    height = 2.0 * ceil(height / 2)  # an even height keeps borders and lines on whole pixels
    shape = Rect(-width / 2, -height / 2, width, height)
    text = Rect(-block.width / 2, -block.height / 2 + sizes.TASK_ICON / 4, block.width, block.height)
    return _text(block, text, Align.MIDDLE), shape


def _slash_box(port: Port, shape: Rect) -> Rect:
    """Room for the mark of the default branch."""
    flat = port.side in {LEFT, RIGHT}
    out = (shape.width if flat else shape.height) / 2 + sizes.SLASH_AT
    sign = 1 if port.side in {RIGHT, DOWN} else -1
    x, y = (sign * out, port.offset) if flat else (port.offset, sign * out)
    return Rect(x, y, 0, 0).grown(sizes.SLASH)


def _text(block: Block, rect: Rect, align: Align) -> Text:
    return Text(block.lines, rect, block.style, align)


def _alignment(box: Rect) -> Align:
    if box.right <= 0:
        return Align.END
    return Align.START if box.x >= 0 else Align.MIDDLE


def _beside_line(port: Port, block: Block, shape: Rect) -> Iterator[Rect]:
    """Along a line from the port outwards, on the side the line bends to first."""
    gap, width, height = sizes.LABEL_GAP, block.width, block.height
    if port.side in {LEFT, RIGHT}:
        above, below = port.offset - gap - height, port.offset + gap
        ways = (below, above) if port.turn == DOWN else (above, below)
        for step in count():
            out = shape.width / 2 + gap + step * OUTWARD
            yield from (Rect(out if port.side == RIGHT else -out - width, y, width, height) for y in ways)
    right, left = port.offset + gap, port.offset - gap - width
    ways = (left, right) if port.turn == LEFT else (right, left)
    for step in count():
        out = shape.height / 2 + 1 + step * OUTWARD
        yield from (Rect(x, out if port.side == DOWN else -out - height, width, height) for x in ways)


def _around(kind: Kind, block: Block, shape: Rect) -> Iterator[Rect]:
    """A title: over a diamond or under a circle, else in a free corner."""
    gap, width, height = sizes.LABEL_GAP, block.width, block.height
    sides = (UP, DOWN) if kind.is_gateway else (DOWN, UP)
    for step in count():
        middle = shape.height / 2 + gap + step * OUTWARD
        corner = gap + 4 + step * OUTWARD
        for side in sides:
            if step <= 1:
                yield Rect(-width / 2, middle if side == DOWN else -middle - height, width, height)
            near = gap if kind.is_event else sizes.LABEL_GAP + CORNER_SHIFT
            for x in (-near - width, near):
                yield Rect(x, corner if side == DOWN else -corner - height, width, height)


def _badge(mark: str, around: Surroundings) -> Badge:
    """On the upper right corner; badges placed later stand to the left, then higher."""
    width = max(text_width(mark, BADGE_STYLE) + 2 * sizes.BADGE_PAD, sizes.BADGE_HEIGHT)
    for row in count():
        y = around.shape.y - sizes.BADGE_RISE - row * (sizes.BADGE_HEIGHT + 2)
        right = around.shape.right + sizes.BADGE_PAD
        while right - width >= min(0.0, around.shape.right - width):
            box = Rect(right - width, y, width, sizes.BADGE_HEIGHT)
            if not any(box.overlaps(other) for other in (*around.boxes, *around.stubs)):
                around.boxes.append(box)
                return Badge(mark, box)
            right -= OUTWARD
    raise AssertionError("rows of badges go up without end")


def _documents(docs: tuple[Doc, ...], around: Surroundings) -> Iterator[DocShape]:
    """Sheets over or under a task, stacked outwards; each is tied to what stands next inwards."""
    stacks: list[list[Rect]] = [[] for _ in range(2 * POSITIONS)]
    for doc in docs:
        block = wrap(doc.title, sizes.DOC_TEXT_WIDTH, SMALL)
        ways = sorted(range(len(stacks)), key=lambda way: (len(stacks[way]), way))
        tries = ((way, push * OUTWARD) for push in count() for way in ways)
        for way, push in tries:
            inner = stacks[way][-1] if stacks[way] else around.shape
            icon, box = _sheet(way, push, inner, block, around)
            if around.fits(box):
                break
        stacks[way].append(icon)
        link = _link(icon, inner)
        top, bottom = sorted((link[0].y, link[1].y))
        around.boxes.extend((box, Rect(link[0].x - 1, top, 2, bottom - top)))
        on_left = box.x < icon.x
        x = icon.x - sizes.LABEL_GAP - block.width if on_left else icon.right + sizes.LABEL_GAP
        rect = Rect(x, icon.centre.y - block.height / 2, block.width, block.height)
        yield DocShape(doc, icon, _text(block, rect, Align.END if on_left else Align.START), link)


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


def _link(icon: Rect, inner: Rect) -> tuple[Point, Point]:
    x = icon.centre.x
    if icon.y > inner.y:
        return Point(x, icon.y), Point(x, inner.bottom)
    return Point(x, icon.bottom), Point(x, inner.y)
