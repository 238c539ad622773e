"""Boxes of labels: bpmn-js and Camunda Modeler break lines by a rule of their own, from the box we give them.

The rule guesses how many letters fit from the average width of a line, so a box as wide as our lines gets other lines,
some with a word cut. The box is widened around its middle until the rule gives the lines of our picture, or as few.
"""

import re
from collections.abc import Iterator

from generator.diagram.geometry import Rect, Text
from generator.diagram.measure import Style, clean, text_width

SLACK = 2.0  # other programs round boxes to whole pixels
STEP = 3.0
WIDENINGS = 12
_BREAKS = re.compile(r"(\s|-)")


def label_box(words: str, label: Text) -> Rect:
    """Where a label stands, as wide as its lines need elsewhere; turned text keeps its box."""
    rect, style = label.rect, label.style
    wanted = [_plain(line) for line in label.lines]
    as_few = None
    for number in range(WIDENINGS):
        wider = SLACK + number * STEP
        lines = list(_broken(clean(words), rect.width + wider - SLACK / 2, style))
        if lines == wanted:
            return _widened(rect, wider)
        if as_few is None and len(lines) <= len(wanted):
            as_few = wider
    return _widened(rect, SLACK if as_few is None else as_few)


def _widened(rect: Rect, by: float) -> Rect:
    return Rect(rect.x - by / 2, rect.y, rect.width + by, rect.height)


def _plain(line: str) -> str:
    return line.replace("\u00a0", " ")


def _broken(text: str, width: float, style: Style) -> Iterator[str]:
    """Lines as bpmn-js breaks them."""
    while text:
        line = text
        while len(line) > 1 and (full := text_width(line.rstrip(), style)) > width:
            line = _shortened(line, max(len(line) * width / full, 1.0))
        yield _plain(line.rstrip())
        text = text[len(line) :].strip()


def _shortened(line: str, most: float) -> str:
    kept: list[str] = []
    for part in _BREAKS.split(line):
        if not part or sum(map(len, kept)) + len(part) >= most:
            # A hyphen that finds no room takes its word along.
            kept = kept[:-1] if part == "-" else kept
            break
        kept.append(part)
    return "".join(kept) or line[: max(round(most - 1), 1)]
