"""A governing document of the handbook as the context of its template."""

from __future__ import annotations

from generator.links import norms_of_document, positions_of, processes_of
from generator.word.front import agreed, approval, changes, developer, organisation, paper
from generator.word.governing_document import record as r
from generator.word.governing_document.markdown import blocks
from generator.word.governing_document.naming import naming
from generator.word.governing_document.sections import numbered_in_a_row, sections
from generator.word.people import acquaintance, post_title
from generator.word.records import NormRow
from generator.word.speech import Speech
from generator.word.words import Title, listed, phrase, tidy, title_of
from handbook.addressees import Paper, addressees
from handbook.book import Handbook
from handbook.model.document import Document
from handbook.model.operation import Operation
from handbook.russian import sentence, upper_first
from handbook.work import operations_in_force

_UNKNOWN = "—"


def governing_document(handbook: Handbook, document: Document) -> r.GoverningDocument:
    """Everything a governing document says on paper.

    Args:
        handbook: The company.
        document: The document, one of the handbook's.
    """
    published = document.publication
    speech = Speech(handbook, (published.effective or published.on) if published else None)
    found = sections(speech, document)
    bound = addressees(handbook, Paper("document", document.id))
    return r.GoverningDocument(
        heading=tidy(document.title),
        organisation=organisation(handbook),
        paper=paper(published),
        approval=approval(handbook, published),
        naming=naming(document),
        scope=sentence(tidy(speech.prose(document.scope))),
        requirements=listed([speech.prose(text) for text in document.requirements]),
        linked=numbered_in_a_row(found),
        sections=found,
        fields=tuple(
            r.FieldRow(
                upper_first(tidy(field.title)),
                tidy(field.type or _UNKNOWN),
                "да" if field.required else "нет",
                tidy(speech.prose(field.note)) if field.note else _UNKNOWN,
            )
            for field in document.fields
        ),
        norms=_norms(handbook, document, speech),
        uses=_uses(handbook, document),
        owner=_holder(handbook, document.owner),
        medium=phrase(speech.prose(document.medium)) if document.medium else None,
        retention=phrase(speech.prose(document.retention)) if document.retention else None,
        sample=blocks(speech, document.sample, "Образец") if document.sample else (),
        developer=developer(handbook, published),
        agreed=agreed(handbook, published),
        acquainted=acquaintance(handbook, *(position.id for position in bound)),
        changes=changes(handbook, published),
    )


def _norms(handbook: Handbook, document: Document, speech: Speech) -> tuple[r.LaidNorm, ...]:
    """Norms whose source is the document, in the order of its clauses; drafts never."""
    order = [clause.number for clause in document.clauses]
    laid = [placed.norm for placed in norms_of_document(handbook, document) if not placed.norm.draft]
    clauses = {norm.id: norm.source.clause if norm.source else None for norm in laid}
    laid.sort(key=lambda norm: order.index(clauses[norm.id] or "") if clauses[norm.id] in order else len(order))
    return tuple(
        r.LaidNorm(
            tidy(clauses[norm.id] or _UNKNOWN),
            NormRow(
                *speech.measured(norm),
                tidy(norm.period()),
                tidy(norm.data_source),
            ),
            norm.id,
        )
        for norm in laid
    )


def _uses(handbook: Handbook, document: Document) -> tuple[r.UseRow, ...]:
    rows = []
    for operation in operations_in_force(handbook):
        cited = [one.clause for one in operation.governed_by if one.document == document.id]
        if cited:
            numbers = ", ".join(dict.fromkeys(tidy(clause) for clause in cited if clause))
            rows.append(r.UseRow(tidy(operation.title), _process(handbook, operation), numbers or "весь документ"))
    return tuple(rows)


def _process(handbook: Handbook, operation: Operation) -> str:
    found = [process for process in processes_of(handbook, operation) if process.variant == "to-be"]
    home = handbook.processes.get(handbook.homes.get(operation.id, ""))
    first = found[0] if found else home
    return tidy(first.title) if first else _UNKNOWN


def _holder(handbook: Handbook, role: str | None) -> Title | None:
    """The position that carries a role when one alone does; else the role."""
    if role is None or role not in handbook.roles:
        return None
    carriers = positions_of(handbook, role)
    if len(carriers) == 1:
        return post_title(handbook, carriers[0].id)
    return title_of(handbook.roles[role].title, handbook.roles[role].forms)
