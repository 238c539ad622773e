"""Who must read again, and sign again, what changed between two editions of a handbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from handbook import addressees as addressed
from handbook import crossref
from handbook.addressees import addressees
from handbook.book import Handbook
from handbook.editions.approved import digest
from handbook.editions.clauses import What, paper
from handbook.editions.compare import Change
from handbook.model.base import Record
from handbook.model.document import Document
from handbook.model.operation import Operation
from handbook.model.people import Position
from handbook.model.process import OperationNode, Process
from handbook.walk import texts
from handbook.work import is_judged, performers


@dataclass(frozen=True, slots=True)
class Paper:
    """A document people sign: a job description, a regulation of a process, a governing document, of a department.

    Attributes:
        what: ``position``, ``process``, ``document`` or ``department``.
        id: Its identifier.
        title: What it is called.
        number: Its number, when it has a publication.
        why: Titles of the records whose change it has to carry.
    """

    what: What
    id: str
    title: str
    number: str | None
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """A position with what its people must sign again and what they should read.

    Attributes:
        position: Identifier of the position.
        title: Its title.
        people: Who holds it and has not been dismissed.
        sign: Papers to be signed again.
        read: Titles of changed records whose change no paper carries: meetings, forms, answers to questions.
    """

    position: str
    title: str
    people: tuple[str, ...]
    sign: tuple[Paper, ...]
    read: tuple[str, ...]


def readers(old: Handbook, new: Handbook, changes: Iterable[Change]) -> tuple[Reader, ...]:
    """Positions that the changes concern, in the order of the sources.

    A change of an operation concerns everybody who performs it and the regulations of its processes; a norm, those
    it is asked of and the document that sets it; a role, every position that carries it. Of these papers only those
    are signed again that say something else than they did; what changes none of them is read. Roles are looked up in
    both handbooks, positions and people in the new one.

    Args:
        old: The handbook as it was.
        new: The handbook as it is.
        changes: What ``compare`` found.
    """
    says_else = _Reworded(old, new)
    sign: dict[_PaperKey, list[str]] = {}
    read: dict[str, list[str]] = {}
    for change in changes:
        touched = _Touched()
        for book in (old, new):
            touched.add(book, change)
        papers = [key for key in dict.fromkeys(touched.papers) if says_else(key)]
        for key in papers:
            sign.setdefault(key, []).append(change.title)
        if not papers:
            for role in dict.fromkeys(touched.roles):
                read.setdefault(role, []).append(change.title)
    made = (_reader(new, position, sign, read) for position in new.positions)
    return tuple(reader for reader in made if reader.sign or reader.read)


_PaperKey = tuple[What, str]


class _Reworded:
    """Whether a paper says something else than it did; one that is gone says nothing."""

    def __init__(self, old: Handbook, new: Handbook) -> None:
        self._books = old, new
        self._known: dict[_PaperKey, bool] = {}

    def __call__(self, key: _PaperKey) -> bool:
        if key not in self._known:
            was, now = (self._digest(book, key) for book in self._books)
            self._known[key] = now is not None and was != now
        return self._known[key]

    @staticmethod
    def _digest(book: Handbook, key: _PaperKey) -> str | None:
        record = _records(book, key[0]).get(key[1])
        # How it was before the regulation is told for learning; nobody works by it.
        lapsed = isinstance(record, Process) and record.variant == "as-is"
        return None if record is None or lapsed else digest(paper(book, *key))


class _Touched:
    """Papers and roles that one change touches."""

    def __init__(self) -> None:
        self.papers: list[_PaperKey] = []
        self.roles: list[str] = []

    def add(self, book: Handbook, change: Change) -> None:
        """What the change touches as one of the handbooks sees it."""
        match change.what:
            case "operation" if change.id in book.operations:
                self._operation(book, book.operations[change.id])
            case "process" if change.id in book.processes:
                self.papers.append(("process", change.id))
            case "norm" if change.id in book.norms:
                self._norm(book, change.id)
            case "role":
                self._instructions(book, [change.id])
            case "position":
                self.papers.append(("position", change.id))
                if change.id in book.positions and (department := book.positions[change.id].department):
                    self.papers.append(("department", department))
            case "company":
                self.papers += [("department", one.id) for one in book.company.departments]
            case "document" if change.id in book.documents:
                if book.documents[change.id].governs:
                    self.papers.append(("document", change.id))
                else:
                    self.roles += [role for one in _using(book, change.id) for role in performers(one)]
            case _:
                self.roles += _named(book, change)

    def _operation(self, book: Handbook, operation: Operation) -> None:
        self.papers += [("process", process.id) for process in book.processes.values() if _has(process, operation.id)]
        self._instructions(book, performers(operation))
        self.roles += performers(operation)

    def _norm(self, book: Handbook, name: str) -> None:
        placed = book.norms[name]
        if placed.norm.source:
            self.papers.append(("document", placed.norm.source.document))
        if placed.home == "operation" and placed.home_id in book.operations:
            self.papers += [("process", one.id) for one in book.processes.values() if _has(one, placed.home_id)]
        elif placed.home == "process":
            self.papers.append(("process", placed.home_id))
        judged = [one for one in book.positions.values() if is_judged(book, one, placed)]
        self.papers += [("position", one.id) for one in judged]
        self.roles += [role for one in judged for role in one.roles]
        self._citing(book, name)

    def _citing(self, book: Handbook, norm: str) -> None:
        """Papers whose words change with the value of a norm they cite."""
        for operation in book.operations.values():
            if _cites(operation, norm):
                self._operation(book, operation)
        self.papers += [("document", one.id) for one in book.documents.values() if one.governs and _cites(one, norm)]
        self.papers += [("process", one.id) for one in book.processes.values() if _cites(one, norm)]

    def _instructions(self, book: Handbook, roles: Iterable[str]) -> None:
        wanted = set(roles)
        self.papers += [("position", one.id) for one in book.positions.values() if wanted & set(one.roles)]


def _cites(record: Operation | Document | Process, norm: str) -> bool:
    return any(
        found.target == "norm" and found.id == norm
        for _, text, target in texts(record)
        if target is None and "[[" in text
        for found in crossref.find(text)
    )


def _has(process: Process, operation: str) -> bool:
    return any(isinstance(node, OperationNode) and node.operation == operation for node in process.flow)


def _using(book: Handbook, document: str) -> Iterator[Operation]:
    for operation in book.operations.values():
        used = {one.document for one in operation.inputs} | {one.document for one in operation.outputs}
        if document in used or any(step.document == document for step in operation.steps):
            yield operation


def _named(book: Handbook, change: Change) -> list[str]:
    """Roles that a meeting, a course, a path, a principle or an indicator names; all of them when it names none."""
    match change.what:
        case "meeting" if change.id in book.meetings:
            meeting = book.meetings[change.id]
            return [meeting.leader, *meeting.participants]
        case "course" if change.id in book.courses:
            return list(book.courses[change.id].audience or book.roles)
        case "path":
            return [change.id]
        case "principle" if change.id in book.principles:
            return list(book.principles[change.id].roles or book.roles)
        case "indicator" if change.id in book.indicators:
            owner = book.indicators[change.id].owner
            return [owner] if owner else []
        case _:
            return []


def _reader(book: Handbook, position: str, sign: dict[_PaperKey, list[str]], read: dict[str, list[str]]) -> Reader:
    record = book.positions[position]
    papers = (_paper(book, what, name, why) for (what, name), why in sign.items() if _binds(book, record, what, name))
    titles = dict.fromkeys(title for role in record.roles for title in read.get(role, ()))
    people = tuple(person.name for person in book.staff if person.position == position and person.dismissed is None)
    return Reader(position, record.title, people, tuple(paper for paper in papers if paper), tuple(titles))


def _binds(book: Handbook, position: Position, what: What, name: str) -> bool:
    return name in _records(book, what) and position in addressees(book, addressed.Paper(what, name))


def _records(book: Handbook, what: What) -> Mapping[str, Record]:
    """What documents of a kind are about."""
    groups: dict[What, Mapping[str, Record]] = {
        "document": book.documents,
        "process": book.processes,
        "position": book.positions,
        "department": {one.id: one for one in book.company.departments},
    }
    return groups[what]


def _paper(book: Handbook, what: What, name: str, why: list[str]) -> Paper | None:
    record = _records(book, what).get(name)
    if record is None:
        return None
    published = getattr(record, "publication", None)
    title = str(getattr(record, "title", name))
    return Paper(what, name, title, published.number if published else None, tuple(dict.fromkeys(why)))
