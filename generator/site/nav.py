"""The navigation: tabs by kind of record, operations under their process, hand-written pages last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from generator.site import paths
from generator.site.models_page import are_comparable
from generator.site.text import title
from handbook.book import Handbook
from handbook.model.base import Target
from handbook.model.document import KIND_TITLES
from handbook.russian.letters import upper_first
from handbook.work import operations_of

#: An item of MkDocs' nav: a path, a titled path, or a titled list.
Item = str | dict[str, "str | list[Item]"]
OWN = "Материалы"


def nav(book: Handbook, own: Iterable[str] = ()) -> list[Item]:
    """The nav of ``mkdocs.yml``.

    Args:
        book: The handbook.
        own: Hand-written pages, relative to ``docs/``; MkDocs takes their titles from their headings.
    """
    made: list[Item] = [
        {"Главная": paths.HOME},
        {"Роли": [paths.ROLES, *(_leaf("role", one.id, one.title) for one in book.roles.values())]},
        {"Процессы": list(_processes(book))},
        {"Документы": [paths.DOCUMENTS, *_documents(book)]},
        {"Нормы": [paths.NORMS, *(_leaf("norm", one.norm.id, one.norm.title) for one in book.norms.values())]},
        *_team(book),
        {"Глоссарий": paths.GLOSSARY},
    ]
    extra = list(_tree(sorted(own)))
    return [*made, {OWN: extra}] if extra else made


def _team(book: Handbook) -> Iterator[Item]:
    """Pages about people and management that there is something to show on."""
    there: list[Item] = [
        {words: path}
        for words, path, records in (
            ("Показатели", paths.INDICATORS, book.indicators),
            ("Планёрки", paths.MEETINGS, book.meetings),
            ("Обучение", paths.TRAINING, book.courses or book.paths),
            ("Компетенции", paths.COMPETENCIES, book.competencies),
            ("Мотивация", paths.MOTIVATION, book.principles),
            ("Модели отдела продаж", paths.MODELS, are_comparable(book)),
        )
        if records
    ]
    if there:
        yield {"Управление": there}


def _leaf(target: Target, name: str, words: str) -> Item:
    return {title(words) or name: str(paths.page(target, name))}


def _processes(book: Handbook) -> Iterator[Item]:
    yield paths.PROCESSES
    yield {"Карты": paths.MAPS}
    placed: set[str] = set()
    for process in book.processes.values():
        inside = [one for one in operations_of(book, process) if book.homes.get(one.id, process.id) == process.id]
        placed |= {one.id for one in inside}
        leaves = [_leaf("operation", one.id, one.title) for one in inside]
        # The page has a title of its own here: MkDocs would take it from the heading, which the theme unescapes.
        yield {title(process.title): [_leaf("process", process.id, process.title), *leaves]}
    rest = [_leaf("operation", one.id, one.title) for one in book.operations.values() if one.id not in placed]
    yield {"Все операции": [paths.OPERATIONS, *rest]} if rest else {"Все операции": paths.OPERATIONS}


def _documents(book: Handbook) -> Iterator[Item]:
    for kind, words in KIND_TITLES.items():
        leaves = [_leaf("document", one.id, one.title) for one in book.documents.values() if one.kind == kind]
        if leaves:
            yield {upper_first(words): leaves}


def _tree(own: list[str], depth: int = 0) -> Iterator[Item]:
    """Pages by folder: files of a folder first, then its folders."""
    folders: dict[str, list[str]] = {}
    for path in own:
        parts = PurePosixPath(path).parts
        if len(parts) == depth + 1:
            yield path
        else:
            folders.setdefault(parts[depth], []).append(path)
    for name, inside in folders.items():
        yield {title(name): list(_tree(inside, depth + 1))}
