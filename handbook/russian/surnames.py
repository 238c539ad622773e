"""Declining surnames, first names and patronymics of a person whose sex is known."""

from handbook.russian import endings
from handbook.russian.cases import Case, Gender, Inflected, Number
from handbook.russian.letters import like, words
from handbook.russian.morphology import Reading, plain_yo, readings

_POSSESSIVE = ("ов", "ев", "ёв", "ин", "ын")
_POSSESSIVE_SHE = tuple(f"{ending}а" for ending in _POSSESSIVE)
_HE = dict(zip(Case, ("", "а", "у", "а", "ым", "е"), strict=True))
_SHE = dict(zip(Case, ("а", "ой", "ой", "у", "ой", "ой"), strict=True))
_ADJECTIVE_HE = dict(zip(Case, ("", "ого", "ому", "ого", "ым", "ом"), strict=True))
_ADJECTIVE_SHE = dict(zip(Case, ("ая", "ой", "ой", "ую", "ой", "ой"), strict=True))
_FLEETING = ("ец", "ок", "ёк", "ек", "ень", "ел", "ёл", "ой", "ий", "ия", "иа", "уа")
_FIXED = ("ых", "аго", "яго", "ово", "оглы", "кызы", "заде", "швили", "дзе")
_STRESSED_PATRONYMICS = frozenset({"ильич", "лукич", "кузьмич", "фомич"})
_PATRONYMIC_HE = dict(zip(Case, ("", "а", "у", "а", "ем", "е"), strict=True))
_PATRONYMIC_SHE = dict(zip(Case, ("а", "ы", "е", "у", "ой", "е"), strict=True))
#: «Долгих» comes from an adjective and stays; «Дитрих» does not, and declines.
_FIXED_IH = tuple(f"{letter}их" for letter in "гжкнхчшщ")
#: Surnames of other languages in «-ин»: «Грином», not «Гриным».
_FOREIGN = frozenset(words("вин гершвин грин дарвин кальвин мартин остин чаплин"))
_SHORT = 3
_SOFTENED = {"ого": "его", "ому": "ему", "ым": "им", "ом": "ем"}


def known(word: str, gender: Gender, kind: str) -> Reading | None:
    """Read a word as a nominative first name («Name»), patronymic («Patr») or surname («Surn»).

    Args:
        word: The word.
        gender: Sex of the person.
        kind: An OpenCorpora grammeme.
    """
    found = (r for r in readings(word) if r.known and r.has("nomn", "sing", kind))
    return next((r for r in found if r.has(gender.value) or r.has("ms-f")), None)


def _noun(word: str, case: Case, gender: Gender) -> str:
    return endings.decline(word, case, Number.SINGULAR, gender=gender, animate=True)


def decline_patronymic(word: str, case: Case, gender: Gender) -> Inflected:
    """Decline a patronymic: «Петрович», «Ильинична», «Али оглы».

    Args:
        word: The patronymic in the nominative.
        case: The case wanted.
        gender: Sex of the person.
    """
    lower = word.lower()
    if gender is Gender.MASCULINE and lower.endswith("ич"):
        ending = "ом" if case is Case.INSTRUMENTAL and lower in _STRESSED_PATRONYMICS else _PATRONYMIC_HE[case]
        return Inflected(like(word, lower + ending), confident=True)
    if gender is Gender.FEMININE and lower.endswith("на"):
        return Inflected(like(word, lower[:-1] + _PATRONYMIC_SHE[case]), confident=True)
    return Inflected(word, lower.endswith(("оглы", "кызы", "улы", "гызы")))


def decline_name(word: str, case: Case, gender: Gender) -> Inflected:
    """Decline a first name: from the dictionary, an unknown one by its ending.

    Args:
        word: The first name in the nominative.
        case: The case wanted.
        gender: Sex of the person.
    """
    reading = known(word, gender, "Name")
    form = None if reading is None else reading.form(case.grammeme, "sing")
    if form is not None:
        return Inflected(like(word, plain_yo(word, form)), confident=True)
    lower = word.lower()
    if gender is Gender.FEMININE and lower[-1:] not in ("а", "я"):
        return Inflected(word, lower[-1:] != "ь")
    return Inflected(like(word, _noun(lower, case, gender)), confident=False)


