"""Contrast by the formulas of WCAG 2: text 4.5, lines and signs 3, on a screen in both schemes and on paper."""

import pytest

from generator.diagram.palette import DARK, LIGHT, PRINT, Palette

TEXT, SIGN = 4.5, 3.0
SCREENS = {"light": LIGHT, "dark": DARK}
PALETTES = {**SCREENS, "print": PRINT}
SURFACES = ("paper", "pool", "lane", "box", "sheet", "hover")
#: A line or a sign and what it is seen against.
DRAWN = (
    ("line", ("paper", "lane", "box", "pool", "sheet", "event_fill", "hover")),
    ("frame", ("paper", "lane", "pool")),
    ("start", ("lane", "start_fill")),
    ("end", ("lane", "end_fill")),
    ("event", ("lane", "event_fill", "box")),
    ("gate", ("lane", "gate_fill")),
    ("badge", ("lane", "box")),
    ("focus", ("lane", "box", "pool", "sheet")),
)


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def shade(palette: Palette, role: str) -> str:
    return str(getattr(palette, role))


@pytest.mark.parametrize("name", PALETTES)
def test_text_is_read_on_everything_it_stands_on(name: str) -> None:
    palette = PALETTES[name]
    faint = {on: contrast(palette.text, shade(palette, on)) for on in SURFACES}
    faint["badge"] = contrast(palette.badge_text, palette.badge)
    assert {on: ratio for on, ratio in faint.items() if ratio < TEXT} == {}


@pytest.mark.parametrize("name", PALETTES)
def test_lines_and_signs_are_seen_on_everything_they_cross(name: str) -> None:
    palette = PALETTES[name]
    pairs = {(role, on): contrast(shade(palette, role), shade(palette, on)) for role, ons in DRAWN for on in ons}
    assert {pair: ratio for pair, ratio in pairs.items() if ratio < SIGN} == {}


def test_a_monochrome_printer_keeps_everything_apart() -> None:
    """Fills stay near white and lines near black, so that grey dots neither hide words nor thin out a line."""
    fills = ("pool", "lane", "box", "start_fill", "end_fill", "event_fill", "gate_fill", "sheet")
    lines = ("line", "frame", "start", "end", "event", "gate", "badge")
    assert all(luminance(shade(PRINT, role)) > 0.85 for role in fills)
    assert all(luminance(shade(PRINT, role)) < 0.13 for role in lines)
    assert luminance(PRINT.paper) == pytest.approx(1)


def test_black_on_white_is_twenty_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
