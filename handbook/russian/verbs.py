"""The verb of a step: «Зарегистрируйте обращение» becomes «Зарегистрировать обращение»."""

import re
from typing import Literal

from handbook.russian.cases import Inflected
from handbook.russian.letters import like, words
from handbook.russian.morphology import Reading, plain_yo, readings

Aspect = Literal["perf", "impf"]

_WORD = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
_SUBORDINATE = frozenset(words("что чтобы который которая которое которые если когда где куда пока как кто чем"))
_SERVICE = ("PREP", "CONJ", "PRCL", "ADVB")
_IMPERFECT = ("давать", "ывать", "ивать")
_DOMINANT = 0.75


def _infinitives(found: list[Reading]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for reading in found:
        infinitive = reading.form("INFN")
        if infinitive is not None:
            weights[infinitive] = weights.get(infinitive, 0.0) + reading.score
    return weights


def _imperative(word: str) -> list[Reading]:
    found = [r for r in readings(word) if r.has("VERB", "impr", "excl")]
    return found or [r for r in readings(word) if r.has("VERB", "2per", "plur")]


def _third_person(word: str) -> list[Reading]:
    return [r for r in readings(word) if r.has("VERB", "indc", "3per")]


def _infinitive_of(word: str, found: list[Reading]) -> Inflected:
    weights = _infinitives(found)
    if not weights:
        return Inflected(word, confident=False)
    best = max(weights, key=lambda key: (weights[key], key))
    sure = weights[best] >= sum(weights.values()) * _DOMINANT and any(r.known for r in found)
    return Inflected(like(word, plain_yo(word, best)), sure)


def is_infinitive(text: str) -> bool:
    """Whether a text starts with an infinitive («Зарегистрировать…», «Не передавать…»).

    Args:
        text: A step or a duty.
    """
    return bool(_first(text, "INFN"))


def _first(text: str, grammeme: str) -> list[Reading]:
    for found in _WORD.finditer(text):
        parsed = readings(found.group())
        if parsed and parsed[0].any(("ADVB", "PRCL")) and not parsed[0].has("VERB"):
            continue
        if not any(r.known for r in parsed):
            parsed = parsed[:1]
        return [r for r in parsed if r.has(grammeme)]
    return []


def aspect(text: str) -> Aspect | None:
    """Tell the aspect of the verb a text starts with: «perf», «impf» or None.

    Args:
        text: A step or a duty.

    Returns:
        None if it is not a verb, is not in the dictionary or has both aspects («квалифицировать»).
    """
    verbs = [r for r in _first(text, "INFN") or _first(text, "VERB") if r.known]
    perfect = {r.has("perf") for r in verbs}
    if len(perfect) > 1 and verbs[0].lemma.removesuffix("ся").endswith(_IMPERFECT):
        return "impf"
    if len(perfect) != 1:
        return None
    return "perf" if perfect.pop() else "impf"


def to_infinitive(text: str) -> Inflected:
    """Rewrite a step with an infinitive, as duties are worded.

    All imperatives change («Позвоните и запишите»); the third person changes only if the text starts with
    it: «Менеджер регистрирует…» has a subject, and a person has to rewrite it.

    Args:
        text: A step: «Зарегистрируйте обращение», «Регистрирует обращение», «Зарегистрировать обращение».

    Returns:
        The text with an infinitive; ``confident=False`` if no verb is found or it has several readings.
    """
    if is_infinitive(text):
        return Inflected(text, confident=True)
    third = bool(_first(text, "3per"))
    pieces: list[str] = []
    end, last, changed, confident, nested = 0, 0, False, True, False
    for found in _WORD.finditer(text):
        word = found.group()
        nested = word.lower() in _SUBORDINATE or (nested and (third or "," not in text[last : found.start()]))
        last = found.end()
        verbs = _third_person(word) if third else _imperative(word)
        others = [r for r in readings(word) if r.known and not r.has("VERB")]
        if not verbs or any(r.any(_SERVICE) for r in others):
            continue
        if (changed and others) or (nested and (third or any(r.has("2per") for r in readings(word)))):
            confident = confident and bool(others)
            continue
        infinitive = _infinitive_of(word, verbs)
        changed = True
        confident = confident and infinitive.confident and not others
        pieces += [text[end : found.start()], infinitive.text]
        end = found.end()
    return Inflected("".join(pieces) + text[end:], confident and changed)
