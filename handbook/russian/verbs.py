"""The verb of a step: «Зарегистрируйте обращение» is done once, «регистрировать обращение» is a duty."""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from handbook.russian.aspects import IMPERFECTIVE
from handbook.russian.cases import Inflected
from handbook.russian.letters import like, words
from handbook.russian.morphology import Reading, plain_yo, readings

Aspect = Literal["perf", "impf"]

_WORD = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
_SUBORDINATE = frozenset(words("что чтобы который которая которое которые если когда где куда пока как кто чем"))
_SERVICE = ("PREP", "CONJ", "PRCL", "ADVB")
_IMPERFECT = ("давать", "ывать", "ивать")
_DOMINANT = 0.75
_IMPERFECTIVES = frozenset(IMPERFECTIVE.values()) - frozenset(IMPERFECTIVE)
_SENTENCE_END = re.compile(r"[.;!?]")
_LINKS = frozenset(words("и или а затем потом также не"))


class _Verbs(NamedTuple):
    """Infinitives of the verbs that say what to do, with the places of the words they come from."""

    found: tuple[tuple[int, int, str], ...]
    confident: bool


def _infinitives(found: list[Reading]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for reading in found:
        infinitive = reading.form("INFN")
        if infinitive is not None:
            weights[infinitive] = weights.get(infinitive, 0.0) + reading.score
    return weights


def _imperative(word: str) -> list[Reading]:
    found = [r for r in readings(word) if r.has("VERB", "impr", "excl")]
    # The dictionary gives «уведомите» as the future only.
    return found or [r for r in readings(word) if r.has("VERB", "2per", "plur", "perf") and r.word.endswith("ите")]


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
    """Whether a text says what to do with an infinitive («Зарегистрировать…», «Дважды в день сверять…»).

    Args:
        text: A step or a duty.
    """
    return bool(_first(text, "INFN")) or bool(_infinitive_after_opening(text))


def _first(text: str, grammeme: str) -> list[Reading]:
    for found in _WORD.finditer(text):
        parsed = readings(found.group())
        if parsed and parsed[0].any(("ADVB", "PRCL")) and not parsed[0].has("VERB"):
            continue
        if not any(r.known for r in parsed):
            parsed = parsed[:1]
        return [r for r in parsed if r.has(grammeme) and r.word != "есть"]
    return []


def _infinitive_after_opening(text: str) -> re.Match[str] | None:
    """The infinitive after words of time or condition: «При поступлении заявки проверить её»."""
    for number, found in enumerate(_WORD.finditer(text)):
        word = found.group().lower()
        parsed = [r for r in readings(word) if r.known]
        if any(r.has("INFN") for r in parsed):
            return found if number else None
        # «Если…» has a verb of its own, «Менеджеру нужно…» a subject.
        if word in _SUBORDINATE or not parsed or parsed[0].any(("VERB", "PRED", "ADJS")) or _imperatives(word):
            return None
        if not number and not parsed[0].any(_SERVICE):
            return None
    return None


def aspect(text: str) -> Aspect | None:
    """Tell the aspect of the verb a text starts with: «perf», «impf» or None.

    Args:
        text: A step or a duty.

    Returns:
        None if it is not a verb, is not in the dictionary or has both aspects («квалифицировать»).
    """
    verbs = [r for r in _first(text, "INFN") or _first(text, "VERB") if r.known]
    perfect = {r.has("perf") for r in verbs}
    if any(r.lemma in _IMPERFECTIVES for r in verbs):
        return "impf"
    if len(perfect) > 1 and verbs[0].lemma.removesuffix("ся").endswith(_IMPERFECT):
        return "impf"
    if len(perfect) != 1:
        return None
    return "perf" if perfect.pop() else "impf"


def to_infinitive(text: str) -> Inflected:
    """Rewrite a step with an infinitive.

    All imperatives change («Позвоните и запишите»); the third person changes only if the text starts with
    it: «Менеджер регистрирует…» has a subject, and a person has to rewrite it.

    Args:
        text: A step: «Зарегистрируйте обращение», «Регистрирует обращение», «Зарегистрировать обращение».

    Returns:
        The text with an infinitive; ``confident=False`` if no verb is found or it has several readings.
    """
    if is_infinitive(text):
        return Inflected(text, confident=True)
    verbs = _commands(text)
    return Inflected(_put(text, verbs.found), verbs.confident)


def to_duty(text: str) -> Inflected:
    """Word a step as a duty, with infinitives of the imperfective aspect: «регистрировать обращение».

    Args:
        text: A step in any form :func:`to_infinitive` understands.

    Returns:
        The duty; if the imperfective of a verb is not known for certain, the text of :func:`to_infinitive`, not
        confident: a person has to write the duty.
    """
    verbs = _infinitive_verbs(text) if is_infinitive(text) else _commands(text)
    changed = [(start, end, like(verb, _imperfective(verb.lower()))) for start, end, verb in verbs.found]
    if not changed or any(not verb for _, _, verb in changed):
        return Inflected(_put(text, verbs.found), confident=False)
    return Inflected(_put(text, changed), verbs.confident)


def _imperfective(verb: str) -> str:
    """The verb of a duty, or nothing if it is not known for certain."""
    if aspect(verb) == "impf":
        return verb
    partner = IMPERFECTIVE.get(verb) or IMPERFECTIVE.get(verb.replace("ё", "е"))
    if partner is not None:
        return partner
    # «Квалифицировать» has both aspects; «вычитать» is two verbs, and a person has to choose.
    both = verb.endswith("овать") and aspect(verb) is None and any(r.known for r in readings(verb))
    return verb if both else ""


def _put(text: str, found: Iterable[tuple[int, int, str]]) -> str:
    pieces, end = [], 0
    for start, stop, verb in found:
        pieces += [text[end:start], verb]
        end = stop
    return "".join(pieces) + text[end:]


def _infinitive_verbs(text: str) -> _Verbs:
    """The first infinitive and those joined to it; «предложить клиенту подписать» has one."""
    found: list[tuple[int, int, str]] = []
    depends, confident, last = False, True, 0
    for match in _WORD.finditer(text):
        word, between = match.group(), text[last : match.start()]
        infinitive = any(r.known and r.has("INFN") for r in readings(word))
        linked = not found or "," in between or ";" in between or _previous(text, match.start()) in _LINKS
        if infinitive and linked and (not depends or aspect(word) == "impf"):
            found.append((match.start(), match.end(), word))
        elif infinitive:
            confident = confident and not (linked and depends)
            depends = True
        last = match.end()
    return _Verbs(tuple(found), confident)


def _quoted(text: str, at: int) -> bool:
    return text.count("«", 0, at) > text.count("»", 0, at)


def _previous(text: str, at: int) -> str:
    before = _WORD.findall(text[:at])
    return before[-1].lower() if before else ""


def _imperatives(word: str) -> list[Reading]:
    """Readings of a command; none if the word is likelier something else: «три» is a number, «сошлись» a past tense."""
    found = _imperative(word)
    others = [r for r in readings(word) if r.known and not r.any(("impr", "2per"))]
    past = any(r.has("past") for r in others)
    return [] if past or sum(r.score for r in others) > sum(r.score for r in found) else found


def _commands(text: str) -> _Verbs:
    """Verbs in the imperative, or in the third person if the text starts with it."""
    third = bool(_first(text, "3per"))
    pieces: list[tuple[int, int, str]] = []
    last, confident, nested = 0, True, False
    for found in _WORD.finditer(text):
        word = found.group()
        between = text[last : found.start()]
        goes_on = nested and _SENTENCE_END.search(between) is None
        nested = word.lower() in _SUBORDINATE or (goes_on and (third or "," not in between))
        last = found.end()
        if _quoted(text, found.start()):
            continue
        verbs = _third_person(word) if third else _imperatives(word)
        others = [r for r in readings(word) if r.known and not r.has("VERB")]
        if not verbs or any(r.any(_SERVICE) for r in others):
            continue
        if (pieces and others) or (nested and (third or any(r.has("2per") for r in readings(word)))):
            confident = confident and bool(others)
            continue
        infinitive = _infinitive_of(word, verbs)
        confident = confident and infinitive.confident and not others
        pieces.append((found.start(), found.end(), infinitive.text))
    return _Verbs(tuple(pieces), confident and bool(pieces))
