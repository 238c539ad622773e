"""A chart in the words of graphviz: only its structure and the sizes of its parts.

No text of the user gets into the source. Nodes are called by number and come with their exact size, labels are empty
boxes of the size that ours will need. So there is nothing to escape and nothing to inject: quotes, backslashes, angle
brackets and percent signs never get here. And the layout depends on no font of any machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.maps import boxes
from generator.maps.chart import Chart, Cluster, Edge

if TYPE_CHECKING:
    from graphviz import Digraph

_POINTS = 72  # to the inch; one CSS pixel of ours is one point of theirs


def source(chart: Chart, *, straight: bool = False) -> str:
    """The DOT source of a chart: nodes ``n0``…, edges with the ids ``e0``…, frames ``cluster_0``…, in our order.

    Args:
        chart: The chart.
        straight: Lines from node to node instead of curves around everything.
    """
    from graphviz import Digraph

    nodesep, ranksep = chart.gap
    made = Digraph(
        graph_attr={
            "rankdir": "LR" if chart.across else "TB",
            "nodesep": _inches(nodesep),
            "ranksep": _inches(ranksep),
            "splines": "line" if straight else "true",
            "newrank": "true",  # ranks hold across frames
            "margin": "0",
        },
        node_attr={"shape": "box", "fixedsize": "true", "label": ""},
        edge_attr={"arrowsize": "0.8"},
    )
    names = names_of(chart)
    _frames(made, chart.clusters, names, [0])
    for node in chart.nodes:
        size = boxes.node_size(node)
        made.node(names[node.id], width=_inches(size.width), height=_inches(size.height))
    for rule, rank in (("min", chart.first), *(("same", rank) for rank in chart.ranks)):
        if rank:
            with made.subgraph() as row:
                row.attr(rank=rule)
                for name in rank:
                    row.node(names[name])
    for number, edge in enumerate(chart.edges):
        made.edge(names[edge.source], names[edge.target], id=f"e{number}", **_attributes(edge))
    return str(made.source)


def names_of(chart: Chart) -> dict[str, str]:
    """What nodes are called in DOT."""
    return {node.id: f"n{number}" for number, node in enumerate(chart.nodes)}


def frames_of(chart: Chart) -> tuple[Cluster, ...]:
    """Frames in the order of their numbers: each before those inside it."""
    found: list[Cluster] = []
    waiting = list(chart.clusters)
    while waiting:
        first = waiting.pop(0)
        found.append(first)
        waiting = [*first.clusters, *waiting]
    return tuple(found)


def _frames(graph: Digraph, clusters: tuple[Cluster, ...], names: dict[str, str], count: list[int]) -> None:
    for cluster in clusters:
        with graph.subgraph(name=f"cluster_{count[0]}") as frame:
            count[0] += 1
            title = boxes.cluster_title(cluster)
            frame.attr(label=_blank(boxes.padded(title, boxes.CLUSTER_PAD)) if title else "", margin="10", labelloc="b")
            for name in cluster.nodes:
                frame.node(names[name])
            _frames(frame, cluster.clusters, names, count)


def _attributes(edge: Edge) -> dict[str, str]:
    found = {"weight": str(edge.weight)}
    if edge.hidden:
        return {**found, "style": "invis"}
    if edge.both or edge.back or edge.headless:
        found["dir"] = "both" if edge.both else "back" if edge.back else "none"
    if edge.loose:
        found["constraint"] = "false"
    found |= {name: port for name, port in zip(("tailport", "headport"), edge.ports, strict=True) if port}
    label = boxes.edge_label(edge)
    if label:
        found["label"] = _blank(boxes.padded(label, boxes.LABEL_PAD))
    return found


def _blank(size: boxes.Size) -> str:
    """An empty label of an exact size, in graphviz's HTML-like words."""
    return (
        f'<<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="0" CELLSPACING="0" FIXEDSIZE="TRUE" '
        f'WIDTH="{size.width:.0f}" HEIGHT="{size.height:.0f}"><TR><TD></TD></TR></TABLE>>'
    )


def _inches(points: float) -> str:
    return f"{points / _POINTS:.4f}"
