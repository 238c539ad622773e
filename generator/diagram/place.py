"""Coordinates: gives every grid line its place, as close together as contents and tracks allow."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from generator.diagram import sizes
from generator.diagram.gaps import Gap
from generator.diagram.grid import Grid
from generator.diagram.labels import Cell
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


def place_columns(grid: Grid, cells: tuple[Cell, ...], tracks: Tracks, left: float) -> tuple[tuple[float, ...], float]:
    """Vertical lines from the left edge on, and the right edge they end at."""
    x: list[float] = []
    for line in range(grid.width):
        before, after = _reach(grid, cells, tracks, line, horizontal=False)
        x.append(float(round(left + before)))
        left = x[-1] + after
    return tuple(x), float(ceil(left + sizes.CELL_PAD))


def place_rows(
    grid: Grid, cells: tuple[Cell, ...], tracks: Tracks, heights: Iterable[float], top: float
) -> tuple[tuple[float, ...], tuple[tuple[float, float], ...]]:
    """Horizontal lines from the top edge on, and the lanes, which are at least as high as asked."""
    y = [0.0] * grid.height
    bands: list[tuple[float, float]] = []
    for (first, last), least in zip(grid.lane_lines, heights, strict=True):
        reaches = [_reach(grid, cells, tracks, line, horizontal=True) for line in range(first, last + 1)]
        needed = sum(before + after for before, after in reaches)
        at = top + max(least - needed, 0.0) / 2
        for line, (before, after) in enumerate(reaches, first):
            y[line] = float(round(at + before))
            at = y[line] + after
        bottom = float(ceil(max(at, top + least)))
        bands.append((top, bottom))
        top = bottom
    return tuple(y), tuple(bands)


def _reach(grid: Grid, cells: tuple[Cell, ...], tracks: Tracks, line: int, *, horizontal: bool) -> tuple[float, float]:
    """Room a line needs before and after itself."""
    low, high = tracks.spread.get((horizontal, line), (0.0, 0.0))
    if not grid.is_centre(horizontal=horizontal, line=line):
        edge = sizes.EDGE_PAD if _is_outer(grid, line, horizontal=horizontal) else 0.0
        used = (horizontal, line) in tracks.spread
        return (edge if used else sizes.BARE_PAD) - low, (edge if used else sizes.BARE_PAD) + high
    pad = sizes.CELL_GAP_Y if horizontal else sizes.CELL_GAP_X
    before, after = sizes.CELL_PAD - low, sizes.CELL_PAD + high
    for cell, at in zip(cells, grid.at, strict=True):
        if at[1 if horizontal else 0] != line:
            continue
        shape, extent = cell.shape, cell.extent
        starts = (shape.y, extent.y) if horizontal else (shape.x, extent.x)
        ends = (shape.bottom, extent.bottom) if horizontal else (shape.right, extent.right)
        before = max(before, pad - starts[0], sizes.CELL_PAD - starts[1])
        after = max(after, pad + ends[0], sizes.CELL_PAD + ends[1])
    return before, after


def _is_outer(grid: Grid, line: int, *, horizontal: bool) -> bool:
    if horizontal:
        return any(line in lane for lane in grid.lane_lines)
    return line in {0, grid.width - 1}
