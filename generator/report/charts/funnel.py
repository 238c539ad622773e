"""The funnel: how many deals came to each stage and were lost there, how long they stay, how many stand there now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.report.charts.bars import Bar, Piece, bars
from generator.report.charts.funnel_stages import Stage, reached_in
from generator.report.charts.funnel_words import FEW_LEFT, left_over, title
from generator.report.charts.marks import Chart, Column, Drawing, Key, Table
from generator.report.charts.scale import ticks
from generator.report.charts.source import anchor, covers, in_days, limits
from generator.report.charts.wording import brief, cash, count, days, money, name, percent, share
from generator.report.gap import gaps_of
from handbook.book import Handbook
from handbook.norms.conversion import Conversion
from handbook.result import Result
from handbook.russian.numbers import DASH, NBSP, counted

#: Funnels on the page and stages of one of them; the rest is among the indicators.
_FUNNELS = 5
_STAGES = 20
#: Stages of all funnels together.
_IN_ALL = 40
#: A limit so many times farther than the longest stay would leave the stays no room.
_FAR = 3


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
    found = reached_in(result, handbook)
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
    if made:
        made[-1] = replace(made[-1], notes=(*made[-1].notes, *whole.notes))
    return tuple(made)


def _chart(result: Result, handbook: Handbook, number: int, pipeline: str, every: Sequence[Stage]) -> Chart:
    stages = every[:_STAGES]
    panels = [_depth(stages, result.currency)]
    timed = any(stage.median is not None for stage in stages)
    if timed:
        panels.append(_time(stages))
    if any(stage.standing is not None for stage in stages):
        panels.append(_standing(stages))
    notes = list(_losses(stages, told=len(every) == len(stages)))
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
        title(stages, result.currency),
        tuple(panels),
        _keys(result, handbook, stages, pipeline),
        _table(stages, result.currency),
        tuple(notes),
        gaps=() if timed else gaps_of(told.missing if told else ()),
    )


def _losses(stages: Sequence[Stage], *, told: bool) -> Iterator[str]:
    """How losses are counted, and what is told of too few deals."""
    if all(stage.lost is None for stage in stages):
        yield "На каких стадиях теряются сделки, не показано: для этого в выгрузке нужна история стадий"
        return
    rest = left_over(stages)
    if told and rest > 0:
        words = counted(int(rest), "сделка", "сделки", "сделок")
        yield f"Ещё {words} — ни среди потерянных, ни среди стоящих: перешли в другую воронку или без истории стадий"
    few = [f"«{name(stage.title)}»" for stage in stages if stage.left is not None and 0 < stage.left < FEW_LEFT]
    if few:
        yield f"Ушедших меньше {FEW_LEFT}, доля потерь с другими не сравнивается: {', '.join(few)}"


def _depth(stages: Sequence[Stage], currency: str) -> Drawing:
    most = max((stage.reached for stage in stages), default=0)
    lines = [
        Bar(
            stage.title,
            " · ".join((brief(stage.reached), percent(stage.of_first), brief(stage.lost))),
            tuple(_fates(stage, currency)),
            tuple((value, words, "limit") for value, words in stage.least),
        )
        for stage in stages
    ]
    last = stages[-1]
    return bars(
        lines,
        ticks(most, whole=True),
        title="Дошло · от начала воронки · потеряно",
        words=f"Из {count(stages[0].reached)} сделок до последней стадии дошло {count(last.reached)}",
        say=brief,
    )


def _fates(stage: Stage, currency: str) -> Iterator[Piece]:
    """What became of the deals of a stage: they went on, were lost, or are still there."""
    if stage.lost is None or stage.onward is None:
        yield Piece(0, stage.reached, "fact", f"дошло: {count(stage.reached)}")
        return
    yield Piece(0, stage.onward, "fact", f"прошло дальше: {count(stage.onward)}")
    gone = min(stage.onward + stage.lost, stage.reached)
    sums = f" на {money(stage.cost, currency)}" if stage.cost else ""
    yield Piece(stage.onward, gone, "lost", f"потеряно: {count(stage.lost)}{sums}")
    yield Piece(gone, stage.reached, "open", f"в работе или в другой воронке: {count(stage.reached - gone)}")


def _time(stages: Sequence[Stage]) -> Drawing:
    longest = max((stage.p90 or stage.median or 0 for stage in stages), default=0)
    near = [limit for stage in stages if (limit := stage.limit) is not None and limit <= _FAR * longest]
    lines = [_stay(stage) for stage in stages]
    return bars(
        lines,
        ticks(max([longest, *near])),
        title="Дней на стадии: половина · 9 из 10 · норма",
        words=f"Стадий, где дольше нормы стоит больше каждой десятой сделки: {sum(stage.slow for stage in stages)}",
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
            Piece(
                stage.median,
                stage.p90 or stage.median,
                tail,
                f"9 из 10 — не дольше {days(stage.p90)} дн.",
                thin=True,
            ),
            Piece(0, stage.median, "fact", f"половина — не дольше {days(stage.median)} дн."),
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
    if any(stage.lost is not None for stage in stages):
        found += [
            Key("bar", "fact", "прошли дальше"),
            Key("bar", "lost", "потеряны: дальше этой стадии не прошли"),
            Key("bar", "open", "в работе или в другой воронке"),
        ]
    if any(stage.median is not None for stage in stages):
        found += [
            Key("bar", "fact", "дней, не дольше которых стояла половина сделок (медиана)"),
            Key("bar", "rest", "и до срока, не дольше которого стояли девять из десяти (P90)"),
        ]
        if any(stage.slow for stage in stages):
            found.append(Key("bar", "late", "дольше нормы стояла больше чем каждая десятая"))
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


def _table(stages: Sequence[Stage], currency: str) -> Table:
    columns = (
        "Дошло",
        "Прошло с прежней",
        "От начала",
        "Потеряно",
        "На сумму",
        "Доля потерь среди ушедших",
        "Дней: половина — не дольше",
        "Дней: 9 из 10 — не дольше",
    )
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
                count(stage.lost),
                cash(stage.cost or None, currency),
                share(stage.loss),
                days(stage.median),
                days(stage.p90),
                "; ".join(edition.words for _, edition in stage.ages) or DASH,
                count(stage.standing),
                count(stage.recommended),
            )
            for stage in stages
        ),
    )
