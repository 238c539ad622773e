"""The kinds of norms and the union a source may hold."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handbook.norms.activity_rate import ActivityRate
from handbook.norms.base import Edition, LimitedNorm, Norm, Scope
from handbook.norms.complaint_time import ComplaintTime
from handbook.norms.contact_gap import ContactGap
from handbook.norms.conversion import Conversion
from handbook.norms.custom_sql import CustomSql
from handbook.norms.deal_age import DealAge
from handbook.norms.discount import Discount
from handbook.norms.entry_delay import EntryDelay
from handbook.norms.feedback_share import FeedbackShare
from handbook.norms.imitation import Imitation
from handbook.norms.lead_capacity import LeadCapacity
from handbook.norms.open_deals import OpenDeals
from handbook.norms.order_deadline import OrderDeadline
from handbook.norms.overdue_debt import OverdueDebt
from handbook.norms.performer import Performer
from handbook.norms.plan_fact import PlanFact
from handbook.norms.planned_close import PlannedClose
from handbook.norms.product_minimum import ProductMinimum
from handbook.norms.quantity import Quantity, Unit
from handbook.norms.required_activity import RequiredActivity
from handbook.norms.required_fields import RequiredFields
from handbook.norms.response_time import ResponseTime
from handbook.norms.stage_age import StageAge
from handbook.norms.stage_order import StageOrder
from handbook.norms.task_done import TaskDone

#: Every kind; the rules that judge by them stand in the same order.
KINDS: tuple[type[Norm], ...] = (
    DealAge,
    StageAge,
    OpenDeals,
    ActivityRate,
    ResponseTime,
    StageOrder,
    RequiredFields,
    RequiredActivity,
    ContactGap,
    OverdueDebt,
    Discount,
    ProductMinimum,
    Performer,
    PlannedClose,
    TaskDone,
    Conversion,
    PlanFact,
    LeadCapacity,
    EntryDelay,
    OrderDeadline,
    FeedbackShare,
    ComplaintTime,
    Imitation,
    CustomSql,
)

AnyNorm = Annotated[
    DealAge
    | StageAge
    | OpenDeals
    | ActivityRate
    | ResponseTime
    | StageOrder
    | RequiredFields
    | RequiredActivity
    | ContactGap
    | OverdueDebt
    | Discount
    | ProductMinimum
    | Performer
    | PlannedClose
    | TaskDone
    | Conversion
    | PlanFact
    | LeadCapacity
    | EntryDelay
    | OrderDeadline
    | FeedbackShare
    | ComplaintTime
    | Imitation
    | CustomSql,
    Field(discriminator="kind"),
]

__all__ = ["KINDS", "AnyNorm", "Edition", "LimitedNorm", "Norm", "Quantity", "Scope", "Unit"]
