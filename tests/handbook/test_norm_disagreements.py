"""Norms whose parameters are right each and wrong together."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from handbook.norms import AnyNorm, Norm

NORM: TypeAdapter[Norm] = TypeAdapter(AnyNorm)
NAMED = {"id": "n", "title": "Норма", "why": "Нужна"}


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (
            {"kind": "performer", "stage": "А", "roles": ["rop"], "distinct": ["А", "Б"]},
            "норма требует и роли на стадии, и разных людей на двух стадиях",
        ),
        (
            {"kind": "performer", "distinct": ["А", "А"]},
            "стадия «А» названа дважды: на неё всегда переводит один и тот же человек",
        ),
        (
            {"kind": "required_activity", "before": "А", "activity": "call", "document": "Договор"},
            "норма требует и действия, и документа",
        ),
    ],
)
def test_a_norm_says_one_thing(keys: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError) as raised:
        NORM.validate_python({**NAMED, **keys})
    (error,) = raised.value.errors()
    assert error["msg"] == words
    assert error["ctx"]["tip"]


@pytest.mark.parametrize("keys", [{"kind": "required_activity", "before": "А"}, {"kind": "performer", "stage": "А"}])
def test_a_norm_that_says_nothing_requires_nothing(keys: dict[str, Any]) -> None:
    assert NORM.validate_python({**NAMED, **keys}).requires_nothing


@pytest.mark.parametrize(
    ("keys", "words", "period"),
    [
        ({"max": "3 d"}, "не более 3\u00a0календарных дней", "каждая открытая сделка"),
        ({"max_pushes": 2}, "не более 2\u00a0переносов", "каждая сделка"),
        (
            {"max": "3 d", "max_pushes": 21},
            "не более 3\u00a0календарных дней и не более 21\u00a0переноса",
            "каждая сделка",
        ),
    ],
)
def test_planned_close_names_both_limits(keys: dict[str, Any], words: str, period: str) -> None:
    norm = NORM.validate_python({**NAMED, "kind": "planned_close", **keys})
    assert (norm.words(), norm.period()) == (words, period)
