"""What every picture of a map is wrapped in: its size, its words for screen readers, its colours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.diagram import markup
from generator.diagram.geometry import Rect
from generator.diagram.svg_style import style
from generator.maps.style import RULES

_NAMESPACE = "http://www.w3.org/2000/svg"


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn map: the name of its file, its title, the SVG and its natural size."""

    name: str
    title: str
    svg: str
    width: float
    height: float


def picture(
    name: str,
    words: tuple[str, str],
    size: tuple[float, float],
    parts: Iterable[str],
    *,
    standalone: bool = False,
) -> Picture:
    """Wrap a picture up.

    Args:
        name: What its identifiers begin with: several pictures stand on one page.
        words: Title and description for screen readers.
        size: Width and height.
        parts: What is drawn.
        standalone: A file of its own: it declares XML, paints its paper and follows the reader's system for light or
            dark; otherwise it stands in a page and follows the scheme of the page.
    """
    ident = markup.slug(f"map-{name}")
    title, description = map(markup.quoted, words)
    width, height = map(markup.num, size)
    box = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    names = f'aria-labelledby="{ident}-title {ident}-desc"'
    lines = [
        f'<svg xmlns="{_NAMESPACE}" id="{ident}" role="group" {names} {box}>',
        f'<title id="{ident}-title">{title}</title>',
        f'<desc id="{ident}-desc">{description}</desc>',
        style(ident, standalone=standalone, palette=None, rules=RULES),
    ]
    if standalone:
        lines.insert(0, '<?xml version="1.0" encoding="UTF-8"?>')
        lines.append(markup.box(Rect(0, 0, *size), "paper"))
    return Picture(name, words[0], "\n".join([*lines, *parts, "</svg>\n"]), *size)


def polygon(corners: Iterable[tuple[float, float]]) -> str:
    """Path data of a closed outline."""
    return "M" + "L".join(f"{markup.num(x)} {markup.num(y)}" for x, y in corners) + "Z"
