"""The PNG: its size in centimetres, its letters, the same bytes always."""

import json
import struct
import zlib
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest

from generator.diagram.flow import Flow
from generator.diagram.layout import layout
from generator.diagram.png import rasterise, render_png
from generator.swimlane import swimlane
from handbook.read import read
from tests.generator.diagram.samples import proposal

ROOT = Path(__file__).parents[3]


def chunks(png: bytes) -> dict[str, bytes]:
    """Chunks by name, their checksums checked."""
    found: dict[str, bytes] = {}
    at = 8
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        name, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        assert struct.unpack(">I", png[at + 8 + size : at + 12 + size]) == (zlib.crc32(name + body),)
        found.setdefault(name.decode(), body)
        at += 12 + size
    return found


@pytest.mark.parametrize(("dpi", "scale"), [(96, 1.0), (220, 1.0), (220, 0.6)])
def test_a_picture_tells_its_physical_size(dpi: int, scale: float) -> None:
    geometry = layout(proposal())
    found = chunks(render_png(geometry, dpi=dpi, scale=scale))
    width, height = struct.unpack(">II", found["IHDR"][:8])
    across, down, unit = struct.unpack(">IIB", found["pHYs"])
    assert unit == 1
    assert across == down
    inch = 0.0254
    assert width / across == pytest.approx(scale * geometry.width / 96 * inch, rel=0.002)
    assert height / down == pytest.approx(scale * geometry.height / 96 * inch, rel=0.002)
    assert list(found)[:2] == ["IHDR", "pHYs"]


def test_the_same_bytes_wherever_links_lead() -> None:
    flow = proposal()
    linked = layout(flow)
    assert any(shape.node.href for shape in linked.nodes)
    first = render_png(linked, dpi=96)
    rasterise.cache_clear()
    elsewhere = replace(flow, nodes=tuple(replace(node, href="b/", tooltip="Иначе") for node in flow.nodes))
    assert render_png(layout(elsewhere), dpi=96) == first
    assert rasterise.cache_info().misses == 1
    render_png(linked, dpi=96)
    assert rasterise.cache_info().hits == 1


def letters(flow: Flow) -> set[str]:
    nodes = chain.from_iterable(
        (node.title, *node.marks, *(one.title for one in (*node.documents, *node.timers))) for node in flow.nodes
    )
    bands = (one.title for one in (*flow.lanes, *flow.pools))
    labels = (one.label for one in (*flow.edges, *flow.messages))
    return set().union(*map(set, (flow.title, *nodes, *bands, *labels)))


def test_the_bundled_font_has_every_letter_of_the_library() -> None:
    book = read(ROOT).handbook
    used = set().union(*(letters(swimlane(book, process)) for process in book.processes.values()))
    used |= set("≥≤→←№₽—–−×…«»„“”°²·%\u00a0\u2009\u202f\u2011ёЁ")
    table = json.loads((ROOT / "generator/diagram/fonts/widths.json").read_text(encoding="utf-8"))
    for face in ("regular", "bold"):
        assert used - set("".join(table[face].values())) == set()


@pytest.mark.parametrize("weight", [400, 700])
def test_signs_of_business_texts_are_drawn(weight: int) -> None:
    def drawn(letter: str) -> bytes:
        return rasterise(
            '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="30">'
            f'<text x="5" y="22" font-size="20" font-weight="{weight}">{letter}</text></svg>',
            96,
        )

    blank = drawn(" ")
    assert drawn("\u202f") == blank
    pictures = [drawn(letter) for letter in "₽≥→№—Р"]
    assert blank not in pictures
    assert len(set(pictures)) == len(pictures)
