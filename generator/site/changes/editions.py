"""Editions of what people sign as the site tells of them: what changed, from which day, and whom it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator import links
from generator.site.given import Given
from handbook.addressees import Paper, addressees
from handbook.book import Handbook, PlacedNorm
from handbook.editions.amended import amended
from handbook.editions.approved import Approved, Clause
from handbook.editions.clauses import Statement
from handbook.editions.clauses import paper as statements_of
from handbook.editions.redline import Piece, quoted, redline
from handbook.editions.rewordings import rewordings
from handbook.memo import once
from handbook.model.document import Document
from handbook.model.publication import Publication
from handbook.norms import LimitedNorm
from handbook.published import Published, publishable

#: How the statements of a document call its clauses.
_CLAUSE = "пункт "


@dataclass(frozen=True, slots=True)
class Wording:
    """A clause that does not say what it said.

    Attributes:
        where: What it is called: «п. 3.1», «Требования, 2».
        pieces: Both wordings, word by word.
    """

    where: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One edition of a paper.

    Attributes:
        paper: Which paper.
        record: What it is about.
        edition: Which edition; of a draft, the one that would come.
        on: The day of the edition; None while it is being prepared.
        effective: From which day it is in force, when that is another day.
        order: The number of the order, if there is one.
        summary: What changed, in the words of the register.
        basis: Why.
        wordings: What changed clause by clause, when both editions are known.
        roles: Whose people sign the paper, or read it when it is none that is signed.
        signed: Whether people sign it.
    """

    paper: Paper
    record: Published
    edition: int
    on: date | None
    effective: date | None
    order: str | None
    summary: str
    basis: str | None
    wordings: tuple[Wording, ...]
    roles: tuple[str, ...]
    signed: bool

    @property
    def key(self) -> str:
        """Its anchor."""
        return f"{self.paper.what}-{self.paper.id}-{self.edition}"

    @property
    def number(self) -> str | None:
        """The number of the paper."""
        return self.record.publication.number if self.record.publication else None

    @property
    def is_first(self) -> bool:
        """Whether there was none before."""
        return self.edition == 1

    @property
    def is_draft(self) -> bool:
        """Whether it is not approved yet."""
        return self.on is None


@dataclass(frozen=True, slots=True)
class LimitStep:
    """A day from which a norm asks for something else.

    Attributes:
        placed: The norm.
        since: The day.
        before: What it asked for; None when it asked for nothing.
        after: What it asks for.
        roles: Who answers for it.
    """

    placed: PlacedNorm
    since: date
    before: str | None
    after: str
    roles: tuple[str, ...]


def steps(book: Handbook, given: Given) -> tuple[Step, ...]:
    """Every edition of every paper, drafts first, then the newest first.

    Args:
        book: The handbook.
        given: What is known besides it; of its kept editions the clauses are compared.
    """
    found = [
        step
        for what, record in publishable(book)
        for step in _steps(book, Paper(what, record.id), record, given.kept.get(Paper(what, record.id), ()))
    ]
    return tuple(sorted(found, key=lambda step: -(step.on or date.max).toordinal()))


@once
def bound(book: Handbook) -> dict[Paper, tuple[str, ...]]:
    """Positions every paper binds, by their identifiers."""
    every = (Paper(what, record.id) for what, record in publishable(book))
    return {paper: tuple(one.id for one in addressees(book, paper)) for paper in every}


@once
def limit_steps(book: Handbook) -> tuple[LimitStep, ...]:
    """Days from which norms ask for something else, the latest first."""
    roles: dict[str, list[str]] = {}
    for role in book.roles.values():
        for placed in (*links.norms_of_role(book, role), *links.norms_around_role(book, role)):
            roles.setdefault(placed.norm.id, []).append(role.id)
    found = [
        LimitStep(
            placed,
            edition.since,
            placed.norm.requirement(placed.norm.editions()[number - 1]) if number else None,
            placed.norm.requirement(edition),
            tuple(roles.get(placed.norm.id, ())),
        )
        for placed in book.norms.values()
        if isinstance(placed.norm, LimitedNorm)
        for number, edition in enumerate(placed.norm.editions())
        # What a norm began with is news only until it changes.
        if edition.since and (number or len(placed.norm.editions()) == 1)
    ]
    return tuple(sorted(found, key=lambda step: -step.since.toordinal()))


