"""Reads a company's folder: sources in, handbook and every mistake of theirs out. Never raises for a user's mistake."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from handbook import claims, garbage
from handbook.book import Handbook, Home, PlacedNorm
from handbook.files import PARTS, IndicatorsFile, NormsFile, PositionsFile, WaiversFile
from handbook.finding import Finding, Place, Severity
from handbook.indicators import Indicator
from handbook.layout import REGULATIONS, Entry, entries
from handbook.model.base import Record, Target
from handbook.model.company import Company
from handbook.model.competency import CompetencyCard
from handbook.model.document import Document
from handbook.model.glossary import Term
from handbook.model.meeting import Meeting
from handbook.model.motivation import Principle
from handbook.model.operation import Operation
from handbook.model.people import Person, Position, Role
from handbook.model.process import BLOCK_TITLES, Process
from handbook.model.profile import Profile
from handbook.model.training import Course, LearningPath
from handbook.model.waiver import Waiver
from handbook.norms import Norm
from handbook.part import Part, part_of
from handbook.source.locate import SourceFile, Spot
from handbook.source.messages import called_tip
from handbook.twins import twins

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Reading:
    """What was read.

    Attributes:
        handbook: The handbook as far as it could be read.
        findings: Mistakes of reading, sorted by place.
        files: The files by their names, for locating more mistakes.
        parts: What each file said, by its name: the next reading need not read it again.
    """

    handbook: Handbook
    findings: tuple[Finding, ...]
    files: Mapping[str, SourceFile]
    parts: Mapping[str, Part] = field(default_factory=dict)

    def place(self, spot: Spot) -> Place:
        """The line and column of a symbolic place."""
        file = self.files.get(spot.file)
        return file.place(spot) if file else Place(spot.file)


@dataclass
class _Collector:
    """Records and findings on their way into a handbook."""

    files: dict[str, SourceFile] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    meant: dict[Finding, tuple[Target, str]] = field(default_factory=dict)
    spots: dict[int, Spot] = field(default_factory=dict)
    claimed: dict[Target, set[str]] = field(default_factory=dict)
    by_id: dict[type[Record], dict[str, Any]] = field(default_factory=dict)
    norms: dict[str, PlacedNorm] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    company: Company | None = None
    folders: dict[str, str] = field(default_factory=dict)

    def hear(self, part: Part) -> None:
        """Keep what one file says of itself."""
        if part.file:
            self.files[part.file.name] = part.file
        self.claim(part.claimed)
        for told in part.told:
            self.findings.append(told.finding)
            if told.meant:
                self.meant[told.finding] = told.meant

    def take(self, record: Record, entry: Entry) -> None:
        """Keep what one file holds."""
        spot = Spot(entry.name)
        for word, name, place, first in twins(record):
            self.duplicate(name, self._place(spot.at(*place)), self._place(spot.at(*first)), word)
        match record:
            case Company():
                self.company = record
                self.spots[id(record)] = spot
            case Role() | Document() | Profile():
                self.add(record, record.id, spot)
            case Process() | Operation():
                home: Home = "process" if isinstance(record, Process) else "operation"
                if self.add(record, record.id, spot):
                    self.add_norms(record.norms, home, record.id, spot)
                    self.folders[record.id] = entry.folder
            case IndicatorsFile(indicators=indicators):
                for index, indicator in enumerate(indicators):
                    # Indicators of all measures share one set of identifiers.
                    self.add(indicator, indicator.id, spot.at("indicators", index), cls=Indicator)
            case WaiversFile(waivers=waivers):
                self.waivers = waivers
                self.spots |= {id(waiver): spot.at("waivers", index) for index, waiver in enumerate(waivers)}
            case _:
                self._take_list(record, spot)

    def _take_list(self, record: Record, spot: Spot) -> None:
        match record:
            case PositionsFile(positions=positions):
                for index, position in enumerate(positions):
                    here = spot.at("positions", index)
                    if self.add(position, position.id, here):
                        self.add_norms(position.norms, "position", position.id, here)
            case NormsFile(norms=norms):
                self.add_norms(norms, "company", "company", spot)
            case _:
                for parts, key in PARTS[type(record)]:
                    for index, part in enumerate(getattr(record, parts)):
                        self.add(part, getattr(part, key), spot.at(parts, index), key=key)

    def homes(self) -> dict[str, str]:
        """The process in whose folder each operation stands."""
        processes = {self.folders[name]: name for name in self.get(Process)}
        return {name: processes[self.folders[name]] for name in self.get(Operation) if self.folders[name] in processes}

    def report(self, code: str, message: str, *places: Place, tip: str | None = None) -> None:
        self.findings.append(Finding(code, Severity.ERROR, message, places, tip))

    def add(self, record: R, identity: str, spot: Spot, key: str = "id", cls: type[Record] | None = None) -> R | None:
        """Keep a record under its identifier; a second one with the same identifier is a finding."""
        kept: dict[str, Any] = self.by_id.setdefault(cls or type(record), {})
        self.spots[id(record)] = spot
        if identity in kept:
            first = self._place(self.spots[id(kept[identity])].at(key))
            self.duplicate(identity, self._place(spot.at(key)), first)
            return None
        kept[identity] = record
        return record

    def add_norms(self, norms: Iterable[Norm], home: Home, home_id: str, spot: Spot) -> None:
        for index, norm in enumerate(norms):
            place = spot.at("norms", index)
            self.spots[id(norm)] = place
            if norm.id in self.norms:
                first = self.spots[id(self.norms[norm.id].norm)]
                self.duplicate(norm.id, self._place(place.at("id")), self._place(first.at("id")))
            else:
                self.norms[norm.id] = PlacedNorm(norm, home, home_id)

    def claim(self, names: Iterable[tuple[Target, str]]) -> None:
        """Remember which identifiers a file speaks for, whether or not it turns out to be valid."""
        for target, name in names:
            self.claimed.setdefault(target, set()).add(name)

    def duplicate(self, identity: str, place: Place, first: Place, word: str = "идентификатор") -> None:
        self.report(
            "duplicate-id",
            f"{word} «{identity}» уже занят: {first}",
            place,
            first,
            tip=f"Дайте одному из двух другой {word}",
        )

    def get(self, cls: type[R]) -> dict[str, R]:
        return self.by_id.get(cls, {})

    def _place(self, spot: Spot) -> Place:
        return self.files[spot.file].place(spot)


@garbage.put_off()
def read(root: Path, before: Reading | None = None) -> Reading:
    """Read every source of a company.

    Args:
        root: The folder that holds ``regulations/``.
        before: An earlier reading of the same folder: files that hold the same bytes are not read anew, their records
            are the very same. The result is that of a reading without it.

    Returns:
        The handbook and all mistakes of reading, sorted by place. After a mistake the handbook lacks the record in
        question; it is complete when there are no findings of severity error.
    """
    collector = _Collector()
    known = before.parts if before else {}
    parts: dict[str, Part] = {}
    found = tuple(entries(root))
    for entry in found:
        if entry.kind is None:
            collector.claim(claims.in_name(None, entry.path))
            collector.report(
                "misplaced-file",
                f"файл {entry.name} не на своём месте и не прочитан",
                Place(entry.name),
                tip="Место файлов: company.yaml, positions.yaml, staff.yaml, glossary.yaml, norms.yaml, "
                "indicators.yaml, waivers.yaml, meetings.yaml, training.yaml, competencies.yaml, motivation.yaml, "
                "roles/, documents/, crm/, processes/<блок>/<процесс>/",
            )
        else:
            part = parts[entry.name] = part_of(entry, entry.kind, known.get(entry.name))
            collector.hear(part)
            if part.record is not None:
                collector.take(part.record, entry)
    name = f"{REGULATIONS}/company.yaml"
    if all(entry.name != name for entry in found):
        collector.claim([("department", claims.ANY)])
        collector.report(
            "missing-file",
            f"нет файла {name}",
            Place(name),
            tip="Создайте его: name, short_name, city, head — остальное можно добавить позже",
        )
    handbook = Handbook(
        root=root,
        company=collector.company or _stand_in(),
        roles=collector.get(Role),
        positions=collector.get(Position),
        staff=tuple(collector.get(Person).values()),
        documents=collector.get(Document),
        processes=_in_order(collector.get(Process)),
        operations=collector.get(Operation),
        terms=collector.get(Term),
        profiles=collector.get(Profile),
        norms=collector.norms,
        indicators=collector.get(Indicator),
        waivers=collector.waivers,
        meetings=collector.get(Meeting),
        competencies=collector.get(CompetencyCard),
        principles=collector.get(Principle),
        courses=collector.get(Course),
        paths=collector.get(LearningPath),
        homes=collector.homes(),
        spots=collector.spots,
        claimed={target: frozenset(names) for target, names in collector.claimed.items()},
    )
    findings = [_tipped(finding, collector.meant.get(finding), handbook) for finding in collector.findings]
    return Reading(handbook, tuple(sorted(findings, key=lambda item: item.sort_key)), collector.files, parts)


def _tipped(finding: Finding, meant: tuple[Target, str] | None, handbook: Handbook) -> Finding:
    """A finding about a title in place of an identifier says the identifier, once everything is read."""
    name = handbook.called(*meant) if meant else None
    return replace(finding, tip=called_tip(name)) if name else finding


def _in_order(processes: dict[str, Process]) -> dict[str, Process]:
    """Processes in the order of the client's way through the blocks, then by the number of their regulation."""
    blocks = list(BLOCK_TITLES)

    def place(process: Process) -> tuple[int, bool, str]:
        published = process.publication
        return blocks.index(process.block), published is None, published.number if published else ""

    return {process.id: process for process in sorted(processes.values(), key=place)}


def _stand_in() -> Company:
    """Stands for a company that could not be read, so that the other sources are still checked."""
    return Company(name="—", short_name="—", city="—", head="not-read")
