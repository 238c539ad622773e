"""Which kept edition of a document its present text is compared with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from handbook.editions.approved import Approved

_DATES = ("%Y-%m-%d", "%d.%m.%Y")
_EDITION = re.compile(r"(?:ред(?:акция|\.)?\s*)?(\d{1,4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Since:
    """What a user names: an edition, or a day.

    Attributes:
        edition: The edition with this number.
        day: The edition in force on this day.
    """

    edition: int | None = None
    day: date | None = None

    @property
    def words(self) -> str:
        """«редакция 1», «редакция, действовавшая 19.01.2026»."""
        if self.day:
            return f"редакция, действовавшая {self.day:%d.%m.%Y}"
        return f"редакция {self.edition}"


def since(text: str) -> Since | None:
    """Read «1», «редакция 1», «2026-01-19», «19.01.2026»; None when it is neither an edition nor a day."""
    written = text.strip()
    for shape in _DATES:
        try:
            return Since(day=datetime.strptime(written, shape).date())  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    found = _EDITION.fullmatch(written)
    return Since(edition=int(found[1])) if found and int(found[1]) else None


def chosen(kept: Sequence[Approved], wanted: Since) -> Approved | None:
    """The edition named, or the one that was in force on the day named; None when it is not kept.

    Args:
        kept: Editions of a document, the newest last.
        wanted: What the user names.
    """
    if wanted.day:
        day = wanted.day
        return next((one for one in reversed(kept) if one.effective <= day), None)
    return next((one for one in kept if one.edition == wanted.edition), None)
