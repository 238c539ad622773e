"""Which limits are worth trying, and which of them the values speak for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from audit.calibrate.human import rounded_down, rounded_up
from handbook.calibration import Rung, Spread
from handbook.norms import Norm
from handbook.norms.base import Bound
from handbook.norms.quantity import Quantity, Unit
from handbook.russian.numbers import counted, format_number, percent

#: Fewer values are chance: no limit is proposed.
ENOUGH = 20
#: Percentiles that make candidates.
_TRIED: dict[Bound, tuple[int, ...]] = {"max": (50, 75, 90, 95), "min": (10, 25, 50)}
#: Limits stricter and looser than the present one.
_SHARES = (Decimal("0.5"), Decimal("0.75"), Decimal("1.25"), Decimal("1.5"), Decimal(2))
#: How much a company takes on, gives away or demands is decided, not observed.
POLICY = frozenset({"lead_capacity", "open_deals", "discount", "plan_fact", "product_minimum"})
#: What may break a limit whose norm tolerates nothing: one in ten.
_BORNE = 0.1
#: Nobody comes near a limit when every value keeps so far from it.
_FAR = Decimal("0.75")


def candidates(
    bound: Bound, present: Quantity | None, spread: Spread, unit: Unit, *, ceiling: int | None
) -> tuple[Quantity, ...]:
    """Limits to try, in order, the present one among them.

    Args:
        bound: Which limit.
        present: The one in force.
        spread: How the values lie.
        unit: Their unit.
        ceiling: Beyond it no value can lie: a share has a whole.
    """
    rounded = rounded_up if bound == "max" else rounded_down
    found = {rounded(spread.at(mark), unit) for mark in _TRIED[bound]}
    value = present.value if present is not None else Decimal(0)
    found |= {rounded(value * share, unit) for share in _SHARES if value}
    useful = sorted(limit for limit in found if (limit > 0 or bound == "max") and (not ceiling or limit <= ceiling))
    # A limit nobody could break finds nothing, and one such is enough.
    idle = [limit for limit in useful if (limit >= spread.most if bound == "max" else limit <= spread.least)]
    kept = {limit for limit in useful if limit not in idle} | set(idle[:1] if bound == "max" else idle[-1:])
    return tuple(Quantity(limit, unit) for limit in sorted({*kept, value}))


def proposal(norm: Norm, bound: Bound, spread: Spread, rungs: Sequence[Rung]) -> tuple[Quantity | None, str]:
    """The limit the values speak for, and why; without one, why there is none.

    A limit is proposed in place of one that is out of reach, or of one that nobody comes near.

    Args:
        norm: The norm.
        bound: Which limit.
        spread: How the values lie.
        rungs: What the candidates would find, the present limit among them.
    """
    if norm.kind in POLICY:
        return None, "предел — решение компании, по статистике его не ставят"
    if spread.number < ENOUGH:
        values = counted(spread.number, "значение", "значения", "значений")
        return None, f"{values} — мало, чтобы предлагать предел: нужно хотя бы {ENOUGH}"
    present = next(rung for rung in rungs if rung.present)
    borne = norm.tolerance / 100 or _BORNE
    within = [rung for rung in rungs if rung.share <= borne and rung.limit.value]
    tolerance = f"при допуске {percent(borne)}" if norm.tolerance else "— больше чем каждый десятый раз"
    if present.share > borne:
        limit = _strictest(bound, (rung for rung in within if _looser(bound, rung, present)))
        broken = f"нынешний предел пока не по силам: его нарушают {percent(present.share)} {tolerance}"
        return limit, broken if limit else f"{broken}, и мягче в разумных границах такого нет"
    if present.violators:
        return None, f"нынешний предел по силам и не лишний: его нарушают {percent(present.share)}"
    if not _far(bound, spread, present):
        return None, "нынешний предел никто не нарушает, но до него доходят"
    limit = _strictest(bound, (rung for rung in within if _looser(bound, present, rung)))
    end, value = ("наибольшее", spread.most) if bound == "max" else ("наименьшее", spread.least)
    idle = f"к нынешнему пределу никто не подходит, {end} значение — {format_number(value, 1)}: норма ничего не меняет"
    return limit, idle if limit else f"{idle}, но строже в разумных границах предела нет"


def _looser(bound: Bound, one: Rung, other: Rung) -> bool:
    """Whether one limit asks for less than the other."""
    return one.limit.value > other.limit.value if bound == "max" else one.limit.value < other.limit.value


def _strictest(bound: Bound, rungs: Iterable[Rung]) -> Quantity | None:
    limits = sorted((rung.limit for rung in rungs), key=lambda limit: limit.value)
    return (limits[0] if bound == "max" else limits[-1]) if limits else None


def _far(bound: Bound, spread: Spread, present: Rung) -> bool:
    limit = present.limit.value
    return spread.most <= limit * _FAR if bound == "max" else limit <= spread.least * _FAR
