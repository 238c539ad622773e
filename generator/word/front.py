"""What stands in front of any document and behind it: the company, number and dates, approval, register of changes."""

from __future__ import annotations

from generator.word.people import incumbent, post_title, signature
from generator.word.records import Approval, ChangeRow, OrderLine, Organisation, Paper, Signature
from generator.word.speech import Speech
from generator.word.words import BLANK, tidy
from handbook.book import Handbook
from handbook.model.publication import Change, Publication
from handbook.russian import date_short

#: Rows of the register of changes, filled in by hand once the printed ones are used up.
CHANGE_ROWS = 8


def organisation(handbook: Handbook) -> Organisation:
    """The company in the heading of a document."""
    company = handbook.company
    city = tidy(company.city)
    return Organisation(
        tidy(company.name),
        tidy(company.short_name),
        city if city.split()[0].endswith(".") else f"г.\u00a0{city}",
        post_title(handbook, company.head),
    )


def paper(published: Publication | None) -> Paper:
    """Number and dates; a document that has none gets room for them."""
    if published is None:
        return Paper(BLANK, None, 1, None, None, "", issued=False)
    return Paper(
        tidy(published.number),
        published.on,
        published.edition,
        published.effective,
        published.review_by,
        "",
        issued=True,
    )


def approval(handbook: Handbook, published: Publication | None, *, own: bool = False) -> Approval:
    """The block of the company's way of approval.

    Args:
        handbook: The company.
        published: The document's publication, which may name the order.
        own: The document is of the head of the company himself: its owners approve it, by hand.
    """
    company = handbook.company
    order = None
    if company.approval == "order":
        given = published.order if published else None
        order = OrderLine(tidy(given.number), given.on) if given else OrderLine(BLANK, None)
    return Approval(
        order,
        None if own else post_title(handbook, company.head),
        None if own else incumbent(handbook, company.head),
    )


def developer(handbook: Handbook, published: Publication | None) -> Signature | None:
    """Who has written the document."""
    return signature(handbook, published.developed_by) if published and published.developed_by else None


def agreed(handbook: Handbook, published: Publication | None) -> tuple[Signature, ...]:
    """Whom it is agreed with."""
    return tuple(signature(handbook, item) for item in (published.agreed_by if published else ()))


def told(handbook: Handbook, change: Change) -> tuple[str, str]:
    """What a line of the register says and why, with norms as they stood on its day."""
    speech = Speech(handbook, change.on)
    return speech.prose(change.summary), speech.prose(change.basis or "")


def changes(handbook: Handbook, published: Publication | None) -> tuple[ChangeRow, ...]:
    """Rows of the register of changes, then empty ones."""
    given = published.changes if published else ()
    rows = [
        ChangeRow(str(item.edition), date_short(item.on), *(tidy(text) for text in told(handbook, item)))
        for item in given
    ]
    return tuple(rows + [ChangeRow("", "", "", "")] * max(CHANGE_ROWS - len(rows), 2))
