"""Charts of the report: numbers computed by hand on small results."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from generator.report.charts import charts
from generator.report.charts.funnel import funnels
from generator.report.charts.marks import Label, Line, Path, Rect
from generator.report.charts.open_deals import open_deals
from generator.report.charts.plan import plans
from generator.report.charts.quadrant import quadrant
from generator.report.charts.receivables import receivables
from generator.report.charts.refusals import refusals
from generator.report.charts.scale import ticks
from generator.report.charts.trend import trend
from generator.report.charts.wording import fitted, initials, width
from handbook.audits.past import PastAudit, PastNorm
from handbook.audits.story import Story
from handbook.finding import Severity
from handbook.indicators import PAID_VIEW
from handbook.missing import Missing
from handbook.model.people import Person
from handbook.norms.base import Scope
from handbook.norms.conversion import Conversion
from handbook.norms.open_deals import OpenDeals
from handbook.norms.overdue_debt import OverdueDebt
from handbook.norms.plan_fact import PlanFact
from handbook.norms.quantity import parse_quantity
from handbook.norms.stage_age import StageAge
from handbook.result import Status
from tests.generator.report import charting as c

D = Decimal
AGE = StageAge(
    id="n-kp",
    title="КП без ответа",
    why="Остывает",
    stage="кп отправлено",
    limits=({"from": date(2026, 1, 1), "max": "10 d"}, {"from": date(2026, 7, 1), "max": "4 d"}),
)
WON = Conversion(id="n-won", title="Конверсия", why="Цель", start="Запрос", to="Выиграна", min=parse_quantity("30 %"))
BAND = OpenDeals(
    id="n-open",
    title="Открытые сделки",
    why="Порядок",
    limits=({"from": date(2026, 1, 1), "min": 2, "max": 8}, {"from": date(2026, 9, 3), "min": 3, "max": 8}),
)


def _funnel() -> tuple[c.MeasureResult, c.MeasureResult]:
    reached = (
        ("Типовая", "Запрос", 200, None, D(100), 80, D(16_000_000), 12, 20),
        ("Типовая", "КП отправлено", 100, D(50), D(50), 60, D(9_000_000), 0, None),
        ("Типовая", "Выиграна", 40, D(40), D(20), None, None, None, None),
    )
    stays = (
        ("Типовая", "Запрос", 190, D("1.5"), D(1), D(3), 12),
        ("Типовая", "КП отправлено", 90, D("4.5"), D(3), D(6), 0),
    )
    return c.measure("stage_conversion", c.FUNNEL, reached), c.measure("stage_duration", c.STAYS, stays)


@pytest.mark.parametrize(
    ("high", "whole", "expected"),
    [
        (132, True, (0, 50, 100, 150)),
        (100, False, (0, 25, 50, 75, 100)),
        (3, True, (0, 1, 2, 3)),
        (0.7, False, (0, 0.2, 0.4, 0.6, 0.8)),
        (1, True, (0, 1)),
        (0, True, (0, 1)),
        (-5, False, (0, 1)),
        (float("nan"), False, (0, 1)),
        (7_300_000, False, (0, 2_000_000, 4_000_000, 6_000_000, 8_000_000)),
        (10**12, True, (0, 250 * 10**9, 500 * 10**9, 750 * 10**9, 10**12)),
    ],
)
def test_divisions_of_an_axis_are_round(high: float, expected: tuple[float, ...], *, whole: bool) -> None:
    assert ticks(high, whole=whole) == pytest.approx(expected)


def test_words_are_cut_to_their_room() -> None:
    assert initials("Белова Ирина Сергеевна") == "Белова И.\u00a0С."
    assert [initials(text) for text in ("Ким Юлия", "Сотрудник К7Q2", "менеджер по продажам")] == [
        "Ким Юлия",
        "Сотрудник К7Q2",
        "менеджер по продажам",
    ]
    cut = fitted("Согласование договора с юристом клиента", 100)
    assert cut.endswith("…")
    assert width(cut) <= 100


def test_a_funnel_has_depth_time_and_deals_with_the_norms_in_force() -> None:
    found = c.result(*_funnel())
    (chart,) = funnels(found, c.handbook(AGE, WON))
    assert chart.title == (
        "Из 200\u00a0сделок до стадии «Выиграна» дошло 40 (20\u00a0%), потеряно 140, в работе 12; "
        "больше всего потерь — на стадии «Запрос»: 80\u00a0сделок на 16\u00a0млн\u00a0₽; "
        "самая большая доля потерь — на стадии «КП отправлено»: 60\u00a0%, 60 из 100 ушедших с неё; "
        "дольше нормы стоит больше чем каждая десятая сделка: «КП отправлено»"
    )
    depth, time, standing = chart.panels
    # 200 deals are the whole axis of 348 units: 0, 50, 100, 150, 200.
    assert [mark.width for mark in c.of_kind(depth, "fact") if isinstance(mark, Rect)] == [174, 69.6, 69.6]
    assert [mark.width for mark in c.of_kind(depth, "lost") if isinstance(mark, Rect)] == [139.2, 104.4]
    assert [mark.width for mark in c.of_kind(depth, "open") if isinstance(mark, Rect)] == [34.8]
    assert any(note.startswith("Ещё 8\u00a0сделок") for note in chart.notes)
    # 30 % of the 200 that asked are 60 deals: 1 + 348 × 60 ÷ 200, less half the width of the mark.
    (limit,) = c.of_kind(depth, "limit")
    assert isinstance(limit, Rect)
    assert (limit.x, limit.hint) == (103.4, "Конверсия: не менее 30\u00a0% от стадии «Запрос» до «Выиграна»")
    # Divisions 0, 2, 4, 6: the limit of 4 days stands at two thirds; the older limit of 10 is not drawn.
    (limit,) = c.of_kind(time, "limit")
    assert isinstance(limit, Rect)
    assert limit.x == 231
    assert [mark.kind for mark in time.marks if mark.kind in {"rest", "late"}] == ["rest", "late"]
    assert "3 · 6 · >\u00a04" in [mark.text for mark in c.of_kind(time, "value") if isinstance(mark, Label)]
    assert [mark.text for mark in c.of_kind(standing, "value") if isinstance(mark, Label)] == ["12 из 20", "0", "—"]
    assert chart.table is not None
    assert chart.table.rows[1] == (
        "КП отправлено", "100", "50\u00a0%", "50\u00a0%", "60", "9\u00a0000\u00a0000\u00a0₽", "60\u00a0%", "3", "6",
        "не более 4\u00a0календарных дней", "0", "—",
    )  # fmt: skip


def test_a_funnel_told_by_people_is_added_up() -> None:
    rows = [("Ким", "Т", "А", 6, None, D(100), 2, D(10), 1), ("Ли", "Т", "А", 4, None, D(100), 1, D(0), 2)]
    rows += [("Ким", "Т", "Б", 3, D(50), D(50), None, None, None), ("Ли", "Т", "Б", 1, D(25), D(25), None, None, None)]
    told = c.measure("stage_conversion", ("owner", *c.FUNNEL[:-1]), rows)
    (chart,) = funnels(c.result(told), c.handbook())
    assert chart.table is not None
    assert [row[1:6] for row in chart.table.rows] == [
        ("10", "—", "100\u00a0%", "3", "10\u00a0₽"),
        ("4", "40\u00a0%", "40\u00a0%", "—", "—"),
    ]
    assert chart.title.endswith(
        "больше всего потерь — на стадии «А»: 3\u00a0сделки на 10\u00a0₽; сделок мало, выводы осторожны"
    )
    assert any("Ушедших меньше 10" in note for note in chart.notes)
    assert any("Длительности стадий нет" in note for note in chart.notes)


def test_a_limit_of_another_pipeline_or_in_working_hours_is_not_drawn() -> None:
    other = AGE.model_copy(update={"scope": Scope(pipelines=("Проекты",))})
    hours = StageAge(id="n-h", title="Разбор", why="Ждёт", stage="Запрос", max=parse_quantity("8 wh"))
    (chart,) = funnels(c.result(*_funnel()), c.handbook(other, hours))
    assert c.of_kind(chart.panels[1], "limit") == []
    assert chart.table is not None
    assert [row[9] for row in chart.table.rows] == ["не более 8\u00a0рабочих часов", "—", "—"]
    assert any("в рабочих часах" in note for note in chart.notes)


def test_a_limit_for_some_products_stands_in_the_table_only() -> None:
    some = AGE.model_copy(update={"scope": Scope(products=("Сканер",))})
    (chart,) = funnels(c.result(*_funnel()), c.handbook(some))
    assert c.of_kind(chart.panels[1], "limit") == c.of_kind(chart.panels[1], "late") == []
    assert chart.table is not None
    assert chart.table.rows[1][9] == "не более 4\u00a0календарных дней"


def test_losses_without_history_are_not_placed_on_a_stage() -> None:
    reached, stays = _funnel()
    unknown = tuple((*row[:5], None, None, *row[7:]) for row in reached.rows)
    (chart,) = funnels(c.result(replace(reached, rows=unknown), stays), c.handbook())
    assert chart.title == "Из 200\u00a0сделок до стадии «Выиграна» дошло 40 (20\u00a0%)"
    assert any("нужна история стадий" in note for note in chart.notes)
    assert [mark.width for mark in c.of_kind(chart.panels[0], "fact") if isinstance(mark, Rect)] == [348, 174, 69.6]


def test_reasons_stand_by_what_they_cost_and_a_search_without_sums_is_apart() -> None:
    rows = (
        ("Поиск", "Молчат", 50, D(100), D(0), None, None),
        ("Проекты", "Дорого", 1, D(10), D(500), None, None),
        ("Проекты", "не указана", 2, D(20), D(100), None, None),
        ("Типовая", "Дорого", 5, D(30), D(300), None, None),
        ("Типовая", "Молчат", 14, D(10), D(100), None, None),
        ("Всего", None, 72, None, D(1000), None, None),
    )
    found = c.measure("refusal_reasons", ("pipeline", *c.REASONS), rows)
    (chart,) = refusals(c.result(found), c.handbook())
    assert chart.title == (
        "Дороже всего обходится «Дорого»: 800\u00a0₽ — 80\u00a0% суммы проигранных, 6\u00a0сделок; "
        "чаще всего в воронках с суммами — «Молчат», 14 из 22"
    )
    assert [panel.title for panel in chart.panels] == [
        "Проекты: сумма · сделок", "Типовая: сумма · сделок", "Поиск: сделок",
    ]  # fmt: skip
    assert chart.table is not None
    assert chart.table.rows[:3] == (
        ("Дорого", "Все воронки", "6", "8,3\u00a0%", "800\u00a0₽", "80\u00a0%"),
        ("Молчат", "Все воронки", "64", "88,9\u00a0%", "100\u00a0₽", "10\u00a0%"),
        ("не указана", "Все воронки", "2", "2,8\u00a0%", "100\u00a0₽", "10\u00a0%"),
    )
    assert chart.table.rows[-1] == ("Молчат", "Поиск", "50", "100\u00a0%", "—", "—")


def test_reasons_without_sums_are_counted() -> None:
    rows = (("Дорого", 3, D(60), D(0), None, None), ("Молчат", 2, D(40), D(0), None, None))
    total = ("Всего", 5, None, D(0), None, None)
    (chart,) = refusals(c.result(c.measure("refusal_reasons", c.REASONS, (*rows, total))), c.handbook())
    assert chart.title == (
        "Чаще всего отказывают по причине «Дорого»: 3 из 5 (60\u00a0%); отказов мало, выводы осторожны"
    )
    assert chart.table is not None
    assert chart.table.filled().rows == (("Дорого", "3", "60\u00a0%"), ("Молчат", "2", "40\u00a0%"))


def test_debts_grow_from_the_oldest_towards_the_limit() -> None:
    rows = (
        ("Ким", 3, D(50), D(30), D(0), D(0), D(0), D(20), D(0), D(50), D(100), D(50)),
        ("Ли", 1, D(100), D(0), D(0), D(0), D(0), D(0), D(0), D(0), D(100), D(0)),
        ("Всего", 4, D(150), D(30), D(0), D(0), D(0), D(20), D(0), D(50), D(200), D(25)),
    )
    norm = OverdueDebt(id="n-d", title="Доля долга", why="Деньги", per="company", max=parse_quantity("12 %"))
    (chart,) = receivables(c.result(c.measure("receivables_ageing", c.DEBTS, rows)), c.handbook(norm))
    assert chart.title == "Просрочено 25\u00a0% из 200\u00a0₽ долга — больше нормы 12\u00a0%"
    picture = chart.panels[0]
    assert [(mark.x, mark.width) for mark in c.of_kind(picture, "older") if isinstance(mark, Rect)] == [
        (1, 34.8),
        (1, 69.6),
    ]
    assert [mark.x for mark in c.of_kind(picture, "fresh") if isinstance(mark, Rect)] == [35.8, 70.6]
    (limit,) = c.of_kind(picture, "limit")
    assert isinstance(limit, Rect)
    assert limit.x == 40.8


def test_a_plan_is_held_against_what_should_be_done_by_now() -> None:
    rows = (
        ("Ли Анна Юрьевна", D(1000), 20, 10, D(50), D(300), D(500), D(200), D(250)),
        ("Ким", D(1000), 20, 10, D(50), D(600), D(500), D(-100), D(0)),
        ("Новый", D(0), 0, 0, None, D(70), None, None, None),
        ("Компания", D(2000), 20, 10, D(100), D(970), D(1000), D(30), D(130)),
    )
    norm = PlanFact(id="n-p", title="План", why="Деньги", min=parse_quantity("90 %"))
    paid = norm.model_copy(update={"id": "n-q", "measure": "paid"})
    (chart,) = plans(c.result(c.measure("plan_decomposition", c.PLAN, rows)), c.handbook(norm, paid))
    assert chart.title == (
        "План месяца выполнен на 49\u00a0%: до графика не хватает 30\u00a0₽; отстают 1 из 2 с планом, "
        "больше всех не хватает у Ли А.\u00a0Ю. — 200\u00a0₽"
    )
    picture = chart.panels[0]
    # The axis ends at 100 %: 30 % of 348 units; the limit is 90 % of the 50 % that should be done.
    assert [mark.width for mark in c.of_kind(picture, "late") if isinstance(mark, Rect)] == [168.8, 104.4]
    assert [mark.x for mark in c.of_kind(picture, "limit") if isinstance(mark, Rect)] == [155.6, 155.6]
    assert "плана нет" in [mark.text for mark in c.of_kind(picture, "value") if isinstance(mark, Label)]
    assert chart.table is not None
    assert [row[5] for row in chart.table.rows] == [
        "не хватает 30\u00a0₽",
        "не хватает 200\u00a0₽",
        "сверх плана 100\u00a0₽",
        "—",
    ]
    assert chart.table.rows[-1] == ("Новый", "—", "—", "70\u00a0₽", "—", "—", "—")


def test_the_usual_plan_by_payments_is_held_against_its_own_norm() -> None:
    rows = [(owner, D(1000), 20, 10, D(50), D(300), D(500), D(200), D(250)) for owner in ("Ким", "Компания")]
    won = PlanFact(id="n-p", title="План", why="Деньги", min=parse_quantity("90 %"))
    paid = won.model_copy(update={"id": "n-q", "title": "Оплаты", "measure": "paid"})
    told = replace(c.measure("plan_decomposition", c.PLAN, rows), indicator=PAID_VIEW)
    (chart,) = plans(c.result(told), c.handbook(won, paid))
    assert [key.text for key in chart.keys if key.kind == "limit"] == ["Оплаты: не менее 90\u00a0% плана"]


def test_effort_without_result_stands_in_its_corner() -> None:
    rows = [
        (owner, contacts, 0, 0, 0, 0, D(won), None)
        for owner, contacts, won in (("А", 100, 10), ("Б", 50, 100), ("В", 20, 40), ("не указан", 900, 900))
    ]
    found = c.result(c.measure("process_result", c.WORK, rows))
    (chart,) = quadrant(found)
    assert chart.title == "Контактов больше, чем у половины коллег, а результат ниже, чем у половины: А"
    assert any("Что делать с сигналом (А)" in note for note in chart.notes)
    assert chart.table is not None
    assert [row[-1] for row in chart.table.rows] == [
        "много действий, слабый результат",
        "на медиане",
        "на медиане",
        "",
    ]
    middle = [mark for mark in c.of_kind(chart.panels[0], "mid") if isinstance(mark, Line)]
    assert [mark.hint for mark in middle] == ["медиана контактов: 50", "медиана результата: 40\u00a0₽"]
    assert len(c.of_kind(chart.panels[0], "late")) == 1


def test_open_deals_stand_in_the_band_that_steps_with_the_norm() -> None:
    first = date(2026, 9, 1)
    rows = [("Ким", day, value) for day, value in c.days(first, 4, 4, 2, 2)]
    rows += [("Ли", day, value) for day, value in c.days(first, 9, 9, 5, 5)]
    rows += [("Компания", day, value) for day, value in c.days(first, 13, 13, 7, 7)]
    broken = {
        "Ким": {date(2026, 9, 3): (2.0, 3.0), date(2026, 9, 4): (2.0, 3.0), date(2026, 5, 5): (0.0, 2.0)},
        "Ли": {date(2026, 9, 1): (9.0, 8.0)},
    }
    found = c.result(c.measure("open_deals_daily", c.OPEN, rows), verdicts=(c.verdict(BAND, broken),))
    (chart,) = open_deals(found, c.handbook(BAND))
    assert chart.title == (
        "С 01.09 по 04.09.2026 за норму открытых сделок выходили 2 из 2\u00a0сотрудников: "
        "Ким — 2\u00a0рабочих дня меньше нормы; Ли — 1 больше нормы"
    )
    whole, worst, other = chart.panels
    assert (whole.title, worst.title, other.title) == ("Вся компания", "Ким", "Ли")
    assert worst.below == "сейчас 2, вне нормы 2\u00a0дня, раньше вне нормы 1\u00a0день"
    # Four days from 40 to 349, the axis of 0…10 from 96 up to 8: the norm steps in the middle from 2 to 3.
    bands = [mark for mark in c.of_kind(worst, "band") if isinstance(mark, Rect)]
    assert [(mark.x, mark.width) for mark in bands] == [(40, 154.5), (194.5, 154.5)]
    assert [mark.height for mark in bands] == pytest.approx([6 * 8.8, 5 * 8.8], abs=0.1)
    (line,) = (mark for mark in c.of_kind(worst, "fact") if isinstance(mark, Path))
    assert line.d == "M40 60.8h154.5v17.6h154.5"
    (marked,) = (mark for mark in c.of_kind(worst, "below") if isinstance(mark, Path))
    assert marked.d == "M194.5 99h154.5v6h-154.5z"
    assert chart.table is not None
    assert chart.table.rows[1] == ("Ким", "2", "—", "2", "4", "2", "0", "1", "от 3 до 8")
    assert any("вне нормы ещё 1\u00a0день" in note for note in chart.notes)


def test_one_who_left_is_not_said_to_be_within_the_norm() -> None:
    rows = [("Ким", day, value) for day, value in c.days(date(2026, 9, 1), 4, 4, 0, 0)]
    rows += [("Ли", day, value) for day, value in c.days(date(2026, 9, 1), 4, 4, 1, 4)]
    told = c.measure("open_deals_daily", c.OPEN, rows)
    book = replace(c.handbook(BAND), staff=(Person(name="Ким", position="m", dismissed=date(2026, 9, 2)),))
    found = c.result(told, verdicts=(c.verdict(BAND, {"Ким": {}, "Ли": {}}),))
    (chart,) = open_deals(found, book)
    assert chart.title == "С 01.09 по 04.09.2026 никто из 2\u00a0сотрудников не вышел за норму открытых сделок"
    assert [panel.below for panel in chart.panels] == [
        "сейчас 0, сделок нет с 03.09.2026, последний день работы 02.09.2026, нарушений не найдено",
        "сейчас 4, нарушений не найдено",
    ]
    assert chart.table is not None
    assert [row[2] for row in chart.table.rows] == ["03.09.2026", "—"]
    verdict = c.verdict(BAND, {"Ли": {date(2026, 9, 3): (1.0, 3.0)}})
    kept = replace(verdict, status=Status.PASSED, tolerance=10)
    assert open_deals(replace(found, verdicts=(kept,)), book)[0].title.endswith(
        "Ли — 1\u00a0рабочий день меньше нормы. Норма выполнена: вне её могут быть 10\u00a0% дней"
    )


def test_a_norm_of_some_pipelines_beside_a_line_of_all_is_explained() -> None:
    norm = BAND.model_copy(update={"scope": Scope(pipelines=("Типовая",))})
    rows = [("Ким", day, value) for day, value in c.days(date(2026, 9, 1), 4, 5)]
    found = c.result(c.measure("open_deals_daily", c.OPEN, rows), verdicts=(c.verdict(norm, {"Ким": {}}),))
    (chart,) = open_deals(found, c.handbook(norm))
    assert any("только воронки «Типовая», линия — все открытые сделки" in note for note in chart.notes)
    unchecked = replace(found, verdicts=(replace(found.verdicts[0], status=Status.NOT_CHECKED),))
    assert any("не проверена" in note for note in open_deals(unchecked, c.handbook(norm))[0].notes)


def test_a_trend_needs_two_audits_and_keeps_a_gap() -> None:
    def past(back: int, score: float | None, errors: int) -> PastAudit:
        norm = PastNorm("n", "Норма", "", Severity.ERROR, Status.FAILED, 10, errors, 0)
        return PastAudit(c.AS_OF - timedelta(days=back), None, "Мера", score, (norm,), (), ())

    found = c.result(verdicts=(c.counted(Severity.ERROR, 2), c.counted(Severity.WARNING, 3)), score=90.0)
    assert trend(found, Story()) == ()
    (chart,) = trend(found, Story(trend=(past(14, None, 1), past(7, 80.0, 4))))
    assert chart.title == "Оценка выросла: 80 → 90, нарушений было 4, стало 5"
    scores, breaches = chart.panels
    assert len([mark for mark in scores.marks if mark.tag == "dot"]) == 2
    # The axis of breaches is 0…6 from 150 up to 16: 2 errors are a third of it, 3 warnings a half.
    assert [mark.height for mark in c.of_kind(breaches, "error") if isinstance(mark, Rect)] == pytest.approx(
        [22.3, 89.3, 44.7], abs=0.1
    )
    assert [mark.height for mark in c.of_kind(breaches, "warning") if isinstance(mark, Rect)] == [67]


def test_what_could_not_be_computed_says_why_and_what_to_add() -> None:
    names = ("stage_conversion", "refusal_reasons", "receivables_ageing", "process_result", "plan_decomposition")
    gap = Missing("invoices", ("due_at",), "Выгрузите счета")
    absent = [
        replace(c.measure(name, (), ()), reason="нет данных", missing=(gap,)) for name in (*names, "open_deals_daily")
    ]
    found = charts(c.result(*absent), c.handbook(), Story())
    assert found is not None
    assert [(chart.panels, chart.reason, len(chart.gaps)) for chart in found.items] == [((), "нет данных", 1)] * 6
    assert charts(c.result(), c.handbook(), Story()) is None
