"""Whom a norm binds and who decides about it: who answers for it, who consents, what is written of rights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from markupsafe import Markup

from generator import links
from generator.site import text
from generator.site.here import Here
from handbook import crossref
from handbook.book import Handbook, PlacedNorm
from handbook.memo import once
from handbook.model.base import Target
from handbook.model.document import Clause
from handbook.model.operation import Operation, Step
from handbook.model.people import Position, Role
from handbook.work import is_judged


@dataclass(frozen=True, slots=True)
class Ruling:
    """A clause that sets a norm or speaks of it."""

    document: str
    clause: Clause


@dataclass(frozen=True, slots=True)
class Saying:
    """What a role or a position may or has to do about a norm.

    Attributes:
        target: ``role`` or ``position``.
        who: Which one.
        label: What kind of line it is: a duty, a right, a responsibility.
        words: The line of its description.
    """

    target: Target
    who: Role | Position
    label: str
    words: str


def rulings(book: Handbook, placed: PlacedNorm, most: int | None = None) -> tuple[Ruling, ...]:
    """Clauses that set a norm or cite it: the document that sets it first, clauses of a document in their order.

    Args:
        book: The handbook.
        placed: The norm.
        most: So many at most; the one that sets the norm is always among them.
    """
    found = _rulings(book, placed)[:most]
    order = {name: number for number, name in enumerate(dict.fromkeys(one.document for one in found))}
    return tuple(
        sorted(
            found,
            key=lambda one: (order[one.document], book.documents[one.document].clauses.index(one.clause)),
        )
    )


def _rulings(book: Handbook, placed: PlacedNorm) -> tuple[Ruling, ...]:
    source = placed.norm.source
    document = book.documents.get(source.document) if source else None
    sets = (
        [Ruling(document.id, clause) for clause in document.clauses if clause.number == source.clause]
        if source and document
        else []
    )
    return (*sets, *(one for one in _citing(book).get(placed.norm.id, ()) if one not in sets))


def sayings(book: Handbook, norm: str) -> tuple[Saying, ...]:
    """Duties, rights and responsibilities that cite a norm."""
    return _said(book).get(norm, ())


def sayings_of(book: Handbook, role: Role) -> tuple[tuple[str, Saying], ...]:
    """What cites norms in the descriptions of a role and of positions that carry it, with the norm."""
    own = {("role", role.id), *(("position", one.id) for one in links.positions_of(book, role.id))}
    found = ((norm, one) for norm, said in _said(book).items() for one in said if (one.target, one.who.id) in own)
    return tuple({(norm, one.words): (norm, one) for norm, one in found}.values())


def people(here: Here, placed: PlacedNorm) -> Iterator[tuple[str, Markup]]:
    """Who answers for a norm, whose work it limits, who consents and who may change it, with labels."""
    book, norm = here.book, placed.norm
    answers = _answer(book).get(norm.id, ())
    judged = [one for one in book.positions.values() if not answers and is_judged(book, one, placed)]
    if answers or judged:
        posts = Markup(", ").join(here.link("position", one.id) for one in judged)
        everybody = len(judged) == len(book.positions) > 1
        yield "Отвечает за норму", here.roles(answers) or (Markup("каждая должность") if everybody else posts)
    users = links.operations_of_norm(book, norm.id)
    owners = tuple(dict.fromkeys(one.owner for one in users if one.owner and one.owner not in answers))
    if owners:
        yield ("По ней работает ещё" if answers else "По ней работает"), here.roles(owners)
    consents = tuple(_consents(book, placed))
    if consents:
        rows = (
            Markup("{}: {}").format(here.role(step.approves), here.link("operation", operation.id))
            for operation, step in consents
        )
        yield "Без чьего согласия нельзя", Markup("; ").join(dict.fromkeys(rows))
    document = book.documents.get(norm.source.document) if norm.source else None
    keeper = (document.approver or document.owner) if document else None
    if document and keeper:
        yield (
            "Кто может её изменить",
            Markup("{} — новой редакцией документа {}").format(here.role(keeper), here.link("document", document.id)),
        )
    allowed = [one for one in book.waivers if one.norm == norm.id]
    if allowed:
        rows = (
            Markup("{} — {}, по {}: {}").format(
                text.plain(one.object), text.plain(one.author), here.date(one.until), here.prose(one.reason)
            )
            for one in allowed
        )
        yield "Разрешённые исключения", Markup("; ").join(rows)


def _consents(book: Handbook, placed: PlacedNorm) -> Iterator[tuple[Operation, Step]]:
    """Steps with somebody's consent: those that cite the norm, and all of the operation it stands in."""
    for operation in links.operations_of_norm(book, placed.norm.id):
        home = placed.home == "operation" and placed.home_id == operation.id
        for step in operation.steps:
            if step.approves and (home or cites((step.text, step.duty, step.deadline), placed.norm.id)):
                yield operation, step


def cites(words: Iterable[str | None], norm: str) -> bool:
    """Whether one of the texts names the norm."""
    return any(norm in _norms(one) for one in words if one)


def _norms(words: str) -> tuple[str, ...]:
    """Norms a text names, each once."""
    if "[[" not in words:
        return ()
    return tuple(dict.fromkeys(one.id for one in crossref.find(words) if one.target == "norm"))


@once
def _answer(book: Handbook) -> dict[str, tuple[str, ...]]:
    """Roles that answer for each norm themselves."""
    found: dict[str, list[str]] = {}
    for role in book.roles.values():
        for placed in links.norms_of_role(book, role):
            found.setdefault(placed.norm.id, []).append(role.id)
    return {norm: tuple(roles) for norm, roles in found.items()}


@once
def _citing(book: Handbook) -> dict[str, tuple[Ruling, ...]]:
    found: dict[str, list[Ruling]] = {}
    for document in book.documents.values():
        for clause in document.clauses:
            for norm in _norms(clause.text):
                found.setdefault(norm, []).append(Ruling(document.id, clause))
    return {norm: tuple(rulings) for norm, rulings in found.items()}


@once
def _said(book: Handbook) -> dict[str, tuple[Saying, ...]]:
    found: dict[str, list[Saying]] = {}
    roles: Iterator[tuple[Target, Role | Position]] = (("role", one) for one in book.roles.values())
    posts: Iterator[tuple[Target, Role | Position]] = (("position", one) for one in book.positions.values())
    for target, who in chain(roles, posts):
        lines = (("Обязанность", who.duties), ("Право", who.rights), ("Ответственность", who.responsibilities))
        for label, words in lines:
            for line in words:
                for norm in _norms(line):
                    found.setdefault(norm, []).append(Saying(target, who, label, line))
    return {norm: tuple(said) for norm, said in found.items()}
