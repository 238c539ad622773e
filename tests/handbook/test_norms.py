import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from handbook.explain import pages
from handbook.finding import Severity
from handbook.norms import KINDS, AnyNorm, LimitedNorm, Norm, Quantity, Unit
from handbook.norms.base import Edition
from handbook.norms.quantity import PATTERN, parse_quantity

NBSP = "\u00a0"
D, WD, H, WH, MIN, WMIN = (
    Unit.DAY,
    Unit.WORKING_DAY,
    Unit.HOUR,
    Unit.WORKING_HOUR,
    Unit.MINUTE,
    Unit.WORKING_MINUTE,
)

#: The kinds of norms.md with the parameters each cannot do without, and what it requires in Russian.
SAMPLES: dict[str, tuple[dict[str, Any], str, str]] = {
    "deal_age": ({"max": "30 d"}, "каждая сделка", f"не более 30{NBSP}календарных дней"),
    "stage_age": (
        {"stage": "КП", "max": "21 wh"},
        "каждое посещение стадии",
        f"не более 21{NBSP}рабочего часа на стадии «КП»",
    ),
    "open_deals": ({"min": 8, "max": 25}, "конец рабочего дня", f"от 8 до 25{NBSP}открытых сделок"),
    "activity_rate": ({"activity": "meeting", "per": "week", "min": 4}, "неделя", f"не менее 4{NBSP}встреч в неделю"),
    "response_time": ({"max": "30 wmin"}, "каждое обращение", f"не более 30{NBSP}рабочих минут"),
    "stage_order": ({}, "каждая сделка", "стадии проходятся по порядку воронки, без пропусков и возвратов"),
    "required_fields": (
        {"fields": ["Компания", "Источник"], "from_stage": "Квалификация"},
        "каждая сделка",
        "заполнены поля «Компания», «Источник» со стадии «Квалификация»",
    ),
    "required_activity": ({"activity": "meeting", "before": "КП"}, "каждая сделка", "до стадии «КП» есть встреча"),
    "contact_gap": ({"max": "1 d"}, "каждый клиент", f"не более 1{NBSP}календарного дня"),
    "overdue_debt": ({"max": "5 %"}, "долг на день проверки", f"не более 5{NBSP}%"),
    "discount": ({"max": "10 %"}, "каждая сделка", f"не более 10{NBSP}%"),
    "product_minimum": (
        {"product": "Сканер", "min": 3},
        "месяц",
        f"не менее 3{NBSP}сделок с продуктом «Сканер» в месяц",
    ),
    "performer": (
        {"stage": "Договор", "roles": ["rop"]},
        "каждый переход",
        "стадию «Договор» выполняет назначенная роль",
    ),
    "planned_close": ({"max": "3 d"}, "каждая открытая сделка", f"не более 3{NBSP}календарных дней"),
    "task_done": ({"max": "2 h"}, "каждая задача", f"не более 2{NBSP}часов"),
    "conversion": (
        {"from": "Квалификация", "to": "Договор", "min": "25 %", "per": "quarter"},
        "квартал",
        f"не менее 25{NBSP}% от стадии «Квалификация» до «Договор»",
    ),
    "plan_fact": ({"min": "90 %"}, "месяц", f"не менее 90{NBSP}% плана"),
    "lead_capacity": ({"max": 1200}, "месяц", f"не более 1{NBSP}200{NBSP}лидов в месяц"),
    "entry_delay": ({"max": "1,5 wh"}, "каждая запись", f"не более 1,5{NBSP}рабочего часа"),
    "order_deadline": ({"max": "0 d"}, "каждый заказ", f"не более 0{NBSP}календарных дней"),
    "feedback_share": ({"after": "10 d", "min": "50 %"}, "месяц", f"не менее 50{NBSP}%"),
    "complaint_time": ({"max": "11 wd"}, "каждая претензия", f"не более 11{NBSP}рабочих дней"),
    "imitation": (
        {"moves_without_activity": True},
        "сделка или день сотрудника",
        "стадии меняются вслед за работой, а не вместо неё",
    ),
    "custom_sql": ({"select": "SELECT 1"}, "каждый случай", "Заголовок"),
}


