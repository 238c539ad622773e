"""People of kept audits called otherwise: by codes when they are kept, by their names when they are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from handbook.audits.past import PastAudit, PastBreach
from handbook.audits.promises import Promise

_BETWEEN = "|"


def renamed(text: str, names: Mapping[str, str]) -> str:
    """A key or an identifier in which parts that are names give way to what stands for them.

    Args:
        text: ``Violation.key`` or ``Violation.object_id``.
        names: What stands for each name.
    """
    if text in names:
        return names[text]
    if _BETWEEN not in text:
        return text
    return _BETWEEN.join(names.get(part, part) for part in text.split(_BETWEEN))


def rename(audit: PastAudit, names: Mapping[str, str]) -> PastAudit:
    """A kept audit in which people are called otherwise.

    Args:
        audit: The audit.
        names: What stands for each name; whoever is not among them keeps his.
    """
    return replace(
        audit,
        people=tuple(replace(one, owner=names.get(one.owner, one.owner)) for one in audit.people),
        breaches=tuple(_breach(item, names) for item in audit.breaches),
        excused=tuple((norm_id, renamed(key, names)) for norm_id, key in audit.excused),
        departed=tuple((norm_id, renamed(key, names)) for norm_id, key in audit.departed),
    )


def _breach(item: PastBreach, names: Mapping[str, str]) -> PastBreach:
    key, object_id = renamed(item.key, names), renamed(item.object_id, names)
    owner = names.get(item.owner, item.owner) if item.owner else None
    if (key, object_id, owner) == (item.key, item.object_id, item.owner):
        return item
    return PastBreach(item.norm_id, key, object_id, owner, item.moment, item.money, item.standing)


def rename_promise(promise: Promise, names: Mapping[str, str]) -> Promise:
    """A promise in which people are called otherwise; its words stay as they are.

    Args:
        promise: The promise.
        names: What stands for each name.
    """
    owner = names.get(promise.owner, promise.owner) if promise.owner else None
    return replace(promise, key=renamed(promise.key, names), owner=owner)
