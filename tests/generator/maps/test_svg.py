"""Pictures of maps: whatever the words are, well-formed, inert, named apart, linked, coloured by the page."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from lxml import etree

from generator.diagram.palette import DARK
from generator.maps import boxes, dot
from generator.maps.chart import Chart, Cluster, Edge, Node, Shape
from generator.maps.funnel_shape import funnel_shape
from generator.maps.labels import overlap, settle
from generator.maps.placing import place
from generator.maps.svg import draw
from handbook.book import Handbook
from tests.generator.maps.companies import HOSTILE, book, charts, hostile, href, pictures, sample, sources

SVG = "{http://www.w3.org/2000/svg}"
WIDEST = 1200
WORDS = ("", " ", "\n", "\\", '"', HOSTILE, "\\N", "a\nb", "\x00\x07", "Слово" * 40, "<b>", "%", "\ud83d\ude80")


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    return hostile(tmp_path_factory.mktemp("hostile"))


def chart(words: str) -> Chart:
    """A chart whose every word is this one."""
    return Chart(
        "words",
        words,
        words,
        nodes=(Node("a", words, words, tooltip=words), Node("b", words)),
        edges=(Edge("a", "b", words, words), Edge("b", "a", words, both=True, returns=words)),
        clusters=(Cluster("c", words, ("a",)),),
    )


@pytest.mark.parametrize("words", WORDS)
def test_any_word_gives_a_picture(words: str) -> None:
    safe = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    root = etree.fromstring(draw(chart(safe), standalone=True).svg.encode())
    assert not list(root.iter(f"{SVG}script"))
    assert len(list(root.iter(f"{SVG}path"))) >= 2


def test_no_word_of_the_user_reaches_the_layout(spoilt: Handbook) -> None:
    for one in charts(spoilt):
        source = dot.source(one)
        plain = re.sub(r"label=<<TABLE [A-Z0-9\"= ]+><TR><TD></TD></TR></TABLE>>", "", source)
        assert not re.search(r"[а-яА-Я\\<%']", plain), source
        assert "alert" not in source


def test_hostile_words_stay_words(spoilt: Handbook) -> None:
    for one in pictures(spoilt, standalone=True):
        root = etree.fromstring(one.svg.encode())
        assert not list(root.iter(f"{SVG}script"))
        assert not list(root.iter(f"{SVG}TABLE"))
        assert not list(root.iter(f"{SVG}b"))
        assert "<script" not in one.svg


def test_a_link_that_runs_is_no_link() -> None:
    made = draw(
        Chart("links", "t", "d", nodes=(Node("a", "A", href="javascript:alert(1)"), Node("b", "B", href="b.html")))
    )
    assert re.findall(r'<a href="([^"]*)"', made.svg) == ["b.html"]


def test_every_node_with_a_page_is_a_link(tmp_path: Path) -> None:
    company = book(tmp_path)
    for one in charts(company):
        links = set(re.findall(r'<a href="([^"]*)"', draw(one).svg))
        assert links == {node.href for node in one.nodes if node.href}


def test_pictures_of_one_page_have_ids_of_their_own() -> None:
    found: set[str] = set()
    for one in pictures(sample()):
        ids = re.findall(r'\bid="([^"]+)"', one.svg)
        assert len(ids) == len(set(ids))
        assert not found & set(ids), one.name
        found |= set(ids)
        references = re.findall(r'aria-labelledby="([^"]+)"', one.svg)
        assert {part for item in references for part in item.split()} <= set(ids)


def test_colours_follow_the_page_and_a_file_follows_the_system(tmp_path: Path) -> None:
    company = book(tmp_path)
    inline, alone = (next(pictures(company, standalone=flag)).svg for flag in (False, True))
    assert '[data-md-color-scheme="slate"]' in inline
    assert DARK.text in inline
    assert "prefers-color-scheme" not in inline
    assert "prefers-color-scheme:dark" in alone
    assert alone.startswith("<?xml")
    drawn = re.sub(r"<style>.*?</style>", "", inline, flags=re.DOTALL)
    assert "#" not in re.sub(r"&#x?[0-9a-f]+;|aria-\S+", "", drawn), "a colour outside of the style sheet"
    assert "font-family" not in drawn


def test_shipped_maps_are_not_wider_than_a_page() -> None:
    assert {one.name: one.width for one in pictures(sample()) if one.width > WIDEST} == {}


def test_no_label_covers_a_node_or_another_label() -> None:
    for one in charts(sample()):
        placed = settle(place(one))
        labels = [edge.label for edge in placed.edges if edge.label]
        nodes = [node.rect for node in placed.nodes]
        assert not [pair for pair in combinations(nodes, 2) if overlap(*pair)], one.id
        assert not [pair for pair in combinations(labels, 2) if overlap(*pair)], one.id
        assert not [(label, node) for label in labels for node in nodes if overlap(label, node)], one.id


def test_text_fits_its_node_by_our_own_metrics(spoilt: Handbook) -> None:
    for one in charts(spoilt):
        for node in one.nodes:
            text, size = boxes.node_text(node), boxes.node_size(node)
            assert text.width + 2 * boxes.PAD_X <= size.width
            assert text.height + 2 * boxes.PAD_Y <= size.height


def test_a_funnel_without_numbers_has_no_shape(tmp_path: Path) -> None:
    made = sources()
    for stage in made["processes/sell/main/process.yaml"]["funnel"]["stages"]:
        stage.pop("recommended", None)
    company = book(tmp_path, made)
    assert funnel_shape(company, href, company.processes["main"]) is None


def test_bands_are_as_wide_as_their_numbers(tmp_path: Path) -> None:
    company = book(tmp_path)
    made = funnel_shape(company, href, company.processes["main"])
    assert made is not None
    widths = [float(width) for width in re.findall(r'<rect class="shape \w+"[^>]* width="([0-9.]+)"', made.svg)]
    assert widths[0] == 360
    assert widths[1] == pytest.approx(360 * 3 / 5)
    assert widths[2] < widths[1]


HASHED = """
import hashlib
from tests.generator.maps.companies import pictures, sample
print(hashlib.sha256("".join(one.svg for one in pictures(sample(), standalone=True)).encode()).hexdigest())
"""


def test_the_same_sources_give_the_same_bytes_under_any_hash_seed() -> None:
    root = Path(__file__).resolve().parents[3]
    made = {
        subprocess.run(
            [sys.executable, "-c", HASHED],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "4711")
    }
    assert len(made) == 1


@pytest.mark.parametrize("seed", range(30))
def test_any_chart_is_drawn_without_overlaps(seed: int) -> None:
    made = random.Random(seed)  # noqa: S311 - a chart that can be drawn again, no secret
    count = made.randint(1, 60)
    words = ("Слово", "Согласовать", "и", "КП", "Длинноеслово" * 3)
    nodes = tuple(
        Node(str(number), " ".join(made.choices(words, k=made.randint(0, 8))), shape=made.choice(list(Shape)))
        for number in range(count)
    )
    pairs = [made.choices(range(count), k=2) for _ in range(made.randint(0, 2 * count))]
    edges = tuple(
        Edge(
            str(start),
            str(end),
            made.choice(("", "3", "9 документов")),
            both=made.random() < 0.2,
            back=made.random() < 0.2,
            loose=made.random() < 0.2,
            hidden=made.random() < 0.2,
        )
        for start, end in pairs
        if start != end
    )
    frames = (Cluster("a", "Отдел", tuple(map(str, range(count // 2)))),) if count > 2 and made.random() < 0.5 else ()
    placed = settle(place(Chart("any", "t", "d", nodes, edges, frames, across=made.random() < 0.5)))
    rects = [node.rect for node in placed.nodes]
    assert not [pair for pair in combinations(rects, 2) if overlap(*pair)]
    assert all(edge.label for edge in placed.edges if edge.edge.label)
    assert all(rect.x >= 0 and rect.right <= placed.width and rect.bottom <= placed.height for rect in rects)
