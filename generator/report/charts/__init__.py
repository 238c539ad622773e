"""Charts of the audit report: pure functions from a result to shapes with coordinates, which a template paints.

One file per chart; ``marks`` is what they are made of, ``scale`` and ``bars`` what they share.
"""

from __future__ import annotations

from dataclasses import replace

from generator.report.charts.funnel import funnels
from generator.report.charts.marks import Chart, Charts
from generator.report.charts.open_deals import open_deals
from generator.report.charts.plan import plans
from generator.report.charts.quadrant import quadrant
from generator.report.charts.receivables import receivables
from generator.report.charts.refusals import refusals
from generator.report.charts.trend import trend
from handbook.audits.story import Story
from handbook.book import Handbook
from handbook.result import Result


def charts(result: Result, handbook: Handbook, story: Story) -> Charts | None:
    """Every chart of a report; None when there is nothing at all to draw.

    Args:
        result: What the audit found.
        handbook: Where the norms drawn in are taken from.
        story: Earlier audits.
    """
    items = (
        *trend(result, story),
        *plans(result, handbook),
        *funnels(result, handbook),
        *refusals(result, handbook),
        *open_deals(result, handbook),
        *quadrant(result),
        *receivables(result, handbook),
    )
    return Charts(tuple(_filled(item) for item in items)) if items else None


def _filled(chart: Chart) -> Chart:
    return replace(chart, table=chart.table.filled()) if chart.table else chart
