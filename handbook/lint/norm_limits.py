"""Норма без годного предела (norm-limits).

У нормы нет числа, по которому судить, нижний предел больше верхнего, единица не подходит этому виду или предел
не того конца: у длительности бывает только `max`, у конверсии — только `min`. Такую норму нельзя проверить.
Сюда же — предел, который ничего не значит: «не менее 0» соблюдают все, «не более 0 дней» для длительности не
соблюдёт никто, доли больше 100 % не бывает (план можно перевыполнить, поэтому `plan_fact` не в счёт).

Как исправить: задайте `max:` или `min:` с единицей (`30 d`, `8 wh`, `25 %`); для пределов, которые менялись, —
список `limits` с датами `from`; без даты может быть только первая редакция.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.norms import LimitedNorm, Norm, Quantity, Unit
from handbook.source.locate import Spot

#: Kinds whose limit counts what there always is some of.
_NEVER_NOTHING = frozenset(
    ["deal_age", "stage_age", "open_deals", "response_time", "contact_gap", "lead_capacity", "complaint_time"]
)
#: Kinds whose percentage is no share of a whole.
_OVER_WHOLE = frozenset({"plan_fact"})
_WHOLE = 100


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every norm that has no limit, or one that cannot be judged by."""
    for placed in handbook.norms.values():
        norm = placed.norm
        spot = handbook.spot(norm)
        for key, quantity, units in norm.parameters():
            yield from _unit(f"параметра {key}", norm, quantity, units, spot.at(key))
            yield from _over_whole(norm, quantity, spot.at(key))
        if isinstance(norm, LimitedNorm):
            yield from _limits(norm, spot)
        elif norm.requires_nothing:
            yield Remark(
                f"норма «{norm.title}» ничего не требует",
                (spot.at("id"),),
                f"Задайте параметры вида {norm.kind}: reglament explain {norm.kind}",
            )


def _limits(norm: LimitedNorm, spot: Spot) -> Iterator[Remark]:
    has_limit = False
    for pointer, quantity in norm.quantities():
        has_limit = True
        yield from _limit(norm, quantity, str(pointer[-1]), spot.at(*pointer))
    if norm.limits and (norm.min or norm.max):
        yield Remark(
            f"у нормы «{norm.title}» и min/max, и limits",
            (spot.at("limits", on_key=True),),
            "Оставьте одно: limits, если предел менялся, иначе min/max",
        )
    for index, edition in enumerate(norm.limits):
        if edition.min is None and edition.max is None:
            yield Remark(f"в редакции {index + 1} нормы «{norm.title}» нет предела", (spot.at("limits", index),))
        if edition.since is None and index:
            yield Remark(
                f"в редакции {index + 1} нормы «{norm.title}» нет даты начала",
                (spot.at("limits", index),),
                "Добавьте «from: 2026-01-01»",
            )
        if edition.since is not None and edition.since in {earlier.since for earlier in norm.limits[:index]}:
            yield Remark(
                f"у нормы «{norm.title}» две редакции с {edition.since.isoformat()}",
                (spot.at("limits", index),),
                "Оставьте одну из них или исправьте дату",
            )
    for where, low, high in (
        (spot, norm.min, norm.max),
        *((spot.at("limits", index), item.min, item.max) for index, item in enumerate(norm.limits)),
    ):
        if low is not None and high is not None and low.value > high.value:
            yield Remark(
                f"у нормы «{norm.title}» нижний предел {low} больше верхнего {high}",
                (where.at("min"), where.at("max")),
                "Поменяйте их местами или исправьте число",
            )
    if not has_limit and not norm.limits and norm.requires_nothing:
        yield Remark(
            f"у нормы «{norm.title}» нет предела",
            (spot.at("id"),),
            f"Добавьте «{norm.bounds[-1]}: …», например «{norm.bounds[-1]}: {_example(norm.limit_units[0])}»",
        )


def _limit(norm: LimitedNorm, quantity: Quantity, bound: str, spot: Spot) -> Iterator[Remark]:
    if bound not in norm.bounds:
        yield Remark(
            f"вид {norm.kind} не знает предела {bound}",
            (spot,),
            f"Здесь бывает: {', '.join(norm.bounds)}",
        )
    yield from _unit("предела", norm, quantity, norm.limit_units, spot)
    yield from _over_whole(norm, quantity, spot)
    if quantity.value == 0 and bound == "min" and bound in norm.bounds:
        yield Remark(
            f"норма «{norm.title}» требует не менее {quantity}: это выполнено всегда",
            (spot,),
            "Исправьте число или уберите предел",
        )
    elif quantity.value == 0 and bound == "max" and norm.kind in _NEVER_NOTHING:
        yield Remark(
            f"норма «{norm.title}» требует не более {quantity}: этого не выполнить",
            (spot,),
            "Исправьте число",
        )


def _over_whole(norm: Norm, quantity: Quantity, spot: Spot) -> Iterator[Remark]:
    if quantity.unit is Unit.PERCENT and quantity.value > _WHOLE and norm.kind not in _OVER_WHOLE:
        yield Remark(
            f"доли {quantity} у нормы «{norm.title}» не бывает",
            (spot,),
            "Исправьте число: целое — это 100 %",
        )


def _unit(what: str, norm: Norm, quantity: Quantity, units: tuple[Unit, ...], spot: Spot) -> Iterator[Remark]:
    if quantity.unit not in units:
        allowed = ", ".join(_example(unit) for unit in units)
        yield Remark(f"единица {what} «{quantity}» не подходит виду {norm.kind}", (spot,), f"Пишите так: {allowed}")


def _example(unit: Unit) -> str:
    return f"20 {unit.value}".strip()


RULE = Rule("norm-limits", Severity.ERROR, check, __doc__)
