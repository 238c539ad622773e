"""The first screen: who is worst, on which norm, why, and what to do on Monday, the same as the result says."""

from dataclasses import replace

import pytest

from generator.report.html import html
from generator.report.rows import fair
from generator.report.view import Page, page
from handbook.audits.story import Story
from handbook.book import Handbook
from handbook.finding import Severity
from handbook.result import OwnerCount, Result, Score
from tests.generator.report.stories import living, make_story
from tests.generator.report.test_html import Reader


@pytest.fixture(scope="module")
def now(result: Result) -> Result:
    return living(result)


@pytest.fixture(scope="module")
def view(now: Result, shared_handbook: Handbook) -> Page:
    return page(now, shared_handbook, story=make_story(now))


def test_the_worst_is_who_has_the_lowest_score(now: Result, view: Page) -> None:
    lowest = min((score for score in now.owners if score.value is not None), key=lambda score: score.value or 0)
    assert view.monday.worst is not None
    assert view.monday.worst.name == lowest.owner
    assert view.monday.worst is view.team[0]


def test_points_lost_by_norms_are_what_the_score_lacks(view: Page) -> None:
    for member in view.team:
        if member.value is not None:
            assert 100 - sum(cost.lost for cost in member.costs) == pytest.approx(member.value)


def test_a_score_that_rests_on_little_is_told_and_not_called_worst(now: Result, shared_handbook: Handbook) -> None:
    """One norm of many: the score is low, says little, and stands after those of others."""
    first, *rest = now.verdicts
    newcomer = "Новенькая Нина"
    seen = replace(first, owners=(*first.owners, OwnerCount(newcomer, 2, 2)))
    thin = replace(now, verdicts=(seen, *rest), owners=(*now.owners, Score(newcomer, 0.0, 1, 2, 2)))
    broken = replace(seen, violations=(*seen.violations, replace(seen.violations[0], key="новое", owner=newcomer)))
    thin = replace(thin, verdicts=(broken, *rest))
    made = page(thin, shared_handbook)
    assert made.team[-2].name == newcomer
    assert made.team[-2].thin
    assert [one.name for one in made.monday.thin] == [newcomer]
    assert made.monday.worst is made.team[0]
    text = Reader(html(thin, shared_handbook).decode()).visible
    assert f"Оценка ниже, но данных мало: {newcomer} (0; 1 норма, 2 объекта)." in text
    assert "мало данных: 1 норма, 2 объекта" in text


def test_objects_are_named_and_what_lasts_comes_first(view: Page) -> None:
    things = view.monday.things
    assert things
    lasting = [bool(thing.item.breach.standing) for thing in things]
    assert lasting == sorted(lasting, reverse=True)
    assert all(thing.item.breach.owner == view.team[0].name for thing in things)
    assert all(thing.row and thing.row.anchor for thing in (*things, *view.monday.others))


def test_the_urgent_of_others_is_not_repeated_and_errors_come_first(view: Page) -> None:
    others = [thing.item for thing in view.monday.others]
    assert others
    assert all(item.breach.standing and item.breach.owner != view.team[0].name for item in others)
    weights = [item.verdict.severity.weight for item in others]
    assert weights == sorted(weights, reverse=True)
    norms = [item.verdict.norm_id for item in others]
    assert max(map(norms.count, norms)) <= 2


def test_what_is_new_or_has_returned_is_before_what_is_known(view: Page) -> None:
    errors = [thing.item for thing in view.monday.others if thing.item.verdict.severity is Severity.ERROR]
    fresh = [item.change is not None and item.change.value in {"new", "returned"} for item in errors]
    assert fresh == sorted(fresh, reverse=True)


def test_counts_of_what_lasts_add_up(now: Result, view: Page) -> None:
    lasting = sum(bool(item.standing) for verdict in now.verdicts for item in verdict.violations)
    assert view.monday.standing == lasting == sum(member.standing for member in view.team)


def test_where_nothing_lasts_the_page_says_so(result: Result, shared_handbook: Handbook) -> None:
    made = page(result, shared_handbook)
    assert made.monday.standing == 0
    assert made.monday.others == ()
    assert made.monday.things
    assert "Срочного нет" in Reader(html(result, shared_handbook).decode()).visible


def test_nobody_to_judge_is_no_monday(result: Result, shared_handbook: Handbook) -> None:
    empty = replace(result, verdicts=(), owners=())
    assert page(empty, shared_handbook).monday.worst is None
    assert 'id="monday"' not in html(empty, shared_handbook).decode()


def test_rows_are_shared_fairly_between_norms() -> None:
    assert fair([10, 20, 5], 200, 1000) == 200
    assert fair([1000, 1000, 3], 200, 203) == 100
    assert fair([], 200, 10) == 200
    assert fair([50, 50], 200, 1) == 0


def test_a_large_result_lists_what_is_urgent_and_says_where_the_rest_is(
    now: Result, shared_handbook: Handbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.report.rows.TOTAL", 40)
    made = page(now, shared_handbook)
    assert made.shown <= 40
    assert made.violations == 525
    for norm in made.norms:
        urgency = [row.urgency for row in norm.rows]
        assert urgency == sorted(urgency)
    visible = Reader(html(now, shared_handbook).decode()).visible
    assert f"На странице {made.shown} из 525 нарушений" in visible
    assert "все до одного — в audit.xlsx и audit.json" in visible


def test_a_story_of_nothing_says_nothing(now: Result, shared_handbook: Handbook) -> None:
    text = html(now, shared_handbook, story=Story()).decode()
    assert 'id="changes"' not in text
    assert 'id="promises"' not in text
    assert 'id="f-change"' not in text
