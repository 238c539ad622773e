"""How much room the text of a map takes, from the widths of our own font: nothing is left to the guess of a layout."""

from __future__ import annotations

from dataclasses import dataclass

from generator.diagram.measure import Block, Style, wrap
from generator.diagram.sizes import FONT, FONT_SMALL
from generator.maps.chart import Cluster, Edge, Node, Shape

NODE = Style(FONT)
NODE_BOLD = Style(FONT, bold=True)
NOTE = Style(FONT_SMALL)
LABEL = Style(FONT_SMALL)
CLUSTER = Style(FONT, bold=True)

#: Between text and outline.
PAD_X = 10.0
PAD_Y = 8.0
LABEL_PAD = 3.0
LABEL_WIDTH = 150.0
CLUSTER_WIDTH = 260.0
CLUSTER_PAD = 4.0
#: What slanted and rounded sides take from the text, on each side.
SLANT = 14.0
FOLD = 10.0
NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Size:
    """A width and a height in CSS pixels."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class NodeText:
    """The wrapped text of a node."""

    title: Block
    note: Block | None

    @property
    def height(self) -> float:
        """Height of all lines together."""
        return self.title.height + (self.note.height if self.note else 0)

    @property
    def width(self) -> float:
        """Width of the longest line."""
        return max(self.title.width, self.note.width if self.note else 0)


def node_text(node: Node) -> NodeText:
    """The text of a node, wrapped."""
    title = wrap(node.title, node.width, NODE_BOLD if node.bold else NODE)
    if not title.lines:
        title = wrap(NOTHING, node.width, NODE)
    note = wrap(node.note, node.width, NOTE)
    return NodeText(title, note if note.lines else None)


def node_size(node: Node) -> Size:
    """The outline of a node: its text and the room around it, in whole even pixels."""
    text = node_text(node)
    sides = {Shape.CHEVRON: 2 * SLANT, Shape.PILL: SLANT, Shape.SHEET: FOLD, Shape.BOX: 0.0}[node.shape]
    return Size(_even(max(node.least, text.width + 2 * PAD_X + sides)), _even(text.height + 2 * PAD_Y))


def edge_label(edge: Edge) -> Block | None:
    """The label of an edge, wrapped; None when it has none."""
    words = directed(edge, "→", "←") if edge.returns else edge.label
    label = wrap(words, LABEL_WIDTH, LABEL)
    return label if label.lines else None


def directed(edge: Edge, forth: str, back: str) -> str:
    """The label of a line that goes both ways, each part beside its arrow; level arrows take the most room."""
    return f"{forth}\u00a0{edge.label}\u00a0\u00a0{back}\u00a0{edge.returns}"


def cluster_title(cluster: Cluster) -> Block | None:
    """The title of a frame, wrapped; None when it has none."""
    title = wrap(cluster.title, CLUSTER_WIDTH, CLUSTER)
    return title if title.lines else None


def padded(block: Block, pad: float) -> Size:
    """The room of a block with some air around it, in whole even pixels."""
    return Size(_even(block.width + 2 * pad), _even(block.height + pad))


def _even(value: float) -> float:
    return float(-(-value // 2) * 2)
