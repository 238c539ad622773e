"""Spacing: what differs between a drawing for the screen and one for paper, in CSS pixels."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Spacing:
    """Room given to texts, nodes and lines; the sizes of letters and signs are the same everywhere.

    Attributes:
        task_widths: Widths a task may have, the first that holds its title in `task_lines` lines is taken.
        task_lines: Lines of a title before a wider box is tried.
        task_min_height: Least height of a task.
        task_pad_x: Between the title and the sides of its task.
        task_pad_y: Between the title and the top and bottom of its task.
        label_width: Width of labels of branches and messages.
        event_label_width: Width of titles of events.
        title_width: Width of titles of gateways.
        doc_text_width: Width of titles of documents.
        track: Between parallel lines; even, so that halves keep lines on whole pixels.
        cell_gap_along: Between a node and the channel after it, along the time: room for an arrowhead.
        cell_gap_across: Between a node and the channel beside it, across the time.
        cell_pad: Between a label and the channel beside it.
        edge_pad: Between the outermost line and the border of its lane.
        lane_min: Least breadth of a lane.
        pool_breadth: Least breadth of an external pool.
        pool_gap: Least gap between the process and a pool.
        room_price: What a page larger by a pixel is worth, against crossings, bends and lengths of lines.
    """

    task_widths: tuple[float, ...]
    task_lines: int
    task_min_height: float
    task_pad_x: float
    task_pad_y: float
    label_width: float
    event_label_width: float
    title_width: float
    doc_text_width: float
    track: float
    cell_gap_along: float
    cell_gap_across: float
    cell_pad: float
    edge_pad: float
    lane_min: float
    pool_breadth: float
    pool_gap: float
    room_price: float


SCREEN: Final = Spacing(
    task_widths=(130.0, 156.0, 190.0, 240.0),
    task_lines=5,
    task_min_height=66.0,
    task_pad_x=9.0,
    task_pad_y=12.0,
    label_width=78.0,
    event_label_width=104.0,
    title_width=92.0,
    doc_text_width=84.0,
    track=12.0,
    cell_gap_along=17.0,
    cell_gap_across=16.0,
    cell_pad=7.0,
    edge_pad=10.0,
    lane_min=70.0,
    pool_breadth=46.0,
    pool_gap=44.0,
    room_price=1.0,
)

#: Every column counts on a sheet of A4: the narrower the drawing, the larger its letters.
PRINT: Final = Spacing(
    task_widths=(96.0, 112.0, 136.0, 180.0, 240.0),
    task_lines=5,
    task_min_height=54.0,
    task_pad_x=6.0,
    task_pad_y=8.0,
    label_width=64.0,
    event_label_width=78.0,
    title_width=76.0,
    doc_text_width=64.0,
    track=10.0,
    cell_gap_along=14.0,
    cell_gap_across=12.0,
    cell_pad=4.0,
    edge_pad=7.0,
    lane_min=56.0,
    pool_breadth=30.0,
    pool_gap=32.0,
    room_price=3.0,
)
