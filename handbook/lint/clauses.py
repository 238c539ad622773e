"""Clauses cited by number: part of ``unknown-reference``."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.lint.rule import Remark
from handbook.model.document import Document
from handbook.russian.text import suggest
from handbook.source.locate import Spot

#: Nobody numbers clauses with this many digits.
_TOO_MANY_DIGITS = 9


def missing_clauses(handbook: Handbook) -> Iterator[Remark]:
    """Every clause that an operation, an answer or a norm cites and its document does not have."""
    cited: list[tuple[str | None, str | None, Spot]] = []
    for operation in handbook.operations.values():
        for key in ("governed_by", "questions"):
            for index, item in enumerate(getattr(operation, key)):
                cited.append((item.document, item.clause, handbook.spot(operation, key, index, "clause")))
    for placed in handbook.norms.values():
        source = placed.norm.source
        if source is not None:
            cited.append((source.document, source.clause, handbook.spot(placed.norm, "source", "clause")))
    for name, number, spot in cited:
        document = handbook.documents.get(name or "")
        if number is not None and document is not None:
            yield from _clause(document, number, spot)


def _clause(document: Document, number: str, spot: Spot) -> Iterator[Remark]:
    numbers = [clause.number for clause in document.clauses]
    if not numbers:
        message = f"в документе «{document.title}» нет пунктов, а назван пункт {number}"
        yield Remark(message, (spot,), "Опишите пункты документа в clauses или уберите clause")
    elif number not in numbers:
        hint = _nearest(number, numbers)
        tip = f"Возможно, вы имели в виду «{hint}»" if hint else f"Есть пункты: {', '.join(numbers)}"
        yield Remark(f"в документе «{document.title}» нет пункта {number}", (spot,), tip)


def _nearest(number: str, numbers: list[str]) -> str | None:
    """The clause that stands nearest: of the same sections as deep as possible, then the closest number."""

    def distance(other: str) -> tuple[int, int]:
        theirs = _parts(other)
        same = next((depth for depth, pair in enumerate(zip(ours, theirs, strict=False)) if pair[0] != pair[1]), None)
        depth = min(len(ours), len(theirs)) if same is None else same
        gap = abs(len(ours) - len(theirs)) if same is None else abs(ours[depth] - theirs[depth])
        return -depth, gap

    ours = _parts(number)
    numeric = [other for other in numbers if _parts(other)]
    return min(numeric, key=distance) if ours and numeric else suggest(number, numbers)


def _parts(number: str) -> tuple[int, ...]:
    """The numbers of a clause's number; nothing when it has letters."""
    parts = number.strip(".").split(".")
    return tuple(map(int, parts)) if all(part.isdecimal() and len(part) < _TOO_MANY_DIGITS for part in parts) else ()
