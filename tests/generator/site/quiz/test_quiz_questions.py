"""Every question of the sample and of the small company: sound, true by the records, linked to a place there is."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from lxml import html

from generator.links import norms_of_operation
from generator.site.norm_people import sayings_of
from generator.site.quiz.gate import faults
from generator.site.quiz.ground import Ground
from generator.site.quiz.operation import ENOUGH, POOL, operation_questions
from generator.site.quiz.question import Question
from generator.site.quiz.role_questions import role_questions
from generator.site.quiz.words import overlap
from generator.site.quiz.works import named_in, works_of
from handbook.book import Handbook
from handbook.read import read
from handbook.russian.text import folded
from tests.generator.site.building import ROOT, Built
from tests.generator.site.quiz.models import TRUTH, takes_part

#: Kinds whose truth is held by tests of their own.
OWN = {"breach", "mine", "path", "told"}
KINDS_WANTED = 15


@pytest.fixture(params=["sample", "built"])
def company(request: pytest.FixtureRequest) -> Built:
    found: Built = request.getfixturevalue(request.param)
    return found


def of_operations(book: Handbook) -> dict[str, tuple[Question, ...]]:
    ground = Ground(book)
    return {name: operation_questions(ground, one) for name, one in book.operations.items()}


def of_roles(book: Handbook) -> dict[str, tuple[Question, ...]]:
    ground = Ground(book)
    return {name: role_questions(ground, one) for name, one in book.roles.items() if not one.external}


def everything(book: Handbook) -> list[Question]:
    groups = (*of_operations(book).values(), *of_roles(book).values())
    return [question for group in groups for question in group]


def test_every_question_is_sound(company: Built) -> None:
    assert [(one, faults(one)) for one in everything(company.book) if faults(one)] == []


def test_every_answer_is_true_by_the_records(company: Built) -> None:
    told = [one for one in everything(company.book) if one.kind not in OWN]
    assert [one for one in told if not TRUTH[one.kind](company.book, one)] == []


def test_every_link_leads_to_a_place(company: Built) -> None:
    @cache
    def places(path: str) -> frozenset[str]:
        return frozenset(html.fromstring((company.site / path).read_bytes()).xpath("//@id"))

    links = {one.link for one in everything(company.book)}
    dead = [link for link in links for path, _, place in [link.partition("#")] if place and place not in places(path)]
    assert dead == []
    assert all((company.site / link.partition("#")[0]).is_file() for link in links)


def test_one_question_has_one_answer_in_the_whole_company(company: Built) -> None:
    answers: dict[tuple[str, str], set[tuple[str, ...]]] = {}
    for one in everything(company.book):
        if one.kind != "told":
            answers.setdefault((one.kind, folded(one.text)), set()).add(one.answer)
    assert [text for text, found in answers.items() if len(found) > 1] == []


def test_the_look_of_options_tells_nothing(sample: Built) -> None:
    """Over the whole sample the right one is neither the longest nor in one place more often than chance would have."""
    asked = [one for one in everything(sample.book) if one.shape == "one"]
    longest = sum(len(one.answer[0]) > max(map(len, one.wrong)) for one in asked) / len(asked)
    shortest = sum(len(one.answer[0]) < min(map(len, one.wrong)) for one in asked) / len(asked)
    places = Counter(one.right[0] for one in asked)
    assert longest < 0.35
    assert shortest < 0.35
    assert all(0.15 < places[place] / len(asked) < 0.35 for place in range(4))


def test_a_test_asks_of_many_things(sample: Built) -> None:
    asked = of_operations(sample.book)
    assert all(len(group) <= POOL for group in asked.values())
    assert sum(len(group) >= ENOUGH for group in asked.values()) > 0.9 * len(asked)
    assert len({one.kind for group in asked.values() for one in group}) >= KINDS_WANTED
    assert all(max(Counter(one.kind for one in group).values(), default=0) <= 2 for group in asked.values())


def test_a_role_is_asked_of_its_own_work(sample: Built) -> None:
    book = sample.book
    for name, asked in of_roles(book).items():
        works = {one.id: one for one in works_of(book, name)}
        for one in asked:
            if one.kind == "strange":
                assert not takes_part(book, name, one.answer[0])
                assert all(takes_part(book, name, title) for title in one.wrong)
            if one.kind == "mine":
                owned = {work.title for work in works.values() if work.owner == name}
                assert set(one.answer) <= owned
                assert not owned.intersection(one.wrong)
            if one.kind == "path":
                assert set(one.options) <= {work.title for work in works.values()}
            if one.kind == "told":
                told = {p.information for o in book.operations.values() for p in o.control_points if p.to == name}
                assert len(one.answer) == sum(any(folded(i) == folded(a) for i in told) for a in one.answer)
                assert not any(folded(i) == folded(wrong) for i in told for wrong in one.wrong)


def test_a_role_is_not_asked_of_one_thing_again_and_again(sample: Built) -> None:
    for name, asked in of_roles(sample.book).items():
        kinds = Counter(one.kind for one in asked)
        assert kinds["owner"] <= 3, name
        if len(asked) > 10:
            assert kinds.most_common(1)[0][1] < 0.6 * len(asked), (name, kinds)


def test_the_same_sources_ask_the_same(sample: Built) -> None:
    assert everything(read(ROOT).handbook) == everything(sample.book)


def test_little_to_ask_is_little_asked(built: Built) -> None:
    """A thin description gives few questions, never padded ones."""
    assert 0 < len(of_operations(built.book)["ask"]) < ENOUGH


def test_a_wrong_answer_is_surely_wrong(sample: Built) -> None:
    """Norms a role works by are no strangers to it; what is done elsewhere about the same norm is right here too."""
    book = sample.book
    for name, asked in of_roles(book).items():
        near = {norm.norm.title for work in works_of(book, name) for norm in norms_of_operation(book, work)}
        near |= {book.norms[norm].norm.title for norm, _ in sayings_of(book, book.roles[name])}
        assert not any(near.intersection(one.wrong) for one in asked if one.kind == "own-norm")
        for one in (one for one in asked if one.kind == "strange"):
            operation = next(o for o in book.operations.values() if o.title == one.answer[0])
            assert name not in named_in(operation)
    points = [point for one in book.operations.values() for point in one.control_points]
    for asked in of_operations(book).values():
        for one in (one for one in asked if one.kind == "deviation"):
            mine = next(point for point in points if f"kt-{point.id}" == one.link.partition("#")[2])
            shared = {folded(p.on_deviation) for p in points if p is not mine and set(p.norms) & set(mine.norms)}
            assert not shared.intersection(map(folded, one.wrong))


def test_no_answer_is_told_by_the_question(sample: Built) -> None:
    for one in everything(sample.book):
        if one.kind in {"deadline", "source"}:
            asked = one.text.rpartition("положено")[2] if one.kind == "deadline" else one.text.rpartition("приходит")[2]
            assert overlap(asked, one.answer[0]) == 0, one
