"""The navigation: tabs by kind of record, records grouped so that a page lists its neighbours and no others.

Material draws the way down to a page and the neighbours at each step of it; what lies aside is one link. So what may
grow long stands in groups: processes by block, operations by process, norms by the process they stand in, documents
by kind. A level that would hold next to nothing is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import PurePosixPath

from generator.site import parts, paths
from generator.site.block_cards import FORMER, in_force_first
from generator.site.glossary.page import shelves
from generator.site.maps_page import tables
from generator.site.models_page import are_comparable
from generator.site.process import parts as process_parts
from generator.site.role.parts import tabs
from generator.site.text import title
from handbook.book import Handbook, PlacedNorm
from handbook.memo import once
from handbook.model.base import Target
from handbook.model.document import KIND_TITLES, Document
from handbook.model.operation import Operation
from handbook.model.people import Role
from handbook.model.process import BLOCK_TITLES, Process
from handbook.russian.letters import upper_first
from handbook.russian.text import folded
from handbook.work import operations_of

#: An item of MkDocs' nav: a path, a titled path, or a titled list.
Item = str | dict[str, "str | list[Item]"]
OWN = "Материалы"
STRUCTURES = "Как делят отдел"
#: Pages of a process beside its first one.
SECTION = "Документы, нормы, контроль"
#: A list as long as this is read as it is; a longer one is grouped.
MANY = 12
#: Documents of one kind stand by letter when there are more.
_MANY_OF_KIND = 40
#: Processes of one block stand by number when there are more.
_MANY_OF_BLOCK = 16


def nav(book: Handbook, own: Iterable[str] = (), made: Iterable[str] = ()) -> list[Item]:
    """The nav of ``mkdocs.yml``.

    Args:
        book: The handbook.
        own: Hand-written pages, relative to ``docs/``; MkDocs takes their titles from their headings.
        made: Generated pages; those that go on from others stand right after them.
    """
    return [*_continued(_of_records(book), paths.continuations(made)), *_titled(OWN, _tree(sorted(own)))]


@once
def _of_records(book: Handbook) -> tuple[Item, ...]:
    """Everything but the hand-written pages."""
    return (
        {"Главная": paths.HOME},
        {"Роли": [paths.ROLES, *(_role(book, one) for one in _by_title(book.roles.values()))]},
        {"Процессы": list(_processes(book))},
        {"Документы": list(_documents(book))},
        {"Нормы": list(_norms(book))},
        *_titled("Обучение", _learning(book)),
        *_titled("Управление", _team(book)),
        *_glossary(book),
    )


def _continued(items: Iterable[Item], parts: Mapping[str, Sequence[str]]) -> Iterator[Item]:
    """Items with the pages that go on from them right after; a title the menu does not know is that of the page."""
    for item in items:
        ((words, inside),) = item.items() if isinstance(item, dict) else (("", item),)
        if not isinstance(inside, str):
            yield {words: list(_continued(inside, parts))}
            continue
        yield item
        several = parts.get(inside, ())
        for number, path in enumerate(several, 2):
            yield {f"{words}, часть {number} из {len(several) + 1}": path} if words else path


def _titled(words: str, items: Iterable[Item]) -> Iterator[Item]:
    """A titled list, when there is anything in it."""
    there = list(items)
    if there:
        yield {words: there}


def _leaf(target: Target, name: str, words: str) -> Item:
    return {title(words) or name: str(paths.page(target, name))}


def _by_title(roles: Iterable[Role]) -> list[Role]:
    """As a reader looks for one in a menu."""
    return sorted(roles, key=lambda role: folded(role.title))


def _role(book: Handbook, role: Role) -> Item:
    """A role with the pages of its section."""
    section: list[Item] = [{one.title: one.page} for one in tabs(book, role)]
    return {title(role.title) or role.id: section} if section else _leaf("role", role.id, role.title)


def _learning(book: Handbook) -> Iterator[Item]:
    """What newcomers look for."""
    if book.courses or book.paths:
        courses = [(one.title, paths.detail(paths.TRAINING, one.id)) for one in book.courses.values()]
        yield from _list("Курсы", {"Пути и курсы": paths.TRAINING}, courses)
    named = [(one.title, paths.detail(paths.COMPETENCIES, one.id)) for one in book.competencies.values()]
    if named:
        yield from _list("Компетенции", {"Все компетенции": paths.COMPETENCIES}, named)


def _team(book: Handbook) -> Iterator[Item]:
    """Pages about management that there is something to show on."""
    measures = {paths.detail(paths.INDICATORS, one.measure): one.measure_title for one in book.indicators.values()}
    named = [(words, path) for path, words in measures.items()]
    if named:
        yield from _list("Показатели", {"Все показатели": paths.INDICATORS}, named)
    named = [(one.title, paths.detail(paths.MEETINGS, one.id)) for one in book.meetings.values()]
    if named:
        yield from _list("Планёрки", {"Все планёрки": paths.MEETINGS}, named)
    if book.principles:
        yield {"Мотивация": paths.MOTIVATION}
    if are_comparable(book):
        models: list[Item] = [{one.title: one.path} for one in parts.of_models(book)]
        yield {"Модели отдела продаж": [{"Сравнение моделей": paths.MODELS}, *models, {STRUCTURES: paths.STRUCTURES}]}
    yield {"Что изменилось": paths.CHANGES}


def _list(words: str, index: Item, named: Sequence[tuple[str, str]]) -> Iterator[Item]:
    """An index with the pages it leads to, by letter when there are very many."""
    leaves: list[Item] = [{title(one) or path: path} for one, path in named]
    if len(named) > _MANY_OF_KIND:
        letters: dict[str, list[Item]] = {}
        for (one, path), leaf in zip(named, leaves, strict=True):
            letters.setdefault((one or path)[0].upper(), []).append(leaf)
        leaves = [leaf for letter, inside in sorted(letters.items()) for leaf in _runs(letter, inside)]
    yield {words: [index, *leaves]}


def _runs(letter: str, inside: Sequence[Item]) -> Iterator[Item]:
    """A letter, or several parts of one that is too long itself."""
    for start in range(0, len(inside), _MANY_OF_KIND):
        several = list(inside[start : start + _MANY_OF_KIND])
        number = f", {start + 1}–{start + len(several)}" if len(inside) > _MANY_OF_KIND else ""
        yield {title(letter + number): several}


def _processes(book: Handbook) -> Iterator[Item]:
    yield paths.PROCESSES
    yield from _list("Карты", {"Все карты": paths.MAPS}, [(one.title, one.path) for one in tables(book)])
    placed = {one.id for process in book.processes.values() for one in _inside(book, process)}
    yield from _by_block(book, lambda process: [_process(book, process)])
    rest = [_leaf("operation", one.id, one.title) for one in book.operations.values() if one.id not in placed]
    lists: list[Item] = [{one.title: one.path} for one in parts.of_operations(book)]
    yield {"Все операции": [paths.OPERATIONS, *lists, *rest]} if rest or lists else {"Все операции": paths.OPERATIONS}


def _inside(book: Handbook, process: Process) -> Iterator[Operation]:
    return (one for one in operations_of(book, process) if book.homes.get(one.id, process.id) == process.id)


def _process(book: Handbook, process: Process) -> Item:
    """A process with its operations in the order of its flow, then the pages of its section as one step."""
    leaves = [_leaf("operation", one.id, one.title) for one in _inside(book, process)]
    leaves += _titled(SECTION, ({one.title: one.page} for one in process_parts.tabs(book, process)[1:]))
    # The page has a title of its own here: MkDocs would take it from the heading, which the theme unescapes.
    return {_called(process): [_leaf("process", process.id, process.title), *leaves]}


def _called(process: Process) -> str:
    """The title of a process; one that nobody works by any more says so."""
    return title(f"{process.title} ({FORMER})" if process.variant == "as-is" else process.title)


def _by_block(book: Handbook, items: Callable[[Process], Iterable[Item]]) -> Iterator[Item]:
    """Items of processes, those as they were last: under the blocks of the landscape when there are many of them."""
    processes = in_force_first(book.processes.values())
    if len(processes) <= MANY:
        for process in processes:
            yield from items(process)
        return
    for block, words in BLOCK_TITLES.items():
        inside = [item for process in processes if process.block == block for item in items(process)]
        yield from _titled(words, inside if len(inside) <= _MANY_OF_BLOCK else _by_number(inside))


def _by_number(items: Sequence[Item]) -> Iterator[Item]:
    """A long list in steps as long as one another, called by the numbers of what is in them."""
    steps = -(-len(items) // MANY)
    ends = [len(items) * step // steps for step in range(steps + 1)]
    for start, end in pairwise(ends):
        yield {f"{start + 1}–{end}": list(items[start:end])}


def _norms(book: Handbook) -> Iterator[Item]:
    """Norms under the process they stand in, or whose operation they stand in; those of posts and the company last."""
    yield paths.NORMS
    yield from _titled("Все нормы", ({one.title: one.path} for one in parts.of_norms(book)))
    if len(book.norms) <= MANY:
        yield from _norm_leaves(book.norms.values())
        return
    homes: dict[str, list[PlacedNorm]] = {}
    for placed in book.norms.values():
        homes.setdefault(parts.process_of(book, placed) or placed.home, []).append(placed)
    yield from _by_block(book, lambda process: _titled(title(process.title), _norm_leaves(homes.get(process.id, ()))))
    for home, words in (("operation", "Без процесса"), ("position", "Нормы должностей"), ("company", "Нормы компании")):
        yield from _titled(words, _norm_leaves(homes.get(home, ())))


def _norm_leaves(norms: Iterable[PlacedNorm]) -> Iterator[Item]:
    return (_leaf("norm", one.norm.id, one.norm.title) for one in norms)


def _documents(book: Handbook) -> Iterator[Item]:
    yield paths.DOCUMENTS
    for kind, words in KIND_TITLES.items():
        inside = [one for one in book.documents.values() if one.kind == kind]
        own: list[Item] = [{"Все": one.path} for one in parts.of_documents(book) if one.name == kind]
        letters = _by_letter(inside) if len(inside) > _MANY_OF_KIND else _document_leaves(inside)
        yield from _titled(upper_first(words), [*own, *letters] if inside else ())


def _by_letter(documents: Sequence[Document]) -> Iterator[Item]:
    ordered = sorted(documents, key=lambda one: (one.title.lower(), one.id))
    for letter in dict.fromkeys(one.title[:1].upper() for one in ordered):
        yield from _titled(title(letter), _document_leaves(one for one in ordered if one.title[:1].upper() == letter))


def _document_leaves(documents: Iterable[Document]) -> Iterator[Item]:
    return (_leaf("document", one.id, one.title) for one in documents)


def _glossary(book: Handbook) -> Iterator[Item]:
    places: list[Item] = [{title(one.title): one.path} for one in shelves(book)]
    yield {"Глоссарий": [paths.GLOSSARY, {"Где встречаются термины": places}] if places else paths.GLOSSARY}


def _tree(own: list[str], depth: int = 0) -> Iterator[Item]:
    """Pages by folder: files of a folder first, then its folders."""
    folders: dict[str, list[str]] = {}
    for path in own:
        steps = PurePosixPath(path).parts
        if len(steps) == depth + 1:
            yield path
        else:
            folders.setdefault(steps[depth], []).append(path)
    for name, inside in folders.items():
        yield {title(name): list(_tree(inside, depth + 1))}
