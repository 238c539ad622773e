"""Funnels of the handbook and the deals that stand at their stages now."""

from __future__ import annotations

from collections.abc import Sequence

from audit.engines.base import Row
from audit.measures.base import Ask
from audit.measures.groups import group_sql, of_pipelines
from audit.prepare.setting import Setting
from handbook.model.indicator import DealIndicator
from handbook.model.process import Funnel

_STANDING = """
SELECT t.group_name, t.pipeline, t.stage, CAST(COUNT(*) AS BIGINT) AS deals
FROM (
    SELECT {group} AS group_name, d.pipeline, d.stage
    FROM measured_deals AS d WHERE d.outcome = 'open' AND {pipelines}
) AS t GROUP BY t.group_name, t.pipeline, t.stage
"""


def standing_ask(indicator: DealIndicator, by: str) -> Ask:
    """The question of open deals by stage."""
    scope = of_pipelines(indicator)
    return Ask(_STANDING.format(group=group_sql(by), pipelines=scope.sql), scope.parameters)


class Standing:
    """How many open deals of a group stand at a stage now.

    Args:
        rows: The answer to ``standing_ask``.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self._deals = {(row["group_name"], row["pipeline"], row["stage"]): int(row["deals"]) for row in rows}

    def at(self, group: str | None, pipeline: str | None, stage: str) -> int:
        """Deals of a group at a stage."""
        return self._deals.get((group, pipeline, stage), 0)


def funnels_of(setting: Setting, pipelines: Sequence[str]) -> list[Funnel]:
    """Funnels in the order of their processes, each once; those named, or all."""
    wanted = {name.strip().lower() for name in pipelines}
    found: dict[str, Funnel] = {}
    for process in setting.handbook.processes.values():
        funnel = process.funnel
        if funnel and (not wanted or funnel.pipeline.strip().lower() in wanted):
            found.setdefault(funnel.pipeline, funnel)
    return list(found.values())
