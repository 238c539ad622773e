from dataclasses import replace

import pytest

from generator.report import words
from generator.report.safe import clean, clip, line, link
from handbook.finding import Place
from handbook.result import Result


@pytest.mark.parametrize(
    ("value", "unit", "beside", "expected"),
    [
        (1, "d", 30, "1 день"),
        (62, "d", 30, "62 дня"),
        (12, "wd", 10, "12 рабочих дней"),
        (16.43, "wh", 8, "16,4 рабочего часа"),
        (2, "wmin", 1, "2 рабочие минуты"),
        (135, "wmin", 30, "135 рабочих минут (2,3 ч)"),
        (3, "", 4, "3"),
        (74.4, "%", 90, "74,4 %"),
        (5, "попугаев", 4, "5 попугаев"),
        (0, "", 4, "0"),
        (None, "d", 30, "—"),
        (float("nan"), "d", 30, "—"),
        # A breach by seconds must not read as the limit itself.
        (8.0003, "wh", 8.0, "8,0003 рабочего часа"),
        (29.999999, "%", 30, "29,999999 %"),
        (8.0, "wh", 8.0, "8 рабочих часов"),
    ],
)
def test_a_measure_agrees_with_its_noun(value: float | None, unit: str, beside: float, expected: str) -> None:
    assert words.measure(value, unit, beside).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("actual", "limit", "unit", "expected"),
    [
        (31.0, 30.0, "d", "не более 30 календарных дней"),
        (3.0, 4.0, "", "не менее 4"),
        (22.0, 21.0, "d", "не более 21 календарного дня"),
        (None, 30.0, "d", "30 календарных дней"),
        (1.0, None, "d", "—"),
        (31.0, float("inf"), "d", "—"),
    ],
)
def test_the_limit_says_which_side_was_broken(
    result: Result, actual: float | None, limit: float | None, unit: str, expected: str
) -> None:
    item = replace(result.verdicts[0].violations[0], actual=actual, limit=limit, unit=unit)
    assert words.requirement(item).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-05", "05.03.2026"),
        ("2026-03-05T14:30:00", "05.03.2026 14:30"),
        ("2026-W10", "неделя с 02.03.2026"),
        ("2026-03", "март 2026"),
        ("2026Q3", "III квартал 2026 г."),
        ("2026-Q1", "I квартал 2026 г."),
        ("2026-02-31", "2026-02-31"),
        ("2026-13", "2026-13"),
        ("2026-W60", "2026-W60"),
        ("когда-то", "когда-то"),
    ],
)
def test_moments_are_written_as_people_write_them(text: str, expected: str) -> None:
    assert words.moment(text) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.0, "0 %"), (0.0001, "менее 0,1 %"), (0.125, "12,5 %"), (0.99999, "99,9 %"), (1.0, "100 %")],
)
def test_a_share_never_rounds_to_nothing_or_to_all(value: float, expected: str) -> None:
    assert words.share(value).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(("value", "expected"), [(99.99, "99,9"), (100.0, "100"), (None, "—"), (82.45, "82,4")])
def test_only_a_clean_score_is_a_hundred(value: float | None, expected: str) -> None:
    assert words.points(value) == expected


def test_rows_are_named_by_runs() -> None:
    assert words.row_list((9, 2, 3, 4, 40, 41), 2).replace("\u00a0", " ") == "2–4, 9 и ещё 2"
    assert words.ranges((5, 4, 4, 5)) == ((5, 5), (4, 4), (4, 5))


def test_places_of_one_column_stand_together() -> None:
    rows = tuple(Place("deals.csv", row=row, field="Сумма") for row in (2, 3, 7))
    assert words.places((*rows, Place("company.yaml", line=4, column=2)), 5) == (
        "deals.csv, столбец «Сумма», строки 2–3, 7",
        "company.yaml:4:2",
    )


def test_text_is_made_safe() -> None:
    assert clean("а\x00б\x1b[0m\x7f\x9f\ud800\ufffe\r\nв") == "а␀б␛[0m␡\ufffd\ufffd\ufffd\nв"
    assert clip("абвгд", 4) == "абв…"
    assert line("\u202eраз\n\tдва\x07") == "раз два␇"
    assert link("../site/norms/a.html#x") == "../site/norms/a.html#x"
    assert link("JaVaScRiPt:alert(1)") is None
    assert link("http://[") is None
