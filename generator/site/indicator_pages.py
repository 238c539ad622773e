"""Indicators: what the company watches, and for each measure a page that tells how the audit works it out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from generator.artifact import Artifact
from generator.site import paths, text
from generator.site.maker import Maker
from handbook.book import Handbook
from handbook.indicators import Indicator
from handbook.russian.numbers import counted


@dataclass(frozen=True, slots=True)
class IndicatorCard:
    """An indicator with the page of its measure."""

    indicator: Indicator
    page: str


@dataclass(frozen=True, slots=True)
class IndicatorGroup:
    """Indicators of the process, or of the result."""

    title: str
    cards: tuple[IndicatorCard, ...]


def indicator_paths(book: Handbook) -> tuple[str, ...]:
    """Pages of indicators."""
    return (paths.INDICATORS, *dict.fromkeys(_page(one) for one in book.indicators.values()))


def indicator_pages(maker: Maker) -> Iterator[Artifact]:
    """The list and a page of each measure; nothing when the company watches nothing."""
    book = maker.book
    if not book.indicators:
        return
    yield maker.page("indicators", maker.here(paths.INDICATORS), groups=tuple(_groups(book)))
    for path in indicator_paths(book)[1:]:
        here = maker.here(path)
        inside = tuple(one for one in book.indicators.values() if _page(one) == path)
        page = sys.modules[type(inside[0]).__module__].__doc__ or ""
        how = text.rich(page.partition("\n\n")[2], here.reference)
        yield maker.page("measure", here, title=inside[0].measure_title, indicators=inside, how=how)


def _page(indicator: Indicator) -> str:
    return paths.detail(paths.INDICATORS, indicator.measure)


def _groups(book: Handbook) -> Iterator[IndicatorGroup]:
    for kind, title in (("process", "Показатели процесса: что делаем"), ("result", "Показатели результата: что вышло")):
        inside = tuple(one for one in book.indicators.values() if one.kind == kind)
        if inside:
            cards = tuple(IndicatorCard(one, _page(one)) for one in inside)
            yield IndicatorGroup(f"{title} ({counted(len(inside), 'показатель', 'показателя', 'показателей')})", cards)
