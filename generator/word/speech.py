"""Prose of the sources as it reads on paper on a given day: references in words, norms with the limits in force."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from generator.word.words import quoted, tidy
from handbook.book import Handbook
from handbook.crossref import CrossRef, expand
from handbook.norms import Norm
from handbook.russian import date_short, lower_first, upper_first

_LINK = re.compile(r"\[([^\]]+)\]\([^)\s]+\)")
_EMPHASIS = re.compile(r"(\*\*|__|`)(.+?)\1")


@dataclass(frozen=True)
class Speech:
    """How a document puts what the sources say.

    Attributes:
        day: The day the document speaks of: limits of norms are those in force on it; None means the latest.
    """

    handbook: Handbook
    day: date | None = None

    def prose(self, text: str) -> str:
        """Text with its references put into words and its Markdown marks taken off."""
        plain = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", text))
        return expand(plain, self.words)

    def requirement(self, norm: Norm) -> str:
        """The requirement in force on the document's day, with the editions already known to follow it."""
        current, later = self._editions(norm)
        return "; ".join([*current, *later])

    def measured(self, norm: Norm) -> tuple[str, str]:
        """What a norm is about and what it requires: a title that says both is cut at its dash."""
        title, requirement = upper_first(tidy(norm.title)), tidy(self.requirement(norm))
        about, _, demand = title.partition("\u00a0— ")
        return (about, demand) if demand and requirement == tidy(norm.title) else (title, requirement)

    def words(self, reference: CrossRef) -> str:
        """A reference as it reads in a sentence."""
        book, identity = self.handbook, reference.id
        if reference.words:
            return reference.words
        if reference.target == "norm" and identity in book.norms:
            return self._inline(book.norms[identity].norm)
        if reference.target == "role" and identity in book.roles:
            return lower_first(book.roles[identity].title)
        if reference.target == "term" and identity in book.terms:
            return book.terms[identity].term
        for target, records in (
            ("document", book.documents),
            ("operation", book.operations),
            ("process", book.processes),
        ):
            if reference.target == target and identity in records:
                return quoted(records[identity].title)
        return identity

    def _inline(self, norm: Norm) -> str:
        current, later = self._editions(norm)
        if not current:
            return "; ".join(later)
        return current[0] + (f" ({'; '.join(later)})" if later else "")

    def _editions(self, norm: Norm) -> tuple[list[str], list[str]]:
        if self.day is None:
            return [norm.words()], []
        now = norm.edition_on(self.day)
        later = [
            f"с {date_short(edition.since)} — {norm.requirement(edition)}"
            for edition in norm.editions()
            if edition.since is not None and edition.since > self.day
        ]
        return ([] if now is None else [norm.requirement(now)]), later
