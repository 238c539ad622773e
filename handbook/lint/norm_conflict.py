"""Противоречащие нормы (norm-conflict).

Две нормы меряют одно и то же (один вид, те же параметры и охват), действуют в одно время, весят одинаково, а
пределы у них разные. Сотрудник не знает, какой верить, а аудит насчитает нарушение дважды.

Две ступени одной меры — предупреждение и ошибка — не противоречие: у них разная важность.

Как исправить: оставьте одну норму; если предел изменился с даты, запишите обе величины в `limits` одной нормы;
если для разных людей или воронок — разведите их через `scope`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.norms import Edition, LimitedNorm, Norm

#: What distinguishes norms without changing what they measure.
_NOT_A_MEASURE = {"id", "title", "why", "tolerance", "source", "since", "draft", "min", "max", "limits"}


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every pair of norms with one measure and different limits in force at the same time."""
    by_measure: dict[str, list[LimitedNorm]] = {}
    for placed in handbook.norms.values():
        if isinstance(placed.norm, LimitedNorm) and not placed.norm.draft:
            by_measure.setdefault(_measure(placed.norm), []).append(placed.norm)
    for norms in by_measure.values():
        for first, second in combinations(norms, 2):
            clash = _clash(first, second)
            if clash:
                yield Remark(
                    f"нормы «{second.title}» ({second.id}) и «{first.title}» ({first.id}) "
                    f"противоречат друг другу: {clash}",
                    (handbook.spot(second, "id"), handbook.spot(first, "id")),
                    "Оставьте одну или разведите их через scope, severity или даты в limits",
                )


def _measure(norm: Norm) -> str:
    return norm.model_dump_json(exclude=_NOT_A_MEASURE)


def _clash(first: LimitedNorm, second: LimitedNorm) -> str | None:
    for one in _in_force(first):
        for other in _in_force(second):
            together = one[0] < other[1] and other[0] < one[1]
            if together and _contradict(one[2], other[2]):
                return f"{other[2].words} и {one[2].words}"
    return None


def _contradict(one: Edition, other: Edition) -> bool:
    """Whether two limits cannot both be meant; a lower and an upper one complete each other."""
    differ = any(a and b and a != b for a, b in ((one.min, other.min), (one.max, other.max)))
    empty = any(
        low and high and low.unit is high.unit and low.value > high.value
        for low, high in ((one.min, other.max), (other.min, one.max))
    )
    return differ or empty


def _in_force(norm: LimitedNorm) -> list[tuple[date, date, Edition]]:
    editions = norm.editions()
    ends = [edition.since or date.min for edition in editions[1:]] + [date.max]
    return [(edition.since or date.min, end, edition) for edition, end in zip(editions, ends, strict=True)]


RULE = Rule("norm-conflict", Severity.ERROR, check, __doc__)