def norm(kind: str, **keys: object) -> Norm:
    made: Norm = TypeAdapter(AnyNorm).validate_python(
        {"id": "n", "title": "Заголовок", "why": "Затем", "kind": kind, **keys}
    )
    return made


def test_the_kinds_are_those_of_the_specification() -> None:
    assert [str(kind.model_fields["kind"].default) for kind in KINDS] == list(SAMPLES)
    assert len(KINDS) == 24


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_kind_speaks_russian(kind: str) -> None:
    keys, period, words = SAMPLES[kind]
    made = norm(kind, **keys)
    assert made.period() == period
    assert made.words() == words
    assert not made.requires_nothing
    assert re.match("[А-ЯЁ]", type(made).kind_title)
    assert type(made).data_source
    # The page says what an export must hold; a query of the company's own says that itself.
    assert ("\n\nНужн" in pages()[kind]) is (kind != "custom_sql")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if issubclass(kind, LimitedNorm)])
def test_a_kind_with_a_limit_says_which_and_in_what(kind: type[LimitedNorm]) -> None:
    assert kind.bounds
    assert kind.units
    assert len({kind_.kind_title for kind_ in KINDS}) == len(KINDS)


@pytest.mark.parametrize(
    "kind", [str(kind.model_fields["kind"].default) for kind in KINDS if issubclass(kind, LimitedNorm)]
)
def test_a_kind_with_a_limit_requires_nothing_without_it(kind: str) -> None:
    keys = {key: value for key, value in SAMPLES[kind][0].items() if key not in ("min", "max")}
    # Without a limit a task may not be late at all.
    assert norm(kind, **keys).requires_nothing is (kind != "task_done")


@pytest.mark.parametrize(
    ("kind", "keys", "words"),
    [
        ("required_fields", {"fields": ["Причина"], "on": "lost"}, "заполнено поле «Причина» в проигранной сделке"),
        ("required_fields", {"fields": ["А", "Б"], "on": "won"}, "заполнены поля «А», «Б» в выигранной сделке"),
        ("required_fields", {"fields": ["А"]}, "заполнено поле «А» в каждой сделке"),
        (
            "required_fields",
            {"fields": ["А"], "from_stage": "КП", "on": "lost"},
            "заполнено поле «А» со стадии «КП» и в проигранной сделке",
        ),
        ("performer", {"distinct": ["А", "Б"]}, "стадии «А» и «Б» выполняют разные люди"),
        ("required_activity", {"document": "Договор", "before": "Д"}, "до стадии «Д» заполнено поле «Договор»"),
        ("open_deals", {"min": 21}, f"не менее 21{NBSP}открытой сделки"),
        ("activity_rate", {"activity": "call", "per": "day", "max": 40}, f"не более 40{NBSP}звонков в день"),
        ("activity_rate", {"activity": "visit", "per": "month", "min": 1}, f"не менее 1{NBSP}выезда в месяц"),
        ("lead_capacity", {"max": 101}, f"не более 101{NBSP}лида в месяц"),
        (
            "activity_rate",
            {"activity": "meeting", "direction": "out", "result": "fail", "per": "day", "max": 1},
            f"не более 1{NBSP}исходящей неудачной встречи в день",
        ),
        (
            "activity_rate",
            {"activity": "call", "direction": "in", "result": "success", "per": "week", "min": 5},
            f"не менее 5{NBSP}входящих успешных звонков в неделю",
        ),
        (
            "response_time",
            {"max": "30 wmin", "counts": "successful"},
            f"не более 30{NBSP}рабочих минут до успешного контакта",
        ),
        ("task_done", {}, "задачи завершены в срок"),
    ],
)
def test_requirements_of_parameters(kind: str, keys: dict[str, Any], words: str) -> None:
    assert norm(kind, **keys).words() == words


