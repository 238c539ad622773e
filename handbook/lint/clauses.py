"""Clauses cited by number: part of ``unknown-reference``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.book import Handbook
from handbook.lint.rule import Remark
from handbook.model.document import Document
from handbook.source.locate import Spot

#: Nobody numbers clauses with this many digits.
_TOO_MANY_DIGITS = 9
#: So many clauses a tip names.
_FEW = 5
_DIGITS = re.compile(r"\d+")


def missing_clauses(handbook: Handbook) -> Iterator[Remark]:
    """Every clause that an operation, an answer, a norm or a process cites and its document does not have."""
    cited: list[tuple[str | None, str | None, Spot]] = []
    for operation in handbook.operations.values():
        for key in ("governed_by", "questions"):
            for index, item in enumerate(getattr(operation, key)):
                cited.append((item.document, item.clause, handbook.spot(operation, key, index, "clause")))
    for placed in handbook.norms.values():
        source = placed.norm.source
        if source is not None:
            cited.append((source.document, source.clause, handbook.spot(placed.norm, "source", "clause")))
    handed = [(process, process.handover) for process in handbook.processes.values() if process.handover is not None]
    cited += [(order.document, order.clause, handbook.spot(process, "handover", "clause")) for process, order in handed]
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
        tip = f"{_known(number, numbers)}; если пункта больше нет — уберите clause"
        yield Remark(f"в документе «{document.title}» нет пункта {number}", (spot,), tip)


def _known(number: str, numbers: list[str]) -> str:
    """The clause that is meant when only its spelling is wrong, otherwise those that stand nearest."""
    meant = [other for other in numbers if _parts(number) and _parts(other) == _parts(number)]
    if len(meant) == 1:
        return f"Возможно, вы имели в виду «{meant[0]}»"
    near = _nearest(number, numbers)
    listed = ", ".join(other for other in numbers if other in near)
    return f"{'Есть' if len(near) == len(numbers) else 'Ближайшие'} пункты: {listed}"


def _nearest(number: str, numbers: list[str]) -> list[str]:
    """A few clauses that stand nearest: of the same sections as deep as possible, then the closest numbers."""

    def distance(other: str) -> tuple[int, int]:
        theirs = _parts(other)
        same = next((depth for depth, pair in enumerate(zip(ours, theirs, strict=False)) if pair[0] != pair[1]), None)
        depth = min(len(ours), len(theirs)) if same is None else same
        gap = abs(len(ours) - len(theirs)) if same is None else abs(ours[depth] - theirs[depth])
        return -depth, gap

    ours = _parts(number)
    return sorted(numbers, key=distance)[:_FEW]


def _parts(number: str) -> tuple[int, ...]:
    """The numbers of a clause's number, whatever stands around them: «п. 1.2.» is 1 and 2."""
    return tuple(int(digits) for digits in _DIGITS.findall(number) if len(digits) < _TOO_MANY_DIGITS)
