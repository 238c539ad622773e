"""Checks of the sources: one rule per module, the docstring of the module is its help page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from handbook.finding import Finding, Severity
from handbook.lint import (
    ambiguous_person,
    as_is_judged,
    as_is_without_to_be,
    bare_number,
    branch_without_condition,
    catch_all_document,
    circular_subordination,
    control_point_without_norm,
    crowded_process,
    doubtful_inflection,
    duplicate_number,
    duplicate_waiver,
    duty_number,
    feedback_address,
    foreign_stage,
    funnel_conflict,
    idle_document,
    idle_role,
    incomplete_document,
    incomplete_funnel,
    incomplete_operation,
    incomplete_position,
    incomplete_process,
    long_agenda,
    lost_operation,
    missing_participant,
    named_person,
    norm_conflict,
    norm_editions,
    norm_limits,
    norm_without_source,
    okpdtr_code,
    operation_without_control_point,
    operation_without_document,
    operation_without_norm,
    operation_without_owner,
    overdue_review,
    overloaded_position,
    perfective_duty,
    person_without_gender,
    position_without_duties,
    profile_columns,
    punitive_wording,
    question_without_document,
    repeated_node,
    repeated_norm,
    repeated_wording,
    replaced_to_be,
    role_without_path,
    role_without_position,
    stranger_step,
    stray_marks,
    two_owners_of_output,
    undefined_abbreviation,
    undescribed_competency,
    unfilled_text,
    unjudged_field,
    unknown_reference,
    unknown_stage,
    unmade_input,
    unreachable_operation,
    unread_control_point,
    unsafe_select,
    unused_output,
    vague_wording,
)
from handbook.lint.allowed import Allowed, Comments
from handbook.lint.rule import AnyRule, DatedRule, Remark
from handbook.read import Reading

RULES: tuple[AnyRule, ...] = (
    unknown_reference.RULE,
    operation_without_owner.RULE,
    operation_without_document.RULE,
    operation_without_control_point.RULE,
    operation_without_norm.RULE,
    incomplete_operation.RULE,
    control_point_without_norm.RULE,
    unread_control_point.RULE,
    question_without_document.RULE,
    incomplete_process.RULE,
    incomplete_document.RULE,
    unfilled_text.RULE,
    feedback_address.RULE,
    duplicate_number.RULE,
    idle_document.RULE,
    catch_all_document.RULE,
    norm_without_source.RULE,
    unused_output.RULE,
    unmade_input.RULE,
    two_owners_of_output.RULE,
    idle_role.RULE,
    role_without_position.RULE,
    role_without_path.RULE,
    undescribed_competency.RULE,
    stranger_step.RULE,
    missing_participant.RULE,
    overloaded_position.RULE,
    incomplete_position.RULE,
    position_without_duties.RULE,
    okpdtr_code.RULE,
    branch_without_condition.RULE,
    unreachable_operation.RULE,
    repeated_node.RULE,
    crowded_process.RULE,
    as_is_without_to_be.RULE,
    as_is_judged.RULE,
    lost_operation.RULE,
    replaced_to_be.RULE,
    norm_limits.RULE,
    norm_editions.RULE,
    norm_conflict.RULE,
    repeated_norm.RULE,
    bare_number.RULE,
    duty_number.RULE,
    unsafe_select.RULE,
    duplicate_waiver.RULE,
    unknown_stage.RULE,
    foreign_stage.RULE,
    unjudged_field.RULE,
    funnel_conflict.RULE,
    incomplete_funnel.RULE,
    profile_columns.RULE,
    long_agenda.RULE,
    overdue_review.RULE,
    vague_wording.RULE,
    punitive_wording.RULE,
    named_person.RULE,
    stray_marks.RULE,
    perfective_duty.RULE,
    undefined_abbreviation.RULE,
    repeated_wording.RULE,
    doubtful_inflection.RULE,
    ambiguous_person.RULE,
    person_without_gender.RULE,
    circular_subordination.RULE,
)


@dataclass(frozen=True, slots=True)
class Linted:
    """What the rules say of a company.

    Attributes:
        findings: Of reading, of every rule and of the comments that let findings stand, sorted by place.
        allowed: Findings that a comment lets stand, sorted by place.
    """

    findings: tuple[Finding, ...]
    allowed: tuple[Allowed, ...]


def lint(reading: Reading, today: date | None = None) -> Linted:
    """Ask every rule.

    Args:
        reading: What was read, complete or not; rules see as much of the handbook as could be read.
        today: The day of the check; without one, rules that depend on it are not asked.
    """
    comments = Comments.of(reading)
    found, allowed = list(reading.findings), []
    for rule in RULES:
        for remark in _asked(rule, reading, today):
            finding = _found(rule, remark, reading)
            reason = None if rule.severity is Severity.ERROR else comments.reason(rule.code, remark.spots[0])
            if reason is None:
                found.append(finding)
            else:
                allowed.append(Allowed(finding, reason))
    # What could not be read may be what a comment is about.
    looked = set() if reading.findings else {rule.code for rule in RULES if today or not isinstance(rule, DatedRule)}
    found += comments.remarks({rule.code: rule for rule in RULES}, looked)
    # A text under a mark «&» is one text, however often «*» repeats it.
    return Linted(
        tuple(sorted(dict.fromkeys(found), key=lambda finding: finding.sort_key)),
        tuple(sorted(dict.fromkeys(allowed), key=lambda item: item.finding.sort_key)),
    )


def mistakes(reading: Reading) -> tuple[Finding, ...]:
    """What would make pages and documents wrong, and nothing else: a tenth of the work of every rule.

    Args:
        reading: What was read, complete or not.
    """
    found = [finding for finding in reading.findings if finding.severity is Severity.ERROR]
    for rule in RULES:
        if rule.severity is Severity.ERROR:
            found += (_found(rule, remark, reading) for remark in _asked(rule, reading, None))
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: finding.sort_key))


def _found(rule: AnyRule, remark: Remark, reading: Reading) -> Finding:
    places = tuple(reading.place(spot) for spot in remark.spots)
    return Finding(rule.code, rule.severity, remark.message, places, remark.tip)


def _asked(rule: AnyRule, reading: Reading, today: date | None) -> Iterator[Remark]:
    if isinstance(rule, DatedRule):
        return rule.check(reading.handbook, today) if today else iter(())
    return rule.check(reading.handbook)
