"""The funnel: how many deals came as far as each stage, how long they stay there, how many stand there now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.report.charts.bars import Bar, Piece, bars
from generator.report.charts.marks import Chart, Column, Drawing, Key, Table
from generator.report.charts.scale import ticks
from generator.report.charts.source import (
    Row,
    anchor,
    by_pipelines,
    computed,
    covers,
    cuts,
    in_days,
    limits,
    narrow,
    rows,
    same,
)
from generator.report.charts.wording import brief, count, days, name, percent, share
from generator.report.gap import gaps_of
from handbook.book import Handbook
from handbook.norms.base import Edition
from handbook.norms.conversion import Conversion
from handbook.norms.stage_age import StageAge
from handbook.result import Result
from handbook.russian.numbers import DASH, NBSP, counted

#: Funnels on the page and stages of one of them; the rest is among the indicators.
_FUNNELS = 5
_STAGES = 20
#: Stages of all funnels together.
_IN_ALL = 40
_OWN = frozenset({"pipeline", "stage"})
#: A limit so many times farther than the longest stay would leave the stays no room.
_FAR = 3


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a funnel with everything that is known of it; what is not known is None."""

    title: str
    reached: float
    passed: float | None
    of_first: float | None
    standing: float | None = None
    recommended: float | None = None
    median: float | None = None
    p90: float | None = None
    ages: tuple[tuple[StageAge, Edition], ...] = ()
    least: tuple[tuple[float, str], ...] = ()

    @property
    def drawn(self) -> tuple[tuple[StageAge, Edition], ...]:
        """Norms of all deals of the stage; those of some products or people stand in the table only."""
        return tuple(item for item in self.ages if not narrow(item[0]))

    @property
    def limit(self) -> float | None:
        """The strictest limit of a stay, in calendar days."""
        known = [value for _, edition in self.drawn if (value := in_days(edition.max)) is not None]
        return min(known, default=None)

    @property
    def slow(self) -> bool:
        """Whether a tenth of the deals stay longer than the limit."""
        return self.p90 is not None and self.limit is not None and self.p90 > self.limit


def funnels(result: Result, handbook: Handbook) -> tuple[Chart, ...]:
    """A chart for every funnel, that of the most deals first."""
    whole = result.view("stage_conversion")
    if whole is None:
        return ()
    if not whole.computed:
        return (
            Chart(
                "chart-funnel",
                "Воронка",
                "Воронка продаж не построена",
                reason=whole.reason,
                gaps=gaps_of(whole.missing),
            ),
        )
    found = _reached(result, handbook)
    ranked = sorted(found, key=lambda pipeline: -found[pipeline][0].reached)
    made: list[Chart] = []
    room = _IN_ALL
    for pipeline in ranked:
        if len(made) == _FUNNELS or (made and len(found[pipeline]) > room):
            break
        room -= min(len(found[pipeline]), _STAGES)
        made.append(_chart(result, handbook, len(made) + 1, pipeline, found[pipeline]))
    left = len(ranked) - len(made)
    if left and made:
        more = counted(left, "воронка", "воронки", "воронок")
        note = f"Нарисованы воронки с наибольшим числом сделок; ещё {more} — в показателе «{whole.title}»"
        made[-1] = replace(made[-1], notes=(*made[-1].notes, note))
    return tuple(made)


def _reached(result: Result, handbook: Handbook) -> dict[str, list[Stage]]:
    """Stages of every funnel: of the whole company where an indicator speaks of it, else added up over its rows."""
    measures = sorted(
        computed(result, "stage_conversion"),
        key=lambda item: (bool(cuts(item, _OWN)), bool(by_pipelines(handbook, item))),
    )
    found: dict[str, list[Stage]] = {}
    for measure in measures:
        told: dict[str, dict[str, list[Row]]] = {}
        for row in rows(measure):
            told.setdefault(row.text("pipeline"), {}).setdefault(row.text("stage"), []).append(row)
        for pipeline, stages in told.items():
            if pipeline not in found:
                found[pipeline] = _stages(stages)
    durations = _durations(result, handbook)
    ages = list(limits(handbook, StageAge, result))
    conversions = list(limits(handbook, Conversion, result))
    return {
        pipeline: [_whole(stage, pipeline, stages, durations, ages, conversions) for stage in stages]
        for pipeline, stages in found.items()
        if stages and stages[0].reached > 0
    }


def _stages(told: dict[str, list[Row]]) -> list[Stage]:
    found: list[Stage] = []
    first = before = None
    for title, lines in told.items():
        reached = sum(row.number("reached") or 0 for row in lines)
        standing = [row.number("standing") for row in lines]
        found.append(
            Stage(
                title,
                reached,
                100 * reached / before if before else None,
                100 * reached / (first or reached) if reached else 0 if first else None,
                None if None in standing else sum(value or 0 for value in standing),
                lines[0].number("recommended") if len(lines) == 1 else None,
            )
        )
        first = first if first is not None else reached
        before = reached
    return found


