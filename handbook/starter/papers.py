"""The paper life of the library begun anew: nothing is approved yet, and no norm has a past."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from handbook.source.edit import Edit, Remove, Set
from handbook.source.yaml12 import Pointer

#: What only an approved edition has.
_OF_APPROVED = ("effective", "order", "review_by", "changes")
#: Who works out what nobody of the company's posts has worked out.
_AUTHOR = "rop"


def begun(data: Mapping[str, Any], day: date, posts: Sequence[str], at: Pointer = ()) -> Iterator[Edit]:
    """Edits that make a record a draft: edition 1 without an order, norms with the limits of today.

    Args:
        data: A document, process, operation or position.
        day: The date of the drafts.
        posts: Positions the company has; others cannot agree to a document.
        at: Where in its file the record stands.
    """
    published = data.get("publication")
    if isinstance(published, Mapping):
        yield from _draft(published, day, posts, (*at, "publication"))
    for index, norm in enumerate(data.get("norms", ())):
        yield from _present(norm, (*at, "norms", index))


def _draft(published: Mapping[str, Any], day: date, posts: Sequence[str], at: Pointer) -> Iterator[Edit]:
    yield Set((*at, "edition"), 1)
    yield Set((*at, "date"), day)
    for key in _OF_APPROVED:
        if key in published:
            yield Remove((*at, key))
    if published.get("developed_by", _AUTHOR) not in posts:
        yield Set((*at, "developed_by"), _AUTHOR)
    agreed = published.get("agreed_by", [])
    kept = [post for post in agreed if post in posts]
    if agreed and not kept:
        yield Remove((*at, "agreed_by"))
    elif kept != agreed:
        yield Set((*at, "agreed_by"), kept)


def _present(norm: Mapping[str, Any], at: Pointer) -> Iterator[Edit]:
    limits = norm.get("limits", ())
    if limits:
        latest = max(limits, key=lambda edition: str(edition.get("from", "")))
        # The bound takes the place of the list: the reader sees it where the limit was.
        for bound in ("min", "max"):
            if bound in latest:
                yield Set((*at, bound), latest[bound], after="limits")
        yield Remove((*at, "limits"))
    if "since" in norm:
        yield Remove((*at, "since"))
