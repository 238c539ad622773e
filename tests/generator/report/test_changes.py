"""What changed since an earlier audit: every number of the page is that of the comparison."""

import re
from collections import Counter
from dataclasses import replace

import pytest

from generator.report.changes import ENDED
from generator.report.html import html
from generator.report.view import Page, page
from generator.report.words import points
from handbook.audits.comparison import Change, Comparison, Ending
from handbook.audits.story import Story
from handbook.book import Handbook
from handbook.result import Result
from tests.generator.report.stories import living, make_story
from tests.generator.report.test_html import Reader


@pytest.fixture(scope="module")
def now(result: Result) -> Result:
    """An audit names a breach once: the sample of the fixtures does not always."""
    verdicts = tuple(
        replace(verdict, violations=tuple({item.key: item for item in verdict.violations}.values()))
        for verdict in result.verdicts
    )
    return living(replace(result, verdicts=verdicts))


@pytest.fixture(scope="module")
def story(now: Result) -> Story:
    return make_story(now)


@pytest.fixture(scope="module")
def comparison(story: Story) -> Comparison:
    assert story.comparison is not None
    return story.comparison


@pytest.fixture(scope="module")
def view(now: Result, story: Story, shared_handbook: Handbook) -> Page:
    return page(now, shared_handbook, story=story)


@pytest.fixture(scope="module")
def text(now: Result, story: Story, shared_handbook: Handbook) -> str:
    return html(now, shared_handbook, story=story).decode()


def test_every_change_and_ending_is_counted(comparison: Comparison, view: Page) -> None:
    assert view.changes is not None
    assert dict(view.changes.counts) == {kind: comparison.count(kind) for kind in (*Change, *Ending)}
    assert sum(view.changes.count(kind) for kind in Change) == view.violations
    gone = sum(view.changes.count(kind) for kind in Ending)
    assert view.changes.before == view.changes.count(Change.PERSISTING) + gone


def test_norms_and_people_add_up_to_the_whole(view: Page) -> None:
    assert view.changes is not None
    for kind, count in view.changes.counts:
        assert sum(delta.counts.get(kind, 0) for delta in view.changes.people) == count, kind
        if kind is not Change.PERSISTING:
            assert sum(delta.counts.get(kind, 0) for delta in view.changes.norms) == count, kind
    assert sum(delta.now or 0 for delta in view.changes.people) == view.violations
    assert sum(delta.before or 0 for delta in view.changes.people) == view.changes.before


def test_every_row_says_what_it_is(comparison: Comparison, view: Page, text: str) -> None:
    said = Counter(re.findall(r'<tr id="b\d+"[^>]* data-c="(\w+)"', text))
    shown = Counter(comparison.changes[norm.verdict.norm_id, row.key].value for norm in view.norms for row in norm.rows)
    assert said == shown
    assert text.count('class="ch returned"') >= said["returned"] > 0


def test_the_score_is_set_beside_the_one_before(now: Result, comparison: Comparison, text: str) -> None:
    visible = Reader(text).visible
    assert f"в прошлый раз, 24.09.2026, было {points(comparison.past.score)}" in visible
    shift = re.search(r"([+\u2212][\d,]+|0): в прошлый раз", visible)
    assert shift
    told = float(shift[1].replace("\u2212", "-").replace(",", "."))
    before, after = (float(points(value).replace(",", ".")) for value in (comparison.past.score, now.score.value))
    assert told == pytest.approx(after - before)


def test_ended_breaches_are_listed_by_how_they_ended(comparison: Comparison, view: Page, text: str) -> None:
    assert view.changes is not None
    listed = {over.ending: over.total for over in view.changes.over}
    assert listed == {kind: comparison.count(kind) for kind in Ending if comparison.count(kind)}
    assert set(listed) == set(Ending)
    visible = Reader(text).visible
    for ending, words in (("fixed", "Исправлено"), ("departed", "Больше не судится"), ("waived", "Разрешено")):
        assert re.search(rf"{words}[\w ]*: {listed[Ending(ending)]}", visible)


def test_a_long_list_of_ended_breaches_is_cut_and_says_so(
    now: Result, comparison: Comparison, shared_handbook: Handbook
) -> None:
    fixed = next(item for item in comparison.ended if item.ending is Ending.FIXED)
    long = Story(replace(comparison, ended=(fixed,) * (ENDED + 5)))
    visible = Reader(html(now, shared_handbook, story=long).decode()).visible
    assert f"Показаны первые {ENDED} из {ENDED + 5}." in visible


def test_a_rewritten_norm_is_told_with_its_words_of_then(
    now: Result, comparison: Comparison, shared_handbook: Handbook
) -> None:
    first, *rest = comparison.past.norms
    past = replace(comparison.past, norms=(replace(first, requirement="не более 99 дней"), *rest))
    told = replace(comparison, past=past, rewritten=frozenset({first.norm_id}))
    visible = Reader(html(now, shared_handbook, story=Story(told)).decode()).visible
    assert "Требование изменилось у 1 нормы" in visible
    assert f"{first.title} (было: не более 99 дней)" in visible


def test_promises_are_told_with_what_became_of_them(story: Story, text: str) -> None:
    section = text[text.index('<section id="promises"') : text.index('<section id="map"')]
    visible = Reader(section).visible
    for item in story.promises:
        assert item.outcome.word in visible
        assert item.promise.decision.word in visible
    assert len(re.findall(r'<span class="badge o-', section)) == len(story.promises)
    # What was not kept is read first.
    assert re.findall(r'badge o-(\w+)"', section)[0] == "broken"


def test_the_trend_is_drawn_with_its_numbers(story: Story, text: str) -> None:
    assert 'id="chart-trend"' in text
    for audit in story.trend:
        assert points(audit.score) in Reader(text).visible
