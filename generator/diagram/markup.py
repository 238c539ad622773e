"""Smallest pieces of SVG: escaping, numbers, links, text."""

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape

from generator.diagram import sizes
from generator.diagram.flow import Fact, FactKind
from generator.diagram.geometry import Align, Point, Rect, Text
from generator.diagram.measure import clean

SCHEME = re.compile(r"([^/?#:]*):")
SAFE_SCHEMES = {"http", "https", "mailto", "tel", "file"}


@lru_cache(maxsize=1 << 14)
def num(value: float) -> str:
    """A number with at most one digit after the point, never in a locale's or exponent form."""
    text = f"{value:.1f}"
    return "0" if text == "-0.0" else text.removesuffix(".0")


def quoted(text: str) -> str:
    """User's text for markup or an attribute."""
    return escape(clean(text), quote=True)


def slug(text: str) -> str:
    """An id of letters, digits and dashes, different for different texts."""
    return "dg-" + "".join(c if c.isascii() and c.isalnum() else f"-{ord(c):x}-" for c in text)


def box(rect: Rect, css: str, radius: float = 0) -> str:
    """A rectangle."""
    corner = f' rx="{num(radius)}"' if radius else ""
    return (
        f'<rect class="{css}" x="{num(rect.x)}" y="{num(rect.y)}" '
        f'width="{num(rect.width)}" height="{num(rect.height)}"{corner}/>'
    )


def circle(centre: Point, radius: float, css: str) -> str:
    """A circle."""
    return f'<circle class="{css}" cx="{num(centre.x)}" cy="{num(centre.y)}" r="{num(radius)}"/>'


def line(start: Point, end: Point, css: str) -> str:
    """A straight line."""
    return f'<path class="{css}" d="{segment(start, end)}"/>'


def segment(start: Point, end: Point) -> str:
    """Path data of a straight line."""
    return f"M{num(start.x)} {num(start.y)}L{num(end.x)} {num(end.y)}"


def text(item: Text, css: str = "") -> str:
    """Lines of text; turned text reads bottom to top around the centre of its rectangle."""
    style = item.style
    if item.turned:
        centre = item.rect.centre
        turn = f' transform="rotate(-90 {num(centre.x)} {num(centre.y)})"'
        rect = Rect(
            centre.x - item.rect.height / 2,
            centre.y - item.rect.width / 2,
            item.rect.height,
            item.rect.width,
        )
    else:
        turn, rect = "", item.rect
    x = {Align.START: rect.x, Align.MIDDLE: rect.centre.x, Align.END: rect.right}[item.align]
    first = rect.y + style.leading / 2 + style.size * sizes.CAP_CENTRE
    # A space that takes no room: the words of a wrapped title stay words when they are read out, searched or copied.
    spans = '<tspan font-size="0"> </tspan>'.join(
        f'<tspan x="{num(x)}" y="{num(first + i * style.leading)}">{quoted(words)}</tspan>'
        for i, words in enumerate(item.lines)
    )
    classes = " ".join(filter(None, (css, "s" if style.size < sizes.FONT else "", "b" if style.bold else "")))
    attribute = f' class="{classes}"' if classes else ""
    return f'<text{attribute} text-anchor="{item.align}"{turn}>{spans}</text>'


def link(body: str, href: str | None, tooltip: str, name: str = "") -> str:
    """A body with a tooltip, clickable when there is somewhere safe to go.

    Args:
        body: Finished markup.
        href: Where the body leads, or None.
        tooltip: What is shown on hover.
        name: What a screen reader says; the tooltip when empty.
    """
    lines = [quoted(one) for one in tooltip.splitlines() if clean(one)]
    # Browsers show the lines of a tooltip as lines, screen readers read them as one sentence.
    title = f"<title>{'&#10;'.join(lines)}</title>" if lines else ""
    label = f' aria-label="{quoted(name)}"' if clean(name) else ""
    if href and is_safe(href):
        return f'<a href="{quoted(href)}"{label}>{title}{body}</a>'
    return f'<g role="img"{label}>{title}{body}</g>'


def names(facts: Iterable[Fact]) -> str:
    """Norms a drawing or a part of it is about, by their ids: an attribute for programs and tests, or nothing."""
    found = " ".join(fact.id for fact in facts if fact.kind is FactKind.NORM)
    return f' data-norms="{quoted(found)}"' if found else ""


def is_safe(href: str) -> bool:
    """Whether a link only leads somewhere, never runs anything."""
    scheme = SCHEME.match(clean(href))
    return scheme is None or scheme[1].lower() in SAFE_SCHEMES


def rounded(points: tuple[Point, ...]) -> str:
    """Path data of a polyline with rounded corners."""
    parts = [f"M{num(points[0].x)} {num(points[0].y)}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        start, end = _towards(corner, before), _towards(corner, after)
        parts.append(f"L{num(start.x)} {num(start.y)}Q{num(corner.x)} {num(corner.y)} {num(end.x)} {num(end.y)}")
    parts.append(f"L{num(points[-1].x)} {num(points[-1].y)}")
    return "".join(parts)


def _towards(corner: Point, other: Point) -> Point:
    length = abs(other.x - corner.x) + abs(other.y - corner.y)
    share = min(sizes.CORNER, length / 2) / length if length else 0.0
    return Point(corner.x + (other.x - corner.x) * share, corner.y + (other.y - corner.y) * share)
