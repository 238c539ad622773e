"""Layout: composes the stages into one geometry."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from generator.diagram.burden import burden
from generator.diagram.cells import Cells
from generator.diagram.columns import assign_columns
from generator.diagram.flow import Flow
from generator.diagram.frame import heads
from generator.diagram.geometry import Geometry
from generator.diagram.graph import Graph, index
from generator.diagram.improve import Attempt, improve
from generator.diagram.manner import Manner
from generator.diagram.reuse import bare, dressed
from generator.diagram.rows import assign_rows, flipped
from generator.diagram.sketch import Desk, Plan, finished, sketch
from generator.diagram.transpose import transposed

SCREEN_MANNER = Manner()

ROW_CHOICES = ((1.4, 3), (1.4, 1), (2.6, 3), (0.4, 3))  # price of a new row, sweeps
NODES_DRAWN = 130  # in all drawings of one flow together: large flows get fewer tries
MOST_DRAWINGS = 3
MOST_MOVES = 12  # drawings of a small flow that look for fewer crossings
MOVES_OF_NODES = 3000  # over the square of the number of nodes: a drawing costs about as much
KEPT = 256  # drawings a process remembers
HANDICAP = 1.03  # the natural order of rows wins unless another is clearly better


def layout(flow: Flow, manner: Manner = SCREEN_MANNER) -> Geometry:
    """Draw a flow a few ways and keep the one that reads best."""
    return dressed(_laid_out(bare(flow), manner), flow)


@lru_cache(maxsize=KEPT)
def _laid_out(flow: Flow, manner: Manner) -> Geometry:
    graph = index(flow)
    desk = Desk(flow, graph, manner, heads(flow, manner.spacing), Cells(flow, manner))

    def attempt(plan: Plan) -> Attempt:
        made = sketch(desk, plan)
        return Attempt(plan, made, burden(made, manner.spacing.room_price))

    attempts = enumerate(map(attempt, _first_plans(flow)))
    _, first = min(attempts, key=lambda made: made[1].burden * (HANDICAP if made[0] else 1.0))
    moves = min(MOST_MOVES, MOVES_OF_NODES // max(graph.size, 1) ** 2)
    best = finished(desk, improve(graph, first, attempt, moves).made)
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
