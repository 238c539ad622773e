"""Documents whose text is no longer the one their order has approved: signed as they are, they would lie."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from generator.documents.editions import ChangedPaper
from generator.word.words import tidy
from handbook.addressees import Paper
from handbook.book import Handbook
from handbook.editions.amended import amended
from handbook.editions.approved import kept
from handbook.finding import Finding, Severity


def drafts(handbook: Handbook, changed: Sequence[ChangedPaper], papers: Collection[Paper]) -> Iterator[Finding]:
    """Documents of a pack that name an edition and an order, and say something else than that edition does.

    Args:
        handbook: The company.
        changed: Documents that say something else than a kept edition of them.
        papers: The documents of the pack.
    """
    for one in changed:
        published = one.published
        if one.paper in papers and published.order and _differs(handbook, one):
            number = tidy(published.number)
            yield Finding(
                "unapproved-text",
                Severity.WARNING,
                f"{number}: текст уже не тот, что приказ {tidy(published.order.number)} утвердил редакцией "
                f"{published.edition}, — подписывать рано",
                tip=f"Утвердите новую редакцию: approve {number} --order … --date …, и соберите пакет заново",
            )


def _differs(handbook: Handbook, one: ChangedPaper) -> bool:
    editions = kept(handbook.root, one.paper.what, one.paper.id)
    same = [edition for edition in editions if edition.edition == one.published.edition and edition.clauses]
    return any(amended(edition, one.now) for edition in same)
