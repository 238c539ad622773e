from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.document import Document
from lxml import etree

from generator import assets
from generator.word import kinds, package, paper
from generator.word.job_description.content import job_description
from generator.word.kinds import KINDS
from generator.word.profile import BINDING, NORMAL, Look, dressed, look_of
from generator.word.tags import WORD, text_of
from handbook.book import Handbook
from handbook.model.papers import Papers

TEXT = {BINDING: 9638, NORMAL: 10205}


@cache
def plain(name: str) -> bytes:
    return (assets.templates() / name).read_bytes()


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


@pytest.mark.parametrize(
    ("papers", "look"),
    [
        (Papers(), Look("Times New Roman", BINDING, footer=True)),
        (Papers(gost=2016), Look("Times New Roman", NORMAL, footer=True)),
        (Papers(gost="off"), Look("Times New Roman", None, footer=True)),
        (Papers(gost="off", margins="normal"), Look("Times New Roman", NORMAL, footer=True)),
        (Papers(gost=2016, margins="binding", footer=False), Look("Times New Roman", BINDING, footer=False)),
        (Papers(font="PT Astra Serif"), Look("PT Astra Serif", BINDING, footer=True)),
        (Papers(font="\u202e"), Look("Times New Roman", BINDING, footer=True)),
    ],
)
def test_the_look_follows_from_the_settings(papers: Papers, look: Look) -> None:
    assert look_of(papers) == look


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_every_template_takes_other_margins_and_its_tables_fill_the_page(kind: kinds.Kind) -> None:
    before = opened(plain(kind.template))
    after = opened(dressed(plain(kind.template), Look("PT Astra Serif", NORMAL, footer=False)))
    assert len(before.sections) == len(after.sections)
    edges: set[tuple[int, ...]] = set()
    for old, new in zip(before.sections, after.sections, strict=True):
        was, now = (
            [round(one.mm) for one in (s.left_margin, s.right_margin, s.top_margin, s.bottom_margin) if one is not None]
            for s in (old, new)
        )
        assert now == {(30, 10, 20, 20): [20, 10, 20, 20], (20, 20, 30, 10): [20, 20, 20, 10]}.get(tuple(was), was)
        edges.add(tuple(was))
    for old_table, new_table in zip(before.tables, after.tables, strict=True):
        was_wide, wide = (
            sum(int(one.get(f"{WORD}w")) for one in table._tbl.iter(f"{WORD}gridCol"))
            for table in (old_table, new_table)
        )
        if edges == {(30, 10, 20, 20)} and abs(was_wide - TEXT[BINDING]) < 5:
            assert abs(wide - TEXT[NORMAL]) < 5
        for row in new_table._tbl.iter(f"{WORD}tr"):
            assert (
                abs(sum(int(one.get(f"{WORD}w")) for one in row.iterfind(f"{WORD}tc/{WORD}tcPr/{WORD}tcW")) - wide) <= 1
            )
    parts = package.read(dressed(plain(kind.template), Look("PT Astra Serif", NORMAL, footer=False)))
    text = "".join(body.decode() for name, body in parts.items() if name.endswith(".xml") and "theme" not in name)
    assert "Times New Roman" not in text
    assert "footerReference" not in text
    assert not [name for name in parts if "footer" in name]
    for name, body in parts.items():
        if name.endswith(".rels"):
            for relation in etree.fromstring(body):
                target = relation.get("Target", "")
                assert relation.get("TargetMode") or any(part.endswith(target.lstrip("/")) for part in parts), target


def test_the_approval_block_and_signatures_follow_the_right_edge() -> None:
    styles = etree.fromstring(
        package.read(dressed(plain(kinds.JOB_DESCRIPTION.template), Look("Arial", NORMAL, footer=True)))[
            "word/styles.xml"
        ]
    )
    approval, signature = (
        next(one for one in styles.iter(f"{WORD}style") if one.find(f"{WORD}name").get(f"{WORD}val") == name)
        for name in ("РГ Гриф", "РГ Подпись")
    )
    left = int(approval.find(f"{WORD}pPr/{WORD}ind").get(f"{WORD}left"))
    assert (TEXT[NORMAL] - left) / 1440 * 25.4 == pytest.approx(80, abs=0.1)
    assert max(int(tab.get(f"{WORD}pos")) for tab in approval.iter(f"{WORD}tab")) == TEXT[NORMAL]
    assert max(int(tab.get(f"{WORD}pos")) for tab in signature.iter(f"{WORD}tab")) == TEXT[NORMAL]
    fonts = styles.find(f"{WORD}docDefaults/{WORD}rPrDefault/{WORD}rPr/{WORD}rFonts")
    assert set(fonts.attrib.values()) == {"Arial"}


