"""Cuts a page that became too heavy into sheets: between sections where it can, else between rows of a list or a table.

It knows lines and tags and nothing of what a page is about, so that any page may grow without a limit. Tags that are
open at a cut are closed before it and opened again after it, a table with its head.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

#: A tag of HTML; what Markdown escapes is no tag.
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b([^>]*)>")
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
#: What a cut may go through, and what ends a line after which it may.
_OPEN = frozenset({"table", "tbody", "ul", "ol", "dl", "div", "section"})
_ENDS = ("</tr>", "</li>", "</p>", "</div>", "</details>", "</ul>", "</ol>", "</dl>", "</section>", "</figure>")
#: A card is read whole, unless no sheet holds it.
_WHOLE = re.compile(r'class="rg-(?!table\b|columns\b|first\b)')
_WHOLE_LIST = ("ul", "ol", "dl", "section")
#: A heading: of Markdown, with its anchor, or finished.
HEAD = re.compile(
    r"^(?:(#{2,3}) (?P<md>.*?)(?: \{ *#(?P<id>[^ }]+) *\})?"
    r'|<(h[23])\b(?:[^>]*? id="(?P<own>[^"]+)")?[^>]*>(?P<html>.*)</h[23]>) *$'
)
_SECTION = re.compile(r"^(?:## |<h2\b)")
#: A sheet ends with a section rather than within the next one when it is at least so full.
_FULL = 0.55


@dataclass(frozen=True, slots=True)
class Open:
    """An element a cut goes through.

    Attributes:
        name: Its tag.
        start: The tag as it is written.
        head: The head of a table, which stands on every sheet of it.
    """

    name: str
    start: str
    head: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its anchor; without one when nothing leads to it."""

    words: str
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A part of a page.

    Attributes:
        lines: Its lines.
        goes_on: The section it begins within; None when it begins with one.
    """

    lines: tuple[str, ...]
    goes_on: Heading | None


@dataclass(slots=True)
class _State:
    """What is open before a line, and where one is."""

    stack: list[Open] = field(default_factory=list)
    section: Heading | None = None
    heading: bool = False


def cut(lines: Sequence[str], rooms: Sequence[int], weigh: Callable[[str], int]) -> tuple[Sheet, ...]:
    """Sheets of the lines of a page.

    Args:
        lines: The lines, without the title of the page and its foot.
        rooms: How many bytes fit on the first sheet, on the second and so on; the last holds for all further ones.
            What cannot be cut stands on one sheet however much it is.
        weigh: How many bytes a line becomes.
    """
    found, start, number = [], 0, 0
    places = list(_places(lines))
    sizes = [weigh(line) for line in lines]
    before: tuple[Open, ...] = ()
    while start < len(lines):
        room = rooms[min(number, len(rooms) - 1)]
        end, after = _end(sizes, start, room, places)
        found.append(_sheet(lines[start:end], before, after, places[start][1]))
        start, before, number = end, after, number + 1
    return tuple(found)


def heading(line: str) -> Heading | None:
    """What a line is the heading of, of the second step; None when it is something else."""
    found = HEAD.match(line) if _SECTION.match(line) else None
    if found is None:
        return None
    return Heading(found["md"] if found["html"] is None else found["html"], found["id"] or found["own"])


#: A line before which a cut may be; one before which it may be only if there is no other.
_GOOD, _POOR, _NONE = 2, 1, 0
#: Whether a cut may be before a line, in which section, what is open there, and whether a section begins.
_Place = tuple[int, Heading | None, tuple[Open, ...], bool]


def _places(lines: Sequence[str]) -> Iterator[_Place]:
    state = _State()
    for number, line in enumerate(lines):
        last = lines[number - 1].rstrip() if number else ""
        yield (
            _merit(line, last, state),
            None if heading(line) else state.section,
            tuple(state.stack),
            heading(line) is not None,
        )
        state.section = heading(line) or state.section
        if line.strip():
            state.heading = bool(HEAD.match(line)) or line.startswith('<p class="rg-path__process">')
        _read(line, state.stack)


def _merit(line: str, last: str, state: _State) -> int:
    if not _begins(line) or state.heading or not all(one.name in _OPEN for one in state.stack):
        return _NONE
    if (not last or last.endswith(_ENDS)) and all(map(_may, state.stack)):
        return _GOOD
    return _POOR if not last or last.endswith((*_ENDS, "</a>")) else _NONE


def _begins(line: str) -> bool:
    """Whether something begins with a line, so that it may be the first of a sheet."""
    return bool(line.strip()) and not line.startswith("</")


def _may(one: Open) -> bool:
    return one.name in _OPEN and (one.name in _WHOLE_LIST or not _WHOLE.search(one.start))


def _read(line: str, stack: list[Open]) -> None:
    """Follow the tags of a line."""
    for tag in _TAG.finditer(line):
        closing, name, rest = tag.groups()
        if name in _VOID or rest.endswith("/"):
            continue
        if not closing:
            stack.append(Open(name, tag[0]))
        elif any(one.name == name for one in stack):
            while stack.pop().name != name:
                pass
    if line.startswith("<thead"):
        tables = [number for number, one in enumerate(stack) if one.name == "table"]
        if tables:
            stack[tables[-1]] = Open("table", stack[tables[-1]].start, (line,))


def _end(sizes: Sequence[int], start: int, room: int, places: Sequence[_Place]) -> tuple[int, tuple[Open, ...]]:
    """Where a sheet that begins with a line ends, and what is open there."""
    size, good, poor, section = 0, None, None, None
    for number in range(start, len(sizes)):
        if number > start and places[number][0]:
            if size > room and (good or poor):
                break
            if places[number][0] == _GOOD:
                good = number
                section = number if places[number][3] and size >= room * _FULL else section
            elif size <= room or not poor:
                poor = number
        size += sizes[number]
    else:
        if size <= room or not (good or poor):
            return len(sizes), ()
    end = section or good or poor or len(sizes)
    return end, places[end][2]


def _sheet(lines: Sequence[str], before: Sequence[Open], after: Sequence[Open], goes_on: Heading | None) -> Sheet:
    opened = [line for one in before for line in (one.start, *one.head)]
    closed = [f"</{one.name}>" for one in reversed(after)]
    return Sheet((*opened, *lines, *closed), goes_on)
