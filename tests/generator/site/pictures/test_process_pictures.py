"""The pictures of a process: room for four ways of looking in the page, each handed over by a file, and downloads."""

import json
import os
import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from generator import shelf
from generator.site.given import Given
from generator.site.pages import pages
from generator.site.pictures import process_pictures
from tests.generator.site.building import Built, company, small

SVG = "{http://www.w3.org/2000/svg}"
FOLDER = "assets/diagrams"


def svg(built: Built, script: str) -> str:
    """The picture a script hands over."""
    start, _, rest = (built.site / script).read_text(encoding="utf-8").partition(", ")
    assert start == f'reglament.picture("{script.removesuffix(".js")}"'
    found: str = json.loads(rest.rstrip().removesuffix(");"))
    return found


def page(built: Built) -> str:
    return (built.site / "processes/main/index.html").read_text(encoding="utf-8")


def test_a_page_shows_a_process_both_ways_in_full_and_in_brief(built: Built) -> None:
    text = unescape(page(built))
    views = re.findall(
        r'class="rg-diagram__view rg-diagram__view--([^"]+)" data-picture="../../([^"]+)" style="--natural: ([\d.]+)"',
        text,
    )
    assert [(kind, script) for kind, script, _ in views] == [
        ("wide", f"{FOLDER}/main.js"),
        ("wide rg-diagram__view--brief", f"{FOLDER}/main--brief.js"),
        ("tall", f"{FOLDER}/main--vertical.js"),
        ("tall rg-diagram__view--brief", f"{FOLDER}/main--vertical--brief.js"),
    ]
    for _, script, width in views:
        handed = svg(built, script)
        drawn = ET.fromstring(handed)  # noqa: S314 - our own output
        size = float(drawn.attrib["width"]), float(drawn.attrib["height"])
        assert size[0] == float(width)
        assert f'<svg class="rg-diagram__room" width="{size[0]}" height="{size[1]}"' in text
        assert "<style" not in handed
    assert "Документ: Указатель цен" in svg(built, f"{FOLDER}/main.js")
    assert "Документ: Указатель цен" not in svg(built, f"{FOLDER}/main--brief.js")
    assert "Документ: Указатель цен" not in text.split('class="rg-diagram__scroll"')[1].split("</details>")[0]


def test_a_process_without_papers_has_nothing_to_leave_out(tmp_path: Path) -> None:
    sources = small()
    for name in ("ask", "offer-it"):
        sources[f"processes/sell/main/{name}.yaml"].pop("inputs", None)
        sources[f"processes/sell/main/{name}.yaml"].pop("outputs", None)
    made = {one.path: one.content for one in pages(company(tmp_path, sources))}
    text = made["processes/main/index.md"].decode()
    assert f"{FOLDER}/main--brief.js" not in made
    assert text.count('class="rg-diagram__view ') >= 2
    assert "rg-detail" not in text
    assert "rg-diagram__view--brief" not in text


def test_every_download_is_what_it_says(built: Built) -> None:
    links = re.findall(r'<a href="../../(assets/diagrams/[^"]+)" download', unescape(page(built)))
    assert links == [f"{FOLDER}/main{end}" for end in (".svg", "--vertical.svg", ".bpmn")]
    wide, tall = (ET.parse(built.site / link).getroot() for link in links[:2])  # noqa: S314 - our own output
    assert {element.tag for element in (wide, tall)} == {f"{SVG}svg"}
    assert float(wide.attrib["height"]) < float(tall.attrib["height"])
    bpmn = ET.parse(built.site / links[2]).getroot()  # noqa: S314 - our own output
    assert bpmn.tag.endswith("}definitions")


def test_a_picture_for_paper_is_offered_when_there_is_one(tmp_path: Path) -> None:
    book = company(tmp_path, small())
    made = {
        one.path: one.content.decode()
        for one in pages(book, given=Given(prints={"main": 3}), only={"processes/main/index.md"})
    }
    (row,) = re.findall(r'<p class="rg-diagram__files">.*', made["processes/main/index.md"])
    assert re.findall(r'href="../../(assets/[^"]+)" download title="([A-Z]+)', unescape(row)) == [
        (f"{FOLDER}/main.svg", "SVG"),
        (f"{FOLDER}/main--vertical.svg", "SVG"),
        (f"{FOLDER}/main.png", "PNG"),
        (f"{FOLDER}/main.bpmn", "BPMN"),
    ]
    assert f"{FOLDER}/main.png" not in made


@pytest.mark.parametrize("which", ["main.svg", "main--vertical.svg", "main--brief.svg", "main--vertical--brief.svg"])
def test_links_of_a_file_arrive(built: Built, which: str) -> None:
    tree = ET.parse(built.site / FOLDER / which)  # noqa: S314 - our own output
    found = tuple(tree.iter(f"{SVG}a"))
    assert {element.attrib["target"] for element in found} == {"_top"}
    links = {element.attrib["href"] for element in found}
    handed = ET.fromstring(svg(built, f"{FOLDER}/{which.removesuffix('.svg')}.js"))  # noqa: S314 - our own output
    assert {element.attrib["href"] for element in handed.iter(f"{SVG}a")} == links
    for link in links:
        assert (built.site / os.path.normpath(f"{FOLDER}/{link}")).is_file()


def test_the_legend_is_folded_and_tells_what_is_drawn(built: Built) -> None:
    (legend,) = re.findall(r'<details class="rg-diagram__legend">(.*?)</details>', page(built), re.DOTALL)
    for words in (
        "Начало: пришло сообщение",
        "Выбор: дальше одним из путей",
        "Контрольная точка",
        "Документ, который готовит",
    ):
        assert words in legend
    assert "Другой процесс" not in legend
    assert legend.count("<svg") == legend.count("<li>")


def test_a_kept_drawing_is_the_drawing(tmp_path: Path) -> None:
    book = company(tmp_path, small())
    kept_in = shelf.Shelf(tmp_path / "drawings")

    def drawn(given: Given) -> dict[str, bytes]:
        made = pages(book, given=given, only={"processes/main/index.md", "maps.md"})
        return {one.path: one.content for one in made if one.path.startswith("assets/")}

    plain = drawn(Given())
    assert drawn(Given(shelf=kept_in)) == plain
    kept = sorted((tmp_path / "drawings").iterdir())
    assert kept
    for path in kept:
        path.write_bytes(b"spoilt")
    process_pictures._drawn.cache_clear()
    assert drawn(Given(shelf=kept_in)) == plain


def test_a_shelf_gives_back_what_it_keeps_and_forgets_the_oldest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = shelf.Shelf(tmp_path)
    assert kept.keep("a", "x", lambda: b"drawn") == b"drawn"
    assert kept.keep("a", "x", lambda: b"anew") == b"drawn"
    assert kept.keep("b", "x", lambda: b"anew") == b"anew"
    (first, *_) = tmp_path.iterdir()
    os.utime(first, (1, 1))
    monkeypatch.setattr(shelf, "MOST", sum(one.stat().st_size for one in tmp_path.iterdir()) - 1)
    kept.tidy()
    assert first not in tuple(tmp_path.iterdir())
    assert len(tuple(tmp_path.iterdir())) == 1
