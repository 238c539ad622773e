"""Drawings painted all over, and what their badges cover, told from the geometry alone."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise

from generator.diagram.boxes import touches_shape
from generator.diagram.flow import Kind
from generator.diagram.geometry import Geometry, Point, Rect
from generator.diagram.overlay import Level, Overlay, Paint
from generator.diagram.overlay_place import Tag

LEVELS = tuple(Level)
WORDS = {
    Level.BAD: ("1 438 сделок", "до 38 %", "107,2 млн ₽"),
    Level.MINOR: ("3 сделки", "2 %"),
    Level.UNKNOWN: ("не проверено 2 из 3",),
    Level.WAIVED: ("5 исключений",),
    Level.OK: ("норма", "12 в допуске"),
}
LEGEND = {level: f"что значит «{level}»" for level in Level}


def paint(number: int) -> Paint:
    """A result; levels take turns."""
    level = LEVELS[number % len(LEVELS)]
    count = {Level.BAD: 1438, Level.MINOR: 3}.get(level, 0)
    return Paint(level, WORDS[level], f"Место {number}\nНорма нарушается", f"#norm-{number}", count, 0.38, Decimal(7))


def painted(geometry: Geometry) -> Overlay:
    """Every node that is work, every third flow and the whole."""
    tasks = [shape.node.id for shape in geometry.nodes if Kind(shape.node.kind).is_task]
    return Overlay(
        nodes={name: paint(number) for number, name in enumerate(tasks)},
        edges={number: paint(number) for number in range(0, len(geometry.edges), 3)},
        whole=paint(0),
        title="Процесс в целом",
        legend=LEGEND,
        lines="переход",
        plain="норм нет",
    )


def covered(geometry: Geometry, tags: tuple[Tag, ...]) -> list[str]:
    """Everything badges cover that they must not."""
    found = [f"badge on badge {a.lines} {b.lines}" for a, b in combinations(tags, 2) if a.rect.overlaps(b.rect)]
    for tag in tags:
        found += [f"{tag.lines} on {what}" for what, rect in _words(geometry) if tag.rect.overlaps(rect)]
        found += [f"{tag.lines} on shape" for shape in _strange(geometry, tag)]
        if tag.leader:
            box = _box(tag.leader)
            found += [f"leader on {what}" for what, rect in _words(geometry) if box.overlaps(rect)]
        inside = geometry.frame
        if tag.rect.x < inside.x or tag.rect.right > inside.right or tag.rect.bottom > inside.bottom:
            found.append(f"{tag.lines} outside")
    return found


def _strange(geometry: Geometry, tag: Tag) -> Iterator[str]:
    """Shapes under a badge other than the task it belongs to: a badge may bite into one task, by its edge."""
    under = [
        shape for shape in geometry.nodes if touches_shape(Kind(shape.node.kind), shape.rect.grown(-0.5), tag.rect)
    ]
    tasks = [shape for shape in under if Kind(shape.node.kind).is_task]
    yield from (shape.node.id for shape in under if shape not in tasks)
    yield from (shape.node.id for shape in tasks[1:])


def _words(geometry: Geometry) -> Iterator[tuple[str, Rect]]:
    for shape in geometry.nodes:
        for text in (shape.text, shape.label):
            if text:
                yield "title", text.rect
        yield from (("control point", badge.rect) for badge in shape.badges)
        for document in shape.documents:
            yield "sheet", document.rect
            if document.text.lines:
                yield "sheet's title", document.text.rect
        for timer in shape.timers:
            yield "timer", timer.rect
            if timer.label:
                yield "timer's title", timer.label.rect
    for line in geometry.lines:
        if line.label:
            yield "label", line.label.rect
        before, tip = line.points[-2:]
        yield "arrowhead", _box((tip, _towards(tip, before, 8)))
    yield from (("lane", lane.header) for lane in geometry.lanes)
    yield from (("pool", pool.rect) for pool in geometry.pools)


def crossed(geometry: Geometry, tags: tuple[Tag, ...]) -> int:
    """Pieces of lines that run under badges."""
    pieces = [_box(pair).grown(0.5) for line in geometry.lines for pair in pairwise(line.points)]
    return sum(tag.rect.overlaps(piece) for tag in tags for piece in pieces)


def _towards(start: Point, end: Point, by: float) -> Point:
    if start.y == end.y:
        return Point(start.x + (by if end.x > start.x else -by), start.y)
    return Point(start.x, start.y + (by if end.y > start.y else -by))


def _box(points: tuple[Point, ...]) -> Rect:
    x, y = min(p.x for p in points), min(p.y for p in points)
    return Rect(x, y, max(p.x for p in points) - x, max(p.y for p in points) - y).grown(0.4)
