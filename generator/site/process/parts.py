"""The section of a process: which pages it has, and the row of links between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from generator import links
from generator.maps.documents import touches
from generator.maps.passing import Passed, between_processes
from generator.site import paths
from generator.site.paths import ProcessPart
from generator.swimlane import control_points
from handbook.book import Handbook
from handbook.memo import once
from handbook.model.process import Process
from handbook.work import operations_of


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of the section.

    Attributes:
        part: Which one; empty for the first page.
        title: Its short title.
        page: Its Markdown path.
    """

    part: str
    title: str
    page: str


def has_dokumenty(book: Handbook, process: Process) -> bool:
    """Whether its operations start from documents or leave some behind."""
    return bool(touches(book, process))


def has_voronka(_book: Handbook, process: Process) -> bool:
    """Whether deals go through stages in it."""
    return process.funnel is not None


def has_normy(book: Handbook, process: Process) -> bool:
    """Whether norms judge it or its operations."""
    return bool(process.norms) or any(links.norms_of_operation(book, one) for one in operations_of(book, process))


def has_kontrol(book: Handbook, process: Process) -> bool:
    """Whether somebody watches its operations."""
    return bool(control_points(book, process))


def has_svyazi(book: Handbook, process: Process) -> bool:
    """Whether documents pass between it and other processes."""
    return process.id in passed(book)


@once
def passed(book: Handbook) -> dict[str, tuple[tuple[Passed, ...], tuple[Passed, ...]]]:
    """What each process gets from others and what it gives them; processes that do neither are left out."""
    found: dict[str, tuple[list[Passed], list[Passed]]] = {}
    for one in between_processes(book):
        found.setdefault(one.taker, ([], []))[0].append(one)
        found.setdefault(one.giver, ([], []))[1].append(one)
    return {name: (tuple(taken), tuple(given)) for name, (taken, given) in found.items()}


#: Pages beside the first one in the order of the menu: their name, title, and whether there is something to show.
PARTS: Final[tuple[tuple[ProcessPart, str, Callable[[Handbook, Process], bool]], ...]] = (
    ("dokumenty", "Документы", has_dokumenty),
    ("voronka", "Воронка", has_voronka),
    ("normy", "Нормы", has_normy),
    ("kontrol", "Контроль", has_kontrol),
    ("svyazi", "Связи", has_svyazi),
)


def tabs(book: Handbook, process: Process) -> tuple[Chapter, ...]:
    """Every page of the section there is, in the order of the menu; nothing when the first is the only one."""
    parts = tuple(
        Chapter(part, title, paths.process_page(process.id, part))
        for part, title, there in PARTS
        if there(book, process)
    )
    return (Chapter("", "Процесс", str(paths.page("process", process.id))), *parts) if parts else ()
