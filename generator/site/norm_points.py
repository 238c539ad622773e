"""What follows when a norm is broken: control points that are about it, apart from those that show many at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import links
from generator.site.norm_people import cites
from handbook.book import Handbook, PlacedNorm
from handbook.model.operation import ControlPoint, Operation


@dataclass(frozen=True, slots=True)
class Measured:
    """A control point that a norm measures.

    Attributes:
        operation: Where it stands.
        point: The control point.
        own: Whether what it does on a deviation is about this very norm.
    """

    operation: Operation
    point: ControlPoint
    own: bool


def measured(book: Handbook, placed: PlacedNorm) -> tuple[Measured, ...]:
    """Control points that a norm measures: those of the operation it stands in first.

    A point often watches something else and shows the norm beside it; its consequence is then that of something
    else. It is about the norm when it stands in the operation of the norm, or when the norm alone measures it and
    the work there is done by the norm: the steps name it, or no operation holds it.
    """
    return tuple(sorted(_points(book, placed), key=lambda one: one.operation.id != placed.home_id))


def _points(book: Handbook, placed: PlacedNorm) -> Iterator[Measured]:
    norm = placed.norm.id
    for operation in links.operations_of_norm(book, norm):
        home = placed.home == "operation" and placed.home_id == operation.id
        named = placed.home != "operation" or any(
            cites((step.text, step.duty, step.deadline), norm) for step in operation.steps
        )
        for point in operation.control_points:
            if norm in point.norms:
                yield Measured(operation, point, home or (named and len(point.norms) == 1))
