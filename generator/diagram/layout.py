"""Layout: composes the stages into one geometry."""

from collections.abc import Iterator
from itertools import islice

from generator.diagram.burden import burden
from generator.diagram.columns import Columns, assign_columns
from generator.diagram.flow import Flow
from generator.diagram.frame import contents_left, contents_top, draw_frame, lane_heights
from generator.diagram.gaps import plan_gaps
from generator.diagram.geometry import Geometry
from generator.diagram.graph import Graph, index
from generator.diagram.grid import build_grid
from generator.diagram.labels import Cell, Port, make_cell
from generator.diagram.messages import draw_messages
from generator.diagram.place import Place, place_columns, place_rows
from generator.diagram.router import route
from generator.diagram.rows import Rows, assign_rows, flipped
from generator.diagram.shapes import draw_edge, draw_node
from generator.diagram.strands import make_strands
from generator.diagram.tracks import Tracks, assign_tracks
from generator.diagram.wires import Path, make_wires

Plan = tuple[Columns, Rows]

ROW_CHOICES = ((1.4, 3), (1.4, 1), (2.6, 3), (0.4, 3))  # price of a new row, sweeps
NODES_DRAWN = 130  # in all drawings of one flow together: large flows get fewer tries
MOST_DRAWINGS = 8
HANDICAP = 1.03  # the natural order of rows wins unless another is clearly better


def layout(flow: Flow) -> Geometry:
    """Draw a flow a few ways and keep the one that reads best."""
    graph = index(flow)
    tries = max(2, min(MOST_DRAWINGS, NODES_DRAWN // max(graph.size, 1)))
    plans = enumerate(islice(_plans(flow, graph), tries))
    drawings = ((draw(flow, graph, plan), HANDICAP if place else 1.0) for place, plan in plans)
    return min(drawings, key=lambda drawing: burden(drawing[0]) * drawing[1])[0]


def _plans(flow: Flow, graph: Graph) -> Iterator[Plan]:
    """Different placements of nodes, the most promising first."""
    seen: set[Plan] = set()
    for keep_drops in (True, False):
        columns = assign_columns(flow, graph, keep_drops=keep_drops)
        for price, sweeps in ROW_CHOICES:
            rows = assign_rows(flow, graph, columns, price, sweeps)
            for plan in ((columns, rows), *((columns, other) for other in flipped(rows, graph))):
                if plan not in seen:
                    seen.add(plan)
                    yield plan


def draw(flow: Flow, graph: Graph, plan: Plan) -> Geometry:
    """Draw a flow with its nodes placed: router → tracks → labels → coordinates."""
    columns, rows = plan
    grid = build_grid(flow, graph, columns, rows)
    paths = route(graph, grid, columns, make_wires(flow, graph, grid))
    tracks = assign_tracks(make_strands(paths), graph, grid)
    cells = _cells(flow, paths, tracks)
    x, right = place_columns(grid, cells, tracks, contents_left(flow))
    gaps = plan_gaps(flow, paths, tracks, x, right)
    y, bands = place_rows(grid, cells, tracks, lane_heights(flow), contents_top(flow, gaps[0]))
    places = Place(x, y, right, bands, tracks, gaps)
    nodes = tuple(draw_node(flow.nodes[n], cells[n], grid.at[n], places) for n in range(graph.size))
    edges = tuple(draw_edge(edge, path, cells, nodes, places) for edge, path in zip(flow.edges, paths, strict=False))
    messages = draw_messages(flow, paths, nodes, places)
    return draw_frame(flow, nodes, edges, messages, places)


def _cells(flow: Flow, paths: tuple[Path, ...], tracks: Tracks) -> tuple[Cell, ...]:
    """Labels need only the ports of their own node, so no label ever waits for coordinates."""
    ports: list[list[Port]] = [[] for _ in flow.nodes]
    for path in paths:
        wire, last = path.wire, path.legs - 1
        edge = None if wire.is_message else flow.edges[wire.number]
        turn = path.direction(1) if last else None
        start = tracks.offset[wire.number, 0]
        ports[wire.source].append(
            Port(
                wire.number,
                path.leaving,
                start,
                edge.label if edge else "",
                turn,
                default=bool(edge and edge.default),
            )
        )
        if not wire.is_message:
            ports[wire.target].append(Port(-1, path.entering, tracks.offset[wire.number, last]))
    return tuple(make_cell(node, tuple(ports[n])) for n, node in enumerate(flow.nodes))
