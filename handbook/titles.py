"""Titles of nodes and ways of a flow as a diagram shows them: with the limits of norms written out."""

from __future__ import annotations

from handbook import crossref
from handbook.book import Handbook
from handbook.norms import LimitedNorm, Norm, Unit
from handbook.russian.numbers import format_number


def title_text(book: Handbook, text: str) -> str:
    """A title without references: a norm by its latest limit alone, so that it reads «дольше 7 дней».

    Args:
        book: The handbook, for norms and titles of records.
        text: The title as it is written.
    """

    def words(found: crossref.CrossRef) -> str:
        target = found.known_target
        if found.words or target is None:
            return found.words or found.id
        if target == "norm":
            return _limit(book.norms[found.id].norm) if found.id in book.norms else found.id
        record = book.ids(target).get(found.id)
        return str(getattr(record, "title", None) or getattr(record, "term", None) or found.id)

    return crossref.expand(text, words) if "[[" in text else text


def _limit(norm: Norm) -> str:
    if not isinstance(norm, LimitedNorm):
        return norm.words()
    edition = norm.editions()[-1]
    quantity = edition.max or edition.min
    if quantity is None:
        return norm.words()
    # A diagram has no room to tell calendar days from working ones twice: only the latter are named.
    if quantity.unit is Unit.DAY:
        return f"{format_number(quantity.value)}\u00a0{quantity.counted('дня', 'дней')}"
    return quantity.words
