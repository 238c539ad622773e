"""Style sheet of maps: the colours of our diagrams, light and dark, in the roles of a map."""

from __future__ import annotations

from generator.maps.chart import Paint, Stroke

_PAINTS = {
    Paint.PLAIN: ("{box}", "{line}", "1.3"),
    Paint.SOFT: ("{event-fill}", "{line}", "1.3"),
    Paint.OUTSIDE: ("{pool}", "{line}", "1.3;stroke-dasharray:6 3"),
    Paint.PAPER: ("{sheet}", "{line}", "1.1"),
    Paint.HEAD: ("{pool}", "{frame}", "1.6"),
    Paint.WON: ("{start-fill}", "{start}", "2"),
    Paint.LOST: ("{end-fill}", "{end}", "2"),
}
_STROKES = {Stroke.SOLID: "", Stroke.DASHED: ";stroke-dasharray:7 4", Stroke.DOTTED: ";stroke-dasharray:2 3"}

RULES = (
    ("text", "font-size:12px;fill:{text}"),
    ("text.s", "font-size:11px"),
    ("text.b", "font-weight:700"),
    ("text.halo", "paint-order:stroke;stroke:{lane};stroke-width:3px;stroke-linejoin:round"),
    ("rect.paper", "fill:{paper}"),
    (".frame", "fill:{lane};stroke:{frame};stroke-width:1"),
    (".edge", "fill:none;stroke:{line};stroke-linecap:round"),
    (".mark", "fill:none;stroke:{line};stroke-width:1.2"),
    (".neck", "fill:{pool};stroke:none"),
    (".tip", "fill:{line};stroke:none"),
    *((f".edge.{stroke}", f"stroke:{{line}}{more}") for stroke, more in _STROKES.items()),
    *(
        (f".shape.{paint}", f"fill:{fill};stroke:{line};stroke-width:{more};stroke-linejoin:round")
        for paint, (fill, line, more) in _PAINTS.items()
    ),
    ("g.line:hover .edge", "stroke:{focus}"),
    ("g.line:hover .tip", "fill:{focus}"),
    ("a", "cursor:pointer;text-decoration:none"),
    ("a:hover text", "text-decoration:underline"),
    ("a:focus", "outline:none"),
    ("a:focus-visible .shape", "stroke:{focus};stroke-width:3"),
    ("a:focus-visible:not(:has(.shape))", "outline:3px solid {focus};outline-offset:2px"),
)
