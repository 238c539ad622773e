"""The index of a site: which stem stands where and how much it weighs there, small enough to be loaded whole.

The theme's own index stays in its place without a single page: its bundle asks for it on every page. Ours is a script
beside it, loaded when a reader first turns to the search, over a network and from a folder alike.
"""

from __future__ import annotations

import json
import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from generator.artifact import Artifact
from generator.site.search import said
from generator.site.search.kinds import NAMES, READINESS, kind
from generator.site.search.names import DENIALS, names
from generator.site.search.sayings import sayings
from generator.site.search.section import Section
from generator.site.search.stem import RULES, stem
from generator.site.search.stop import ASIDE, STOP
from generator.site.search.weights import HEADING, MOST, SAID, TITLE, of_title
from generator.site.search.wordings import ASKED
from handbook.book import Handbook

ADDRESS: Final = "search/words.js"
_THEME: Final = ("search/search_index.json", "search/search_index.js")
#: Every file of the search that stands in a site beside the scripts.
FILES: Final = (ADDRESS, *_THEME)
#: Letters numbers are written with: the first half ends a number, the second goes on.
DIGITS: Final = "".join(chr(code) for code in range(35, 126) if chr(code) != "\\")
_HALF: Final = len(DIGITS) // 2
#: How many letters of the texts are kept in all; each section has its share of them, within limits.
_ROOM: Final = 600_000
_LEAST, _BEST = 90, 300
#: What is told of work as it was before is shown after work as it is.
_OUTLIVED: Final = 0.5
#: What the theme's bundle needs: how to part words of a query it marks on a page.
_CONFIG: Final = {
    "lang": ["ru"],
    "separator": r"[\s\u200b\-_,:!=\[\]()\"«»/—–|]+|\.(?!\d)",
    "pipeline": ["stopWordFilter"],
    "fields": {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}},
}


@dataclass(frozen=True, slots=True)
class _Page:
    address: str
    sections: tuple[Section, ...]


def index(sections: Iterable[Section], handbook: Handbook) -> tuple[Artifact, ...]:
    """The files the search of a site works by.

    Args:
        sections: Sections of every page, each page's together.
        handbook: Gives titles, terms with their synonyms, and the kinds of norms.
    """
    pages = _pages(sections)
    postings = _postings(pages, handbook)
    stems = sorted(postings)
    total = sum(len(page.sections) for page in pages)
    room = max(_LEAST, min(_BEST, _ROOM // max(1, total)))
    concerned = said.concerned(handbook)
    made = {
        "rules": RULES,
        "stop": " ".join(sorted(STOP)),
        "asked": ASKED,
        "kinds": NAMES,
        "digits": DIGITS,
        "pages": "\n".join(_line(page, handbook, concerned.get(page.address, ())) for page in pages),
        "sections": "\n".join(
            "\t".join((one.place, _plain(one.heading), _cut(_plain(one.text), room)))
            for page in pages
            for one in page.sections
        ),
        "names": " ".join(stems),
        "postings": " ".join(postings[name] for name in stems),
        "sayings": "\n".join(_sayings(pages, handbook)),
        "denials": sorted(DENIALS),
        "aside": {asks: " ".join(sorted({stem(word) for word in told.split()})) for asks, told in ASIDE.items()},
        "company": _circles(said.circles_of_company(handbook)),
        "trade": _circles(said.circles_of_trade()),
    }
    theme = json.dumps({"config": _CONFIG, "docs": []}, ensure_ascii=False, separators=(",", ":"))
    return (
        Artifact(ADDRESS, f"reglament.search.take({_script(made)});\n".encode()),
        Artifact(_THEME[0], theme.encode()),
        Artifact(_THEME[1], f"var __index = {theme}".encode()),
    )


def _pages(sections: Iterable[Section]) -> tuple[_Page, ...]:
    return tuple(_Page(address, tuple(found)) for address, found in groupby(sections, key=lambda section: section.page))


def _postings(pages: tuple[_Page, ...], book: Handbook) -> dict[str, str]:
    """Of every stem its sections, each by how far it stands from the one before, with its weight there."""
    sought = said.said(book)
    postings: defaultdict[str, list[str]] = defaultdict(list)
    before: dict[str, int] = {}
    steps = [_number(step) for step in range(sum(len(page.sections) for page in pages) + 1)]
    number = 0
    for page in pages:
        for section in page.sections:
            weights = section.terms
            heading = tuple(names(section.heading))
            kind_of_heading = HEADING if section.place else TITLE
            _raise(weights, heading, of_title(kind_of_heading, len(heading)))
            if not section.place:
                _raise(weights, names(sought.get(page.address, "")), SAID)
                _raise(weights, names(said.of_kind(page.address)), SAID // 2)
            for name, weight in weights.items():
                postings[name].append(steps[number - before.get(name, -1)] + DIGITS[weight])
                before[name] = number
            number += 1
    return {name: "".join(found) for name, found in postings.items()}


def _raise(weights: dict[str, int], stems: Iterable[str], weight: int) -> None:
    for name in stems:
        weights[name] = min(MOST, max(weights.get(name, 0), weight))


def _line(page: _Page, book: Handbook, roles: Iterable[str]) -> str:
    readiness = READINESS[kind(page.address)]
    if page.address in said.outlived(book):
        readiness *= _OUTLIVED
    title = _plain(page.sections[0].heading) or posixpath.basename(page.address)
    return "\t".join(
        (page.address, title, kind(page.address), f"{readiness:.3g}", str(len(page.sections)), " ".join(roles))
    )


def _sayings(pages: tuple[_Page, ...], book: Handbook) -> Iterator[str]:
    numbers = {page.address: number for number, page in enumerate(pages)}
    for asked in sayings(book):
        known = [str(numbers[page]) for page in asked.pages if page in numbers]
        if known:
            told = ",".join(" ".join("/".join(place) for place in saying) for saying in asked.sayings)
            yield f"{asked.worth}\t{' '.join(known)}\t{told}"


def _number(value: int) -> str:
    """A number from its least digit: the last digit is of the first half, those before it of the second."""
    made = []
    while value >= _HALF:
        value, rest = divmod(value, _HALF)
        made.append(DIGITS[_HALF + rest])
    return "".join((*made, DIGITS[value]))


def _circles(circles: Iterable[said.Circle]) -> str:
    return "\n".join("|".join(map(" ".join, circle)) for circle in circles)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[:room].rpartition(" ")[0].rstrip(",;:—– ") + "…"


def _script(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
