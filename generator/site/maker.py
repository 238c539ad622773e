"""Turns a template and its values into a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.artifact import Artifact
from generator.environment import environment, render
from generator.site import text
from generator.site.changes import editions
from generator.site.changes.editions import Step
from generator.site.downloads import Download, downloads
from generator.site.engine.template_memory import template_memory
from generator.site.foot import foot
from generator.site.given import Given
from generator.site.glossary.tooltips import Glossary, glossary, thin
from generator.site.here import Here
from handbook.book import Handbook

if TYPE_CHECKING:
    from jinja2 import Environment

_GAPS = re.compile(r"\n{3,}")
#: Where two pieces of text meet with a tag between them and no space.
_ENDS = re.compile(r"<(?:/(?:td|th|dt|dd|div|li|p|tr|h[1-6]|summary|a|b|small|span|strong)>(?=<[a-z])|br>(?=\S))")
_BEGINS = re.compile(r"<(?<=[^\s>]<)(?=(?:small|p|div|ul|ol)\b)")


@dataclass(frozen=True)
class Maker:
    """Everything that is the same for all pages of one site."""

    book: Handbook
    env: Environment
    given: Given
    glossary: Glossary | None

    @property
    def day(self) -> date | None:
        """The day whose editions of norms are shown; None shows the latest."""
        return self.given.day

    def here(self, path: str) -> Here:
        """The helper of one page."""
        return Here(self.book, path, self.day, self.glossary, self.given.shelf)

    @cached_property
    def downloads(self) -> dict[str, tuple[Download, ...]]:
        """Word documents by the page that offers them."""
        return downloads(self.book, self.given.word)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Editions of what people sign, the newest first."""
        return editions.steps(self.book, self.given)

    def page(self, template: str, here: Here, **values: object) -> Artifact:
        """A page from its template, with its foot.

        The template also gets ``here``, ``book`` and ``word``: Word documents the page offers.

        Raises:
            TemplateMistakeError: The template is missing or has a mistake.
        """
        word = self.downloads.get(here.path, ())
        body = render(self.env, f"site/{template}.md.j2", here=here, book=self.book, word=word, **values)
        below = foot(here, self.given, body)
        if below:
            body = f"{body.rstrip()}\n\n{render(self.env, 'site/_foot.md.j2', here=here, foot=below)}"
        # Search sees only the text: without a space the words of neighbouring cells would grow together.
        spaced = _BEGINS.sub(" <", _ENDS.sub(r"\g<0> ", _GAPS.sub("\n\n", thin(body))))
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
    env.bytecode_cache = template_memory()
    return Maker(book, env, given, glossary(book))


def _inert(value: object) -> object:
    return value if isinstance(value, Markup) or not isinstance(value, str) else text.plain(value)
