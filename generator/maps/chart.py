"""What a map says, before anybody decides where it stands: nodes, edges, clusters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from handbook.model.base import Target

#: Address of a record for the picture, or None for no link.
Href = Callable[[Target, str], str | None]

#: The width text of a node is wrapped to, in CSS pixels.
TEXT_WIDTH = 132.0


class Shape(StrEnum):
    """Outlines of nodes."""

    BOX = "box"
    SHEET = "sheet"
    CHEVRON = "chevron"
    PILL = "pill"


class Paint(StrEnum):
    """What a node is, told by its colour and by its outline; a class of the style sheet."""

    PLAIN = "plain"
    SOFT = "soft"
    OUTSIDE = "outside"
    PAPER = "paper"
    HEAD = "head"
    WON = "won"
    LOST = "lost"


class Stroke(StrEnum):
    """How an edge is drawn; a class of the style sheet."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"


@dataclass(frozen=True, slots=True)
class Node:
    """A node.

    Attributes:
        id: Unique in its chart.
        title: What it is called; empty titles are drawn as a dash.
        note: A smaller line under the title.
        href: Where a click leads.
        tooltip: Shown on hover; the title when empty.
        width: The width the text is wrapped to.
        least: The least width of the outline, so that neighbours look alike.
    """

    id: str
    title: str
    note: str = ""
    shape: Shape = Shape.BOX
    paint: Paint = Paint.PLAIN
    href: str | None = None
    tooltip: str = ""
    width: float = TEXT_WIDTH
    least: float = 0.0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge between two nodes.

    Attributes:
        label: A few words in the middle of the line; with ``returns``, those of the way there.
        returns: The words of the way back; the map puts an arrow to both.
        tooltip: Shown on hover of the line and of its label.
        weight: How much the line wants to be short and straight.
        breadth: The width of the line, in CSS pixels.
        both: Arrowheads at both ends.
        back: The arrowhead is at the source: ranks go from source to target, the arrow goes up against them.
        headless: No arrowhead.
        loose: The line does not move its ends: it follows where others have put them.
        hidden: Not drawn; it only keeps one end after the other.
        ports: Sides of the nodes the line leaves and enters by, "w" or "e"; empty for any.
    """

    source: str
    target: str
    label: str = ""
    tooltip: str = ""
    stroke: Stroke = Stroke.SOLID
    weight: int = 1
    breadth: float = 1.4
    both: bool = False
    back: bool = False
    headless: bool = False
    returns: str = ""
    ports: tuple[str, str] = ("", "")
    loose: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Cluster:
    """A frame around nodes; frames may stand in frames."""

    id: str
    title: str
    nodes: tuple[str, ...] = ()
    clusters: tuple[Cluster, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A map.

    Attributes:
        id: The name of its file and the root of its identifiers on a page.
        title: What a screen reader says first.
        description: What it says next: the map in words.
        nodes: In the order a reader meets them.
        ranks: Groups of nodes that stand in one row, or in one column when the map runs across; from first to last.
        across: Ranks run from left to right instead of from top to bottom.
        tree: Lines go down and aside, as in an organisation chart, instead of curving.
        first: Nodes that stand in the first rank whatever leads to them.
        gap: The least room between neighbours of one rank and between ranks.
    """

    id: str
    title: str
    description: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    ranks: tuple[tuple[str, ...], ...] = ()
    across: bool = False
    tree: bool = False
    first: tuple[str, ...] = ()
    gap: tuple[float, float] = (18.0, 46.0)
