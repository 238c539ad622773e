"""Layout: composes the stages into one geometry."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from generator.diagram import sizes
from generator.diagram.burden import burden
from generator.diagram.columns import assign_columns
from generator.diagram.flow import Flow
from generator.diagram.frame import contents_left, contents_top, draw_frame, lane_heights
from generator.diagram.gaps import Gap, Shortage, message_ends, plan_gaps, shortage
from generator.diagram.geometry import Geometry
from generator.diagram.graph import Graph, index
from generator.diagram.grid import Grid, build_grid
from generator.diagram.improve import Attempt, Plan, improve
from generator.diagram.labels import Cell, Port, make_cell
from generator.diagram.manner import Manner
from generator.diagram.messages import draw_messages
from generator.diagram.place import Place, Room, place_columns, place_rows
from generator.diagram.reuse import bare, dressed
from generator.diagram.router import route
from generator.diagram.rows import assign_rows, flipped
from generator.diagram.shapes import draw_edge, draw_node
from generator.diagram.slashes import mark_defaults
from generator.diagram.strands import make_strands
from generator.diagram.tracks import Tracks, assign_tracks
from generator.diagram.transpose import page_side, transposed, transposed_cell
from generator.diagram.wires import Path, make_wires

SCREEN_MANNER = Manner()

ROW_CHOICES = ((1.4, 3), (1.4, 1), (2.6, 3), (0.4, 3))  # price of a new row, sweeps
NODES_DRAWN = 130  # in all drawings of one flow together: large flows get fewer tries
MOST_DRAWINGS = 3
MOST_MOVES = 12  # drawings of a small flow that look for fewer crossings
MOVES_OF_NODES = 3000  # over the square of the number of nodes: a drawing costs about as much
WIDENINGS = 4  # tries to move columns apart for the labels of messages
KEPT = 256  # drawings a process remembers
HANDICAP = 1.03  # the natural order of rows wins unless another is clearly better


def layout(flow: Flow, manner: Manner = SCREEN_MANNER) -> Geometry:
    """Draw a flow a few ways and keep the one that reads best."""
    return dressed(_laid_out(bare(flow), manner), flow)


@lru_cache(maxsize=KEPT)
def _laid_out(flow: Flow, manner: Manner) -> Geometry:
    graph = index(flow)

    def attempt(plan: Plan) -> Attempt:
        drawing = draw(flow, graph, plan, manner)
        return Attempt(plan, drawing, burden(drawing, manner.spacing.room_price))

    attempts = enumerate(map(attempt, _first_plans(flow)))
    _, first = min(attempts, key=lambda made: made[1].burden * (HANDICAP if made[0] else 1.0))
    moves = min(MOST_MOVES, MOVES_OF_NODES // max(graph.size, 1) ** 2)
    best = improve(graph, first, attempt, moves).drawing
    return transposed(best) if manner.vertical else best


@lru_cache(maxsize=KEPT)
def _first_plans(flow: Flow) -> tuple[Plan, ...]:
    """The plans to be tried; the same in every manner."""
    graph = index(flow)
    tries = max(2, min(MOST_DRAWINGS, NODES_DRAWN // max(graph.size, 1)))
    return tuple(islice(_plans(flow, graph), tries))


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


def draw(flow: Flow, graph: Graph, plan: Plan, manner: Manner) -> Geometry:
    """Draw a flow with its nodes placed, time to the right: router → tracks → labels → coordinates."""
    columns, rows = plan
    grid = build_grid(flow, graph, columns, rows)
    paths = route(graph, grid, columns, make_wires(flow, graph, grid))
    spread = _spread(flow, graph, grid, paths, manner)
    room, x, gaps = spread.room, spread.x, spread.gaps
    top = contents_top(flow, gaps[0], spread.right, manner.spacing)
    y, bands = place_rows(room, top, lane_heights(flow, manner.spacing))
    places = Place(x, y, spread.right, bands, room.tracks, gaps, manner)
    cells = room.cells
    nodes = tuple(draw_node(flow.nodes[n], cells[n], grid.at[n], places) for n in range(graph.size))
    lines = [draw_edge(edge, path, cells, nodes, places) for edge, path in zip(flow.edges, paths, strict=False)]
    edges = mark_defaults(lines)
    messages = draw_messages(flow, paths, nodes, places)
    return draw_frame(flow, nodes, edges, messages, places)


@dataclass(frozen=True, slots=True)
class _Spread:
    """Vertical lines with all that decides how far apart they are."""

    room: Room
    x: tuple[float, ...]
    right: float
    gaps: tuple[Gap, Gap]


def _spread(flow: Flow, graph: Graph, grid: Grid, paths: tuple[Path, ...], manner: Manner) -> _Spread:
    """Tracks, labels and columns; moved apart where the label of a message would not fit between two messages."""
    first = len(flow.edges)
    lines = {number: path.corners[-1][0] for number, path in enumerate(paths[first:])}
    given = Shortage({}, {})
    for _ in range(WIDENINGS):
        apart = {(first + number, paths[first + number].legs - 1): wide for number, wide in given.tracks.items()}
        tracks = assign_tracks(make_strands(paths), graph, grid, manner.spacing.track, apart)
        room = Room(grid, _cells(flow, paths, tracks, manner), tracks, manner.spacing, given.lines)
        x, right = place_columns(room, contents_left(flow, manner.spacing))
        ends = message_ends(flow, paths, tracks, x)
        gaps = plan_gaps(flow, paths, ends, right, manner)
        lack = shortage(gaps, ends, lines)
        if not lack:
            break
        given = given.merged(lack)
    return _Spread(room, x, max(right, *(gap.right + sizes.LABEL_GAP for gap in gaps)), gaps)


def _cells(flow: Flow, paths: tuple[Path, ...], tracks: Tracks, manner: Manner) -> tuple[Cell, ...]:
    """Labels need only the ports of their own node, so no label ever waits for coordinates."""
    ports: list[list[Port]] = [[] for _ in flow.nodes]
    timers = {timer.id: timer for node in flow.nodes for timer in node.timers}

    def side(direction: int) -> int:
        return page_side(direction, vertical=manner.vertical)

    for path in paths:
        wire, last = path.wire, path.legs - 1
        edge = None if wire.is_message else flow.edges[wire.number]
        ports[wire.source].append(
            Port(
                wire.number,
                side(path.leaving),
                tracks.offset[wire.number, 0],
                edge.label if edge else "",
                side(path.direction(1)) if last else None,
                path.length(0),
                default=bool(edge and edge.default),
                timer=timers.get(edge.source) if edge else None,
            )
        )
        if not wire.is_message:
            ports[wire.target].append(Port(-1, side(path.entering), tracks.offset[wire.number, last]))
    cells = (make_cell(node, tuple(ports[n]), manner) for n, node in enumerate(flow.nodes))
    return tuple(map(transposed_cell, cells) if manner.vertical else cells)
