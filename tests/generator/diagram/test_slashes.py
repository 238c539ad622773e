"""The mark of a default branch: on its own line, also when branches leave as one."""

from generator.diagram import sizes
from generator.diagram.flow import Edge
from generator.diagram.geometry import EdgeShape, Point
from generator.diagram.slashes import mark_defaults


def line(name: str, *points: tuple[float, float], default: bool = False) -> EdgeShape:
    return EdgeShape(Edge("fork", name, default=default), tuple(Point(x, y) for x, y in points))


def centre(shape: EdgeShape) -> tuple[float, float]:
    assert shape.slash is not None
    start, end = shape.slash
    return (start.x + end.x) / 2, (start.y + end.y) / 2


def test_a_branch_of_its_own_is_marked_at_its_start() -> None:
    marked, other = mark_defaults([line("a", (0, 0), (200, 0), default=True), line("b", (0, 0), (0, 90))])
    assert centre(marked) == (sizes.SLASH_AT, 0)
    assert other.slash is None


def test_branches_that_leave_as_one_are_told_apart_after_the_fork() -> None:
    straight, turning = line("a", (0, 0), (0, 200)), line("b", (0, 0), (0, 60), (90, 60))
    for default in (straight, turning):
        marked = mark_defaults(
            line(shape.edge.target, *((p.x, p.y) for p in shape.points), default=shape is default)
            for shape in (straight, turning)
        )
        x, y = next(centre(shape) for shape in marked if shape.slash)
        assert (x == 0 and y > 60) if default is straight else (x > 0 and y == 60)


def test_no_mark_lies_on_an_arrowhead_or_a_corner() -> None:
    tight = line("a", (0, 0), (0, 75), default=True)
    marked, _ = mark_defaults([tight, line("b", (0, 0), (0, 60), (90, 60))])
    assert centre(marked) == (0, sizes.SLASH_AT)


def test_a_line_too_short_for_anything_is_still_marked() -> None:
    (marked,) = mark_defaults([line("a", (5, 5), (8, 5), default=True)])
    assert centre(marked) == (5, 5)
