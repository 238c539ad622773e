"""What a chart is made of: shapes and words with coordinates in the units of their drawing, and a table beside them.

Whoever draws it needs to know nothing of sales; whoever makes it needs to know nothing of SVG.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from generator.report.gap import Gap
from handbook.russian.numbers import DASH

#: Columns of a table that has room beside a picture, and rows of one that is not folded.
_BESIDE, _LONG = 5, 14
_EMPTY = frozenset({"", DASH})

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Rect:
    """A bar; ``kind`` names what it means, the style sheet its colour."""

    tag: ClassVar[str] = "rect"
    x: float
    y: float
    width: float
    height: float
    kind: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    tag: ClassVar[str] = "line"
    x1: float
    y1: float
    x2: float
    y2: float
    kind: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """A line of many corners, or several shapes of one kind: ``d`` is written with M, L, H, V, h, v and z alone."""

    tag: ClassVar[str] = "path"
    d: str
    kind: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """A point."""

    tag: ClassVar[str] = "dot"
    x: float
    y: float
    radius: float
    kind: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """Words; ``y`` is their baseline, ``size`` their height."""

    tag: ClassVar[str] = "label"
    x: float
    y: float
    text: str
    kind: str = "note"
    anchor: Anchor = "start"
    size: float = 11
    hint: str | None = None


Mark = Rect | Line | Path | Dot | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """One picture.

    Attributes:
        width: Width of its view box.
        height: Height of its view box.
        title: What it shows.
        words: What is seen in it, for those who do not see it.
        marks: What it is made of, in the order it is painted.
        below: Words that stand under the title, above the picture.
    """

    width: float
    height: float
    title: str
    words: str
    marks: tuple[Mark, ...]
    below: str | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """A line of the legend: how a kind of mark looks and what it means.

    Attributes:
        shape: ``bar``, ``line``, ``tick`` (a short line across a bar) or ``dot``.
        href: The section of the norm it draws.
    """

    shape: Literal["bar", "line", "tick", "dot"]
    kind: str
    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table beside."""

    title: str
    numeric: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a chart, in words."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    def filled(self) -> Table:
        """The table without columns in which nothing is known."""
        kept = [
            number
            for number in range(len(self.columns))
            if not number or any(row[number] not in _EMPTY for row in self.rows)
        ]
        return Table(
            tuple(self.columns[number] for number in kept),
            tuple(tuple(row[number] for number in kept) for row in self.rows),
        )


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure of the report.

    Attributes:
        anchor: Identifier of the figure.
        subject: What it is about: «Воронка «Проекты»».
        title: What is seen, in words.
        panels: Pictures; none when it could not be made.
        keys: The legend.
        table: The same in numbers.
        notes: How to read it and what was left out.
        reason: Why there is no picture.
        gaps: What the export lacks for it.
    """

    anchor: str
    subject: str
    title: str
    panels: tuple[Drawing, ...] = ()
    keys: tuple[Key, ...] = ()
    table: Table | None = None
    notes: tuple[str, ...] = ()
    reason: str | None = None
    gaps: tuple[Gap, ...] = ()

    @property
    def wide(self) -> bool:
        """Whether the pictures or the table need the whole width: then the table stands below."""
        return len(self.panels) > 1 or (self.table is not None and len(self.table.columns) > _BESIDE)

    @property
    def folded(self) -> bool:
        """Whether the table would be longer than the picture beside it."""
        return len(self.panels) > 1 or (self.table is not None and len(self.table.rows) > _LONG)


@dataclass(frozen=True, slots=True)
class Charts:
    """Every figure of a report, in the order of the page."""

    items: tuple[Chart, ...]
