"""Documents as files: the company's template, or the one that comes with the program, filled in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from generator import assets
from generator.diagram.readability import A3, A4
from generator.environment import COMPANY_FOLDER
from generator.word import package
from generator.word.kinds import Kind
from generator.word.mistake import WordTemplateError
from generator.word.pictures import Figure, drawing, place
from generator.word.records import Content, Diagram
from generator.word.template import WordTemplate, compiled
from generator.word.words import tidy
from handbook.book import Handbook

#: How much of the digest of what a document says its footer shows.
DIGEST = 8
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


def render(
    handbook: Handbook,
    kind: Kind,
    content: Content,
    *,
    template: Path | None = None,
    figures: Sequence[Figure] = (),
) -> bytes:
    """A document as a .docx.

    Args:
        handbook: The company.
        kind: Which kind of document.
        content: What it says, a record of the kind.
        template: The template; by default the company's own, else the packaged one.
        figures: Pictures for its appendix.

    Returns:
        The same bytes for the same arguments, on any machine and day.

    Raises:
        WordTemplateError: The template has a mistake; the text says in Russian what and where.
    """
    made = load(template or template_path(handbook.root, kind.template))
    parts = dict(made.still)
    fitting = figures if made.asks_for("крупная") else map(_on_a4, figures)
    diagrams = tuple(_put(parts, made.main, number, figure) for number, figure in enumerate(fitting, 1))
    paper = replace(content.paper, source=digest(content, figures))
    parts |= made.fill(replace(content, paper=paper, diagrams=diagrams))
    package.set_properties(
        parts,
        title=content.heading,
        author=tidy(handbook.company.short_name),
        on=content.paper.on or _UNDATED,
    )
    return package.write(parts)


def digest(content: Content, figures: Sequence[Figure] = ()) -> str:
    """The beginning of SHA-256 of what a document says and shows: an edit elsewhere leaves it as it was."""
    made = hashlib.sha256(repr(content).encode())
    for figure in figures:
        made.update(figure.png)
    return made.hexdigest()[:DIGEST]


def _on_a4(figure: Figure) -> Figure:
    """For a company's template that has no larger page: as large as the page lets it be."""
    return replace(figure, sheet=A4[1]) if figure.sheet in A3 else figure


def _put(parts: dict[str, bytes], main: str, number: int, figure: Figure) -> Diagram:
    relation = package.add_picture(parts, main, f"diagram{number}.png", figure.png)
    placement = place(figure)
    sheet = figure.sheet
    picture = drawing(figure, placement, relation, number)
    return Diagram(tidy(figure.title), picture, landscape=sheet.landscape, large=sheet in A3)
