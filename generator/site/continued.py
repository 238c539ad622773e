"""A page that became too heavy goes on, on pages of its own; each says which part it is and where the rest stands.

What others link to stays where it was: an anchor that moved is a link on the first page to where it went.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from markupsafe import Markup

from generator.artifact import Artifact
from generator.environment import render
from generator.site import paths
from generator.site.frame import heading as heading_weight
from generator.site.frame import is_bare, weight
from generator.site.glossary.page import glossary_paths, places
from generator.site.maker import Maker
from generator.site.sheets import HEAD, Heading, Sheet, cut, heading
from handbook.book import Handbook

#: A page may weigh as much, told ahead of the build; a part of one weighs less, so that it may grow a little.
MOST, PART = 59_800, 56_000
#: As much stands on a part even if the menu is so heavy that nothing would fit: more parts would make it heavier.
_LEAST, _LEAST_FIRST = 16_000, 5_000
_TOP = re.compile(r"\A(?:---\n.*?\n---\n\s*)?# (?P<title>[^\n]*)\n\s*(?:<nav\b.*?</nav>\s*)?", re.DOTALL)
_LEAD = re.compile(r'<p class="rg-lead">[^\n]*</p>\n*')
_TERM = re.compile(r'(<a class="rg-term" href="[^"#]*#(term-[^"]+)")( title="[^"]*")?>')
_FOOT = '<div class="rg-foot"'
_ID = re.compile(r'<([a-z][a-z0-9]*)\b[^>]*? id="([^"]+)"[^>]*>')
_WORDS = re.compile(r">([^<>]*[^<>\s][^<>]*)<")
#: A link to a term: from anywhere to the glossary, or within it.
_TO_TERM = re.compile(r'(?:\b(glossary\.html)|\bhref=")(?:#|&#35;)term-([^"\\]+)')
_PARTIAL = re.compile(r"&[^;]*$")
_HERE = re.compile(r'(?<= href=")#([^"]+)')
#: A place is named by the beginning of what stands there; a shorter one when there are very many.
_NAME, _SHORT, _PLACES = 60, 20, 200
#: Rows of norms have names for the search; everything else leads to the pages of norms.
_ROWS = frozenset({"tr", "li"})


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere on a part that moved: where it is and what it is called there."""

    anchor: str
    words: Markup


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section of a part.

    Attributes:
        words: Its title.
        anchor: Its anchor, if it has one and begins here.
        goes_on: Whether it began on the part before.
        places: What others may link to in it.
    """

    words: Markup
    anchor: str | None
    goes_on: bool
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page with its number and its Markdown path."""

    number: int
    path: str
    chapters: tuple[Chapter, ...]


def whole(maker: Maker, make: Callable[[], Artifact | Iterable[Artifact] | None]) -> Iterator[Artifact]:
    """What a row of the table of pages makes, each heavy page in parts.

    Raises:
        TemplateMistakeError: The template of the way between parts is missing or has a mistake.
    """
    result = make()
    # The glossary has divided itself, and its pages are named as parts.
    several = glossary_paths(maker.book)
    volumes = several if len(several) > 1 else ()
    for made in () if result is None else (result,) if isinstance(result, Artifact) else result:
        one = _with_terms(maker, made)
        if one.path.endswith(".md") and one.path not in volumes and _is_heavy(maker, one):
            yield from _parts(maker, one)
        else:
            yield one


def _with_terms(maker: Maker, page: Artifact) -> Artifact:
    """The page with its links to terms leading to the pages they went to, when the glossary has more than one."""
    goals = places(maker.book)
    if not goals or not page.path.endswith((".md", ".js")):
        return page
    own = page.path in goals.values() or page.path == paths.GLOSSARY

    def led(found: re.Match[str]) -> str:
        goal = goals.get(unescape(found[2]), paths.GLOSSARY)
        if found[1]:
            return f"{paths.html(goal)}#term-{found[2]}"
        return f'href="{paths.html(goal) if goal != page.path else ""}#term-{found[2]}' if own else found[0]

    return Artifact(page.path, _TO_TERM.sub(led, page.content.decode()).encode())


def _is_heavy(maker: Maker, page: Artifact) -> bool:
    # The menu is not asked about where the page alone says that there is room.
    return len(page.content) > MOST // 2 and weight(maker.book, page.path, page.content.decode()) > MOST


