"""The indexes of processes, operations, documents, norms and terms; long ones in parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from generator.artifact import Artifact
from generator.site import parts, paths
from generator.site.block_cards import blocks_of
from generator.site.maker import Maker
from generator.site.map_key import map_key
from generator.site.parts import Part
from generator.site.pictures import map_figures
from handbook.book import Handbook, PlacedNorm
from handbook.model.document import Document
from handbook.model.operation import Operation
from handbook.model.process import Process
from handbook.russian.text import lower_first
from handbook.work import operations_of


@dataclass(frozen=True, slots=True)
class OperationGroup:
    """Operations under one heading; ``process`` is where they stand, if anywhere."""

    title: str
    operations: tuple[Operation, ...]
    process: Process | None = None


@dataclass(frozen=True, slots=True)
class NormGroup:
    """Norms under one heading; ``process`` is where they stand, if anywhere."""

    title: str
    norms: tuple[PlacedNorm, ...]
    process: Process | None = None


@dataclass(frozen=True, slots=True)
class DocumentGroup:
    """Documents under one heading."""

    title: str
    documents: tuple[Document, ...]


#: As many operations are named on the first page of their index; of more, only the processes.
_LISTED = 150
Group = TypeVar("Group", OperationGroup, NormGroup)


def index_paths(book: Handbook) -> tuple[str, ...]:
    """Every index and the parts of the long ones."""
    split = (*parts.of_operations(book), *parts.of_norms(book), *parts.of_documents(book))
    return paths.PROCESSES, paths.OPERATIONS, paths.DOCUMENTS, paths.NORMS, *(one.path for one in split)


def index_pages(maker: Maker) -> Iterator[Artifact]:
    """Every index."""
    book = maker.book
    here = maker.here(paths.PROCESSES)
    landscape = map_figures.figure(here, map_figures.company_landscape(book))
    filled = tuple(block for block in blocks_of(book) if block.processes)
    yield maker.page("processes", here, blocks=filled, landscape=landscape, key=map_key(book))
    yield from _operations(maker)
    yield from _documents(maker)
    yield from _norms(maker)


def _operations(maker: Maker) -> Iterator[Artifact]:
    groups = tuple(operation_groups(maker.book))
    split = parts.of_operations(maker.book)
    contents = _contents(split, groups)
    listed = len(maker.book.operations) <= _LISTED
    loose = tuple(one for one in groups if not split or one.process is None)
    yield maker.page(
        "operations",
        maker.here(paths.OPERATIONS),
        groups=loose,
        parts=contents,
        title="Все операции",
        index=None,
        listed=listed,
        full=True,
    )
    for part, inside in contents:
        yield maker.page(
            "operations",
            maker.here(part.path),
            groups=inside,
            parts=(),
            title=f"Операции: {lower_first(part.title)}",
            index=paths.OPERATIONS,
            listed=listed,
            full=part.count <= parts.MANY,
        )


def _norms(maker: Maker) -> Iterator[Artifact]:
    book = maker.book
    split = parts.of_norms(book)
    groups = tuple(norm_groups(book))
    loose = tuple(one for one in groups if one.process is None) if split else tuple(_norms_by_home(book))
    here = maker.here(paths.NORMS)
    yield maker.page("norms", here, groups=loose, parts=_contents(split, groups), title="Нормы", index=None)
    for part, inside in _contents(split, groups):
        yield maker.page(
            "norms",
            maker.here(part.path),
            groups=inside,
            parts=(),
            title=f"Нормы: {lower_first(part.title)}",
            index=paths.NORMS,
        )


def _documents(maker: Maker) -> Iterator[Artifact]:
    book = maker.book
    split = parts.of_documents(book)
    here = maker.here(paths.DOCUMENTS)
    kinds = tuple((part, tuple(one for one in book.documents.values() if one.kind == part.name)) for part in split)
    papers = () if split else tuple(_papers(book))
    yield maker.page("documents", here, groups=papers, parts=kinds, title="Документы", index=None)
    for part, inside in kinds:
        yield maker.page(
            "documents",
            maker.here(part.path),
            groups=(DocumentGroup("", inside),),
            parts=(),
            title=part.title,
            index=paths.DOCUMENTS,
        )


def _contents(split: Iterable[Part], groups: tuple[Group, ...]) -> tuple[tuple[Part, tuple[Group, ...]], ...]:
    """Parts with their groups."""
    return tuple(
        (part, tuple(one for one in groups if one.process and one.process.id in part.processes)) for part in split
    )


def operation_groups(book: Handbook) -> Iterator[OperationGroup]:
    """Operations by the process in whose folder they stand, in the order of its flow."""
    placed: set[str] = set()
    for process in book.processes.values():
        inside = [one for one in operations_of(book, process) if book.homes.get(one.id) == process.id]
        inside += [
            one for one in book.operations.values() if book.homes.get(one.id) == process.id and one not in inside
        ]
        placed |= {one.id for one in inside}
        if inside:
            yield OperationGroup(process.title, tuple(inside), process)
    rest = tuple(one for one in book.operations.values() if one.id not in placed)
    if rest:
        yield OperationGroup("Без процесса", rest)


def _papers(book: Handbook) -> Iterator[DocumentGroup]:
    for title, governs in (("Задают правила", True), ("Рабочие документы и записи", False)):
        inside = tuple(one for one in book.documents.values() if one.governs == governs)
        if inside:
            yield DocumentGroup(title, inside)


def norm_groups(book: Handbook) -> Iterator[NormGroup]:
    """Norms by the process they belong to, in the order of processes; those of posts and the company last."""
    homes: dict[str | None, list[PlacedNorm]] = {}
    for placed in book.norms.values():
        homes.setdefault(parts.process_of(book, placed), []).append(placed)
    for process in book.processes.values():
        if process.id in homes:
            yield NormGroup(process.title, tuple(homes[process.id]), process)
    titles = {"operation": "Без процесса", "position": "Нормы должностей", "company": "Нормы компании"}
    for home, title in titles.items():
        inside = tuple(one for one in homes.get(None, ()) if one.home == home)
        if inside:
            yield NormGroup(title, inside)


def _norms_by_home(book: Handbook) -> Iterator[NormGroup]:
    titles = {
        "operation": "Нормы операций",
        "process": "Нормы процессов",
        "position": "Нормы должностей",
        "company": "Нормы компании",
    }
    for home, title in titles.items():
        inside = tuple(placed for placed in book.norms.values() if placed.home == home)
        if inside:
            yield NormGroup(title, inside)
