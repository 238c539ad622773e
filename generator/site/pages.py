"""Every page of the site: a table from Markdown paths to what makes them, run whole or for some pages only."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.artifact import Artifact
from generator.environment import source
from generator.site import paths
from generator.site.changes.page import changes_pages
from generator.site.company_mark import company_mark
from generator.site.competency_pages import competency_pages, competency_paths
from generator.site.continued import whole
from generator.site.document_page import document_operations_page, document_page
from generator.site.given import Given
from generator.site.glossary.page import glossary_pages, glossary_paths, shelves, uses_pages
from generator.site.index_pages import index_pages, index_paths
from generator.site.indicator_pages import indicator_pages, indicator_paths
from generator.site.maker import Maker, maker
from generator.site.maps_page import maps_page, maps_paths
from generator.site.meeting_pages import meeting_pages, meeting_paths
from generator.site.models_page import models_page, models_paths
from generator.site.motivation_page import motivation_page
from generator.site.norm_page import norm_page
from generator.site.operation_page import operation_page
from generator.site.paths import RolePart
from generator.site.pictures import map_figures
from generator.site.pictures.process_pictures import sheet
from generator.site.process.page import process_page
from generator.site.process.part_pages import process_part_page
from generator.site.process.parts import PARTS as PROCESS_PARTS
from generator.site.quiz.data import operation_file, quiz_of
from generator.site.quiz.ground import Ground
from generator.site.quiz.operation import operation_questions
from generator.site.quiz.role import proverka_page
from generator.site.role.acquaintance_page import acquaintance_pages, acquaintance_paths
from generator.site.role.contacts_page import role_contacts_page
from generator.site.role.documents_page import role_documents_page
from generator.site.role.first_days_page import first_days_page
from generator.site.role.norms_page import role_control_page, role_norms_page
from generator.site.role.page import role_page
from generator.site.start_page import start_pages
from generator.site.training_pages import training_pages, training_paths
from handbook.book import Handbook
from handbook.model.base import Target
from handbook.model.operation import Operation
from handbook.model.people import Role
from handbook.model.process import Process

STYLE = "assets/reglament.css"
#: What the style sheet is put together from, in this order.
STYLES = (
    "assets/reglament.css",
    "assets/learning.css",
    "assets/pictures.css",
    "assets/contents.css",
    "assets/access.css",
    "assets/changes.css",
    "assets/search.css",
    "assets/quiz.css",
    "assets/print.css",
)
#: Keeps in the browser what a reader does, for each company apart.
STORE = "assets/store.js"
#: Scripts of the pages, in the order they are loaded.
SCRIPTS = (
    "assets/pictures.js",
    "assets/diagram.js",
    STORE,
    "assets/progress.js",
    "assets/access.js",
    "assets/changes.js",
    "assets/quiz.js",
)
#: The name tells Material's offline plugin that a shim is there already, so that it fetches none from a network.
SHIM = "assets/iframe-worker.js"
#: Other files of the site that stand as they are beside the templates.
FILES: tuple[str, ...] = ("assets/search-words.js", "assets/search-sayings.js", "assets/search.js")

#: A page with the files that belong to it; None or nothing when there is nothing to show.
Result = Artifact | Iterable[Artifact] | None

#: Pages the whole site has one of, with what makes them; those a company has nothing to show on are left out.
SINGLE: tuple[tuple[tuple[str, ...], Callable[[Maker], Result]], ...] = (
    ((paths.HOME, paths.ROLES), start_pages),
    ((paths.MOTIVATION,), motivation_page),
    ((paths.CHANGES,), changes_pages),
)
#: Pages of the section of a role beside its first one.
ROLE_PARTS: tuple[tuple[RolePart, Callable[[Maker, Role], Result]], ...] = (
    ("nachalo", first_days_page),
    ("normy", role_norms_page),
    ("dokumenty", role_documents_page),
    ("svyazi", role_contacts_page),
    ("proverka", proverka_page),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table.

    Attributes:
        pages: Markdown pages it may make.
        make: Makes them and the files that belong to them.
    """

    pages: tuple[str, ...]
    make: Callable[[], Result]

    def artifacts(self) -> tuple[Artifact, ...]:
        """The pages and their files, made."""
        result = self.make()
        return () if result is None else (result,) if isinstance(result, Artifact) else tuple(result)


