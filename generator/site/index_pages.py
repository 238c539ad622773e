"""The start page and the indexes of roles, processes, operations, documents, norms and terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.artifact import Artifact
from generator.links import positions_of
from generator.site import map_figures, paths
from generator.site.maker import Maker
from generator.site.role_page import DocumentGroup, summary
from handbook.book import Handbook, PlacedNorm
from handbook.model.glossary import Term
from handbook.model.operation import Operation
from handbook.model.people import Role
from handbook.model.process import BLOCK_TITLES, Process
from handbook.russian.numbers import counted
from handbook.russian.text import normalise
from handbook.work import operations_of


@dataclass(frozen=True, slots=True)
class RoleCard:
    """A role as a card: whose it is, how much it works and answers for, in words.

    Attributes:
        positions: Positions that carry it; empty when the only one is called as the role is.
    """

    role: Role
    positions: str
    operations: str
    norms: str


@dataclass(frozen=True, slots=True)
class ProcessCard:
    """A process as a card."""

    process: Process
    operations: str


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the landscape with its processes."""

    title: str
    processes: tuple[ProcessCard, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """The way to an index, with the number of things in it."""

    title: str
    count: int
    page: str


@dataclass(frozen=True, slots=True)
class OperationGroup:
    """Operations under one heading."""

    title: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class NormGroup:
    """Norms under one heading."""

    title: str
    norms: tuple[PlacedNorm, ...]


@dataclass(frozen=True, slots=True)
class TermGroup:
    """Terms that begin with one letter."""

    title: str
    terms: tuple[Term, ...]


def index_pages(maker: Maker) -> Iterator[Artifact]:
    """The start page and every index."""
    book = maker.book
    cards = tuple(RoleCard(role, _carried(book, role), *summary(book, role)) for role in book.roles.values())
    blocks = tuple(_blocks(book))
    yield maker.page(
        "start",
        maker.here(paths.HOME),
        roles=tuple(card for card in cards if not card.role.external),
        blocks=blocks if any(block.processes for block in blocks) else (),
        tiles=_tiles(book),
    )
    here = maker.here(paths.ROLES)
    chart = map_figures.figure(here, map_figures.company_organisation(book))
    yield maker.page("roles", here, cards=cards, positions=tuple(book.positions.values()), chart=chart)
    filled = tuple(block for block in blocks if block.processes)
    here = maker.here(paths.PROCESSES)
    landscape = map_figures.figure(here, map_figures.company_landscape(book))
    yield maker.page("processes", here, blocks=filled, landscape=landscape)
    yield maker.page("operations", maker.here(paths.OPERATIONS), groups=tuple(operation_groups(book)))
    yield maker.page("documents", maker.here(paths.DOCUMENTS), groups=tuple(_papers(book)))
    yield maker.page("norms", maker.here(paths.NORMS), groups=tuple(_norms(book)))
    yield maker.page("glossary", maker.here(paths.GLOSSARY), groups=tuple(_terms(book)))


def _carried(book: Handbook, role: Role) -> str:
    titles = [position.title for position in positions_of(book, role.id)]
    return "" if titles == [role.title] else ", ".join(titles)


def _blocks(book: Handbook) -> Iterator[Block]:
    for name, title in BLOCK_TITLES.items():
        inside = (process for process in book.processes.values() if process.block == name)
        yield Block(title, tuple(ProcessCard(one, _size(book, one)) for one in inside))


def _size(book: Handbook, process: Process) -> str:
    return counted(len(operations_of(book, process)), "операция", "операции", "операций")


def _tiles(book: Handbook) -> tuple[Tile, ...]:
    return (
        Tile("Операции", len(book.operations), paths.OPERATIONS),
        Tile("Документы", len(book.documents), paths.DOCUMENTS),
        Tile("Нормы", len(book.norms), paths.NORMS),
        Tile("Термины", len(book.terms), paths.GLOSSARY),
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
            yield OperationGroup(process.title, tuple(inside))
    rest = tuple(one for one in book.operations.values() if one.id not in placed)
    if rest:
        yield OperationGroup("Без процесса", rest)


def _papers(book: Handbook) -> Iterator[DocumentGroup]:
    for title, governs in (("Задают правила", True), ("Рабочие документы и записи", False)):
        inside = tuple(one for one in book.documents.values() if one.governs == governs)
        if inside:
            yield DocumentGroup(title, inside)


def _norms(book: Handbook) -> Iterator[NormGroup]:
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


def _terms(book: Handbook) -> Iterator[TermGroup]:
    ordered = sorted(book.terms.values(), key=lambda term: (normalise(term.term), term.id))
    for letter in dict.fromkeys(_letter(term) for term in ordered):
        yield TermGroup(letter, tuple(term for term in ordered if _letter(term) == letter))


def _letter(term: Term) -> str:
    return next((sign.upper() for sign in normalise(term.term) if sign.isalnum()), "…")
