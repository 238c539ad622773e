"""The funnel as a funnel: a band per stage, as wide as the number of deals recommended on it.

Graphviz arranges graphs; widths that mean numbers and sides that meet are no graph, so this one picture is drawn by
hand. The ways between stages are a graph, and ``generator.maps.funnel`` gives them to graphviz.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.diagram import markup
from generator.diagram.geometry import Align, Rect, Text
from generator.diagram.measure import Block, wrap
from generator.maps import boxes
from generator.maps.chart import Href, Paint
from generator.maps.funnel import age, conversions, limit, stages_of
from generator.maps.picture import Picture, picture, polygon
from handbook.book import Handbook
from handbook.model.process import Funnel, FunnelStage, Process
from handbook.norms.conversion import Conversion
from handbook.norms.stage_age import StageAge

ID = "funnel-shape"
_TITLES = 170.0
_BANDS = 360.0
_NORMS = 150.0
_BRACKET = 150.0
_GAP = 16.0
_MARGIN = 10.0
_ROW = 36.0
#: Between bands: the slanted neck from one width to the next.
_NECK = 14.0
#: The narrowest band, as a share of the widest: a number must fit in.
_LEAST = 0.16
_RADIUS = 4.0


@dataclass(frozen=True, slots=True)
class Band:
    """A stage with the width of its band and the place of its row."""

    stage: FunnelStage
    width: float
    top: float
    height: float
    title: Block
    norm: StageAge | None
    limit: Block


def funnel_shape(
    book: Handbook,
    href: Href,
    process: Process,
    day: date | None = None,
    *,
    standalone: bool = False,
) -> Picture | None:
    """The picture; None when no stage has a recommended number: then there is nothing to be wide by.

    Args:
        book: The handbook.
        href: Addresses: a band leads to the norm of the age of its stage.
        process: The process.
        day: The day whose norms are shown; None shows the latest.
        standalone: A file of its own.
    """
    funnel = process.funnel
    if funnel is None or not any(stage.recommended for stage in funnel.stages):
        return None
    bands = tuple(_bands(book, funnel, day))
    spans = [one for one in conversions(book, funnel) if {one.start, one.to} <= {band.stage.title for band in bands}]
    width = 2 * _MARGIN + _TITLES + _BANDS + _NORMS + 2 * _GAP + _BRACKET * len(spans)
    height = bands[-1].top + bands[-1].height + _MARGIN
    parts = [
        *(_row(band, below, href, day) for band, below in zip(bands, (*bands[1:], None), strict=True)),
        *(_span(one, bands, number, href, day) for number, one in enumerate(spans)),
    ]
    said = "; ".join(
        f"{band.stage.title} — {band.stage.recommended}" for band in bands if band.stage.recommended is not None
    )
    words = f"Воронка «{funnel.pipeline}»", f"Сколько сделок рекомендуется держать на стадиях: {said}."
    return picture(f"{ID}-{process.id}", words, (width, height), parts, standalone=standalone)


def _bands(book: Handbook, funnel: Funnel, day: date | None) -> Iterator[Band]:
    """Open stages and won ones, top down; a stage without a number is as wide as the one above it."""
    most = max(stage.recommended or 0 for stage in funnel.stages)
    share, top = 1.0, _MARGIN
    for stage in stages_of(funnel).values():
        if stage.outcome == "lost":
            continue
        if stage.recommended is not None:
            share = max(_LEAST, stage.recommended / most)
        elif stage.outcome == "won":
            share = _LEAST
        norm = age(book, funnel, stage.title)
        title = wrap(stage.title, _TITLES, boxes.NODE_BOLD)
        words = wrap(f"на стадии {limit(norm, day)}" if norm else "", _NORMS, boxes.NOTE)
        height = max(_ROW, title.height + boxes.PAD_Y, words.height + boxes.PAD_Y)
        yield Band(stage, _BANDS * share, top, height, title, norm, words)
        top += height + _NECK


def _row(band: Band, below: Band | None, href: Href, day: date | None) -> str:
    middle = _MARGIN + _TITLES + _GAP + _BANDS / 2
    paint = Paint.WON if band.stage.outcome == "won" else Paint.PAPER
    count = wrap("" if band.stage.recommended is None else str(band.stage.recommended), _BANDS, boxes.NODE_BOLD)
    edge = _MARGIN + _TITLES + 2 * _GAP + _BANDS
    norm = band.norm
    body = (
        _neck(middle, band, below)
        + markup.box(Rect(middle - band.width / 2, band.top, band.width, band.height), f"shape {paint}", _RADIUS)
        + _words(band.title, Rect(_MARGIN, band.top, _TITLES, band.height), Align.END)
        + _words(count, Rect(middle - _BANDS / 2, band.top, _BANDS, band.height), Align.MIDDLE)
        + _words(band.limit, Rect(edge, band.top, _NORMS, band.height), Align.START)
    )
    tip = f"{band.stage.title}\n{norm.title}: {norm.words(day)}" if norm else band.stage.title
    return markup.link(body, href("norm", norm.id) if norm else None, tip)


def _neck(middle: float, band: Band, below: Band | None) -> str:
    """What joins a band to the next one."""
    if below is None:
        return ""
    corners = (
        (middle - band.width / 2, band.top + band.height),
        (middle + band.width / 2, band.top + band.height),
        (middle + below.width / 2, below.top),
        (middle - below.width / 2, below.top),
    )
    return f'<path class="neck" d="{polygon(corners)}"/>'


def _span(norm: Conversion, bands: tuple[Band, ...], number: int, href: Href, day: date | None) -> str:
    """A bracket from one stage to another with the norm of conversion beside it."""
    rows = {band.stage.title: band for band in bands}
    start, end = sorted((rows[norm.start], rows[norm.to]), key=lambda band: band.top)
    x = _MARGIN + _TITLES + 2 * _GAP + _BANDS + _NORMS + number * _BRACKET
    high, low = start.top + start.height / 2, end.top + end.height / 2
    words = wrap(f"конверсия {limit(norm, day)}", _BRACKET - 2 * _GAP, boxes.NOTE)
    path = f"M{markup.num(x)} {markup.num(high)}H{markup.num(x + 8)}V{markup.num(low)}H{markup.num(x)}"
    room = Rect(x + _GAP, (high + low) / 2 - words.height / 2, _BRACKET - _GAP, words.height)
    body = f'<path class="mark" d="{path}"/>' + _words(words, room, Align.START)
    return markup.link(body, href("norm", norm.id), f"{norm.title}: {norm.words(day)}")


def _words(block: Block, room: Rect, align: Align) -> str:
    if not block.lines:
        return ""
    rect = Rect(room.x, room.centre.y - block.height / 2, room.width, block.height)
    return markup.text(Text(block.lines, rect, block.style, align=align))
