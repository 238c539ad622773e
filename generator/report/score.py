"""What the company score is made of, and the managers behind it, worst first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from generator.report.objects import split, stake
from handbook.finding import Severity
from handbook.result import Result, Score, Verdict, Violation


@dataclass(frozen=True, slots=True)
class Part:
    """The part of one checked norm in the score.

    Attributes:
        weight: Weight of its severity.
        share: Violators ÷ population, waived ones left out, 0…1.
        lost: Points of the company score this norm takes away.
    """

    verdict: Verdict
    weight: int
    share: float
    lost: float


@dataclass(frozen=True, slots=True)
class Chip:
    """Breaches of one norm by one person; ``population`` is None when the audit did not count it."""

    verdict: Verdict
    violators: int
    population: int | None


@dataclass(frozen=True, slots=True)
class Person:
    """One line of the managers table; ``name`` is None for objects that nobody owns."""

    name: str | None
    score: Score | None
    chips: tuple[Chip, ...]
    errors: int
    others: int
    money: Decimal | None

    @property
    def violations(self) -> int:
        """Breaches of every severity."""
        return self.errors + self.others


def parts(verdicts: Iterable[Verdict]) -> tuple[Part, ...]:
    """The parts of the score, in the order given: 100 − Σ lost is the score (norms.md §1)."""
    judged = [verdict for verdict in verdicts if verdict.checked and verdict.population]
    total = sum(verdict.severity.weight for verdict in judged)
    found = []
    for verdict in judged:
        weight = verdict.severity.weight
        bad = len(split(verdict)[0]) / verdict.population
        found.append(Part(verdict, weight, bad, 100 * weight * bad / total if total else 0.0))
    return tuple(found)


def people(result: Result) -> tuple[Person, ...]:
    """Everyone who was judged, worst first; objects without an owner come last."""
    breaches: dict[str | None, list[tuple[Verdict, Violation]]] = {}
    for verdict in result.verdicts:
        for item in split(verdict)[0]:
            breaches.setdefault(item.owner or None, []).append((verdict, item))
    scores = {score.owner: score for score in result.owners if score.owner}
    names = [*scores, *(name for name in breaches if name not in scores)]
    found = [_person(name, scores.get(name) if name else None, breaches.get(name, [])) for name in names]
    return tuple(sorted(found, key=_rank))


def _person(name: str | None, score: Score | None, items: list[tuple[Verdict, Violation]]) -> Person:
    counts: dict[str, int] = {}
    verdicts: dict[str, Verdict] = {}
    for verdict, _ in items:
        counts[verdict.norm_id] = counts.get(verdict.norm_id, 0) + 1
        verdicts[verdict.norm_id] = verdict
    chips = (Chip(verdict, counts[norm_id], _population(verdict, name)) for norm_id, verdict in verdicts.items())
    errors = sum(verdict.severity is Severity.ERROR for verdict, _ in items)
    return Person(
        name,
        score,
        tuple(sorted(chips, key=lambda chip: (-chip.verdict.severity.weight, -chip.violators))),
        errors,
        len(items) - errors,
        stake(items),
    )


def _population(verdict: Verdict, name: str | None) -> int | None:
    return next((count.population for count in verdict.owners if count.owner == name), None)


def _rank(person: Person) -> tuple[bool, bool, float, int, str]:
    value = person.score.value if person.score else None
    return (
        person.name is None,
        value is None,
        value if value is not None else 0.0,
        -person.violations,
        person.name or "",
    )
