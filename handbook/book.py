"""The handbook: every record of a company, by identifier, with the place each was written at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from handbook.claims import ANY
from handbook.model.base import Record, Target
from handbook.model.company import Company
from handbook.model.competency import CompetencyCard
from handbook.model.document import Document
from handbook.model.glossary import Term
from handbook.model.indicator import Indicator
from handbook.model.meeting import Meeting
from handbook.model.motivation import Principle
from handbook.model.operation import Operation
from handbook.model.people import Person, Position, Role
from handbook.model.process import Process
from handbook.model.profile import Profile
from handbook.model.training import Course, LearningPath
from handbook.model.waiver import Waiver
from handbook.norms import Norm
from handbook.russian.text import folded
from handbook.source.locate import Spot
from handbook.source.yaml12 import Pointer
from handbook.walk import texts

Home = Literal["operation", "process", "position", "company"]

#: Where records of a kind stand in the handbook.
_TABLES: dict[Target, str] = {
    "role": "roles",
    "position": "positions",
    "document": "documents",
    "process": "processes",
    "operation": "operations",
    "meeting": "meetings",
    "norm": "norms",
    "term": "terms",
    "indicator": "indicators",
    "course": "courses",
}


@dataclass(frozen=True, slots=True)
class PlacedNorm:
    """A norm with what it governs: the operation, process or position in whose file it stands."""

    norm: Norm
    home: Home
    home_id: str


@dataclass(frozen=True, slots=True)
class Written:
    """A text of a record: where in it, and what it refers to when it is an identifier."""

    record: Record
    pointer: Pointer
    text: str
    target: Target | None


@dataclass(frozen=True)
class Handbook:
    """Everything a company wrote, ready to be rendered or judged.

    Order is the order of the sources; processes stand in the order of the client's way through the blocks.

    Attributes:
        root: The company's folder, the one that holds ``regulations/``.
        homes: The process in whose folder an operation stands, by operation.
        spots: Where each record stands, by its identity; records are never copied.
        paths: The way of a newcomer, by role.
        claimed: Identifiers of records that could not be read, so that references to them raise no second complaint.
    """

    root: Path
    company: Company
    roles: Mapping[str, Role] = field(default_factory=dict)
    positions: Mapping[str, Position] = field(default_factory=dict)
    staff: tuple[Person, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict)
    processes: Mapping[str, Process] = field(default_factory=dict)
    operations: Mapping[str, Operation] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    norms: Mapping[str, PlacedNorm] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    meetings: Mapping[str, Meeting] = field(default_factory=dict)
    competencies: Mapping[str, CompetencyCard] = field(default_factory=dict)
    principles: Mapping[str, Principle] = field(default_factory=dict)
    courses: Mapping[str, Course] = field(default_factory=dict)
    paths: Mapping[str, LearningPath] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)
    spots: Mapping[int, Spot] = field(default_factory=dict)
    claimed: Mapping[Target, frozenset[str]] = field(default_factory=dict)

    def records(self) -> Iterator[Record]:
        """Every top-level record that was read."""
        if id(self.company) in self.spots:
            yield self.company
        for group in (
            self.roles,
            self.positions,
            self.documents,
            self.processes,
            self.operations,
            self.terms,
        ):
            yield from group.values()
        yield from self.profiles.values()
        yield from self.staff
        yield from (placed.norm for placed in self.norms.values() if placed.home == "company")
        yield from self.indicators.values()
        yield from self.waivers
        for taught in (self.meetings, self.competencies, self.principles, self.courses, self.paths):
            yield from taught.values()

    @cached_property
    def written(self) -> tuple[Written, ...]:
        """Every text of every record, walked once for all who look at texts."""
        return tuple(
            Written(record, pointer, text, target)
            for record in self.records()
            for pointer, text, target in texts(record)
        )

    def ids(self, target: Target) -> Mapping[str, object]:
        """Known identifiers of one kind of record."""
        if target == "department":
            return {department.id: department for department in self.company.departments}
        if target == "schedule":
            return {schedule.id: schedule for schedule in self.company.schedules}
        found: Mapping[str, object] = getattr(self, _TABLES[target])
        return found

    def knows(self, target: Target, name: str) -> bool:
        """Whether a reference leads to a record, or may lead to one that could not be read."""
        claimed = self.claimed.get(target, frozenset())
        return name in self.ids(target) or name in claimed or ANY in claimed

    def called(self, target: Target, title: str) -> str | None:
        """The identifier of the record that has this title."""
        wanted = folded(title)
        for name, record in self.ids(target).items():
            named = record.norm if isinstance(record, PlacedNorm) else record
            words = named.term if isinstance(named, Term) else getattr(named, "title", "")
            if wanted and wanted == folded(words):
                return name
        return None

    def lacks(self, *targets: Target) -> bool:
        """Whether records of these kinds are written but could not be read: what others miss may stand in them."""
        return any(self.claimed.get(target, frozenset()) - self.ids(target).keys() for target in targets)

    def spot(self, record: Record, *pointer: str | int, on_key: bool = False, words: str | None = None) -> Spot:
        """The place of a record, or of something inside it."""
        return self.spots[id(record)].at(*pointer, on_key=on_key, words=words)
