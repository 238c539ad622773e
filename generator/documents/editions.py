"""Documents as editions: what is printed in them, and what of it is not as it was approved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from generator.documents.figures import Places
from generator.documents.files import document
from generator.documents.series import KIND_OF, SERIES
from handbook.addressees import Paper, What, addressees, papers
from handbook.book import Handbook
from handbook.editions.alignment import Amendment
from handbook.editions.amended import amended
from handbook.editions.approve import Printed
from handbook.editions.approved import FOLDER, Approved, BrokenEditionError, Clause, kept
from handbook.editions.clauses import paper
from handbook.editions.keyed import keyed
from handbook.editions.since import Since, chosen, since
from handbook.finding import Finding, Place, Severity
from handbook.model.base import Record
from handbook.model.people import Position
from handbook.model.publication import Publication
from handbook.published import Published, subject

#: Documents named in one remark.
_NAMED = 6

_HISTORY = Place(FOLDER.as_posix())

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class ChangedPaper:
    """A document that does not say what an approved edition of it said.

    Attributes:
        paper: Which document.
        published: Its number, edition, order and dates now.
        before: The edition it is compared with.
        now: The same of its present text; nothing of it is kept.
        amendments: What differs, in the order of the present text.
        addressees: Posts whose people sign it again.
    """

    paper: Paper
    published: Publication
    before: Approved
    now: Approved
    amendments: tuple[Amendment, ...]
    addressees: tuple[Position, ...]

    @property
    def approved(self) -> bool:
        """Whether the sources name a later edition than the one compared with: its order is known."""
        return self.published.edition > self.before.edition


@dataclass(frozen=True, slots=True)
class Comparison:
    """What has changed since an edition.

    Attributes:
        changed: Documents that say something else.
        findings: What could not be compared, and why.
    """

    changed: tuple[ChangedPaper, ...]
    findings: tuple[Finding, ...]


def printed(handbook: Handbook, paper: Paper, published: Publication | None = None) -> tuple[Clause, ...]:
    """The clauses of a document as they are printed, without their sources; none when it has no printed form.

    Args:
        handbook: The company.
        paper: Which document.
        published: What to print as its number, edition, order and dates; by default what the sources say.

    Raises:
        WordTemplateError: The template has a mistake.
    """
    from generator.word.clauses import clauses

    book = republished(handbook, paper, published) if published else handbook
    for series in SERIES:
        if series.kind.id == KIND_OF[paper.what]:
            for subject in series.subjects(book):
                if subject.id == paper.id:
                    # Pictures have no clauses, and drawing them takes a second each; their places are numbered.
                    return clauses(document(book, series, subject, Places(book)))
    return ()


def approving(handbook: Handbook, named: tuple[What, Published]) -> Printed:
    """What a document says once it is published, for ``approval`` to keep.

    Args:
        handbook: The company.
        named: Which kind of document, and what it is about.
    """
    paper = Paper(named[0], named[1].id)
    return lambda published: printed(handbook, paper, published)


def republished(handbook: Handbook, paper: Paper, published: Publication) -> Handbook:
    """The same company with another publication of one document."""
    if paper.what == "department":
        company = handbook.company
        departments = _republished({one.id: one for one in company.departments}, paper.id, published)
        copy = company.model_copy(update={"departments": tuple(departments.values())})
        return replace(handbook, company=copy, spots={**handbook.spots, id(copy): handbook.spots[id(company)]})
    spot = handbook.spots[id(subject(handbook, paper))]
    positions, processes, documents = handbook.positions, handbook.processes, handbook.documents
    if paper.what == "position":
        positions = _republished(positions, paper.id, published)
    elif paper.what == "process":
        processes = _republished(processes, paper.id, published)
    else:
        documents = _republished(documents, paper.id, published)
    made = replace(handbook, positions=positions, processes=processes, documents=documents)
    return replace(made, spots={**handbook.spots, id(subject(made, paper)): spot})


def _republished(records: Mapping[str, R], name: str, published: Publication) -> dict[str, R]:
    return {**records, name: records[name].model_copy(update={"publication": published})}


def changed_since(handbook: Handbook, wanted: str | None = None) -> Comparison:
    """Documents whose present text differs from a kept edition.

    Args:
        handbook: The company.
        wanted: An edition («1») or a day («2026-01-19»); None compares each document with the latest of its editions
            that differs from it.

    Raises:
        WordTemplateError: A template has a mistake.
    """
    named = None if wanted is None else since(wanted)
    if wanted is not None and named is None:
        return Comparison((), (_unreadable(wanted),))
    changed: list[ChangedPaper] = []
    findings: list[Finding] = []
    unkept: list[str] = []
    first: list[str] = []
    for one in papers(handbook):
        published = subject(handbook, one).publication
        if published is None:
            continue
        try:
            editions = kept(handbook.root, one.what, one.id)
        except BrokenEditionError as error:
            findings.append(Finding("broken-edition", Severity.ERROR, str(error), (_HISTORY,)))
            continue
        known = [edition for edition in editions if edition.clauses]
        if named:
            known = [found] if (found := chosen(known, named)) else []
        if known:
            changed += _changed(handbook, one, published, known)
        elif published.edition == 1 and not editions:
            first.append(published.number)
        else:
            unkept.append(published.number)
    findings += [_unkept(unkept, named)] if unkept else []
    findings += [_first(first)] if first else []
    return Comparison(tuple(changed), tuple(findings))


def _changed(handbook: Handbook, one: Paper, published: Publication, known: Sequence[Approved]) -> list[ChangedPaper]:
    """The document against the latest of the editions that differs from it; nothing when none does."""
    now = _present(handbook, one, published)
    for before in reversed(known):
        found = amended(before, now)
        if found:
            return [ChangedPaper(one, published, before, now, found, addressees(handbook, one))]
    return []


def _present(handbook: Handbook, one: Paper, published: Publication) -> Approved:
    """What a document says now, as an edition."""
    statements = paper(handbook, one.what, one.id)
    return Approved(
        what=one.what,
        id=one.id,
        title=subject(handbook, one).title,
        number=published.number,
        edition=published.edition,
        order=published.order.number if published.order else "",
        on=published.on,
        effective=published.effective or published.on,
        summary="",
        statements=statements,
        clauses=keyed(printed(handbook, one), statements),
    )


def _unreadable(wanted: str) -> Finding:
    return Finding(
        "unknown-edition",
        Severity.ERROR,
        f"«{wanted}» — не номер редакции и не дата",
        tip="Назовите редакцию числом (1) или днём, когда она действовала (2026-01-19 или 19.01.2026)",
    )


def _unkept(numbers: Sequence[str], named: Since | None) -> Finding:
    what = named.words if named else "прежняя редакция"
    return Finding(
        "nothing-to-compare",
        Severity.WARNING,
        f"не с чем сравнить, «Было/Стало» не будет: {what} не сохранена — {_listed(numbers)}",
        (_HISTORY,),
        "Назовите другую редакцию или дату. Редакции хранит команда approve; записанные до того, как она стала хранить "
        "пункты, сравнить нельзя",
    )


def _first(numbers: Sequence[str]) -> Finding:
    return Finding(
        "nothing-to-compare",
        Severity.INFO,
        f"действует первая редакция, сравнивать не с чем: {_listed(numbers)}",
        (_HISTORY,),
        "Чтобы увидеть будущие изменения, запишите действующую редакцию командой approve",
    )


def _listed(numbers: Sequence[str]) -> str:
    rest = len(numbers) - _NAMED
    return ", ".join(numbers[:_NAMED]) + (f" и ещё {rest}" if rest > 0 else "")
