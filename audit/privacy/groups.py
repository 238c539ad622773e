"""Small groups: a manager with hardly any work, or one of two, is known by the numbers alone and gets no line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from handbook.result import Result

#: Nobody stands alone who was judged on fewer objects than this, and no group has fewer people.
LEAST_OBJECTS = 10
LEAST_PEOPLE = 3

#: The line they share.
OTHERS = "Прочие сотрудники"


def shared_line(result: Result) -> frozenset[str]:
    """People who are told of together: those with little work, and others until the group is large enough.

    Args:
        result: What the audit found, with real names.

    Returns:
        Their names; all there are, when the company has fewer than twice ``LEAST_PEOPLE`` and one of them must hide.
    """
    judged = Counter[str]()
    for verdict in result.verdicts:
        for count in verdict.owners:
            judged[count.owner] += count.population
        for item in verdict.found:
            if item.owner:
                judged.setdefault(item.owner, 0)
    for score in result.owners:
        if score.owner:
            judged.setdefault(score.owner, 0)
    return sharing(judged)


def sharing(judged: Mapping[str, int]) -> frozenset[str]:
    """People who share a line.

    Args:
        judged: On how many objects each was judged.
    """
    ranked = sorted(judged, key=lambda name: (judged[name], name))
    if len(ranked) < LEAST_PEOPLE:
        return frozenset(ranked)
    few = sum(judged[name] < LEAST_OBJECTS for name in ranked)
    return frozenset(ranked[: max(few, LEAST_PEOPLE)]) if few else frozenset()
