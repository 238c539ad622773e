"""Charts of results nobody would wish for: empty, enormous, hostile; nothing is cut, nothing covers anything."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from generator.environment import environment, source
from generator.report.charts import charts
from generator.report.html import plain, shown
from handbook.audits.past import PastAudit
from handbook.audits.story import Story
from handbook.measure import Cell, MeasureResult
from handbook.norms.open_deals import OpenDeals
from handbook.norms.quantity import parse_quantity
from handbook.norms.stage_age import StageAge
from handbook.result import Result
from tests.generator.report import charting as c
from tests.generator.report.conftest import NASTY

D = Decimal
BAND = OpenDeals(id="n-open", title="Открытые сделки", why="Порядок", min=8, max=25)
AGE = StageAge(id="n-age", title="Стоит", why="Стынет", stage="Стадия 3", max=parse_quantity("5 d"))
STORY = Story(
    trend=tuple(
        PastAudit(c.AS_OF - timedelta(days=7 * back), None, "Мера", 60.0 + back % 9, (), (), ())
        for back in range(40, 0, -1)
    )
)
#: All charts of a report together, in bytes.
MOST = 180_000


def _result(people: int = 6, stages: int = 7, pipelines: int = 3, length: int = 91) -> Result:
    team = [f"Фамилия{number} Имя Отчество" for number in range(people)]
    places = [(f"Воронка {line}", f"Стадия {stage}") for line in range(pipelines) for stage in range(stages)]
    funnel = [
        (line, stage, 400 - 9 * number, D(98), D(90), 7, D(70_000), 2, 5) for number, (line, stage) in enumerate(places)
    ]
    stays = [(line, stage, 9, D(4), D(number % 5), D(number % 9), 2) for number, (line, stage) in enumerate(places)]
    reasons = [(f"Причина {number}", 40 - number, D(3), D(1000), D(3), None) for number in range(stages * 2)]
    debts = [
        (name, 3, D(9000), D(number * 100), D(70), D(0), D(5), D(number), D(40), D(0), D(0), D(0))
        for number, name in enumerate(team)
    ]
    plan = [
        (name, D(10**6), 20, 10, D(1), D(60_000 * (number % 12)), D(5 * 10**5), D(1), D(1))
        for number, name in enumerate(team)
    ]
    work = [
        (name, 90 + number * 7 % 50, 0, 0, 0, 0, D(number * 31 % 97 * 10**4), None) for number, name in enumerate(team)
    ]
    first = c.AS_OF - timedelta(days=length)
    opened = [
        (name, first + timedelta(days=day), 5 + (day // 5 + number) % 24)
        for number, name in enumerate(["Компания", *team])
        for day in range(length)
    ]
    broken = {name: {first + timedelta(days=2 * day): (2.0, 8.0) for day in range(9)} for name in team}
    return c.result(
        c.measure("stage_conversion", c.FUNNEL, funnel),
        c.measure("stage_duration", c.STAYS, stays),
        c.measure("refusal_reasons", c.REASONS, [*reasons, ("Всего", 99, None, D(1), None, None)]),
        c.measure("receivables_ageing", c.DEBTS, [*debts, ("Всего", *debts[0][1:])]),
        c.measure("plan_decomposition", c.PLAN, [*plan, ("Компания", *plan[0][1:])]),
        c.measure("process_result", c.WORK, work),
        c.measure("open_deals_daily", c.OPEN, opened),
        verdicts=(c.verdict(BAND, broken),),
    )


def _cells(change: Callable[[Cell], Cell]) -> Callable[[MeasureResult], MeasureResult]:
    def spoil(measure: MeasureResult) -> MeasureResult:
        return replace(measure, rows=tuple(tuple(change(cell) for cell in row) for row in measure.rows))

    return spoil


def _numbers(change: Callable[[Decimal], Decimal | None]) -> Callable[[MeasureResult], MeasureResult]:
    def one(cell: Cell) -> Cell:
        if cell is None or isinstance(cell, str | date):
            return cell
        found = change(D(cell))
        return int(found) if isinstance(cell, int) and found is not None else found

    return _cells(one)


SPOILT: dict[str, Callable[[MeasureResult], MeasureResult]] = {
    "as it is": _cells(lambda cell: cell),
    "no rows": lambda measure: replace(measure, rows=()),
    "one row": lambda measure: replace(measure, rows=measure.rows[:1]),
    "only the last row": lambda measure: replace(measure, rows=measure.rows[-1:]),
    "millions of millions": _numbers(lambda value: value * 10**6),
    "below zero": _numbers(lambda value: -value),
    "zeros": _numbers(lambda _: D(0)),
    "nothing known": _numbers(lambda _: None),
    "hostile": _cells(lambda cell: f"{NASTY[len(cell) % len(NASTY)]}{cell}" if isinstance(cell, str) else cell),
}


def _painted(result: Result, story: Story = STORY) -> str:
    handbook = c.handbook(BAND, AGE)
    found = charts(result, handbook, story)
    assert found is not None
    assert [fault for chart in found.items for panel in chart.panels for fault in c.faults(panel)] == []
    env = environment(None, {"shown": shown, "plain": plain})
    return env.get_template("report/charts.html.j2").render(charts=found).encode("utf-8", "replace").decode()


@pytest.mark.parametrize("how", SPOILT)
def test_nothing_is_cut_or_covered(how: str) -> None:
    whole = _result()
    text = _painted(replace(whole, measures=tuple(SPOILT[how](measure) for measure in whole.measures)))
    drawings = re.findall(r'<svg class="drawn".*?</svg>', text, re.DOTALL)
    assert len(drawings) == text.count('role="img"') > 0
    for drawing in drawings:
        tree = ET.fromstring(drawing)  # noqa: S314 - what we have painted ourselves
        assert {node.tag for node in tree.iter()} <= {"svg", "rect", "line", "path", "circle", "text", "title"}
        assert tree.get("aria-label")
    assert (
        re.findall(r"\s(?:style|on\w+)=|<script|<img|nan|inf(?=[\" ])", re.sub(r">[^<]*<|=\"[^\"]*\"", "", text)) == []
    )


@pytest.mark.parametrize(
    ("people", "stages", "pipelines", "length"), [(60, 40, 6, 366), (1, 1, 1, 1), (60, 6, 12, 91), (13, 20, 2, 366)]
)
def test_enormous_companies_are_capped_and_it_is_said(people: int, stages: int, pipelines: int, length: int) -> None:
    text = _painted(_result(people, stages, pipelines, length))
    assert len(text.encode()) <= MOST
    assert ("не показано" in text) == (people > 12)
    assert ("Показаны первые" in text) == (stages > 20)
    assert ("Нарисованы воронки" in text) == (min(stages, 20) * pipelines > 40 or pipelines > 5)
    assert ("Период длинный" in text) == (length > 184)


def test_marks_are_seen_on_paper_on_the_screen_and_at_night() -> None:
    """Against the ground and against the rail of a bar, as WCAG asks of graphics."""
    styles = source(environment(None), "report/charts.css")
    palettes = [
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]+)", block))
        for block in re.findall(r":root {(.*?)}", styles, re.DOTALL)
    ]
    assert len(palettes) == 3
    for colours, paper in zip(palettes, ("#ffffff", "#14191f", "#ffffff"), strict=True):
        seen = [name for name in colours if name not in {"band", "rail"}]
        low = [name for name in seen for ground in (paper, colours["rail"]) if _contrast(colours[name], ground) < 3]
        assert low == []


def _contrast(one: str, other: str) -> float:
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_same_result_gives_the_same_page() -> None:
    assert _painted(_result()) == _painted(_result())
