"""What a head of sales reads from the report of the sample is what was injected into its data."""

import json
from pathlib import Path

import pytest

import audit.sample
from generator.report.view import Page, page
from handbook.book import Handbook
from handbook.result import Result

TRUTH: dict[str, list[str]] = json.loads(
    Path(audit.sample.__file__).with_name("expected.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def view(book: Handbook, sample: Result) -> Page:
    return page(sample, book)


def own(sample: Result, norm_id: str, person: str | None) -> list[str]:
    """Keys of one person's breaches of one norm among those injected."""
    verdict = next(one for one in sample.verdicts if one.norm_id == norm_id)
    return [item.key for item in verdict.violations if item.owner == person and item.key in TRUTH[norm_id]]


def test_who_is_worst_and_on_which_norm(sample: Result, view: Page) -> None:
    """A marketer judged by two norms has a lower score and is not called the worst."""
    monday = view.monday
    assert monday.worst is not None
    named = [member for member in view.team if member.name and member.value is not None and not member.thin]
    assert monday.worst is min(named, key=lambda member: member.value or 0)
    assert [one.position for one in monday.thin] == ["Маркетолог"]
    assert monday.causes
    for cause in monday.causes:
        assert cause.violators == len(own(sample, cause.verdict.norm_id, monday.worst.name))
    assert view.of("failed")


def test_what_to_do_on_monday_was_really_injected_and_still_lasts(view: Page) -> None:
    monday = view.monday
    assert monday.things
    assert monday.others
    for thing in (*monday.things, *monday.others):
        assert thing.item.breach.key in TRUTH[thing.item.verdict.norm_id]
        assert thing.item.breach.standing
        assert thing.row is not None


def test_every_breach_has_its_clause_and_its_source(view: Page) -> None:
    for norm in view.norms:
        if norm.rows:
            assert norm.quote is not None
            assert norm.quote.text
        assert all(row.file or row.noun is None for row in norm.rows), norm.verdict.norm_id


def test_whose_money_is_at_stake_and_who_breaks_most_is_told_beside(view: Page) -> None:
    members = [member for member in view.team if member.name]
    richest, busiest = view.monday.richest, view.monday.busiest
    assert richest is max(members, key=lambda member: member.person.money or 0)
    assert busiest is max(members, key=lambda member: member.person.violations)
