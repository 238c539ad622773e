"""Manner: how a flow is to be drawn, whatever it is."""

from dataclasses import dataclass

from generator.diagram.spacing import SCREEN, Spacing


@dataclass(frozen=True, slots=True)
class Manner:
    """Orientation and density.

    Attributes:
        vertical: Lanes are columns and time runs down; otherwise lanes are bands and time runs to the right.
        spacing: Room for the screen or for paper.
    """

    vertical: bool = False
    spacing: Spacing = SCREEN
