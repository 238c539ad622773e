"""Numbers of paragraphs as Word prints them: linked styles, levels, restarts, overrides."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from generator.word.measures import whole
from generator.word.tags import WORD

if TYPE_CHECKING:
    from lxml.etree import _Element

_PLACE = re.compile(r"%([1-9])")
_DEPTH = 9
#: Word counts no further.
_LARGEST = 32767
#: Letters that number items in Russian; Word leaves out those that are easily mistaken for others.
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_LESS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Numbered:
    """The number of a paragraph.

    Attributes:
        depth: The level of its list, from 0.
        label: What is printed: «3.1.»; of a bullet, the bullet.
        bullet: Whether it is a mark and no number.
    """

    depth: int
    label: str
    bullet: bool


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    restart: int | None
    legal: bool
    style: str | None


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level]
    counts: list[int | None] = field(default_factory=lambda: [None] * _DEPTH)


@dataclass
class Numbers:
    """Counts paragraphs in the order of the text.

    Attributes:
        numbering: The part ``numbering.xml``; None when there is none.
        styles: The part ``styles.xml``.
    """

    numbering: _Element | None
    styles: _Element | None

    def __post_init__(self) -> None:
        self._used: set[str] = set()

    def of(self, paragraph: _Element) -> Numbered | None:
        """The number of the next paragraph; None when it has none. To be asked of each paragraph once, in order."""
        number, depth = self._placed(paragraph)
        if number is None or number not in self._lists:
            return None
        one = self._lists[number]
        level = self._override(number, depth) or one.levels.get(depth)
        if level is None:
            return None
        if number not in self._used:
            self._used.add(number)
            for at, start in self._starts.get(number, {}).items():
                one.counts[at] = start - 1
        count = one.counts[depth]
        one.counts[depth] = level.start if count is None else count + 1
        for deeper in range(depth + 1, _DEPTH):
            below = one.levels.get(deeper)
            if below is None or below.restart is None or depth < below.restart:
                one.counts[deeper] = None
        return Numbered(depth, _label(one, level), level.form == "bullet")

    def style_of(self, paragraph: _Element) -> str:
        """The identifier of a paragraph's style; empty for the default one."""
        found = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        return "" if found is None else found.get(f"{WORD}val", "")

    def style_name(self, identity: str) -> str:
        """What Word calls a style, in small letters."""
        style = self._styles.get(identity)
        name = None if style is None else style.find(f"{WORD}name")
        return "" if name is None else name.get(f"{WORD}val", "").casefold()

    def is_heading(self, paragraph: _Element) -> bool:
        """Whether a paragraph is a heading of the first level, by its own outline level or its style's."""
        level = paragraph.find(f"{WORD}pPr/{WORD}outlineLvl")
        style, seen = self.style_of(paragraph), set[str]()
        while level is None and style in self._styles and style not in seen:
            seen.add(style)
            level = self._styles[style].find(f"{WORD}pPr/{WORD}outlineLvl")
            style = self._base(style)
        return level is not None and level.get(f"{WORD}val") == "0"

    def _base(self, style: str) -> str:
        based = self._styles[style].find(f"{WORD}basedOn")
        return "" if based is None else based.get(f"{WORD}val", "")

    def _placed(self, paragraph: _Element) -> tuple[str | None, int]:
        """The list and the level: said at the paragraph, else by its style or one the style is based on."""
        own = paragraph.find(f"{WORD}pPr/{WORD}numPr")
        number, depth = _of(own)
        style = self.style_of(paragraph)
        seen: set[str] = set()
        while number is None and style in self._styles and style not in seen:
            seen.add(style)
            properties = self._styles[style].find(f"{WORD}pPr/{WORD}numPr")
            number, inherited = _of(properties)
            if number is not None and depth is None:
                depth = self._linked(number, style) if inherited is None else inherited
            style = self._base(style)
        return (None if number == "0" else number), depth or 0

    def _linked(self, number: str, style: str) -> int:
        levels = self._lists[number].levels if number in self._lists else {}
        return next((depth for depth, level in levels.items() if level.style == style), 0)

    @cached_property
    def _styles(self) -> dict[str, _Element]:
        if self.styles is None:
            return {}
        return {style.get(f"{WORD}styleId", ""): style for style in self.styles.iter(f"{WORD}style")}

    @cached_property
    def _lists(self) -> dict[str, _List]:
        """Lists by the number that paragraphs know them by; numbers of one abstract list share its counts."""
        if self.numbering is None:
            return {}
        abstract = {one.get(f"{WORD}abstractNumId", ""): one for one in self.numbering.iter(f"{WORD}abstractNum")}
        made: dict[str, _List] = {}
        found: dict[str, _List] = {}
        for num in self.numbering.iter(f"{WORD}num"):
            link = num.find(f"{WORD}abstractNumId")
            name = "" if link is None else link.get(f"{WORD}val", "")
            if name in abstract:
                if name not in made:
                    made[name] = _List(_levels(abstract[name]))
                found[num.get(f"{WORD}numId", "")] = made[name]
        return found

    @cached_property
    def _overrides(self) -> dict[str, list[tuple[int, _Element]]]:
        if self.numbering is None:
            return {}
        return {
            num.get(f"{WORD}numId", ""): [(whole(one, f"{WORD}ilvl"), one) for one in num.iter(f"{WORD}lvlOverride")]
            for num in self.numbering.iter(f"{WORD}num")
        }

    @cached_property
    def _starts(self) -> dict[str, dict[int, int]]:
        return {
            number: {
                depth: min(whole(start, f"{WORD}val", 1), _LARGEST)
                for depth, one in overrides
                if 0 <= depth < _DEPTH and (start := one.find(f"{WORD}startOverride")) is not None
            }
            for number, overrides in self._overrides.items()
        }

    def _override(self, number: str, depth: int) -> _Level | None:
        for at, one in self._overrides.get(number, ()):
            level = one.find(f"{WORD}lvl")
            if at == depth and level is not None:
                return _level(level)
        return None


