"""Shapes of nodes and the icons inside them."""

from generator.diagram import sizes
from generator.diagram.flow import Kind
from generator.diagram.geometry import Point, Rect
from generator.diagram.markup import box, num

CROSS = 7.0
RING = 3.5
ICON_X = 8.0
ICON_Y = 6.0


def node_icon(kind: Kind, rect: Rect) -> str:
    """The outline of a node and the sign of its kind."""
    if kind.is_task:
        css = "shape task call" if kind is Kind.CALL else "shape task"
        return box(rect, css, sizes.TASK_RADIUS) + (_expand(rect) if kind is Kind.CALL else _person(rect))
    return _gateway(kind, rect) if kind.is_gateway else _event(kind, rect)


def _person(rect: Rect) -> str:
    x, y = num(rect.x + ICON_X), num(rect.y + ICON_Y)
    return (
        f'<path class="icon" transform="translate({x} {y})" d="M6 0.5A3.2 3.2 0 1 1 6 6.9A3.2 3.2 0 1 1 6 0.5Z'
        'M3.6 6.2C1.6 6.9 0.5 8.3 0.5 10.2V12H11.5V10.2C11.5 8.3 10.4 6.9 8.4 6.2"/>'
    )


def _expand(rect: Rect) -> str:
    """The sign of a process that is described elsewhere."""
    x, y = num(rect.x + ICON_X), num(rect.y + ICON_Y)
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
        return f'<circle class="sign" cx="{x}" cy="{y}" r="{num(CROSS + 1)}"/>'
    arm = CROSS if kind is Kind.EXCLUSIVE else CROSS + 3
    turn = f' transform="rotate(45 {x} {y})"' if kind is Kind.EXCLUSIVE else ""
    arm += 1
    return (
        f'<path class="sign"{turn} d="M{num(at.x - arm)} {y}H{num(at.x + arm)}'
        f'M{x} {num(at.y - arm)}V{num(at.y + arm)}"/>'
    )


def _event(kind: Kind, rect: Rect) -> str:
    x, y, radius = num(rect.centre.x), num(rect.centre.y), rect.width / 2
    inner = 0.0 if kind in {Kind.START, Kind.END} else RING
    css = {Kind.START: "start", Kind.END: "end"}.get(kind, "event")
    stroke = 1.5 if kind is Kind.END else 1.0  # keeps the thick ring within the measured circle
    body = f'<circle class="shape {css}" cx="{x}" cy="{y}" r="{num(radius - stroke)}"/>'
    if inner:
        body += f'<circle class="shape event" cx="{x}" cy="{y}" r="{num(radius - inner)}"/>'
    if kind is Kind.MESSAGE:
        return body + f'<path class="icon" transform="translate({x} {y})" d="M-8 -5.5H8V5.5H-8ZM-8 -5.5L0 1L8 -5.5"/>'
    if kind is Kind.TIMER:
        return body + (
            f'<path class="icon" transform="translate({x} {y})" '
            'd="M0 -9A9 9 0 1 1 0 9A9 9 0 1 1 0 -9ZM0 -6V0L4 2.500"/>'
        )
    return body
