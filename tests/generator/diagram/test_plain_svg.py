"""The picture for Word: the same to look at, in nothing but presentation attributes."""

import struct
from xml.etree import ElementTree as ET

import pytest

from generator.diagram.layout import layout
from generator.diagram.manner import Manner
from generator.diagram.plain_svg import plain
from generator.diagram.png import paper_svg, rasterise
from tests.generator.diagram.samples import proposal

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("vertical", [False, True])
def test_only_what_a_simple_renderer_knows(vertical: bool) -> None:  # noqa: FBT001 - a test parameter
    text = plain(paper_svg(layout(proposal(), Manner(vertical=vertical)), highlight=frozenset({"sales"})))
    tree = ET.fromstring(text)  # noqa: S314 - our own output
    assert {element.tag.removeprefix(SVG) for element in tree.iter()} <= {
        "svg", "g", "rect", "path", "circle", "text", "tspan"
    }  # fmt: skip
    used = {name for element in tree.iter() for name in element.attrib}
    assert not used & {"class", "style", "id", "marker-end", "paint-order", "role"}
    assert not any("var(" in value or "url(" in value for element in tree.iter() for value in element.attrib.values())
    assert {element.get("font-family", "").split(",")[0] for element in tree.iter(f"{SVG}text")} == {"Arial"}


def test_it_looks_the_same() -> None:
    """Halos and arrowheads drawn as shapes of their own differ by the odd grey dot, no more."""
    whole = paper_svg(layout(proposal()))
    one, other = rasterise(whole, 48), rasterise(plain(whole), 48)
    assert struct.unpack(">II", one[16:24]) == struct.unpack(">II", other[16:24])
    assert len(other) == pytest.approx(len(one), rel=0.02)


def test_messages_keep_their_open_arrowheads_and_titles_their_halos() -> None:
    geometry = layout(proposal())
    tree = ET.fromstring(plain(paper_svg(geometry)))  # noqa: S314 - our own output
    heads = [path for path in tree.iter(f"{SVG}path") if path.get("d") == "M0 0L9 4L0 8Z"]
    assert len(heads) == len(geometry.messages) > 0
    assert all(str(path.get("transform")).startswith("translate(") for path in heads)
    halos = [text for text in tree.iter(f"{SVG}text") if text.get("stroke-width") == "3"]
    assert len(halos) >= sum(1 for line in geometry.lines if line.label)
