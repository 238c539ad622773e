"""The page of a norm: the requirement, why, its editions, what it concerns, how it is checked and what follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator import links
from generator.artifact import Artifact
from generator.site import paths, text
from generator.site.here import Here
from generator.site.maker import Maker
from generator.site.norm_people import people, rulings, sayings
from handbook.book import Handbook, PlacedNorm
from handbook.model.operation import ControlPoint, Operation
from handbook.norms import Norm


@dataclass(frozen=True, slots=True)
class Measured:
    """A control point that the norm measures, with its operation."""

    operation: Operation
    point: ControlPoint


#: Clauses told in full: the one that sets the norm and the first of those that cite it.
RULINGS = 5
WEIGHTS = {"error": "ошибка", "warning": "предупреждение", "info": "замечание"}


def norm_page(maker: Maker, placed: PlacedNorm) -> Artifact:
    """The page of a norm."""
    book = maker.book
    here = maker.here(str(paths.page("norm", placed.norm.id)))
    return maker.page(
        "norm",
        here,
        norm=placed.norm,
        facts=tuple(_facts(here, placed)),
        people=tuple(people(here, placed)),
        alone=placed.home != "company",
        said=sayings(book, placed.norm.id),
        rulings=rulings(book, placed)[:RULINGS],
        users=links.operations_of_norm(book, placed.norm.id),
        points=tuple(sorted(_points(book, placed.norm.id), key=lambda one: one.operation.id != placed.home_id)),
        principles=tuple(one for one in book.principles.values() if placed.norm.id in one.norms),
    )


def _points(book: Handbook, norm: str) -> Iterator[Measured]:
    for operation in links.operations_of_norm(book, norm):
        for point in operation.control_points:
            if norm in point.norms:
                yield Measured(operation, point)


def _facts(here: Here, placed: PlacedNorm) -> Iterator[tuple[str, Markup]]:
    norm = placed.norm
    yield "Что судится", text.plain(norm.period() or "—")
    yield "Где стоит", here.home(placed)
    if norm.source:
        yield "Чем установлена", here.clause(norm.source.document, norm.source.clause)
    scope = here.scope(norm)
    yield from scope
    if not scope:
        yield "На что распространяется", Markup("без ограничений")
    yield "Нарушение", text.plain(WEIGHTS[norm.severity.value])
    yield "Допуск", text.plain(_tolerance(here, norm))
    yield "Откуда данные", text.plain(norm.data_source)
    yield "Код", Markup("<code>{}</code>").format(norm.id)


def _tolerance(here: Here, norm: Norm) -> str:
    if not norm.tolerance:
        return "нарушений быть не должно"
    return f"терпимо до {here.number(norm.tolerance)}\u00a0% нарушений"
