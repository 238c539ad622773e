"""How much of a day the work takes, to the minute."""

from datetime import time

import pytest

from handbook.model.company import Lunch, WorkingTime
from handbook.workload import meetings_per_day, tasks_of, working_minutes
from tests.conftest import Company

SELL = "regulations/processes/sell/prodat"
DEAL = f"{SELL}/zaklyuchit-dogovor.yaml"
QUOTE = f"{SELL}/podgotovit-kp.yaml"


@pytest.mark.parametrize(
    ("hours", "minutes"),
    [
        (WorkingTime(), 480),
        (WorkingTime(lunch=None), 540),
        (WorkingTime(start=time(10), end=time(0), lunch=None), 840),
        (WorkingTime(start=time(9, 30), lunch=Lunch(start=time(13), end=time(13, 30))), 480),
    ],
)
def test_the_day_is_without_lunch(hours: WorkingTime, minutes: int) -> None:
    assert working_minutes(hours) == minutes


@pytest.mark.parametrize(
    ("when", "runs"),
    [
        ("ежедневно в 9:15", 1),
        ("Каждый рабочий день, 9:15", 1),
        ("по будням", 1),
        ("по понедельникам в 10:00", 0.2),
        ("каждый вторник и каждую пятницу", 0.4),
        ("еженедельно", 0.2),
        ("первый понедельник месяца", 1 / 21),
        ("ежемесячно, до 5 числа", 1 / 21),
        ("в последний день квартала", 1 / 63),
        ("раз в квартал", 1 / 63),
        ("каждый будний день, 9:15", 1),
        ("с понедельника по пятницу", 1),
        ("раз в две недели, по средам", 0.1),
        ("каждую вторую пятницу", 0.1),
        ("второй вторник месяца", 1 / 21),
        ("ежегодно, в понедельник перед отпуском", 1 / 247),
        ("по мере появления тендеров", None),
    ],
)
def test_how_often_a_meeting_is(when: str, runs: float | None) -> None:
    assert meetings_per_day(when) == (pytest.approx(runs) if runs else None)


def loads(company: Company, position: str) -> dict[str, float]:
    handbook = company.reading().handbook
    return {task.title: round(task.minutes, 2) for task in tasks_of(handbook, handbook.positions[position])}


def test_steps_are_counted_by_their_own_performer(company: Company) -> None:
    company.replace(QUOTE, "text: Собрать КП", "text: Собрать КП\n    duration: 40 мин")
    company.replace(QUOTE, "text: Проверить скидку", "text: Проверить скидку\n    duration: 5 мин")
    assert loads(company, "menedzher") == {"Подготовить КП": 80}
    assert loads(company, "rop") == {"Подготовить КП": 10}


@pytest.mark.parametrize(
    ("load", "minutes"),
    [
        ("{count: 4, per: day}", 240),
        ("{count: 4, per: week}", 48),
        ("{count: 4, per: month}", 11.43),
        ("{count: 4, per: quarter}", 3.81),
    ],
)
def test_periods_become_days(company: Company, load: str, minutes: float) -> None:
    company.replace(DEAL, "text: Подписать договор", "text: Подписать договор\n    duration: 1 ч")
    company.replace(DEAL, "load: {count: 4, per: week}", f"load: {load}")
    assert loads(company, "menedzher") == {"Заключить договор": minutes}


@pytest.mark.parametrize(
    ("norm", "minutes"),
    [
        ("kind: activity_rate, activity: call, per: day, min: 10", 600),
        ("kind: activity_rate, activity: call, per: day, max: 10", 48),
        ("kind: activity_rate, activity: call, per: month, min: 1", 48),
        ("kind: activity_rate, activity: call, per: day, min: 10, draft: true", 48),
        ("kind: product_minimum, product: Сканер, min: 42", 120),
    ],
)
def test_a_norm_that_counts_the_operation_prevails_when_it_is_more(company: Company, norm: str, minutes: float) -> None:
    company.replace(DEAL, "text: Подписать договор", "text: Подписать договор\n    duration: 1 ч")
    company.append(DEAL, f"norms:\n  - {{id: n-z, title: З, why: Надо, {norm}, source: {{document: reglament-kp}}}}\n")
    assert loads(company, "menedzher") == {"Заключить договор": minutes}


def test_meetings_take_time_of_all_who_come(company: Company) -> None:
    meeting = (
        "{id: m, title: Планёрка, purpose: П, leader: rop, participants: [menedzher], when: ежедневно, "
        "duration: 15 мин, agenda: [{topic: А, minutes: 15}]}"
    )
    company.write("regulations/meetings.yaml", f"meetings: [{meeting}]\n")
    assert loads(company, "menedzher") == loads(company, "rop") == {"Планёрка": 15}
    assert loads(company, "direktor") == {}


def test_the_day_of_a_company_that_could_not_be_read_is_not_known(company: Company) -> None:
    company.replace(DEAL, "text: Подписать договор", "text: Подписать договор\n    duration: 9 ч")
    company.replace(DEAL, "load: {count: 4, per: week}", "load: {count: 1, per: day}")
    assert len(company.told("overloaded-position")) == 1
    company.append("regulations/company.yaml", "lishnij: 1\n")
    assert [finding.code for finding in company.check()] == ["unknown-key"]


def test_work_as_it_was_takes_no_time(company: Company) -> None:
    company.replace(DEAL, "text: Подписать договор", "text: Подписать договор\n    duration: 1 ч")
    company.write(
        f"{SELL}/process.yaml", company.text(f"{SELL}/process.yaml").replace("goal:", "variant: as-is\ngoal:")
    )
    assert loads(company, "menedzher") == {}


def test_exactly_a_day_is_no_overload(company: Company) -> None:
    company.replace(DEAL, "text: Подписать договор", "text: Подписать договор\n    duration: 8 ч")
    company.replace(DEAL, "load: {count: 4, per: week}", "load: {count: 1, per: day}")
    assert company.told() == []
    company.replace(DEAL, "duration: 8 ч", "duration: 8 ч 1 мин")
    (line,) = company.told()
    assert line.endswith("481\u00a0минута в день, а в рабочем дне 480; больше всего: «Заключить договор» — 481")
