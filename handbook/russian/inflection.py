"""Declining titles of positions and documents: the head and its modifiers change, dependents stay."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from handbook.russian import lexicon
from handbook.russian.cases import Case, Inflected, Number
from handbook.russian.change import change_group, change_rest, rewrite
from handbook.russian.nominative import is_abbreviation
from handbook.russian.phrase import groups
from handbook.russian.tokens import following, tokenise

_ORDINAL = re.compile(r"\d+-\w{1,3}")


def inflect(
    phrase: str,
    case: Case,
    *,
    number: Number | Literal["sing", "plur"] | None = None,
    forms: Mapping[Case, str] | None = None,
) -> Inflected:
    """Put a title into a case.

    The head changes together with its modifiers, apposition («менеджер-консультант») and coordinated
    parts («порядок и сроки»); dependents, prepositional groups, abbreviations and «quoted» text stay.

    Args:
        phrase: The title in the nominative.
        case: The case wanted.
        number: The number wanted; None keeps the number of the title.
        forms: Singular forms given by a person: they win over the dictionary.

    Returns:
        The title in the form asked for; ``confident=False`` means it has to be checked and set in ``forms``.
    """
    target = None if number is None else Number(number)
    if forms and case in forms and target is not Number.PLURAL:
        return Inflected(forms[case], confident=True)
    return _inflect(phrase, case, target)


@lru_cache(maxsize=4096)
def _inflect(phrase: str, case: Case, number: Number | None) -> Inflected:
    tokens = tokenise(phrase)
    at = following(tokens, -1)
    if at < 0 or _is_fixed(tokens, at):
        return Inflected(phrase, at >= 0)
    ordinal = _ORDINAL.fullmatch(tokens[at]) is not None
    change = change_group(tokens, at, case, number)
    if change is None:
        return Inflected(phrase, confident=False)
    best = groups(tokens, at)[0]
    rest = change_rest(tokens, best, case, number)
    forms = change.forms | rest.forms
    return Inflected(rewrite(tokens, forms), change.confident and rest.confident and not ordinal)


def _is_fixed(tokens: tuple[str, ...], at: int) -> bool:
    word = tokens[at].lower().rstrip(".")
    if word in lexicon.FIXED_HEADS and word not in lexicon.NOUNS:
        return True
    initial = tokens[at].lower() == "и." and tokens[at + 2 : at + 3] and tokens[at + 2].lower() == "о."
    if initial or not tokens[at][0].isalnum():
        return True
    return is_abbreviation(tokens[at]) and "-" not in tokens[at] and not groups(tokens, at)
