"""stage_conversion: how many deals came as far as each stage of their funnel (handbook/indicators)."""

from __future__ import annotations

from collections.abc import Mapping

from audit.measures.base import Answers, Ask, Measure, Table
from audit.measures.deals import DEAL_DEPTH, DEALS, FUNNEL_DEPTH, lacking_group
from audit.measures.funnels import Standing, funnels_of, standing_ask
from audit.measures.groups import (
    count,
    group_sql,
    key_cells,
    key_columns,
    key_of,
    of_pipelines,
    order,
    percent,
    share_of,
)
from audit.prepare.setting import Setting
from audit.rules.obtain import lacking
from handbook.indicators.stage_conversion import StageConversion
from handbook.measure import Cell, MeasureColumn
from handbook.model.process import Funnel
from handbook.result import Missing

_REACHED = """
SELECT CAST(NULL AS VARCHAR) AS period, t.group_name, t.pipeline, t.depth, CAST(COUNT(*) AS BIGINT) AS deals
FROM (
    SELECT {group} AS group_name, p.pipeline, p.depth
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


def _shape(indicator: StageConversion, setting: Setting, answers: Answers) -> Table:
    whole = indicator.by == "company"
    reached: dict[tuple[str | None, str], dict[int, int]] = {}
    for row in answers["reached"]:
        depths = reached.setdefault((row["group_name"], row["pipeline"]), {})
        depths[int(row["depth"])] = int(row["deals"])
    standing = Standing(answers["standing"])
    rows: list[tuple[Cell, ...]] = []
    for key in sorted({key_of(row) for row in answers["reached"]}, key=order):
        for funnel in funnels_of(setting, indicator.pipelines):
            depths = reached.get((key[1], funnel.pipeline), {})
            if depths:
                head = (*key_cells(key, indicator.by), funnel.pipeline)
                rows += [(*head, *cells) for cells in _stages(funnel, depths, standing, key[1], whole=whole)]
    columns = (
        *key_columns(indicator.by),
        MeasureColumn("pipeline", "Воронка"),
        MeasureColumn("stage", "Стадия"),
        count("reached", "Дошло сделок"),
        share_of("passed", "Переход с предыдущей"),
        share_of("of_first", "От начала воронки"),
        count("standing", "Стоит сейчас"),
        *((count("recommended", "Рекомендовано"),) if whole else ()),
    )
    return Table(columns, tuple(rows))


def _stages(
    funnel: Funnel, depths: Mapping[int, int], standing: Standing, group: str | None, *, whole: bool
) -> list[tuple[Cell, ...]]:
    opened = [stage for stage in funnel.stages if stage.outcome == "open"]
    won = [stage for stage in funnel.stages if stage.outcome == "won"]
    found: list[tuple[Cell, ...]] = []
    first = before = sum(depths.values())
    for depth, stage in enumerate((*opened, *won[:1]), 1):
        reached = sum(deals for at, deals in depths.items() if at >= depth)
        title = " / ".join(item.title for item in won) if stage.outcome == "won" else stage.title
        now = standing.at(group, funnel.pipeline, stage.title) if stage.outcome == "open" else None
        cells: tuple[Cell, ...] = (
            title,
            reached,
            percent(reached, before) if depth > 1 else None,
            percent(reached, first),
            now,
        )
        found.append((*cells, stage.recommended) if whole else cells)
        before = reached
    return found


MEASURE = Measure(
    "stage_conversion",
    _missing,
    _ask,
    _shape,
    "нет ни одной сделки в описанных воронках",
    uses=(DEALS, FUNNEL_DEPTH, DEAL_DEPTH),
)
