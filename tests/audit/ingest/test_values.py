from datetime import datetime
from decimal import Decimal

import pytest

from audit.ingest.values import (
    UNREAD,
    Order,
    Read,
    decimal_mark,
    either_way,
    group_marks,
    month_first_marks,
    read_flag,
    read_moment,
    read_number,
    slash_order,
)


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


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$1,234,567", Decimal(1234567)),
        ("$1,234,567.00", Decimal(1234567)),
        ("€ 11398,00", Decimal(11398)),
        ("€-5", Decimal(-5)),
        ("-$5", Decimal(-5)),
        ("(1 250,00)", Decimal(-1250)),
        ("(1 250,00 ₽)", Decimal(-1250)),
        ("(5", UNREAD),
        ("-(-5)", UNREAD),
        ("--5", UNREAD),
        ("1\u2009250'000’5", Decimal(12500005)),
        ("12 500 р.", Decimal(12500)),
        ("500р", Decimal(500)),
        ("100 долл.", Decimal(100)),
        ("100 долларов", Decimal(100)),
        ("1.234.567", Decimal(1234567)),
        ("1,250", Decimal("1.25")),
        ("12 тыс.", UNREAD),
        ("12 тыс. руб.", UNREAD),
        ("01.02.2026", UNREAD),
        ("1.2.3", UNREAD),
        ("192.168.0.1", UNREAD),
        ("1,25,000", UNREAD),
        ("1.250,", UNREAD),
        ("5р6", UNREAD),
        ("|RUB", None),
        ("- ₽", None),
    ],
)
def test_money(text: str, value: Read) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize(
    ("texts", "marks"),
    [
        ([], ""),
        (["1,250", "1.250", "не число", "01.02.2026"], ""),
        (["1,250.50"], ","),
        (["1,234,567"], ","),
        (["$5"], ","),
        (["1.250,50"], "."),
        (["1.250,50", "$5"], ",."),
    ],
)
def test_marks_that_part_thousands(texts: list[str], marks: str) -> None:
    assert group_marks(texts) == marks


@pytest.mark.parametrize(
    ("text", "groups", "value"),
    [
        ("1,250", ",", Decimal(1250)),
        ("1.250", ",", Decimal("1.25")),
        ("1.250", ".", Decimal(1250)),
        ("0,250", ",", Decimal("0.25")),
        ("1250,500", ",", Decimal("1250.5")),
        ("1,25", ",", Decimal("1.25")),
        ("1,250", ",.", UNREAD),
        ("1,25", ",.", Decimal("1.25")),
    ],
)
def test_a_number_in_its_column(text: str, groups: str, value: Read) -> None:
    assert read_number(text, groups) == value


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["3/4/2023"], None),
        (["3/13/2023", "1/2/2023"], Order.MONTH),
        (["13/3/2023 10:00"], Order.DAY),
        (["12/12/2023"], None),
        (["13/3/2023", "3/13/2023"], None),
        (["2023/03/13", "13.03.2023"], None),
    ],
)
def test_order_of_slashed_dates(texts: list[str], order: Order | None) -> None:
    assert slash_order(texts) is order


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3/31/2023 9:15 AM", at(2023, 3, 31, 9, 15)),
        ("3/31/2023, 12:00:05 a.m.", at(2023, 3, 31, 0, 0, 5)),
        ("3/4/2023 12:00 PM", at(2023, 3, 4, 12)),
        ("3/4/2023 0:30 AM", UNREAD),
        ("13/4/2023", UNREAD),
        ("31.03.2023 9:15 PM", at(2023, 3, 31, 21, 15)),
    ],
)
def test_slashed_dates_with_the_month_first(text: str, value: Read) -> None:
    assert read_moment(text, order=Order.MONTH) == value


@pytest.mark.parametrize(
    ("texts", "marks"),
    [
        (["03-04-2026", "03-13-2026"], "-"),
        (["03.04.2026", "03.13.26 10:00"], "."),
        (["03.04.2026", "12.12.2026"], ""),
        (["03.13.2026", "13.03.2026"], ""),
        (["03.13.2026", "13-03-2026"], "."),
        (["2026-13-03", "3/13/2026"], ""),
    ],
)
def test_marks_of_dates_with_the_month_first(texts: list[str], marks: str) -> None:
    assert month_first_marks(texts) == marks


@pytest.mark.parametrize(
    ("text", "digits", "mark"),
    [
        *(("USD 12,500", "12,500", ""), ("1.250 €", "1.250", ""), ("12,5", None, ","), ("0.125", None, ".")),
        *(("1 250,500", None, ","), ("3500", None, ""), ("1,234,567", None, ""), ("сто", None, "")),
    ],
)
def test_numbers_that_read_both_ways(text: str, digits: str | None, mark: str) -> None:
    assert (either_way(text), decimal_mark(text)) == (digits, mark)


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