def _parts(maker: Maker, page: Artifact) -> Iterator[Artifact]:
    body, foot = _without_foot(page.content.decode())
    top = _TOP.match(body)
    if top is None:
        yield page
        return
    lead = _LEAD.match(body, top.end())
    lines = body[lead.end() if lead else top.end() :].splitlines()
    copies = 0 if is_bare(top[0]) else 2
    tips = {found[2]: found[3] for found in _TERM.finditer(body) if found[3]}

    def weigh(line: str) -> int:
        begun = HEAD.match(line)
        return len(line.encode()) + 1 + (heading_weight(begun[2], copies) if begun and begun[1] else 0)

    room = max(_LEAST, PART - weight(maker.book, page.path, f"{top[0]}{foot}"))
    first = room - (len(lead[0].encode()) if lead else 0)
    sheets = cut(lines, (first, room), weigh)
    # The first page also has to say where everything went.
    for _ in range(3):
        parts = _described(maker.book, page.path, sheets)
        ways = [len(_way(maker, parts, number).encode()) for number in (1, len(parts))]
        sheets = cut(lines, (max(_LEAST_FIRST, first - ways[0]), max(_LEAST, room - ways[1])), weigh)
    if len(sheets) == 1:
        yield page
        return
    parts = _described(maker.book, page.path, sheets)
    moved = {anchor: part.path for part, sheet in zip(parts, sheets, strict=True) for anchor in _ids(sheet)}
    for part, sheet in zip(parts, sheets, strict=True):
        words = f", часть {part.number} из {len(parts)}" if part.number > 1 else ""
        head = top[0].replace(f"# {top['title']}", f"# {top['title'].rstrip()}{words}", 1)
        inside = _explained(_at_home("\n".join(sheet.lines), part.path, moved), tips)
        said = lead[0] if lead and part.number == 1 else ""
        again = f"## {sheet.goes_on.words}: продолжение\n\n" if sheet.goes_on else ""
        onward = _onward(maker, part, parts)
        text = f"{head}\n{said}\n{_way(maker, parts, part.number)}\n\n{again}{inside}\n\n{onward}\n\n{foot}"
        yield Artifact(part.path, (text.strip() + "\n").encode())


def _without_foot(text: str) -> tuple[str, str]:
    at = text.rfind(_FOOT)
    return (text[:at], text[at:]) if at > 0 else (text, "")


def _described(book: Handbook, path: str, sheets: Sequence[Sheet]) -> tuple[Part, ...]:
    several = sum(len(list(_ids(sheet))) for sheet in sheets[1:])
    size = _NAME if several <= _PLACES else _SHORT
    return tuple(
        Part(
            number,
            path if number == 1 else paths.continued(path, number),
            tuple(_chapters(book, sheet, size if number > 1 else 0)),
        )
        for number, sheet in enumerate(sheets, 1)
    )


def _chapters(book: Handbook, sheet: Sheet, size: int) -> Iterator[Chapter]:
    """Sections of a sheet with the places in each of them, named in so many letters; none when there is no room."""
    current: Heading | None = sheet.goes_on
    goes_on, inside = sheet.goes_on is not None, list[Place]()
    for number, line in enumerate((*sheet.lines, None)):
        begun = heading(line) if line is not None else None
        if line is None or begun:
            if current or inside:
                words = Markup(current.words) if current else Markup("Начало")  # noqa: S704 - it stands on the page
                anchor = current.anchor if current and not goes_on else None
                yield Chapter(words, anchor, goes_on, tuple(inside))
            current, goes_on, inside = begun, False, []
        elif size:
            inside += _named(book, sheet.lines, number, size)


def _named(book: Handbook, lines: Sequence[str], number: int, size: int) -> Iterator[Place]:
    lesser = HEAD.match(lines[number])
    if lesser and lesser["id"]:
        yield Place(lesser["id"], Markup(lesser["md"]))  # noqa: S704 - it stands on the page
    for found in _ID.finditer(lines[number]):
        if found[1] in _ROWS and found[2] in book.norms:
            continue
        words = _WORDS.search("\n".join((lines[number][found.end() - 1 :], *lines[number + 1 : number + 4])))
        name = _shortened(words[1].strip(), size) if words else found[2]
        yield Place(found[2], Markup(name))  # noqa: S704 - it stands on the page


def _shortened(words: str, size: int) -> str:
    """The beginning of words, with no reference to a letter cut in two."""
    return words if len(words) <= size else f"{_PARTIAL.sub('', words[:size]).rstrip()}…"


def _ids(sheet: Sheet) -> Iterator[str]:
    for line in sheet.lines:
        yield from (found[2] for found in _ID.finditer(line))
        head = HEAD.match(line)
        if head and head["id"]:
            yield head["id"]


def _at_home(text: str, path: str, moved: Mapping[str, str]) -> str:
    """The text of a part whose links within the page lead to the parts where their goals are."""

    def led(found: re.Match[str]) -> str:
        goal = moved.get(found[1], path)
        return found[0] if goal == path else paths.relative(path, f"{paths.html(goal)}{found[0]}")

    return _HERE.sub(led, text)


def _explained(text: str, tips: Mapping[str, str]) -> str:
    """The text of a part that explains each term once, as a whole page does."""
    told: set[str] = set()

    def one(found: re.Match[str]) -> str:
        tip = "" if found[2] in told else tips.get(found[2], "")
        told.add(found[2])
        return f"{found[1]}{tip}>"

    return _TERM.sub(one, text)


def _way(maker: Maker, parts: Sequence[Part], number: int) -> str:
    """Which parts there are and what is on them."""
    here = maker.here(parts[number - 1].path)
    return render(maker.env, "site/_parts_of_page.md.j2", here=here, parts=parts, number=number).strip()


def _onward(maker: Maker, part: Part, parts: Sequence[Part]) -> str:
    if part.number == len(parts):
        return ""
    here = maker.here(part.path)
    return render(maker.env, "site/_onward.md.j2", here=here, part=parts[part.number], count=len(parts)).strip()
