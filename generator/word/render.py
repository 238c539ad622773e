"""Job descriptions as files: the company's template, or the one that comes with the program, filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from generator import assets
from generator.diagram.readability import A3, A4
from generator.environment import COMPANY_FOLDER
from generator.word import package
from generator.word.context import Diagram
from generator.word.job_description import document_title, job_description
from generator.word.mistake import WordTemplateError
from generator.word.pictures import Figure, drawing, place
from generator.word.template import WordTemplate, compiled
from generator.word.words import tidy
from handbook.book import Handbook
from handbook.model.people import Position

TEMPLATE = "word/job-description.docx"

#: The date in the properties of a document that has none: a file must have one, and today would differ every day.
_UNDATED = date(2000, 1, 1)


def template_path(project: Path, relative: str) -> Path:
    """The template to use: the company's own copy in ``templates/`` wins over the packaged one.

    Args:
        project: The company's folder.
        relative: Path of the template inside ``templates/``, with forward slashes.
    """
    own = project / COMPANY_FOLDER / relative
    return own if own.is_file() else assets.templates() / relative


def load(path: Path) -> WordTemplate:
    """A template from a file; the same content is compiled once.

    Raises:
        WordTemplateError: The file is missing, is not a Word document, or a tag in it is written wrongly.
    """
    file = f"{path.parent.name}/{path.name}"
    try:
        content = path.read_bytes()
    except OSError as error:
        raise WordTemplateError(file, "файл не открывается", tip="верните его или закройте в Word") from error
    return compiled(content, file)


def render_job_description(
    handbook: Handbook,
    position: Position,
    *,
    template: Path | None = None,
    source_hash: str,
    figures: Sequence[Figure] = (),
) -> bytes:
    """The job description of a position as a .docx.

    Args:
        handbook: The company.
        position: One of its positions.
        template: The template; by default the company's own, else the packaged one.
        source_hash: Digest of the sources, in hexadecimal; the footer shows its beginning.
        figures: Pictures of the processes for the appendix.

    Returns:
        The same bytes for the same arguments, on any machine and day.

    Raises:
        WordTemplateError: The template has a mistake; the text says in Russian what and where.
    """
    made = load(template or template_path(handbook.root, TEMPLATE))
    described = job_description(handbook, position, source_hash=source_hash)
    parts = dict(made.still)
    fitting = figures if made.asks_for("крупная") else map(_on_a4, figures)
    diagrams = tuple(_put(parts, made.main, number, figure) for number, figure in enumerate(fitting, 1))
    parts |= made.fill(replace(described, diagrams=diagrams))
    published = position.publication
    package.set_properties(
        parts,
        title=document_title(described),
        author=tidy(handbook.company.short_name),
        on=published.on if published else _UNDATED,
    )
    return package.write(parts)


def _on_a4(figure: Figure) -> Figure:
    """For a company's template that has no larger page: as large as the page lets it be."""
    return replace(figure, sheet=A4[1]) if figure.sheet in A3 else figure


def _put(parts: dict[str, bytes], main: str, number: int, figure: Figure) -> Diagram:
    relation = package.add_picture(parts, main, f"diagram{number}.png", figure.png)
    placement = place(figure)
    sheet = figure.sheet
    picture = drawing(figure, placement, relation, number)
    return Diagram(tidy(figure.title), picture, landscape=sheet.landscape, large=sheet in A3)