def test_a_document_looks_as_the_settings_say_and_a_copy_as_it_was_left(vector: Handbook, tmp_path: Path) -> None:
    papers = Papers(gost=2016, font="Arial", footer=False)
    company = vector.company.model_copy(update={"papers": papers})
    book = type(vector)(**{**vars(vector), "company": company})
    content = job_description(book, book.positions["menedzher"])
    made = paper.render(book, kinds.JOB_DESCRIPTION, content)
    assert made == paper.render(book, kinds.JOB_DESCRIPTION, content)
    document = opened(made)
    assert round(document.sections[0].left_margin.mm) == 20  # type: ignore[union-attr] - every section has margins
    assert document.sections[0].footer.is_linked_to_previous
    copy = tmp_path / "copy.docx"
    copy.write_bytes(plain(kinds.JOB_DESCRIPTION.template))
    own = opened(paper.render(book, kinds.JOB_DESCRIPTION, content, template=copy))
    assert round(own.sections[0].left_margin.mm) == 30  # type: ignore[union-attr] - every section has margins
    assert "ДИ-03" in own.sections[0].footer.paragraphs[0].text


def test_what_word_adds_to_a_copy_passes_through(vector: Handbook, tmp_path: Path) -> None:
    parts = package.read(plain(kinds.JOB_DESCRIPTION.template))
    body = parts["word/document.xml"].decode()
    box = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
        'Requires="wps"><w:drawing><w:txbxContent><w:p w:rsidR="00A1"><w:r><w:t>{{ организа</w:t></w:r>'
        "<w:proofErr w:type='spellStart'/><w:r><w:t>ция.кратко }} на поле</w:t></w:r></w:p></w:txbxContent></w:drawing>"
        "</mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>{{ организация.кратко }} на поле</w:t></w:r>"
        "</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    settings = (
        parts["word/settings.xml"].decode().replace("<w:zoom", '<w:rsids><w:rsid w:val="00A1"/></w:rsids><w:zoom')
    )
    more = {
        "word/document.xml": body.replace("<w:body>", f"<w:body><w:p><w:r>{box}</w:r></w:p>", 1).encode(),
        "word/settings.xml": settings.encode(),
        "customXml/item1.xml": b"<x/>",
        "docProps/app.xml": b"<Properties/>",
    }
    copy = tmp_path / "copy.docx"
    copy.write_bytes(package.write(parts | more))
    content = job_description(vector, vector.positions["menedzher"])
    made = package.read(paper.render(vector, kinds.JOB_DESCRIPTION, content, template=copy))
    boxes = etree.fromstring(made["word/document.xml"]).iter(f"{WORD}txbxContent")
    assert [text_of(one[0]) for one in boxes] == ["ООО «Вектор-Снаб» на поле"] * 2
    assert made["customXml/item1.xml"] == b"<x/>"
    assert b'w:rsid w:val="00A1"' in made["word/settings.xml"]


def test_tracked_changes_and_remarks_stay_with_the_template(vector: Handbook, tmp_path: Path) -> None:
    parts = package.read(plain(kinds.JOB_DESCRIPTION.template))
    reviewed = (
        '<w:body><w:p><w:pPr><w:rPr><w:ins w:id="1" w:author="А"/></w:rPr></w:pPr><w:commentRangeStart w:id="0"/>'
        '<w:del w:id="2" w:author="А"><w:r><w:delText>{{ прежнее }}</w:delText></w:r></w:del>'
        '<w:ins w:id="3" w:author="А"><w:r><w:t>{{ организа</w:t></w:r></w:ins><w:r><w:t>ция.кратко }}</w:t></w:r>'
        '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    )
    more = {
        "word/document.xml": parts["word/document.xml"].replace(b"<w:body>", reviewed.encode(), 1),
        "word/comments.xml": f'<w:comments xmlns:w="{WORD[1:-1]}"/>'.encode(),
    }
    copy = tmp_path / "copy.docx"
    copy.write_bytes(package.write(parts | more))
    content = job_description(vector, vector.positions["menedzher"])
    made = package.read(paper.render(vector, kinds.JOB_DESCRIPTION, content, template=copy))
    root = etree.fromstring(made["word/document.xml"])
    assert text_of(next(root.iter(f"{WORD}p"))) == "ООО «Вектор-Снаб»"
    assert not list(root.iter(f"{WORD}ins", f"{WORD}del", f"{WORD}commentReference"))
    assert "word/comments.xml" not in made
