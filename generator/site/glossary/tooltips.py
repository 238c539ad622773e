"""Explains words of the glossary where they stand in prose: the first time in a section, with a link to the term."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from generator.site import paths, text
from generator.site.glossary.words import WORD, Phrase, agree, fold, phrases
from handbook import crossref
from handbook.book import Handbook
from handbook.memo import once
from handbook.model.glossary import Term

#: Finished HTML as it is, or words of the text with the term they are a form of.
Piece = tuple[str, Phrase | None]

_BEFORE = frozenset("/.@_-#&\\")
_AFTER = frozenset("/@_-\\")
_TAG = re.compile(r"(<[^>]*>)")
_CLOSED = re.compile(r"<(/?)(?:a|code|pre|h[1-6])\b")
_MARK = '<a class="rg-term"'
_NOTABLE = re.compile(
    r'(?P<link><a class="rg-term" href="[^"#]*#term-(?P<term>[^"]+)") title="[^"]*">(?P<words>[^<]*)</a>'
    r'|<(?P<end>/?)(?P<zone>a|h[1-6]|summary|button|label|code|pre|dt|th)\b|<div id="term-(?P<own>[^"]+)"'
)


@dataclass(frozen=True, eq=False)
class Glossary:
    """The glossary of a company, ready to explain.

    Attributes:
        phrases: Forms of terms by their first word.
        tips: What each term means, as the text of an attribute.
        names: How each term is called, in the same way.
    """

    phrases: Mapping[str, tuple[Phrase, ...]]
    tips: Mapping[str, Markup]
    names: Mapping[str, Markup]
    _seen: dict[str, tuple[Piece, ...]] = field(default_factory=dict, repr=False)

    def explain(self, html: Markup, page: str) -> Markup:
        """Make every term in a piece of finished HTML a link that explains itself; links and code stay as they are.

        Args:
            html: The piece; its text is what a person wrote.
            page: The link to the page of the glossary.
        """
        pieces = self._seen.get(html)
        if pieces is None:
            pieces = self._seen[str(html)] = tuple(self._pieces(html))
        if len(pieces) == 1 and pieces[0][1] is None:
            return html
        made = (words if phrase is None else self._link(words, phrase, page) for words, phrase in pieces)
        return Markup("".join(made))  # noqa: S704 - pieces of HTML and links made of escaped text

    def terms_in(self, words: str) -> Iterator[str]:
        """Terms a text holds, as often as it holds them."""
        return (phrase.term for _, _, phrase in self._found(words))

    def _link(self, words: str, phrase: Phrase, page: str) -> str:
        # Under another name or an abbreviation the term names itself first.
        name = "" if phrase.own else f"{self.names[phrase.term]} — "
        href = f"{page}#{paths.anchor('term', phrase.term)}"
        return f'{_MARK} href="{href}" title="{name}{self.tips[phrase.term]}">{words}</a>'

    def _pieces(self, html: str) -> Iterator[Piece]:
        held, closed = "", 0
        for index, part in enumerate(_TAG.split(html) if "<" in html else (html,)):
            if index % 2:
                zone = _CLOSED.match(part)
                closed += 0 if zone is None else -1 if zone[1] else 1
                held += part
                continue
            start = 0
            for begin, end, phrase in () if closed else self._found(part):
                if held or begin > start:
                    yield held + part[start:begin], None
                yield part[begin:end], phrase
                held, start = "", end
            held += part[start:]
        if held or not html:
            yield held, None

    def _found(self, part: str) -> Iterator[tuple[int, int, Phrase]]:
        """Terms in text without tags, left to right, the longest ones."""
        folded = fold(part)
        words = list(WORD.finditer(folded))
        at = 0
        while at < len(words):
            several = self.phrases.get(words[at][0])
            size = 0
            for phrase in several or ():
                if self._fits(phrase, part, folded, words, at):
                    size = 1 + len(phrase.rest)
                    last = words[at + size - 1].end() + len(phrase.gaps[-1])
                    yield words[at].start(), last, phrase
                    break
            at += size or 1

    @staticmethod
    def _fits(phrase: Phrase, part: str, folded: str, words: list[re.Match[str]], at: int) -> bool:
        last = at + len(phrase.rest)
        if last >= len(words) or any(words[at + 1 + n][0] != word for n, word in enumerate(phrase.rest)):
            return False
        start, stop = words[at].start(), words[last].end() + len(phrase.gaps[-1])
        between = [folded[words[n].end() : words[n + 1].start()] for n in range(at, last)]
        if (*between, folded[words[last].end() : stop]) != phrase.gaps:
            return False
        before, after = folded[start - 1 : start], folded[stop : stop + 1]
        if before in _BEFORE or after in _AFTER or (after == "." and folded[stop + 1 : stop + 2].isalnum()):
            return False
        seen = part[start:stop]
        ending = seen[len(phrase.exact) :]
        if phrase.exact and (not seen.startswith(phrase.exact) or ending.upper() == ending != ""):
            return False
        if (phrase.quoted and (before, after) != ("«", "»")) or (phrase.name and seen[0].isupper()):
            return False
        beside = last + 1 < len(words) and not folded[stop : words[last + 1].start()].strip()
        return not (phrase.modifier and beside and agree(seen, words[last + 1][0]))


@once
def glossary(book: Handbook) -> Glossary | None:
    """The glossary of a handbook; None when there is nothing to explain."""
    if not book.terms:
        return None
    tips = {term.id: text.tip(_definition(term)) for term in book.terms.values()}
    return Glossary(phrases(book.terms.values()), tips, {term.id: text.tip(term.term) for term in book.terms.values()})


def _definition(term: Term) -> str:
    words = text.rich(term.definition, lambda found: text.plain(found.words or found.id))
    return crossref.expand(words.striptags(), lambda found: found.words or found.id)


def thin(body: str) -> str:
    """Leave of the explained words of a page the first one of each term in a section, none in links and headings.

    What a term means stands on a page once: the script of the site gives it to the other links.
    """
    if _MARK not in body:
        return body
    told: set[str] = set()
    head, *sections = body.split("\n## ")
    return "\n## ".join((_thinned(head, told), *(_thinned(f"## {one}", told)[3:] for one in sections)))


def _thinned(section: str, told: set[str]) -> str:
    here: set[str] = set()
    closed = 0
    entry = False

    def one(found: re.Match[str]) -> str:
        nonlocal closed, entry
        term = found["term"]
        if found["own"]:
            # An entry of the glossary: what other words mean stands on the same page.
            here.clear()
            here.add(found["own"])
            entry = True
        elif found["zone"]:
            closed += -1 if found["end"] else 1
        elif closed or term in here or _is_heading(section, found.start()):
            return found["words"]
        else:
            here.add(term)
            if entry or term in told:
                return f"{found['link']}>{found['words']}</a>"
            told.add(term)
        return found[0]

    return _NOTABLE.sub(one, section)


def _is_heading(section: str, at: int) -> bool:
    return section.startswith("#", section.rfind("\n", 0, at) + 1)
