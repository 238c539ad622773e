"""Reuse: pages, files and documents show one process with different links; it is laid out once."""

from dataclasses import replace

from generator.diagram.flow import Flow
from generator.diagram.geometry import Geometry


def bare(flow: Flow) -> Flow:
    """The flow without what is not drawn: links, tooltips, owners, notes and facts."""
    nodes = (
        replace(
            node,
            href=None,
            tooltip=None,
            owner="",
            note="",
            facts=(),
            documents=tuple(replace(document, href=None) for document in node.documents),
        )
        for node in flow.nodes
    )
    lanes = tuple(replace(lane, href=None) for lane in flow.lanes)
    return replace(flow, nodes=tuple(nodes), lanes=lanes, note="", facts=())


def dressed(geometry: Geometry, flow: Flow) -> Geometry:
    """The drawing of a bare flow with all that the flow says."""
    nodes = tuple(
        replace(
            shape,
            node=node,
            documents=tuple(
                replace(sheet, doc=doc) for sheet, doc in zip(shape.documents, node.documents, strict=True)
            ),
        )
        for shape, node in zip(geometry.nodes, flow.nodes, strict=True)
    )
    lanes = tuple(replace(shape, lane=lane) for shape, lane in zip(geometry.lanes, flow.lanes, strict=True))
    return replace(geometry, flow=flow, nodes=nodes, lanes=lanes)
