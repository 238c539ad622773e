"""Turns a template and its values into a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.artifact import Artifact
from generator.environment import environment, render
from generator.site import text
from generator.site.given import Given
from generator.site.here import Here
from handbook import crossref
from handbook.book import Handbook

if TYPE_CHECKING:
    from jinja2 import Environment

_GAPS = re.compile(r"\n{3,}")
#: Where two pieces of text meet with a tag between them and no space.
_JOINTS = re.compile(
    r"(</(?:td|th|dt|dd|div|li|p|tr|h[1-6]|summary|a|b|small|span|strong)>(?=<[a-z])"
    r"|<br>(?=\S)|[^\s>](?=<(?:small|p|div|ul|ol)\b))"
)


@dataclass(frozen=True)
class Maker:
    """Everything that is the same for all pages of one site."""

    book: Handbook
    env: Environment
    given: Given
    abbreviations: text.Tooltips | None

    @property
    def day(self) -> date | None:
        """The day whose editions of norms are shown; None shows the latest."""
        return self.given.day

    def here(self, path: str) -> Here:
        """The helper of one page."""
        return Here(self.book, path, self.day, self.abbreviations)

    def page(self, template: str, here: Here, **values: object) -> Artifact:
        """A page from its template; the template also gets ``here`` and ``book``.

        Raises:
            TemplateMistakeError: The template is missing or has a mistake.
        """
        body = render(self.env, f"site/{template}.md.j2", here=here, book=self.book, **values)
        # Search sees only the text: without a space the words of neighbouring cells would grow together.
        spaced = _JOINTS.sub(r"\1 ", _GAPS.sub("\n\n", body))
        return Artifact(here.path, (spaced.strip() + "\n").encode())


def maker(book: Handbook, project: Path | None, given: Given) -> Maker:
    """A maker with the company's templates before the packaged ones.

    Args:
        book: The handbook.
        project: The company's folder, or None for the packaged templates only.
        given: What is known besides the handbook.
    """
    # What a template puts out without saying how is inert, in Markdown as well as in HTML.
    env = environment(project).overlay(finalize=_inert)
    return Maker(book, env, given, text.tooltips(dict(_meanings(book))))


def _meanings(book: Handbook) -> Iterator[tuple[str, str]]:
    for term in book.terms.values():
        # A term that is its own abbreviation explains nothing by its title; the definition does.
        words = term.term if term.term != term.abbreviation else term.definition
        if term.abbreviation:
            yield term.abbreviation, crossref.expand(words, lambda found: found.words or found.id)


def _inert(value: object) -> object:
    return value if isinstance(value, Markup) or not isinstance(value, str) else text.plain(value)
