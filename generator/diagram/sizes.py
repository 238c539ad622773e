"""Dimensions that are the same in every drawing, in CSS pixels, and every routing price, in the same unit."""

from typing import Final

# Text
FONT: Final = 12.0
FONT_SMALL: Final = 11.0
LEADING: Final = 1.22
CAP_CENTRE: Final = 0.35  # baseline sits this share of the font size below the optical centre

# Nodes
TASK_ICON: Final = 17.0  # from the border of a task to the far side of its icon or sign, and a little more
TASK_ICON_RIGHT: Final = 21.0  # the same sideways
TASK_RADIUS: Final = 8.0
GATEWAY: Final = 50.0
EVENT: Final = 36.0
TIMER: Final = 26.0
TIMER_GAP: Final = 5.0  # between a timer and the nearest line of its task

# Things around a node
DOC_WIDTH: Final = 27.0
DOC_HEIGHT: Final = 35.0
DOC_FOLD: Final = 9.0
DOC_GAP: Final = 12.0
BADGE_HEIGHT: Final = 16.0
BADGE_PAD: Final = 6.0
BADGE_RISE: Final = 8.0
LABEL_GAP: Final = 5.0  # between a label and the line or shape it belongs to
CLEARANCE: Final = 3.0  # between any two things

# Grid
BARE_PAD: Final = 1.0  # half of a channel without lines

# Frame
MARGIN: Final = 8.0
HEADER: Final = 30.0
HEADER_PAD: Final = 7.0
HEADER_LINES: Final = 2  # a lane is made broad enough for its title to fit in so many lines
LANE_TITLE: Final = 320.0  # but never made broader than this for its title
GAP_PAD: Final = 5.0
POOL_STEP: Final = 10.0

# Lines
CORNER: Final = 6.0
ARROW: Final = 10.0
ARROW_HALF: Final = 4.0
SLASH_AT: Final = 9.0
SLASH: Final = 5.0
DOT: Final = 3.0

# Routing prices
PRICE_BEND: Final = 45
PRICE_CROSSING: Final = 150
PRICE_NEIGHBOUR: Final = 14  # one more line in a channel
PRICE_CROWD: Final = 260  # one more line through the middle of cells
PRICE_SIDE: Final = 26  # leaving or entering a task or an event by its top or bottom
PRICE_SIDE_GATEWAY: Final = 8
PRICE_SHARED_SIDE: Final = 90  # two lines of one node leaving or entering by one side
PRICE_MIXED_TASK: Final = 60  # one side of a task both entered and left: the lines stand apart
PRICE_MIXED: Final = 6000  # the same at a diamond or a circle, where there is no room for it
PRICE_BACK_SIDE: Final = 2500  # leaving by the entry side or entering by the exit side
STEP_COLUMN: Final = 80
STEP_ROW: Final = 56
