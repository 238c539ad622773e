"""What became of promises, by the five ways a breach may be disposed of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from handbook.audits.promises import Decision, Outcome, Promise, answered, choices
from handbook.result import OwnerCount, Verdict, Violation
from tests.handbook.audits.given import breach, past, result, unchecked, verdict

MADE = date(2026, 3, 1)
THERE = verdict("n", [breach("1")])
GONE = verdict("n")


def outcome(now: Verdict, decision: Decision, *, due: date | None = None, key: str = "1", made: date = MADE) -> Outcome:
    promise = Promise("n", key, "сделка 1", "Анна", decision, due, "", made)
    (found,) = answered([promise], result("2026-03-08", now), [past("2026-03-01", THERE)])
    assert found.promise is promise
    return found.outcome


@pytest.mark.parametrize(
    ("now", "decision", "expected"),
    [
        (GONE, Decision.MEND, Outcome.KEPT),
        (THERE, Decision.MEND, Outcome.BROKEN),
        (THERE, Decision.DATA, Outcome.BROKEN),
        (verdict("n", waived=[breach("1")]), Decision.EXCUSE, Outcome.KEPT),
        (GONE, Decision.EXCUSE, Outcome.KEPT),
        (verdict("n", departed=["1"]), Decision.MEND, Outcome.UNKNOWN),
        (unchecked("n"), Decision.MEND, Outcome.UNKNOWN),
        (verdict("m"), Decision.MEND, Outcome.UNKNOWN),
        (verdict("n", [breach("1")], requirement="не больше 7 дней"), Decision.NORM, Outcome.KEPT),
    ],
)
def test_a_promise_is_held_against_the_audit(now: Verdict, decision: Decision, expected: Outcome) -> None:
    assert outcome(now, decision) is expected


@pytest.mark.parametrize(("due", "expected"), [(date(2026, 3, 7), Outcome.BROKEN), (date(2026, 3, 8), Outcome.WAITING)])
def test_the_day_of_a_promise_is_waited_for(due: date, expected: Outcome) -> None:
    assert outcome(THERE, Decision.MEND, due=due) is expected
    assert outcome(GONE, Decision.MEND, due=due) is Outcome.KEPT


def test_a_promise_of_this_very_audit_is_not_due() -> None:
    assert outcome(THERE, Decision.MEND, made=date(2026, 3, 8)) is Outcome.WAITING


DAY = breach("Анна|2026-02-26", moment="2026-02-26", standing=None)
MONTH_LATER = "2026-04-01"


def test_what_was_over_at_the_meeting_cannot_be_mended() -> None:
    assert outcome(verdict("n", [DAY]), Decision.MEND, key=DAY.key) is Outcome.TOO_LATE
    assert outcome(verdict("n", [DAY]), Decision.DATA, key=DAY.key) is Outcome.BROKEN
    assert Decision.MEND not in choices(standing=None)
    assert Decision.MEND not in choices(standing=False)
    assert choices(standing=True) == tuple(Decision)


def test_a_task_done_late_was_done_as_promised() -> None:
    assert outcome(verdict("n", [breach("1", standing=False)]), Decision.MEND) is Outcome.KEPT


@pytest.mark.parametrize(
    ("more", "after_a_week", "after_a_month"),
    [
        ((), Outcome.WAITING, Outcome.KEPT),
        ((breach("Анна|2026-02-27", moment="2026-02-27", standing=None),), Outcome.WAITING, Outcome.KEPT),
        ((breach("Анна|2026-03-02", moment="2026-03-02", standing=None),), Outcome.BROKEN, Outcome.BROKEN),
        ((breach("Олег|2026-03-02", "Олег", "2026-03-02", standing=None),), Outcome.WAITING, Outcome.KEPT),
        # A deal that stood still before the meeting and broke its term after it; one that the meeting knew of.
        ((breach("2", moment="2026-02-20"),), Outcome.BROKEN, Outcome.BROKEN),
        ((breach("known", moment="2026-03-02"),), Outcome.WAITING, Outcome.KEPT),
    ],
)
def test_teaching_is_kept_by_not_doing_it_again(
    more: tuple[Violation, ...], after_a_week: Outcome, after_a_month: Outcome
) -> None:
    then = past("2026-03-01", verdict("n", [DAY, breach("known")]))
    promise = Promise("n", DAY.key, "день", "Анна", Decision.TEACH, None, "", MADE)
    for now in (verdict("n", [DAY, *more]), verdict("n", more)):
        for day, expected in (("2026-03-08", after_a_week), (MONTH_LATER, after_a_month)):
            (found,) = answered([promise], result(day, now), [then])
            assert found.outcome is expected


def test_nobody_is_taught_who_is_not_judged_or_not_known() -> None:
    judged = replace(GONE, owners=(OwnerCount("Олег", 4, 0), OwnerCount("Анна", 0, 0)))
    teaching = Promise("n", "1", "сделка 1", "Анна", Decision.TEACH, None, "", MADE)
    for now, promise in (
        (judged, teaching),
        (verdict("n", departed=["1"]), teaching),
        (GONE, replace(teaching, owner=None)),
    ):
        (found,) = answered([promise], result(MONTH_LATER, now))
        assert found.outcome is Outcome.UNKNOWN


@pytest.mark.parametrize("decision", [Decision.EXCUSE, Decision.NORM])
def test_what_takes_time_is_waited_for_a_month(decision: Decision) -> None:
    promise = Promise("n", "1", "сделка 1", "Анна", decision, None, "", MADE)
    for day, expected in (
        ("2026-03-08", Outcome.WAITING),
        ("2026-03-31", Outcome.WAITING),
        (MONTH_LATER, Outcome.BROKEN),
    ):
        (found,) = answered([promise], result(day, THERE), [past("2026-03-01", THERE)])
        assert found.outcome is expected


def test_a_reworded_norm_needs_the_words_of_then() -> None:
    assert outcome(THERE, Decision.NORM, made=date(2026, 2, 1)) is Outcome.UNKNOWN


def test_a_debt_that_has_grown_older_is_not_paid() -> None:
    promise = Promise("n", "СЧ-1|31-60", "счёт СЧ-1", "Анна", Decision.MEND, None, "", MADE)
    (found,) = answered([promise], result("2026-03-08", verdict("n", [breach("СЧ-1|61-90")])))
    assert found.outcome is Outcome.BROKEN
