"""Cross-references inside prose: ``[[norm:ID]]``, ``[[document:ID|своими словами]]``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from handbook.model.base import Target

_SHAPE = re.compile(r"\[\[\s*([a-z]+)\s*:\s*([^\]|\s]+)\s*(?:\|([^\]]*))?\]\]")

#: What prose may refer to.
TARGETS: tuple[Target, ...] = ("norm", "document", "operation", "process", "role", "term")


@dataclass(frozen=True, slots=True)
class CrossRef:
    """One reference in prose: what it names, and the author's own words for it."""

    target: str
    id: str
    words: str | None

    @property
    def known_target(self) -> Target | None:
        """The target when it is one prose may refer to."""
        return next((target for target in TARGETS if target == self.target), None)


def find(text: str) -> Iterator[CrossRef]:
    """Every reference of a text, in order."""
    for match in _SHAPE.finditer(text):
        yield _of(match)


def expand(text: str, render: Callable[[CrossRef], str]) -> str:
    """The text with every reference replaced by what ``render`` makes of it."""
    return _SHAPE.sub(lambda match: render(_of(match)), text)


def _of(match: re.Match[str]) -> CrossRef:
    words = match[3].strip() if match[3] else None
    return CrossRef(match[1], match[2], words or None)
