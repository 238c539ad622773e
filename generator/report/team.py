"""The managers as the page shows them: the score and what it rests on, breaches by norm, what lasts, what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.report.agenda import Item
from generator.report.rows import Row
from generator.report.score import Chip, Person, people
from handbook.audits.comparison import Change
from handbook.book import Handbook
from handbook.result import Result, Verdict

#: A person judged by fewer norms than this part of what the most judged colleague has stands on too little.
_ENOUGH = 1 / 3
#: Rows named under a person: of one norm, and on the whole page.
_OF_A_NORM = 5
_IN_ALL = 1200
#: Norms named at a person: at least and at most, and on the whole page.
_FEW, _MANY, _CHIPS = 4, 40, 1500


@dataclass(frozen=True, slots=True)
class Cost:
    """What breaches of one norm take away from the score of one person."""

    verdict: Verdict
    violators: int
    population: int
    lost: float


@dataclass(frozen=True, slots=True)
class Own:
    """Breaches of one norm by one person: the chip, the rows the page names, and how many more there are."""

    chip: Chip
    rows: tuple[Row, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Member:
    """A manager.

    Attributes:
        number: Place in the table, from 0.
        position: The post by the staff list; None when the list does not say.
        norms: How many norms judged the person; ``objects`` — how many objects of theirs.
        thin: Whether that is too little to set the score beside those of others.
        standing: Breaches that last and can be ended; ``fresh`` — new ones; ``returned`` — those that came back.
        before: The score of the earlier audit.
        costs: Norms by what they take away from the score, the most costly first.
        own: Broken norms, as many as the page has room for.
    """

    number: int
    person: Person
    position: str | None
    norms: int
    objects: int
    thin: bool
    standing: int
    fresh: int
    returned: int
    before: float | None
    costs: tuple[Cost, ...]
    own: tuple[Own, ...]

    @property
    def name(self) -> str | None:
        """The person; None for objects that nobody owns."""
        return self.person.name

    @property
    def rest(self) -> int:
        """How many more norms are broken than the page names here."""
        return len(self.person.chips) - len(self.own)

    @property
    def named(self) -> bool:
        """Whether the page names any breach here."""
        return any(item.rows for item in self.own)

    @property
    def value(self) -> float | None:
        """The score."""
        return self.person.score.value if self.person.score else None


def team(
    result: Result,
    handbook: Handbook,
    found: Iterable[Item],
    rows: Mapping[str, Sequence[Row]],
    before: Mapping[str, float | None],
) -> tuple[Member, ...]:
    """Everyone who was judged, the lowest score first, objects without an owner last.

    Args:
        result: What the audit found.
        handbook: Where the staff stands.
        found: Every breach.
        rows: The rows the page shows, by norm.
        before: Scores of the earlier audit, by person.
    """
    shown = people(result)
    costs = _costs(result)
    most = max((len(own) for own in costs.values()), default=0)
    counts = _counts(found)
    posts = {item.name: item.position for item in handbook.staff}
    titles = {name: handbook.positions[post].title for name, post in posts.items() if post in handbook.positions}
    by_owner = _by_owner(rows)
    chips = max(_FEW, min(_MANY, _CHIPS // max(1, len(shown))))
    each = min(_OF_A_NORM, _IN_ALL // max(1, sum(min(len(person.chips), chips) for person in shown)))
    made = []
    for number, person in enumerate(shown):
        own, tally = costs.get(person.name or "", ()), counts.get(person.name, Counter())
        made.append(
            Member(
                number=number,
                person=person,
                position=titles.get(person.name or ""),
                norms=len(own),
                objects=sum(cost.population for cost in own),
                thin=person.name is not None and len(own) < most * _ENOUGH,
                standing=tally["standing"],
                fresh=tally[Change.NEW],
                returned=tally[Change.RETURNED],
                before=before.get(person.name or ""),
                costs=tuple(sorted((cost for cost in own if cost.violators), key=lambda cost: -cost.lost)),
                own=tuple(
                    _own(chip, by_owner.get((chip.verdict.norm_id, person.name), []), each)
                    for chip in person.chips[:chips]
                ),
            )
        )
    return tuple(made)


def _own(chip: Chip, rows: Sequence[Row], each: int) -> Own:
    return Own(chip, tuple(rows[:each]), chip.violators - len(rows[:each]))


def _costs(result: Result) -> dict[str, tuple[Cost, ...]]:
    """By person, every norm that judged them: the part of the score it takes away (norms.md §1)."""
    judged: dict[str, list[tuple[Verdict, int, int]]] = {}
    for verdict in result.verdicts:
        for count in verdict.owners if verdict.checked else ():
            if count.population:
                judged.setdefault(count.owner, []).append((verdict, count.violators, count.population))
    found = {}
    for owner, parts in judged.items():
        whole = sum(verdict.severity.weight for verdict, _, _ in parts) or 1
        found[owner] = tuple(
            Cost(verdict, bad, population, 100 * verdict.severity.weight * min(1.0, bad / population) / whole)
            for verdict, bad, population in parts
        )
    return found


def _counts(found: Iterable[Item]) -> dict[str | None, Counter[str]]:
    counts: dict[str | None, Counter[str]] = {}
    for item in found:
        tally = counts.setdefault(item.breach.owner or None, Counter())
        tally["standing"] += bool(item.breach.standing)
        if item.change:
            tally[item.change] += 1
    return counts


def _by_owner(rows: Mapping[str, Sequence[Row]]) -> dict[tuple[str, str | None], list[Row]]:
    found: dict[tuple[str, str | None], list[Row]] = {}
    for norm, listed in rows.items():
        for row in listed:
            found.setdefault((norm, row.owner), []).append(row)
    return found
