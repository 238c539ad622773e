"""Questions about limits: one value is the limit, and what breaks it breaks it."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from generator.site.quiz.ground import Ground
from generator.site.quiz.limits import breaches, limit
from generator.site.quiz.scales import above, below, named
from handbook.norms.deal_age import DealAge
from handbook.norms.open_deals import OpenDeals
from handbook.norms.quantity import Quantity, Unit
from tests.generator.site.building import Built

UNITS = tuple(Unit)
VALUES = (1, 2, 5, 7, 30, 45, 1000, 12345)


@pytest.mark.parametrize(("unit", "value"), list(product(UNITS, VALUES)))
def test_other_values_are_of_the_unit_and_on_their_side(unit: Unit, value: int) -> None:
    bound = Quantity(Decimal(value), unit)
    assert all(one.unit is unit and 0 < one.value < value for one in below(bound))
    assert all(one.unit is unit and one.value > value for one in above(bound))


def test_values_agree_with_their_nouns() -> None:
    days = [named(Quantity(Decimal(value), Unit.DAY)) for value in (1, 3, 5, 21)]
    assert days == [
        "1\u00a0календарный день",
        "3\u00a0календарных дня",
        "5\u00a0календарных дней",
        "21\u00a0календарный день",
    ]


def test_the_limit_is_told_from_every_edition_it_ever_had(built: Built) -> None:
    """An earlier edition may be remembered rightly; it is no wrong answer."""
    norm = built.book.norms["n-age"].norm
    assert isinstance(norm, DealAge)
    question = limit(Ground(built.book), norm)
    assert question is not None
    assert question.answer == ("Не более 30\u00a0календарных дней",)
    assert not any("45" in option for option in question.options)
    assert "1 июля 2026" in question.text


def test_two_bounds_move_together(built: Built) -> None:
    norm = OpenDeals.model_validate(
        {"id": "n", "kind": "open_deals", "title": "Сделки", "why": "Так", "min": 8, "max": 25}
    )
    question = limit(Ground(built.book), norm)
    assert question is not None
    assert question.answer == ("От 8 до 25\u00a0открытых сделок",)
    assert len({option.split()[1] for option in question.options}) == len(question.options)


def test_exactly_the_limit_breaks_nothing(built: Built) -> None:
    operation = built.book.operations["ask"]
    found = [one for one in breaches(Ground(built.book), operation) if one is not None]
    assert found
    for question in found:
        values = [int(option.split("\u00a0")[0]) for option in question.options]
        assert values == sorted(values)
        assert {values[index] for index in question.right} == {value for value in values if value > 30}
        assert 30 in values
