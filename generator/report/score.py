"""What the company score is made of, and the managers behind it, worst first.

Who is worst is decided here for every output. The score itself is that of norms.md §1; but a norm judged on one or two
objects of a person takes many points by a single case, which is no habit. So people stand by their ``firm`` score: the
same score over those norms only that had ``ENOUGH`` objects of the person. Those whose score rests on too little — no
such norm, or three times fewer norms than the most judged colleague has — come after them, marked as ``thin``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from generator.report import words
from generator.report.objects import split, stake
from handbook.finding import Severity
from handbook.result import Result, Score, Verdict, Violation
from handbook.russian.numbers import counted, format_number, plural

#: Objects of a person from which on a norm says something of that person's habits.
ENOUGH = 5
#: A person judged by fewer norms than this part of what the most judged colleague has stands on too little.
_BROAD = 1 / 3
#: Points that are worth a word.
_TOLD = 1.0


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
class Cost:
    """What breaches of one norm take away from the score of one person."""

    verdict: Verdict
    violators: int
    population: int
    lost: float


@dataclass(frozen=True, slots=True)
class Person:
    """One line of the managers table.

    Attributes:
        name: None for objects that nobody owns.
        costs: Every norm that judged the person.
        firm: The score over the norms with ``ENOUGH`` objects; None when there are none.
        thin: Whether the score rests on too little to be set beside those of others.
    """

    name: str | None
    score: Score | None
    chips: tuple[Chip, ...]
    errors: int
    others: int
    money: Decimal | None
    costs: tuple[Cost, ...]
    firm: float | None
    thin: bool

    @property
    def violations(self) -> int:
        """Breaches of every severity."""
        return self.errors + self.others

    @property
    def rare(self) -> tuple[Cost, ...]:
        """Norms broken where there were too few objects to judge a habit by."""
        return tuple(cost for cost in self.costs if cost.violators and cost.population < ENOUGH)

    @property
    def mark(self) -> str | None:
        """What to know of the score, in a word or two; None when nothing."""
        if self.thin:
            return "мало данных"
        if self.firm is None or sum(cost.lost for cost in self.rare) < _TOLD:
            return None
        return f"без редких случаев {words.points(self.firm)}"

    @property
    def caution(self) -> str | None:
        """How much of what is lost single cases take, a clause of a sentence; None when it is little."""
        rare = sorted(self.rare, key=lambda cost: -cost.lost)
        lost = sum(cost.lost for cost in rare)
        if lost < _TOLD or self.score is None or self.score.value is None:
            return None
        whole = format_number(100 - words.tenth(self.score.value))
        first, more = rare[0], words.tenth(lost - rare[0].lost)
        if first.violators == 1:
            told = f"{_lost(first.lost)} из {whole} — один случай{self._day(first)}"
            told += f", ещё {_lost(lost - first.lost)} — другие редкие" if more else ""
        else:
            cases = counted(sum(cost.violators for cost in rare), "случай", "случая", "случаев")
            told = f"{_lost(lost)} из {whole} — {cases} по нормам, где у человека меньше {ENOUGH} объектов"
        return told if self.firm is None else f"{told}; без таких норм {words.points(self.firm)}"

    def _day(self, cost: Cost) -> str:
        moment = next((item.moment for item in cost.verdict.violations if item.owner == self.name), "")
        # The hour of the day says nothing of a person.
        return f" {words.moment(moment.split('T')[0].split(' ')[0])}" if moment else ""


def parts(verdicts: Iterable[Verdict]) -> tuple[Part, ...]:
    """The parts of the score, in the order given: 100 − Σ lost is the score (norms.md §1)."""
    judged = [verdict for verdict in verdicts if verdict.checked and verdict.population]
    total = sum(verdict.severity.weight for verdict in judged)
    found = []
    for verdict in judged:
        weight = verdict.severity.weight
        bad = len(split(verdict)[0]) / verdict.population
        found.append(Part(verdict, weight, bad, 100 * weight * min(1.0, bad) / total if total else 0.0))
    return tuple(found)


def people(result: Result) -> tuple[Person, ...]:
    """Everyone who was judged, worst first by the rule above; objects without an owner come last."""
    breaches: dict[str | None, list[tuple[Verdict, Violation]]] = {}
    for verdict in result.verdicts:
        for item in split(verdict)[0]:
            breaches.setdefault(item.owner or None, []).append((verdict, item))
    scores = {score.owner: score for score in result.owners if score.owner}
    names = [*scores, *(name for name in breaches if name not in scores)]
    judged = _judged(result)
    most = max((len(own) for own in judged.values()), default=0)
    found = [
        _person(name, scores.get(name or ""), breaches.get(name, []), judged.get(name or "", ()), most)
        for name in names
    ]
    return tuple(sorted(found, key=_rank))


def _person(
    name: str | None, score: Score | None, items: list[tuple[Verdict, Violation]], costs: tuple[Cost, ...], most: int
) -> Person:
    counts: dict[str, int] = {}
    verdicts: dict[str, Verdict] = {}
    for verdict, _ in items:
        counts[verdict.norm_id] = counts.get(verdict.norm_id, 0) + 1
        verdicts[verdict.norm_id] = verdict
    chips = (Chip(verdict, counts[norm_id], _population(verdict, name)) for norm_id, verdict in verdicts.items())
    errors = sum(verdict.severity is Severity.ERROR for verdict, _ in items)
    firm = _firm(costs)
    return Person(
        name=name,
        score=score,
        chips=tuple(sorted(chips, key=lambda chip: (-chip.verdict.severity.weight, -chip.violators))),
        errors=errors,
        others=len(items) - errors,
        money=stake(items),
        costs=costs,
        firm=firm,
        thin=name is not None and (firm is None or len(costs) < most * _BROAD),
    )


def _judged(result: Result) -> dict[str, tuple[Cost, ...]]:
    """By person, every norm that judged them: the part of the score it takes away (norms.md §1)."""
    judged: dict[str, list[tuple[Verdict, int, int]]] = {}
    for verdict in result.verdicts:
        for count in verdict.owners if verdict.checked else ():
            if count.population:
                judged.setdefault(count.owner, []).append((verdict, count.violators, count.population))
    found = {}
    for owner, own in judged.items():
        whole = sum(verdict.severity.weight for verdict, _, _ in own) or 1
        found[owner] = tuple(
            Cost(verdict, bad, population, 100 * verdict.severity.weight * min(1.0, bad / population) / whole)
            for verdict, bad, population in own
        )
    return found


def _firm(costs: tuple[Cost, ...]) -> float | None:
    own = [cost for cost in costs if cost.population >= ENOUGH]
    whole = sum(cost.verdict.severity.weight for cost in own)
    lost = sum(cost.verdict.severity.weight * min(1.0, cost.violators / cost.population) for cost in own)
    return 100 * (1 - lost / whole) if whole else None


def _lost(points: float) -> str:
    number = words.tenth(points)
    whole = number == number.to_integral_value()
    return f"{format_number(number)} {plural(number, 'балл', 'балла', 'баллов') if whole else 'балла'}"


def _population(verdict: Verdict, name: str | None) -> int | None:
    return next((count.population for count in verdict.owners if count.owner == name), None)


def _rank(person: Person) -> tuple[bool, bool, bool, float, float, int, str]:
    value = person.score.value if person.score else None
    canonical = 0.0 if value is None else value
    return (
        person.name is None,
        value is None,
        person.thin,
        canonical if person.thin or person.firm is None else person.firm,
        canonical,
        -person.violations,
        person.name or "",
    )
