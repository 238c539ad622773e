"""Which limits are worth trying, and which of them the values speak for."""

from __future__ import annotations

from decimal import Decimal

from audit.calibrate.human import rounded_down, rounded_up
from handbook.calibration import Spread
from handbook.norms.base import Bound
from handbook.norms.quantity import Quantity, Unit
from handbook.russian.numbers import counted, format_number

#: Fewer values are chance: no limit is proposed.
ENOUGH = 20
#: Percentiles that make candidates, and the one that makes the proposal: three quarters of the work keeps it already.
_TRIED: dict[Bound, tuple[int, ...]] = {"max": (50, 75, 90, 95), "min": (10, 25, 50)}
_PROPOSED: dict[Bound, int] = {"max": 75, "min": 25}
#: Limits stricter and looser than the present one.
_SHARES = (Decimal("0.5"), Decimal("0.75"), Decimal("1.25"), Decimal("1.5"), Decimal(2))


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
    found = {rounded(spread.at(percent), unit) for percent in _TRIED[bound]}
    value = present.value if present is not None else Decimal(0)
    found |= {rounded(value * share, unit) for share in _SHARES if value}
    useful = sorted(limit for limit in found if (limit > 0 or bound == "max") and (not ceiling or limit <= ceiling))
    # A limit nobody could break finds nothing, and one such is enough.
    idle = [limit for limit in useful if (limit >= spread.most if bound == "max" else limit <= spread.least)]
    kept = {limit for limit in useful if limit not in idle} | set(idle[:1] if bound == "max" else idle[-1:])
    chosen, _ = proposal(bound, present, spread, unit)
    kept |= {value, *([chosen.value] if chosen else [])}
    return tuple(Quantity(limit, unit) for limit in sorted(kept))


def proposal(bound: Bound, present: Quantity | None, spread: Spread, unit: Unit) -> tuple[Quantity | None, str]:
    """The limit the values speak for, and why; without one, why there is none.

    Args:
        bound: Which limit.
        present: The one in force.
        spread: How the values lie.
        unit: Their unit.
    """
    if spread.number < ENOUGH:
        values = counted(spread.number, "значение", "значения", "значений")
        return None, f"{values} — мало, чтобы предлагать предел: нужно хотя бы {ENOUGH}"
    percent = _PROPOSED[bound]
    measured = spread.at(percent)
    limit = Quantity((rounded_up if bound == "max" else rounded_down)(measured, unit), unit)
    side = "вверх" if bound == "max" else "вниз"
    how = f"P{percent} = {format_number(measured, 1)}"
    how += f", округлено {side}" if limit.value != measured else ""
    if not limit.value:
        why = (
            "три четверти значений — ноль, выбирайте по остальным"
            if bound == "max"
            else "«не менее 0» не требует ничего"
        )
        return None, f"P{percent} = {format_number(measured, 1)}: {why}"
    if present is not None and limit.value == present.value:
        return None, f"{how}: это и есть нынешний предел"
    if present is not None:
        stricter = (limit.value < present.value) == (bound == "max")
        how += f", {'строже' if stricter else 'мягче'} нынешнего"
    return limit, how