def pages(
    book: Handbook,
    project: Path | None = None,
    given: Given | None = None,
    only: Collection[str] | None = None,
) -> tuple[Artifact, ...]:
    """Markdown pages, diagrams, the style sheet and the scripts.

    Args:
        book: The handbook; references that lead nowhere become plain text, ``check`` reports them.
        project: The company's folder, whose templates win over the packaged ones.
        given: What is known besides the handbook; None is nothing.
        only: Markdown pages to make; None makes all of them, and the style sheet and the scripts.

    Raises:
        TemplateMistakeError: A template is missing or has a mistake.
    """
    made = maker(book, project, given or Given())
    if only is not None:
        return tuple(_chosen(table(made), only))
    return (*(one for row in table(made) for one in row.artifacts()), *assets(made))


def table(made: Maker) -> Iterator[Row]:
    """What makes each page of the company; a page that is too heavy, in parts."""
    return (Row(row.pages, partial(whole, made, row.make)) for row in _rows(made))


def _rows(made: Maker) -> Iterator[Row]:
    book = made.book
    for several, several_pages in SINGLE:
        yield Row(several, partial(several_pages, made))
    yield Row(glossary_paths(book), partial(glossary_pages, made))
    yield Row(tuple(one.path for one in shelves(book)), partial(uses_pages, made))
    yield Row(index_paths(book), partial(index_pages, made))
    yield Row(maps_paths(book), partial(maps_page, made))
    yield Row(models_paths(book), partial(models_page, made))
    yield Row(training_paths(book), partial(training_pages, made))
    yield Row(meeting_paths(book), partial(meeting_pages, made))
    yield Row(competency_paths(book), partial(competency_pages, made))
    yield Row(indicator_paths(book), partial(indicator_pages, made))
    for role in book.roles.values():
        yield Row((_page("role", role.id),), partial(_role, made, role))
        for part, part_page in ROLE_PARTS:
            yield Row((paths.role_page(role.id, part),), partial(part_page, made, role))
        yield Row((paths.role_control(role.id),), partial(role_control_page, made, role))
        yield Row(acquaintance_paths(book, role), partial(acquaintance_pages, made, role))
    for process in book.processes.values():
        yield Row((_page("process", process.id),), partial(_process, made, process))
        for name, _, _ in PROCESS_PARTS:
            yield Row((paths.process_page(process.id, name),), partial(process_part_page, made, process, name))
    for operation in book.operations.values():
        yield Row((_page("operation", operation.id),), partial(_operation, made, operation))
    for document in book.documents.values():
        yield Row((_page("document", document.id),), partial(document_page, made, document))
        yield Row((paths.document_operations(document.id),), partial(document_operations_page, made, document))
    for placed in book.norms.values():
        yield Row((_page("norm", placed.norm.id),), partial(norm_page, made, placed))


def _page(target: Target, name: str) -> str:
    return str(paths.page(target, name))


def _role(made: Maker, role: Role) -> Iterator[Artifact]:
    yield role_page(made, role)
    yield from map_figures.files(made.here(paths.HOME), [map_figures.handovers_of_role(made.book, role)])


def _process(made: Maker, process: Process) -> Iterator[Artifact]:
    yield from process_page(made, process)
    yield from map_figures.files(made.here(paths.HOME), map_figures.of_process(made.book, process, made.day).values())


def _operation(made: Maker, operation: Operation) -> Iterator[Artifact]:
    questions = operation_questions(Ground(made.book, made.day), operation)
    yield operation_page(made, operation, quiz_of(operation, questions))
    yield operation_file(made.book, operation, questions)


def _chosen(rows: Iterable[Row], only: Collection[str]) -> Iterator[Artifact]:
    for row in rows:
        if any(page in only for page in row.pages):
            yield from (one for one in row.artifacts() if one.path not in row.pages or one.path in only)


def assets(made: Maker) -> Iterator[Artifact]:
    """Files all pages share.

    Raises:
        TemplateMistakeError: One of them is missing.
    """
    parts = (*(source(made.env, f"site/{path}") for path in STYLES), sheet())
    yield Artifact(STYLE, "\n".join(parts).encode())
    for path in (*SCRIPTS, SHIM, *FILES):
        mark = company_mark(made.book.company) if path == STORE else ""
        yield Artifact(path, f"{mark}{source(made.env, f'site/{path}')}".encode())