def _durations(result: Result, handbook: Handbook) -> dict[tuple[str, str], Row]:
    measures = [item for item in computed(result, "stage_duration") if not cuts(item, _OWN)]
    found: dict[tuple[str, str], Row] = {}
    for measure in sorted(measures, key=lambda item: bool(by_pipelines(handbook, item))):
        for row in rows(measure):
            found.setdefault((row.text("pipeline"), row.text("stage")), row)
    return found


def _whole(  # noqa: PLR0913, PLR0917 - a stage is put together of everything that speaks of it
    stage: Stage,
    pipeline: str,
    stages: Sequence[Stage],
    durations: dict[tuple[str, str], Row],
    ages: Sequence[tuple[StageAge, Edition]],
    conversions: Sequence[tuple[Conversion, Edition]],
) -> Stage:
    stay = durations.get((pipeline, stage.title))
    reached = {same(item.title): item.reached for item in stages}
    own = same(stage.title)
    # Won stages of a funnel are one row: «Договор / Оплата».
    won = {own, *(same(part) for part in stage.title.split(" / "))}
    least = tuple(
        (reached[same(norm.start)] * float(edition.min.value) / 100, f"{norm.title}: {norm.requirement(edition)}")
        for norm, edition in conversions
        if edition.min is not None
        and same(norm.to) in won
        and same(norm.start) in reached
        and covers(norm, pipeline)
        and not narrow(norm)
    )
    return Stage(
        stage.title,
        stage.reached,
        stage.passed,
        stage.of_first,
        stage.standing,
        stage.recommended,
        stay.number("median") if stay else None,
        stay.number("p90") if stay else None,
        tuple(item for item in ages if same(item[0].stage) == own and covers(item[0], pipeline)),
        least,
    )


def _chart(result: Result, handbook: Handbook, number: int, pipeline: str, every: Sequence[Stage]) -> Chart:
    stages = every[:_STAGES]
    panels = [_depth(stages)]
    timed = any(stage.median is not None for stage in stages)
    if timed:
        panels.append(_time(stages))
    if any(stage.standing is not None for stage in stages):
        panels.append(_standing(stages))
    notes: list[str] = []
    if len(every) > len(stages):
        notes.append(f"Показаны первые {counted(len(stages), 'стадия', 'стадии', 'стадий')} из {len(every)}")
    if timed and any(in_days(edition.max) is None for stage in stages for _, edition in stage.ages):
        notes.append("Предел в рабочих часах на шкалу календарных дней не нанесён: он назван в таблице")
    if not timed:
        told = result.view("stage_duration")
        why = told.reason if told is not None and told.reason else "по компании целиком показатель не вычислен"
        notes.append(f"Длительности стадий нет: {why}")
    return Chart(
        f"chart-funnel-{number}",
        f"Воронка «{name(pipeline)}»",
        _title(stages),
        tuple(panels),
        _keys(result, handbook, stages, pipeline),
        _table(stages),
        tuple(notes),
        gaps=() if timed else gaps_of(told.missing if told else ()),
    )


def _title(stages: Sequence[Stage]) -> str:
    last = stages[-1]
    slow = [stage for stage in stages if stage.slow]
    lost = [stage for stage in stages if stage.passed is not None]
    said = f"До стадии «{name(last.title)}» доходит {percent(last.of_first)} сделок"
    worst = min(lost, key=lambda stage: stage.passed or 0, default=None)
    if worst is not None and (worst.passed or 0) < 100:  # noqa: PLR2004 - all of them in per cent
        where = "тут же" if worst is last else f"перед стадией «{name(worst.title)}»"
        lose = percent(100 - (worst.passed or 0))
        said += f", больше всего — {lose} — теряется {'на последнем переходе' if worst is last else where}"
    if slow:
        stages_word = counted(len(slow), "стадии", "стадиях", "стадиях")
        said += f"; дольше нормы каждая десятая стоит на {stages_word}"
    return said


def _depth(stages: Sequence[Stage]) -> Drawing:
    most = max((stage.reached for stage in stages), default=0)
    lines = [
        Bar(
            stage.title,
            " · ".join((brief(stage.reached), *([percent(stage.passed), percent(stage.of_first)] if number else []))),
            (Piece(0, stage.reached, "fact"),),
            tuple((value, words, "limit") for value, words in stage.least),
        )
        for number, stage in enumerate(stages)
    ]
    last = stages[-1]
    return bars(
        lines,
        ticks(most, whole=True),
        title="Дошло · переход · от начала",
        words=f"Из {count(stages[0].reached)} сделок до последней стадии дошло {count(last.reached)}",
        say=brief,
    )


