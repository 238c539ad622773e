from datetime import date

import pytest

from handbook.russian import (
    Case,
    date_quoted,
    date_short,
    date_words,
    month_name,
    month_period,
    quarter_period,
    week_period,
    year_period,
)

GENITIVE = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
INSTRUMENTAL = "январём февралём мартом апрелем маем июнем июлем августом сентябрём октябрём ноябрём декабрём"
PREPOSITIONAL = "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре"


def test_dates() -> None:
    day = date(2026, 12, 1)
    assert date_words(day) == "1 декабря 2026 г."
    assert date_quoted(day) == "«01» декабря 2026 г."
    assert date_short(day) == "01.12.2026"


def test_periods() -> None:
    day = date(2026, 12, 9)
    assert month_period(day) == "декабрь 2026"
    assert month_period(day, Case.PREPOSITIONAL) == "декабре 2026"
    assert quarter_period(day) == "IV квартал 2026 г."
    assert quarter_period(date(2026, 1, 1)) == "I квартал 2026 г."
    assert week_period(day) == "неделя с 07.12.2026"
    assert week_period(date(2026, 12, 7), Case.ACCUSATIVE) == "неделю с 07.12.2026"
    assert week_period(date(2027, 1, 1)) == "неделя с 28.12.2026"
    assert week_period(date.min) == "неделя с 01.01.0001"
    assert year_period(day) == "2026 год"


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (Case.GENITIVE, GENITIVE),
        (Case.INSTRUMENTAL, INSTRUMENTAL),
        (Case.PREPOSITIONAL, PREPOSITIONAL),
    ],
)
def test_months(case: Case, expected: str) -> None:
    assert " ".join(month_name(month, case) for month in range(1, 13)) == expected
