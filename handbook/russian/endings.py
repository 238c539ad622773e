"""Declining nouns by their endings, for words the dictionary does not have."""

from handbook.russian.cases import Case, Gender, Number

_ORDER = (Case.GENITIVE, Case.DATIVE, Case.INSTRUMENTAL, Case.PREPOSITIONAL)
_HUSHING = "жшчщ"
_VELAR = "гкх"

_Table = tuple[str, str, str, str]


def _masculine(word: str) -> tuple[str, _Table, str, _Table]:
    if word.endswith("ий"):
        return word[:-1], ("я", "ю", "ем", "и"), "и", ("ев", "ям", "ями", "ях")
    if word.endswith("й"):
        return word[:-1], ("я", "ю", "ем", "е"), "и", ("ев", "ям", "ями", "ях")
    if word.endswith("ь"):
        return word[:-1], ("я", "ю", "ем", "е"), "и", ("ей", "ям", "ями", "ях")
    if word[-1] in _HUSHING:
        stressed = "ом" if word.endswith(("ач", "уч")) else "ем"
        return word, ("а", "у", stressed, "е"), "и", ("ей", "ам", "ами", "ах")
    if word.endswith("ц"):
        return word, ("а", "у", "ем", "е"), "ы", ("ев", "ам", "ами", "ах")
    plural = "и" if word[-1] in _VELAR else "ы"
    return word, ("а", "у", "ом", "е"), plural, ("ов", "ам", "ами", "ах")


def _feminine(word: str) -> tuple[str, _Table, str, _Table]:
    stem, last = word[:-1], word[-1]
    if last == "ь":
        return stem, ("и", "и", "ью", "и"), "и", ("ей", "ям", "ями", "ях")
    if word.endswith("ия"):
        return stem, ("и", "и", "ей", "и"), "и", ("й", "ям", "ями", "ях")
    if last == "я":
        return stem, ("и", "е", "ей", "е"), "и", ("ь", "ям", "ями", "ях")
    soft = stem[-1:] in (*_VELAR, *_HUSHING)
    instrumental = "ей" if stem[-1:] in (*_HUSHING, "ц") else "ой"
    one = "и" if soft else "ы"
    return stem, (one, "е", instrumental, "е"), one, ("", "ам", "ами", "ах")


def _neuter(word: str) -> tuple[str, _Table, str, _Table]:
    stem, last = word[:-1], word[-1]
    if word.endswith("ие"):
        return stem, ("я", "ю", "ем", "и"), "я", ("й", "ям", "ями", "ях")
    if last == "е" and stem[-1:] not in (*_HUSHING, "ц"):
        return stem, ("я", "ю", "ем", "е"), "я", ("ей", "ям", "ями", "ях")
    return stem, ("а", "у", "ем" if last == "е" else "ом", "е"), "а", ("", "ам", "ами", "ах")


def guess_gender(word: str) -> Gender | None:
    """Guess the gender of a nominative noun by its last letters.

    Args:
        word: The word in lower case.

    Returns:
        The gender, or None if the word most likely does not decline.
    """
    if not word or word[-1] in "иуыэюё":
        return None
    if word[-1] in "ая":
        return Gender.FEMININE
    if word[-1] in "ое":
        return Gender.NEUTER
    if word.endswith(("ость", "есть", "знь")):
        return Gender.FEMININE
    return Gender.MASCULINE


def decline(word: str, case: Case, number: Number, *, gender: Gender, animate: bool) -> str:
    """Put a word into a case and a number by the rules of its declension.

    Args:
        word: Nominative singular in lower case.
        case: The case wanted.
        number: The number wanted.
        gender: Gender of the word; words in «-а/-я» decline alike whatever the gender.
        animate: Animacy: it decides the accusative.

    Returns:
        The form; a word that does not decline is returned unchanged.
    """
    if guess_gender(word) is None or len(word) < len("ёж"):
        return word
    first = word[-1] in "ая"
    if first or gender is Gender.FEMININE:
        if word[-1] not in "аяь":
            return word
        stem, singular, plural, many = _feminine(word)
    elif word[-1] in "ое":
        stem, singular, plural, many = _neuter(word)
    else:
        stem, singular, plural, many = _masculine(word)
    if case is Case.NOMINATIVE:
        return word if number is Number.SINGULAR else stem + plural
    if case is Case.ACCUSATIVE:
        if number is Number.SINGULAR and first:
            return stem + ("у" if word[-1] == "а" else "ю")
        same = not animate or (number is Number.SINGULAR and word[-1] in "оеь" and gender is not Gender.MASCULINE)
        return decline(word, Case.NOMINATIVE if same else Case.GENITIVE, number, gender=gender, animate=animate)
    table = singular if number is Number.SINGULAR else many
    return stem + table[_ORDER.index(case)]