@pytest.mark.parametrize(
    ("kind", "per", "period"),
    [
        ("activity_rate", "day", "рабочий день"),
        ("activity_rate", "month", "месяц"),
        ("conversion", "month", "месяц"),
        ("conversion", "quarter", "квартал"),
    ],
)
def test_the_period_follows_the_parameter(kind: str, per: str, period: str) -> None:
    assert norm(kind, **{**SAMPLES[kind][0], "per": per}).period() == period


# Quantities.

#: Every way a unit may be written, without dots and spaces.
WRITTEN: dict[Unit, str] = {
    D: "d day days дн день дня дней календарныйдень календарногодня календарныхдня календарныхдней",
    WD: "wd рд рабдн рабдень рабдня рабдней рабочийдень рабочегодня рабочихдня рабочихдней",
    H: "h hour hours ч час часа часов",
    WH: "wh рабч рабчас рабчаса рабчасов рабочийчас рабочегочаса рабочихчаса рабочихчасов",
    MIN: "min minutes мин минута минуты минут",
    WMIN: "wmin рабмин рабминута рабминуты рабминут рабочаяминута рабочейминуты рабочиеминуты рабочихминут",
    Unit.PERCENT: "% процент процента процентов",
    Unit.COUNT: "шт раз раза",
}


@pytest.mark.parametrize("unit", Unit)
def test_every_way_to_write_a_unit(unit: Unit) -> None:
    for word in WRITTEN[unit].split():
        for text in (f"5 {word}", f"5{word}", f" 5{NBSP}{word} ", f"5 {word.upper()}"):
            assert parse_quantity(text) == Quantity(Decimal(5), unit), text
    assert parse_quantity(f"5 {unit.value}") == Quantity(Decimal(5), unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("15 раб. мин", "15", WMIN),
        ("15 раб.мин.", "15", WMIN),
        ("2 раб. дн.", "2", WD),
        ("2 рабочих дня", "2", WD),
        ("45 календарных дней", "45", D),
        (f"45{NBSP}календарных{NBSP}дней", "45", D),
        ("1 000 шт.", "1000", Unit.COUNT),
        (f"1{NBSP}000{NBSP}000", "1000000", Unit.COUNT),
        ("1_000", "1000", Unit.COUNT),
        ("1,5 ч", "1.5", H),
        ("1.50 h", "1.50", H),
        ("0 d", "0", D),
        (5, "5", Unit.COUNT),
        (0.5, "0.5", Unit.COUNT),
        (20.0, "20.0", Unit.COUNT),
        ("007 d", "7", D),
    ],
)
def test_a_quantity_as_people_write_it(text: object, value: str, unit: Unit) -> None:
    read = parse_quantity(text)
    assert (read.value, read.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "given",
    [
        "",
        " ",
        "d",
        "d 30",
        "-5 d",
        "+5",
        "5 недель",
        "5 d d",
        "5 d 3",
        "1.2.3",
        "1,",
        ",5",
        ".5",
        "1e3",
        "NaN",
        "inf",
        "30 d!",
    ],
)
def test_what_is_no_quantity(given: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        parse_quantity(given)
    assert caught.value.message().startswith(f"«{given}» — не число с единицей; единицы: d (дни), ")


@pytest.mark.parametrize(
    "given", [None, True, False, [], {}, ["30 d"], date(2026, 1, 1), float("nan"), float("inf"), -1, 1e30]
)
def test_what_is_no_quantity_at_all(given: object) -> None:
    with pytest.raises(PydanticCustomError):
        parse_quantity(given)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (10**9, "меньше миллиарда"),
        pytest.param(10**5000, "меньше миллиарда", id="huge"),
        ("1 000 000 000 d", "меньше миллиарда"),
        (f"{'9' * 400} %", "меньше миллиарда"),
        ("0,00001 d", "не больше четырёх знаков"),
        (f"1.{'3' * 60} h", "не больше четырёх знаков"),
    ],
)
def test_a_limit_is_of_a_sane_size(given: object, message: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        parse_quantity(given)
    assert message in caught.value.message()


@pytest.mark.parametrize("given", ["999 999 999,9999 d", "0.50000000 %", 0.1234, 0])
def test_a_fine_limit_is_read(given: object) -> None:
    assert 0 <= parse_quantity(given).value < 10**9


def test_an_editor_takes_whatever_the_reader_takes() -> None:
    for unit in Unit:
        for word in WRITTEN[unit].split():
            spaced = re.sub(r"^(раб|рабоч[а-я]{2,3}|календарн[а-я]{2,3})(?=(?:дн|ден|дне|час|ч$|мин))", r"\1 ", word)
            for text in (f"5 {word}", f"5 {spaced}", f"1{NBSP}000,5{NBSP}{spaced}", f"5 {unit.value}", "5"):
                assert re.search(PATTERN, text), text
    for text in ("d", "-5", "5 недель", "5 d d", ""):
        assert not re.search(PATTERN, text), text


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.decimals(0, 10**9 - 1, places=4), st.sampled_from(list(Unit)))
def test_a_quantity_reads_back_as_it_is_written(value: Decimal, unit: Unit) -> None:
    quantity = Quantity(value, unit)
    assert parse_quantity(str(quantity)) == quantity
    assert parse_quantity(quantity) is quantity


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("1", D, "1 календарного дня"),
        ("2", D, "2 календарных дней"),
        ("5", D, "5 календарных дней"),
        ("11", D, "11 календарных дней"),
        ("21", D, "21 календарного дня"),
        ("101", WD, "101 рабочего дня"),
        ("111", WD, "111 рабочих дней"),
        ("1000", WD, "1 000 рабочих дней"),
        ("1.5", H, "1,5 часа"),
        ("1.0", H, "1 часа"),
        ("0", WH, "0 рабочих часов"),
        ("31", MIN, "31 минуты"),
        ("30", WMIN, "30 рабочих минут"),
        ("0.5", WMIN, "0,5 рабочей минуты"),
        ("12.50", Unit.PERCENT, "12,5 %"),
        ("1", Unit.COUNT, "1"),
        ("12345.5", Unit.COUNT, "12 345,5"),
    ],
)
def test_the_words_of_a_quantity_after_no_more_than(value: str, unit: Unit, words: str) -> None:
    assert Quantity(Decimal(value), unit).words.replace(NBSP, " ") == words


