"""From values to units of a drawing, and divisions of an axis that people can read."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from generator.report.charts.marks import Anchor, Label, Mark, Path

#: Every drawing is as wide as a telephone shows it without making its words smaller.
WIDTH = 350
#: A line at the very edge would be cut in half.
EDGE = 1
LEFT, RIGHT = EDGE, WIDTH - EDGE

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


def units(value: float) -> float:
    """A coordinate as it is written: one digit after the point, none where it is whole."""
    rounded = round(value, 1)
    return int(rounded) if rounded == int(rounded) else rounded


def ticks(high: float, most: int = 4, *, whole: bool = False) -> tuple[float, ...]:
    """Round divisions of 0…high, the last one not below it: 0, 50, 100, 150 for 132.

    Args:
        high: The greatest value; one that is not positive gives 0 and 1.
        most: How many steps at most.
        whole: Whether half an object makes no sense.
    """
    if not math.isfinite(high) or high <= 0:
        return (0.0, 1.0)
    exponent = math.floor(math.log10(high / most))
    sizes = [step.scaleb(power) for power in (exponent, exponent + 1) for step in _STEPS]
    fitting = [size for size in sizes if not whole or size == size.to_integral_value()]
    step = next((size for size in fitting if float(size) * most >= high), fitting[-1] if fitting else Decimal(1))
    count = max(1, math.ceil(high / float(step) - 1e-9))
    return tuple(float(step * number) for number in range(count + 1))


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale: ``low`` stands at ``start``, ``high`` at ``end``; what lies beyond is held at the edge."""

    low: float
    high: float
    start: float = LEFT
    end: float = RIGHT

    def __call__(self, value: float) -> float:
        """Where a value stands."""
        if self.high <= self.low:
            return units(self.start)
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return units(self.start + share * (self.end - self.start))


def axis(scale: Scale, marks: tuple[float, ...], top: float, bottom: float, say: Callable[[float], str]) -> list[Mark]:
    """Divisions of a horizontal scale that starts at the left: a line from top to bottom and a number below each."""
    places = [scale(value) for value in marks]
    found: list[Mark] = [Path("".join(f"M{x} {units(top)}V{units(bottom)}" for x in places), "grid")]
    for number, (x, value) in enumerate(zip(places, marks, strict=True)):
        anchor: Anchor = "start" if not number else "end" if number == len(marks) - 1 else "middle"
        found.append(Label(x, units(bottom + 12), say(value), "tick", anchor))
    return found
