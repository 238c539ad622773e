"""The page of a norm: the requirement, why, its editions, what it concerns, how it is checked and what follows."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from generator import links
from generator.artifact import Artifact
from generator.site import paths, text
from generator.site.here import Here
from generator.site.maker import Maker
from generator.site.norm_labels import period
from generator.site.norm_people import people, rulings, sayings
from generator.site.norm_points import measured
from handbook.book import PlacedNorm
from handbook.norms import Norm

#: Clauses told in full: the one that sets the norm and the first of those that cite it.
RULINGS = 5
#: What is judged by a period, as a phrase of its own.
RESULTS = {
    "рабочий день": "итог рабочего дня",
    "неделя": "итог недели",
    "месяц": "итог месяца",
    "квартал": "итог квартала",
}
WEIGHTS = {"error": "нарушать нельзя", "warning": "повод разобраться", "info": "к сведению"}


def norm_page(maker: Maker, placed: PlacedNorm) -> Artifact:
    """The page of a norm."""
    book = maker.book
    here = maker.here(str(paths.page("norm", placed.norm.id)))
    points = measured(book, placed)
    return maker.page(
        "norm",
        here,
        norm=placed.norm,
        facts=tuple(_facts(here, placed)),
        people=tuple(people(here, placed)),
        alone=placed.home != "company",
        said=sayings(book, placed.norm.id),
        rulings=rulings(book, placed, RULINGS),
        users=links.operations_of_norm(book, placed.norm.id),
        points=tuple(one for one in points if one.own),
        beside=tuple(one for one in points if not one.own),
        check=tuple(placed.norm.how_judged()),
        principles=tuple(one for one in book.principles.values() if placed.norm.id in one.norms),
    )


def _facts(here: Here, placed: PlacedNorm) -> Iterator[tuple[str, Markup]]:
    norm = placed.norm
    counted = period(norm, "")
    if counted:
        yield "Что проверяется", text.plain(RESULTS.get(counted, counted))
    yield "Где действует", here.home(placed)
    if norm.source:
        yield "Чем установлена", here.clause(norm.source.document, norm.source.clause)
    scope = here.scope(norm)
    yield from scope
    if not scope:
        yield "На что распространяется", Markup("без ограничений")
    yield "Насколько это серьёзно", text.plain(WEIGHTS[norm.severity.value])
    yield "Сколько терпимо", text.plain(_tolerance(here, norm))
    yield "Откуда данные", text.plain(norm.data_source)


def _tolerance(here: Here, norm: Norm) -> str:
    if not norm.tolerance:
        return "нарушений быть не должно"
    return f"до {here.number(norm.tolerance)}\u00a0% нарушений"
