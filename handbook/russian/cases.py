"""Case, number and gender: the words the other modules of the package speak."""

from enum import StrEnum
from typing import NamedTuple, Self


class _Named(StrEnum):
    """An enumeration that knows its Russian names and abbreviations."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        word = value.strip().strip(".").casefold()
        return next((member for member in cls if word == member or word in _ALIASES[member]), None)


class Case(_Named):
    """Case; ``Case("род")``, ``Case("родительный")`` and ``Case("genitive")`` are the same."""

    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    DATIVE = "dative"
    ACCUSATIVE = "accusative"
    INSTRUMENTAL = "instrumental"
    PREPOSITIONAL = "prepositional"

    @property
    def short(self) -> str:
        """The Russian abbreviation: «им», «род», «дат», «вин», «тв», «пр»."""
        return _ALIASES[self][0]

    @property
    def grammeme(self) -> str:
        """The OpenCorpora name of the case."""
        return _GRAMMEMES[self]


class Number(_Named):
    """Grammatical number."""

    SINGULAR = "sing"
    PLURAL = "plur"


class Gender(_Named):
    """Grammatical gender; for names, the sex of the person."""

    MASCULINE = "masc"
    FEMININE = "femn"
    NEUTER = "neut"


class Inflected(NamedTuple):
    """A word or a phrase in the form asked for.

    Attributes:
        text: The result; it may always be printed.
        confident: False means a person has to check the form.
    """

    text: str
    confident: bool


_GRAMMEMES = {
    Case.NOMINATIVE: "nomn",
    Case.GENITIVE: "gent",
    Case.DATIVE: "datv",
    Case.ACCUSATIVE: "accs",
    Case.INSTRUMENTAL: "ablt",
    Case.PREPOSITIONAL: "loct",
}

_ALIASES: dict[str, tuple[str, ...]] = {
    Case.NOMINATIVE: ("им", "именительный", "nomn"),
    Case.GENITIVE: ("род", "родительный", "gent"),
    Case.DATIVE: ("дат", "дательный", "datv"),
    Case.ACCUSATIVE: ("вин", "винительный", "accs"),
    Case.INSTRUMENTAL: ("тв", "творительный", "ablt"),
    Case.PREPOSITIONAL: ("пр", "предложный", "loct"),
    Number.SINGULAR: ("ед", "единственное", "singular"),
    Number.PLURAL: ("мн", "множественное", "plural"),
    Gender.MASCULINE: ("м", "m", "муж", "мужской", "masculine", "male"),
    Gender.FEMININE: ("ж", "f", "жен", "женский", "feminine", "female"),
    Gender.NEUTER: ("с", "ср", "средний", "neuter"),
}
