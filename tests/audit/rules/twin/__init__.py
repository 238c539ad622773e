"""The same norms judged a second time in plain Python, written from norms.md and not from the SQL.

Loops over objects, days and people, one file per kind. Says, per norm, the population and the keys of violators.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from handbook.norms import Norm
from tests.audit.rules.twin import (
    activity_rate,
    base,
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
from tests.audit.rules.twin.facts import Answer, Judged

KINDS: dict[str, Callable[[base.Twin, Any], Iterator[Judged]]] = {
    "deal_age": deal_age.judge,
    "stage_age": stage_age.judge,
    "open_deals": open_deals.judge,
    "required_fields": required_fields.judge,
    "conversion": conversion.judge,
    "plan_fact": plan_fact.judge,
    "activity_rate": activity_rate.judge,
    "response_time": response_time.judge,
    "contact_gap": contact_gap.judge,
    "overdue_debt": overdue_debt.judge,
    "discount": discount.judge,
    "task_done": task_done.judge,
    "lead_capacity": lead_capacity.judge,
    "entry_delay": entry_delay.judge,
    "order_deadline": order_deadline.judge,
    "feedback_share": feedback_share.judge,
    "complaint_time": complaint_time.judge,
    "stage_order": stage_order.judge,
    "performer": performer.judge,
    "required_activity": required_activity.judge,
    "imitation": imitation.judge,
    "planned_close": planned_close.judge,
    "product_minimum": product_minimum.judge,
    "custom_sql": custom_sql.judge,
}


class Twin(base.Twin):
    """An export that can be judged."""

    def objects(self, norm: Norm) -> list[Judged]:
        """Every judged object of a norm."""
        found = list(KINDS[norm.kind](self, norm))
        assert len(found) == len({item.key for item in found}), f"{norm.id}: an object is judged twice"
        return found

    def judge(self, norm: Norm) -> Answer:
        """The population of a norm and the keys of its violators."""
        found = self.objects(norm)
        return len({item.object or item.key for item in found}), {item.key for item in found if item.bad}


__all__ = ["KINDS", "Judged", "Twin"]
