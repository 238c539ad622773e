"""Every page of the site: a pure function from the handbook to files under ``docs/``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.artifact import Artifact
from generator.environment import source
from generator.site import map_figures
from generator.site.document_page import document_page
from generator.site.given import Given
from generator.site.index_pages import index_pages
from generator.site.maker import Maker, maker
from generator.site.maps_page import maps_page
from generator.site.models_page import models_page
from generator.site.norm_page import norm_page
from generator.site.operation_page import operation_page
from generator.site.process_page import process_page
from generator.site.role_page import role_page
from generator.site.team_pages import team_pages
from handbook.book import Handbook

STYLE = "assets/reglament.css"
#: What the style sheet is put together from, in this order.
STYLES = ("assets/reglament.css",)
#: Zoom and full screen of the diagrams.
SCRIPT = "assets/diagram.js"
#: The name tells Material's offline plugin that a shim is there already, so that it fetches none from a network.
SHIM = "assets/iframe-worker.js"


def pages(book: Handbook, project: Path | None = None, given: Given | None = None) -> tuple[Artifact, ...]:
    """Markdown pages, diagrams, the style sheet and the search script.

    Args:
        book: The handbook; references that lead nowhere become plain text, ``check`` reports them.
        project: The company's folder, whose templates win over the packaged ones.
        given: What is known besides the handbook; None is nothing.

    Raises:
        TemplateMistakeError: A template is missing or has a mistake.
    """
    return tuple(_pages(maker(book, project, given or Given())))


def _pages(made: Maker) -> Iterator[Artifact]:
    book = made.book
    yield from index_pages(made)
    yield from team_pages(made)
    yield from models_page(made)
    yield from maps_page(made)
    for role in book.roles.values():
        yield role_page(made, role)
        yield from map_figures.files(book, [map_figures.handovers_of_role(book, role)])
    for process in book.processes.values():
        yield from process_page(made, process)
        yield from map_figures.files(book, map_figures.of_process(book, process, made.day).values())
    for operation in book.operations.values():
        yield operation_page(made, operation)
    for document in book.documents.values():
        yield document_page(made, document)
    for placed in book.norms.values():
        yield norm_page(made, placed)
    yield Artifact(STYLE, "\n".join(source(made.env, f"site/{path}") for path in STYLES).encode())
    for path in (SCRIPT, SHIM):
        yield Artifact(path, source(made.env, f"site/{path}").encode())