def test_no_line_may_break_between_a_number_and_its_unit() -> None:
    assert f"30{NBSP}" in Quantity(Decimal(30), D).words
    assert f"1{NBSP}000" in Quantity(Decimal(1000), Unit.COUNT).words


# Editions.

DATED = norm(
    "deal_age",
    limits=[{"from": date(2026, 7, 1), "max": "30 d"}, {"from": date(2026, 1, 1), "max": "45 d"}],
)


def test_editions_go_by_date_however_they_are_written() -> None:
    assert [edition.since for edition in DATED.editions()] == [date(2026, 1, 1), date(2026, 7, 1)]


@pytest.mark.parametrize(
    ("day", "limit"),
    [
        (date(2025, 12, 31), None),
        (date(2026, 1, 1), 45),
        (date(2026, 6, 30), 45),
        (date(2026, 7, 1), 30),
        (date(2030, 1, 1), 30),
    ],
)
def test_the_edition_in_force_changes_on_its_very_day(day: date, limit: int | None) -> None:
    edition = DATED.edition_on(day)
    assert (edition.max.value if edition and edition.max else None) == limit


def test_the_words_of_a_day_and_of_no_day() -> None:
    assert DATED.words(date(2026, 3, 1)) == f"не более 45{NBSP}календарных дней"
    assert DATED.words(date(2026, 7, 1)) == DATED.words() == f"не более 30{NBSP}календарных дней"
    # Before it was in force a norm still has to be shown somehow: as it is now.
    assert DATED.words(date(2020, 1, 1)) == DATED.words()


