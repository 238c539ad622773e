"""Long indexes in parts: operations and norms by block of the landscape, documents by kind, each part a page.

A block that would still be too long for a page is parted again, between two of its processes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.site import paths
from handbook.book import Handbook, PlacedNorm
from handbook.model.document import KIND_TITLES
from handbook.model.process import BLOCK_TITLES
from handbook.russian.letters import upper_first

#: As many rows make a page that is still light; a longer index is a list of its parts.
MANY = 60
#: A norm or an operation of all the models takes more room.
_MANY_NORMS, _MANY_COMPARED = 50, 42


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an index.

    Attributes:
        name: A block, with a number when it is parted again, or a kind.
        title: What it is called.
        path: Its page.
        count: How many records it lists.
        processes: Whose records it lists, when it is a part of a block.
    """

    name: str
    title: str
    path: str
    count: int
    processes: tuple[str, ...] = ()


def process_of(book: Handbook, placed: PlacedNorm) -> str | None:
    """The process a norm belongs to: it stands there, or in an operation of it."""
    home = book.homes.get(placed.home_id) if placed.home == "operation" else placed.home_id
    return home if home in book.processes and placed.home in {"operation", "process"} else None


def of_operations(book: Handbook) -> tuple[Part, ...]:
    """Parts of the index of operations; none when it is one page."""
    homes = (book.homes.get(name) for name in book.operations)
    return _by_block(book, paths.OPERATIONS, homes, MANY) if len(book.operations) > MANY else ()


def of_norms(book: Handbook) -> tuple[Part, ...]:
    """Parts of the index of norms; none when it is one page. Norms of posts and of the company stay on it."""
    homes = (process_of(book, placed) for placed in book.norms.values())
    return _by_block(book, paths.NORMS, homes, _MANY_NORMS) if len(book.norms) > MANY else ()


def of_models(book: Handbook) -> tuple[Part, ...]:
    """Who performs the operations in each sales model, by block."""
    homes = (book.homes.get(name) for name, operation in book.operations.items() if operation.owner)
    return _by_block(book, "models/", homes, _MANY_COMPARED)


def of_documents(book: Handbook) -> tuple[Part, ...]:
    """Parts of the index of documents; none when it is one page."""
    if len(book.documents) <= MANY:
        return ()
    counts: Counter[str] = Counter(one.kind for one in book.documents.values())
    return tuple(
        Part(kind, upper_first(words), paths.part(paths.DOCUMENTS, kind), counts[kind])
        for kind, words in KIND_TITLES.items()
        if counts[kind]
    )


def _by_block(book: Handbook, index: str, homes: Iterable[str | None], most: int) -> tuple[Part, ...]:
    counts: Counter[str] = Counter(home for home in homes if home and home in book.processes)
    found = []
    for block, words in BLOCK_TITLES.items():
        inside = [one.id for one in book.processes.values() if one.block == block and counts[one.id]]
        runs = tuple(_runs(inside, counts, most))
        for number, run in enumerate(runs, 1):
            name = f"{block}-{number}" if number > 1 else block
            title = f"{words}, часть {number} из {len(runs)}" if len(runs) > 1 else words
            found.append(Part(name, title, paths.part(index, name), sum(counts[one] for one in run), run))
    return tuple(found)


def _runs(processes: Iterable[str], counts: Mapping[str, int], most: int) -> Iterator[tuple[str, ...]]:
    """Processes that follow one another, as many as fit on a page; one that alone does not fit stands alone."""
    run: list[str] = []
    for one in processes:
        if run and sum(counts[other] for other in run) + counts[one] > most:
            yield tuple(run)
            run = []
        run.append(one)
    if run:
        yield tuple(run)
