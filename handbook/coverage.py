"""How far a company has described itself: shares of operations, control points, norms and questions, by process."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from handbook.book import Handbook, PlacedNorm
from handbook.crossref import find
from handbook.model.operation import ControlPoint, Operation
from handbook.work import operations_in, operations_in_force

#: What is counted, with what a reader calls it.
MEASURES: dict[str, str] = {
    "owner": "операции с владельцем",
    "document": "операции с регламентом",
    "control_point": "операции с контрольной точкой",
    "norm": "операции с нормой",
    "measured": "контрольные точки, измеряемые нормами",
    "judged": "контрольные точки, по которым аудит судит",
    "executable": "нормы, по которым аудит судит",
    "answered": "вопросы с документом",
}


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    have: int
    of: int

    @property
    def percent(self) -> int | None:
        """Whole per cent, rounded down so that 100 means all; None of nothing."""
        return self.have * 100 // self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Shares of one process, or of everything (then ``id`` is None).

    Attributes:
        id: The process.
        title: Its title.
        operations: How many operations it has.
        shares: By the keys of ``MEASURES``.
    """

    id: str | None
    title: str
    operations: int
    shares: Mapping[str, Share]


def coverage(handbook: Handbook) -> tuple[Coverage, ...]:
    """Coverage of every process as it should be, in their order, and of the whole company last."""
    normed = with_norm(handbook)
    rows = []
    for process in handbook.processes.values():
        if process.variant == "to-be":
            operations = operations_in(handbook, process)
            own = {operation.id for operation in operations}
            norms = [
                placed
                for placed in handbook.norms.values()
                if (placed.home == "process" and placed.home_id == process.id)
                or (placed.home == "operation" and placed.home_id in own)
            ]
            rows.append(_row(handbook, process.id, process.title, operations, norms, normed))
    everything = operations_in_force(handbook)
    rows.append(_row(handbook, None, "Всего", everything, tuple(handbook.norms.values()), normed))
    return tuple(rows)


def with_norm(handbook: Handbook) -> frozenset[str]:
    """Operations that some norm measures: their own, one of their control points', or one their text cites."""
    citing = {
        id(written.record)
        for written in handbook.written
        if "[[" in written.text and any(reference.target == "norm" for reference in find(written.text))
    }
    return frozenset(
        operation.id
        for operation in handbook.operations.values()
        if operation.norms or id(operation) in citing or any(point.norms for point in operation.control_points)
    )


def _row(  # noqa: PLR0913, PLR0917 - the parts of one row
    handbook: Handbook,
    identity: str | None,
    title: str,
    operations: Collection[Operation],
    norms: Collection[PlacedNorm],
    normed: frozenset[str],
) -> Coverage:
    points = [point for operation in operations for point in operation.control_points]
    questions = [question for operation in operations for question in operation.questions]
    shares = {
        "owner": _share(operation.owner is not None for operation in operations),
        "document": _share(bool(operation.governed_by) for operation in operations),
        "control_point": _share(bool(operation.control_points) for operation in operations),
        "norm": _share(operation.id in normed for operation in operations),
        "measured": _share(bool(point.norms) for point in points),
        "judged": _share(_judged(handbook, point) for point in points),
        "executable": _share(not placed.norm.draft for placed in norms),
        "answered": _share(question.document is not None for question in questions),
    }
    return Coverage(identity, title, len(operations), shares)


def _judged(handbook: Handbook, point: ControlPoint) -> bool:
    return any(name in handbook.norms and not handbook.norms[name].norm.draft for name in point.norms)


def _share(answers: Iterable[bool]) -> Share:
    given = list(answers)
    return Share(sum(given), len(given))
