"""The order by which documents are approved and put in force: one for all documents that name it, or a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.word.called import called, many
from generator.word.front import organisation, paper
from generator.word.order.record import Approved, Order
from generator.word.people import post_title, signature
from generator.word.words import BLANK, listed, tidy
from handbook import addressees
from handbook.book import Handbook
from handbook.model.publication import Order as Issued
from handbook.published import subject


def order(handbook: Handbook, issued: Issued | None, papers: Sequence[addressees.Paper]) -> Order:
    """Everything the order says.

    Args:
        handbook: The company.
        issued: Number and date of the order; None leaves blanks for them.
        papers: The documents it approves, one at least.
    """
    company = handbook.company
    approves = company.approval == "order"
    rows = tuple(_row(handbook, one) for one in papers)
    days = {row.effective for row in rows}
    single = called(handbook, papers[0]).genitive if len(papers) == 1 else None
    about = single or many(papers)
    number, on = (tidy(issued.number), issued.on) if issued else (BLANK, None)
    return Order(
        heading=f"Приказ {'об утверждении' if approves else 'о введении в действие'} {about}",
        organisation=organisation(handbook),
        paper=replace(paper(None), number=number, on=on),
        approves=approves,
        subject=about,
        single=single,
        documents=rows,
        effective=next(iter(days)) if len(days) == 1 else None,
        several_dates=len(days) > 1,
        replaced=listed([f"{row.title} ({row.number}), редакция {row.edition - 1}" for row in rows if row.edition > 1]),
        hr=post_title(handbook, company.hr) if company.hr else None,
        signature=signature(handbook, company.head),
        informed=tuple(signature(handbook, post) for post in _informed(handbook, papers)),
    )


def approved_by(handbook: Handbook, issued: Issued) -> tuple[addressees.Paper, ...]:
    """All documents of the company an order approves, also those nobody signs for: forms, templates."""
    company = handbook.company
    records: tuple[tuple[addressees.What, tuple[object, ...]], ...] = (
        ("position", tuple(handbook.positions.values())),
        ("process", tuple(handbook.processes.values())),
        ("document", tuple(handbook.documents.values())),
        ("department", company.departments),
    )
    return tuple(
        addressees.Paper(what, found.id)  # type: ignore[attr-defined]  # every record of these tables has it
        for what, held in records
        for found in held
        if (published := getattr(found, "publication", None)) and published.order == issued
    )


def _row(handbook: Handbook, one: addressees.Paper) -> Approved:
    published = subject(handbook, one).publication
    title = called(handbook, one).title
    if published is None:
        return Approved("", title, 1, None)
    return Approved(tidy(published.number), title, published.edition, published.effective or published.on)


def _informed(handbook: Handbook, papers: Sequence[addressees.Paper]) -> list[str]:
    """Who carries the order out: the personnel officer and heads of the departments whose people it concerns."""
    company = handbook.company
    signed = set(addressees.papers(handbook)).intersection(papers)
    concerned = {position.department for one in signed for position in addressees.addressees(handbook, one)}
    heads = [department.head for department in company.departments if department.id in concerned and department.head]
    return [post for post in dict.fromkeys([*heads, *filter(None, [company.hr])]) if post != company.head]
