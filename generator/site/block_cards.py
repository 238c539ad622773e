"""Processes as cards under the blocks of the landscape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handbook.book import Handbook
from handbook.model.process import BLOCK_TITLES, Process
from handbook.russian.numbers import counted
from handbook.work import operations_of

#: What is said of a process as it was, wherever it stands in a list.
FORMER = "прежний порядок"


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


def blocks_of(book: Handbook) -> Iterator[Block]:
    """Every block in the order of the landscape, also those without processes; processes as they were stand last."""
    for name, title in BLOCK_TITLES.items():
        inside = in_force_first(process for process in book.processes.values() if process.block == name)
        yield Block(title, tuple(ProcessCard(one, _size(book, one)) for one in inside))


def _size(book: Handbook, process: Process) -> str:
    return counted(len(operations_of(book, process)), "операция", "операции", "операций")


def in_force_first(processes: Iterable[Process]) -> list[Process]:
    """Processes in their order, those as they were after all others."""
    return sorted(processes, key=lambda one: one.variant == "as-is")
