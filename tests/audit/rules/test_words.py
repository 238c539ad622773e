from decimal import Decimal

import pytest

from audit.rules.base import limit_words
from audit.rules.conversion import wilson
from audit.rules.duration import duration_words
from handbook.norms.quantity import Unit


@pytest.mark.parametrize(
    ("seconds", "unit", "words"),
    [
        (0, Unit.DAY, "0 мин"),
        (86_400 * 7 + 1, Unit.DAY, "7 дней 1 с"),
        (86_400 + 3_660, Unit.DAY, "1 день 1 ч 1 мин"),
        (86_400 + 60, Unit.HOUR, "24 ч 1 мин"),
        (8 * 3_600 + 1_800, Unit.WORKING_HOUR, "8 ч 30 мин рабочего времени"),
    ],
)
def test_durations(seconds: int, unit: Unit, words: str) -> None:
    assert duration_words(seconds, unit).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (Decimal("30.0000"), "d", "30 календарных дней"),
        (Decimal("1.0000"), "wh", "1 рабочего часа"),
        (Decimal("2.5000"), "h", "2,5 часа"),
        (Decimal("0.0000"), "", "0"),
    ],
)
def test_limits(value: Decimal, unit: str, words: str) -> None:
    assert limit_words({"limit_value": value, "unit": unit}).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    # Published values of the Wilson score interval without continuity correction (Newcombe 1998, table I).
    [(81, 263, 25.53, 36.62), (15, 148, 6.24, 16.05), (0, 20, 0.0, 16.11), (1, 29, 0.61, 17.18)],
)
def test_the_wilson_interval(hits: int, total: int, low: float, high: float) -> None:
    assert list(wilson(hits, total)) == pytest.approx([low, high], abs=0.006)
