"""Rules, one file per kind of norm; a kind is either judged or said not to be."""

from __future__ import annotations

from audit.rules import conversion, deal_age, open_deals, plan_fact, required_fields, stage_age
from audit.rules.base import Question, Rule

RULES: tuple[Rule, ...] = (
    deal_age.RULE,
    stage_age.RULE,
    open_deals.RULE,
    required_fields.RULE,
    conversion.RULE,
    plan_fact.RULE,
)

RULE: dict[str, Rule] = {rule.kind: rule for rule in RULES}

#: Kinds that can be written down and shown but are not judged yet: their norms are never reported as kept.
LATER: tuple[str, ...] = (
    "activity_rate",
    "response_time",
    "stage_order",
    "required_activity",
    "contact_gap",
    "overdue_debt",
    "discount",
    "product_minimum",
    "performer",
    "planned_close",
    "task_done",
    "lead_capacity",
    "entry_delay",
    "order_deadline",
    "feedback_share",
    "complaint_time",
    "imitation",
    "custom_sql",
)

LATER_REASON = "этот вид норм проверяется начиная со следующих версий"

__all__ = ["LATER", "LATER_REASON", "RULE", "RULES", "Question", "Rule"]
