"""Cells of one try: what stands around a node follows from the lines at it, so most stay the same from try to try."""

from generator.diagram.flow import Flow
from generator.diagram.labels import Cell, Port, make_cell
from generator.diagram.manner import Manner
from generator.diagram.tracks import Tracks
from generator.diagram.transpose import page_side, transposed_cell
from generator.diagram.wires import Path


class Cells:
    """Cells of a flow in one manner; those of earlier tries are remembered."""

    def __init__(self, flow: Flow, manner: Manner) -> None:
        self._flow = flow
        self._manner = manner
        self._sides = tuple(page_side(side, vertical=manner.vertical) for side in range(4))
        self._timers = {timer.id: timer for node in flow.nodes for timer in node.timers}
        self._known: dict[tuple[int, tuple[Port, ...]], Cell] = {}

    def of(self, paths: tuple[Path, ...], tracks: Tracks) -> tuple[Cell, ...]:
        """Every node with its surroundings, turned as the stages of the layout see it.

        Labels need only the ports of their own node, so no label ever waits for coordinates.
        """
        ports: list[list[Port]] = [[] for _ in self._flow.nodes]
        for path in paths:
            wire, last = path.wire, path.legs - 1
            ports[wire.source].append(self._start(path, tracks.offset[wire.number, 0]))
            if not wire.is_message:
                ports[wire.target].append(Port(-1, self._sides[path.entering], tracks.offset[wire.number, last]))
        return tuple(self._cell(node, tuple(found)) for node, found in enumerate(ports))

    def _start(self, path: Path, offset: float) -> Port:
        """Where a wire leaves its node; how it goes on matters only to what is written beside it."""
        side = self._sides[path.leaving]
        if path.wire.is_message:
            return Port(-1, side, offset)
        edge = self._flow.edges[path.wire.number]
        timer = self._timers.get(edge.source)
        if not edge.label and not timer:
            return Port(-1, side, offset, default=edge.default)
        turn = self._sides[path.direction(1)] if path.legs > 1 else None
        return Port(path.wire.number, side, offset, edge.label, turn, path.length(0), edge.default, timer)

    def _cell(self, node: int, ports: tuple[Port, ...]) -> Cell:
        found = self._known.get((node, ports))
        if found is None:
            found = make_cell(self._flow.nodes[node], ports, self._manner)
            found = transposed_cell(found) if self._manner.vertical else found
            self._known[node, ports] = found
        return found
