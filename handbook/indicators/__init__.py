"""The measures an indicator may be computed by, and the union a source may hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import Field

from handbook.indicators.client_product_matrix import ClientProductMatrix
from handbook.indicators.contribution import Contribution
from handbook.indicators.event_funnel import EventFunnel
from handbook.indicators.forecast_plan import ForecastPlan
from handbook.indicators.loyalty_ladder import LoyaltyLadder
from handbook.indicators.open_deals_daily import OpenDealsDaily
from handbook.indicators.opening_reasons import OpeningReasons
from handbook.indicators.order_profit import OrderProfit
from handbook.indicators.period_results import PeriodResults
from handbook.indicators.plan_decomposition import PlanDecomposition
from handbook.indicators.process_result import ProcessResult
from handbook.indicators.ratios import Ratios
from handbook.indicators.receivables_ageing import ReceivablesAgeing
from handbook.indicators.recent_refusals import RecentRefusals
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
    OpenDealsDaily,
    RecentRefusals,
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
    | PeriodResults
    | OpenDealsDaily
    | RecentRefusals,
    Field(discriminator="measure"),
]


def defaults() -> tuple[Indicator, ...]:
    """An indicator for every measure with its usual parameters, for a company that has declared none."""
    return tuple(_usual(kind) for kind in MEASURES)


#: The usual indicator of the plan fulfilled by payments.
PAID_VIEW = "plan-decomposition-paid"

#: What every report draws.
_VIEWS: tuple[type[Indicator], ...] = (
    StageConversion,
    StageDuration,
    RefusalReasons,
    ReceivablesAgeing,
    ProcessResult,
    OpenDealsDaily,
    RecentRefusals,
)


def usual_views(declared: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """The indicators with usual parameters that every report draws, without measures the company has declared.

    Args:
        declared: The company's own indicators.
    """
    own = tuple(declared)
    measures = {item.measure for item in own}
    facts = {item.fact for item in own if isinstance(item, PlanDecomposition)}
    return (
        *(_usual(kind) for kind in _VIEWS if kind.model_fields["measure"].default not in measures),
        *(() if "won" in facts else (_usual(PlanDecomposition),)),
        *(
            ()
            if "paid" in facts
            else (_usual(PlanDecomposition, id=PAID_VIEW, title="План по дням с переносом, по оплатам", fact="paid"),)
        ),
    )


def _usual(kind: type[Indicator], **parameters: Any) -> Indicator:  # noqa: ANN401 - parameters of any measure
    return kind.model_validate(
        {
            "id": str(kind.model_fields["measure"].default).replace("_", "-"),
            "title": kind.measure_title,
            "kind": kind.usual_kind,
            "why": "Показатель из справочника с обычными параметрами",
            **parameters,
        }
    )


__all__ = ["MEASURES", "PAID_VIEW", "AnyIndicator", "ClientProductMatrix", "Indicator", "defaults", "usual_views"]
