"""Mutants that cannot change any verdict, each with the reason in words: ``equivalent.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from benchmarks.mutations.places import Place

_TABLE = Path(__file__).with_name("equivalent.yaml")


@dataclass(frozen=True, slots=True)
class Explained:
    """A mutant, or alike ones in several statements.

    Attributes:
        names: The tables or kinds of norms.
        place: What is spoilt, as the report prints it.
        change: What is done to it.
        where: The common table expression it stands in; None means any.
        turn: Its number among equal texts, from 1; None means any.
        reason: Why it changes no verdict.
    """

    names: tuple[str, ...]
    place: str
    change: str
    where: str | None
    turn: int | None
    reason: str

    def fits(self, place: Place) -> bool:
        """Whether a place is meant."""
        return (
            place.name in self.names
            and (place.text, place.change) == (self.place, self.change)
            and self.where in {None, place.where}
            and self.turn in {None, place.turn + 1}
        )


def explained() -> tuple[Explained, ...]:
    """Every mutant with its reason."""
    told: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(_TABLE.read_text(encoding="utf-8"))
    return tuple(
        Explained(
            tuple(item["in"].split(", ")),
            item["place"],
            item["change"],
            item.get("where"),
            item.get("turn"),
            group["reason"],
        )
        for group in told
        for item in group["mutants"]
    )
