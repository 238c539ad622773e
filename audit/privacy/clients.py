"""Clients in a text: their names give way to codes where they stand as names, never inside other words and numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from audit.privacy.bearers import is_ordinary

_WORD = re.compile(r"\w+")
#: A shorter name, as «КП» or «-», says nothing of anybody and is a part of too many texts.
_LEAST_LETTERS = 3


class Clients:
    """Knows clients by their whole names.

    Args:
        codes: Names of clients with what stands in place of each.
    """

    def __init__(self, codes: Mapping[str, str]) -> None:
        self._by_word: dict[str, list[tuple[str, int, str]]] = {}
        # The longest first: «ООО Вектор Плюс» is not «ООО Вектор» with a tail.
        for name in sorted(codes, key=lambda name: (-len(name), name)):
            first = _WORD.search(name)
            if first and sum(map(str.isalpha, name)) >= _LEAST_LETTERS and not (name.isalpha() and name.islower()):
                self._by_word.setdefault(first[0], []).append((name, first.start(), codes[name]))

    def hidden(self, text: str, *, strict: bool) -> str:
        """The text with codes in place of clients.

        Args:
            text: A text of the CRM, of a user or of the program.
            strict: Whether a name that is an ordinary word, as «Вектор», is a client's in this text.
        """
        parts, at = [], 0
        for match in _WORD.finditer(text):
            for name, before, code in self._by_word.get(match[0], ()):
                start = match.start() - before
                if start >= at and _stands(text, name, start) and (strict or not _is_word(name)):
                    parts += [text[at:start], code]
                    at = start + len(name)
                    break
        return "".join((*parts, text[at:])) if parts else text


def _stands(text: str, name: str, start: int) -> bool:
    """Whether a name stands at a place of a text as a whole."""
    end = start + len(name)
    inside = _WORD.fullmatch(name[-1]) and end < len(text) and _WORD.fullmatch(text[end])
    return text.startswith(name, start) and not inside


def _is_word(name: str) -> bool:
    return name.isalpha() and is_ordinary(name)
