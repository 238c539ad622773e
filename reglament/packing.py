"""What a user asks of ``reglament docx``, as documents to be made: single ones, or a print pack."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from reglament.choosing import Choice, employees, named
from reglament.console import EXIT_CANNOT_RUN, Settings, give_up, tell

if TYPE_CHECKING:
    from generator.documents.editions import ChangedPaper, Comparison
    from generator.documents.files import Selection
    from generator.documents.pack.scope import Scope
    from handbook.addressees import Paper, What
    from handbook.book import Handbook
    from handbook.model.people import Position


@dataclass(frozen=True, slots=True)
class Wanted:
    """Names the user has written, by option, and the edition to compare with."""

    roles: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    processes: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    operations: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    since: str | None = None

    @property
    def names(self) -> bool:
        """Whether anything is named."""
        return any((self.roles, self.departments, self.processes, self.documents, self.operations))


def selection(settings: Settings, handbook: Handbook, wanted: Wanted) -> Selection | None:
    """Single documents; None means all of them.

    Raises:
        SystemExit: A name is unknown, or nothing has changed since the edition.
    """
    if not wanted.names and wanted.since is None:
        return None
    from generator.documents.files import everything
    from generator.documents.series import KIND_OF

    chosen: dict[str, Sequence[Any]] = {}
    if wanted.names:
        chosen["job-description"] = positions(handbook, wanted.roles)
        chosen["department-regulation"] = named(wanted.departments, _departments(handbook))
        chosen["operation-checklist"] = named(wanted.operations, _operations(handbook))
        for what, records in _papers(handbook, wanted).items():
            kind = KIND_OF[what]
            chosen[kind] = [*chosen.get(kind, ()), *(one for one in records if one not in chosen.get(kind, ()))]
    else:
        chosen.update(everything(handbook))
    if wanted.since is not None:
        comparison = compared(settings, handbook, wanted.since)
        changed = {(one.paper.what, one.paper.id) for one in comparison.changed}
        chosen = {
            kind: [one for one in chosen.get(kind, ()) if (what, one.id) in changed] for what, kind in KIND_OF.items()
        }
        if not any(chosen.values()):
            _nothing_changed(settings, comparison)
    return chosen


def scope(settings: Settings, handbook: Handbook, wanted: Wanted) -> tuple[Scope, Sequence[ChangedPaper]]:
    """What a pack holds, and which documents say something else than before.

    Raises:
        SystemExit: A name is unknown, nothing has changed since the edition, or there is nothing to sign.
    """
    from generator.documents.pack.scope import everyone, name_of, of_people, of_positions, staff_of
    from handbook.addressees import Paper

    departments = named(wanted.departments, _departments(handbook))
    holding = {one.id: one for one in positions(handbook, wanted.roles)}
    for department in departments:
        holding |= {one.id: one for one in staff_of(handbook, department)}
    if wanted.people:
        working = [person for person in handbook.staff if person.dismissed is None]
        found = of_people(handbook, employees(wanted.people, working))
    elif wanted.roles or wanted.departments:
        kept = [one for one in handbook.positions.values() if one.id in holding]
        words = ", ".join(map(name_of, departments)) if departments and not wanted.roles else None
        found = of_positions(handbook, kept, words)
    else:
        found = everyone(handbook)
    if wanted.processes or wanted.documents:
        asked = {Paper(what, one.id) for what, records in _papers(handbook, wanted).items() for one in records}
        found = _narrowed(handbook, found, asked)
    changed: Sequence[ChangedPaper] = ()
    # Whoever signs for the first time has no former editions to compare with, unless one is named.
    if not wanted.people or wanted.since is not None:
        comparison = compared(settings, handbook, wanted.since)
        changed = comparison.changed
        if wanted.since is not None:
            found = _narrowed(handbook, found, {one.paper for one in changed})
            if not found.papers:
                _nothing_changed(settings, comparison)
    if not found.papers:
        give_up("подписывать нечего: названные документы не касаются названных должностей")
    return replace(found, checklists=tuple(named(wanted.operations, _operations(handbook)))), changed


def positions(handbook: Handbook, names: Sequence[str]) -> list[Position]:
    """Positions named themselves or by a role they carry.

    Raises:
        SystemExit: There is neither a role nor a position of a name, or nobody carries the role.
    """
    known = [*handbook.positions.values(), *handbook.roles.values()]
    found = named(names, Choice("нет ни роли, ни должности", known))
    posts = {one.id for one in found if one.id in handbook.positions and one is handbook.positions[one.id]}
    roles = {one.id for one in found if one.id in handbook.roles and one is handbook.roles[one.id]}
    chosen = [one for one in handbook.positions.values() if one.id in posts or roles.intersection(one.roles)]
    if names and not chosen:
        give_up("ни одна должность не несёт названных ролей", "Добавьте роль в roles должности в positions.yaml")
    return chosen


def compared(settings: Settings, handbook: Handbook, edition: str | None) -> Comparison:
    """What has changed since an edition, by default the last one that differs; what could not be compared is told.

    Raises:
        SystemExit: The edition cannot be read, or a template has a mistake.
    """
    from generator.documents.editions import changed_since
    from generator.word.mistake import WordTemplateError
    from handbook.finding import Severity
    from reglament.output import EVERY_MISTAKE

    settings.say("Сравниваю с утверждённой редакцией…")
    try:
        found = changed_since(handbook, edition)
    except WordTemplateError as error:
        give_up(str(error), EVERY_MISTAKE)
    serious = [one for one in found.findings if one.severity is Severity.ERROR]
    if told := found.findings if edition else serious:
        tell(told)
    if serious:
        raise SystemExit(EXIT_CANNOT_RUN)
    return found


def _narrowed(handbook: Handbook, found: Scope, papers: Collection[Paper]) -> Scope:
    """Only these documents of a scope, and only those whom they bind."""
    kept = tuple(one for one in found.papers if one in papers)
    bound = {position.id for one in kept for position in found.readers(handbook, one)}
    signing = tuple(one for one in found.positions if one.id in bound)
    everybody = len(found.positions) == len(handbook.positions)
    words = "все, кого касаются документы" if everybody else found.words
    return replace(found, papers=kept, positions=signing, words=words)


def _nothing_changed(settings: Settings, comparison: Comparison) -> None:
    if comparison.findings:
        settings.say("Печатать нечего: изменений не найдено, но сравнить удалось не всё — что и почему, сказано выше.")
    else:
        settings.say("С этой редакции ничего не изменилось: печатать нечего.")
    raise SystemExit(0)


def _departments(handbook: Handbook) -> Choice:
    return Choice("нет подразделения", handbook.company.departments)


def _operations(handbook: Handbook) -> Choice:
    return Choice("нет операции", tuple(handbook.operations.values()))


def _papers(handbook: Handbook, wanted: Wanted) -> dict[What, list[Any]]:
    """Documents named by process, or by their own number, title or identifier."""
    from handbook.addressees import papers
    from handbook.published import subject

    records = [(one.what, subject(handbook, one)) for one in papers(handbook)]
    processes = [record for what, record in records if what == "process"]
    found = [*named(wanted.processes, Choice("нет процесса", processes))]
    # A governing document wins over a position or a process of the same identifier.
    acts = [record for what, record in records if what == "document"]
    others = [record for what, record in records if what != "document"]
    found += named(wanted.documents, Choice("нет документа, который подписывают,", [*acts, *others]))
    chosen = {id(record) for record in found}
    by_kind: dict[What, list[Any]] = {}
    for what, record in records:
        if id(record) in chosen:
            by_kind.setdefault(what, []).append(record)
    return by_kind
