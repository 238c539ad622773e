"""A text without people: known names become codes, other names, phones and addresses become a word in brackets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from audit.privacy.bearers import Bearers, is_ordinary, is_personal
from audit.privacy.clients import Clients

NAME, PHONE, MAIL, LINK = "[имя]", "[телефон]", "[почта]", "[ссылка]"

#: What stands before the sign is no longer than mail allows: an endless word must not be read again from every letter.
_MAIL = re.compile(r"[\w.+%'-]{1,64}@[\w-]+(?:\.[\w-]+)+", re.UNICODE)
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|(?:t\.me|wa\.me|vk\.com|instagram\.com)/\S+|(?<![\w@])@[A-Za-z_]\w{3,}", re.IGNORECASE
)
#: A Russian number of eleven digits, any number after a plus, and a city number in groups joined by hyphens.
_PHONE = re.compile(
    r"(?<![\w.,])(?:"
    r"\+\d(?:[ \u00a0\u202f()\-–.]{0,3}\d){6,14}"
    r"|[78](?:[ \u00a0\u202f()\-–]{0,3}\d){10}"
    r"|\(\d{3,5}\)[ \u00a0\u202f]?\d(?:[ \u00a0\u202f\-–]?\d){4,6}"
    r"|9\d{2}[ \u00a0\u202f\-–]?\d{3}[\-–]?\d{2}[\-–]?\d{2}"
    r"|\d{2,3}[\-–]\d{2}[\-–]\d{2}"
    r")(?![\w])"
)
#: Where a capital letter says nothing of a word.
_OPENING = re.compile(r"(?:^|[.!?…:;«„(\n])[ \u00a0]*$")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
#: What may stand between words of one name: a space, or an initial with its full stop.
_BETWEEN = re.compile(r"(?:[ \u00a0\u202f]|[A-ZА-ЯЁ]\.)*")
_AFTER = re.compile(r"(?:[ \u00a0\u202f]*[A-ZА-ЯЁ]\.){1,2}")
_BEFORE = re.compile(r"(?:[A-ZА-ЯЁ]\.[ \u00a0\u202f]*){1,2}$")


@dataclass(frozen=True, slots=True)
class _Found:
    """A word that is a part of a name: where it stands, and the codes of those known whose it may be."""

    start: int
    end: int
    codes: frozenset[str]


class Scrubber:
    """Takes people out of texts.

    Args:
        people: Names that may stand in texts.
        code: What stands in place of one of them.
        clients: Names of clients with what stands in place of each.
    """

    def __init__(self, people: Iterable[str], code: Callable[[str], str], clients: dict[str, str]) -> None:
        self._code = code
        self._bearers = Bearers(people)
        self._clients = Clients(clients)
        self._known = lru_cache(maxsize=16384)(self._scrubbed)

    def text(self, text: str) -> str:
        """A text of the CRM or of a person: whatever may be a name is one."""
        return self._known(text, strict=True)

    def told(self, text: str) -> str:
        """A text of the program or of the regulations: an ordinary word that opens a sentence is no name."""
        return self._known(text, strict=False)

    def _scrubbed(self, text: str, *, strict: bool) -> str:
        text = self._clients.hidden(text, strict=strict)
        text = _MAIL.sub(MAIL, text)
        text = _LINK.sub(LINK, text)
        text = _PHONE.sub(PHONE, text)
        parts, at = [], 0
        for start, end, codes in self._names(text, strict=strict):
            parts += [text[at:start], next(iter(codes)) if len(codes) == 1 else NAME]
            at = end
        return "".join((*parts, text[at:]))

    def _names(self, text: str, *, strict: bool) -> list[tuple[int, int, frozenset[str]]]:
        """Names with their initials: neighbouring words belong together while they may be of one person."""
        found: list[_Found] = []
        for match in _WORD.finditer(text):
            word = match[0]
            bearers = self._bearers.of(word)
            opens = not strict and is_ordinary(word) and _OPENING.search(text, max(0, match.start() - 4), match.start())
            if bearers or (is_personal(word) and not opens):
                # Several writings of one person's name are one code.
                found.append(_Found(match.start(), match.end(), frozenset(map(self._code, bearers))))
        runs: list[tuple[int, int, frozenset[str]]] = []
        for item in found:
            last = runs[-1] if runs else None
            joined = _joined(last[2], item.codes) if last else None
            if last and joined is not None and _BETWEEN.fullmatch(text, last[1], item.start):
                runs[-1] = (last[0], item.end, joined)
            else:
                runs.append((item.start, item.end, item.codes))
        return [(*_with_initials(text, start, end), codes) for start, end, codes in runs]


def _joined(one: frozenset[str], other: frozenset[str]) -> frozenset[str] | None:
    """Whose two neighbouring words may be together; None when they are names of different people."""
    if not one or not other:
        return one or other
    return (one & other) or None


def _with_initials(text: str, start: int, end: int) -> tuple[int, int]:
    after = _AFTER.match(text, end)
    before = _BEFORE.search(text, max(0, start - 8), start)
    return (before.start() if before else start), (after.end() if after else end)
