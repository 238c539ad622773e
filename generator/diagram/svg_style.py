"""Style sheet and markers of a picture; everything is scoped by the picture's id."""

from generator.diagram.palette import DARK, LIGHT, Palette

FONT_FAMILY = '"Liberation Sans",Arial,Helvetica,sans-serif'
RULES = (
    ("text", "font-size:12px;fill:{text}"),
    ("text.s", "font-size:11px"),
    ("text.b", "font-weight:700"),
    ("text.halo", "paint-order:stroke;stroke:{lane};stroke-width:3px;stroke-linejoin:round"),
    (".paper", "fill:{paper}"),
    (".lane", "fill:{lane};stroke:{frame};stroke-width:1"),
    (".pool", "fill:{pool};stroke:{frame};stroke-width:1.25"),
    (".mine", "fill:{mine}"),
    (".mine-title", "fill:{mine-title}"),
    (".mine-frame", "fill:none;stroke:{line};stroke-width:4"),
    (".frame", "fill:none;stroke:{frame};stroke-width:1.5"),
    (".flow", "fill:none;stroke:{line};stroke-width:1.5"),
    (".message", "fill:none;stroke:{line};stroke-width:1.2;stroke-dasharray:7 4"),
    (".tie", "fill:none;stroke:{line};stroke-width:1.2;stroke-dasharray:2 2.5"),
    (".shape", "stroke:{line};stroke-width:1.5"),
    (".task", "fill:{box}"),
    (".call", "stroke-width:3"),
    (".start", "fill:{start-fill};stroke:{start};stroke-width:2"),
    (".end", "fill:{end-fill};stroke:{end};stroke-width:3.5"),
    (".event", "fill:{event-fill};stroke:{event};stroke-width:1.2"),
    (".gate", "fill:{gate-fill};stroke:{gate};stroke-width:1.5"),
    (".sign", "fill:none;stroke:{gate};stroke-width:3;stroke-linecap:round"),
    (".icon", "fill:none;stroke:{line};stroke-width:1.1;stroke-linejoin:round"),
    (".full", "fill:{line};stroke-width:0.6"),
    (".sheet", "fill:{sheet};stroke:{line};stroke-width:1.1;stroke-linejoin:round"),
    (".badge", "fill:{badge};stroke:{box};stroke-width:1"),
    ("text.badge-text", "fill:{badge-text}"),
    (".arrow", "fill:{line}"),
    (".hollow", "fill:{lane};stroke:{line};stroke-width:1.1"),
    (".dashed", "stroke-dasharray:3 2"),
    (".hot", "fill:none;stroke:{focus};stroke-width:3;visibility:hidden;pointer-events:none"),
    (".node:hover>.hot,.node:focus-within>.hot", "visibility:visible"),
    ("a", "cursor:pointer;text-decoration:none"),
    ("a:hover text", "text-decoration:underline"),
    ("a:hover .task,a:hover .sheet,a:hover .pool", "fill:{hover}"),
    ("a:focus", "outline:none"),
    ("a:focus-visible", "outline:3px solid {focus};outline-offset:2px"),
    # Headers stand side by side and would cover one another's rings.
    ("a:focus-visible:has(.pool)", "outline-offset:-4px"),
    ("a:focus-visible .shape,a:focus-visible .sheet", "stroke:{focus};stroke-width:3"),
)


def style(name: str, *, standalone: bool, palette: Palette | None, rules: tuple[tuple[str, str], ...] = RULES) -> str:
    """The style element: colours are literal with a palette, else CSS variables with fallbacks."""
    fallback = dict((palette or LIGHT).variables())
    colours = {
        variable.removeprefix("--dg-"): colour if palette else f"var({variable},{colour})"
        for variable, colour in fallback.items()
    }
    ground = f";background:{colours['paper']}" if standalone else ""
    lines = [f"#{name}{{font-family:{FONT_FAMILY}{ground}}}"]
    for selector, body in rules:
        if palette and ":" in selector:
            continue  # paper and converters know no hover and no focus
        scoped = ",".join(f"#{name} {part}" for part in selector.split(","))
        for role, colour in colours.items():
            body = body.replace(f"{{{role}}}", colour)  # noqa: PLW2901 - filled role by role
        lines.append(f"{scoped}{{{body}}}")
    if not palette:
        dark = ";".join(f"{variable}:{colour}" for variable, colour in DARK.variables())
        # Only on a screen: what is printed from a dark page goes onto white paper.
        lines.append(f'@media screen{{[data-md-color-scheme="slate"] #{name}{{{dark}}}}}')
        if standalone:
            lines.append(f"@media screen and (prefers-color-scheme:dark){{#{name}{{{dark}}}}}")
    return "<style>" + "\n".join(lines) + "</style>"


def markers(name: str) -> str:
    """The open arrowhead of a message."""
    return (
        f'<defs><marker id="{name}-open" markerUnits="userSpaceOnUse" viewBox="-1 -1 12 10" refX="9.5" refY="4" '
        'markerWidth="12" markerHeight="10" orient="auto"><path class="hollow" d="M0 0L9 4L0 8Z"/></marker></defs>'
    )
