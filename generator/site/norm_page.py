"""The page of a norm: the requirement, why, its editions, what it concerns, how the audit checks it."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from generator import links
from generator.artifact import Artifact
from generator.site import paths, text
from generator.site.here import Here
from generator.site.maker import Maker
from handbook.book import PlacedNorm
from handbook.norms import Norm

WEIGHTS = {"error": "ошибка", "warning": "предупреждение", "info": "замечание"}


def norm_page(maker: Maker, placed: PlacedNorm) -> Artifact:
    """The page of a norm."""
    book = maker.book
    here = maker.here(str(paths.page("norm", placed.norm.id)))
    users = tuple(one for one in book.operations.values() if placed in links.norms_of_operation(book, one))
    return maker.page("norm", here, norm=placed.norm, facts=tuple(_facts(here, placed)), users=users)


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
