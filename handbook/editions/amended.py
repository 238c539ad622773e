"""What differs between two kept editions of a document, its own numbers and dates apart."""

from __future__ import annotations

import re
from collections.abc import Iterable

from handbook.editions.alignment import Amendment, amendments
from handbook.editions.approved import Approved
from handbook.editions.redline import plain
from handbook.russian.dates import date_short, date_words


def amended(before: Approved, after: Approved) -> tuple[Amendment, ...]:
    """Clauses that do not say what they said.

    Every edition names its own number, order and days; a clause that differs in these alone is the same.

    Args:
        before: The earlier edition.
        after: The later one, of the same document.
    """
    names = sorted({plain(one) for one in (*_own(before), *_own(after))}, key=lambda one: (-len(one), one))
    # Order № 4 is not named in «№ 42-К», nor the first edition in «редакция 12», nor the 2nd of May in «12 мая».
    own = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?![-.,/]?\w)")
    return amendments(before.clauses, after.clauses, heard=lambda text: own.sub("…", plain(text)))


def _own(edition: Approved) -> Iterable[str]:
    """How an edition names itself."""
    for day in (edition.on, edition.effective):
        yield date_words(day)
        yield date_short(day)
    if edition.order:
        yield f"приказом № {edition.order}"
        yield f"№ {edition.order}"
    yield f"редакция {edition.edition}"
