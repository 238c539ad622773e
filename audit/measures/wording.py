"""One name for what people write in many ways: «Дорого», « дорого. », «ДОРОГО!»."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from handbook.russian.text import folded, normalise


class Wording:
    """Names of what is written freely.

    Args:
        written: Texts as they stand in the CRM and how often.
        dictionary: Names the company has given, and their other writings.
        placeholders: Texts that say nothing.
    """

    def __init__(
        self,
        written: Iterable[tuple[str | None, int]],
        dictionary: Mapping[str, Sequence[str]] | None = None,
        placeholders: Sequence[str] = (),
    ) -> None:
        self._silent = {normalise(text) for text in placeholders}
        self._names = {folded(text): name for name, others in (dictionary or {}).items() for text in (*others, name)}
        often: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for text, times in written:
            if text is not None:
                often[folded(text)][" ".join(text.split())] += times
        self._usual = {key: min(texts, key=lambda text: (-texts[text], text)) for key, texts in often.items()}

    def of(self, text: str | None) -> str | None:
        """The name of what is written: the company's own, else the most usual writing; None when nothing is said."""
        if text is None or normalise(text) in self._silent:
            return None
        key = folded(text)
        return self._names.get(key) or self._usual.get(key, text) if key else None