def test_a_single_limit_is_one_edition_from_its_day_on() -> None:
    always = norm("deal_age", max="30 d")
    assert always.editions() == (Edition(max=Quantity(Decimal(30), D)),)
    assert always.edition_on(date(1999, 1, 1)) is not None
    later = norm("deal_age", max="30 d", since=date(2026, 3, 1))
    assert later.edition_on(date(2026, 2, 28)) is None
    assert later.edition_on(date(2026, 3, 1)) is not None


def test_the_first_day_of_a_norm_is_that_of_its_undated_edition() -> None:
    made = norm("deal_age", since=date(2026, 2, 1), limits=[{"max": "45 d"}, {"from": date(2026, 7, 1), "max": "30 d"}])
    assert [edition.since for edition in made.editions()] == [date(2026, 2, 1), date(2026, 7, 1)]


def test_a_norm_without_limits_has_one_edition_too() -> None:
    made = norm("stage_order", since=date(2026, 2, 1))
    assert made.edition_on(date(2026, 1, 31)) is None
    assert made.edition_on(date(2026, 2, 1)) == Edition(since=date(2026, 2, 1))


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(None, None, ""), (8, None, "не менее 8"), (None, 9, "не более 9"), (8, 9, "от 8 до 9"), (0, 0, "от 0 до 0")],
)
def test_the_words_of_an_edition(low: int | None, high: int | None, words: str) -> None:
    assert Edition.model_validate({"min": low, "max": high}).words == words


def test_limits_know_their_places() -> None:
    made = norm("open_deals", min=1, limits=[{"max": 5}, {"from": date(2026, 1, 1), "min": 2, "max": 6}])
    assert isinstance(made, LimitedNorm)
    assert [(pointer, str(quantity)) for pointer, quantity in made.quantities()] == [
        (("min",), "1"),
        (("limits", 0, "max"), "5"),
        (("limits", 1, "min"), "2"),
        (("limits", 1, "max"), "6"),
    ]


def test_what_a_norm_is_by_default() -> None:
    made = norm("deal_age", max="30 d")
    assert (made.severity, made.tolerance, made.draft, made.since) == (Severity.ERROR, 0, False, None)
    assert list(made.named_stages()) == []


@pytest.mark.parametrize(
    ("keys", "kind_of_error"),
    [
        ({"tolerance": -1}, "greater_than_equal"),
        ({"tolerance": 101}, "less_than_equal"),
        ({"severity": "fatal"}, "enum"),
        ({"id": "Норма"}, "string_pattern_mismatch"),
        ({"why": " "}, "string_too_short"),
        ({"since": 2026}, "written_out"),
        ({"stage": "КП"}, "extra_forbidden"),
        ({"scope": {"amount": {"min": -5}}}, "greater_than_equal"),
    ],
)
def test_what_a_norm_may_not_be(keys: dict[str, Any], kind_of_error: str) -> None:
    with pytest.raises(ValidationError) as caught:
        norm("deal_age", **{"max": "30 d", **keys})
    assert [error["type"] for error in caught.value.errors()] == [kind_of_error]


def test_a_limit_older_than_the_norm_judges_only_from_the_day_of_the_norm() -> None:
    limits = [{"from": date(2025, 1, 1), "max": "9 d"}, {"from": date(2026, 1, 1), "max": "1 d"}]
    made = norm("deal_age", since=date(2026, 2, 1), limits=limits)
    assert [(edition.since, edition.max) for edition in made.editions()] == [
        (date(2026, 2, 1), Quantity(Decimal(1), D)),
    ]
    assert made.edition_on(date(2026, 1, 31)) is None
