"""Who is meant by a word of a text: people are known by every form of their names, in any case and in Latin letters."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from handbook.russian.cases import Case
from handbook.russian.morphology import readings
from handbook.russian.names import inflect_name
from handbook.russian.text import normalise

#: An ending of a declined name is no longer than this.
_ENDING = 3
_VOWELS = "аеиоуыэюяйь"
#: A shorter stem is the beginning of many other words.
_LEAST_STEM = 4
_PERSONAL = frozenset({"Name", "Surn", "Patr"})
#: What is less likely than this is a coincidence: «и» may be an initial.
_LIKELY = 0.2
_LETTERS = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфы", "abvgdeziyklmnoprstufy", strict=True)),
        "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "э": "e", "ю": "yu", "я": "ya",
        "ь": "", "ъ": "",
    }
)  # fmt: skip


#: Ways of writing one Russian sound in Latin letters, each made the last of its line.
_ONE_WAY = (
    ("shch", "sch"), ("kh", "h"), ("tz", "c"), ("ts", "c"), ("ks", "x"), ("w", "v"),
    ("y", "i"), ("j", "i"), ("ii", "i"),
)  # fmt: skip


class Bearers:
    """Knows people by single words of their names.

    Args:
        names: Everyone whose name may stand in a text, as staff lists and exports write them.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._forms: dict[str, set[str]] = {}
        self._stems: dict[str, set[str]] = {}
        self._latin: dict[str, set[str]] = {}
        for name in dict.fromkeys(names):
            for word in _words(name):
                for form in _forms(name, word):
                    self._forms.setdefault(form, set()).add(name)
                    self._latin.setdefault(_latin(form.translate(_LETTERS)), set()).add(name)
                stem = word.rstrip(_VOWELS) or word
                if len(stem) >= _LEAST_STEM:
                    self._stems.setdefault(stem, set()).add(name)

    def of(self, word: str) -> frozenset[str]:
        """Names that a word may belong to; empty when it is no part of a known name.

        Args:
            word: One word as a text writes it: a capital letter makes a declined form likelier to be a name.
        """
        low = normalise(word)
        found = set(self._forms.get(low, ()))
        if low.isascii():
            found |= self._latin.get(_latin(low), set())
        if word[:1].isupper():
            for length in range(max(_LEAST_STEM, len(low) - _ENDING), len(low) + 1):
                found |= self._stems.get(low[:length], set())
        return frozenset(found)


def is_personal(word: str) -> bool:
    """Whether a word with a capital letter is somebody's name, known or not: «Петрову», «Машей», «Сергеевич»."""
    return all(part[:1].isupper() for part in word.split("-")) and _reads_personal(word)


@lru_cache(maxsize=8192)
def _reads_personal(word: str) -> bool:
    return any(_share(part, personal=True) >= _LIKELY for part in word.split("-") if len(part) > 1)


@lru_cache(maxsize=8192)
def is_ordinary(word: str) -> bool:
    """Whether a word may be none of a name at all: «лид», «лист», «роман»."""
    return _share(word, personal=False) >= _LIKELY


def _share(word: str, *, personal: bool) -> float:
    """How likely a word is a name, or is none, by its readings."""
    found = (reading for reading in readings(word) if "Abbr" not in reading.grammemes)
    return sum(reading.score for reading in found if reading.any(_PERSONAL) is personal)


def _words(name: str) -> list[str]:
    """Words of a name without initials and marks."""
    parts = (part.strip(".,;()«»\"'") for part in normalise(name).split())
    return [part for part in parts if len(part) > 1 and any(letter.isalpha() for letter in part)]


def _forms(name: str, word: str) -> set[str]:
    """Forms of one word of a name: as it stands, and in every case of the whole name."""
    place = _words(name).index(word)
    forms = {word}
    for case in Case:
        declined = _words(inflect_name(name, case).text)
        if len(declined) == len(_words(name)):
            forms.add(declined[place])
    for reading in readings(word):
        if reading.any(_PERSONAL):
            forms.update(
                normalise(form)
                for tag in ("nomn", "gent", "datv", "accs", "ablt", "loct")
                for number in ("sing", "plur")
                if (form := reading.form(tag, number))
            )
    return {form for form in forms if len(form) > 1}


def _latin(word: str) -> str:
    """The same for every way to write a Russian name in Latin letters: «zaytseva», «zaitseva», «zajceva»."""
    for written, kept in _ONE_WAY:
        word = word.replace(written, kept)
    return word
