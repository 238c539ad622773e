"""A template edited in LibreOffice: the office itself writes the file, with its own styles, runs and numbering."""

from __future__ import annotations

import base64
import io
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest

from generator import assets
from generator.diagram.readability import A3, A4
from generator.word import kinds, package, paper
from generator.word.checking.run import check_template
from generator.word.clauses import clauses
from generator.word.job_description.content import job_description
from generator.word.mistake import WordTemplateError
from handbook.book import Handbook
from handbook.model.papers import Papers
from tests.generator.word.reading import figure

KIND = kinds.JOB_DESCRIPTION
EXTRA = "Дополнительный пункт для {{ должность|род }}."


@dataclass(frozen=True)
class Edited:
    """Companies whose job description was edited: well, and with a tag broken."""

    good: Path
    broken: Path


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    """The packaged template opened in LibreOffice, edited there, and saved as a Word document."""
    folder = tmp_path_factory.mktemp("office")
    shutil.copy(assets.templates() / KIND.template, folder)
    office(folder, "fodt", folder / f"{KIND.id}.docx")
    flat = (folder / f"{KIND.id}.fodt").read_text(encoding="utf-8")
    texts = {"good": with_logo(with_font(with_clause(flat))), "broken": flat.replace("|дат }}", "|дать }}", 1)}
    for name, text in texts.items():
        (folder / name / "templates" / "word").mkdir(parents=True)
        (folder / f"{name}.fodt").write_text(text, encoding="utf-8")
    office(folder, "docx", *(folder / f"{name}.fodt" for name in texts))
    for name in texts:
        (folder / f"{name}.docx").rename(folder / name / "templates" / KIND.template)
    return Edited(folder / "good", folder / "broken")


def office(folder: Path, form: str, *files: Path) -> None:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", form, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def with_clause(flat: str) -> str:
    """Another clause after the first one, of the same style."""
    match = re.search(
        r'<text:list-item>\s*<text:p text:style-name="([^"]+)">(?:(?!</text:p>).)*</text:p>', flat, re.DOTALL
    )
    assert match
    more = f'</text:list-item><text:list-item><text:p text:style-name="{match[1]}">{EXTRA}</text:p>'
    return flat[: match.end()] + more + flat[match.end() :]


def with_font(flat: str) -> str:
    """Another font in the style of clauses."""
    match = re.search(r'style:display-name="РГ Пункт".*?(?=</style:style>)', flat, re.DOTALL)
    assert match
    return f'{flat[: match.end()]}<style:text-properties fo:font-family="Arial"/>{flat[match.end() :]}'


def with_logo(flat: str) -> str:
    """A logo at the right of the first page's header."""
    picture = base64.b64encode(figure(40, 20).png).decode()
    logo = (
        '<draw:frame draw:name="Логотип" text:anchor-type="paragraph" svg:x="12cm" svg:y="0.2cm" svg:width="3cm" '
        f'svg:height="1cm"><draw:image><office:binary-data>{picture}</office:binary-data></draw:image></draw:frame>'
    )
    start = flat.index('style:display-name="First Page"')
    empty = re.compile(r'(<style:header>\s*<text:p text:style-name="[^"]+")/>').search(flat, start)
    assert empty
    return f"{flat[: empty.start()]}{empty[1]}>{logo}</text:p>{flat[empty.end() :]}"


@pytest.mark.program("soffice")
def test_a_template_edited_in_libreoffice_renders_and_renumbers(vector: Handbook, edited: Edited) -> None:
    content = job_description(vector, vector.positions["menedzher"])
    pictures = (figure(3000, 1000, sheet=A4[1]), figure(4000, 1500, sheet=A3[0]), figure(500, 900))
    own = edited.good / "templates" / KIND.template
    made = paper.render(vector, KIND, content, template=own, figures=pictures)
    assert made == paper.render(vector, KIND, content, template=own, figures=pictures)

    before = {clause.number: clause.text for clause in clauses(paper.render(vector, KIND, content, figures=pictures))}
    after = {clause.number: clause.text for clause in clauses(made)}
    assert after["1.2"] == "Дополнительный пункт для менеджера по продажам."
    last = max(int(number[2:]) for number in before if re.fullmatch(r"1\.\d+", number))
    assert after[f"1.{last + 1}"] == before[f"1.{last}"]

    document = docx.Document(io.BytesIO(made))
    assert document.styles["РГ Пункт"].font.name == "Arial"
    header = document.sections[0].first_page_header
    assert header._element.xpath(".//w:drawing")
    [logo] = [part for part in header.part.related_parts.values() if "image" in part.content_type]
    assert logo.blob.startswith(b"\x89PNG")
    pages = [(round(one.page_width.mm), round(one.page_height.mm)) for one in document.sections if one.page_width]
    assert pages == [(210, 297), (297, 210), (420, 297), (210, 297), (210, 297)]
    assert "{" not in "".join(
        body.decode() for name, body in package.read(made).items() if re.search("doc|er\\d", name)
    )
    assert [one.message for one in check_template(KIND, edited.good, Papers())] == []


@pytest.mark.program("soffice")
def test_a_tag_broken_in_libreoffice_is_named_with_its_place(vector: Handbook, edited: Edited) -> None:
    content = job_description(vector, vector.positions["menedzher"])
    with pytest.raises(WordTemplateError, match=r"нет фильтра «дать».*Возможно, «дат»") as caught:
        paper.render(vector, KIND, content, template=edited.broken / "templates" / KIND.template)
    assert "|дать }}" in caught.value.where
    [told] = check_template(KIND, edited.broken, Papers())
    assert re.match(r"основной текст, абзац \d+ «.+»: нет фильтра «дать»", told.message)
