"""Labels: where titles, branch labels, timers, documents and badges stand around a node."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from math import ceil
from typing import NamedTuple

from generator.diagram import sizes
from generator.diagram.boxes import Surroundings
from generator.diagram.flow import Kind, Node, Timer
from generator.diagram.geometry import Align, Badge, DocShape, Rect, Text, TimerShape
from generator.diagram.manner import Manner
from generator.diagram.measure import Block, Style, clean, longest_word, text_width, wrap, wrap_whole
from generator.diagram.sheets import place_sheets
from generator.diagram.spacing import Spacing
from generator.diagram.wires import DOWN, LEFT, RIGHT, UP

SMALL = Style(sizes.FONT_SMALL)
BADGE_STYLE = Style(sizes.FONT_SMALL, bold=True)
OUTWARD = 6.0
CORNER_SHIFT = 3.0
KEPT = 2048  # cells a process remembers: most stay the same from one try of a flow to the next
BADGE_ROWS = 20  # a mark that finds no room in so many rows is put over a line


class Port(NamedTuple):
    """A line at a node; `turn` is the side it bends to later, if it does, after `length` steps of the grid.

    `wire`, `turn` and `length` are told of a line only where something is written beside it. `wire` is negative where
    none leaves: a line only enters there, or a timer hangs without one.
    """

    wire: int
    side: int
    offset: float
    label: str = ""
    turn: int | None = None
    length: int = 0
    default: bool = False
    timer: Timer | None = None


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
    timers: tuple[TimerShape, ...]


@lru_cache(maxsize=KEPT)
def make_cell(node: Node, ports: tuple[Port, ...], manner: Manner) -> Cell:
    """Place everything that belongs to a node clear of its lines and of each other."""
    kind, spacing = Kind(node.kind), manner.spacing
    text, shape = measure_node(node, manner)
    hanging = _hanging(node, ports, shape)
    if kind.is_task:
        shape = _holding((*ports, *hanging), shape)
    around = Surroundings(kind, shape)
    for port in ports:
        around.add_stub(port.side, port.offset)
        if port.default:
            around.boxes.append(_slash_box(port, shape))
    # The first line of a timer tells where it stands.
    starts = {port.timer.id: port for port in (*reversed(ports), *hanging) if port.timer}
    circles = {timer.id: _circle(starts[timer.id], shape) for timer in node.timers}
    around.boxes.extend(circles.values())
    marks = [mark for mark in map(clean, node.marks) if mark]
    badges = tuple(_badge(mark, around) for mark in reversed(marks))
    documents = tuple(place_sheets(node.documents, around, manner))
    timers = {
        timer.id: TimerShape(timer, circles[timer.id], _timer_label(starts[timer.id], timer, around, spacing))
        for timer in node.timers
    }
    branch: dict[int, Text] = {}
    # Of two branches that leave as one line, the one that turns off first takes the side it turns to.
    for port in sorted(ports, key=lambda port: (port.turn is None, port.length)):
        block = wrap_whole(port.label, spacing.label_width, SMALL)
        if block.lines:
            branch[port.wire] = _port_label(port, block, around)
    label = None
    title = wrap_whole(node.title, spacing.event_label_width if kind.is_event else spacing.title_width, SMALL)
    if not kind.is_task and title.lines:
        box = around.put(_around(kind, title, shape))
        label = _text(title, box, _alignment(box))
    return Cell(shape, around.extent(), text, label, branch, badges, documents, tuple(timers.values()))


def measure_node(node: Node, manner: Manner) -> tuple[Text | None, Rect]:
    """Size of a node around zero, and the text inside a task, clear of the timers on its long sides."""
    kind, spacing = Kind(node.kind), manner.spacing
    if not kind.is_task:
        size = sizes.GATEWAY if kind.is_gateway else sizes.EVENT
        return None, Rect(-size / 2, -size / 2, size, size)
    timer = sizes.TIMER / 2 + 1 if node.timers else 0.0
    pad_x = max(spacing.task_pad_x, timer if manner.vertical else 0.0)
    pad_y = max(spacing.task_pad_y, 0.0 if manner.vertical else timer)
    # Beside the timers of a called process there must be room for its sign.
    least = len(node.timers) * (sizes.TIMER + sizes.TIMER_GAP) + 2 * sizes.TASK_ICON_RIGHT if kind is Kind.CALL else 0.0
    for width in spacing.task_widths:
        block = wrap(node.title, width - 2 * pad_x, Style())
        is_whole = longest_word(node.title, Style()) <= width - 2 * pad_x
        if len(block.lines) <= spacing.task_lines and is_whole and width >= least:
            break
    # The performer's icon stands in the upper left corner, the sign of a called process at the bottom.
    is_call, beside_icon = kind is Kind.CALL, block.width > width - 2 * sizes.TASK_ICON_RIGHT
    top = max(pad_y, sizes.TASK_ICON if beside_icon and not is_call else 0.0)
    bottom = max(pad_y, sizes.TASK_ICON if is_call else 0.0)
    height = max(spacing.task_min_height, block.height + top + bottom)
    height = 2.0 * ceil(height / 2)  # an even height keeps borders and lines on whole pixels
    shape = Rect(-width / 2, -height / 2, width, height)
    y = min(max(-block.height / 2, shape.y + top), shape.bottom - bottom - block.height)
    return _text(block, Rect(-block.width / 2, y, block.width, block.height), Align.MIDDLE), shape


def _hanging(node: Node, ports: tuple[Port, ...], shape: Rect) -> tuple[Port, ...]:
    """Timers whose line is missing, side by side along the bottom of their task, between the lines there."""
    led = {port.timer.id for port in ports if port.timer}
    step = sizes.TIMER + sizes.TIMER_GAP
    taken = [port.offset for port in ports if port.side == DOWN]
    found: list[Port] = []
    at = shape.x + step  # clear of a timer round the corner
    for timer in (timer for timer in node.timers if timer.id not in led):
        while any(abs(at - other) < step for other in taken):
            at += OUTWARD
        taken.append(at)
        found.append(Port(-1, DOWN, at, timer=timer))
    return tuple(found)


def _holding(ports: tuple[Port, ...], shape: Rect) -> Rect:
    """A task large enough for all the lines at its sides and the timers they leave."""
    half_width, half_height = shape.width / 2, shape.height / 2
    for port in ports:
        room = sizes.CLEARANCE
        if port.timer:
            room = sizes.TIMER + sizes.TIMER_GAP if port.wire < 0 else sizes.TIMER / 2 + sizes.CLEARANCE
        reach = ceil(abs(port.offset) + room)
        if port.side in {LEFT, RIGHT}:
            half_height = max(half_height, reach)
        else:
            half_width = max(half_width, reach)
    return Rect(-half_width, -half_height, 2 * half_width, 2 * half_height)


def _circle(port: Port, shape: Rect) -> Rect:
    """A timer on the border of its task, where its line leaves."""
    if port.side in {UP, DOWN}:
        x, y = port.offset, shape.bottom if port.side == DOWN else shape.y
    else:
        x, y = shape.right if port.side == RIGHT else shape.x, port.offset
    return Rect(x, y, 0, 0).grown(sizes.TIMER / 2)


def _timer_label(port: Port, timer: Timer, around: Surroundings, spacing: Spacing) -> Text | None:
    """A timer is titled beside the line that leaves it."""
    block = wrap_whole(timer.title, spacing.label_width, SMALL)
    return _port_label(port, block, around) if block.lines else None


def _port_label(port: Port, block: Block, around: Surroundings) -> Text:
    box = around.put(_beside_line(port, block, around.shape))
    before = box.right <= (0 if port.side in {LEFT, RIGHT} else port.offset)
    return _text(block, box, Align.END if before else Align.START)


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
    start = sizes.TIMER / 2 if port.timer else 0.0
    if port.side in {LEFT, RIGHT}:
        above, below = port.offset - gap - height, port.offset + gap
        ways = (below, above) if port.turn == DOWN else (above, below)
        for step in count():
            out = shape.width / 2 + start + gap + step * OUTWARD
            yield from (Rect(out if port.side == RIGHT else -out - width, y, width, height) for y in ways)
    right, left = port.offset + gap, port.offset - gap - width
    ways = (left, right) if port.turn == LEFT else (right, left)
    for step in count():
        out = shape.height / 2 + start + 1 + step * OUTWARD
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
        while right - width >= min(around.shape.x + sizes.TASK_ICON_RIGHT, around.shape.right - width):
            box = Rect(right - width, y, width, sizes.BADGE_HEIGHT)
            heads = (stub.grown(sizes.ARROW_HALF) for stub in around.stubs if row < BADGE_ROWS)
            if not any(box.overlaps(other) for other in (*around.boxes, *heads)):
                around.boxes.append(box)
                return Badge(mark, box)
            right -= OUTWARD
    raise AssertionError("rows of badges go up without end")