def _of(properties: _Element | None) -> tuple[str | None, int | None]:
    if properties is None:
        return None, None
    number, level = properties.find(f"{WORD}numId"), properties.find(f"{WORD}ilvl")
    return (
        None if number is None else number.get(f"{WORD}val"),
        None if level is None else whole(level, f"{WORD}val"),
    )


def _levels(abstract: _Element) -> dict[int, _Level]:
    levels = {whole(one, f"{WORD}ilvl"): _level(one) for one in abstract.iter(f"{WORD}lvl")}
    return {depth: level for depth, level in levels.items() if 0 <= depth < _DEPTH}


def _level(element: _Element) -> _Level:
    def said(name: str) -> str | None:
        found = element.find(f"{WORD}{name}")
        return None if found is None else found.get(f"{WORD}val")

    start, restart = element.find(f"{WORD}start"), element.find(f"{WORD}lvlRestart")
    return _Level(
        start=0 if start is None else min(whole(start, f"{WORD}val"), _LARGEST),
        form=said("numFmt") or "decimal",
        text=said("lvlText") or "",
        restart=None if restart is None else whole(restart, f"{WORD}val"),
        legal=element.find(f"{WORD}isLgl") is not None,
        style=said("pStyle"),
    )


def _label(one: _List, level: _Level) -> str:
    def shown(match: re.Match[str]) -> str:
        depth = int(match[1]) - 1
        known = one.levels.get(depth)
        count = one.counts[depth]
        value = count if count is not None else known.start if known else 1
        return _written(value, "decimal" if level.legal or known is None else known.form)

    return _PLACE.sub(shown, level.text)


def _written(value: int, form: str) -> str:
    match form:
        case "upperRoman" | "lowerRoman":
            made = _roman(value)
        case "upperLetter" | "lowerLetter":
            made = _lettered(value, _LATIN)
        case "russianUpper" | "russianLower":
            made = _lettered(value, _RUSSIAN)
        case "decimalZero":
            made = f"{value:02d}"
        case "none":
            made = ""
        case _:
            made = str(value)
    return made.upper() if form.startswith("upper") or form.endswith("Upper") else made


def _roman(value: int) -> str:
    made = ""
    for size, letters in (*_ROMAN, *_ROMAN_LESS):
        times, value = divmod(value, size)
        made += letters * times
    return made


def _lettered(value: int, alphabet: str) -> str:
    """After the last letter come doubled ones: aa, bb."""
    times, place = divmod(value - 1, len(alphabet))
    return alphabet[place] * (times + 1)
