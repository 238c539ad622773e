"""The pictures of a process: four ways of looking in the page, four files beside it."""

import os
import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.generator.site.building import Built, company, small

SVG = "{http://www.w3.org/2000/svg}"
FOLDER = "assets/diagrams"


def page(built: Built) -> str:
    return (built.site / "processes/main/index.html").read_text(encoding="utf-8")


def test_a_page_shows_a_process_both_ways_in_full_and_in_brief(built: Built) -> None:
    text = page(built)
    views = re.findall(r'class="rg-diagram__view rg-diagram__view--([^"]+)" style="--natural: ([\d.]+)"', text)
    assert [kind for kind, _ in views] == [
        "wide",
        "wide rg-diagram__view--brief",
        "tall",
        "tall rg-diagram__view--brief",
    ]
    widths = re.findall(r'<svg xmlns="[^"]+" id="dg-main[^"]*" role="group" [^>]*?width="([\d.]+)"', text)
    assert [float(width) for width in widths] == [float(width) for _, width in views]
    drawn = text.split('class="rg-diagram__scroll"')[1].split("</details>")[0]
    assert drawn.count("<style") == 0
    assert "Документ: Указатель цен" in drawn


def test_a_process_without_papers_has_nothing_to_leave_out(tmp_path: Path) -> None:
    from generator.site.pages import pages

    sources = small()
    for name in ("ask", "offer-it"):
        sources[f"processes/sell/main/{name}.yaml"].pop("inputs", None)
        sources[f"processes/sell/main/{name}.yaml"].pop("outputs", None)
    (made,) = (one for one in pages(company(tmp_path, sources)) if one.path == "processes/main/index.md")
    text = made.content.decode()
    assert text.count('class="rg-diagram__view ') >= 2
    assert "rg-detail" not in text
    assert "rg-diagram__view--brief" not in text


def test_every_download_is_what_it_says(built: Built) -> None:
    links = re.findall(r'<a href="../../(assets/diagrams/[^"]+)" download', unescape(page(built)))
    assert links == [f"{FOLDER}/main{end}" for end in (".svg", "--vertical.svg", ".png", ".bpmn")]
    wide, tall = (ET.parse(built.site / link).getroot() for link in links[:2])  # noqa: S314 - our own output
    assert {element.tag for element in (wide, tall)} == {f"{SVG}svg"}
    assert float(wide.attrib["height"]) < float(tall.attrib["height"])
    assert (built.site / links[2]).read_bytes().startswith(b"\x89PNG")
    bpmn = ET.parse(built.site / links[3]).getroot()  # noqa: S314 - our own output
    assert bpmn.tag.endswith("}definitions")


@pytest.mark.parametrize("which", ["main.svg", "main--vertical.svg"])
def test_links_of_a_file_arrive(built: Built, which: str) -> None:
    tree = ET.parse(built.site / FOLDER / which)  # noqa: S314 - our own output
    links = {element.attrib["href"] for element in tree.iter(f"{SVG}a")}
    assert links
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
