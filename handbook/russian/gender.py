"""The sex of a person by patronymic, first name or surname."""

from handbook.russian.cases import Gender
from handbook.russian.surnames import known

_HE = ("ович", "евич", "ьич", "мич", "тич", "кич", "ич")
_SHE = ("овна", "евна", "инична", "ична")
SUFFIXES = {"оглы": Gender.MASCULINE, "углы": Gender.MASCULINE, "улы": Gender.MASCULINE}
SUFFIXES |= {"кызы": Gender.FEMININE, "гызы": Gender.FEMININE}
_SURNAME_HE = ("ов", "ев", "ёв", "ин", "ын", "ский", "цкий", "ской", "цкой")
_SURNAME_SHE = ("ова", "ева", "ёва", "ина", "ына", "ская", "цкая")


def patronymic_gender(word: str) -> Gender | None:
    """Tell the sex by a patronymic, or None if the word does not look like one.

    Args:
        word: The patronymic.
    """
    lower = word.lower()
    last = lower.split()[-1] if lower.strip() else ""
    if last in SUFFIXES:
        return SUFFIXES[last]
    if lower.endswith(_SHE):
        return Gender.FEMININE
    return Gender.MASCULINE if lower.endswith(_HE) else None


def detect_gender(surname: str, name: str = "", patronymic: str = "") -> Gender | None:
    """Tell the sex of a person: by patronymic, else by first name, else by surname.

    Args:
        surname: Surname.
        name: First name.
        patronymic: Patronymic.

    Returns:
        The sex, or None if the name suits both («Саша Шевченко») or is missing.
    """
    found = patronymic_gender(patronymic)
    if found is not None:
        return found
    genders = {g for g in (Gender.MASCULINE, Gender.FEMININE) if name and known(name, g, "Name")}
    if len(genders) == 1:
        return genders.pop()
    lower = surname.lower()
    if lower.endswith(_SURNAME_SHE):
        return Gender.FEMININE
    return Gender.MASCULINE if lower.endswith(_SURNAME_HE) else None
