"""What a template asks of the page it makes: links relative to it, and user text made safe."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from generator.shelf import NO_SHELF, Shelf
from generator.site import norm_labels, paths, text
from generator.site.glossary.tooltips import Glossary
from handbook.book import Handbook, PlacedNorm
from handbook.crossref import CrossRef
from handbook.memo import each
from handbook.model.base import Target
from handbook.model.document import KIND_TITLES
from handbook.norms import LimitedNorm, Norm
from handbook.russian.dates import date_words
from handbook.russian.letters import upper_first
from handbook.russian.numbers import format_number
from handbook.russian.text import folded

if TYPE_CHECKING:
    from generator.site.role.parts import Tab
    from handbook.model.people import Role

_QUOTED = frozenset({"document", "operation", "process"})


@dataclass(frozen=True)
class Here:
    """A page being made.

    Attributes:
        book: The handbook.
        path: The page, relative to ``docs/``.
        day: The day whose editions of norms are shown; None shows the latest ones.
        glossary: What the glossary explains in prose.
        shelf: Where pictures drawn before are kept.
    """

    book: Handbook
    path: str
    day: date | None = None
    glossary: Glossary | None = None
    shelf: Shelf = NO_SHELF

    def href(self, target: Target, name: str, clause: str | None = None) -> str | None:
        """The link to a record from this page; None when there is no such record."""
        if name not in self.book.ids(target):
            return None
        url = paths.url(target, name)
        if url is None:
            return None
        if clause and any(one.number == clause for one in self.book.documents[name].clauses):
            url += f"#{paths.clause(clause)}"
        return paths.relative(self.path, url)

    def to(self, page: str) -> str:
        """The link to a page of the site by its Markdown path, perhaps with an anchor."""
        path, mark, place = page.partition("#")
        return paths.relative(self.path, paths.html(path) + mark + place)

    def link(self, target: Target, name: str, words: str | None = None) -> Markup:
        """A record as a link with its title; a record that does not exist is named by its identifier."""
        return _link(self.book, posixpath.dirname(self.path), target, name, words)

    def clause(self, document: str, number: str | None) -> Markup:
        """A document with the clause that governs: «Регламент КП, п. 4.2»."""
        words = self.title("document", document) + (f", п.\u00a0{number}" if number else "")
        return self._anchor(self.href("document", document, number), words)

    def title(self, target: Target, name: str) -> str:
        """The title of a record as pages show it."""
        if target == "norm" and name in self.book.norms:
            return self.book.norms[name].norm.title
        if target == "term" and name in self.book.terms:
            return self.book.terms[name].term
        record = self.book.ids(target).get(name)
        return str(getattr(record, "title", name))

    def role(self, name: str | None) -> Markup:
        """A role as a link, or a dash."""
        return self.link("role", name) if name else Markup("—")

    def roles(self, names: tuple[str, ...]) -> Markup:
        """Roles as links, with commas."""
        return Markup(", ").join(self.link("role", name) for name in names)

    def competency(self, title: str) -> Markup:
        """A competency as a link to what its levels look like; one the company does not describe as its title."""
        wanted = folded(title)
        card = next((one for one in self.book.competencies.values() if folded(one.title) == wanted), None)
        page = self.to(paths.detail(paths.COMPETENCIES, card.id) + "#urovni") if card else None
        return self._anchor(page, title)

    def role_tabs(self, role: Role) -> tuple[Tab, ...]:
        """The pages of the section of a role."""
        # Each page of the section knows when it stands, and is itself made of pieces that stand on this module.
        from generator.site.role.parts import tabs

        return tabs(self.book, role)

    def prose(self, words: str) -> Markup:
        """A sentence or two of user text."""
        return self._explained(text.prose(words, self.reference))

    def brief(self, words: str) -> Markup:
        """A sentence in a long list, where explaining every term again would be heavier than the list."""
        return text.prose(words, self.reference)

    def tip(self, words: str) -> Markup:
        """Words shown over what they stand at."""
        return text.tip(words)

    def rich(self, words: str) -> Markup:
        """Markdown of the user as finished HTML."""
        return self._explained(text.rich(words, self.reference))

    def _explained(self, html: Markup) -> Markup:
        return html if self.glossary is None else self.glossary.explain(html, self._terms)

    @cached_property
    def _terms(self) -> str:
        return self.to(paths.GLOSSARY)

    def reference(self, found: CrossRef) -> Markup:
        """A cross-reference in prose: a norm by its value in force, anything else by its title."""
        target = found.known_target
        if target is None or found.id not in self.book.ids(target):
            return text.plain(found.words or found.id)
        words = found.words
        if target == "norm":
            norm = self.book.norms[found.id].norm
            tip = Markup(f' title="{self.tip(norm.title)}"')  # noqa: S704 - plain text is escaped
            return self._anchor(self.href(target, found.id), words or self.words(norm), "rg-ref", tip)
        title = self.title(target, found.id)
        return self._anchor(self.href(target, found.id), words or (f"«{title}»" if target in _QUOTED else title))

    def words(self, norm: Norm) -> str:
        """The requirement of a norm in force."""
        return norm.words(self.day)

    def rule(self, norm: Norm) -> str:
        """The requirement in force as a line of its own; empty when it says no more than the title of the norm."""
        words = self.words(norm)
        return "" if folded(words) == folded(norm.title) else upper_first(words)

    def editions(self, norm: Norm) -> tuple[tuple[str, str, bool], ...]:
        """Editions of a norm, newest first: from when, what, whether this one is shown on pages."""
        shown = (norm.edition_on(self.day) if self.day else None) or norm.editions()[-1]
        return tuple(
            (
                f"с {self.date(edition.since)}" if edition.since else "с начала учёта",
                norm.requirement(edition),
                edition is shown or edition == shown,
            )
            for edition in reversed(norm.editions())
        )

    def is_dated(self, norm: Norm) -> bool:
        """Whether a norm has limits that changed."""
        return isinstance(norm, LimitedNorm) and len(norm.limits) > 1

    def date(self, day: date) -> str:
        """A date in words."""
        return date_words(day)

    def upper(self, words: str) -> str:
        """A phrase that begins a line."""
        return upper_first(words)

    def kind(self, kind: str) -> str:
        """The Russian name of a kind of document."""
        return upper_first(KIND_TITLES[kind])

    def number(self, value: float) -> str:
        """A number the Russian way."""
        return format_number(value)

    def home(self, placed: PlacedNorm) -> Markup:
        """Where a norm stands: its operation, process or position."""
        if placed.home == "company":
            return Markup("вся компания")
        return self.link(placed.home, placed.home_id)

    def period(self, norm: Norm) -> str:
        """What one judged object of a norm is, empty when its requirement says it."""
        return norm_labels.period(norm, self.rule(norm))

    def scope(self, norm: Norm) -> tuple[tuple[str, Markup], ...]:
        """What a norm is limited to, by aspect; empty when it concerns everything."""
        return tuple(self._scope(norm))

    def _scope(self, norm: Norm) -> Iterator[tuple[str, Markup]]:
        scope = norm.scope
        if scope.roles:
            yield "Роли", self.roles(scope.roles)
        if scope.positions:
            yield "Должности", Markup(", ").join(self.link("position", name) for name in scope.positions)
        named = {
            "Сотрудники": scope.employees,
            "Воронки": scope.pipelines,
            "Стадии": scope.stages,
            "Продукты": scope.products,
            "Источники": scope.sources,
            "Сегменты": scope.segments,
        }
        for label, values in named.items():
            if values:
                yield label, Markup(", ").join(text.plain(value) for value in values)
        if scope.amount:
            low, high = scope.amount.min, scope.amount.max
            bounds = [f"от {format_number(low)}"] if low is not None else []
            bounds += [f"до {format_number(high)}"] if high is not None else []
            yield "Сумма сделки", text.plain(" ".join([*bounds, self.book.company.currency]))

    @staticmethod
    def _anchor(href: str | None, words: str, css: str = "", tip: Markup | None = None) -> Markup:
        body = text.plain(words)
        if href is None:
            return body
        style = f' class="{css}"' if css else ""
        return Markup(f'<a href="{escape(href)}"{style}{tip or ""}>{body}</a>')  # noqa: S704 - every piece is escaped

    @cached_property
    def root(self) -> str:
        """The way to the root of the site, with a final slash when it is not this folder."""
        return "../" * self.path.count("/")


@each
def _link(book: Handbook, folder: str, target: Target, name: str, words: str | None) -> Markup:
    """Kept, because pages of one folder name the same roles and documents over and over."""
    here = Here(book, posixpath.join(folder, "_"))
    return here._anchor(here.href(target, name), words or here.title(target, name))  # noqa: SLF001 - its own module
