"""The limits of a norm in force on a day, and the norm with another in the place of one of them."""

from __future__ import annotations

from datetime import date

from handbook.norms.base import Bound, LimitedNorm, Norm
from handbook.norms.quantity import Quantity
from handbook.norms.task_done import TaskDone


def bounds_in_force(norm: Norm, day: date) -> dict[Bound, Quantity | None]:
    """The limits a norm judges by on a day, ``min`` first; None stands for «no lateness at all».

    Args:
        norm: Any norm; one without numeric limits has none.
        day: The day.
    """
    edition = norm.edition_on(day)
    if not isinstance(norm, LimitedNorm) or edition is None:
        return {}
    told: tuple[tuple[Bound, Quantity | None], ...] = (("min", edition.min), ("max", edition.max))
    if isinstance(norm, TaskDone):
        return {"max": edition.max}
    return {bound: limit for bound, limit in told if limit is not None}


def with_limit(norm: LimitedNorm, bound: Bound, limit: Quantity, day: date) -> LimitedNorm:
    """The norm with another limit in the edition that is in force on a day; earlier and later editions stay.

    Args:
        norm: A norm that has an edition in force on the day.
        bound: Which of its limits.
        limit: The new one.
        day: The day.
    """
    if not norm.limits:
        return norm.model_copy(update={bound: limit})
    begun = [edition for edition in norm.limits if (edition.since or date.min) <= day]
    current = max(begun, key=lambda edition: edition.since or date.min)
    changed = tuple(
        edition.model_copy(update={bound: limit}) if edition is current else edition for edition in norm.limits
    )
    return norm.model_copy(update={"limits": changed})
