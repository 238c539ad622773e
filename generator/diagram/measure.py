"""Text metrics and wrapping, from the advance widths of the bundled font."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import inf

from generator.diagram.sizes import FONT, LEADING

SPACES = re.compile(r"[ \t\r\n\u2028\u2029]+")  # not the no-break space: the author meant it
#: Controls, C1 too, which is legal in XML but invisible, surrogates and what is no character.
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
BREAKS = re.compile(r"(?<=[-/])")
SHORT_WORD = 2  # «и», «с», «по» never end a line: they lean on the next word
BALANCE_STEPS = 6
STRETCH = 1.5  # a label may be so much wider than usual before a word in it is cut
VOWELS = frozenset("аеёиоуыэюяaeiouy")
SIGNS = frozenset("ьъй")  # never begin a line
LEAST_PART = 3  # letters of a cut word on either line


@dataclass(frozen=True, slots=True)
class Style:
    """A face and a size."""

    size: float = FONT
    bold: bool = False

    @property
    def leading(self) -> float:
        """Distance between baselines."""
        return round(self.size * LEADING, 1)


@dataclass(frozen=True, slots=True)
class Block:
    """Wrapped text and the room it takes."""

    lines: tuple[str, ...]
    width: float
    height: float
    style: Style


@cache
def _advances(face: str) -> tuple[dict[str, float], float]:
    """Widths of a face in ems, and the width assumed for a character the font does not have."""
    raw = json.loads(files("generator.diagram.fonts").joinpath("widths.json").read_text(encoding="utf-8"))
    em = raw["units_per_em"]
    table = {char: int(width) / em for width, chars in raw[face].items() for char in chars}
    return table, 1.0


@lru_cache(maxsize=1 << 15)
def text_width(text: str, style: Style) -> float:
    """Width of a line of text in pixels."""
    table, missing = _advances("bold" if style.bold else "regular")
    return sum(table.get(char, missing) for char in text) * style.size


@lru_cache(maxsize=1 << 15)  # titles are asked for at every try to place them
def clean(text: str) -> str:
    """User's text on one line, without the characters XML forbids."""
    return SPACES.sub(" ", ILLEGAL.sub(" ", text)).strip(" ")


@lru_cache(maxsize=4096)
def wrap(text: str, width: float, style: Style) -> Block:
    """Wrap to the width in as few lines as it takes, then even the lines out."""
    words = tuple(_pieces(clean(text), width, style))
    best = _fill(words, width, style)
    low, high = width / 2, width
    for _ in range(BALANCE_STEPS if len(best) > 1 else 0):
        middle = (low + high) / 2
        lines = _fill(words, middle, style)
        fits = max(text_width(line, style) for line in lines) <= middle
        if len(lines) == len(best) and fits:
            best, high = lines, middle
        else:
            low = middle
    broad = max((text_width(line, style) for line in best), default=0.0)
    return Block(best, round(broad + 0.5, 1), round(len(best) * style.leading, 1), style)


@lru_cache(maxsize=1 << 13)
def wrap_whole(text: str, width: float, style: Style) -> Block:
    """Wrap to the width, or to as much more as the longest word needs within reason."""
    return wrap(text, min(max(width, longest_word(text, style)), STRETCH * width), style)


@lru_cache(maxsize=1 << 13)
def longest_word(text: str, style: Style) -> float:
    """Width of the longest piece of a text that neither cuts a word nor leaves «с» or «на» at the end of a line."""
    pieces = _pieces(clean(text), inf, style)
    return max((text_width(part, style) for piece in pieces for part in BREAKS.split(piece)), default=0.0)


def _pieces(text: str, width: float, style: Style) -> Iterator[str]:
    """Unbreakable pieces: short words glued to the next one, words wider than the line cut."""
    glued = ""
    for word in text.split(" "):
        piece = f"{glued}\u00a0{word}" if glued else word
        if glued and text_width(piece, style) > width:
            yield glued
            piece = word
        glued = ""
        if word.isalpha() and len(word) <= SHORT_WORD and not word.isupper():
            glued = piece
        else:
            yield from _cut(piece, width, style)
    if glued:
        yield glued


def _cut(word: str, width: float, style: Style) -> Iterator[str]:
    """Cut a word that does not fit: after its own hyphen if it has one in reach, else between syllables."""
    while text_width(word, style) > width and len(word) > 1:
        count = 1
        while count < len(word) - 1 and text_width(word[: count + 1] + "-", style) <= width:
            count += 1
        own = max(word.rfind("-", 0, count + 1), word.rfind("/", 0, count + 1))
        if own > 0:
            yield word[: own + 1]
            word = word[own + 1 :]
        else:
            count = next((at for at in range(count, LEAST_PART - 1, -1) if _is_syllable_end(word, at)), count)
            yield word[:count] + "-"
            word = word[count:]
    if word:
        yield word


def _is_syllable_end(word: str, at: int) -> bool:
    """Whether a word may be cut before a letter: a vowel on either side, no sign first, no scrap left over."""
    before, after = word[:at].lower(), word[at:].lower()
    if len(after) < LEAST_PART or after[0] in SIGNS or not (VOWELS & set(before) and VOWELS & set(after)):
        return False
    # A syllable begins with one consonant: «ква-ли», «дет-ский», not «дв-а» or «о-бщий».
    return after[0] not in VOWELS and (after[1] in VOWELS or after[1] in SIGNS)


def _fill(words: tuple[str, ...], width: float, style: Style) -> tuple[str, ...]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else ""
        if longer and text_width(longer, style) <= width:
            lines[-1] = longer
        elif word:
            lines.append(word)
    return tuple(lines)
