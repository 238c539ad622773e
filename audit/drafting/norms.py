"""Norms drafted from the values of an export."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from audit.calibrate import calibrate
from audit.calibrate.human import rounded_down, rounded_up
from audit.calibrate.ladder import ENOUGH, POLICY
from audit.drafting.kinds import Sketched, sketches
from handbook.book import Handbook, PlacedNorm
from handbook.calibration import Calibrated, Scale, Spread
from handbook.exported import Exported
from handbook.norms import AnyNorm, Norm
from handbook.norms.quantity import Quantity, Unit
from handbook.russian.numbers import counted, format_number, percent

#: An answer that takes working weeks is one the export does not show.
_LONGEST_ANSWER = 2400
#: A norm without a number that more of the work breaks than this says nothing of how the company works.
_BROKEN, _UNFILLED = 0.1, 0.1
#: Where some have so many times more open deals than others, one limit fits nobody.
_WIDEST = 5
#: Nobody asks for a word with every client oftener than weekly.
_LEAST_GAP = 7
_CARD = "Заполненность карточки сделки"
_UNITS = {
    Unit.DAY: "дн.",
    Unit.HOUR: "ч",
    Unit.WORKING_HOUR: "раб. ч",
    Unit.WORKING_MINUTE: "раб. мин",
    Unit.PERCENT: "%",
}
_ADAPTER: TypeAdapter[Norm] = TypeAdapter(AnyNorm)


@dataclass(frozen=True, slots=True)
class DraftNorm:
    """A norm proposed by an export.

    Attributes:
        data: As a source writes it.
        figures: What the export says of it, in Russian.
        pipeline: The pipeline it is about; None for the whole company.
        stage: The stage it is about; None for all of them.
    """

    data: Mapping[str, Any]
    figures: str
    pipeline: str | None = None
    stage: str | None = None


def norms_of(
    handbook: Handbook, found: Exported, exports: Sequence[Path], crm: str | None = None
) -> tuple[DraftNorm, ...]:
    """Draft the norms whose values an export shows, where there are enough of them.

    Args:
        handbook: The company drafted so far: its funnels, people and profile.
        found: What the export tells.
        exports: Files and folders.
        crm: Profile to read them by; None chooses it.

    Raises:
        IngestError: The export cannot be read.
    """
    sellers = [role.id for role in handbook.roles.values() if not role.external]
    # Days of people are many even where deals are few.
    few = found.deals < ENOUGH
    tries = {
        item.data["id"]: item for item in sketches(found, sellers) if not (few and item.data["kind"] == "open_deals")
    }
    norms = {
        name: PlacedNorm(_ADAPTER.validate_python(item.data, by_alias=True, by_name=False), "company", "company")
        for name, item in tries.items()
    }
    measured = {norm.norm_id: norm for norm in calibrate(replace(handbook, norms=norms), exports, crm=crm).norms}
    return (*_drafted(tries, measured), *_card(tries, measured))


def _drafted(tries: Mapping[str, Sketched], measured: Mapping[str, Calibrated]) -> Iterator[DraftNorm]:
    short = {item.instead: name for name, item in tries.items() if item.instead}
    for name, item in tries.items():
        norm = measured[name]
        hours = measured.get(short.get(name, ""))
        if item.field or (item.instead and not _in_hours(measured[item.instead], norm)):
            continue
        if hours is not None and _in_hours(norm, hours):
            continue
        made = _limited(item, norm) if norm.spread else _plain(item, norm)
        if made is not None:
            yield made


def _in_hours(days: Calibrated, hours: Calibrated) -> bool:
    """Whether most visits of a stage end within a day, so that days are too rough for it."""
    return bool(days.spread and hours.spread and days.spread.at(75) < 1)


def _limited(item: Sketched, norm: Calibrated) -> DraftNorm | None:
    spread = norm.spread
    if spread is None or spread.number < ENOUGH:
        return None
    # What is said in hours takes the place of what was asked in days.
    data = {**item.data, "id": item.instead or norm.norm_id}
    for scale in norm.scales:
        # Most of the work keeps a draft already; what is left is its tail.
        value = spread.at(10 if scale.bound == "min" else 90)
        if scale.bound == "max" and not value:
            value = spread.at(95)
        limit = (rounded_up if scale.bound == "max" else rounded_down)(value, norm.unit)
        if _senseless(norm, spread, limit):
            return None
        if limit:
            data[scale.bound] = _written(Quantity(limit, norm.unit))
        else:
            del data[scale.bound]
    if not any(scale.bound in data for scale in norm.scales) and norm.kind != "task_done":
        return None
    return DraftNorm(data, _figures(norm, data), item.pipeline, item.stage)


def _senseless(norm: Calibrated, spread: Spread, limit: Decimal) -> bool:
    """Whether a limit is nothing a company would set."""
    if norm.kind == "response_time":
        return limit > _LONGEST_ANSWER
    if norm.kind == "contact_gap":
        return limit < _LEAST_GAP
    return norm.kind == "open_deals" and spread.at(90) > _WIDEST * max(spread.at(10), Decimal(1))


def _written(limit: Quantity) -> str | int:
    return int(limit.value) if limit.unit is Unit.COUNT else str(limit)


def _figures(norm: Calibrated, data: Mapping[str, Any]) -> str:
    spread = norm.spread
    if spread is None:
        return ""
    unit = f" {_UNITS[norm.unit]}" if norm.unit in _UNITS else ""
    number = counted(spread.number, "значение", "значения", "значений")
    marks = ", ".join(f"P{mark} {format_number(spread.at(mark), 1)}{unit}" for mark in _marks(norm))
    then = [rung for scale in norm.scales for rung in _at(scale, data)]
    broken = f"; так нарушают {percent(then[0])}" if then else ""
    decided = "; предел — решение компании, здесь как есть сейчас" if norm.kind in POLICY else ""
    return f"{number}: {marks}{broken}{decided}"


def _marks(norm: Calibrated) -> tuple[int, ...]:
    if norm.kind == "open_deals":
        return (10, 50, 90)
    if any(scale.bound == "min" for scale in norm.scales):
        return (10, 25, 50)
    return (50, 75, 90) if norm.spread is not None and norm.spread.at(75) else (75, 90, 95)


def _at(scale: Scale, data: Mapping[str, Any]) -> Iterator[float]:
    """The share in breach at the limit that was drafted."""
    for rung in scale.rungs:
        if data.get(scale.bound) == _written(rung.limit):
            yield rung.share


def _plain(item: Sketched, norm: Calibrated) -> DraftNorm | None:
    """A norm without a number: worth drafting where the company keeps it already, more or less."""
    reason = norm.kind == "required_fields"
    if norm.population < ENOUGH or norm.silent.startswith("не проверено") or (norm.share > _BROKEN and not reason):
        return None
    objects = counted(norm.population, "сделка", "сделки", "сделок")
    return DraftNorm(item.data, f"{objects}; нарушают {percent(norm.share)}", item.pipeline)


def _card(tries: Mapping[str, Sketched], measured: Mapping[str, Calibrated]) -> Iterator[DraftNorm]:
    """One norm of all the fields that are filled almost always."""
    asked = [(item, measured[name]) for name, item in tries.items() if item.field]
    kept = [(item, norm) for item, norm in asked if norm.population >= ENOUGH and norm.share <= _UNFILLED]
    if not kept:
        return
    first = kept[0][0].data
    data = {**first, "id": "n-kartochka-sdelki", "title": _CARD, "fields": [item.field for item, _ in kept]}
    shares = ", ".join(f"«{item.field}» — {percent(1 - norm.share)}" for item, norm in kept)
    yield DraftNorm(data, f"заполнено сейчас: {shares}")
