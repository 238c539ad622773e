"""Checks of the sources: one rule per module, the docstring of the module is its help page."""

from __future__ import annotations

from handbook.finding import Finding
from handbook.lint import (
    ambiguous_person,
    branch_without_condition,
    circular_subordination,
    funnel_conflict,
    idle_role,
    incomplete_funnel,
    norm_conflict,
    norm_limits,
    operation_without_owner,
    profile_columns,
    repeated_node,
    role_without_position,
    stranger_step,
    unknown_reference,
    unknown_stage,
    unmade_input,
    unreachable_operation,
    unsafe_select,
    unused_output,
)
from handbook.lint.rule import Rule
from handbook.read import Reading

RULES: tuple[Rule, ...] = (
    unknown_reference.RULE,
    operation_without_owner.RULE,
    unused_output.RULE,
    unmade_input.RULE,
    idle_role.RULE,
    role_without_position.RULE,
    stranger_step.RULE,
    branch_without_condition.RULE,
    unreachable_operation.RULE,
    repeated_node.RULE,
    norm_limits.RULE,
    norm_conflict.RULE,
    unsafe_select.RULE,
    unknown_stage.RULE,
    funnel_conflict.RULE,
    incomplete_funnel.RULE,
    profile_columns.RULE,
    ambiguous_person.RULE,
    circular_subordination.RULE,
)


def lint(reading: Reading) -> tuple[Finding, ...]:
    """Findings of reading and of every rule, sorted by place.

    Args:
        reading: What was read, complete or not; rules see as much of the handbook as could be read.
    """
    found = list(reading.findings)
    for rule in RULES:
        for remark in rule.check(reading.handbook):
            places = tuple(reading.place(spot) for spot in remark.spots)
            found.append(Finding(rule.code, rule.severity, remark.message, places, remark.tip))
    return tuple(sorted(found, key=lambda finding: finding.sort_key))
