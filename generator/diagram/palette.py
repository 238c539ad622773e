"""Colours of the drawing: light and dark on a screen, and on paper."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours by their roles; field names become CSS variables `--dg-…`."""

    def variables(self) -> tuple[tuple[str, str], ...]:
        """CSS variable and colour of each role."""
        return tuple((f"--dg-{f.name.replace('_', '-')}", str(getattr(self, f.name))) for f in fields(self))


@dataclass(frozen=True, slots=True)
class Palette(Colours):
    """Every colour of the drawing."""

    paper: str
    pool: str
    lane: str
    mine: str
    mine_title: str
    frame: str
    line: str
    text: str
    box: str
    hover: str
    start: str
    start_fill: str
    end: str
    end_fill: str
    event: str
    event_fill: str
    gate: str
    gate_fill: str
    sheet: str
    badge: str
    badge_text: str
    focus: str


LIGHT = Palette(
    paper="#ffffff",
    pool="#edf1f6",
    lane="#ffffff",
    mine="#e3ecfa",
    mine_title="#c8d9f2",
    frame="#3c4858",
    line="#3c4858",
    text="#1c2530",
    box="#ffffff",
    hover="#e8effb",
    start="#2e8555",
    start_fill="#e6f4ec",
    end="#c62f33",
    end_fill="#fde8e8",
    event="#3c4858",
    event_fill="#f3f6fa",
    gate="#b57a1e",
    gate_fill="#fff6dd",
    sheet="#f3f6fb",
    badge="#cf470f",
    badge_text="#ffffff",
    focus="#1f6feb",
)
DARK = Palette(
    paper="#1e2129",
    pool="#272b35",
    lane="#1e2129",
    mine="#29344a",
    mine_title="#3a4a68",
    frame="#8b96a6",
    line="#a3adbb",
    text="#e4e8ee",
    box="#262c36",
    hover="#3a4558",
    start="#6cc494",
    start_fill="#1f3a2c",
    end="#f0777a",
    end_fill="#43252a",
    event="#a3adbb",
    event_fill="#2a313c",
    gate="#e0a63f",
    gate_fill="#3b3221",
    sheet="#2d3542",
    badge="#cf470f",
    badge_text="#ffffff",
    focus="#79b8ff",
)
#: Fills stay as light as paper and lines as dark as text, so that a monochrome printer loses nothing but the hue.
PRINT = Palette(
    paper="#ffffff",
    pool="#eef1f5",
    lane="#ffffff",
    mine="#e4eaf3",
    mine_title="#c3cfe0",
    frame="#2b3440",
    line="#1f2833",
    text="#000000",
    box="#ffffff",
    hover="#ffffff",
    start="#1d6b40",
    start_fill="#f1f9f4",
    end="#a61d22",
    end_fill="#fdf1f1",
    event="#1f2833",
    event_fill="#f8f9fb",
    gate="#7a4b00",
    gate_fill="#fffaf0",
    sheet="#f8f9fb",
    badge="#9a3206",
    badge_text="#ffffff",
    focus="#1f2833",
)
