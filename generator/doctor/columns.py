"""Text in columns for a terminal: widths as they are seen, cells cut or wrapped, nothing that steers a terminal."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.names import visible
from generator.report.safe import line

#: A page of the terminal.
PAGE = 110
_GAP = "  "


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a table in the terminal.

    Attributes:
        title: Its header.
        width: How wide it is.
        right: Whether it holds numbers.
        wraps: Whether long cells go on in the next line; others are cut.
    """

    title: str
    width: int
    right: bool = False
    wraps: bool = False


def plain(text: str, limit: int = 1000) -> str:
    """Text of an export as one line that a terminal only shows."""
    return visible(line(text, limit))


def seen(text: str) -> int:
    """How many places of a terminal a text takes: an ideograph takes two, a mark over a letter none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def cut(text: str, width: int) -> str:
    """The text no wider than this, an ellipsis in place of what was cut."""
    if seen(text) <= width:
        return text
    kept = text[: width - 1]
    while kept and seen(kept) > width - 1:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def paragraph(text: str, indent: str = "", hanging: str | None = None) -> list[str]:
    """A text in lines of the page, the first one after ``indent``, others after ``hanging``."""
    further = indent if hanging is None else hanging
    return textwrap.wrap(text, PAGE, initial_indent=indent, subsequent_indent=further, break_on_hyphens=False)


def table(fields: Sequence[Field], rows: Sequence[Sequence[str]], indent: str = "") -> list[str]:
    """A table with its header.

    Args:
        fields: Its columns.
        rows: Cells; text of an export is made plain by the caller.
        indent: What stands before every line.
    """
    return [
        f"{indent}{text}".rstrip() for row in ([field.title for field in fields], *rows) for text in _lines(fields, row)
    ]


def _lines(fields: Sequence[Field], row: Sequence[str]) -> Iterator[str]:
    cells = [_cell(field, text) for field, text in zip(fields, row, strict=True)]
    for number in range(max(map(len, cells))):
        yield _GAP.join(
            _padded(field, cell[number] if number < len(cell) else "")
            for field, cell in zip(fields, cells, strict=True)
        )


def _cell(field: Field, text: str) -> list[str]:
    if not field.wraps:
        return [cut(text, field.width)]
    wrapped = textwrap.wrap(text, field.width, break_on_hyphens=False)
    return [cut(part, field.width) for part in wrapped] or [""]


def _padded(field: Field, text: str) -> str:
    blank = " " * (field.width - seen(text))
    return f"{blank}{text}" if field.right else f"{text}{blank}"
