"""Every headline of a chart is recomputed from the table beside it: on the sample, and on data nobody has arranged."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

import pytest

from generator.report.charts import charts
from generator.report.charts.marks import Chart
from generator.report.charts.wording import initials
from handbook.audits.past import PastAudit
from handbook.audits.story import Story
from handbook.book import Handbook
from handbook.finding import Severity
from handbook.measure import Cell
from handbook.norms.open_deals import OpenDeals
from handbook.norms.overdue_debt import OverdueDebt
from handbook.norms.quantity import parse_quantity
from handbook.norms.stage_age import StageAge
from handbook.result import Result
from tests.generator.report import charting as c
from tests.volume import volume

D = Decimal
BAND = OpenDeals(id="n-open", title="Открытые сделки", why="Порядок", min=3, max=8)
AGE = StageAge(id="n-age", title="Стоит", why="Стынет", stage="Стадия 1", max=parse_quantity("5 d"))
DEBT = OverdueDebt(id="n-debt", title="Доля долга", why="Деньги", per="company", max=parse_quantity("12 %"))
TIMES = {"тыс.": 10**3, "млн": 10**6, "млрд": 10**9}
#: Two digits of a headline are so far from the exact number of the table at most.
NEAR = 0.051


@dataclass(frozen=True)
class Read:
    """A table as a person reads it: cells by the titles of columns."""

    rows: list[dict[str, str]]

    def column(self, title: str) -> list[float | None]:
        return [value(row.get(title, "—")) for row in self.rows]

    def sum(self, title: str) -> float:
        return sum(number or 0 for number in self.column(title))

    def of(self, title: str) -> dict[str, str]:
        return next(row for row in self.rows if next(iter(row.values())) == title)


def value(text: str) -> float | None:
    """A number as it is written: «1 250 000 ₽», «24,4 %», «29 млн ₽»."""
    found = re.match(r"(?:(?:[<>]|менее|более)\s)?([\u2212-]?[\d\u00a0]+(?:,\d+)?)(?:\s?(тыс\.|млн|млрд))?", text)
    if found is None:
        return None
    number = float(found[1].replace("\u00a0", "").replace(",", ".").replace("\u2212", "-"))
    return number * TIMES.get(found[2] or "", 1)


def read(chart: Chart) -> Read:
    assert chart.table is not None
    titles = [column.title for column in chart.table.columns]
    return Read([dict(zip(titles, row, strict=True)) for row in chart.table.rows])


def near(told: str, exact: float | None, slack: float = 0.0) -> bool:
    """Whether a short number of a headline is the one of the table."""
    number = value(told)
    assert number is not None, told
    assert exact is not None, told
    return abs(number - exact) <= max(abs(exact) * NEAR, slack)


def funnel(title: str, table: Read) -> None:
    head = re.match(r"Из ([\d\xa0]+)\xa0сдел\w+ до стадии «(.+?)» дошл[оа] ([\d\xa0]+) \((.+?%)\)", title)
    assert head, title
    first, last = table.rows[0], table.rows[-1]
    assert (head[1], head[2], head[3]) == (first["Дошло"], last["Стадия"], last["Дошло"])
    assert near(head[4], value(last["От начала"]), 0.6)
    lost = table.column("Потеряно")
    most = max(number or 0 for number in lost)
    told = re.search(r"потерян[ао] ([\d\xa0]+)", title)
    assert (value(told[1]) if told else 0) == table.sum("Потеряно")
    working = re.search(r"в работе ([\d\xa0]+)", title)
    assert (value(working[1]) if working else 0) == table.sum("Стоит сейчас")
    losses(title, table, most)
    limits = {row["Стадия"]: value(row.get("Норма времени", "—").removeprefix("не более ")) for row in table.rows}
    stays = {row["Стадия"]: value(row.get("Дней: 9 из 10 — не дольше", "—")) for row in table.rows}
    late = [stage for stage, limit in limits.items() if limit is not None and (stays[stage] or 0) > limit]
    slow = re.search("дольше нормы стоит больше чем каждая десятая сделка: (.+?)(?:; |$)", title)
    assert re.findall("«(.+?)»", slow[1] if slow else "") == late
    assert ("сделок мало" in title) == ((value(first["Дошло"]) or 0) < 30)


def losses(title: str, table: Read, most: float) -> None:
    worst = [row for row in table.rows if most and value(row["Потеряно"]) == most]
    where = re.search(
        r"больше всего потерь — (.+?): (?:по )?([\d\xa0]+)\xa0сдел\w+(?:, вместе)?(?: на ([^;—]+))?", title
    )
    assert bool(where) == bool(worst), title
    if where is None:
        return
    named = re.findall("«(.+?)»", where[1])
    assert named == [row["Стадия"] for row in worst] if named else str(len(worst)) in where[1]
    assert value(where[2]) == most
    cost = sum(value(row.get("На сумму", "—")) or 0 for row in worst)
    assert near(where[3], cost) if where[3] else not cost
    following = table.column("Дошло")[1:]
    left = {
        row["Стадия"]: ((value(row["Потеряно"]) or 0) + (onward or 0), value(row["Доля потерь среди ушедших"]) or 0)
        for row, onward in zip(table.rows, following, strict=False)
    }
    known = {stage: share for stage, (number, share) in left.items() if number >= 10}
    other = re.search(
        r"самая большая доля потерь — на стадии «(.+?)»: (.+?), ([\d\xa0]+) из ([\d\xa0]+) ушедших", title
    )
    same = re.search(r"и доля потерь там самая большая: (.+?) ушедших", title)
    if other:
        assert known[other[1]] == max(known.values())
        assert near(other[2], known[other[1]], 0.6)
        assert (value(other[3]), value(other[4])) == (value(table.of(other[1])["Потеряно"]), left[other[1]][0])
    if same:
        assert known[worst[0]["Стадия"]] == max(known.values())
        assert near(same[1], max(known.values()), 0.6)


def refusals(title: str, table: Read) -> None:
    apart = "Воронка" in table.rows[0]
    whole = [row for row in table.rows if not apart or row["Воронка"] == "Все воронки"]
    named = [row for row in whole if row["Причина"] != "не указана"]
    paid = sum(value(row.get("Сумма", "—")) or 0 for row in whole)
    deals = sum(value(row["Сделок"]) or 0 for row in whole)
    costly = re.match(r"Дороже всего обходится «(.+?)»: (.+?) — (.+?) суммы проигранных, ([\d\xa0]+)\xa0сдел", title)
    if costly:
        row = next(row for row in named if row["Причина"] == costly[1])
        assert value(row["Сумма"]) == max(value(item["Сумма"]) or 0 for item in named)
        assert near(costly[2], value(row["Сумма"]))
        assert near(costly[3], 100 * (value(row["Сумма"]) or 0) / paid, 0.6)
        assert value(costly[4]) == value(row["Сделок"])
    else:
        assert not paid
        told = re.match(r"Чаще всего отказывают по причин\w+ «(.+?)».*?: (?:по )?([\d\xa0]+) из ([\d\xa0]+) \(", title)
        assert told, title
        assert value(told[2]) == max(value(row["Сделок"]) or 0 for row in named)
        assert value(told[3]) == deals
    often = re.search(r"чаще всего(?: в воронках с суммами)? — «(.+?)».*?, (?:по )?([\d\xa0]+) из ([\d\xa0]+)", title)
    rows = [row for row in table.rows if not apart or row["Воронка"] != "Все воронки"]
    counts: dict[str, float] = {}
    for row in rows:
        if not costly or value(row["Сумма"]) is not None:
            counts[row["Причина"]] = counts.get(row["Причина"], 0) + (value(row["Сделок"]) or 0)
    most = max(number for reason, number in counts.items() if reason != "не указана")
    if often:
        assert counts[often[1]] == value(often[2]) == most
        assert value(often[3]) == sum(counts.values())
    elif costly:
        assert counts[costly[1]] == most
    assert ("отказов мало" in title) == (deals < 20)


def plan(title: str, table: Read) -> None:
    whole, *people = table.rows
    planned = [row for row in people if row.get("Выполнено", "—") != "—"]
    done = re.match(r"План месяца выполнен на ([^:;]+%)", title)
    assert done, title
    assert near(done[1], value(whole["Выполнено"]), 0.6)
    lack, beyond = re.search(r"не хватает ([^;]+?);", title), re.search(r"сверх \w+ ([^;]+?);", title)
    assert not (lack and beyond)
    if told := lack or beyond:
        assert near(told[1], abs((value(whole["Сделано"]) or 0) - (value(whole["Должно быть"]) or 0)), 1)
        assert whole["К плану на дату"].startswith("не хватает" if lack else "сверх")
    behind = {
        row["Сотрудник"]: gap
        for row in planned
        if (gap := (value(row["Должно быть"]) or 0) - (value(row["Сделано"]) or 0)) > 0
    }
    late = re.search(r"отстают (\d+) из (\d+) с планом, больше всех не хватает у (.+?) — (.+)$", title)
    assert bool(late) == bool(behind)
    if late:
        assert (int(late[1]), int(late[2])) == (len(behind), len(planned))
        worst = {initials(person) for person, gap in behind.items() if gap == max(behind.values())}
        assert late[3] in worst
        assert near(late[4], max(behind.values()), 1)


def open_deals(title: str, table: Read) -> None:
    judged = [row for row in table.rows if row["Норма"] != "—"]
    outside = {
        initials(row["Сотрудник"]): ((value(row["Дней меньше нормы"]) or 0), (value(row["Дней больше нормы"]) or 0))
        for row in judged
    }
    broken = {person: days for person, days in outside.items() if sum(days)}
    told = re.search(r"выходили? (\d+) из (\d+)", title)
    if not told:
        assert not broken
        return
    assert (int(told[1]), int(told[2])) == (len(broken), len(judged))
    named = re.findall(r"(?:: |; )([^;—]+?) — (\d+)(?:\xa0рабоч\w+ д\w+)? (меньше нормы|больше нормы|то)", title)
    assert [(person, int(days)) for person, days, _ in named] == sorted(
        ((person, sum(days)) for person, days in broken.items()), key=lambda item: -item[1]
    )[:3]
    for person, _, side in named:
        below, above = broken[person]
        assert side == ("то" if below and above else "меньше нормы" if below else "больше нормы")


def quadrant(title: str, table: Read) -> None:
    *people, last = table.rows
    money = next(title for title in last if title in {"Оплаты", "Сумма выигранных сделок"})
    contacts, won = [[value(row[title]) or 0 for row in people] for title in ("Контактов", money)]
    weak = [
        initials(row["Сотрудник"])
        for row in people
        if (value(row["Контактов"]) or 0) > median(contacts) and (value(row[money]) or 0) < median(won)
    ]
    assert all(person in title for person in weak[:3])
    assert title.startswith("Нет никого" if not weak else "Контактов больше")


def debts(title: str, table: Read) -> None:
    told = re.match(r"Просрочено (.+?) из (.+?) долга(?:(.+?) нормы (.+))?$", title)
    assert told, title
    whole = table.rows[0]
    late = value(whole["Просрочено"]) or 0
    assert near(told[1], late, 0.6)
    assert near(told[2], value(whole["Весь долг"]), 1)
    if told[3] and abs(late - (value(told[4]) or 0)) > 0.1:
        assert ("больше" in told[3]) == (late > (value(told[4]) or 0))


def trend(title: str, table: Read) -> None:
    now, before, *_ = table.rows
    counts = [
        sum(value(row[kind]) or 0 for kind in ("Ошибки", "Предупреждения", "Замечания") if kind in row)
        for row in (before, now)
    ]
    told = re.search(r"нарушений было ([\d\xa0]+), стало ([\d\xa0]+)", title)
    assert told
    assert [value(told[1]), value(told[2])] == counts
    scores = re.search(r": ([\d,]+) → ([\d,]+),", title)
    if scores:
        assert (scores[1], scores[2]) == (before["Оценка"], now["Оценка"])


CHECKS: dict[str, Callable[[str, Read], None]] = {
    "chart-funnel": funnel,
    "chart-refusals": refusals,
    "chart-plan": plan,
    "chart-open": open_deals,
    "chart-effort": quadrant,
    "chart-debts": debts,
    "chart-trend": trend,
}


def judged(result: Result, handbook: Handbook, story: Story) -> list[str]:
    """Check every headline; which charts there were."""
    found = charts(result, handbook, story)
    assert found is not None
    seen = []
    for chart in found.items:
        kind = re.sub(r"-\d+$", "", chart.anchor)
        CHECKS[kind](chart.title, read(chart))
        seen.append(kind)
    return seen


def test_headlines_of_the_sample_are_true(book: Handbook, sample: Result) -> None:
    past = PastAudit(sample.as_of - timedelta(days=14), None, sample.company, 95.8, (), (), ())
    seen = judged(sample, book, Story(trend=(past,)))
    assert set(seen) == set(CHECKS)
    assert seen.count("chart-funnel") == 5


def test_the_sample_says_who_is_outside_the_norm_as_the_findings_do(book: Handbook, sample: Result) -> None:
    found = charts(sample, book, Story())
    assert found is not None
    chart = next(item for item in found.items if item.anchor == "chart-open")
    verdict = next(item for item in sample.verdicts if item.kind == "open_deals")
    days = {row["Сотрудник"]: value(row["Раньше вне нормы"]) or 0 for row in read(chart).rows}
    for row in read(chart).rows:
        days[row["Сотрудник"]] += sum(value(row[f"Дней {side} нормы"]) or 0 for side in ("меньше", "больше"))
    broken = [item.owner for item in verdict.violations]
    assert {person: number for person, number in days.items() if number} == {
        person: broken.count(person) for person in set(broken)
    }


@pytest.mark.parametrize("seed", range(volume(400, 40)))
def test_headlines_of_any_data_are_true(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same data every time, no secret
    assert judged(_any(chance), c.handbook(BAND, AGE, DEBT), Story())


def _any(chance: random.Random) -> Result:
    team = [f"Фамилия{number} Имя Отчество" for number in range(chance.randint(1, 9))]
    verdict, opened = _opened(chance, team)
    paid = chance.random() < 0.7
    work: list[tuple[Cell, ...]] = [
        (name, chance.randint(0, 30), 0, 0, 0, 0, D(chance.randint(0, 9) * 10**5), None) for name in team
    ]
    return c.result(
        c.measure("stage_conversion", c.FUNNEL, _funnels(chance)),
        c.measure("stage_duration", c.STAYS, _stays(chance)),
        c.measure("refusal_reasons", ("pipeline", *c.REASONS), _reasons(chance, paid=paid)),
        c.measure("plan_decomposition", c.PLAN, _plans(chance, team)),
        c.measure("process_result", c.WORK, work),
        c.measure("receivables_ageing", c.DEBTS, _debts(chance, team)),
        c.measure("open_deals_daily", c.OPEN, opened),
        verdicts=(verdict, c.counted(Severity.ERROR, chance.randint(0, 5))),
    )


def _funnels(chance: random.Random) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for pipeline in range(chance.randint(1, 3)):
        reached = first = chance.choice([3, 25, 40, 400, 60_000])
        number = chance.randint(1, 6)
        for stage in range(number):
            lost = chance.randint(0, reached) if chance.random() < 0.8 else 0
            cost = D(lost * chance.randint(0, 3) * 100_000)
            standing = chance.randint(0, reached - lost)
            share = D(100 * reached) / D(first)
            rows.append((f"Воронка {pipeline}", f"Стадия {stage}", reached, None, share, lost, cost, standing, None))
            reached -= lost + standing
        share = D(100 * reached) / D(first)
        rows.append((f"Воронка {pipeline}", "Выиграна", reached, None, share, None, None, None, None))
    return rows


def _stays(chance: random.Random) -> list[tuple[Cell, ...]]:
    places = [(f"Воронка {pipeline}", f"Стадия {stage}") for pipeline in range(3) for stage in range(6)]
    return [(*place, 9, D(2), D(chance.randint(1, 4)), D(chance.randint(4, 7)), 2) for place in places]


def _reasons(chance: random.Random, *, paid: bool) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for pipeline in range(chance.randint(1, 5)):
        sums = paid and chance.random() < 0.8
        for reason in ("Дорого", "Молчат", "Рано", "не указана"):
            deals = chance.randint(1, 12)
            amount = D(deals * chance.randint(1, 9) * 10_000 if sums else 0)
            rows.append((f"Воронка {pipeline}", reason, deals, None, amount, None, None))
    return [*rows, ("Всего", None, 1, None, D(1), None, None)]


def _plans(chance: random.Random, team: Sequence[str]) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for name in [*team, "Компания"]:
        goal = D(chance.choice([0, 10**6, 3 * 10**6]) if name != "Компания" else 10**7)
        due = goal * chance.choice([D("0.5"), D(1)]) if goal else None
        made = due if due is not None and chance.random() < 0.2 else D(chance.randint(0, 12 * 10**6))
        rows.append((name, goal, 20, 10, None, made, due, None, None))
    return rows


def _debts(chance: random.Random, team: Sequence[str]) -> list[tuple[Cell, ...]]:
    def ages() -> tuple[Cell, ...]:
        return (3, *(D(chance.randint(0, 900_000)) for _ in range(7)), D(0), D(0), D(0))

    return [*((name, *ages()) for name in team), ("Всего", *ages())]


def _opened(chance: random.Random, team: Sequence[str]) -> tuple[c.Verdict, list[tuple[Cell, ...]]]:
    first = date(2026, 9, 1)
    rows: list[tuple[Cell, ...]] = []
    broken: dict[str, dict[date, tuple[float, float]]] = {}
    for name in team:
        broken[name] = {}
        for number in range(14):
            day, value_ = first + timedelta(days=number), chance.randint(2, 9)
            rows.append((name, day, value_))
            if not 3 <= value_ <= 8 and day.weekday() < 5:
                broken[name][day] = (float(value_), 3.0 if value_ < 3 else 8.0)
    return c.verdict(BAND, broken), rows
