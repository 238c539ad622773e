"""The SVG: well formed whatever the titles, the same bytes always, linked, themed and self-contained."""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from generator.diagram.flow import Doc, Edge, Flow, Kind, Lane, Message, Node, Pool
from generator.diagram.layout import layout
from generator.diagram.palette import DARK, LIGHT
from generator.diagram.svg import render_svg
from tests.generator.diagram.samples import proposal, supply

ROOT = Path(__file__).parents[3]
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>alert('1')</script>&amp; ]]> \x00\x08\x1b\ud800\ufffe \"'\u2028 <!-- %s {line} {0}"


def hostile_flow() -> Flow:
    node = Node(
        HOSTILE,
        Kind.TASK,
        HOSTILE,
        HOSTILE,
        href='x" onclick="alert(1)',
        tooltip=HOSTILE,
        documents=(Doc(HOSTILE, "javascript:alert(1)"),),
        marks=(HOSTILE,),
    )
    return Flow(
        HOSTILE,
        HOSTILE,
        (Lane(HOSTILE, HOSTILE, "JAVA\tSCRIPT:alert(1)"),),
        (node, Node("g", Kind.EXCLUSIVE, HOSTILE, HOSTILE)),
        (Edge(HOSTILE, "g", HOSTILE),),
        (Pool(HOSTILE, HOSTILE),),
        (Message("g", HOSTILE, outgoing=True, label=HOSTILE),),
    )


@pytest.mark.parametrize("standalone", [True, False])
def test_hostile_titles_stay_text(standalone: bool) -> None:  # noqa: FBT001 - a test parameter
    text = render_svg(layout(hostile_flow()), standalone=standalone)
    tree = ET.fromstring(text.encode("utf-8"))  # noqa: S314 - our own output
    names = {element.tag.removeprefix(SVG) for element in tree.iter()}
    assert "script" not in names
    assert not any(name.startswith("on") for element in tree.iter() for name in element.attrib)
    links = [element.attrib["href"] for element in tree.iter(f"{SVG}a")]
    assert not any("script:" in link.lower() for link in links)
    assert any("alert('1')" in (element.text or "") for element in tree.iter(f"{SVG}title"))


def test_picture_is_sized_named_and_described() -> None:
    geometry = layout(proposal())
    tree = ET.fromstring(render_svg(geometry).encode())  # noqa: S314 - our own output
    assert tree.attrib["role"] == "img"
    assert tree.attrib["viewBox"] == f"0 0 {tree.attrib['width']} {tree.attrib['height']}"
    title, desc = tree.find(f"{SVG}title"), tree.find(f"{SVG}desc")
    assert title is not None
    assert title.text == geometry.flow.title
    assert desc is not None
    assert "Юрист" in (desc.text or "")
    assert tree.attrib["aria-labelledby"] == f"{title.attrib['id']} {desc.attrib['id']}"


def test_two_pictures_share_a_page() -> None:
    one, two = (render_svg(layout(flow)) for flow in (proposal(), supply()))
    ids = [set(re.findall(r' id="([^"]+)"', text)) for text in (one, two)]
    assert ids[0]
    assert not ids[0] & ids[1]
    for text, own in zip((one, two), ids, strict=True):
        assert set(re.findall(r"url\(#([^)]+)\)", text)) <= own
        rules = re.search(r"<style>(.*)</style>", text, re.DOTALL)
        assert rules is not None
        assert all("#dg-" in line for line in rules[1].splitlines())
    again = render_svg(layout(proposal()), prefix="second")
    assert not ids[0] & set(re.findall(r' id="([^"]+)"', again))


def test_links_and_tooltips() -> None:
    text = render_svg(layout(proposal()))
    tree = ET.fromstring(text.encode())  # noqa: S314 - our own output
    links = {element.attrib["href"] for element in tree.iter(f"{SVG}a")}
    assert links == {"roles/sales/", "ops/need/", "docs/card/"}
    assert all(element.find(f"{SVG}title") is not None for element in tree.iter(f"{SVG}a"))
    assert "focus-visible" in text


def test_colours_follow_the_page_or_the_system() -> None:
    geometry = layout(supply())
    inline, alone = render_svg(geometry), render_svg(geometry, standalone=True)
    assert '[data-md-color-scheme="slate"] #' in inline
    assert "prefers-color-scheme" not in inline
    assert not inline.startswith("<?xml")
    assert "prefers-color-scheme:dark" in alone
    assert f"var(--dg-gate,{LIGHT.gate})" in inline
    assert f"--dg-gate:{DARK.gate}" in inline
    fixed = render_svg(geometry, standalone=True, palette=LIGHT)
    assert "var(" not in fixed
    assert "@media" not in fixed
    assert "http" not in inline.replace("http://www.w3.org/2000/svg", "")


def test_same_bytes_for_any_hash_seed() -> None:
    code = (
        "import hashlib\n"
        "from generator.diagram.layout import layout\n"
        "from generator.diagram.svg import render_svg\n"
        "from tests.generator.diagram.samples import proposal, random_flow, supply\n"
        "flows = [proposal(), supply(), *map(random_flow, range(8))]\n"
        "text = ''.join(render_svg(layout(flow)) for flow in flows)\n"
        "print(hashlib.sha256(text.encode()).hexdigest())\n"
    )
    digests = set()
    for seed in ("0", "1", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        run = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, env=environment
        )
        digests.add(run.stdout.strip())
    assert len(digests) == 1
    assert len(digests.pop()) == hashlib.sha256().digest_size * 2
