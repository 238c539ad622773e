"""Every kind of norm tells those who work by it how it is judged, in their own words."""

import re
from typing import Any

import pytest

from handbook.norms import KINDS
from tests.handbook.test_norms import SAMPLES, norm

#: Parameters that change what counts, by kind: each way is told in words of its own.
WAYS: dict[str, list[dict[str, Any]]] = {
    "contact_gap": [{}, {"clients": "open"}, {"clients": "no_open"}],
    "discount": [{}, {"of": "share"}],
    "imitation": [
        {},
        {"moves_without_activity": False, "mass_edit": {"count": 30, "minutes": 10}},
        {"moves_without_activity": False, "last_day_losses": "30 %"},
    ],
    "overdue_debt": [{}, {"per": "company"}],
    "performer": [{}, {"stage": None, "roles": [], "distinct": ["Новый", "Выиграна"]}],
    "plan_fact": [{}, {"measure": "paid"}],
    "planned_close": [{}, {"max": None, "max_pushes": 2}],
    "required_activity": [{}, {"activity": None, "document": "Анкета"}],
    "response_time": [{}, {"counts": "successful"}],
}


def told(kind: str, **keys: object) -> tuple[str, ...]:
    return tuple(norm(kind, **{**SAMPLES[kind][0], **keys}).how_judged())


@pytest.mark.parametrize("kind", [one.model_fields["kind"].default for one in KINDS])
def test_a_kind_tells_how_it_is_judged_in_words_of_no_developer(kind: str) -> None:
    ways = [told(kind, **keys) for keys in WAYS.get(kind, [{}])]
    assert len(set(ways)) == len(ways)
    for words in ways:
        assert words
        for paragraph in words:
            # «CRM» is the only word of other letters that everybody says; no number of a limit stands here.
            assert set(re.findall(r"[A-Za-z0-9`_]+", paragraph)) <= {"CRM"}
            assert re.fullmatch(r"[А-ЯЁ].*\.", paragraph)


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("imitation", {"mass_edit": {"count": 30, "minutes": 10}, "last_day_losses": "30 %"}),
        ("planned_close", {"max_pushes": 2}),
    ],
)
def test_of_several_things_in_one_norm_each_is_told(kind: str, keys: dict[str, Any]) -> None:
    together = told(kind, **keys)
    assert len(together) == len(keys) + 1
    assert {words for way in WAYS[kind] for words in told(kind, **way)} == set(together)


def test_a_push_of_the_date_is_not_told_where_only_days_are_limited() -> None:
    of_days = told("planned_close")
    assert told("planned_close", max=None, limits=[{"max": "3 d"}]) == of_days
    assert len(of_days) == 1
