"""Rules, one file per kind of norm; every kind of ``handbook.norms`` has one, in the same order."""

from __future__ import annotations

from audit.rules import (
    activity_rate,
    complaint_time,
    contact_gap,
    conversion,
    custom_sql,
    deal_age,
    discount,
    entry_delay,
    feedback_share,
    imitation,
    lead_capacity,
    open_deals,
    order_deadline,
    overdue_debt,
    performer,
    plan_fact,
    planned_close,
    product_minimum,
    required_activity,
    required_fields,
    response_time,
    stage_age,
    stage_order,
    task_done,
)
from audit.rules.base import Question, Rule

RULES: tuple[Rule, ...] = (
    deal_age.RULE,
    stage_age.RULE,
    open_deals.RULE,
    activity_rate.RULE,
    response_time.RULE,
    stage_order.RULE,
    required_fields.RULE,
    required_activity.RULE,
    contact_gap.RULE,
    overdue_debt.RULE,
    discount.RULE,
    product_minimum.RULE,
    performer.RULE,
    planned_close.RULE,
    task_done.RULE,
    conversion.RULE,
    plan_fact.RULE,
    lead_capacity.RULE,
    entry_delay.RULE,
    order_deadline.RULE,
    feedback_share.RULE,
    complaint_time.RULE,
    imitation.RULE,
    custom_sql.RULE,
)

RULE: dict[str, Rule] = {rule.kind: rule for rule in RULES}

__all__ = ["RULE", "RULES", "Question", "Rule"]