def _time(stages: Sequence[Stage]) -> Drawing:
    longest = max((stage.p90 or stage.median or 0 for stage in stages), default=0)
    near = [limit for stage in stages if (limit := stage.limit) is not None and limit <= _FAR * longest]
    lines = [_stay(stage) for stage in stages]
    return bars(
        lines,
        ticks(max([longest, *near])),
        title="Дней на стадии: медиана · P90 · норма",
        words=f"Стадий, где P90 дольше нормы: {sum(stage.slow for stage in stages)}",
        say=brief,
    )


def _stay(stage: Stage) -> Bar:
    if stage.median is None:
        return Bar(stage.title, DASH)
    limit = stage.limit
    said = f"{days(stage.median)} · {days(stage.p90)}"
    if limit is not None:
        said += f" · {'>' if stage.slow else '≤'}{NBSP}{count(limit)}"
    tail = "late" if stage.slow else "rest"
    return Bar(
        stage.title,
        said,
        (
            Piece(stage.median, stage.p90 or stage.median, tail, f"P90: {days(stage.p90)}", thin=True),
            Piece(0, stage.median, "fact", f"медиана: {days(stage.median)}"),
        ),
        tuple(
            (value, f"{norm.title}: {norm.requirement(edition)}", "limit")
            for norm, edition in stage.drawn
            if (value := in_days(edition.max)) is not None
        ),
    )


def _standing(stages: Sequence[Stage]) -> Drawing:
    told = [stage for stage in stages if stage.standing is not None]
    most = max((max(stage.standing or 0, stage.recommended or 0) for stage in told), default=0)
    lines = [
        Bar(stage.title, DASH)
        if stage.standing is None
        else Bar(
            stage.title,
            brief(stage.standing) + (f" из {brief(stage.recommended)}" if stage.recommended is not None else ""),
            (Piece(0, stage.standing, "fact"),),
            ()
            if stage.recommended is None
            else ((stage.recommended, f"рекомендовано {count(stage.recommended)}", "goal"),),
        )
        for stage in stages
    ]
    short = [stage for stage in told if stage.recommended is not None and (stage.standing or 0) < stage.recommended]
    guided = any(stage.recommended is not None for stage in told)
    return bars(
        lines,
        ticks(most, whole=True),
        title="Стоит сейчас из рекомендованного" if guided else "Стоит сейчас",
        words=f"Стадий, где сделок меньше рекомендованного: {len(short)}" if guided else "Открытые сделки по стадиям",
        say=brief,
    )


def _keys(result: Result, handbook: Handbook, stages: Sequence[Stage], pipeline: str) -> tuple[Key, ...]:
    found: list[Key] = []
    if any(stage.median is not None for stage in stages):
        found += [
            Key("bar", "fact", "дошло сделок; медиана дней; стоит сейчас"),
            Key("bar", "rest", "до P90: девять сделок из десяти не дольше"),
        ]
        if any(stage.slow for stage in stages):
            found.append(Key("bar", "late", "P90 дольше нормы"))
    if any(stage.recommended is not None for stage in stages):
        found.append(Key("tick", "goal", "рекомендованное число сделок"))
    seen: set[str] = set()
    for stage in stages:
        for norm, edition in stage.drawn:
            if norm.id not in seen and in_days(edition.max) is not None:
                seen.add(norm.id)
                found.append(Key("tick", "limit", f"{norm.title}: {norm.requirement(edition)}", anchor(result, norm)))
    told = {words for stage in stages for _, words in stage.least}
    for aim, edition in limits(handbook, Conversion, result):
        words = f"{aim.title}: {aim.requirement(edition)}"
        if words in told and covers(aim, pipeline):
            found.append(Key("tick", "limit", words, anchor(result, aim)))
    return tuple(found)


def _table(stages: Sequence[Stage]) -> Table:
    columns = ("Дошло", "Переход", "От начала", "Медиана, дней", "P90, дней")
    return Table(
        (
            Column("Стадия", numeric=False),
            *(Column(title) for title in columns),
            Column("Норма времени", numeric=False),
            Column("Стоит сейчас"),
            Column("Рекомендовано"),
        ),
        tuple(
            (
                stage.title,
                count(stage.reached),
                share(stage.passed),
                share(stage.of_first),
                days(stage.median),
                days(stage.p90),
                "; ".join(edition.words for _, edition in stage.ages) or DASH,
                count(stage.standing),
                count(stage.recommended),
            )
            for stage in stages
        ),
    )
