"""What changed between two audits, with all that may hide a change: norms unchecked, objects gone, exceptions."""

from __future__ import annotations

import pytest

from handbook.audits.comparison import Change, Ending, compare
from handbook.audits.past import PastAudit
from handbook.result import Verdict
from tests.handbook.audits.given import breach, past, result, unchecked, verdict

FOUND = verdict("n", [breach("1")])
GONE = verdict("n")
UNCHECKED = unchecked("n")
EXCUSED = verdict("n", waived=[breach("1")])
DEPARTED = verdict("n", departed=["1"])
OTHER = verdict("m")


def days(*verdicts: Verdict) -> list[PastAudit]:
    return [past(f"2026-03-{number:02}", item) for number, item in enumerate(verdicts, 1)]


@pytest.mark.parametrize(
    ("before", "change"),
    [
        ([GONE], Change.NEW),
        ([FOUND], Change.PERSISTING),
        ([UNCHECKED], Change.INCOMPARABLE),
        ([OTHER], Change.INCOMPARABLE),
        ([FOUND, GONE], Change.RETURNED),
        ([FOUND, GONE, GONE], Change.RETURNED),
        ([GONE, FOUND, GONE], Change.RETURNED),
        ([FOUND, GONE, FOUND], Change.PERSISTING),
        ([FOUND, UNCHECKED], Change.PERSISTING),
        ([FOUND, OTHER], Change.PERSISTING),
        ([FOUND, DEPARTED], Change.PERSISTING),
        ([FOUND, EXCUSED], Change.PERSISTING),
        ([FOUND, GONE, UNCHECKED], Change.RETURNED),
        ([FOUND, DEPARTED, GONE], Change.RETURNED),
        ([GONE, UNCHECKED], Change.NEW),
    ],
)
def test_a_breach_found_now_is_told_by_what_audits_before_could_see(before: list[Verdict], change: Change) -> None:
    *earlier, last = days(*before)
    found = compare(result("2026-04-01", FOUND), last, reversed(earlier))
    assert found.changes == {("n", "1"): change}
    assert found.count(change) == 1


@pytest.mark.parametrize(
    ("now", "ending"),
    [
        (GONE, Ending.FIXED),
        (UNCHECKED, Ending.UNCHECKED),
        (OTHER, Ending.UNCHECKED),
        (EXCUSED, Ending.WAIVED),
        (DEPARTED, Ending.DEPARTED),
    ],
)
def test_a_breach_absent_now_is_mended_only_if_it_was_looked_for(now: Verdict, ending: Ending) -> None:
    found = compare(result("2026-04-01", now), past("2026-03-01", FOUND))
    assert [(item.breach.key, item.title, item.ending) for item in found.ended] == [("1", "Норма n", ending)]
    assert (found.count(ending), found.changes) == (1, {})


@pytest.mark.parametrize(
    ("moment", "standing", "change"),
    [
        ("2026-02", None, Change.INCOMPARABLE),
        ("2026-W09", None, Change.NEW),
        ("2026-03", None, Change.NEW),
        ("2026-02-27", False, Change.INCOMPARABLE),
        ("2026-02-27", True, Change.NEW),
        ("давно", None, Change.NEW),
    ],
)
def test_what_an_earlier_audit_did_not_judge_is_not_new(moment: str, change: Change, *, standing: bool | None) -> None:
    item = breach("Анна|x", moment=moment, standing=standing)
    found = compare(result("2026-04-01", verdict("n", [item])), past("2026-03-20", GONE, since="2026-03-01"))
    assert found.changes[("n", "Анна|x")] is change


def test_reworded_norms_are_named() -> None:
    now = result("2026-04-01", verdict("n", requirement="не больше 7 дней"), OTHER)
    assert compare(now, past("2026-03-01", GONE, OTHER)).rewritten == {"n"}


def test_a_debt_that_has_grown_older_is_neither_mended_nor_new() -> None:
    younger, older = verdict("n", [breach("СЧ-1|31-60")]), verdict("n", [breach("СЧ-1|61-90")])
    first, second, third = days(
        younger, verdict("n", departed=["СЧ-1|31-60"]), verdict("n", waived=[breach("СЧ-1|1-15")])
    )
    now = result("2026-04-01", older)
    found = compare(now, first)
    assert found.change("n", breach("СЧ-1|90+")) is Change.PERSISTING
    assert found.ended == ()
    assert compare(now, second, [first]).count(Change.PERSISTING) == 1
    assert compare(now, third).count(Change.PERSISTING) == 1
    waived = compare(result("2026-04-01", verdict("n", waived=[breach("СЧ-1|61-90")])), first)
    assert waived.count(Ending.WAIVED) == 1


def test_nobody_is_new_beside_codes_that_may_be_anybody() -> None:
    first = past("2026-03-01", verdict("n", [breach("КОД|2026-02", "КОД")]))
    now = result("2026-04-01", verdict("n", [breach("Анна|2026-02"), breach("7")]))
    assert compare(now, first, unnamed=["КОД"]).changes == {
        ("n", "Анна|2026-02"): Change.INCOMPARABLE,
        ("n", "7"): Change.NEW,
    }
    assert compare(now, first).count(Change.NEW) == 2
