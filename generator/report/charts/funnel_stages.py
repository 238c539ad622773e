"""Stages of funnels with everything the measures and the norms say of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.report.charts.source import (
    Row,
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
from handbook.book import Handbook
from handbook.norms.base import Edition
from handbook.norms.conversion import Conversion
from handbook.norms.stage_age import StageAge
from handbook.result import Result

_OWN = frozenset({"pipeline", "stage"})


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a funnel with everything that is known of it; what is not known is None.

    Attributes:
        lost: Deals lost that came no farther than here, and ``cost`` — their sums.
        standing: Deals that stand here now.
        onward: Deals that came farther than here.
    """

    title: str
    reached: float
    passed: float | None
    of_first: float | None
    lost: float | None = None
    cost: float | None = None
    standing: float | None = None
    recommended: float | None = None
    median: float | None = None
    p90: float | None = None
    ages: tuple[tuple[StageAge, Edition], ...] = ()
    least: tuple[tuple[float, str], ...] = ()
    onward: float | None = None

    @property
    def left(self) -> float | None:
        """Deals whose stay here has come to something: lost here, or gone farther; those in work are neither."""
        return None if self.lost is None or self.onward is None else self.lost + self.onward

    @property
    def loss(self) -> float | None:
        """The lost among those that have left, in per cent."""
        return 100 * (self.lost or 0) / self.left if self.left else None

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


def reached_in(result: Result, handbook: Handbook) -> dict[str, list[Stage]]:
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
        found.append(
            Stage(
                title,
                reached,
                100 * reached / before if before else None,
                100 * reached / (first or reached) if reached else 0 if first else None,
                _sum(lines, "lost"),
                _sum(lines, "lost_sum"),
                _sum(lines, "standing"),
                lines[0].number("recommended") if len(lines) == 1 else None,
            )
        )
        first = first if first is not None else reached
        before = reached
    following = [stage.reached for stage in found[1:]]
    return [replace(stage, onward=onward) for stage, onward in zip(found, [*following, None], strict=True)]


def _sum(lines: Sequence[Row], column: str) -> float | None:
    values = [row.number(column) for row in lines]
    return None if None in values else sum(value or 0 for value in values)


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
    return replace(
        stage,
        median=stay.number("median") if stay else None,
        p90=stay.number("p90") if stay else None,
        ages=tuple(item for item in ages if same(item[0].stage) == own and covers(item[0], pipeline)),
        least=least,
    )
