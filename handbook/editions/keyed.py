"""Which statement of the sources a printed clause comes from.

Printed texts are made by templates that people edit, so the statement is recognised by its words: the rarer a word in
the document, the more it tells.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import log

from handbook.editions.approved import Clause
from handbook.editions.clauses import Statement
from handbook.editions.redline import plain

_WORD = re.compile(r"\w+")
#: Letters by which forms of a word are one word, near enough.
_STEM = 5
#: How much of both texts must be common.
_LEAST = 0.5


def keyed(clauses: Sequence[Clause], statements: Sequence[Statement]) -> tuple[Clause, ...]:
    """The clauses with the keys of their statements, where these can be told.

    Args:
        clauses: What is printed.
        statements: What the sources say.
    """
    words = [_words(f"{_title(one)} {one.text}") for one in statements]
    weights = _weights(words)
    homes: dict[str, list[int]] = defaultdict(list)
    for place, own in enumerate(words):
        for word in own:
            homes[word].append(place)
    heavy = [_total(own, weights) for own in words]
    used: Counter[int] = Counter()
    found = []
    for clause in clauses:
        home = _likeliest(_words(clause.text), weights, homes, heavy, used)
        if home is not None:
            used[home] += 1
        found.append(replace(clause, source=None if home is None else statements[home].key))
    return tuple(found)


def _title(statement: Statement) -> str:
    """A norm stands in tables beside its title."""
    return statement.title if statement.key.startswith("norm/") else ""


def _words(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(plain(text).casefold()))


def _weights(words: Sequence[frozenset[str]]) -> dict[str, float]:
    counts = Counter(word for own in words for word in own)
    return {word: log(1 + len(words) / count) for word, count in counts.items()}


def _total(words: Iterable[str], weights: dict[str, float]) -> float:
    # In the order of the letters: floating-point sums depend on it.
    return sum(weights.get(word, 1.0) for word in sorted(words))


def _likeliest(
    words: frozenset[str],
    weights: dict[str, float],
    homes: dict[str, list[int]],
    heavy: Sequence[float],
    used: Counter[int],
) -> int | None:
    common: dict[int, float] = defaultdict(float)
    for word in sorted(words):
        for place in homes.get(word, ()):
            common[place] += weights[word]
    own = _total(words, weights)
    scored = [(2 * shared / (own + heavy[place]), -used[place], -place) for place, shared in common.items()]
    best = max(scored, default=None)
    return -best[2] if best and best[0] >= _LEAST else None
