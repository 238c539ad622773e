"""Coordinates: gives every grid line its place, as close together as contents and tracks allow."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil

from generator.diagram import sizes
from generator.diagram.gaps import Gap
from generator.diagram.grid import Grid
from generator.diagram.labels import Cell
from generator.diagram.manner import Manner
from generator.diagram.spacing import Spacing
from generator.diagram.strands import Line
from generator.diagram.tracks import Tracks


@dataclass(frozen=True, slots=True)
class Place:
    """Where the grid lines and the lane borders lie."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    right: float
    bands: tuple[tuple[float, float], ...]  # top and bottom of each lane
    tracks: Tracks
    gaps: tuple[Gap, Gap]  # to the upper and to the lower pools
    manner: Manner


@dataclass(frozen=True, slots=True)
class Room:
    """What stands and runs on the grid lines, and how much room it takes."""

    grid: Grid
    cells: tuple[Cell, ...]
    tracks: Tracks
    spacing: Spacing
    added: Mapping[int, float]  # after vertical lines, for what stands between their ends

    def reach(self, line: Line) -> tuple[float, float]:
        """Room a line needs before and after itself."""
        horizontal, number = line
        low, high = self.tracks.spread.get(line, (0.0, 0.0))
        if not self.grid.is_centre(horizontal=horizontal, line=number):
            edge = self.spacing.edge_pad if self._is_outer(line) else 0.0
            pad = edge if line in self.tracks.spread else sizes.BARE_PAD
            return pad - low, pad + high
        pad = self.spacing.cell_gap_across if horizontal else self.spacing.cell_gap_along
        before, after = self.spacing.cell_pad - low, self.spacing.cell_pad + high
        for cell, at in zip(self.cells, self.grid.at, strict=True):
            if at[1 if horizontal else 0] != number:
                continue
            shape, extent = cell.shape, cell.extent
            starts = (shape.y, extent.y) if horizontal else (shape.x, extent.x)
            ends = (shape.bottom, extent.bottom) if horizontal else (shape.right, extent.right)
            before = max(before, pad - starts[0], self.spacing.cell_pad - starts[1])
            after = max(after, pad + ends[0], self.spacing.cell_pad + ends[1])
        return before, after

    def _is_outer(self, line: Line) -> bool:
        horizontal, number = line
        if horizontal:
            return any(number in lane for lane in self.grid.lane_lines)
        return number in {0, self.grid.width - 1}


def place_columns(room: Room, left: float) -> tuple[tuple[float, ...], float]:
    """Vertical lines from the left edge on, and the right edge they end at."""
    x: list[float] = []
    for line in range(room.grid.width):
        before, after = room.reach((False, line))
        x.append(float(round(left + before)))
        left = x[-1] + after + room.added.get(line, 0.0)
    return tuple(x), float(ceil(left + room.spacing.cell_pad))


def place_rows(
    room: Room, top: float, heights: Iterable[float]
) -> tuple[tuple[float, ...], tuple[tuple[float, float], ...]]:
    """Horizontal lines from the top edge on, and the lanes, which are at least as high as asked."""
    y = [0.0] * room.grid.height
    bands: list[tuple[float, float]] = []
    for (first, last), least in zip(room.grid.lane_lines, heights, strict=True):
        reaches = [room.reach((True, line)) for line in range(first, last + 1)]
        needed = sum(before + after for before, after in reaches)
        at = top + max(least - needed, 0.0) / 2
        for line, (before, after) in enumerate(reaches, first):
            y[line] = float(round(at + before))
            at = y[line] + after
        bottom = float(ceil(max(at, top + least)))
        bands.append((top, bottom))
        top = bottom
    return tuple(y), tuple(bands)
