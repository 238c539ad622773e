"""Telling an adjective of a dependent noun group from an adjective of the head.

«Регламент договорной работы» and «Регламент типовой» look alike: «-ой» is both nominative masculine and genitive
feminine. What follows the adjective decides.
"""

from typing import NamedTuple

from handbook.russian.morphology import Reading, readings
from handbook.russian.nominative import is_abbreviation
from handbook.russian.tokens import following

_CASES = ("gent", "datv", "ablt", "loct")
_GENDERS = ("masc", "femn", "neut")
_JOINTS = frozenset({"и", "или", ",", "/"})


class Dependence(NamedTuple):
    """What an adjective belongs to.

    Attributes:
        found: The adjective belongs to the noun group after it, not to the word before it.
        sure: False means a person has to check: the words allow both.
    """

    found: bool
    sure: bool


def dependence(tokens: tuple[str, ...], at: int) -> Dependence:
    """Tell whether an adjective agrees, in an oblique case, with the noun group after it.

    Adverbs, brackets and further adjectives may stand before the noun: «складской и транспортной логистики».

    Args:
        tokens: Tokens of the phrase.
        at: Place of the adjective.

    Returns:
        The answer; not sure before an abbreviation («деловой CRM») and when an ordinal stands in between:
        «Инженер выездной первой категории».
    """
    agreed = _adjectives(tokens[at])
    if agreed and not _is_nominative(tokens[at]):
        return Dependence(found=True, sure=True)
    sure, joined, oblique = True, False, False
    while agreed and (at := following(tokens, at)) >= 0:
        token = tokens[at]
        if token.lower() in _JOINTS:
            joined = True
            continue
        if token[0] == "(" or _is_adverb(token):
            continue
        if not joined and any(_agree(mine, noun) for mine in agreed for noun in _with(token, "NOUN")):
            return Dependence(found=True, sure=sure)
        nearer = [r for r in _adjectives(token) if any(_agree(mine, r) for mine in agreed)]
        if not nearer:
            sure = sure and (joined or not (is_abbreviation(token) and token.isalnum() and not token.isdigit()))
            break
        sure = sure and not any(r.has("Anum") for r in nearer)
        oblique = oblique or not _is_nominative(token)
        agreed, joined = nearer, False
    return Dependence(found=oblique, sure=sure)


def _with(word: str, *grammemes: str) -> list[Reading]:
    return [r for r in readings(word) if r.has(*grammemes) and r.any(_CASES)]


def _adjectives(word: str) -> list[Reading]:
    return _with(word, "ADJF") + _with(word, "PRTF")


def _is_nominative(word: str) -> bool:
    return any(r.has("nomn") for r in readings(word))


def _is_adverb(word: str) -> bool:
    found = readings(word)
    return bool(found) and all(r.any(("ADVB", "PRCL")) for r in found)


def _agree(one: Reading, other: Reading) -> bool:
    """Whether two words stand in the same oblique case, number and gender."""
    if not any(one.has(case) and other.has(case) for case in _CASES) or one.has("plur") is not other.has("plur"):
        return False
    genders = [gender for gender in _GENDERS if one.has(gender)]
    return one.has("plur") or other.has("ms-f") or any(other.has(gender) for gender in genders)
