"""Sentences, list items, comparison and suggestions."""

import difflib
import re
from collections.abc import Iterable

from handbook.russian.letters import upper_first
from handbook.russian.proper import is_proper

_ABBREVIATED = re.compile(
    r"(?:^|[\s\u00a0(«\d])(?:т\.[\s\u00a0]?[дпек]|др|пр|гг?|вв?|руб|коп|тыс|шт|экз|мин|сек|ч|кв|ул|стр|[А-ЯЁA-Z])\.$"
)
#: Abbreviations that a capital letter follows inside a sentence: «г. Москва», «в т. ч. Отдел», «А. С. Иванов».
_JOINED = re.compile(r"(?:^|[\s\u00a0(«])(?:т\.[\s\u00a0]?[еч]|(?<!\d[\s\u00a0])г|ул|им|стр|[А-ЯЁA-Z])\.$")
_STOP = re.compile(r"(?<=[\w)»“%]\.)\s+(?=[А-ЯЁ])")
_TAIL = ";,:. \t\r\n\u00a0"
_FIRST_WORD = re.compile(r"[\w-]+\.?")
_WORD = re.compile(r"[^\W_]+")
_CUTOFF = 0.6


def normalise(text: str) -> str:
    """Fold a text for comparison: no letter case, «ё» as «е», one space between words.

    Args:
        text: Any text.
    """
    return " ".join(text.casefold().replace("ё", "е").split())


def folded(text: str) -> str:
    """Fold a text still further, to the words alone: «Дорого.», «дорого!» and « ДОРОГО » are the same.

    Args:
        text: Any text.
    """
    return " ".join(_WORD.findall(normalise(text)))


def lower_first(text: str) -> str:
    """Make the first letter small unless the word is an abbreviation, Latin or a proper name.

    Args:
        text: Any text.
    """
    first = _FIRST_WORD.match(text)
    if first is None or not text[0].isupper() or is_proper(first.group()):
        return text
    return text[0].lower() + text[1:]


def _without_tail(text: str) -> str:
    """The text without marks at the end; the stop of an abbreviation («и т. д.», «руб.») and an ellipsis stay."""
    text = text.strip()
    while text and text[-1] in _TAIL:
        if text.endswith("...") or _ABBREVIATED.search(text):
            return text
        text = text[:-1]
    return text


def sentence(text: str) -> str:
    """Make a sentence of a text: a capital letter first, one mark at the end.

    Args:
        text: A phrase with any marks at the end.
    """
    body = upper_first(_without_tail(text))
    return body if not body or body[-1] in ".!?…" else f"{body}."


def sentences(text: str) -> list[str]:
    """Sentences of a text without their full stops; the stop of an abbreviation ends none and stays.

    Args:
        text: Any text.
    """
    found: list[str] = []
    begun = 0
    for stop in _STOP.finditer(text):
        if not _JOINED.search(text[begun : stop.start()]):
            found.append(_without_tail(text[begun : stop.start()]))
            begun = stop.end()
    return [*found, _without_tail(text[begun:])]


def clause(text: str, *, last: bool = False) -> str:
    """Make a list item of a text: a small letter first, «;» or «.» at the end.

    Args:
        text: A phrase with any marks at the end.
        last: Whether it is the last item, which ends with a full stop.
    """
    body = lower_first(_without_tail(text))
    if not body:
        return ""
    if last:
        return body if body[-1] in ".!?…" else f"{body}."
    return f"{body};"


def suggest(word: str, candidates: Iterable[str]) -> str | None:
    """Find a similar word for the hint «возможно, вы имели в виду».

    Args:
        word: The mistyped word.
        candidates: Words that would be right, in any order.

    Returns:
        The most similar word, the first by alphabet among equals; None if nothing is similar.
    """
    wanted = normalise(word)
    ranked = [(-_likeness(wanted, normalise(candidate)), candidate) for candidate in sorted(set(candidates))]
    best = min(ranked, default=(0.0, ""))
    return best[1] if -best[0] >= _CUTOFF else None


def _likeness(wanted: str, candidate: str) -> float:
    """How similar two words are, 0…1; nothing when their lengths or letters alone show that it is too little."""
    together = len(wanted) + len(candidate)
    if together and 2 * min(len(wanted), len(candidate)) / together < _CUTOFF:
        return 0.0
    matcher = difflib.SequenceMatcher(None, wanted, candidate)
    return matcher.ratio() if matcher.quick_ratio() >= _CUTOFF else 0.0
