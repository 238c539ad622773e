"""Documents as files: the company's template, or the one that comes with the program, filled in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from markupsafe import Markup

from generator import assets
from generator.diagram.readability import A3, A4
from generator.environment import COMPANY_FOLDER
from generator.word import contents, package
from generator.word.hyphens import unbroken
from generator.word.kinds import Kind
from generator.word.mistake import WordTemplateError
from generator.word.pictures import Figure, drawing
from generator.word.profile import Look, look_of
from generator.word.records import Act, Content, Diagram
from generator.word.template import WordTemplate, compiled
from generator.word.words import tidy
from handbook.book import Handbook
from handbook.model.papers import Papers

#: Numbers of legends go on from where those of pictures cannot come.
_LEGENDS = 1000
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


def load(path: Path, look: Look | None = None) -> WordTemplate:
    """A template from a file; the same content is compiled once for a look.

    Args:
        path: The template.
        look: What the company's settings change about it; None leaves it as it is.

    Raises:
        WordTemplateError: The file is missing, is not a Word document, or a tag in it is written wrongly.
    """
    file = f"{path.parent.name}/{path.name}"
    try:
        content = path.read_bytes()
    except OSError as error:
        raise WordTemplateError(file, "файл не открывается", tip="верните его или закройте в Word") from error
    return compiled(content, file, look)


def look_for(path: Path, papers: Papers) -> Look | None:
    """The look a company's settings put on a template; a company's own copy keeps the look it has."""
    return look_of(papers) if path.is_relative_to(assets.templates()) else None


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
    path = template or template_path(handbook.root, kind.template)
    made = load(path, look_for(path, handbook.company.papers))
    parts = dict(made.still)
    explained = figures if made.asks_for("обозначения") else [replace(one, legend=None) for one in figures]
    fitting = explained if made.asks_for("крупная") else map(_on_a4, explained)
    diagrams = tuple(_put(parts, made.main, number, figure) for number, figure in enumerate(fitting, 1))
    paper = replace(content.paper, source=digest(content, figures))
    parts |= made.fill(replace(content, paper=paper, diagrams=diagrams))
    contents.insert(parts, made.main)
    parts[made.main] = unbroken(parts[made.main])
    package.set_properties(
        parts,
        title=content.heading,
        author=tidy(handbook.company.short_name),
        on=content.paper.on or _UNDATED,
    )
    return package.write(parts)


def digest(content: Content, figures: Sequence[Figure] = ()) -> str:
    """The beginning of SHA-256 of what a document says and shows: an edit elsewhere leaves it as it was.

    Who signs the acquaintance sheet is no part of it: a newcomer signs the text that others have signed.
    """
    said = replace(content, acquainted=()) if isinstance(content, Act) else content
    made = hashlib.sha256(repr(said).encode())
    for figure in figures:
        made.update(figure.png)
    return made.hexdigest()[:DIGEST]


def _on_a4(figure: Figure) -> Figure:
    """For a company's template that has no larger page: as large as the page lets it be."""
    return replace(figure, sheet=A4[1]) if figure.sheet in A3 else figure


def _put(parts: dict[str, bytes], main: str, number: int, figure: Figure) -> Diagram:
    sheet = figure.sheet
    legend = _picture(parts, main, "legend", _LEGENDS + number, figure.legend) if figure.legend else None
    picture = _picture(parts, main, "diagram", number, figure)
    return Diagram(tidy(figure.title), picture, landscape=sheet.landscape, large=sheet in A3, legend=legend)


def _picture(parts: dict[str, bytes], main: str, name: str, number: int, figure: Figure) -> Markup:
    """Put a picture into the package and say how it stands in the text."""
    relation = package.add_picture(parts, main, f"{name}{number}.png", figure.png)
    vector = package.add_picture(parts, main, f"vector{number}.svg", figure.svg) if figure.svg else None
    return drawing(figure, relation, number, vector)