def decline_surname(word: str, case: Case, gender: Gender) -> Inflected:
    """Decline a surname; a double one part by part.

    Args:
        word: The surname in the nominative.
        case: The case wanted.
        gender: Sex of the person.

    Returns:
        The form; not confident for surnames with a fleeting vowel («Заяц», «Кравец»).
    """
    if "-" in word:
        first, _, rest = word.partition("-")
        head, tail = decline_surname(first, case, gender), decline_surname(rest, case, gender)
        fixed = len(first) <= _SHORT
        text = f"{first if fixed else head.text}-{tail.text}"
        return Inflected(text, tail.confident and (fixed or head.confident))
    if not word.isalpha():
        return Inflected(word, confident=False)
    form, confident = _surname(word.lower(), case, gender)
    return Inflected(like(word, form), confident)


def _surname(word: str, case: Case, gender: Gender) -> Inflected:
    regular = _regular(word, case, gender)
    if regular is not None:
        if case is Case.INSTRUMENTAL and word in _FOREIGN:
            return Inflected(f"{word}ом", confident=True)
        common = any(r.known and r.has("NOUN", "nomn", gender.value) and not r.has("Surn") for r in readings(word))
        return Inflected(regular, not common or known(word, gender, "Surn") is not None)
    if word.endswith((*_FIXED, *_FIXED_IH)) or endings.guess_gender(word) in {None, Gender.NEUTER}:
        return Inflected(word, confident=True)
    if gender is Gender.FEMININE and word[-1] not in "ая":
        return Inflected(word, confident=True)
    reading = known(word, gender, "Surn")
    form = reading.form(case.grammeme, "sing") if reading else None
    if form is not None:
        fixed = reading is not None and reading.has("Fixd")
        confident = not fixed and form == _common(word, case, form) and not _stressed(word, case)
        return Inflected(plain_yo(word, form), confident)
    ruled = _noun(word, case, gender)
    same = plain_yo(word, _common(word, case, ruled)) == ruled
    return Inflected(ruled, same and not _doubtful(word) and not _stressed(word, case))


def _common(word: str, case: Case, default: str) -> str:
    """The form of the common noun the surname comes from: «Заяц» has two traditions."""
    nouns = (r for r in readings(word) if r.known and r.has("NOUN", "nomn", "anim") and not r.has("Surn"))
    return next((r.form(case.grammeme, "sing") or default for r in nouns), default)


def _doubtful(word: str) -> bool:
    """Whether the rule may fail: a fleeting vowel, or a vowel before «-а»."""
    return word.endswith(_FLEETING) or (word[-1] in "ая" and word[-2:-1] in tuple("аеёиоуыэю"))


def _stressed(word: str, case: Case) -> bool:
    """Whether the stress decides the instrumental after a hushing letter: «Ткачом», but «Бабичем»."""
    return case is Case.INSTRUMENTAL and word[-1] in "цчшжщ" and not word.endswith("ич")


def _regular(word: str, case: Case, gender: Gender) -> str | None:
    """Decline surnames in «-ов/-ин/-ский»: they have no exceptions."""
    if gender is Gender.MASCULINE:
        if word.endswith(_POSSESSIVE) and len(word) > _SHORT:
            return word + _HE[case]
        if word.endswith(
            (
                "ский",
                "цкий",
                "ской",
                "цкой",
                "ый",
                "стой",
                "ной",
                "вой",
                "лой",
                "хой",
                "ний",
                "жий",
                "ший",
                "щий",
                "кий",
            )
        ):
            return word if case is Case.NOMINATIVE else word[:-2] + _adjective(word, case)
    elif word.endswith(_POSSESSIVE_SHE) and len(word) > _SHORT + 1:
        return word[:-1] + _SHE[case]
    elif word.endswith("ая"):
        return word[:-2] + _ADJECTIVE_SHE[case]
    return None


def _adjective(word: str, case: Case) -> str:
    ending = _ADJECTIVE_HE[case]
    if word.endswith(("ний", "жий", "ший", "щий")):
        return _SOFTENED[ending]
    if word[-3] in "кгх" and ending == "ым":
        return "им"
    return ending
