"""stage_duration: how long deals stay at each stage (handbook/indicators).

The median, P75 and P90 are taken by rank, which every engine computes alike: the median is the middle of the ordered
stays or half the sum of the two in the middle, P90 the shortest stay that nine tenths of them do not exceed.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from audit.engines.base import Row
from audit.measures.base import Answers, Ask, Measure, Table
from audit.measures.deals import DEALS, lacking_group
from audit.measures.funnels import Standing, funnels_of, standing_ask
from audit.measures.groups import (
    count,
    days_of,
    exact,
    group_sql,
    in_period,
    key_cells,
    key_columns,
    of_pipelines,
    order,
)
from audit.prepare.setting import Setting
from audit.rules.obtain import lacking
from handbook.indicators.stage_duration import StageDuration
from handbook.measure import Cell, MeasureColumn
from handbook.result import Missing

_DAY = 24 * 60 * 60

_STAYS = """
WITH stays AS (
    SELECT {group} AS group_name, v.pipeline, v.stage,
        CAST(date_diff('second', v.entered_at, v.left_at) AS BIGINT) AS seconds
    FROM recorded_visits AS v JOIN measured_deals AS d ON d.deal_id = v.deal_id
    WHERE NOT v.is_final AND v.left_at IS NOT NULL AND {period} AND {pipelines}
),
ranked AS (
    SELECT s.group_name, s.pipeline, s.stage, s.seconds,
        ROW_NUMBER() OVER (PARTITION BY s.group_name, s.pipeline, s.stage ORDER BY s.seconds) AS place,
        COUNT(*) OVER (PARTITION BY s.group_name, s.pipeline, s.stage) AS total
    FROM stays AS s
)
SELECT r.group_name, r.pipeline, r.stage, CAST(COUNT(*) AS BIGINT) AS stays,
    CAST(SUM(r.seconds) AS BIGINT) AS seconds_in_all,
    MIN(CASE WHEN r.place * 2 >= r.total THEN r.seconds END) AS low_middle,
    MIN(CASE WHEN r.place * 2 > r.total THEN r.seconds END) AS high_middle,
    MIN(CASE WHEN r.place * 4 >= r.total * 3 THEN r.seconds END) AS many,
    MIN(CASE WHEN r.place * 10 >= r.total * 9 THEN r.seconds END) AS most
FROM ranked AS r GROUP BY r.group_name, r.pipeline, r.stage
"""

_LEFT_OUT = """
SELECT 'не учтены сделки без истории стадий' AS reason, COUNT(*) AS n
FROM measured_deals AS d WHERE NOT d.is_recorded AND NOT d.is_before_start AND {pipelines}
"""


def _missing(indicator: StageDuration, setting: Setting) -> tuple[Missing, ...]:
    return (
        *lacking(setting, "deals", "deal_id"),
        *lacking(setting, "stage_changes", "deal_id", "stage", "entered_at"),
        *lacking_group(setting, indicator.by),
    )


def _ask(indicator: StageDuration, _setting: Setting) -> Mapping[str, Ask]:
    visited, present = of_pipelines(indicator, "v.pipeline"), of_pipelines(indicator)
    group = group_sql(indicator.by, "v" if indicator.by == "owner" else "d")
    stays = _STAYS.format(group=group, period=in_period("CAST(v.left_at AS DATE)"), pipelines=visited.sql)
    return {
        "stays": Ask(stays, visited.parameters),
        "standing": standing_ask(indicator, indicator.by),
        "left_out": Ask(_LEFT_OUT.format(pipelines=present.sql), present.parameters),
    }


def _shape(indicator: StageDuration, setting: Setting, answers: Answers) -> Table:
    known = {(row["group_name"], row["pipeline"], row["stage"]): row for row in answers["stays"]}
    places = {
        (funnel.pipeline, stage.title): (number, rank)
        for number, funnel in enumerate(funnels_of(setting, ()))
        for rank, stage in enumerate(funnel.stages)
        if stage.outcome == "open"
    }
    if indicator.by == "company" and known:
        # A stage of the funnel that nobody left is a fact too.
        seen = {pipeline for _, pipeline, _ in known}
        known = {(None, *place): {} for place in places if place[0] in seen} | known
    standing = Standing(answers["standing"])
    keys = sorted(
        known,
        key=lambda key: (
            order((None, key[0])),
            places.get((key[1], key[2]), (len(places), 0)),
            key[1] or "",
            key[2],
        ),
    )
    columns = (
        *key_columns(indicator.by),
        MeasureColumn("pipeline", "Воронка"),
        MeasureColumn("stage", "Стадия"),
        count("stays", "Посещений окончено"),
        days_of("mean", "В среднем"),
        days_of("median", "Половина — не дольше (медиана)"),
        days_of("p75", "3 из 4 — не дольше"),
        days_of("p90", "9 из 10 — не дольше (P90)"),
        count("standing", "Стоит сейчас"),
    )
    return Table(
        columns,
        tuple(
            (
                *key_cells((None, group), indicator.by),
                pipeline or "без воронки",
                stage,
                *_cells(known[group, pipeline, stage]),
                standing.at(group, pipeline, stage),
            )
            for group, pipeline, stage in keys
        ),
    )


def _cells(row: Row) -> tuple[Cell, ...]:
    if not row:
        return (0, None, None, None, None)
    stays = int(row["stays"])
    middle = Fraction(int(row["low_middle"]) + int(row["high_middle"]), 2)
    return (
        stays,
        exact(Fraction(int(row["seconds_in_all"]), stays * _DAY)),
        exact(middle / _DAY),
        exact(Fraction(int(row["many"]), _DAY)),
        exact(Fraction(int(row["most"]), _DAY)),
    )


MEASURE = Measure(
    "stage_duration", _missing, _ask, _shape, "ни одна сделка ещё не вышла ни с одной стадии", uses=(DEALS,)
)
