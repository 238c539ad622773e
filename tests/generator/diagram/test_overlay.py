"""Results over a drawing: nothing is covered, nothing moves, and every level reads without its colour."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from generator.diagram import svg_overlay_style
from generator.diagram.flow import Edge, Flow, Kind, Lane, Node
from generator.diagram.geometry import Geometry
from generator.diagram.layout import layout
from generator.diagram.manner import Manner
from generator.diagram.overlay import Level, Overlay, Paint
from generator.diagram.overlay_key import header_sign, lay_key
from generator.diagram.overlay_place import place
from generator.diagram.palette import LIGHT
from generator.diagram.png import render_png
from generator.diagram.spacing import PRINT
from generator.diagram.svg import render_svg
from generator.swimlane import swimlane
from handbook.book import Handbook
from handbook.read import read
from reglament.sample import sample_root
from tests.generator.diagram.flows import SEED, generated_flow
from tests.generator.diagram.overlays import LEGEND, covered, painted

SVG = "{http://www.w3.org/2000/svg}"
SCREEN_MANNER, PRINT_MANNER = Manner(), Manner(vertical=True, spacing=PRINT)
GENERATED = 40
NASTY = "</title><script>alert(1)</script>&\"'\u0000\u202e"
SIMPLE = Flow(
    "f",
    "Процесс",
    (Lane("l", "Менеджер"),),
    tuple(Node(f"n{i}", Kind.TASK, f"Операция {i}", "l") for i in range(3)),
    (Edge("n0", "n1"), Edge("n1", "n2")),
)


@pytest.fixture(scope="module")
def book() -> Handbook:
    return read(sample_root()).handbook


@pytest.mark.parametrize("manner", [SCREEN_MANNER, PRINT_MANNER], ids=["screen", "print"])
def test_badges_of_shipped_processes_cover_nothing(book: Handbook, manner: Manner) -> None:
    for process in book.processes.values():
        geometry = layout(swimlane(book, process), manner)
        overlay = painted(geometry)
        tags = place(geometry, overlay)
        assert covered(geometry, tags) == [], process.id
        # On what is shipped every painted task says its words, wherever it stands.
        worded = {id(tag.paint) for tag in tags if tag.lines}
        assert [name for name, paint in overlay.nodes.items() if id(paint) not in worded] == [], process.id


@pytest.mark.parametrize("number", range(GENERATED))
def test_badges_of_generated_flows_cover_nothing(number: int) -> None:
    geometry = layout(generated_flow(SEED, number), PRINT_MANNER if number % 2 else SCREEN_MANNER)
    overlay = painted(geometry)
    tags = place(geometry, overlay)
    assert covered(geometry, tags) == []
    assert {id(paint) for paint in overlay.nodes.values()} <= {id(tag.paint) for tag in tags}


def test_the_drawing_stays_what_it_was(book: Handbook) -> None:
    geometry = layout(swimlane(book, book.processes["prodat-tipovoe"]))
    plain, over = render_svg(geometry), render_svg(geometry, overlay=painted(geometry))
    for line in re.findall(r'<(?:path class="(?:flow|message|arrow)|rect class="(?:shape|lane|badge))[^>]*>', plain):
        assert line in over
    assert render_svg(geometry, overlay=None) == render_svg(geometry, overlay=Overlay()) == plain


def test_the_key_adds_height_and_keeps_its_rows_apart(book: Handbook) -> None:
    for manner in (SCREEN_MANNER, PRINT_MANNER):
        geometry = layout(swimlane(book, book.processes["prodat-uslugu"]), manner)
        key = lay_key(geometry, painted(geometry))
        assert key.whole is not None
        boxes = [box for entry in (key.whole, *key.entries) for box in (entry.swatch, entry.text.rect)]
        assert all(geometry.height <= box.y and box.bottom <= geometry.height + key.height for box in boxes)
        assert all(box.right <= geometry.width for box in boxes)
        assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])
        root = ET.fromstring(render_svg(geometry, overlay=painted(geometry)))  # noqa: S314 - our own output
        assert float(root.get("height", "")) == round(geometry.height + key.height, 1)


def test_the_sign_of_the_whole_keeps_clear_of_its_title(book: Handbook) -> None:
    for process in book.processes.values():
        for manner in (SCREEN_MANNER, PRINT_MANNER):
            geometry = layout(swimlane(book, process), manner)
            room = header_sign(geometry)
            assert room is not None, process.id
            assert not room.overlaps(geometry.title.rect)
            assert geometry.header.grown(0.1).overlaps(room)


def test_every_level_reads_without_colour() -> None:
    """Borders, lines and rims differ where ink is one."""
    css = svg_overlay_style.style("x", standalone=False, palette=LIGHT)

    def looks(part: str) -> list[str]:
        rules = [re.search(rf"#x \.p-{level} \.{part}\{{([^}}]*)\}}", css) for level in Level]
        return [re.sub(r"(fill|stroke):[^;]*;?", "", rule[1]) for rule in rules if rule]

    rims = [level in svg_overlay_style.TILES for level in Level]
    assert len(set(looks("track"))) == len(Level)
    assert len(set(zip(looks("task"), rims, strict=True))) == len(Level)
    assert "dasharray" in looks("task")[list(Level).index(Level.UNKNOWN)]


def test_unknown_is_drawn_unlike_kept() -> None:
    geometry = layout(SIMPLE)
    drawings = {
        level: render_svg(geometry, palette=LIGHT, overlay=Overlay({"n0": Paint(level, ("слово",))}))
        for level in (Level.UNKNOWN, Level.OK)
    }
    signs = {level: re.findall(r'class="glyph"[^>]* d="([^"]*)"', text) for level, text in drawings.items()}
    assert signs[Level.UNKNOWN]
    assert signs[Level.UNKNOWN] != signs[Level.OK]


def test_screen_readers_hear_the_numbers() -> None:
    overlay = Overlay(
        {"n0": Paint(Level.BAD, ("14 сделок", "38 %"))},
        {0: Paint(Level.MINOR, ("2 сделки",))},
        Paint(Level.UNKNOWN, ("не проверено",)),
        "Процесс в целом",
        LEGEND,
    )
    description = ET.fromstring(render_svg(layout(SIMPLE), overlay=overlay)).findtext(f"{SVG}desc")  # noqa: S314 - ours
    assert description is not None
    for said in (
        "Операция 0: 14 сделок, 38 % (что значит «bad»).",
        "Операция 0 → Операция 1: 2 сделки (что значит «minor»).",
        "Процесс в целом: не проверено (что значит «unknown»).",
    ):
        assert said in description


def test_badges_lead_where_they_say_and_never_run_anything() -> None:
    geometry = layout(SIMPLE)
    safe = Overlay({"n0": Paint(Level.BAD, ("1",), "Подсказка", "#norm-x")})
    assert '<a href="#norm-x"><title>Подсказка</title>' in render_svg(geometry, overlay=safe)
    evil = Overlay({"n0": Paint(Level.BAD, ("1",), "Подсказка", "javascript:alert(1)")})
    assert "javascript" not in render_svg(geometry, overlay=evil)


def test_hostile_words_stay_words() -> None:
    paint = Paint(Level.BAD, (NASTY,), NASTY, "#x")
    overlay = Overlay({"n0": paint}, {0: paint}, paint, NASTY, {Level.BAD: NASTY}, NASTY, NASTY)
    text = render_svg(layout(SIMPLE), overlay=overlay)
    root = ET.fromstring(text)  # noqa: S314 - our own output
    assert not list(root.iter(f"{SVG}script"))
    assert "<script" not in text


def test_endless_words_leave_the_sign() -> None:
    overlay = Overlay({"n0": Paint(Level.BAD, ("ч" * 500,))})
    geometry = layout(SIMPLE)
    tags = place(geometry, overlay)
    assert [tag.lines for tag in tags] == [()]
    assert covered(geometry, tags) == []


def test_a_repeated_operation_is_tinted_and_has_no_second_badge() -> None:
    overlay = Overlay({"n0": Paint(Level.BAD, ("3 сделки",)), "n1": Paint(Level.BAD)})
    geometry = layout(SIMPLE)
    assert len(place(geometry, overlay)) == 1
    assert render_svg(geometry, overlay=overlay).count('<g class="p-bad"><g role="img"') >= 2


def test_places_that_are_not_drawn_are_passed_over() -> None:
    overlay = Overlay({"нет": Paint(Level.BAD, ("1",))}, {99: Paint(Level.BAD, ("1",))})
    assert place(layout(SIMPLE), overlay) == ()
    render_svg(layout(SIMPLE), overlay=overlay)


def test_the_same_overlay_makes_the_same_bytes() -> None:
    flow = generated_flow(SEED, 1)
    once, again = layout(flow), layout(flow)
    assert render_svg(once, overlay=painted(once)) == render_svg(again, overlay=painted(again))


def test_a_picture_for_paper_is_painted_too() -> None:
    geometry: Geometry = layout(SIMPLE)
    overlay = painted(geometry)
    plain, over = render_png(geometry, dpi=96), render_png(geometry, dpi=96, overlay=overlay)
    high = [int.from_bytes(png[20:24]) for png in (plain, over)]
    assert high[1] > high[0]
    assert over != render_png(geometry, dpi=96, overlay=replace(overlay, nodes={}))
