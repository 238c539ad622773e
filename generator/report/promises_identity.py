"""How a row of the sheet of decisions is known again: by a code that a hidden sheet explains.

A code goes with its row when rows are sorted, filtered or moved, and a row of another week's sheet is not taken for one
of this: the code is made of the breach and of the day of the audit.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

#: Sheets and columns of the workbook.
SHEET, GUIDE, HIDDEN = "Решения", "Как заполнять", "Опознание"
DECISION, DUE, NOTE, CODE = "Решение", "Срок", "Комментарий", "Код строки"
_MARK = "П-"
_LENGTH = 10
#: A cell holds 32,767 characters.
_PIECE = 30_000


@dataclass(frozen=True, slots=True)
class Identity:
    """What a row of the sheet speaks of; fields as those of ``Promise``."""

    norm_id: str
    key: str
    made: date
    subject: str
    owner: str | None

    @property
    def text(self) -> str:
        """All of it in ASCII: no spreadsheet changes a sign of it, and none takes it for a formula."""
        return json.dumps([self.norm_id, self.key, self.made.isoformat(), self.subject, self.owner])

    @property
    def code(self) -> str:
        """The code of its row."""
        digest = hashlib.sha256(json.dumps([self.norm_id, self.key, self.made.isoformat()]).encode()).digest()
        return _MARK + base64.b32encode(digest).decode()[:_LENGTH]

    def pieces(self) -> list[str]:
        """Its text in as many cells as it takes."""
        text = self.text
        return [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)]


def identities(rows: Sequence[Sequence[str | None]]) -> Mapping[str, Identity]:
    """What the hidden sheet explains, by code; a row that says something else is left out."""
    found = {}
    for code, *pieces in (row for row in rows if row):
        one = _identity("".join(piece or "" for piece in pieces))
        if one is not None and code == one.code:
            found[code] = one
    return found


def _identity(text: str) -> Identity | None:
    try:
        norm_id, key, made, subject, owner = json.loads(text)
        one = Identity(norm_id, key, date.fromisoformat(made), subject, owner)
    except (ValueError, TypeError, RecursionError):
        return None
    sound = all(isinstance(value, str) for value in (norm_id, key, subject)) and isinstance(owner, str | None)
    return one if sound else None
