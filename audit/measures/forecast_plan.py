"""forecast_plan: the forecast of deals in work against the plan from above (handbook/indicators)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from audit.measures.base import Answers, Ask, Measure, Table
from audit.measures.deals import DEAL_DEPTH, DEALS, FUNNEL_DEPTH, lacking_result
from audit.measures.groups import count, decimal, money, of_pipelines, percent, share_of, sum_of
from audit.measures.plans import by_owner, month_of, planned_ask, won_sql
from audit.prepare.days import month_start
from audit.prepare.setting import Setting
from audit.rules.obtain import lacking
from handbook.indicators.forecast_plan import ForecastPlan
from handbook.measure import Cell, MeasureColumn
from handbook.result import Missing
from handbook.russian.dates import month_period

#: Open deals expected to close by the end of the month, by owner and the stage they stand at.
_EXPECTED = """
SELECT t.owner, t.pipeline, t.depth, CAST(COUNT(*) AS BIGINT) AS deals, SUM(t.money) AS amount
FROM (
    SELECT d.owner, d.pipeline, f.depth, d.money
    FROM measured_deals AS d LEFT JOIN funnel_depth AS f ON f.pipeline = d.pipeline AND f.stage = d.stage
    WHERE d.outcome = 'open' AND d.money IS NOT NULL AND {due} AND {pipelines}
) AS t GROUP BY t.owner, t.pipeline, t.depth
"""
#: Closed deals by how deep they came: of those that came so far, how many were won.
_CLOSED = """
SELECT t.pipeline, t.depth, CAST(COUNT(*) AS BIGINT) AS closed,
    CAST(SUM(CASE WHEN t.outcome = 'won' THEN 1 ELSE 0 END) AS BIGINT) AS won
