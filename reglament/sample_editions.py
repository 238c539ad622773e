"""Makes the kept editions of the sample company: ``python -m reglament.sample_editions``.

The first editions of the documents that orders 41-П and 42-К changed are approved as they were on the day they came
into force: the present sources with the publication of edition 1 and without limits of norms that were set later. A
change of the sources or of a template that such a document shows needs them made anew.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from handbook.book import Handbook, PlacedNorm
    from handbook.editions.approve import Decision
    from handbook.editions.approved import Approved

#: The day the first editions came into force.
FIRST_DAY = date(2026, 1, 19)
_SIGNED = date(2026, 1, 12)
_PERSONNEL, _GENERAL = "4-К", "3-П"


@dataclass(frozen=True, slots=True)
class _First:
    """A document by its number, and the order that approved its first edition."""

    number: str
    order: str


FIRST = (
    _First("ДИ-03", _PERSONNEL),
    _First("ДИ-04", _PERSONNEL),
    _First("РП-01", _GENERAL),
    _First("РПК-01", _GENERAL),
)


def editions(handbook: Handbook) -> Iterator[Approved]:
    """The first editions, as ``approve`` would have kept them.

    Args:
        handbook: The sample company as it is now.

    Raises:
        WordTemplateError: A template has a mistake.
    """
    from handbook.editions.approve import Decision

    before = as_on(handbook, FIRST_DAY)
    for one in FIRST:
        yield _first(before, one.number, Decision(one.order, _SIGNED, FIRST_DAY, None))


def _first(handbook: Handbook, number: str, decision: Decision) -> Approved:
    from generator.documents.editions import approving, republished
    from handbook.addressees import Paper
    from handbook.editions.approve import approval, found
    from handbook.model.publication import Order

    what, record = found(handbook, number)[0]
    told = {
        "edition": 1,
        "on": decision.on,
        "effective": decision.effective,
        "order": Order(number=decision.order, on=decision.on),
        "changes": record.publication.changes[:1] if record.publication else (),
    }
    published = record.publication.model_copy(update=told) if record.publication else None
    if published is None:
        raise LookupError(number)
    book = republished(handbook, Paper(what, record.id), published)
    named = found(book, number)[0]
    made = approval(book, named, None, decision, printed=approving(book, named))
    if made is None:
        raise LookupError(number)
    return made.edition


def as_on(handbook: Handbook, day: date) -> Handbook:
    """The handbook without what was not yet known on a day: limits of norms that came into force later."""
    norms = {name: _placed(placed, day) for name, placed in handbook.norms.items()}
    groups: dict[str, Any] = {
        group: {name: _holding(record, norms) for name, record in getattr(handbook, group).items()}
        for group in ("operations", "processes", "positions")
    }
    spots = dict(handbook.spots)
    for group, records in groups.items():
        for name, record in getattr(handbook, group).items():
            spots[id(records[name])] = handbook.spots[id(record)]
    return replace(handbook, norms=norms, spots=spots, **groups)


def _placed(placed: PlacedNorm, day: date) -> PlacedNorm:
    limits = getattr(placed.norm, "limits", ())
    known = tuple(edition for edition in limits if edition.since is None or edition.since <= day)
    if known in {limits, ()}:
        return placed
    return replace(placed, norm=placed.norm.model_copy(update={"limits": known}))


def _holding(record: Any, norms: Mapping[str, PlacedNorm]) -> Any:  # noqa: ANN401 - any record that holds norms
    held = tuple(norms[norm.id].norm if norm.id in norms else norm for norm in record.norms)
    return record if held == record.norms else record.model_copy(update={"norms": held})


def main() -> int:
    """Write them beside the sample's sources."""
    from generator.artifact import Artifact
    from generator.writer import write
    from handbook.editions.approved import FOLDER, dump
    from handbook.read import read

    root = Path(__file__).resolve().parent.parent
    made = [Artifact((FOLDER / one.path).as_posix(), dump(one)) for one in editions(read(root).handbook)]
    write(root, made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
