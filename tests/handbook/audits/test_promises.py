"""What became of promises, by the five ways a breach may be disposed of."""

from __future__ import annotations

from datetime import date

import pytest

from handbook.audits.promises import Decision, Outcome, Promise, answered
from handbook.result import Verdict, Violation
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
        (THERE, Decision.TEACH, Outcome.BROKEN),
        (verdict("n", waived=[breach("1")]), Decision.EXCUSE, Outcome.KEPT),
        (THERE, Decision.EXCUSE, Outcome.BROKEN),
        (verdict("n", departed=["1"]), Decision.MEND, Outcome.UNKNOWN),
        (unchecked("n"), Decision.MEND, Outcome.UNKNOWN),
        (verdict("m"), Decision.MEND, Outcome.UNKNOWN),
        (THERE, Decision.NORM, Outcome.BROKEN),
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


@pytest.mark.parametrize("decision", [Decision.MEND, Decision.TEACH])
@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ((), Outcome.KEPT),
        ((breach("Анна|2026-02-27", moment="2026-02-27", standing=None),), Outcome.KEPT),
        ((breach("Анна|2026-03-02", moment="2026-03-02", standing=None),), Outcome.BROKEN),
        ((breach("Олег|2026-03-02", "Олег", "2026-03-02", standing=None),), Outcome.KEPT),
    ],
)
def test_what_cannot_be_undone_is_kept_by_not_doing_it_again(
    decision: Decision, more: tuple[Violation, ...], expected: Outcome
) -> None:
    day = breach("Анна|2026-02-26", moment="2026-02-26", standing=None)
    assert outcome(verdict("n", [day, *more]), decision, key=day.key) is expected


def test_a_reworded_norm_needs_the_words_of_then() -> None:
    assert outcome(THERE, Decision.NORM, made=date(2026, 2, 1)) is Outcome.UNKNOWN
