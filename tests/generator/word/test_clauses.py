import random
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from generator.documents.figures import Figures, Places
from generator.documents.files import document
from generator.documents.series import SERIES
from generator.word import package
from generator.word.clauses import clauses
from generator.word.numbers import Numbers
from handbook.book import Handbook
from handbook.editions.approved import Clause
from tests.conftest import Company

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = etree.fromstring(
    f"<w:styles {NAMESPACE}>"
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="S{depth}"><w:name w:val="S{depth}"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for depth in range(4)
    )
    + '<w:style w:type="paragraph" w:styleId="Child"><w:name w:val="C"/><w:basedOn w:val="S2"/></w:style>'
    "</w:styles>"
)


def level(depth: int, text: str, more: str = "", form: str = "decimal", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:pStyle w:val="S{depth}"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(levels: str, overrides: str = "") -> etree._Element:
    return etree.fromstring(
        f'<w:numbering {NAMESPACE}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{overrides}</w:num></w:numbering>'
    )


def paragraph(style: str, own: str = "") -> etree._Element:
    return etree.fromstring(f'<w:p {NAMESPACE}><w:pPr><w:pStyle w:val="{style}"/>{own}</w:pPr></w:p>')


def labels(numbers: Numbers, *paragraphs: etree._Element) -> list[str | None]:
    found = [numbers.of(one) for one in paragraphs]
    return [one.label if one else None for one in found]


PLAIN = level(0, "%1.") + level(1, "%1.%2.") + level(2, "%1.%2.%3.") + level(3, "–", form="bullet")


def twin(depths: list[int]) -> list[str]:
    """The numbers found anew for each paragraph by looking back over all that stand before it."""
    found = []
    for place, depth in enumerate(depths):
        if depth == 3:
            found.append("–")
            continue
        parts = []
        for upper in range(depth + 1):
            count = 0
            for before in depths[: place + 1]:
                count = 0 if before < upper else count + (before == upper)
            parts.append(max(count, 1))
        found.append(".".join(map(str, parts)) + ".")
    return found


def test_numbers_are_those_of_a_twin_that_looks_back() -> None:
    dice = random.Random(11)  # noqa: S311 - paragraphs, no secrets
    for _ in range(60):
        depths = [dice.choice((0, 1, 1, 2, 2, 3)) for _ in range(40)]
        made = labels(Numbers(numbering(PLAIN), STYLES), *(paragraph(f"S{depth}") for depth in depths))
        assert made == twin(depths)


def test_a_style_based_on_a_numbered_one_is_numbered_by_the_level_linked_to_it() -> None:
    numbers = Numbers(numbering(PLAIN), STYLES)
    assert labels(numbers, *map(paragraph, ("S0", "S1", "Child", "Normal", "Child"))) == [
        "1.",
        "1.1.",
        "1.1.1.",
        None,
        "1.1.2.",
    ]


def test_a_paragraph_may_refuse_its_number_and_take_another() -> None:
    own = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'
    numbers = Numbers(numbering(PLAIN), STYLES)
    made = labels(numbers, paragraph("S0"), paragraph("S0", own.format(0, 0)), paragraph("Normal", own.format(1, 1)))
    assert made == ["1.", None, "1.1."]


def test_a_list_begun_elsewhere_goes_on_from_there() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>'
    own = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="2"/></w:numPr>'
    numbers = Numbers(numbering(PLAIN, start), STYLES)
    steps = [paragraph("Normal", own.format(depth)) for depth in (0, 1, 0)]
    assert labels(numbers, paragraph("S0"), *steps) == ["1.", "4.", "4.1.", "5."]


@pytest.mark.parametrize(
    ("levels", "made"),
    [
        (level(0, "%1.") + level(1, "%2)", '<w:lvlRestart w:val="0"/>'), ["1.", "1)", "2.", "2)"]),
        (level(0, "%1", form="upperRoman", start=4) + level(1, "%1-%2", "<w:isLgl/>"), ["IV", "4-1", "V", "5-1"]),
        (level(0, "%1)", form="russianLower") + level(1, "%2", form="lowerLetter"), ["а)", "a", "б)", "a"]),
        (level(0, "Раздел %1", form="decimalZero") + level(1, "%2", start=7), ["Раздел 01", "7", "Раздел 02", "7"]),
    ],
)
def test_restarts_forms_and_starts(levels: str, made: list[str]) -> None:
    numbers = Numbers(numbering(levels), STYLES)
    assert labels(numbers, *map(paragraph, ("S0", "S1", "S0", "S1"))) == made


def finished(body: str) -> bytes:
    """A document with the styles of our templates and a text of its own."""
    parts = package.read((Path(__file__).parents[3] / "templates/word/job-description.docx").read_bytes())
    parts["word/document.xml"] = f"<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>".encode()
    return package.write(parts)


def text(style: str, words: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'


def table(*rows: tuple[str, ...], head: bool = True) -> str:
    made = "".join(
        f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if head and not place else ''}"
        + "".join(f"<w:tc>{text('RgTable', cell)}</w:tc>" for cell in row)
        + "</w:tr>"
        for place, row in enumerate(rows)
    )
    return f"<w:tbl>{made}</w:tbl>"


def test_headings_clauses_items_and_rows_are_told_apart() -> None:
    body = (
        text("RgKind", "ИНСТРУКЦИЯ")
        + text("Heading1", "Обязанности")
        + text("RgClause", "Работник:")
        + text("RgItem", "звонит;")
        + text("RgItem", "пишет.")
        + table(("№", "Норма", "Предел"), ("1", "Срок", "45 дней"), ("2", "План", "90 %"))
        + text("RgText", "Примечание.")
        + table(("Один",), ("Два",), head=False)
        + text("RgSignHead", "РАЗРАБОТАНО")
        + text("RgSignature", "Директор")
        + text("RgAppendix", "к инструкции")
        + text("RgAppendixTitle", "Лист ознакомления")
        + table(("Имя",), ("Иванов",))
        + text("RgAppendix", "к инструкции")
        + text("RgAppendixTitle", "Образец")
    )
    assert clauses(finished(body)) == (
        Clause("1", "Обязанности"),
        Clause("1.1", "Работник:"),
        Clause("1.1, перечисление 1", "звонит;"),
        Clause("1.1, перечисление 2", "пишет."),
        Clause("1, таблица 1, строка 1", "Срок — 45 дней"),
        Clause("1, таблица 1, строка 2", "План — 90 %"),
        Clause("1.1, абзац 1", "Примечание."),
        Clause("1, таблица 2, строка 1", "Один"),
        Clause("1, таблица 2, строка 2", "Два"),
        Clause("Приложение № 2", "к инструкции"),
        Clause("Приложение № 2, абзац 1", "Образец"),
    )


def test_an_only_appendix_has_no_number() -> None:
    body = text("Heading1", "Нормы") + text("RgAnnex", "Приложение к регламенту")
    sheet = body + text("RgAppendixTitle", "Лист ознакомления") + table(("Имя",), ("Иванов",))
    assert clauses(finished(sheet)) == (Clause("1", "Нормы"),)
    sample = body + text("RgAppendixTitle", "Образец")
    assert [one.number for one in clauses(finished(sample))] == [
        "1",
        "Приложение, абзац 1",
        "Приложение, абзац 2",
    ]


def test_numbers_written_as_text_and_headings_without_numbers() -> None:
    body = (
        text("RgRequisites", "г. Пермь")
        + text("RgHeading", "Где действует, для кого")
        + text("RgText", "Во всей компании.")
        + text("RgHeading", "3. Нормы")
        + text("RgText", "3.2. Срок — 30 дней.")
        + text("RgText", "02.06.2026 введено.")
        + table(("Срок",), ("30 дней",))
    )
    assert clauses(finished(body)) == (
        Clause("раздел «Где действует, для кого»", "Где действует, для кого"),
        Clause("раздел «Где действует, для кого», абзац 1", "Во всей компании."),
        Clause("3", "Нормы"),
        Clause("3.2", "Срок — 30 дней."),
        Clause("3.2, абзац 1", "02.06.2026 введено."),
        Clause("3, таблица, строка 1", "30 дней"),
    )


def test_items_and_tables_of_the_author_stay_under_his_clause() -> None:
    body = "".join(text("RgText", words) for words in ("1. Общее", "3.1.", "1) пишет;", "2) звонит."))
    assert clauses(finished(body + table(("Срок",), ("Час",)))) == (
        Clause("1", "Общее"),
        Clause("3.1", ""),
        Clause("3.1, перечисление 1", "пишет;"),
        Clause("3.1, перечисление 2", "звонит."),
        Clause("3, таблица, строка 1", "Час"),
    )


def test_a_text_without_numbers_at_all_gives_its_paragraphs() -> None:
    assert clauses(finished(text("Normal", "Один") + text("Normal", "2. Два"))) == (
        Clause("абзац 1", "Один"),
        Clause("2", "Два"),
    )


def test_pictures_need_not_be_drawn_to_number_what_is_around_them(company: Company) -> None:
    book = company.reading().handbook
    drawn, empty, seen = Figures(book), Places(book), 0
    for series in SERIES[:2]:
        for subject in series.subjects(book):
            shown = bool(series.figures(empty, subject))
            assert shown == bool(series.figures(drawn, subject))
            seen += shown
            texts = [clauses(document(book, series, subject, figures)) for figures in (drawn, empty)]
            assert texts[0] == texts[1]
    assert seen > 2


@pytest.mark.program("soffice")
def test_numbers_are_those_that_libreoffice_prints(sample: Handbook, tmp_path: Path) -> None:
    made = {}
    for kind, name in (("job-description", "rop"), ("governing-document", "reglament-planirovaniya")):
        series = next(one for one in SERIES if one.kind.id == kind)
        subject = next(one for one in series.subjects(sample) if one.id == name)
        path = tmp_path / f"{kind}.docx"
        path.write_bytes(
            document(sample, replace(series, figures=lambda _figures, _subject: ()), subject, Places(sample))
        )
        made[path] = clauses(path.read_bytes())
    office = shutil.which("soffice") or "libreoffice"
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    arguments = ["--headless", home, "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path)]
    subprocess.run([office, *arguments, *map(str, made)], check=True, capture_output=True, timeout=120)
    for path, found in made.items():
        text = path.with_suffix(".txt").read_text("utf-8-sig").replace("\u2011", "-")
        lines = {" ".join(line.split()) for line in text.splitlines()}
        numbered = [one for one in found if "," not in one.number and "«" not in one.number]
        assert len(numbered) > 20
        missing = [one for one in numbered if f"{one.number}. {one.text}" not in lines]
        assert [one for one in missing if not one.number.startswith("Приложение")] == []


def test_a_document_without_styles_and_lists_gives_its_paragraphs() -> None:
    parts = package.read(finished(text("Normal", "Один")))
    bare = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    parts["word/_rels/document.xml.rels"] = bare
    assert clauses(package.write(parts)) == (Clause("абзац 1", "Один"),)
