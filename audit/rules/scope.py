"""The scope of a norm as a condition of SQL: filters the population before it is judged.

Texts are compared without regard to case and surrounding spaces.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from audit.names import Names
from audit.prepare.setting import Setting
from audit.rules.obtain import lacking
from handbook.norms import Norm
from handbook.result import Missing

#: More than any converted amount can be: the tables hold amounts and rates below 10^14 each.
_BEYOND = Decimal(10) ** 30


@dataclass(slots=True)
class Condition:
    """A condition of SQL with its parameters."""

    parts: list[str] = field(default_factory=list)
    parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def sql(self) -> str:
        """The condition; TRUE when nothing is filtered."""
        return " AND ".join(self.parts) or "TRUE"

    def texts(self, name: str, template: str, values: tuple[str, ...]) -> None:
        """Require that a text is one of the values; ``template`` holds ``{}`` where the list goes."""
        if values:
            keys = {f"{name}{n}": value.strip().lower() for n, value in enumerate(values)}
            self.parameters |= keys
            self.parts.append(template.format(", ".join(f"${key}" for key in keys)))


def deals_in_scope(  # noqa: PLR0913 - the columns judged, all by name
    norm: Norm,
    setting: Setting,
    *,
    pipeline: str = "d.pipeline",
    stage: str = "d.stage",
    owner: str | None = "d.owner",
    any_amount: bool = False,
) -> Condition:
    """The condition on ``deal_state AS d``.

    Args:
        norm: The norm.
        setting: The circumstances.
        pipeline: SQL of the pipeline judged, where it is not the deal's own.
        stage: SQL of the stage judged.
        owner: SQL of the owner judged; None leaves owners to the rule.
        any_amount: Whether the amount of the deal does not matter.
    """
    scope, found = norm.scope, Condition()
    found.texts("pipeline", f"lower(trim({pipeline})) IN ({{}})", scope.pipelines)
    found.texts("stage", f"lower(trim({stage})) IN ({{}})", scope.stages)
    found.texts("source", "lower(trim(d.source)) IN ({})", scope.sources)
    found.texts("segment", "lower(trim(d.segment)) IN ({})", scope.segments)
    found.texts(
        "product",
        "(lower(trim(d.product)) IN ({0}) OR EXISTS (SELECT 1 FROM deal_products AS g "
        "WHERE g.deal_id = d.deal_id AND lower(trim(g.product)) IN ({0})))",
        scope.products,
    )
    amount = None if any_amount else scope.amount
    if amount and amount.min is not None:
        found.parts.append("d.money >= CAST($amount_min AS DECIMAL(38,4))")
        found.parameters["amount_min"] = _amount(amount.min)
    if amount and amount.max is not None:
        found.parts.append("d.money <= CAST($amount_max AS DECIMAL(38,4))")
        found.parameters["amount_max"] = _amount(amount.max)
    names = people_in_scope(norm, setting)
    if owner is not None and names is not None:
        among(found, owner, names)
    return found


def _amount(number: float) -> str:
    return f"{min(Decimal(str(number)), _BEYOND):f}"


def without_rate(norm: Norm, condition: str) -> str | None:
    """The question of deals left out as their currency has no rate; None when amounts do not matter.

    Args:
        norm: The norm.
        condition: SQL of the deals ``d`` that would be judged whatever their amount.
    """
    if norm.scope.amount is None:
        return None
    return (
        "SELECT 'не судились сделки в валюте без курса: норма относится к сделкам по сумме' AS reason, "  # noqa: S608 - conditions are ours
        f"COUNT(*) AS n FROM deal_state AS d WHERE d.amount IS NOT NULL AND d.money IS NULL AND {condition}"
    )


def together(*questions: str | None) -> str | None:
    """Questions of what was left out, as one; None when there are none."""
    return " UNION ALL ".join(question for question in questions if question) or None


def among(condition: Condition, owner: str, names: tuple[str, ...]) -> None:
    """Require that an owner is one of the names."""
    keys = {f"person{n}": name for n, name in enumerate(names)}
    condition.parameters |= keys
    listed = ", ".join(f"${key}" for key in keys)
    condition.parts.append(f"{owner} IN ({listed})" if keys else "FALSE")


def people_in_scope(norm: Norm, setting: Setting) -> tuple[str, ...] | None:
    """Names of those the scope speaks of; None when it names no role, position or employee.

    Employees may be named as anywhere in the CRM; a name the staff list does not know is taken as it stands.
    """
    scope = norm.scope
    if not (scope.roles or scope.positions or scope.employees):
        return None
    positions = setting.handbook.positions
    names = {
        name
        for name, position in setting.people.items()
        if (not scope.positions or position in scope.positions)
        and (
            not scope.roles
            or (position and position in positions and not set(scope.roles).isdisjoint(positions[position].roles))
        )
    }
    if scope.employees:
        known = Names(setting.handbook.staff)
        named = {known.owner(name) or name for name in scope.employees}
        names = named & names if scope.roles or scope.positions else named
    return tuple(sorted(names))


def missing_for_scope(norm: Norm, setting: Setting, *, by_deal: bool = True) -> tuple[Missing, ...]:
    """What the scope needs and the export lacks.

    Args:
        norm: The norm.
        setting: The circumstances.
        by_deal: Whether the owners meant are those of deals.
    """
    scope, found = norm.scope, list[Missing]()
    people = bool(scope.roles or scope.positions or scope.employees)
    if people and by_deal:
        found += lacking(setting, "deals", "owner")
    if (scope.roles or scope.positions) and not setting.people:
        found += lacking(setting, "employees", "name", "position", force=True)
    single = len([1 for process in setting.handbook.processes.values() if process.funnel]) == 1
    if scope.pipelines and not single and not setting.has("stage_changes", "pipeline"):
        found += lacking(setting, "deals", "pipeline")
    if scope.stages and not setting.has("stage_changes", "stage"):
        found += lacking(setting, "deals", "stage")
    if scope.sources:
        found += lacking(setting, "deals", "source")
    if scope.products and not setting.has("deal_products", "product"):
        found += lacking(setting, "deals", "product")
    if scope.segments:
        found += [*lacking(setting, "deals", "client_id"), *lacking(setting, "clients", "client_id", "segment")]
    if scope.amount:
        found += lacking(setting, "deals", "amount")
    return tuple(found)
