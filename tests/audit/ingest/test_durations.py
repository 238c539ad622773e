from decimal import Decimal

import pytest

from audit.ingest.durations import read_duration
from audit.ingest.values import UNREAD


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("95", "95"),
        ("95.0", "95"),
        ("1,5", "1.5"),
        ("0", "0"),
        ("1 мин, 35 сек", "95"),
        ("1 МИН 35 СЕК.", "95"),
        ("95 сек.", "95"),
        ("1 ч 02 мин", "3720"),
        ("1 ч. 2 мин. 3 с.", "3723"),
        ("2 часа", "7200"),
        ("1 час 5 минут", "3900"),
        ("1,5 часа", "5400"),
        ("2 дня 3 часа", "183600"),
        ("1m 35s", "95"),
        ("1h05m", None),
        ("0:01:35", "95"),
        ("00:01:35.5", "95.5"),
        ("26:10:00", "94200"),
        ("100:00:00", "360000"),
        ("1 day, 2:10:00", "94200"),
        ("2 days, 0:00:01", "172801"),
        ("PT1M35S", "95"),
        ("PT1H", "3600"),
        ("P1DT2H10M", "94200"),
        ("PT0.5S", "0.5"),
        ("00:59:59", "3599"),
        ("00:60:00", None),
        ("00:00:60", None),
        ("1:35", None),
        ("-5", None),
        ("сек", None),
        ("PT", None),
        ("P", None),
        ("много", None),
        ("35 сек 1 мин", None),
        ("1 мин 35", None),
        ("999999999", "999999999"),
        ("9999999999", None),
    ],
)
def test_durations(text: str, seconds: str | None) -> None:
    assert read_duration(text) == (UNREAD if seconds is None else Decimal(seconds))


@pytest.mark.parametrize("text", ["", " ", "-", "—"])
def test_no_duration(text: str) -> None:
    assert read_duration(text) is None
