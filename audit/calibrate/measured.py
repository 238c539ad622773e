"""One norm against the data: its values, and a ladder of other limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from audit.calibrate.asking import Asked, asked, mark
from audit.calibrate.ladder import ENOUGH, candidates, proposal
from audit.calibrate.values import owners_of, spread_of
from audit.engines.base import Engine
from audit.prepare.setting import Setting
from audit.waivers import Waivers, named
from handbook.calibration import Calibrated, Rung, Scale
from handbook.norms import Norm
from handbook.norms.base import Bound, LimitedNorm
from handbook.norms.planned_close import PlannedClose
from handbook.norms.quantity import Quantity, Unit
from handbook.norms.revised import bounds_in_force, with_limit
from handbook.result import Verdict
from handbook.russian.numbers import percent

_COUNTS = """
SELECT edition, {population} AS population,
    CAST(SUM(CASE WHEN is_violation THEN 1 ELSE 0 END) AS BIGINT) AS violators
FROM {judged} GROUP BY edition
"""
_EXCUSED = "SELECT edition, key, object_id FROM {judged} WHERE is_violation AND "

#: Per cent of a share; a plan may be overfulfilled.
_WHOLE = 100

Limits = Mapping[Bound, Quantity | None]


def measured(engine: Engine, setting: Setting, norm: Norm, verdict: Verdict, waivers: Waivers) -> Calibrated:
    """Hold a norm against the data.

    Args:
        engine: Holds the tables that every audit prepares.
        setting: The circumstances.
        norm: The norm.
        verdict: What the audit says of it as it is.
        waivers: The company's exceptions.
    """
    last = setting.as_of - timedelta(days=1)
    limits = bounds_in_force(norm, last)
    found = Calibrated(
        norm.id,
        norm.title,
        norm.kind,
        verdict.requirement,
        norm.draft,
        verdict.status,
        verdict.population,
        len(verdict.violations),
        norm.tolerance,
        silent=_silent(norm, verdict, limits),
    )
    if not isinstance(norm, LimitedNorm) or found.silent:
        return _noted(found)
    unit = next((limit.unit for limit in limits.values() if limit), Unit.DAY)
    one = probe(norm, limits)
    with asked(engine, setting, one, [one]) as values:
        spread, beyond = spread_of(values, norm, 0, limits)
        if spread is None:
            return _noted(replace(found, silent="в проверенном нет ни одного измеренного значения"))
        owners = owners_of(values, norm, 0, verdict.owners, low_first="max" not in limits)
    ceiling = _WHOLE if unit is Unit.PERCENT and norm.kind != "plan_fact" else None
    tries = [
        (bound, limit)
        for bound, present in limits.items()
        for limit in candidates(bound, present, spread, unit, ceiling=ceiling)
    ]
    variants = [with_limit(norm, bound, limit, last) for bound, limit in tries]
    with asked(engine, setting, norm, variants) as ladder:
        counts = _counts(ladder, norm, waivers, len(variants))
    rungs: dict[Bound, list[Rung]] = {bound: [] for bound in limits}
    for (bound, limit), (population, violators) in zip(tries, counts, strict=True):
        present = limits[bound] or Quantity(limit.value * 0, unit)
        rungs[bound].append(Rung(limit, population, violators, limit == present))
    scales = tuple(
        Scale(bound, present, beyond[bound], tuple(rungs[bound]), *proposal(norm, bound, spread, rungs[bound]))
        for bound, present in limits.items()
    )
    return _noted(replace(found, unit=unit, spread=spread, owners=owners, scales=scales))


def _silent(norm: Norm, verdict: Verdict, limits: Limits) -> str:
    """Why there is nothing to calibrate, in Russian."""
    if not verdict.checked:
        return f"не проверено: {verdict.reason}"
    if limits:
        return ""
    if isinstance(norm, LimitedNorm) and not norm.requires_nothing:
        return "накануне даты аудита предел ещё не действовал"
    return f"числового предела у нормы нет; допуск {percent(norm.tolerance / 100)}"


def probe(norm: LimitedNorm, limits: Limits) -> LimitedNorm:
    """The norm that measures everything in one unit: its latest limits at all times.

    Args:
        norm: The norm as it is.
        limits: Its limits on the last day.
    """
    update: dict[str, object] = {"limits": (), "min": limits.get("min"), "max": limits.get("max")}
    begun = [edition.since for edition in norm.editions()]
    update["since"] = begun[0] if begun else None
    if isinstance(norm, PlannedClose):
        # A push is another value, and a closed deal has no days past its date.
        update["max_pushes"] = None
    longest = limits.get("max")
    if norm.kind == "entry_delay" and longest:
        # The rule measures only what may be late, for the sake of speed.
        update["max"] = Quantity(longest.value * 0, longest.unit)
    return norm.model_copy(update=update)


def _counts(ladder: Asked, norm: Norm, waivers: Waivers, number: int) -> Sequence[tuple[int, int]]:
    """Population and violators of every variant, those that a waiver excuses left out."""
    found = {row["edition"]: (int(row["population"]), int(row["violators"])) for row in ladder.rows(_COUNTS)}
    excused = Counter[date]()
    names = waivers.names(norm.id)
    if names:
        rows = ladder.rows(_EXCUSED + named(tuple(names)), names)
        excused.update(row["edition"] for row in rows if waivers.of(norm.id, row))
    told: Iterable[tuple[date, tuple[int, int]]] = ((mark(n), found.get(mark(n), (0, 0))) for n in range(number))
    return [(population, violators - excused[day]) for day, (population, violators) in told]


def _noted(found: Calibrated) -> Calibrated:
    remarks = []
    if found.population:
        if 2 * found.violators > found.population:
            remarks.append("нарушают больше половины: при нынешней работе норма не выполнима?")
        elif not found.violators and not found.scales:
            remarks.append("не нарушается никогда: норма ничего не меняет")
        if found.population < ENOUGH:
            remarks.append(f"судить почти не по чему: {found.population}")
    return replace(found, remarks=tuple(remarks))
