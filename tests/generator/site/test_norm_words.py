"""What the pages of norms tell a reader: no language of developers, no word twice, no consequence of another norm."""

import re
from pathlib import Path
from typing import Any

import pytest

from generator.site.norm_points import measured
from generator.site.norm_words import due, period, told
from handbook.book import Handbook
from handbook.norms import KINDS, Norm
from handbook.norms.custom_sql import CustomSql
from tests.generator.site.building import company, small

LEAST: dict[str, dict[str, Any]] = {
    "activity_rate": {"activity": "meeting", "per": "week", "min": 4},
    "contact_gap": {"clients": "no_open", "max": "60 d"},
    "conversion": {"from": "Новый", "to": "Выиграна", "per": "month", "min": "25 %"},
    "discount": {"of": "share", "max": "50 %"},
    "feedback_share": {"after": "30 d", "min": "60 %"},
    "imitation": {
        "moves_without_activity": True,
        "mass_edit": {"count": 30, "minutes": 10},
        "last_day_losses": "30 %",
    },
    "overdue_debt": {"per": "company", "max": "12 %"},
    "performer": {"distinct": ["Новый", "Выиграна"]},
    "planned_close": {"max": "3 d", "max_pushes": 2},
    "product_minimum": {"product": "Сопровождение", "min": 1},
    "required_activity": {"document": "Анкета", "before": "Выиграна"},
    "required_fields": {"fields": ["Причина"]},
    "stage_age": {"stage": "КП", "max": "7 d"},
    "response_time": {"counts": "successful", "max": "30 wmin"},
}


@pytest.mark.parametrize("kind", [one for one in KINDS if one is not CustomSql], ids=lambda one: one.__name__)
def test_how_a_norm_is_judged_is_told_in_russian_words(kind: type[Norm]) -> None:
    name = kind.model_fields["kind"].default
    norm = kind.model_validate({"id": "n-one", "title": "Норма", "why": "Нужна", **LEAST.get(name, {})})
    words = " ".join(told(norm))
    assert words
    # «CRM» is the only word of other letters that everybody says.
    assert set(re.findall(r"[A-Za-z`_-]{2,}", words)) <= {"CRM"}


def weekly(tmp_path: Path) -> Handbook:
    """A company with a norm that is no time: so many meetings a week."""
    sources = small()
    sources["processes/sell/main/ask.yaml"]["norms"] += [
        {"id": "n-meet", "kind": "activity_rate", "title": "Встречи", "why": "Нужны", **LEAST["activity_rate"]}
    ]
    return company(tmp_path, sources)


def test_a_period_that_the_requirement_says_is_not_said_again(tmp_path: Path) -> None:
    meetings = weekly(tmp_path).norms["n-meet"].norm
    assert period(meetings, meetings.words()) == ""
    assert period(meetings, "") == "неделя"


def test_a_norm_that_is_no_time_is_not_called_a_deadline(tmp_path: Path) -> None:
    book = weekly(tmp_path)
    assert due(book, "[[norm:n-meet]]") == "Норма"
    assert [due(book, one) for one in ("[[norm:n-offer]]", "в день разговора", "")] == ["Срок"] * 3


def test_consequences_of_another_norm_are_not_shown_as_those_of_this_one(tmp_path: Path) -> None:
    sources = small()
    point = {"information": "Всё", "to": "boss", "when": "в пятницу", "recorded": "отчёт"}
    sources["processes/sell/main/offer-it.yaml"]["control_points"] = [
        {**point, "id": "kt-own", "on_deviation": "Звонит клиенту", "norms": ["n-offer"]}
    ]
    sources["processes/sell/main/ask.yaml"]["control_points"] += [
        {**point, "id": "kt-other", "on_deviation": "Меняет наставника", "norms": ["n-offer"]}
    ]
    book = company(tmp_path, sources)
    assert [(one.point.id, one.own) for one in measured(book, book.norms["n-offer"])] == [
        ("kt-own", True),
        ("kt-other", False),
    ]
