"""Shapes of nodes and the icons inside them."""

from generator.diagram import sizes
from generator.diagram.event_sign import EventSign
from generator.diagram.flow import Kind
from generator.diagram.geometry import Point, Rect
from generator.diagram.markup import box, circle, num

CROSS = 7.0
RING = 3.5
ICON_X = 7.0
ICON_Y = 4.0
#: Side of a small icon: the performer of an operation, the sign of a called process.
ICON = 12.0
#: The sign of a called process stands where BPMN puts it: at the bottom, in the middle.
MARKER_RISE = 3.0
#: A message is awaited in an empty envelope and sent in a full one, as BPMN has it; a condition is a ruled sheet.
_SIGNS = {
    EventSign.RECEIVED: ("icon", "M-8 -5.5H8V5.5H-8ZM-8 -5.5L0 1L8 -5.5"),
    EventSign.SENT: ("icon full", "M-8 -5.5H8L0 0.5ZM-8 -3.5V5.5H8V-3.5L0 2.5Z"),
    EventSign.CONDITION: ("icon", "M-6 -7.5H6V7.5H-6ZM-3.5 -4.5H3.5M-3.5 -1.5H3.5M-3.5 1.5H3.5M-3.5 4.5H3.5"),
}
#: The clock of a timer, as a share of the circle around it.
CLOCK = 0.5


def node_icon(kind: Kind, rect: Rect, timers: tuple[Rect, ...] = (), sign: EventSign | None = None) -> str:
    """The outline of a node and the sign of its kind.

    Args:
        kind: What the node is.
        rect: Its box.
        timers: Circles on its border, which signs and icons keep clear of.
        sign: What an event waits for or does.
    """
    if kind is Kind.CALL:
        return box(rect, "shape task call", sizes.TASK_RADIUS) + _plus(marker(rect, timers))
    if kind.is_task:
        return box(rect, "shape task", sizes.TASK_RADIUS) + _person(performer(rect, timers))
    return _gateway(kind, rect) if kind.is_gateway else _event(kind, rect) + _waiting(sign, rect)


def performer(rect: Rect, timers: tuple[Rect, ...] = ()) -> Rect | None:
    """Where the icon of the performer stands in the box of a task; it gives way to a deadline in that corner."""
    place = Rect(rect.x + ICON_X, rect.y + ICON_Y, ICON, ICON)
    return None if any(place.overlaps(timer) for timer in timers) else place


def marker(rect: Rect, timers: tuple[Rect, ...] = ()) -> Rect:
    """Where the sign of a called process stands in its box: in the middle, else beside what stands there."""
    middle = Rect(rect.centre.x - ICON / 2, rect.bottom - MARKER_RISE - ICON, ICON, ICON)
    steps = (middle.moved(way * step * ICON / 2, 0) for step in range(int(rect.width / ICON)) for way in (-1, 1))
    inside = (one for one in steps if rect.x + MARKER_RISE < one.x and one.right + MARKER_RISE < rect.right)
    clear = (one for one in inside if not any(one.grown(MARKER_RISE).overlaps(timer) for timer in timers))
    return next(clear, middle)


def timer_icon(rect: Rect, *, interrupting: bool) -> str:
    """A deadline: two rings, dashed when the task goes on, and a clock."""
    css = "shape event" if interrupting else "shape event dashed"
    return _rings(rect, css) + _clock(rect.centre, rect.width / 2 * CLOCK)


def sheet_icon(rect: Rect) -> str:
    """A document with a folded corner."""
    x, y, right, bottom = (num(v) for v in (rect.x, rect.y, rect.right, rect.bottom))
    fold_x, fold_y = num(rect.right - sizes.DOC_FOLD), num(rect.y + sizes.DOC_FOLD)
    return f'<path class="sheet" d="M{x} {y}H{fold_x}L{right} {fold_y}V{bottom}H{x}ZM{fold_x} {y}V{fold_y}H{right}"/>'


def _person(place: Rect | None) -> str:
    if place is None:
        return ""
    x, y = num(place.x), num(place.y)
    return (
        f'<path class="icon" transform="translate({x} {y})" d="M6 0.5A3.2 3.2 0 1 1 6 6.9A3.2 3.2 0 1 1 6 0.5Z'
        'M3.6 6.2C1.6 6.9 0.5 8.3 0.5 10.2V12H11.5V10.2C11.5 8.3 10.4 6.9 8.4 6.2"/>'
    )


def _plus(rect: Rect) -> str:
    x, y = num(rect.x), num(rect.y)
    return f'<path class="icon" transform="translate({x} {y})" d="M0.5 0.5H11.5V11.5H0.5ZM6 3V9M3 6H9"/>'


def _gateway(kind: Kind, rect: Rect) -> str:
    centre = rect.centre
    diamond = (
        f'<path class="shape gate" d="M{num(centre.x)} {num(rect.y)}L{num(rect.right)} {num(centre.y)}'
        f'L{num(centre.x)} {num(rect.bottom)}L{num(rect.x)} {num(centre.y)}Z"/>'
    )
    return diamond + _sign(kind, centre)


def _sign(kind: Kind, at: Point) -> str:
    x, y = num(at.x), num(at.y)
    if kind is Kind.INCLUSIVE:
        return circle(at, CROSS + 1, "sign")
    arm = CROSS if kind is Kind.EXCLUSIVE else CROSS + 3
    turn = f' transform="rotate(45 {x} {y})"' if kind is Kind.EXCLUSIVE else ""
    arm += 1
    return (
        f'<path class="sign"{turn} d="M{num(at.x - arm)} {y}H{num(at.x + arm)}'
        f'M{x} {num(at.y - arm)}V{num(at.y + arm)}"/>'
    )


def _event(kind: Kind, rect: Rect) -> str:
    centre, radius = rect.centre, rect.width / 2
    # The radius keeps the ring, thick or thin, within the measured circle.
    if kind is Kind.START:
        return circle(centre, radius - 1, "shape start")
    if kind is Kind.END:
        return circle(centre, radius - 1.5, "shape end")
    return _rings(rect, "shape event")


def _waiting(sign: EventSign | None, rect: Rect) -> str:
    if sign is None:
        return ""
    centre = rect.centre
    if sign is EventSign.TIMER:
        return _clock(centre, rect.width / 2 * CLOCK)
    css, drawing = _SIGNS[sign]
    return f'<path class="{css}" transform="translate({num(centre.x)} {num(centre.y)})" d="{drawing}"/>'


def _rings(rect: Rect, css: str) -> str:
    radius = rect.width / 2
    return circle(rect.centre, radius - 1, css) + circle(rect.centre, radius - RING, css)


def _clock(at: Point, radius: float) -> str:
    r = num(radius)
    hand, side = num(radius * 2 / 3), num(radius * 4 / 9)
    return (
        f'<path class="icon" transform="translate({num(at.x)} {num(at.y)})" '
        f'd="M0 -{r}A{r} {r} 0 1 1 0 {r}A{r} {r} 0 1 1 0 -{r}ZM0 -{hand}V0L{side} {num(radius * 0.28)}"/>'
    )
