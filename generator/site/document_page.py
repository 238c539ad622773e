"""The page of a document: what it is for, its clauses, fields and sample, and who uses it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator import links
from generator.artifact import Artifact
from generator.site import paths, text
from generator.site.changes.page import news
from generator.site.here import Here
from generator.site.maker import Maker
from handbook.book import PlacedNorm
from handbook.model.document import Clause, Document

WAYS = {
    "governs": "регламентирует",
    "input": "получает на входе",
    "step": "использует в шаге",
    "output": "создаёт или обновляет",
    "answer": "отвечает на вопросы",
}


#: As many operations are named on the page of a document; more, on a page of their own.
_MANY = 30


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause with its anchor and the norms it establishes."""

    anchor: str
    record: Clause
    norms: tuple[PlacedNorm, ...]


def document_page(maker: Maker, document: Document) -> Artifact:
    """The page of a document."""
    book = maker.book
    here = maker.here(str(paths.page("document", document.id)))
    norms = links.norms_of_document(book, document)
    uses = links.uses_of(book, document.id)
    return maker.page(
        "document",
        here,
        document=document,
        facts=tuple(_facts(here, document)),
        clauses=tuple(_clauses(document, norms)),
        uses=uses,
        operations=paths.document_operations(document.id) if len(uses) > _MANY else None,
        norms=norms,
        way_names=WAYS,
        news=news(maker, here, "document", document.id),
    )


def document_operations_page(maker: Maker, document: Document) -> Artifact | None:
    """The operations that use a document, by who performs them; None when its own page names them all."""
    book = maker.book
    uses = links.uses_of(book, document.id)
    if len(uses) <= _MANY:
        return None
    here = maker.here(paths.document_operations(document.id))
    owners = dict.fromkeys(use.operation.owner for use in uses)
    groups = tuple((owner, tuple(use for use in uses if use.operation.owner == owner)) for owner in owners)
    return maker.page("document_operations", here, document=document, groups=groups, way_names=WAYS)


def _clauses(document: Document, norms: tuple[PlacedNorm, ...]) -> Iterator[ClauseRow]:
    taken: set[str] = set()
    for clause in document.clauses:
        anchor = paths.clause(clause.number)
        while anchor in taken:
            anchor += "-bis"
        taken.add(anchor)
        here = tuple(one for one in norms if one.norm.source and one.norm.source.clause == clause.number)
        yield ClauseRow(anchor, clause, here)


def _facts(here: Here, document: Document) -> Iterator[tuple[str, Markup]]:
    yield "Вид", text.plain(here.kind(document.kind))
    if document.owner:
        yield "Кто ведёт", here.role(document.owner)
    if document.approver:
        yield "Кто утверждает", here.role(document.approver)
    if document.medium:
        yield "Где хранится", here.prose(document.medium)
    if document.retention:
        yield "Срок хранения", here.prose(document.retention)
