"""The company as its CRM is to serve it: processes as they should be, operations in their order, words for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.crm_spec.model import Who
from generator.links import positions_of
from handbook.book import Handbook
from handbook.crossref import CrossRef, expand
from handbook.model.operation import Operation
from handbook.model.process import Funnel, Process
from handbook.norms import Norm
from handbook.work import operations_in


@dataclass(frozen=True)
class Work:
    """What the requirements are derived from."""

    book: Handbook

    @property
    def processes(self) -> tuple[Process, ...]:
        """Processes as they should be: a CRM is not set up for what is being left behind."""
        return tuple(process for process in self.book.processes.values() if process.variant == "to-be")

    def operations(self) -> Iterator[tuple[Process, Operation]]:
        """Operations in the order of the flows, each once, with the process it stands in."""
        seen: set[str] = set()
        for process in self.processes:
            for operation in operations_in(self.book, process):
                if operation.id not in seen:
                    seen.add(operation.id)
                    yield self.book.processes.get(self.book.homes.get(operation.id, ""), process), operation

    @cached_property
    def _funnels(self) -> dict[str, tuple[Funnel, ...]]:
        """Funnels of the processes that go through an operation, by its id."""
        found: dict[str, tuple[Funnel, ...]] = {}
        for process in self.processes:
            if process.funnel is None:
                continue
            for operation in operations_in(self.book, process):
                found[operation.id] = (*found.get(operation.id, ()), process.funnel)
        return found

    def funnels(self, operation: Operation) -> tuple[Funnel, ...]:
        """Funnels an operation serves, each once."""
        return self._funnels.get(operation.id, ())

    @property
    def norms(self) -> tuple[Norm, ...]:
        """Norms in force: drafts bind nobody."""
        return tuple(placed.norm for placed in self.book.norms.values() if not placed.norm.draft)

    def role(self, name: str | None) -> str:
        """What a role is called."""
        found = self.book.roles.get(name or "")
        return found.title if found else (name or "не назван")

    def who(self, name: str | None) -> Who:
        """Whoever carries a role: the post when one alone does, else the role with its posts beside it."""
        title, posts = self.role(name), positions_of(self.book, name or "")
        if len(posts) == 1:
            return Who(name or "", posts[0].title)
        return Who(name or "", f"{title} ({', '.join(once(post.title for post in posts))})" if posts else title)

    def everybody(self, names: Iterable[str | None]) -> tuple[Who, ...]:
        """Carriers of roles, each once."""
        return tuple(dict.fromkeys(self.who(name) for name in names if name))

    def prose(self, text: str) -> str:
        """Text with its references put into words."""
        return " ".join(expand(text, self._words).split())

    def _words(self, reference: CrossRef) -> str:
        if reference.words:
            return reference.words
        if reference.target == "norm" and reference.id in self.book.norms:
            return self.book.norms[reference.id].norm.words()
        groups = {
            "document": self.book.documents,
            "operation": self.book.operations,
            "process": self.book.processes,
        }
        if reference.target == "role":
            return self.who(reference.id).called
        record = groups.get(reference.target, {}).get(reference.id)
        return getattr(record, "title", reference.id)


def once(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts without repetitions, in their order."""
    return tuple(dict.fromkeys(text for text in texts if text))
