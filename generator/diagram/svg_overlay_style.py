"""Style sheet and patterns of painted results; a level is told by colour, rim, border and sign."""

from __future__ import annotations

from collections.abc import Iterable

from generator.diagram.overlay import Level
from generator.diagram.overlay_inks import DARK_INKS, inks_for
from generator.diagram.palette import LIGHT, Palette

#: Patterns of rims: side of the tile, turn, path and thickness; the other levels have plain rims.
TILES = {
    Level.BAD: (4, 45, "M0 1H4", 2.2),
    Level.MINOR: (7, -45, "M0 1H7", 1.4),
    Level.WAIVED: (4, 0, "M1 2H3", 2.0),
}
BORDERS = {
    Level.BAD: "stroke-width:3",
    Level.MINOR: "stroke-width:2.2",
    Level.UNKNOWN: "stroke-width:1.8;stroke-dasharray:5 3",
    Level.WAIVED: "stroke-width:2",
    Level.OK: "stroke-width:2",
}
LINES = {
    Level.BAD: "stroke-width:4.5",
    Level.MINOR: "stroke-width:4;stroke-dasharray:12 3",
    Level.UNKNOWN: "stroke-width:3.5;stroke-dasharray:2 4",
    Level.WAIVED: "stroke-width:3.5;stroke-dasharray:8 3 2 3",
    Level.OK: "stroke-width:3",
}


def style(name: str, levels: Iterable[Level] = Level, *, standalone: bool, palette: Palette | None) -> str:
    """The style element of painted pictures.

    Args:
        name: Id of the picture, or of what stands around several.
        levels: Levels that are painted.
        standalone: Whether light or dark follows the reader's system.
        palette: Fixed colours of the drawing instead of CSS variables.
    """
    named = (*(palette or LIGHT).variables(), *inks_for(palette).variables())
    colours = {
        variable.removeprefix("--dg-"): colour if palette else f"var({variable},{colour})" for variable, colour in named
    }
    rules = [
        ".rim{stroke:none}",
        ".tag{stroke-width:1.2}",
        ".glyph{fill:none;stroke-width:1.7;stroke-linecap:round;stroke-linejoin:round}",
        f".key-line{{fill:none;stroke:{colours['line']};stroke-width:4}}",
        *(rule for level in levels for rule in _rules(level, colours)),
    ]
    if not palette:
        rules.append(f"a:focus-visible .tag{{stroke:{colours['focus']};stroke-width:3}}")
    lines = [f"#{name} {rule}" for rule in rules]
    if not palette:
        dark = ";".join(f"{variable}:{colour}" for variable, colour in DARK_INKS.variables())
        lines.append(f'@media screen{{[data-md-color-scheme="slate"] #{name}{{{dark}}}}}')
        if standalone:
            lines.append(f"@media screen and (prefers-color-scheme:dark){{#{name}{{{dark}}}}}")
    return "<style>" + "\n".join(lines) + "</style>"


def tiles(name: str, levels: Iterable[Level]) -> str:
    """Patterns of the levels used, for ``rim_fill``."""
    patterns = "".join(_tile(name, level) for level in levels if level in TILES)
    return f"<defs>{patterns}</defs>" if patterns else ""


def rim_fill(name: str, level: Level) -> str:
    """What a rim of a level is filled with."""
    return f"url(#{name}-{level})" if level in TILES else "none"


def _tile(name: str, level: Level) -> str:
    side, turn, path, thick = TILES[level]
    return (
        f'<pattern id="{name}-{level}" patternUnits="userSpaceOnUse" width="{side}" height="{side}" '
        f'patternTransform="rotate({turn})"><path class="p-{level} hatch" stroke-width="{thick}" d="{path}"/></pattern>'
    )


def _rules(level: Level, colours: dict[str, str]) -> list[str]:
    ink, tint, badge = colours[level], colours[f"{level}-tint"], colours[f"{level}-badge"]
    hollow = level is Level.UNKNOWN
    text = ink if hollow else colours["on-badge"]
    edge = f"{ink};stroke-dasharray:3 2" if hollow else colours["lane"]
    own = f".p-{level}"
    return [
        f"{own} .task{{fill:{tint};stroke:{ink};{BORDERS[level]}}}",
        f"{own} .wash{{fill:{tint}}}",
        f"{own}.hatch{{stroke:{ink}}}",
        f"{own} .track{{fill:none;stroke:{ink};{LINES[level]}}}",
        f"{own} .tip{{fill:{ink}}}",
        f"{own} .leader{{stroke:{ink};stroke-width:1.5}}",
        f"{own} .tag{{fill:{badge};stroke:{edge}}}",
        f"{own} .glyph{{stroke:{text}}}",
        f"{own} text.tag-text{{fill:{text}}}",
    ]
