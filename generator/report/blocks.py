"""Norms by the process they govern, as the map of what could be checked shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.book import Handbook
from handbook.result import Status, Verdict

if TYPE_CHECKING:
    from generator.report.view import NormView

_OTHERS = {"position": "Нормы должностей", "company": "Нормы компании в целом"}


@dataclass(frozen=True, slots=True)
class Block:
    """Norms of one process; those of positions and of the company as a whole stand together.

    Attributes:
        id: Identifier of the process, «position» or «company».
    """

    id: str
    title: str
    norms: tuple[NormView, ...]

    @property
    def checked(self) -> int:
        """How many of its norms this export could prove or disprove."""
        return sum(norm.verdict.checked for norm in self.norms)

    @property
    def failed(self) -> int:
        """How many of its norms are broken."""
        return sum(norm.verdict.status is Status.FAILED for norm in self.norms)


def home_of(handbook: Handbook, verdict: Verdict) -> str:
    """The process a norm governs, or «position», or «company»."""
    process = handbook.homes.get(verdict.operation_id or "") or verdict.process_id
    if process and process in handbook.processes:
        return process
    placed = handbook.norms.get(verdict.norm_id)
    return "position" if placed and placed.home == "position" else "company"


def blocks(handbook: Handbook, norms: Iterable[NormView]) -> tuple[Block, ...]:
    """Norms by process, in the order of the client's way; norms of positions and of the company come last."""
    found: dict[str, list[NormView]] = {}
    for norm in norms:
        found.setdefault(norm.home, []).append(norm)
    titles = {name: process.title for name, process in handbook.processes.items()} | _OTHERS
    return tuple(Block(name, title, tuple(found[name])) for name, title in titles.items() if name in found)