FROM (
    SELECT p.pipeline, p.depth, d.outcome
    FROM measured_deals AS d JOIN deal_depth AS p ON p.deal_id = d.deal_id AND p.pipeline = d.pipeline
    WHERE d.outcome IN ('won', 'lost')
) AS t GROUP BY t.pipeline, t.depth
"""
_LEFT_OUT = """
SELECT t.reason, COUNT(*) AS n FROM (
    SELECT CASE WHEN d.money IS NULL THEN 'не вошли в прогноз открытые сделки без суммы или курса валюты'
        {undated} END AS reason
    FROM measured_deals AS d WHERE d.outcome = 'open' AND {pipelines}
) AS t WHERE t.reason IS NOT NULL GROUP BY t.reason
"""
_UNDATED = "WHEN d.planned_close IS NULL THEN 'не вошли в прогноз открытые сделки без плановой даты'"


def _missing(_indicator: ForecastPlan, setting: Setting) -> tuple[Missing, ...]:
    return (
        *lacking(setting, "plan", "month", "amount"),
        *lacking_result(setting, "owner", "amount"),
        *(() if setting.has("stage_changes", "stage", "entered_at") else lacking(setting, "deals", "stage")),
    )


def _ask(indicator: ForecastPlan, setting: Setting) -> Mapping[str, Ask]:
    scope, dated = of_pipelines(indicator), setting.has("deals", "planned_close")
    end = month_start(setting.as_of.year, setting.as_of.month + 1)
    due = "d.planned_close < CAST($month_end AS DATE)" if dated else "TRUE"
    expected = _EXPECTED.format(due=due, pipelines=scope.sql)
    left_out = _LEFT_OUT.format(undated=_UNDATED if dated else "", pipelines=scope.sql)
    return {
        "planned": planned_ask("won"),
        "made": Ask(won_sql(scope.sql), scope.parameters),
        "expected": Ask(expected, {**scope.parameters, "month_end": end}),
        "closed": Ask(_CLOSED),
        "left_out": Ask(left_out, scope.parameters),
    }


def probability(closed: Mapping[int, tuple[int, int]], depth: int) -> Fraction | None:
    """The share of won deals among closed ones that came as far; None when none did.

    Args:
        closed: Closed deals and won ones among them, by how far they came.
        depth: How far the deal has come.
    """
    deals = sum(found for at, (found, _) in closed.items() if at >= depth)
    won = sum(found for at, (_, found) in closed.items() if at >= depth)
    return Fraction(won, deals) if deals else None


def _shape(indicator: ForecastPlan, setting: Setting, answers: Answers) -> Table:
    columns = (
        MeasureColumn("owner", "Ответственный"),
        sum_of("plan", "План сверху (задан отделу)"),
        sum_of("made", "Выиграно"),
        count("deals", "Открытых сделок в прогнозе"),
        sum_of("forecast", "Прогноз"),
        sum_of("inner", "Внутренний план (выиграно + прогноз)"),
        sum_of("difference", "Внутренний план минус план сверху"),
        share_of("share", "Внутренний план от плана сверху"),
    )
    month = month_of(answers["planned"], setting.as_of)
    if month is None:
        return Table(columns, ())
    ongoing = month == setting.as_of.replace(day=1)
    plans, made = by_owner(answers["planned"], month, "planned"), by_owner(answers["made"], month, "amount_made")
    deals, forecast, unknown = _forecast(indicator, answers) if ongoing else ({}, {}, 0)
    rows: list[tuple[Cell, ...]] = [
        (
            name or "не указан",
            *_cells(plans.get(name), made.get(name), deals.get(name, 0), forecast.get(name, Fraction(0))),
        )
        for name in sorted({*plans, *made, *deals}, key=lambda name: (name is None, name or ""))
    ]
    whole = sum(forecast.values(), Fraction(0))
    rows.append(
        (
            "Всего",
            *_cells(sum(plans.values(), Decimal(0)), sum(made.values(), Decimal(0)), sum(deals.values()), whole),
        )
    )
    return Table(columns, tuple(rows), _notes(setting, month_period(month), unknown, ongoing=ongoing))


def _forecast(
    indicator: ForecastPlan, answers: Answers
) -> tuple[dict[str | None, int], dict[str | None, Fraction], int]:
    """Deals and the forecast of each owner, and how many deals have no probability."""
    closed: dict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
    for row in answers["closed"]:
        closed[row["pipeline"]][int(row["depth"])] = (int(row["closed"]), int(row["won"]))
    deals: dict[str | None, int] = defaultdict(int)
    forecast: dict[str | None, Fraction] = defaultdict(Fraction)
    unknown = 0
    for row in answers["expected"]:
        chance: Fraction | None = Fraction(1)
        if indicator.basis == "conversion":
            depth = row["depth"]
            chance = None if depth is None else probability(closed.get(row["pipeline"], {}), int(depth))
        if chance is None:
            unknown += int(row["deals"])
        else:
            deals[row["owner"]] += int(row["deals"])
            forecast[row["owner"]] += Fraction(decimal(row["amount"])) * chance
    return dict(deals), dict(forecast), unknown


def _cells(plan: Decimal | None, made: Decimal | None, deals: int, forecast: Fraction) -> tuple[Cell, ...]:
    above, won, below = plan or Decimal(0), made or Decimal(0), money(forecast)
    inner = money(won) + below
    return money(above), money(won), deals, below, inner, inner - money(above), percent(inner, money(above))


def _notes(setting: Setting, month: str, unknown: int, *, ongoing: bool) -> tuple[str, ...]:
    notes = [f"План на {month}" if ongoing else f"План на {month}: месяц окончен, прогноза нет"]
    if ongoing and not setting.has("deals", "planned_close"):
        notes.append("Плановых дат закрытия в выгрузке нет: в прогноз вошли все открытые сделки")
    if unknown:
        notes.append(f"Не вошли в прогноз сделки, для стадии которых ещё нет закрытых сделок: {unknown}")
    return tuple(notes)


MEASURE = Measure(
    "forecast_plan",
    _missing,
    _ask,
    _shape,
    "в выгрузке нет плана ни на месяц аудита, ни на прошлые месяцы",
    reads={"plan": ("owner", "month", "measure", "amount")},
    uses=(DEALS, FUNNEL_DEPTH, DEAL_DEPTH),
)
