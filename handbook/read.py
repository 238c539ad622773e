"""Reads a company's folder: sources in, handbook and every mistake of theirs out. Never raises for a user's mistake."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from handbook import claims
from handbook.book import Handbook, Home, PlacedNorm
from handbook.files import FILE_MODELS, PARTS, IndicatorsFile, NormsFile, PositionsFile, WaiversFile
from handbook.finding import Finding, Place, Severity
from handbook.indicators import Indicator
from handbook.layout import REGULATIONS, Entry, Kind, entries
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
from handbook.source.locate import SourceFile, Spot
from handbook.source.messages import called_tip
from handbook.source.yaml12 import load
from handbook.source.yaml_error import YamlError
from handbook.twins import twins
from handbook.validate import validated

_REASONS: dict[int, str] = {
    errno.ENOENT: "ссылка ведёт в никуда",
    errno.ELOOP: "ссылка ведёт на саму себя",
    errno.EACCES: "нет прав",
    errno.EPERM: "нет прав",
    errno.EIO: "диск не отвечает",
}

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Reading:
    """What was read: the handbook as far as it could be, the findings, and the files for locating more of them."""

    handbook: Handbook
    findings: tuple[Finding, ...]
    files: Mapping[str, SourceFile]

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


def read(root: Path) -> Reading:
    """Read every source of a company.

    Args:
        root: The folder that holds ``regulations/``.

    Returns:
        The handbook and all mistakes of reading, sorted by place. After a mistake the handbook lacks the record in
        question; it is complete when there are no findings of severity error.
    """
    collector = _Collector()
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
            record = _read_file(entry, entry.kind, collector)
            if record is not None:
                collector.take(record, entry)
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
    return Reading(handbook, tuple(sorted(findings, key=lambda item: item.sort_key)), collector.files)


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


def _read_file(entry: Entry, kind: Kind, collector: _Collector) -> Record | None:
    text = _text_of(entry, collector)
    if text is None:
        collector.claim(claims.in_text(kind, entry.path, ""))
        return None
    file = SourceFile(entry.path, entry.name, text)
    collector.files[entry.name] = file
    try:
        data, problems = load(text)
    except YamlError as problem:
        _report_yaml(problem, file, collector)
        collector.claim(claims.in_text(kind, entry.path, text))
        return None
    for repeated in problems:
        _report_yaml(repeated, file, collector, code="duplicate-key")
    if not isinstance(data, dict):
        what = "файл пуст" if data is None else "в файле не пары «ключ: значение»"
        tip = "Начните файл с ключей записи; пример — в папке образца"
        collector.report("empty-file", what, file.place(Spot(entry.name)), tip=tip)
        collector.claim(claims.in_text(kind, entry.path, text))
        return None
    collector.claim(claims.in_data(kind, data))
    record, mistakes = validated(FILE_MODELS[kind], data, file)
    for message, place in mistakes:
        collector.report(message.code, message.text, place, tip=message.tip)
        if message.meant:
            collector.meant[collector.findings[-1]] = message.meant
    if mistakes:
        collector.claim(claims.in_name(kind, entry.path))
    return record


def _text_of(entry: Entry, collector: _Collector) -> str | None:
    try:
        raw = _bytes_of(entry.path)
    except OSError as error:
        collector.report(
            "unreadable-file",
            f"файл не открывается: {_REASONS.get(error.errno or 0, error.strerror or error)}",
            Place(entry.name),
            tip="Закройте программу, которая его держит, проверьте права; ссылку в никуда удалите",
        )
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        collector.report(
            "not-utf8",
            "файл не в кодировке UTF-8",
            Place(entry.name, line, 1),
            tip="Сохраните файл в UTF-8: в «Блокноте» — «Сохранить как», внизу «Кодировка»",
        )
        return None


def _bytes_of(path: Path) -> bytes:
    if path.exists() and not path.is_file():
        # Reading a pipe would wait for ever.
        raise OSError("это не обычный файл")
    return path.read_bytes()


def _report_yaml(problem: YamlError, file: SourceFile, collector: _Collector, code: str = "yaml-syntax") -> None:
    excerpt = file.excerpt(problem.line) if problem.line else None
    place = Place(file.name, problem.line or 1, problem.column or 1, excerpt=excerpt)
    collector.report(code, problem.message, place, tip=problem.tip)
