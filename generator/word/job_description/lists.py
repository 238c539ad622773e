"""Lists put together from several roles, where the same thing is written in different words."""

from __future__ import annotations

import re

from generator.word.words import distinct
from handbook.russian.text import folded

#: Endings of cases and numbers; what is left of a word tells it from others.
_ENDING = re.compile(
    "(?<=[а-я]{3})(?:[аяы]ми|ими|[ое]го|[ое]му|[оеыи]й|[оеая]м|[аяыи]х|[ое]в|[ая]я|[оеыи]е|[ую]ю|[аяоеуюыиьй])$"
)
#: Words that begin a mere detail: «телефония с записью» is telephony already.
_DETAILS = ("с ", "со ", "для ", "по ", "на ", "от ")


def unrepeated(texts: list[str]) -> list[str]:
    """Texts without those that say the same in another order or with other endings; the first stays."""
    seen: dict[frozenset[str], str] = {}
    for text in distinct(texts):
        seen.setdefault(frozenset(_ENDING.sub("", word) for word in folded(text).split()), text)
    return list(seen.values())


def most_exact(names: list[str]) -> list[str]:
    """Names of things without those that another one says in more detail."""
    kept = unrepeated(names)
    told = [folded(name) for name in kept]
    return [
        name
        for name, said in zip(kept, told, strict=True)
        if not any(other.startswith(tuple(f"{said} {word}" for word in _DETAILS)) for other in told)
    ]
