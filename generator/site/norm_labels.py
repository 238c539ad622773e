"""Labels beside a norm: what is judged, where its requirement does not say so, and what introduces it as a deadline."""

from __future__ import annotations

import re

from handbook import crossref
from handbook.book import Handbook
from handbook.norms import LimitedNorm, Norm
from handbook.norms.quantity import Unit

_TIME = {Unit.DAY, Unit.WORKING_DAY, Unit.HOUR, Unit.WORKING_HOUR, Unit.MINUTE, Unit.WORKING_MINUTE}
#: Words of a period as a requirement says them after «в».
_FORMS = {"неделя": "неделю"}


def period(norm: Norm, rule: str) -> str:
    """What one judged object is, empty when the requirement says it: «4 встречи в неделю» needs no «неделя».

    Args:
        norm: The norm.
        rule: Its requirement as it stands beside; empty when none does.
    """
    words = norm.period()
    last = words.split()[-1] if words else ""
    return "" if last and re.search(rf"\bв {re.escape(_FORMS.get(last, last))}\b", rule) else words


def due(book: Handbook, deadline: str) -> str:
    """What introduces the deadline of a step: a deadline that is only a norm of another thing is no deadline.

    Args:
        book: The handbook.
        deadline: The text of the deadline, with its references.
    """
    found = tuple(crossref.find(deadline))
    norms = [book.norms[one.id].norm for one in found if one.target == "norm" and one.id in book.norms]
    alone = len(norms) == 1 and deadline.strip() == f"[[norm:{norms[0].id}]]"
    return "Норма" if alone and not _is_time(norms[0]) else "Срок"


def _is_time(norm: Norm) -> bool:
    return isinstance(norm, LimitedNorm) and all(one.unit in _TIME for _, one in norm.quantities())
