"""Changing the noun groups of a phrase: the head one and those after it."""

from typing import NamedTuple

from handbook.russian import lexicon
from handbook.russian.cases import Case, Number
from handbook.russian.dependents import dependence
from handbook.russian.letters import like
from handbook.russian.morphology import readings
from handbook.russian.nominative import Noun, modifiers, nouns
from handbook.russian.phrase import Group, groups
from handbook.russian.tokens import following, tokenise

_JOINTS = frozenset({"и", "или", "/", ",", "—", "–", "-"})
_COMMA = ","
_OBLIQUE = ("gent", "datv", "accs", "ablt", "loct")
_DOMINANT = 0.75


class Change(NamedTuple):
    """New forms of words by their places, and whether they are certain."""

    forms: dict[int, str]
    confident: bool


def rewrite(tokens: tuple[str, ...], forms: dict[int, str]) -> str:
    """Put the phrase together with words replaced by their forms, keeping the letter case.

    Args:
        tokens: Tokens of the phrase.
        forms: Forms by the places of the words.
    """
    return "".join(like(token, forms[i]) if i in forms else token for i, token in enumerate(tokens))


def change_group(tokens: tuple[str, ...], at: int, case: Case, number: Number | None) -> Change | None:
    """Put the noun group that starts at this word into a case.

    Args:
        tokens: Tokens of the phrase.
        at: Place of the first word of the group.
        case: The case wanted.
        number: The number wanted; None keeps its own.

    Returns:
        The forms, or None if there is no nominative here.
    """
    found = groups(tokens, at)
    rendered = [(group, forms) for group in found if (forms := group.render(tokens, case, number))]
    if not rendered:
        return None
    best, forms = rendered[0]
    total = sum(group.weight for group, _ in rendered)
    agreed = sum(group.weight for group, other in rendered if other == forms)
    confident = best.known and agreed >= total * _DOMINANT and not _looks_genitive(tokens, best)
    if not isinstance(best.head, Noun):
        belongs = dependence(tokens, best.at)
        confident = confident and belongs.sure and not belongs.found
    return Change(forms, confident)


def _looks_genitive(tokens: tuple[str, ...], group: Group) -> bool:
    """Whether the title looks written in another case than nominative: «директора», «инструкции»."""
    if group.number is Number.SINGULAR or group.modifiers or not isinstance(group.head, Noun):
        return False
    if group.head.reading is not None and group.head.reading.has("Fixd"):
        return False
    word = tokens[group.at].lower()
    return word not in lexicon.PLURAL_TITLES and any(r.has("gent", "sing") and r.known for r in readings(word))


def change_rest(tokens: tuple[str, ...], head: Group, case: Case, number: Number | None) -> Change:
    """Put the words after the head into a case: apposition, modifiers and coordinated parts.

    Args:
        tokens: Tokens of the phrase.
        head: The noun group the phrase starts with.
        case: The case wanted.
        number: The number wanted; None keeps its own.
    """
    forms: dict[int, str] = {}
    confident, near, governed = True, True, False
    at = head.at
    while (at := following(tokens, at)) >= 0:
        token = tokens[at].lower()
        added = None
        if token in _JOINTS:
            joined = following(tokens, at)
            if token == _COMMA and _participle(tokens, joined, head):
                forms |= _agreed(tokens, joined, head, case, number)
                break
            added = _coordinated(tokens, joined, case, number, near=near) if joined >= 0 else None
            if added and governed and not _only_nominative(tokens[joined]):
                added, confident = None, confident and not _unlike_dependents(tokens[joined])
            near = near and added is not None
        elif token[0] == "(":
            added = _parenthesis(tokens, at, case, number, animate=head.animate)
        elif near:
            added = _apposition(tokens, at, head, case, number)
            near = added is not None
            confident = confident and dependence(tokens, at).sure
            confident = confident and (near or not _unlike_dependents(token) or not token[0].isalpha())
        governed = governed or any(r.has("PREP") for r in readings(token))
        if added:
            forms |= added.forms
            confident = confident and added.confident
            at = max(added.forms)
    return Change(forms, confident)


def _participle(tokens: tuple[str, ...], at: int, head: Group) -> bool:
    """Whether a clause like «, принимающее решение» starts here: only words governed by the participle follow."""
    if at < 0 or not any(r.has("PRTF") and head.agrees(r) for r in modifiers(tokens[at])):
        return False
    # «…, ведущий менеджер» is a second title: what a participle governs may be read as an object.
    after = following(tokens, at)
    return after < 0 or not _only_subject(tokens[after])


def _agreed(tokens: tuple[str, ...], at: int, head: Group, case: Case, number: Number | None) -> dict[int, str]:
    """The form of a modifier standing after the head, if it agrees with the head."""
    for reading in modifiers(tokens[at]):
        form = head.adjective(reading, tokens[at], case, number or head.number) if head.agrees(reading) else None
        if form is not None:
            return {at: form}
    return {}


def _coordinated(tokens: tuple[str, ...], at: int, case: Case, number: Number | None, *, near: bool) -> Change | None:
    if not near and any(r.has("gent") for r in readings(tokens[at])):
        return None
    return change_group(tokens, at, case, number)


def _apposition(tokens: tuple[str, ...], at: int, head: Group, case: Case, number: Number | None) -> Change | None:
    agreed = _agreed(tokens, at, head, case, number)
    if agreed:
        return None if dependence(tokens, at).found else Change(agreed, confident=True)
    if not head.animate or any(r.has("NOUN", "gent") for r in readings(tokens[at])):
        same = tokens[at].lower() in lexicon.NOUNS and head.animate
        if not same:
            return None
    people = [noun for noun in nouns(tokens[at]) if noun.animate and noun.number is head.number]
    return change_group(tokens, at, case, number) if people else None


def _parenthesis(
    tokens: tuple[str, ...], at: int, case: Case, number: Number | None, *, animate: bool
) -> Change | None:
    inner = tokenise(tokens[at][1:-1])
    found = groups(inner, 0) if inner else ()
    if not animate or not found or not found[0].animate:
        return None
    change = change_group(inner, 0, case, number)
    return None if change is None else Change({at: f"({rewrite(inner, change.forms)})"}, change.confident)


def _only_subject(word: str) -> bool:
    found = readings(word)
    return any(r.has("NOUN", "nomn") for r in found) and not any(r.any((*_OBLIQUE, "PREP", "ADVB")) for r in found)


def _only_nominative(word: str) -> bool:
    return all(not r.any(_OBLIQUE) for r in readings(word))


def _unlike_dependents(word: str) -> bool:
    """Whether the word reads only as nominative, so it cannot be a dependent."""
    return any(r.has("nomn") for r in readings(word)) and not any(
        r.any(("gent", "datv", "ablt", "loct", "PREP", "CONJ")) for r in readings(word)
    )
