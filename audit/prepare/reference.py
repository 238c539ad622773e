"""Small tables taken from the handbook: stages of the funnels with their ranks, and editions of the norms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from audit.engines.base import Engine
from handbook.book import Handbook
from handbook.norms import Norm
from handbook.norms.quantity import Quantity

#: The greatest number the tables hold; a limit beyond it judges like this one.
GREATEST = Decimal("99999999999999.9999")

_STAGES = {
    "pipeline": "VARCHAR",
    "stage": "VARCHAR",
    "rank": "INTEGER",
    "is_final": "BOOLEAN",
    "outcome": "VARCHAR",
}
_EDITIONS = {
    "norm_id": "VARCHAR",
    "since": "DATE",
    "until": "DATE",
    "is_only": "BOOLEAN",
    "edition": "DATE",
    "min_value": "DECIMAL(18,4)",
    "min_unit": "VARCHAR",
    "max_value": "DECIMAL(18,4)",
    "max_unit": "VARCHAR",
}


def create_funnel_stages(engine: Engine, handbook: Handbook) -> None:
    """Create ``funnel_stages``: final stages rank after all others, otherwise the rank is the place in the list."""
    found: dict[tuple[str, str], tuple[Any, ...]] = {}
    for process in handbook.processes.values():
        if process.funnel is None:
            continue
        stages = sorted(process.funnel.stages, key=lambda stage: stage.outcome != "open")
        for rank, stage in enumerate(stages, 1):
            pipeline = process.funnel.pipeline
            row = (pipeline, stage.title, rank, stage.outcome != "open", stage.outcome)
            found.setdefault((pipeline, stage.title), row)
    engine.fill("funnel_stages", _STAGES, found.values())


def only_pipeline(handbook: Handbook) -> str | None:
    """The funnel a deal without one belongs to: known when the company has a single funnel."""
    pipelines = {process.funnel.pipeline for process in handbook.processes.values() if process.funnel}
    return pipelines.pop() if len(pipelines) == 1 else None


def create_editions(engine: Engine, norms: list[Norm]) -> None:
    """Create ``editions``: one row per norm and edition, in force from ``since`` until ``until``, exclusive."""
    engine.fill("editions", _EDITIONS, [row for norm in norms for row in _rows(norm)])


def mark_editions(engine: Engine, variants: Iterable[tuple[date, Norm]]) -> None:
    """Create ``editions`` of variants of one norm side by side: ``edition`` says which variant, not since when."""
    place = list(_EDITIONS).index("edition")
    marked = [(*row[:place], mark, *row[place + 1 :]) for mark, norm in variants for row in _rows(norm)]
    engine.fill("editions", _EDITIONS, marked)


def _rows(norm: Norm) -> Iterator[tuple[Any, ...]]:
    editions = norm.editions()
    ends = [edition.since or date.min for edition in editions[1:]] + [date.max]
    for edition, until in zip(editions, ends, strict=True):
        yield (
            norm.id,
            edition.since or date.min,
            until,
            len(editions) == 1 and edition.since is None,
            edition.since,
            *_limit(edition.min),
            *_limit(edition.max),
        )


def _limit(quantity: Quantity | None) -> tuple[Decimal | None, str | None]:
    return (min(quantity.value, GREATEST), quantity.unit.value) if quantity else (None, None)
