"""Frame: pools, lanes and their headers around the finished contents."""

import re
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from generator.diagram import sizes
from generator.diagram.flow import Flow
from generator.diagram.gaps import Gap
from generator.diagram.geometry import (
    EdgeShape,
    Geometry,
    LaneShape,
    MessageShape,
    NodeShape,
    PoolShape,
    Rect,
    Text,
)
from generator.diagram.measure import Block, Style, clean, text_width, wrap
from generator.diagram.place import Place
from generator.diagram.spacing import Spacing

LANE_STYLE = Style(sizes.FONT)
TITLE_STYLE = Style(sizes.FONT, bold=True)
HEIGHT_STEP = 8.0
KEPT = 256  # titles of lanes a process remembers the heights of


@dataclass(frozen=True, slots=True)
class Heads:
    """Room for the headers, the same wherever the nodes are placed.

    Attributes:
        heights: Least height of each lane: its title fits along it in few lines, and the process title in all.
        title_width: Of the header of the process.
        lanes_width: Of the headers of its lanes.
        contents_left: Where the contents begin: right of the headers.
    """

    heights: tuple[float, ...]
    title_width: float
    lanes_width: float
    contents_left: float


def heads(flow: Flow, spacing: Spacing) -> Heads:
    """Room for the headers of a flow."""
    heights = tuple(_title_height(lane.title, spacing) for lane in flow.lanes)
    title, lanes = _title_width(flow, sum(heights)), _lanes_width(flow, heights)
    return Heads(heights, title, lanes, sizes.MARGIN + title + lanes + spacing.cell_pad)


@lru_cache(maxsize=KEPT)
def _title_height(title: str, spacing: Spacing) -> float:
    words = re.split(r"[ \u00a0/-]", clean(title))
    longest = max(text_width(word, LANE_STYLE) for word in words)
    height = max(spacing.lane_min, min(longest + 4 * sizes.HEADER_PAD, sizes.LANE_TITLE))
    while height < sizes.LANE_TITLE:
        if len(wrap(title, height - 2 * sizes.HEADER_PAD, LANE_STYLE).lines) <= sizes.HEADER_LINES:
            break
        height += HEIGHT_STEP
    return height


def _lanes_width(flow: Flow, heights: tuple[float, ...]) -> float:
    """Headers of lanes are as wide as the title with most lines at its least height."""
    blocks = [
        wrap(lane.title, least - 2 * sizes.HEADER_PAD, LANE_STYLE)
        for lane, least in zip(flow.lanes, heights, strict=True)
    ]
    return float(ceil(max([sizes.HEADER, *(block.height + sizes.HEADER_PAD for block in blocks)])))


def _title_block(flow: Flow, height: float) -> Block:
    return wrap(flow.title, height - 2 * sizes.HEADER_PAD, TITLE_STYLE)


def _title_width(flow: Flow, height: float) -> float:
    block = _title_block(flow, height)
    return float(ceil(max(sizes.HEADER, block.height + sizes.HEADER_PAD)))


def pool_breadth(flow: Flow, right: float, spacing: Spacing) -> float:
    """Breadth of every pool: the longest title fits in."""
    room = right - sizes.MARGIN - 2 * sizes.HEADER_PAD
    tallest = max((wrap(pool.title, room, TITLE_STYLE).height for pool in flow.pools), default=0.0)
    return max(spacing.pool_breadth, float(ceil(tallest)))


def contents_top(flow: Flow, gap: Gap, right: float, spacing: Spacing) -> float:
    """Where the lanes begin: under the upper pools."""
    upper = (len(flow.pools) + 1) // 2
    if not upper:
        return sizes.MARGIN
    breadth = pool_breadth(flow, right, spacing)
    return round(sizes.MARGIN + upper * breadth + (upper - 1) * sizes.POOL_STEP + gap.height, 1)


def page_size(flow: Flow, places: Place) -> tuple[float, float]:
    """Width and height of the drawing with its frame and pools."""
    frame = _frame(flow, places)
    lowest = max([frame.bottom, *(_pool_rect(flow, number, frame, places).bottom for number in range(len(flow.pools)))])
    return round(places.right + sizes.MARGIN, 1), round(lowest + sizes.MARGIN, 1)


def draw_frame(  # noqa: PLR0913 - everything a frame is put around
    flow: Flow,
    nodes: tuple[NodeShape, ...],
    edges: tuple[EdgeShape, ...],
    messages: tuple[MessageShape, ...],
    places: Place,
    *,
    heads: Heads,
) -> Geometry:
    """Put the headers and the pools around the contents."""
    frame = _frame(flow, places)
    header = Rect(frame.x, frame.y, heads.title_width, frame.height)
    lanes = []
    for lane, (upper, lower), least in zip(flow.lanes, places.bands, heads.heights, strict=True):
        rect = Rect(header.right, upper, places.right - header.right, lower - upper)
        head = Rect(rect.x, rect.y, heads.lanes_width, rect.height)
        # A word that is cut at the least height and not at this one may take a line more than the header has.
        rooms = (head.height - 2 * sizes.HEADER_PAD, least - 2 * sizes.HEADER_PAD)
        block = min((wrap(lane.title, room, LANE_STYLE) for room in rooms), key=lambda one: len(one.lines))
        lanes.append(LaneShape(lane, rect, head, _turned(block, head)))
    width, height = page_size(flow, places)
    return Geometry(
        flow=flow,
        width=width,
        height=height,
        frame=frame,
        header=header,
        title=_turned(_title_block(flow, frame.height), header),
        lanes=tuple(lanes),
        pools=tuple(_pool(flow, number, frame, places) for number in range(len(flow.pools))),
        nodes=nodes,
        edges=edges,
        messages=messages,
    )


def _turned(block: Block, header: Rect) -> Text:
    centre = header.centre
    rect = Rect(centre.x - block.height / 2, centre.y - block.width / 2, block.height, block.width)
    return Text(block.lines, rect, block.style, turned=True)


def _frame(flow: Flow, places: Place) -> Rect:
    spacing = places.manner.spacing
    top = contents_top(flow, places.gaps[0], places.right, spacing)
    bottom = places.bands[-1][1] if places.bands else top + spacing.lane_min
    return Rect(sizes.MARGIN, top, places.right - sizes.MARGIN, bottom - top)


def _pool_rect(flow: Flow, number: int, frame: Rect, places: Place) -> Rect:
    breadth = pool_breadth(flow, frame.right, places.manner.spacing)
    outwards = places.gaps[number % 2].height + number // 2 * (breadth + sizes.POOL_STEP)
    y = frame.bottom + outwards if number % 2 else frame.y - outwards - breadth
    return Rect(frame.x, y, frame.width, breadth)


def _pool(flow: Flow, number: int, frame: Rect, places: Place) -> PoolShape:
    rect = _pool_rect(flow, number, frame, places)
    pool = flow.pools[number]
    block = wrap(pool.title, frame.width - 2 * sizes.HEADER_PAD, TITLE_STYLE)
    text = Rect(rect.centre.x - block.width / 2, rect.centre.y - block.height / 2, block.width, block.height)
    return PoolShape(pool, rect, Text(block.lines, text, block.style))
