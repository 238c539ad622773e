from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from lxml import etree

from generator.diagram.readability import A3, A4
from generator.word import package
from generator.word.defaults.job_description import make
from generator.word.paper import template_path
from generator.word.vocabulary import vocabulary
from handbook.book import Handbook
from handbook.read import read
from tests.generator.word.reading import HEADINGS, Render, figure
from tests.generator.word.vector import STAFF, write_company

ROOT = Path(__file__).parents[3]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NUMBERED = {"Heading1": "0", "RgClause": "1", "RgSubclause": "2", "RgItem": "3"}


def part(content: bytes, name: str) -> etree._Element:
    return etree.fromstring(package.read(content)[name])


def test_the_template_in_the_tree_is_what_the_script_makes() -> None:
    folder = ROOT / "templates" / "word"
    assert (folder / "job-description.docx").read_bytes() == make()
    assert (folder / "README.md").read_text(encoding="utf-8") == vocabulary()
    assert "| `взаимодействие[…].получает` |" in vocabulary()


def test_numbers_come_from_one_list_bound_to_styles(vector: Handbook, render: Render) -> None:
    document = render(vector, "menedzher")
    numbering = part(document.content, "word/numbering.xml")
    levels = {
        level.find(f"{W}pStyle").get(f"{W}val"): level.get(f"{W}ilvl")
        for level in numbering.find(f"{W}abstractNum").iter(f"{W}lvl")
    }
    assert levels == NUMBERED
    styles = part(document.content, "word/styles.xml")
    for name, level in NUMBERED.items():
        style = next(item for item in styles.iter(f"{W}style") if item.get(f"{W}styleId") == name)
        assert style.find(f".//{W}numPr/{W}ilvl").get(f"{W}val") == level
        assert style.find(f".//{W}numPr/{W}numId").get(f"{W}val") == "1"
    used = {item.get(f"{W}val") for item in part(document.content, "word/document.xml").iter(f"{W}pStyle")}
    assert used >= set(NUMBERED)
    typed = [text for _, text in document.paragraphs if re.match(r"\s*(?:\d+(?:\.\d+)*\.|–)\s", text)]
    assert typed == []


def test_pages_header_and_footer(vector: Handbook, render: Render) -> None:
    document = docx.Document(io.BytesIO(render(vector, "menedzher").content))
    first = document.sections[0]
    edges = [first.left_margin, first.right_margin, first.top_margin, first.bottom_margin]
    assert [round(edge.mm) for edge in edges if edge] == [30, 10, 20, 20]
    assert first.different_first_page_header_footer
    assert not document.sections[-1].different_first_page_header_footer
    assert 'w:instr=" PAGE "' in etree.tostring(first.header._element, encoding="unicode")
    assert "PAGE" not in etree.tostring(first.first_page_header._element, encoding="unicode")
    assert document.core_properties.language == "ru-RU"
    assert document.core_properties.title == "Должностная инструкция менеджера по продажам"
    dated = datetime(2026, 12, 1, tzinfo=UTC).replace(tzinfo=None)
    assert {document.core_properties.created, document.core_properties.modified} in (
        {dated},
        {dated.replace(tzinfo=UTC)},
    )


def test_tables_repeat_their_header_and_say_what_they_are(vector: Handbook, render: Render) -> None:
    body = part(render(vector, "menedzher").content, "word/document.xml")
    tables = list(body.iter(f"{W}tbl"))
    assert len(tables) == 4
    for table in tables:
        assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")
        widths = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
        assert sum(widths) == pytest.approx(9638, abs=3)


def test_the_package_is_in_order_and_has_no_leftovers(vector: Handbook, render: Render) -> None:
    with zipfile.ZipFile(io.BytesIO(render(vector, "menedzher").content)) as archive:
        names = archive.namelist()
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])
    assert not [name for name in names if re.search(r"customXml|thumbnail|stylesWithEffects|app\.xml", name)]


