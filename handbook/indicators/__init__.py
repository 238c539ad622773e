"""The measures an indicator may be computed by, and the union a source may hold."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handbook.indicators.client_product_matrix import ClientProductMatrix
from handbook.indicators.contribution import Contribution
from handbook.indicators.event_funnel import EventFunnel
from handbook.indicators.forecast_plan import ForecastPlan
from handbook.indicators.loyalty_ladder import LoyaltyLadder
from handbook.indicators.opening_reasons import OpeningReasons
from handbook.indicators.order_profit import OrderProfit
from handbook.indicators.period_results import PeriodResults
from handbook.indicators.plan_decomposition import PlanDecomposition
from handbook.indicators.process_result import ProcessResult
from handbook.indicators.ratios import Ratios
from handbook.indicators.receivables_ageing import ReceivablesAgeing
from handbook.indicators.refusal_reasons import RefusalReasons
from handbook.indicators.stage_conversion import StageConversion
from handbook.indicators.stage_duration import StageDuration
from handbook.model.indicator import Indicator

#: Every measure, from the funnel to the result of the period.
MEASURES: tuple[type[Indicator], ...] = (
    StageConversion,
    StageDuration,
    RefusalReasons,
    LoyaltyLadder,
    ClientProductMatrix,
    ReceivablesAgeing,
    ProcessResult,
    Contribution,
    PlanDecomposition,
    ForecastPlan,
    OpeningReasons,
    EventFunnel,
    OrderProfit,
    Ratios,
    PeriodResults,
)

AnyIndicator = Annotated[
    StageConversion
    | StageDuration
    | RefusalReasons
    | LoyaltyLadder
    | ClientProductMatrix
    | ReceivablesAgeing
    | ProcessResult
    | Contribution
    | PlanDecomposition
    | ForecastPlan
    | OpeningReasons
    | EventFunnel
    | OrderProfit
    | Ratios
    | PeriodResults,
    Field(discriminator="measure"),
]


def defaults() -> tuple[Indicator, ...]:
    """An indicator for every measure with its usual parameters, for a company that has declared none."""
    return tuple(
        kind.model_validate(
            {
                "id": str(kind.model_fields["measure"].default).replace("_", "-"),
                "title": kind.measure_title,
                "kind": kind.usual_kind,
                "why": "Показатель из справочника с обычными параметрами",
            }
        )
        for kind in MEASURES
    )


__all__ = ["MEASURES", "AnyIndicator", "ClientProductMatrix", "Indicator", "defaults"]
