"""Audits before the one of ``conftest``: every change, every ending and every outcome once at least."""

from dataclasses import replace
from datetime import date, timedelta

from handbook.audits.comparison import compare
from handbook.audits.past import PastBreach, past_of
from handbook.audits.promises import Answered, Decision, Outcome, Promise
from handbook.audits.story import Story
from handbook.result import Result, Status, Verdict

_LASTING = frozenset({"deal_age", "stage_age", "required_fields"})


def living(result: Result, *, every: bool = False) -> Result:
    """The result with every other deal still in breach; days that are over stay over, unless it is every norm."""
    verdicts = [
        replace(
            verdict,
            departed=(f"departed|{verdict.norm_id}",),
            violations=tuple(
                replace(item, standing=number % 2 == 0 if every or verdict.kind in _LASTING else None)
                for number, item in enumerate(verdict.violations)
            ),
        )
        for verdict in result.verdicts
    ]
    return replace(result, verdicts=tuple(verdicts))


def make_story(result: Result) -> Story:
    """The result a week and two weeks ago, and what was promised."""
    week = replace(result, as_of=result.as_of - timedelta(days=7))
    past = past_of(replace(week, verdicts=tuple(_before(verdict) for verdict in week.verdicts)), "2026-09-24.json")
    unchecked = next(verdict for verdict in result.verdicts if not verdict.checked)
    gone = PastBreach(unchecked.norm_id, "1", "1", None, "2026-08-01")
    past = replace(past, score=71.0, breaches=(*past.breaches, gone))
    older = replace(past_of(replace(result, as_of=result.as_of - timedelta(days=14))), score=65.25)
    broken = next(verdict for verdict in result.verdicts if len(verdict.violations) > len(Decision))
    promises = tuple(
        Answered(
            Promise(
                norm_id=broken.norm_id,
                key=item.key,
                subject="сделка",
                owner=item.owner,
                decision=decision,
                due=date(2026, 9, 30),
                note=item.detail,
                made=past.as_of,
            ),
            list(Outcome)[number % len(Outcome)],
        )
        for number, (decision, item) in enumerate(zip(Decision, broken.violations, strict=False))
    )
    # The first audit of all knows nothing of the last breaches: they came back, the first ones are new.
    older = replace(older, breaches=tuple(item for item in older.breaches if item.identity not in _first(result)))
    return Story(compare(result, past, [older]), (older, past), promises)


def _first(result: Result) -> set[tuple[str, str]]:
    return {(verdict.norm_id, item.key) for verdict in result.verdicts for item in verdict.violations[:2]}


def _before(verdict: Verdict) -> Verdict:
    if not verdict.violations:
        excused = tuple(item.violation for item in verdict.waived)
        return replace(verdict, violations=excused, waived=()) if excused else verdict
    sample = verdict.violations[-1]
    gone = (replace(sample, key="fixed"), *(replace(sample, key=key) for key in verdict.departed))
    return replace(verdict, status=Status.FAILED, violations=(*verdict.violations[4:], *gone))
