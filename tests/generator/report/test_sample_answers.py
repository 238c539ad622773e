"""What a head of sales reads from the report of the sample is what was injected into its data."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

import audit.sample
from generator.report import words
from generator.report.html import html
from generator.report.markdown import markdown
from generator.report.score import parts
from generator.report.sheets.base import Source
from generator.report.sheets.people import staff
from generator.report.shift import shifts
from generator.report.text import summary
from generator.report.view import Page, page
from generator.word.meeting_pack.content import meeting_pack
from handbook.audits.comparison import compare
from handbook.audits.past import past_of
from handbook.audits.story import Story
from handbook.book import Handbook
from handbook.result import Result, Status

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


def firm(sample: Result, person: str | None) -> float:
    """The score of a person over norms that had five of their objects, by the breaches themselves."""
    lost = weights = 0.0
    for verdict in sample.verdicts:
        judged = next((one for one in verdict.owners if one.owner == person and verdict.checked), None)
        if judged and judged.population >= 5:
            broken = sum(item.owner == person for item in verdict.violations)
            weights += verdict.severity.weight
            lost += verdict.severity.weight * broken / judged.population
    return 100 - 100 * lost / weights


def test_a_single_case_is_told_with_its_day_and_what_it_takes(sample: Result, view: Page) -> None:
    """Who lost most by one object: the words name the day, the points and the score without such norms."""
    member = max((one for one in view.team if one.person.caution), key=lambda one: sum(c.lost for c in one.person.rare))
    rare = member.person.rare
    assert all(cost.population < 5 for cost in rare)
    first = max(rare, key=lambda cost: cost.lost)
    (day,) = (item.moment for item in first.verdict.violations if item.owner == member.name)
    told = member.person.caution or ""
    assert told.startswith(f"{words.points(first.lost)} балла из ")
    assert f"— один случай {words.moment(day)[:10]}" in told
    assert told.endswith(f"без таких норм {words.points(firm(sample, member.name))}")


def test_every_output_names_the_same_person_first_with_the_same_mark(
    sample: Result, book: Handbook, view: Page
) -> None:
    worst = view.monday.worst
    assert worst is not None
    assert worst.name is not None
    text, lines = markdown(sample), summary(sample).splitlines()
    table = text[text.index("## Сотрудники") :].splitlines()
    assert table[4].startswith(f"| {worst.name} |")
    assert lines[lines.index("СОТРУДНИКИ, худшие первыми") + 1].startswith(f"  {worst.name}: ")
    pack = meeting_pack(book, sample, Story())
    assert pack.pages[0].who == worst.name
    marked = [member for member in view.team if member.person.mark]
    assert [row.who.endswith("*") for row in pack.team] == [
        bool(member.person.mark) for member in view.team if member.person.violations
    ]
    rows = {row[0]: row for row in staff(Source(sample, book, Story())).rows}
    page_text = " ".join(html(sample, book).decode().split())
    for member in marked:
        mark = member.person.mark or ""
        assert f"({mark})" in text
        assert mark in page_text
        assert rows[member.name or ""][2] == mark
    scores = [row[1] for row in rows.values() if row[1] is not None]
    assert scores == sorted(scores)


def test_points_of_norms_are_the_whole_change_of_the_score(sample: Result) -> None:
    """A norm that entered the score and one that left it are parts of the change as well."""
    entered, left, *rest = [one for one in sample.verdicts if one.checked and one.population and one.severity.weight]
    before = replace(sample, verdicts=(replace(entered, status=Status.NOT_CHECKED), left, *rest))
    now = replace(sample, verdicts=(entered, *rest))
    before = replace(before, score=replace(before.score, value=100 - sum(part.lost for part in parts(before.verdicts))))
    now = replace(now, score=replace(now.score, value=100 - sum(part.lost for part in parts(now.verdicts))))
    comparison = compare(now, past_of(before))
    found = shifts(now, comparison)
    assert sum(item.by for item in found) == pytest.approx((now.score.value or 0) - (before.score.value or 0))
    about = {item.norm_id: item.about for item in found if item.about}
    assert about == {
        entered.norm_id: "раньше в оценку не входила",
        left.norm_id: "в оценку больше не входит",
    }
    assert [abs(item.by) for item in found] == sorted((abs(item.by) for item in found), reverse=True)
    torn = replace(comparison, past=replace(comparison.past, score=1.0))
    assert shifts(now, torn) == ()


def test_who_has_left_is_told_to_hand_over_what_lasts(book: Handbook, view: Page) -> None:
    gone = {one.name: one.dismissed for one in book.staff if one.dismissed and one.dismissed < view.result.as_of}
    left = {member.name for member in view.team if member.left}
    assert left == {member.name for member in view.team if member.name in gone and member.standing}
    assert left
    assert all((member.left or "").endswith(": передать") for member in view.team if member.left)


def test_who_is_worst_and_on_which_norm(sample: Result, view: Page) -> None:
    """Who has a lower score by two norms, or by a single case of one, is told and not called the worst."""
    monday = view.monday
    assert monday.worst is not None
    named = [member for member in view.team if member.name and member.value is not None and not member.thin]
    assert monday.worst is min(named, key=lambda member: firm(sample, member.name))
    assert [one.position for one in monday.thin] == ["Маркетолог"]
    lower = [one for one in named if (one.value or 0) < (monday.worst.value or 0)]
    assert set(monday.lower) == {one for one in lower if one.person.caution}
    assert monday.causes == tuple(sorted(monday.worst.costs, key=lambda cost: -cost.lost))[:3]
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
    worst = view.monday.worst
    richest, busiest = view.monday.richest or worst, view.monday.busiest or worst
    assert richest is max(members, key=lambda member: member.person.money or 0)
    assert busiest is max(members, key=lambda member: member.person.violations)
