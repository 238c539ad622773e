"""Frame: pools, lanes and their headers around the finished contents."""

import re
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


def lane_heights(flow: Flow, spacing: Spacing) -> list[float]:
    """Least height of each lane: its title fits along it in few lines, and the process title in all."""
    return [_title_height(lane.title, spacing) for lane in flow.lanes]


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


def _header_width(flow: Flow, spacing: Spacing) -> float:
    """Headers of lanes are as wide as the title with most lines at its least height."""
    blocks = [
        wrap(lane.title, least - 2 * sizes.HEADER_PAD, LANE_STYLE)
        for lane, least in zip(flow.lanes, lane_heights(flow, spacing), strict=True)
    ]
    return float(ceil(max([sizes.HEADER, *(block.height + sizes.HEADER_PAD for block in blocks)])))


def _title_block(flow: Flow, height: float) -> Block:
    return wrap(flow.title, height - 2 * sizes.HEADER_PAD, TITLE_STYLE)


def _title_width(flow: Flow, spacing: Spacing) -> float:
    block = _title_block(flow, sum(lane_heights(flow, spacing)))
    return float(ceil(max(sizes.HEADER, block.height + sizes.HEADER_PAD)))


def contents_left(flow: Flow, spacing: Spacing) -> float:
    """Where the contents begin: right of the headers."""
    return sizes.MARGIN + _title_width(flow, spacing) + _header_width(flow, spacing) + spacing.cell_pad


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


def draw_frame(
    flow: Flow,
    nodes: tuple[NodeShape, ...],
    edges: tuple[EdgeShape, ...],
    messages: tuple[MessageShape, ...],
    places: Place,
) -> Geometry:
    """Put the headers and the pools around the contents."""
    spacing = places.manner.spacing
    right, top = places.right, contents_top(flow, places.gaps[0], places.right, spacing)
    bottom = places.bands[-1][1] if places.bands else top + spacing.lane_min
    title_width, header_width = _title_width(flow, spacing), _header_width(flow, spacing)
    frame = Rect(sizes.MARGIN, top, right - sizes.MARGIN, bottom - top)
    header = Rect(frame.x, frame.y, title_width, frame.height)
    lanes = []
    for lane, (upper, lower), least in zip(flow.lanes, places.bands, lane_heights(flow, spacing), strict=True):
        rect = Rect(header.right, upper, right - header.right, lower - upper)
        head = Rect(rect.x, rect.y, header_width, rect.height)
        # A word that is cut at the least height and not at this one may take a line more than the header has.
        rooms = (head.height - 2 * sizes.HEADER_PAD, least - 2 * sizes.HEADER_PAD)
        block = min((wrap(lane.title, room, LANE_STYLE) for room in rooms), key=lambda one: len(one.lines))
        lanes.append(LaneShape(lane, rect, head, _turned(block, head)))
    pools = tuple(_pool(flow, number, frame, places.gaps[number % 2], spacing) for number in range(len(flow.pools)))
    lowest = max([frame.bottom, *(pool.rect.bottom for pool in pools)])
    return Geometry(
        flow=flow,
        width=round(right + sizes.MARGIN, 1),
        height=round(lowest + sizes.MARGIN, 1),
        frame=frame,
        header=header,
        title=_turned(_title_block(flow, frame.height), header),
        lanes=tuple(lanes),
        pools=pools,
        nodes=nodes,
        edges=edges,
        messages=messages,
    )


def _turned(block: Block, header: Rect) -> Text:
    centre = header.centre
    rect = Rect(centre.x - block.height / 2, centre.y - block.width / 2, block.height, block.width)
    return Text(block.lines, rect, block.style, turned=True)


def _pool(flow: Flow, number: int, frame: Rect, gap: Gap, spacing: Spacing) -> PoolShape:
    breadth = pool_breadth(flow, frame.right, spacing)
    outwards = gap.height + number // 2 * (breadth + sizes.POOL_STEP)
    y = frame.bottom + outwards if number % 2 else frame.y - outwards - breadth
    rect = Rect(frame.x, y, frame.width, breadth)
    pool = flow.pools[number]
    block = wrap(pool.title, frame.width - 2 * sizes.HEADER_PAD, TITLE_STYLE)
    text = Rect(rect.centre.x - block.width / 2, rect.centre.y - block.height / 2, block.width, block.height)
    return PoolShape(pool, rect, Text(block.lines, text, block.style))
