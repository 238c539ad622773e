"""Sketch: where nodes, lines and borders of one try come to lie, before anything is lettered.

A sketch tells how hard the drawing would be to read; most are only compared, and the best is drawn.
"""

from dataclasses import dataclass
from functools import lru_cache

from generator.diagram import sizes
from generator.diagram.cells import Cells
from generator.diagram.columns import Columns
from generator.diagram.flow import Flow
from generator.diagram.frame import Heads, contents_top, draw_frame, page_size
from generator.diagram.gaps import Gap, Shortage, message_ends, plan_gaps, shortage
from generator.diagram.geometry import Geometry, Point, Rect
from generator.diagram.graph import Graph
from generator.diagram.grid import Grid, build_grid
from generator.diagram.labels import Cell
from generator.diagram.manner import Manner
from generator.diagram.messages import draw_messages, message_points
from generator.diagram.place import Place, Room, place_columns, place_rows
from generator.diagram.router import route
from generator.diagram.rows import Rows
from generator.diagram.shapes import draw_edge, draw_node, edge_points, node_rect
from generator.diagram.slashes import mark_defaults
from generator.diagram.strands import make_strands
from generator.diagram.tracks import Tracks, assign_tracks
from generator.diagram.wires import Path, Wire, make_wires

WIDENINGS = 4  # tries to move columns apart for the labels of messages
KEPT = 1024  # placements a process remembers the ways and the tracks of

Plan = tuple[Columns, Rows]
Points = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """What all tries of one layout share."""

    flow: Flow
    graph: Graph
    manner: Manner
    heads: Heads
    cells: Cells


@dataclass(frozen=True, slots=True)
class Sketch:
    """One try.

    Attributes:
        grid: Where nodes stand on the grid.
        paths: Every line over the grid, messages after sequence flows.
        cells: Nodes with what stands around them.
        places: Where the lines of the grid lie.
        rects: Outlines of the nodes.
        edges: Every sequence flow from border to border.
        messages: Every message from its node to its pool.
        width: Of the page.
        height: Of the page.
    """

    grid: Grid
    paths: tuple[Path, ...]
    cells: tuple[Cell, ...]
    places: Place
    rects: tuple[Rect, ...]
    edges: tuple[Points, ...]
    messages: tuple[Points, ...]
    width: float
    height: float

    @property
    def lines(self) -> tuple[Points, ...]:
        """Every line, sequence flows first."""
        return (*self.edges, *self.messages)


def sketch(desk: Desk, plan: Plan) -> Sketch:
    """Place a flow, time to the right: router → tracks → labels → coordinates."""
    flow, graph, spacing = desk.flow, desk.graph, desk.manner.spacing
    columns, rows = plan
    grid = build_grid(flow, graph, columns, rows)
    paths, tracks = _ways(graph, grid, columns, make_wires(flow, graph, grid), spacing.track)
    spread = _spread(desk, grid, paths, tracks)
    top = contents_top(flow, spread.gaps[0], spread.right, spacing)
    y, bands = place_rows(spread.room, top, desk.heads.heights)
    places = Place(spread.x, y, spread.right, bands, spread.room.tracks, spread.gaps, desk.manner)
    rects = tuple(node_rect(cell, at, places) for cell, at in zip(spread.room.cells, grid.at, strict=True))
    edges = tuple(edge_points(path, graph, rects, places) for path in paths[: len(flow.edges)])
    messages = message_points(flow, graph, paths, rects, places)
    return Sketch(grid, paths, spread.room.cells, places, rects, edges, messages, *page_size(flow, places))


def finished(desk: Desk, made: Sketch) -> Geometry:
    """The whole drawing of a sketch, time to the right."""
    flow, places = desk.flow, made.places
    nodes = tuple(
        draw_node(node, cell, at, places) for node, cell, at in zip(flow.nodes, made.cells, made.grid.at, strict=True)
    )
    edges = mark_defaults(
        draw_edge(edge, path, points, made.cells[path.wire.source], made.rects[path.wire.source])
        for edge, path, points in zip(flow.edges, made.paths, made.edges, strict=False)
    )
    messages = draw_messages(flow, made.paths, made.messages, places)
    return draw_frame(flow, nodes, edges, messages, places, heads=desk.heads)


@lru_cache(maxsize=KEPT)
def _ways(
    graph: Graph, grid: Grid, columns: Columns, wires: tuple[Wire, ...], track: float
) -> tuple[tuple[Path, ...], Tracks]:
    """Ways of the lines, and their tracks so far apart.

    Kept: drawings of one flow with time in either direction try the same placements.
    """
    paths = route(graph, grid, columns, wires)
    return paths, assign_tracks(make_strands(paths), graph, grid, track, {})


@dataclass(frozen=True, slots=True)
class _Spread:
    """Vertical lines with all that decides how far apart they are."""

    room: Room
    x: tuple[float, ...]
    right: float
    gaps: tuple[Gap, Gap]


def _spread(desk: Desk, grid: Grid, paths: tuple[Path, ...], tracks: Tracks) -> _Spread:
    """Labels and columns; moved apart where the label of a message would not fit between two messages."""
    flow, spacing = desk.flow, desk.manner.spacing
    first = len(flow.edges)
    lines = {number: path.corners[-1][0] for number, path in enumerate(paths[first:])}
    given = Shortage({}, {})
    for _ in range(WIDENINGS):
        if given.tracks:
            apart = {(first + number, paths[first + number].legs - 1): wide for number, wide in given.tracks.items()}
            tracks = assign_tracks(make_strands(paths), desk.graph, grid, spacing.track, apart)
        room = Room(grid, desk.cells.of(paths, tracks), tracks, spacing, given.lines)
        x, right = place_columns(room, desk.heads.contents_left)
        ends = message_ends(flow, paths, tracks, x)
        gaps = plan_gaps(flow, paths, ends, right, desk.manner)
        lack = shortage(gaps, ends, lines)
        if not lack:
            break
        given = given.merged(lack)
    return _Spread(room, x, max(right, *(gap.right + sizes.LABEL_GAP for gap in gaps)), gaps)