def test_the_same_bytes_under_any_hash_seed_zone_and_folder(tmp_path: Path) -> None:
    code = (
        "import sys, hashlib; from pathlib import Path; from handbook.read import read;"
        "from generator.documents.files import documents, everything;"
        "book = read(Path(sys.argv[1])).handbook;"
        "print([hashlib.sha256(one.content).hexdigest() for one in documents(book, everything(book))])"
    )
    said = set()
    for seed, zone, name in (("1", "Asia/Kamchatka", "a"), ("2", "America/Anchorage", "b")):
        folder = tmp_path / name
        root = write_company(folder / "company")
        environment = {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
        run = subprocess.run(
            [sys.executable, "-c", code, str(root)],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        said.add(run.stdout)
    assert len(said) == 1


def test_every_picture_gets_the_page_it_was_drawn_for(vector: Handbook, render: Render) -> None:
    wide = figure(3000, 1000, "Схема: «менеджер» <и> другие", A4[1])
    pictures = (wide, figure(500, 900), figure(4000, 1500, sheet=A3[0]))
    document = render(vector, "menedzher", figures=pictures)
    read_back = docx.Document(io.BytesIO(document.content))
    pages = [(round(s.page_width.mm), round(s.page_height.mm)) for s in read_back.sections if s.page_width]
    assert pages == [(210, 297), (297, 210), (210, 297), (420, 297), (210, 297)]
    widths = [shape.width.mm for shape in read_back.inline_shapes]
    assert widths == pytest.approx([257, 500 / 220 * 25.4, 380], abs=0.1)
    body = part(document.content, "word/document.xml")
    properties = [item for item in body.iter() if str(item.tag).endswith("}docPr")]
    assert [item.get("descr") for item in properties] == ["Схема: «менеджер» <и> другие", "Схема", "Схема"]
    assert len({item.get("id") for item in properties}) == 3
    assert ("РГ Подпись рисунка", "Рисунок\u00a01\u00a0— Процесс продажи") in document.paragraphs


def test_a_template_without_large_pages_gets_pictures_for_its_own(
    vector: Handbook, render: Render, tmp_path: Path
) -> None:
    parts = package.read(make())
    main = package.main_part(parts)
    older = parts[main].decode().replace("схема.крупная", "схема.название == ''")
    older = re.sub(r"схема\.обозначения(?= %)", "не схема.название", older).replace(
        "схема.обозначения", "схема.название"
    )
    assert older.encode() != parts[main]
    (tmp_path / "older.docx").write_bytes(package.write(parts | {main: older.encode()}))
    pictures = (replace(figure(4000, 1500, sheet=A3[0]), legend=figure(2000, 300)),)
    document = render(vector, "menedzher", template=tmp_path / "older.docx", figures=pictures)
    read_back = docx.Document(io.BytesIO(document.content))
    assert read_back.inline_shapes[0].width.mm == pytest.approx(257, abs=0.1)
    assert len(read_back.inline_shapes) == 1
    assert not any("legend" in name for name in package.read(document.content))
    assert {round(s.page_width.mm) for s in read_back.sections if s.page_width} == {210, 297}


def test_without_pictures_there_is_no_appendix_for_them(vector: Handbook, render: Render) -> None:
    document = render(vector, "menedzher")
    assert [style for style, _ in document.paragraphs].count("РГ Приложение") == 2
    assert len(docx.Document(io.BytesIO(document.content)).sections) == 2


HOSTILE = '{{ 7 * 7 }} {% for %} <w:p> & ]]> "кавычки" \x07\x0b\u202e{%p конец %} ${x}'


def test_what_users_write_is_text_and_nothing_else(tmp_path: Path, render: Render) -> None:
    staff = STAFF.replace("Иванов Иван Иванович", "'Иванов <b> {{ 7 * 7 }}'")
    root = write_company(tmp_path, staff=staff)
    book = read(root).handbook
    position = book.positions["menedzher"].model_copy(update={"title": HOSTILE, "rights": (HOSTILE, "a\tb\r\nc")})
    changed = book.positions | {"menedzher": position}  # type: ignore[operator]
    document = render(type(book)(**{**vars(book), "positions": changed}), "menedzher")
    shown = "{{ 7 * 7 }} {% for %} <w:p> & ]]> «кавычки» {%p конец %} ${x}"
    assert shown in document.text.replace("\u00a0", " ")
    assert "Иванов <b> {{ 7 * 7 }}" in document.text
    assert "49" not in document.text
    assert "a b c." in document.text


def test_the_company_own_template_wins(tmp_path: Path, render: Render) -> None:
    root = write_company(tmp_path)
    assert template_path(root, "word/job-description.docx").is_relative_to(ROOT)
    own = root / "templates" / "word" / "job-description.docx"
    own.parent.mkdir(parents=True)
    parts = package.read(make())
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        "ДОЛЖНОСТНАЯ ИНСТРУКЦИЯ".encode(), "ИНСТРУКЦИЯ".encode()
    )
    own.write_bytes(package.write(parts))
    document = render(read(root).handbook, "menedzher")
    assert ("РГ Вид документа", "ИНСТРУКЦИЯ") in document.paragraphs


@pytest.mark.program("soffice")
def test_libreoffice_opens_it(vector: Handbook, render: Render, tmp_path: Path) -> None:
    path = tmp_path / "menedzher.docx"
    path.write_bytes(render(vector, "menedzher", figures=(figure(3000, 1000, sheet=A4[1]),)).content)
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pdf = path.with_suffix(".pdf").read_bytes()
    assert pdf.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) >= 6


def test_documents_of_the_sample_company_read_as_russian(sample: Handbook, render: Render) -> None:
    assert len(sample.positions) >= 9
    surnames = {person.name.split()[0] for person in sample.staff}
    named = {"РГ Подпись", "РГ Гриф"}
    for identity in sample.positions:
        document = render(sample, identity)
        where = f"в инструкции «{identity}»"
        for wrong in (
            "{{",
            "}}",
            "{%",
            "object at 0x",
            "None",
            "[[",
            "]]",
            "Undefined",
            " ,",
            " .",
            ";;",
            "..;",
            ";.",
            "()",
        ):
            assert wrong not in document.text, f"«{wrong}» {where}"
        assert not re.search(r"(?<!\.)\.\.(?!\.)", document.text), where
        assert not re.search(r"[^\S\u00a0\n\t]{2}", document.text), where
        for (style, text), (following, _) in zip(document.paragraphs, document.paragraphs[1:], strict=False):
            assert style not in HEADINGS or following not in HEADINGS, f"пустой раздел «{text}» {where}"
            assert not text.endswith(":") or following != style or following == "РГ Перечисление", f"«{text}» {where}"
        prose = " ".join(text for style, text in document.paragraphs if style not in named)
        cells = [
            cell for table in document.tables if not table[0][1].startswith("Фамилия") for row in table for cell in row
        ]
        for surname in surnames:
            assert surname not in prose + " ".join(cells), f"{surname} {where}"
