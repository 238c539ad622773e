"""The key under a painted drawing: the result of the whole, then what every colour, pattern and sign means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.diagram import sizes
from generator.diagram.flow import Kind
from generator.diagram.geometry import Align, Geometry, NodeShape, Rect, Text
from generator.diagram.measure import Block, Style, wrap
from generator.diagram.overlay import Level, Overlay

WORDS = Style(sizes.FONT_SMALL)
WHOLE = Style(sizes.FONT, bold=True)
SWATCH = Rect(0, 0, 30, 18)
SPACE = 7.0  # between a swatch and its words
APART = 22.0  # between two entries
LEADING = 8.0  # between rows
LONGEST = 330.0  # words of one entry are wrapped to this
HEADER_SIGN = 9.0  # radius of the sign on the header of the process


Shows = Level | Literal["flow", "plain"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A swatch with its words: of a level, of a painted flow or of a task without paint."""

    shows: Shows
    swatch: Rect
    text: Text


@dataclass(frozen=True, slots=True)
class Key:
    """Everything under the drawing, and the height it adds."""

    whole: Entry | None
    entries: tuple[Entry, ...]
    height: float


def lay_key(geometry: Geometry, overlay: Overlay) -> Key:
    """The key in rows as wide as the drawing, from its lower edge down."""
    if not overlay.paints:
        return Key(None, (), 0.0)
    left = geometry.frame.x
    room = max(geometry.frame.right, geometry.width - sizes.MARGIN) - left
    y = geometry.height + LEADING / 2
    whole = None
    if overlay.whole:
        block = wrap(": ".join(filter(None, (overlay.title, overlay.whole.line))), room - SWATCH.width - SPACE, WHOLE)
        whole = _entry(overlay.whole.level, left, y, block)
        y = max(whole.swatch.bottom, whole.text.rect.bottom) + LEADING
    meanings: list[tuple[Shows, str]] = [(one, overlay.legend.get(one, "")) for one in overlay.levels]
    if overlay.edges and overlay.lines:
        meanings.append(("flow", overlay.lines))
    if overlay.plain and any(_is_plain(shape, overlay) for shape in geometry.nodes):
        meanings.append(("plain", overlay.plain))
    entries: list[Entry] = []
    x, bottom = left, y
    for shows, words in meanings:
        block = wrap(words, min(LONGEST, room - SWATCH.width - SPACE), WORDS)
        width = SWATCH.width + SPACE + block.width
        if x > left and x + width > left + room:
            x, y = left, bottom + LEADING
        entry = _entry(shows, x, y, block)
        entries.append(entry)
        x += width + APART
        bottom = max(bottom, entry.swatch.bottom, entry.text.rect.bottom)
    return Key(whole, tuple(entries), round(bottom + sizes.MARGIN - geometry.height, 1))


def header_sign(geometry: Geometry) -> Rect | None:
    """Room for the sign of the whole on the header of the process, clear of its title; the far end first."""
    header, title = geometry.header, geometry.title.rect
    side = 2 * HEADER_SIGN
    pad = (min(header.width, header.height) - side) / 2
    if pad < 0:
        return None
    ends = (
        Rect(header.x + pad, header.bottom - pad - side, side, side),
        Rect(header.right - pad - side, header.y + pad, side, side),
        Rect(header.x + pad, header.y + pad, side, side),
    )
    return next((end for end in ends if not end.grown(2).overlaps(title)), None)


def _is_plain(shape: NodeShape, overlay: Overlay) -> bool:
    return Kind(shape.node.kind) is Kind.TASK and shape.node.id not in overlay.nodes


def _entry(shows: Shows, x: float, y: float, block: Block) -> Entry:
    high = max(SWATCH.height, block.height)
    swatch = SWATCH.moved(x, y + (high - SWATCH.height) / 2)
    words = Rect(swatch.right + SPACE, y + (high - block.height) / 2, block.width, block.height)
    return Entry(shows, swatch, Text(block.lines, words, block.style, Align.START))
