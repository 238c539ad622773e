"""A process seen through its regulation: operations, who is called how, norms that judge it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.links import norms_of_operation
from generator.word.people import bearer
from generator.word.speech import Speech
from generator.word.words import genitive, listed, nominative, tidy
from handbook.book import Handbook
from handbook.model.document import Document
from handbook.model.operation import Operation
from handbook.model.process import OperationNode, Process
from handbook.norms import Norm
from handbook.russian import upper_first
from handbook.titles import title_text
from handbook.work import operations_in


@dataclass(frozen=True)
class View:
    """A process with what its regulation asks about it.

    Attributes:
        day: The day the document speaks of: limits of norms are those in force on it; None means the latest.
    """

    handbook: Handbook
    process: Process
    day: date | None = None

    @cached_property
    def speech(self) -> Speech:
        """How the regulation puts what the sources say."""
        return Speech(self.handbook, self.day)

    @cached_property
    def operations(self) -> tuple[Operation, ...]:
        """Operations the process goes through or keeps."""
        return operations_in(self.handbook, self.process)

    @cached_property
    def norms(self) -> tuple[Norm, ...]:
        """Norms in force that judge the process and its operations, each once; drafts never."""
        found: dict[str, Norm] = {norm.id: norm for norm in self.process.norms}
        for operation in self.operations:
            found |= {placed.norm.id: placed.norm for placed in norms_of_operation(self.handbook, operation)}
        return tuple(norm for norm in found.values() if not norm.draft)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """Documents and records of the work, each once: what operations take, open and leave, and what is reported."""
        names: list[str | None] = []
        for operation in self.operations:
            names += [one.document for one in operation.inputs]
            names += [step.document for step in operation.steps]
            names += [one.document for one in operation.outputs]
        names += [report.document for report in self.process.reports]
        known = (self.handbook.documents.get(name or "") for name in dict.fromkeys(names))
        return tuple(document for document in known if document and not document.governs)

    def who(self, role: str) -> str:
        """A role as a phrase has it: «менеджер по продажам»."""
        return nominative(bearer(self.handbook, role))

    def whom(self, roles: Iterable[str]) -> str:
        """Roles in the genitive: after «от» and «для»."""
        return ", ".join(dict.fromkeys(genitive(bearer(self.handbook, role)) for role in roles))

    def lane(self, role: str) -> str:
        """A role as a column, a cell or a clause begins with it."""
        return upper_first(self.who(role))

    def named(self, document: str) -> str:
        """A document in few words: «КП»."""
        found = self.handbook.documents.get(document)
        return tidy(found.short or found.title) if found else document

    def items(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Texts of the sources as items of a list."""
        return listed([self.speech.prose(text) for text in texts])

    def node_title(self, name: str) -> str:
        """What a node of the flow is called in a sentence: «Подобрать решение»."""
        node = next((node for node in self.process.flow if node.id == name), None)
        if isinstance(node, OperationNode):
            operation = self.handbook.operations.get(node.operation)
            return tidy(operation.title) if operation else node.operation
        called = self.handbook.processes.get(getattr(node, "process", ""))
        if called:
            return tidy(called.title)
        title = getattr(node, "title", None)
        return tidy(title_text(self.handbook, title)) if title else ""
