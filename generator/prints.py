"""Processes drawn for paper, shared by documents and the site: what an earlier build drew is not drawn again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from generator.diagram.detail import compact
from generator.diagram.flow import Flow
from generator.diagram.layout import layout
from generator.diagram.manner import Manner
from generator.diagram.readability import LEAST_POINTS, Printed, Sheet, printed
from generator.diagram.reuse import bare
from generator.diagram.spacing import PRINT
from generator.shelf import Shelf

_NOBODY: frozenset[str] = frozenset()
_CHOICE = "paper"
#: Sheets there are, from those a company would rather use; None means all.
Sheets = tuple[tuple[Sheet, ...], ...] | None


@dataclass(frozen=True, slots=True)
class Print:
    """How a process comes out on paper; its picture is drawn when somebody asks for it.

    Attributes:
        flow: What is shown of it: everything, or the bare course of the work.
        vertical: Time runs down.
        sheet: The page it is put on.
        points: Size of its smallest letters there.
        shelf: Where pictures drawn before are kept.
    """

    flow: Flow
    vertical: bool
    sheet: Sheet
    points: float
    shelf: Shelf

    @property
    def is_readable(self) -> bool:
        """Whether the smallest letters are large enough."""
        return self.points >= LEAST_POINTS

    def png(self, highlight: frozenset[str] = _NOBODY) -> bytes:
        """The picture at its size on the sheet.

        Args:
            highlight: Lanes of the reader.
        """
        return self.shelf.keep("paper-png", self._made_of(highlight), lambda: self._drawn().png(highlight))

    def svg(self, highlight: frozenset[str] = _NOBODY) -> str:
        """The same picture at its natural size."""
        made_of = self._made_of(highlight)
        return self.shelf.keep("paper-svg", made_of, lambda: self._drawn().svg(highlight).encode()).decode()

    def _drawn(self) -> Printed:
        geometry = layout(self.flow, Manner(vertical=self.vertical, spacing=PRINT))
        return Printed(geometry, self.sheet, self.points)

    def _made_of(self, highlight: frozenset[str]) -> tuple[object, ...]:
        return bare(self.flow), self.vertical, self.sheet, sorted(highlight)


def is_kept(flow: Flow, sheets: Sheets, shelf: Shelf) -> bool:
    """Whether it is known how a flow comes out on paper, so that nothing has to be tried."""
    return shelf.holds(_CHOICE, (bare(flow), sheets))


def print_of(flow: Flow, sheets: Sheets, shelf: Shelf) -> Print:
    """How a flow comes out on paper.

    Args:
        flow: What is drawn.
        sheets: Sheets there are.
        shelf: Where pictures drawn before are kept.
    """
    whole = bare(flow)

    def choose() -> bytes:
        one = printed(whole, sheets)
        chosen = {
            "brief": one.geometry.flow != whole,
            "vertical": one.geometry.vertical,
            "sheet": asdict(one.sheet),
            "points": one.points,
        }
        return json.dumps(chosen).encode()

    found = json.loads(shelf.keep(_CHOICE, (whole, sheets), choose))
    shown = compact(flow) if found["brief"] else flow
    return Print(shown, found["vertical"], Sheet(**found["sheet"]), found["points"], shelf)
