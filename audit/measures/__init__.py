"""Measures, one file each: what a company watches besides its norms, computed from the same tables."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from audit.engines.base import Engine
from audit.measures import (
    client_product_matrix,
    contribution,
    event_funnel,
    forecast_plan,
    loyalty_ladder,
    open_deals_daily,
    opening_reasons,
    order_profit,
    period_results,
    plan_decomposition,
    process_result,
    ratios,
    receivables_ageing,
    recent_refusals,
    refusal_reasons,
    stage_conversion,
    stage_duration,
)
from audit.measures.base import Measure, Table
from audit.prepare.setting import Setting
from audit.stamp import IN_EXPORT, once
from handbook.indicators import PAID_VIEW, Indicator, defaults, usual_views
from handbook.measure import MeasureResult
from handbook.result import Missing
from handbook.russian.dates import date_short
from handbook.russian.letters import upper_first
from handbook.tables import TABLE

#: In the order of ``handbook.indicators.MEASURES``.
MEASURES: tuple[Measure, ...] = (
    stage_conversion.MEASURE,
    stage_duration.MEASURE,
    refusal_reasons.MEASURE,
    loyalty_ladder.MEASURE,
    client_product_matrix.MEASURE,
    receivables_ageing.MEASURE,
    process_result.MEASURE,
    contribution.MEASURE,
    plan_decomposition.MEASURE,
    forecast_plan.MEASURE,
    opening_reasons.MEASURE,
    event_funnel.MEASURE,
    order_profit.MEASURE,
    ratios.MEASURE,
    period_results.MEASURE,
    open_deals_daily.MEASURE,
    recent_refusals.MEASURE,
)

MEASURE: dict[str, Measure] = {measure.name: measure for measure in MEASURES}


def measures_of(
    engine: Engine, setting: Setting, indicators: Iterable[Indicator] | None = None
) -> tuple[MeasureResult, ...]:
    """Compute the indicators of a company.

    Args:
        engine: Holds the canonical tables and those that ``prepare`` made.
        setting: The circumstances of the audit.
        indicators: What to compute; None means those the handbook declares, in their order.
    """
    wanted = tuple(setting.handbook.indicators.values() if indicators is None else indicators)
    made: set[str] = set()
    return tuple(_result(engine, setting, indicator, made) for indicator in wanted)


def measures_and_views(engine: Engine, setting: Setting) -> tuple[tuple[MeasureResult, ...], tuple[MeasureResult, ...]]:
    """The company's indicators, and the usual measures every report draws which it has not declared itself.

    The plan by payments is a view only where there is something to compute it from: that by deals won says the rest.
    """
    declared = tuple(setting.handbook.indicators.values())
    found = measures_of(engine, setting, (*declared, *usual_views(declared)))
    views = tuple(item for item in found[len(declared) :] if item.computed or item.indicator != PAID_VIEW)
    return found[: len(declared)], views


def provable(engine: Engine, setting: Setting) -> tuple[MeasureResult, ...]:
    """Every measure the export is enough for, with its usual parameters: for a company that has declared none."""
    found = measures_of(engine, setting, defaults())
    return tuple(result for result in found if result.computed)


def _result(engine: Engine, setting: Setting, indicator: Indicator, made: set[str]) -> MeasureResult:
    measure = MEASURE[indicator.measure]
    if setting.nothing:
        return _stamp(indicator, setting, reason=setting.nothing)
    missing = once(measure.missing(indicator, setting))
    if missing:
        return _stamp(indicator, setting, reason=_words(missing, engine.holding), missing=missing)
    for derived in measure.uses:
        if derived.name not in made:
            engine.table(derived.name, derived.select, setting.parameters)
            made.add(derived.name)
    answers = {
        name: engine.rows(asked.sql, {**setting.parameters, **asked.parameters})
        for name, asked in measure.ask(indicator, setting).items()
    }
    left = sorted((row["reason"], int(row["n"])) for row in answers.get("left_out", ()) if row["n"])
    notes = tuple(f"{upper_first(reason)}: {number}" for reason, number in left)
    table = measure.shape(indicator, setting, answers)
    if not table.rows:
        return _stamp(
            indicator,
            setting,
            reason=measure.empty.replace(IN_EXPORT, engine.holding),
            missing=once(table.missing),
            notes=notes,
        )
    return _stamp(indicator, setting, table, missing=once(table.missing), notes=(*table.notes, *notes))


def _stamp(  # noqa: PLR0913 - the parts of a result that depend on the outcome, all by name
    indicator: Indicator,
    setting: Setting,
    table: Table | None = None,
    *,
    reason: str | None = None,
    missing: tuple[Missing, ...] = (),
    notes: tuple[str, ...] = (),
) -> MeasureResult:
    last = date_short(setting.as_of - timedelta(days=1))
    return MeasureResult(
        indicator=indicator.id,
        measure=indicator.measure,
        title=indicator.title,
        kind=indicator.kind,
        why=indicator.why,
        target=indicator.target,
        period=f"{date_short(setting.judged_from)} — {last}" if setting.judged_from else f"по {last}",
        columns=table.columns if table else (),
        rows=table.rows if table else (),
        notes=notes,
        reason=reason,
        missing=missing,
    )


def _words(missing: tuple[Missing, ...], holding: str) -> str:
    parts = []
    for item in missing:
        table = TABLE[item.table]
        titles = [f"«{column.title if (column := table.column(name)) else name}»" for name in item.columns]
        parts.append(f"{table.title} — {', '.join(titles)}")
    return f"{holding} нет: {'; '.join(dict.fromkeys(parts))}"
