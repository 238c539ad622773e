"""Names of people: parsing, sex, initials and cases."""

import re
from typing import NamedTuple

from handbook.russian.cases import Case, Gender, Inflected
from handbook.russian.gender import SUFFIXES, detect_gender, patronymic_gender
from handbook.russian.morphology import readings
from handbook.russian.numbers import NBSP
from handbook.russian.surnames import decline_name, decline_patronymic, decline_surname

_INITIAL = re.compile(r"[A-ZА-ЯЁ]\.")
_SPLIT = re.compile(r"(?<=\.)(?=[A-ZА-ЯЁ])|\s+")
_FULL = 3


class FullName(NamedTuple):
    """Surname, first name and patronymic; the last two may be initials.

    Attributes:
        surname: Surname.
        name: First name, or an initial with a full stop.
        patronymic: Patronymic, or an initial with a full stop; empty if there is none.
        gender: The sex, or None if it is neither given nor visible in the name.
    """

    surname: str
    name: str = ""
    patronymic: str = ""
    gender: Gender | None = None

    def __str__(self) -> str:
        """In full: «Фамилия Имя Отчество»."""
        return " ".join(part for part in (self.surname, self.name, self.patronymic) if part)


def _is_name(word: str) -> bool:
    return any(r.known and r.has("Name", "nomn", "sing") for r in readings(word))


def _is_surname(word: str) -> bool:
    return any(r.known and r.has("Surn", "nomn", "sing") for r in readings(word))


def _name_first(words: list[str]) -> bool:
    """Whether the first name stands before the surname: «Иван Петрович Иванов», «И. П. Иванов», «Мария Иванова»."""
    if len(words) == _FULL:
        by_patronymic = patronymic_gender(words[1]) is not None and patronymic_gender(words[2]) is None
        return (by_patronymic and _is_name(words[0])) or bool(_INITIAL.fullmatch(words[0]))
    if len(words) != _FULL - 1:
        return False
    if _INITIAL.fullmatch(words[0]):
        return True
    if patronymic_gender(words[1]) is not None or _is_name(words[1]):
        return False
    return _is_name(words[0]) and (_is_surname(words[1]) or not _is_surname(words[0]))


def parse_name(text: str, gender: Gender | str | None = None) -> FullName:
    """Parse «Фамилия Имя Отчество», «Иванов И. П.», «И. П. Иванов» or «Имя Фамилия».

    Args:
        text: Name of a person.
        gender: The sex, if known: it wins over a guess («м», «ж», «masc», «femn»).

    Returns:
        Parts of the name; extra words belong to the patronymic («Али оглы»).
    """
    words = [word for word in _SPLIT.split(text.strip()) if word]
    if len(words) > _FULL and words[-1].lower() in SUFFIXES:
        words[-2:] = [f"{words[-2]} {words[-1]}"]
    if _name_first(words):
        words = [words[-1], *words[:-1]]
    surname, name, *rest = [*words, "", ""][: max(len(words), 2)]
    patronymic = " ".join(part for part in rest if part)
    chosen = Gender(gender) if gender else detect_gender(surname, name, patronymic)
    return FullName(surname, name, patronymic, chosen)


def _initial(part: str) -> str:
    return "-".join(f"{piece[0].upper()}." for piece in part.split("-") if piece) if part else ""


def _initials(person: FullName) -> list[str]:
    return [_initial(part) for part in (person.name, person.patronymic) if part]


def initials(person: FullName | str) -> str:
    """Write initials before the surname, with no-break spaces: «И. П. Иванов».

    Args:
        person: The name, parsed or as a string.
    """
    full = parse_name(person) if isinstance(person, str) else person
    return NBSP.join([*_initials(full), full.surname])


def surname_initials(person: FullName | str) -> str:
    """Write initials after the surname, with no-break spaces: «Иванов И. П.».

    Args:
        person: The name, parsed or as a string.
    """
    full = parse_name(person) if isinstance(person, str) else person
    return NBSP.join([full.surname, *_initials(full)])


def decline_person(person: FullName, case: Case) -> tuple[FullName, bool]:
    """Put a name into a case part by part, to be printed in any way later.

    Args:
        person: The parsed name.
        case: The case wanted.

    Returns:
        The name in the case, and whether it is certain.
    """
    gender = person.gender
    if case is Case.NOMINATIVE or gender is None:
        return person, case is Case.NOMINATIVE
    parts = (
        (person.surname, decline_surname),
        (person.name, decline_name),
        (person.patronymic, decline_patronymic),
    )
    surname, name, patronymic = (
        rule(part, case, gender) if part and not part.endswith(".") else Inflected(part, confident=True)
        for part, rule in parts
    )
    confident = surname.confident and name.confident and patronymic.confident
    return FullName(surname.text, name.text, patronymic.text, gender), confident


def inflect_name(person: FullName | str, case: Case, gender: Gender | str | None = None) -> Inflected:
    """Put the name of a person into a case: «Иванову Ивану Петровичу».

    Args:
        person: The name in the nominative, parsed or as a string.
        case: The case wanted.
        gender: The sex, if known.

    Returns:
        The name in the case; unchanged and not confident if the sex is unknown.
    """
    full = parse_name(person, gender) if isinstance(person, str) else person
    if gender:
        full = full._replace(gender=Gender(gender))
    declined, confident = decline_person(full, case)
    return Inflected(str(declined), confident)
