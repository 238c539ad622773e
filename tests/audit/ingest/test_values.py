from datetime import datetime
from decimal import Decimal

import pytest

from audit.ingest.values import UNREAD, Read, read_flag, read_moment, read_number


def at(*parts: int) -> datetime:
    year, month, day, *clock = parts
    hour, minute, second = (*clock, 0, 0, 0)[:3]
    return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - naive by design


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 января 2026", at(2026, 1, 2)),
        ("2 янв. 2026 г.", at(2026, 1, 2)),
        ("«31» мая 2026 г.", at(2026, 5, 31)),
        ("Jan 2, 2024", at(2024, 1, 2)),
        ("September 9, 2024", at(2024, 9, 9)),
        ("2-Mar-2025", at(2025, 3, 2)),
        ("31.12.25", at(2025, 12, 31)),
        ("1.2.2026 9:05", at(2026, 2, 1, 9, 5)),
        ("01.02.2026 в 09:05:07", at(2026, 2, 1, 9, 5, 7)),
        ("2026/02/01", at(2026, 2, 1)),
        ("15-03-2026 10:00", at(2026, 3, 15, 10)),
        ("не закрыта", None),
        ("01.01.0001 0:00:00", None),
        ("0001-01-01T00:00:00", None),
        ("0000-00-00", None),
        ("32.01.2026", UNREAD),
        ("10/20/2016", UNREAD),
        ("март 2026", UNREAD),
        ("завтра", UNREAD),
        ("01.01.3026", UNREAD),
        ("2 мартобря 2026", UNREAD),
        ("2026-01-02T10:00+03", UNREAD),
    ],
)
def test_moments(text: str, value: Read) -> None:
    assert read_moment(text) == value


@pytest.mark.parametrize(
    "text", ["2026-03", "03.2026", "март 2026", "Март 2026 г.", "мар. 2026", "March 2026", "01.03.2026"]
)
def test_months_are_dates_where_a_month_is_asked_for(text: str) -> None:
    assert read_moment(text, months=True) == at(2026, 3, 1)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 250 000,50 ₽", Decimal("1250000.50")),
        ("1\u00a0250\u202f000", Decimal(1250000)),
        ("€ 3.500,00", Decimal("3500.00")),
        ("1,250,000.50", Decimal("1250000.50")),
        ("1.250.000", Decimal(1250000)),
        ("1000|RUB", Decimal(1000)),
        ("12 500 руб.", Decimal(12500)),
        ("−5,5", Decimal("-5.5")),
        ("90 %", Decimal(90)),
        ("-", None),
        ("#REF!", UNREAD),
        ("=IF(N2=1;2)", UNREAD),
        ("много", UNREAD),
        ("1e9", UNREAD),
        ("100 000 000 000 000", UNREAD),
        ("01-май", UNREAD),
    ],
)
def test_numbers(text: str, value: Read) -> None:
    assert read_number(text) == value


def test_flags() -> None:
    assert [read_flag(text) for text in ("Да", "Y", "ИСТИНА", "нет", "N", "0", "может быть")] == [
        True,
        True,
        True,
        False,
        False,
        False,
        UNREAD,
    ]