def _steps(book: Handbook, paper: Paper, record: Published, kept: Sequence[Approved]) -> Iterator[Step]:
    published = record.publication
    signed = record.is_act if isinstance(record, Document) else True
    # Working it out for every edition anew would cost more than the rest.
    roles = _roles(book, paper)
    known = {one.edition: one for one in kept}
    written = {change.edition: change for change in published.changes} if published else {}
    current = {published.edition} if published else set()
    for edition in sorted({*known, *written, *current}, reverse=True):
        approved, change = known.get(edition), written.get(edition)
        mine = published if published and edition == published.edition else None
        order = (approved.order or None) if approved else _order(mine)
        yield Step(
            paper=paper,
            record=record,
            edition=edition,
            on=approved.on if approved else change.on if change else mine.on if mine else None,
            effective=approved.effective if approved else mine.effective if mine else None,
            order=order,
            summary=change.summary if change else approved.summary if approved else "",
            basis=change.basis if change else None,
            wordings=tuple(_wordings(book, paper, _before(kept, edition), approved, mine)),
            roles=roles,
            signed=signed,
        )
    if published and kept and kept[-1].edition == published.edition:
        coming = tuple(_present(book, paper, kept[-1]))
        if coming:
            yield Step(paper, record, published.edition + 1, None, None, None, "", None, coming, roles, signed)


def _order(published: Publication | None) -> str | None:
    return published.order.number if published and published.order else None


def _before(kept: Sequence[Approved], edition: int) -> Approved | None:
    return next((one for one in reversed(kept) if one.edition < edition), None)


def _roles(book: Handbook, paper: Paper) -> tuple[str, ...]:
    roles = {role for name in bound(book)[paper] for role in book.positions[name].roles}
    return tuple(name for name in book.roles if name in roles)


def _wordings(
    book: Handbook, paper: Paper, before: Approved | None, after: Approved | None, mine: Publication | None
) -> Iterator[Wording]:
    """What an edition changed; nothing when one of the two was not kept."""
    if before is None:
        return
    if after is None:
        # The sources name an edition that nobody has kept yet: what they say stands for it.
        yield from _present(book, paper, before) if mine else ()
    elif before.clauses and after.clauses:
        for one in amended(before, after):
            yield _wording(_named(one.after or one.before), _said(one.before), _said(one.after))
    else:
        yield from _reworded(before.statements, after.statements)


def _present(book: Handbook, paper: Paper, before: Approved) -> Iterator[Wording]:
    """What the sources say otherwise than an edition did."""
    yield from _reworded(before.statements, statements_of(book, paper.what, paper.id))


def _reworded(before: Sequence[Statement], after: Sequence[Statement]) -> Iterator[Wording]:
    for one in rewordings(before, after):
        # A clause is told with its number, which its title has already said.
        number = f"{one.title.removeprefix(_CLAUSE)}; " if one.title.startswith(_CLAUSE) else ""
        yield _wording(one.title, *((said or "").removeprefix(number) for said in (one.before, one.after)))


def _wording(where: str, before: str, after: str) -> Wording:
    return Wording(where, quoted(redline(before, after)))


def _named(clauses: Iterable[Clause]) -> str:
    return "п.\u00a0" + ", ".join(one.number for one in clauses)


def _said(clauses: Iterable[Clause]) -> str:
    return "\n".join(one.text for one in clauses)


def by_paper(found: Iterable[Step]) -> Mapping[Paper, tuple[Step, ...]]:
    """Editions by their paper, the newest first."""
    made: dict[Paper, list[Step]] = {}
    for step in found:
        made.setdefault(step.paper, []).append(step)
    return {paper: tuple(inside) for paper, inside in made.items()}
