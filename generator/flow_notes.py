"""What stands behind a flow, in words: a diagram opened in another program still says how the work is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.diagram.flow import Fact, FactKind
from generator.links import norms_of_operation
from handbook.book import Handbook
from handbook.bpmn import notes
from handbook.crossref import CrossRef, expand
from handbook.model.operation import ControlPoint, Operation
from handbook.model.process import Process
from handbook.norms import Norm


def process_note(book: Handbook, process: Process) -> str:
    """What the process is for, where it begins and ends, who answers for it."""
    lines = (
        (notes.GOAL, process.goal),
        (notes.TRIGGER, process.trigger),
        (notes.RESULT, process.result),
        (notes.APPLIES, process.applies),
        (notes.OWNER, _role(book, process.owner)),
    )
    return "\n".join(_said(book, lines))


def operation_note(book: Handbook, operation: Operation) -> str:
    """The operation as a newcomer is taught it: why, who, step by step, what matters most."""
    lines = [operation.title] if operation.short else []
    lines += _said(book, ((notes.PURPOSE, operation.purpose), (notes.OWNER, _role(book, operation.owner))))
    if operation.steps:
        lines.append(f"{notes.STEPS}:")
        for number, step in enumerate(operation.steps, 1):
            other = step.role if step.role and step.role != operation.owner else None
            who = f"{_role(book, other)}: " if other else ""
            lines.append(f"{number}. {who}{_plain(book, step.text)}")
    lines += _said(book, ((notes.KEY_FACTOR, operation.key_factor),))
    return "\n".join(lines)


def operation_facts(book: Handbook, operation: Operation, points: Iterable[tuple[str, ControlPoint]]) -> Iterator[Fact]:
    """Norms the operation lives by, and the control points that are marked on it.

    Args:
        book: The handbook.
        operation: The operation.
        points: Its control points with their marks on the diagram: «КТ3».
    """
    yield from (_fact(placed.norm) for placed in norms_of_operation(book, operation))
    for mark, point in points:
        told = (
            ("кому", _role(book, point.to)),
            ("когда", point.when),
            ("где записано", point.recorded),
            ("при отклонении", point.on_deviation),
        )
        words = "; ".join(f"{key} — {_plain(book, text)}" for key, text in told if text)
        yield Fact(FactKind.CONTROL_POINT, point.id, f"{mark}. {_plain(book, point.information)}", words)


def process_facts(process: Process) -> Iterator[Fact]:
    """Norms of the process as a whole."""
    yield from map(_fact, process.norms)


def _fact(norm: Norm) -> Fact:
    draft = " (черновик)" if norm.draft else ""
    return Fact(FactKind.NORM, norm.id, norm.title, f"{norm.words()}{draft}")


def _said(book: Handbook, lines: Iterable[tuple[str, str | None]]) -> list[str]:
    return [f"{key}: {_plain(book, text)}" for key, text in lines if text]


def _role(book: Handbook, name: str | None) -> str | None:
    return book.roles[name].title if name and name in book.roles else name


def _plain(book: Handbook, text: str) -> str:
    """One line with its references put into words."""

    def words(found: CrossRef) -> str:
        target = found.known_target
        if found.words or target is None:
            return found.words or found.id
        if target == "norm" and found.id in book.norms:
            return book.norms[found.id].norm.words()
        record = book.ids(target).get(found.id)
        return str(getattr(record, "title", None) or getattr(record, "term", None) or found.id)

    return " ".join(expand(text, words).split())
