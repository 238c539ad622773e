"""What questions stand on: texts without marks, links to their places, and what lies near an operation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice

from generator import links
from generator.site import paths
from generator.site.quiz.chance import nearly
from handbook import crossref
from handbook.book import Handbook
from handbook.crossref import CrossRef
from handbook.memo import once
from handbook.model.base import Target
from handbook.model.operation import Operation, Step
from handbook.model.process import Process
from handbook.norms import Norm
from handbook.russian.letters import upper_first
from handbook.russian.text import sentences
from handbook.work import operations_in, performers

_MARKS = re.compile(r"\*\*|__|`|^\s*(?:[-*+]|\d+[.)])\s+", re.MULTILINE)
_LONG_SENTENCE = 170
#: How many operations around one are asked for options.
_AROUND = 20
#: How many candidates are looked at for one question.
_CANDIDATES = 40
_REACH = 12
_QUOTED = frozenset({"document", "operation", "process"})


@dataclass(frozen=True, slots=True)
class Ground:
    """The handbook as questions see it.

    Attributes:
        book: The handbook.
        day: The day whose editions of norms are asked about; None asks about the latest.
    """

    book: Handbook
    day: date | None = None

    def plain(self, words: str) -> str:
        """A text of the sources as one line: references written out, marks of Markdown left out."""
        return _line(crossref.expand(words, self._reference) if "[[" in words else words)

    def first(self, words: str) -> str:
        """The first sentence of a text, whole, with its full stop."""
        return _first(self.plain(words))

    def norm(self, norm: Norm) -> str:
        """The requirement of a norm."""
        return norm.words(self.day)

    def title(self, target: Target, name: str) -> str:
        """The title of a record; empty when there is none."""
        return _titles(self.book).get((target, name), "")

    def url(self, target: Target, name: str, anchor: str = "") -> str:
        """The address of a record relative to the root of the site."""
        address = paths.url(target, name) or paths.html(paths.HOME)
        return f"{address}#{anchor}" if anchor else address

    def clause(self, document: str, clause: str | None) -> tuple[str, str]:
        """The address and the name of a clause of a document."""
        title = self.title("document", document)
        if clause is None or all(one.number != clause for one in self.book.documents[document].clauses):
            return self.url("document", document), f"«{title}»"
        return self.url("document", document, paths.clause(clause)), f"«{title}», п.\u00a0{clause}"

    def process(self, operation: Operation) -> Process | None:
        """The process an operation is asked about in: the one in whose folder it stands, else the first it is in."""
        found = links.processes_of(self.book, operation)
        return found[0] if found else None

    def around(self, operation: Operation) -> tuple[Operation, ...]:
        """Other operations, the nearest first: of its processes, of its owner, of its block."""
        return _around(self.book).get(operation.id, ())

    def roles(self, operation: Operation) -> tuple[str, ...]:
        """Roles that could take part, the nearest first: of the operation, of its process, of its neighbours."""
        return _roles(self.book).get(operation.id, ())

    def readers(self, operation: Operation) -> tuple[str, ...]:
        """Roles that could be told of something: those that are told anything, then the rest of the company's own."""
        told = _told(self.book)
        names = [name for name in self.roles(operation) if not self.book.roles[name].external]
        first = [name for name in (*names, *told) if name in told and name in self.book.roles]
        return tuple(dict.fromkeys((*first, *names)))

    def duty(self, step: Step) -> str:
        """What a step obliges to, in the infinitive; empty when it is not written."""
        return self.plain(step.duty).rstrip(".;") if step.duty else ""

    def action(self, step: Step) -> str:
        """A step in one phrase: its first sentence, or the duty when that is long."""
        sentence = self.first(step.text)
        return upper_first(self.duty(step)) + "." if len(sentence) > _LONG_SENTENCE and step.duty else sentence

    def mixed(self, items: Iterable[str], *seed: str) -> Iterator[str]:
        """Candidates that stay near the front, yet not in the same order for every question."""
        return iter(nearly(dict.fromkeys(islice(items, _CANDIDATES)), _REACH, *seed))

    def _reference(self, found: CrossRef) -> str:
        target = found.known_target
        if found.words or target is None or found.id not in self.book.ids(target):
            return found.words or found.id
        if target == "norm":
            return self.norm(self.book.norms[found.id].norm)
        title = self.book.terms[found.id].term if target == "term" else self.title(target, found.id)
        return f"«{title}»" if target in _QUOTED else title


@once
def _titles(book: Handbook) -> dict[tuple[Target, str], str]:
    targets: tuple[Target, ...] = ("role", "document", "operation", "process")
    return {
        (target, name): " ".join(str(getattr(record, "title", "")).split())
        for target in targets
        for name, record in book.ids(target).items()
    }


@lru_cache(maxsize=65536)
def _line(words: str) -> str:
    return " ".join(_MARKS.sub("", words).split())


@lru_cache(maxsize=65536)
def _first(line: str) -> str:
    found = sentences(line)[0]
    return found if found[-1:] in "!?…." else f"{found}."


@once
def _roles(book: Handbook) -> dict[str, tuple[str, ...]]:
    """Roles that could take part in each operation."""
    doing = {operation.id: performers(operation) for operation in book.operations.values()}
    around = _around(book)
    found: dict[str, tuple[str, ...]] = {}
    for name, own in doing.items():
        names = dict.fromkeys(own)
        for other in around.get(name, ()):
            names.update(dict.fromkeys(doing[other.id]))
        found[name] = tuple(one for one in names if one in book.roles)
    return found


@once
def _told(book: Handbook) -> tuple[str, ...]:
    """Roles that read control points."""
    return tuple(dict.fromkeys(point.to for one in book.operations.values() for point in one.control_points))


@once
def _around(book: Handbook) -> dict[str, tuple[Operation, ...]]:
    by_process: dict[str, list[Operation]] = {}
    homes: dict[str, list[str]] = {}
    by_block: dict[str, list[Operation]] = {}
    by_owner: dict[str, list[Operation]] = {}
    for process in book.processes.values():
        for operation in operations_in(book, process):
            by_process.setdefault(process.id, []).append(operation)
            homes.setdefault(operation.id, []).append(process.id)
            by_block.setdefault(process.block, []).append(operation)
    for operation in book.operations.values():
        by_owner.setdefault(operation.owner or "", []).append(operation)
    found: dict[str, tuple[Operation, ...]] = {}
    for operation in book.operations.values():
        near: dict[str, Operation] = {}
        groups = [by_process[name] for name in homes.get(operation.id, ())]
        groups.append(by_owner[operation.owner or ""])
        groups += [by_block[book.processes[name].block] for name in homes.get(operation.id, ())]
        for group in groups:
            for other in group:
                if len(near) >= _AROUND:
                    break
                if other.id != operation.id:
                    near.setdefault(other.id, other)
        found[operation.id] = tuple(near.values())
    return found
