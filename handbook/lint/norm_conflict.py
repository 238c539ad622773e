"""Противоречащие нормы (norm-conflict).

Две нормы меряют одно и то же (один вид, те же параметры и охват), действуют в одно время, весят одинаково, а
пределы у них разные. Сотрудник не знает, какой верить, а аудит насчитает нарушение дважды. (Две нормы
с одним пределом — предупреждение repeated-norm.)

Две ступени одной меры — предупреждение и ошибка — не противоречие, если важная мягче: предупредили на тридцатый день,
нарушение — на сорок пятый. Наоборот — противоречие: предупреждение пришло бы после нарушения. Противоречат и нормы, чьи
пределы не исполнить вместе: не менее двадцати сделок и не более пятнадцати.

Как исправить: оставьте одну норму; если предел изменился с даты, запишите обе величины в `limits` одной нормы;
если для разных людей или воронок — разведите их через `scope`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.norms import Edition, LimitedNorm

#: What distinguishes norms without changing what they measure.
_NOT_A_MEASURE = {"id", "title", "why", "tolerance", "source", "since", "draft", "min", "max", "limits", "severity"}
#: From the gravest.
_GRAVITY = list(Severity)


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every norm that cannot be meant beside an earlier one of the same measure, in force at the same time."""
    for norms in by_measure(handbook):
        for index, second in enumerate(norms):
            found = ((first, clash) for first in norms[:index] if (clash := _clash(first, second)))
            # One earlier norm is enough to say that this one has to change.
            for first, clash in islice(found, 1):
                yield Remark(
                    f"нормы «{second.title}» ({second.id}) и «{first.title}» ({first.id}) "
                    f"противоречат друг другу: {clash}",
                    (handbook.spot(second, "id"), handbook.spot(first, "id")),
                    "Оставьте одну или разведите их через scope, severity или даты в limits",
                )


def by_measure(handbook: Handbook) -> Iterable[list[LimitedNorm]]:
    """Norms in force, those that measure the same together."""
    found: dict[str, list[LimitedNorm]] = {}
    for placed in handbook.norms.values():
        if isinstance(placed.norm, LimitedNorm) and not placed.norm.draft:
            found.setdefault(placed.norm.model_dump_json(exclude=_NOT_A_MEASURE), []).append(placed.norm)
    return found.values()


def _clash(first: LimitedNorm, second: LimitedNorm) -> str | None:
    for one in in_force(first):
        for other in in_force(second):
            together = one[0] < other[1] and other[0] < one[1]
            if together and (_empty(one[2], other[2]) or _at_odds(first, one[2], second, other[2])):
                return f"{other[2].words} и {one[2].words}"
    return None


def _empty(one: Edition, other: Edition) -> bool:
    """Whether nothing fits both; a lower and an upper limit otherwise complete each other."""
    return any(
        low and high and low.unit is high.unit and low.value > high.value
        for low, high in ((one.min, other.max), (other.min, one.max))
    )


def _at_odds(first: LimitedNorm, one: Edition, second: LimitedNorm, other: Edition) -> bool:
    """Whether two limits of one end differ without being steps, the lighter of which comes first."""
    if first.severity is second.severity:
        return any(a and b and a != b for a, b in ((one.min, other.min), (one.max, other.max)))
    grave, light = (one, other) if _GRAVITY.index(first.severity) < _GRAVITY.index(second.severity) else (other, one)
    return any(
        a and b and a.unit is b.unit and sign * (a.value - b.value) > 0
        for a, b, sign in ((light.max, grave.max, 1), (light.min, grave.min, -1))
    )


def in_force(norm: LimitedNorm) -> list[tuple[date, date, Edition]]:
    """Editions of a norm, each with the first day it is in force and the first on which it is no more."""
    editions = norm.editions()
    ends = [edition.since or date.min for edition in editions[1:]] + [date.max]
    return [(edition.since or date.min, end, edition) for edition, end in zip(editions, ends, strict=True)]


RULE = Rule("norm-conflict", Severity.ERROR, check, __doc__)
