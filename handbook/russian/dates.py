"""Dates and periods as documents write them."""

from datetime import date, timedelta

from handbook.russian.cases import Case
from handbook.russian.letters import words

_STEMS = words("январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр")
_SOFT = dict(zip(Case, ("ь", "я", "ю", "ь", "ём", "е"), strict=True))
_HARD = dict(zip(Case, ("", "а", "у", "", "ом", "е"), strict=True))
_MAY = dict(zip(Case, ("й", "я", "ю", "й", "ем", "е"), strict=True))
_WEEK = dict(zip(Case, ("неделя", "недели", "неделе", "неделю", "неделей", "неделе"), strict=True))
_QUARTERS = ("I", "II", "III", "IV")
_STRESSED_STEM = frozenset({"апрел", "июн", "июл"})


def month_name(month: int, case: Case = Case.NOMINATIVE) -> str:
    """Name a month in a case: ``month_name(12, Case.GENITIVE)`` → «декабря».

    Args:
        month: Month number, 1-12.
        case: The case.
    """
    stem = _STEMS[month - 1]
    if stem == "ма":
        return stem + _MAY[case]
    if stem[-1] == "т":
        return stem + _HARD[case]
    ending = _SOFT[case]
    return stem + ("ем" if ending == "ём" and stem in _STRESSED_STEM else ending)


def date_words(day: date) -> str:
    """Write a date in words: «1 декабря 2026 г.»."""
    return f"{day.day} {month_name(day.month, Case.GENITIVE)} {day.year} г."


def date_quoted(day: date) -> str:
    """Write a date for a form: «01» декабря 2026 г."""
    return f"«{day.day:02d}» {month_name(day.month, Case.GENITIVE)} {day.year} г."


def date_short(day: date) -> str:
    """Write a date in digits: «01.12.2026»."""
    return f"{day.day:02d}.{day.month:02d}.{day.year:04d}"


def month_period(day: date, case: Case = Case.NOMINATIVE) -> str:
    """Name the month a day falls in: «декабрь 2026».

    Args:
        day: Any day of the month.
        case: Case of the month name.
    """
    return f"{month_name(day.month, case)} {day.year}"


def quarter_period(day: date) -> str:
    """Name the quarter a day falls in: «IV квартал 2026 г.»."""
    return f"{_QUARTERS[(day.month - 1) // 3]} квартал {day.year} г."


def week_period(day: date, case: Case = Case.NOMINATIVE) -> str:
    """Name the week a day falls in, from Monday: «неделя с 07.12.2026».

    Args:
        day: Any day of the week.
        case: Case of the word «неделя».
    """
    monday = day.toordinal() - day.weekday()
    start = day - timedelta(days=day.weekday()) if monday >= 1 else day
    return f"{_WEEK[case]} с {date_short(start)}"


def year_period(day: date) -> str:
    """Name the year a day falls in: «2026 год»."""
    return f"{day.year} год"
