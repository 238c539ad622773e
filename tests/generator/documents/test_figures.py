"""Pictures of documents: which a position is shown, whose lane stands out, where the legend stands."""

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from lxml import etree

from generator.documents.figures import Figures, sheets
from generator.documents.files import documents
from generator.documents.findings import small_print
from generator.word.pictures import place
from handbook.book import Handbook
from handbook.read import read
from tests.conftest import Company

BLIP = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"


def book(company: Company, diagrams: str = "a3") -> Handbook:
    made = read(company.root).handbook
    papers = made.company.papers.model_copy(update={"diagrams": diagrams})
    return replace(made, company=made.company.model_copy(update={"papers": papers}))


def test_a_position_sees_its_own_lane_and_everybody_else_the_process(company: Company) -> None:
    handbook = book(company)
    figures = Figures(handbook)
    assert not figures.shown
    (mine,) = figures.of_position(handbook.positions["menedzher"])
    (plain,) = figures.of_process(handbook.processes["prodat"])
    assert re.search("выделена дорожка «Менеджер", mine.title)
    assert "Тоном и толстой рамкой выделена дорожка" in mine.alt
    assert "выделен" not in plain.title + plain.alt
    assert mine.png != plain.png
    assert mine.svg is not None
    assert b"mine" not in mine.svg
    assert figures.of_position(handbook.positions["menedzher"])[0].png is mine.png
    assert list(figures.shown) == ["prodat"]


def test_the_legend_stands_under_the_picture_on_the_same_page(company: Company) -> None:
    handbook = book(company)
    (figure,) = Figures(handbook).of_position(handbook.positions["menedzher"])
    assert figure.legend is not None
    assert figure.legend.alt.startswith("Обозначения: Дорожка работника; ")
    assert place(figure).height + place(figure.legend).height < figure.sheet.height
    assert place(replace(figure, legend=None)).height >= place(figure).height


@pytest.mark.parametrize(("diagrams", "pictures"), [("a3", 1), ("a4", 1), ("off", 0)])
def test_a_company_decides_what_is_drawn(company: Company, diagrams: str, pictures: int) -> None:
    handbook = book(company, diagrams)
    assert {sheet.name for group in sheets(handbook) for sheet in group} == {
        "a3": {"А3", "А4"}, "a4": {"А4"}, "off": set()
    }[diagrams]  # fmt: skip
    figures = Figures(handbook)
    assert len(figures.of_position(handbook.positions["menedzher"])) == pictures
    assert len(figures.of_process(handbook.processes["prodat"])) == pictures
    if not pictures:
        assert list(small_print(handbook, Figures(handbook), handbook.processes)) == []


def test_word_gets_vectors_beside_the_picture(company: Company) -> None:
    handbook = book(company)
    (made,) = documents(handbook, {"job-description": [handbook.positions["menedzher"]]})
    archive = zipfile.ZipFile(io.BytesIO(made.content))
    body = etree.fromstring(archive.read("word/document.xml"))
    relations = {
        item.get("Id"): item.get("Target") for item in etree.fromstring(archive.read("word/_rels/document.xml.rels"))
    }
    vectors = [str(relations[item.get(RELATED)]) for item in body.iter(BLIP)]
    assert vectors == ["media/vector1.svg", "media/vector1001.svg"]
    assert all(archive.read(f"word/{name}").startswith(b"<svg ") for name in vectors)
    assert b'Extension="svg" ContentType="image/svg+xml"' in archive.read("[Content_Types].xml")
    told = [item for item in body.iter() if str(item.tag).endswith("}docPr")]
    assert all(item.get("title") and item.get("descr") for item in told)
    styles = [paragraph.style.name for paragraph in docx.Document(io.BytesIO(made.content)).paragraphs]  # type: ignore[union-attr]  # every paragraph of ours has a style
    at = styles.index("РГ Рисунок")
    assert styles[at : at + 3] == ["РГ Рисунок", "РГ Рисунок", "РГ Подпись рисунка"]
