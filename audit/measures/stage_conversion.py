"""stage_conversion: how many deals came as far as each stage of their funnel (handbook/indicators)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from audit.measures.base import Answers, Ask, Measure, Table
from audit.measures.deals import DEAL_DEPTH, DEALS, FUNNEL_DEPTH, lacking_group
from audit.measures.funnels import Standing, funnels_of, standing_ask
from audit.measures.groups import (
    count,
    decimal,
    group_sql,
    key_cells,
    key_columns,
    key_of,
    money,
    of_pipelines,
    order,
    percent,
    share_of,
    sum_of,
)
from audit.prepare.setting import Setting
from audit.rules.obtain import lacking
from handbook.indicators.stage_conversion import StageConversion
from handbook.measure import Cell, MeasureColumn
from handbook.model.process import Funnel, FunnelStage
from handbook.result import Missing

_REACHED = """
SELECT CAST(NULL AS VARCHAR) AS period, t.group_name, t.pipeline, t.depth, CAST(COUNT(*) AS BIGINT) AS deals,
    CAST(SUM(t.lost) AS BIGINT) AS lost_deals,
    SUM(CASE WHEN t.lost = 1 THEN coalesce(t.money, 0) ELSE 0 END) AS lost_money
FROM (
    SELECT {group} AS group_name, p.pipeline, p.depth, d.money,
        CASE WHEN d.outcome = 'lost' AND d.is_recorded AND d.pipeline = p.pipeline THEN 1 ELSE 0 END AS lost
    FROM measured_deals AS d JOIN deal_depth AS p ON p.deal_id = d.deal_id
    WHERE NOT d.is_before_start AND {pipelines}
) AS t GROUP BY t.group_name, t.pipeline, t.depth
"""

_LEFT_OUT = """
SELECT t.reason, COUNT(*) AS n FROM (
    SELECT CASE WHEN p.deal_id IS NULL THEN 'не учтены сделки, чья воронка не описана ни в одном процессе'
        WHEN NOT d.is_recorded AND d.outcome = 'lost'
            THEN 'учтены только в начале воронки проигранные сделки без истории стадий' END AS reason
    FROM measured_deals AS d LEFT JOIN deal_depth AS p ON p.deal_id = d.deal_id AND p.pipeline = d.pipeline
    WHERE NOT d.is_before_start AND {pipelines}
) AS t WHERE t.reason IS NOT NULL GROUP BY t.reason
"""


def _missing(indicator: StageConversion, setting: Setting) -> tuple[Missing, ...]:
    told = () if setting.has("stage_changes", "stage", "entered_at") else lacking(setting, "deals", "stage")
    return (*lacking(setting, "deals", "deal_id"), *told, *lacking_group(setting, indicator.by))


def _ask(indicator: StageConversion, _setting: Setting) -> Mapping[str, Ask]:
    entered, present = of_pipelines(indicator, "p.pipeline"), of_pipelines(indicator)
    group = group_sql(indicator.by)
    return {
        "reached": Ask(_REACHED.format(group=group, pipelines=entered.sql), entered.parameters),
        "standing": standing_ask(indicator, indicator.by),
        "left_out": Ask(_LEFT_OUT.format(pipelines=present.sql), present.parameters),
    }


@dataclass(frozen=True, slots=True)
class _Depth:
    """Deals that came so far and no farther, and the lost ones among them."""

    deals: int
    lost: int
    money: Decimal


_NOBODY = _Depth(0, 0, Decimal(0))


def _shape(indicator: StageConversion, setting: Setting, answers: Answers) -> Table:
    whole = indicator.by == "company"
    reached: dict[tuple[str | None, str], dict[int, _Depth]] = {}
    for row in answers["reached"]:
        depths = reached.setdefault((row["group_name"], row["pipeline"]), {})
        depths[int(row["depth"])] = _Depth(int(row["deals"]), int(row["lost_deals"]), decimal(row["lost_money"]))
    told = setting.has("stage_changes", "stage", "entered_at")
    standing = Standing(answers["standing"])
    rows: list[tuple[Cell, ...]] = []
    for key in sorted({key_of(row) for row in answers["reached"]}, key=order):
        for funnel in funnels_of(setting, indicator.pipelines):
            depths = reached.get((key[1], funnel.pipeline), {})
            if depths:
                head = (*key_cells(key, indicator.by), funnel.pipeline)
                for title, cells, stage in _stages(funnel, depths, told=told):
                    now = standing.at(key[1], funnel.pipeline, title) if stage.outcome == "open" else None
                    rows.append((*head, title, *cells, now, *((stage.recommended,) if whole else ())))
    columns = (
        *key_columns(indicator.by),
        MeasureColumn("pipeline", "Воронка"),
        MeasureColumn("stage", "Стадия"),
        count("reached", "Дошло сделок"),
        share_of("passed", "Переход с предыдущей"),
        share_of("of_first", "От начала воронки"),
        count("lost", "Потеряно на стадии"),
        sum_of("lost_sum", "Потеряно, сумма"),
        count("standing", "Стоит сейчас"),
        *((count("recommended", "Рекомендовано"),) if whole else ()),
    )
    return Table(columns, tuple(rows))


def _stages(
    funnel: Funnel, depths: Mapping[int, _Depth], *, told: bool
) -> Iterator[tuple[str, tuple[Cell, ...], FunnelStage]]:
    opened = [stage for stage in funnel.stages if stage.outcome == "open"]
    won = [stage for stage in funnel.stages if stage.outcome == "won"]
    first = before = sum(item.deals for item in depths.values())
    for depth, stage in enumerate((*opened, *won[:1]), 1):
        reached = sum(item.deals for at, item in depths.items() if at >= depth)
        title = " / ".join(item.title for item in won) if stage.outcome == "won" else stage.title
        here = depths.get(depth, _NOBODY)
        # Without history nobody knows from which stage a deal was lost.
        lost = (here.lost, money(here.money)) if told and stage.outcome == "open" else (None, None)
        passed = percent(reached, before) if depth > 1 else None
        yield title, (reached, passed, percent(reached, first), *lost), stage
        before = reached


MEASURE = Measure(
    "stage_conversion",
    _missing,
    _ask,
    _shape,
    "нет ни одной сделки в описанных воронках",
    uses=(DEALS, FUNNEL_DEPTH, DEAL_DEPTH),
)
