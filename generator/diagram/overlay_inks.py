"""Colours of painted results, light and dark, beside those of the drawing."""

from __future__ import annotations

from dataclasses import dataclass

from generator.diagram.palette import DARK, Colours, Palette


@dataclass(frozen=True, slots=True)
class Inks(Colours):
    """For every level the line, the tint under the text and the badge."""

    bad: str
    bad_tint: str
    bad_badge: str
    minor: str
    minor_tint: str
    minor_badge: str
    unknown: str
    unknown_tint: str
    unknown_badge: str
    waived: str
    waived_tint: str
    waived_badge: str
    ok: str
    ok_tint: str
    ok_badge: str
    on_badge: str


LIGHT_INKS = Inks(
    bad="#a81c15",
    bad_tint="#fde7e5",
    bad_badge="#a81c15",
    minor="#8f5a00",
    minor_tint="#fdf1d6",
    minor_badge="#8a5600",
    unknown="#5b6672",
    unknown_tint="#ffffff",
    unknown_badge="#ffffff",
    waived="#5d4496",
    waived_tint="#f2eefa",
    waived_badge="#5d4496",
    ok="#1d7545",
    ok_tint="#e8f5ed",
    ok_badge="#1d7545",
    on_badge="#ffffff",
)
DARK_INKS = Inks(
    bad="#ff8d84",
    bad_tint="#4a2422",
    bad_badge="#b3261e",
    minor="#efb44c",
    minor_tint="#403215",
    minor_badge="#8a5600",
    unknown="#aab4c0",
    unknown_tint="#2a313c",
    unknown_badge="#1e2129",
    waived="#c9b4f2",
    waived_tint="#322a48",
    waived_badge="#6a50a8",
    ok="#7fd0a0",
    ok_tint="#1c3b2a",
    ok_badge="#1f6f45",
    on_badge="#ffffff",
)


def inks_for(palette: Palette | None) -> Inks:
    """The inks that go with a fixed palette."""
    return DARK_INKS if palette == DARK else LIGHT_INKS
