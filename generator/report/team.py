"""The managers as the page shows them: the score and what it rests on, breaches by norm, what lasts, what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.report.agenda import Item
from generator.report.rows import Row
from generator.report.score import Chip, Cost, Person, people
from handbook.audits.comparison import Change
from handbook.book import Handbook
from handbook.result import Result
from handbook.russian import Gender, parse_name
from handbook.russian.dates import date_short

#: Rows named under a person: of one norm, and on the whole page.
_OF_A_NORM = 5
_IN_ALL = 1200
#: Norms named at a person: at least and at most, and on the whole page.
_FEW, _MANY, _CHIPS = 4, 40, 1500


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
        standing: Breaches that last and can be ended; ``fresh`` — new ones; ``returned`` — those that came back.
        before: The score of the earlier audit.
        costs: Norms by what they take away from the score, the most costly first.
        own: Broken norms, as many as the page has room for.
        left: The last working day of who does not work any more and still owns what lasts, with what to do.
    """

    number: int
    person: Person
    position: str | None
    norms: int
    objects: int
    standing: int
    fresh: int
    returned: int
    before: float | None
    costs: tuple[Cost, ...]
    own: tuple[Own, ...]
    left: str | None

    @property
    def name(self) -> str | None:
        """The person; None for objects that nobody owns."""
        return self.person.name

    @property
    def thin(self) -> bool:
        """Whether the score rests on too little to be set beside those of others."""
        return self.person.thin

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
    """Everyone who was judged, in the order of ``score.people``: the worst first, objects without an owner last.

    Args:
        result: What the audit found.
        handbook: Where the staff stands.
        found: Every breach.
        rows: The rows the page shows, by norm.
        before: Scores of the earlier audit, by person.
    """
    shown = people(result)
    counts = _counts(found)
    posts = {item.name: item.position for item in handbook.staff}
    titles = {name: handbook.positions[post].title for name, post in posts.items() if post in handbook.positions}
    by_owner = _by_owner(rows)
    chips = max(_FEW, min(_MANY, _CHIPS // max(1, len(shown))))
    each = min(_OF_A_NORM, _IN_ALL // max(1, sum(min(len(person.chips), chips) for person in shown)))
    made = []
    for number, person in enumerate(shown):
        own, tally = person.costs, counts.get(person.name, Counter())
        made.append(
            Member(
                number=number,
                person=person,
                position=titles.get(person.name or ""),
                norms=len(own),
                objects=sum(cost.population for cost in own),
                standing=tally["standing"],
                fresh=tally[Change.NEW],
                returned=tally[Change.RETURNED],
                before=before.get(person.name or ""),
                costs=tuple(sorted((cost for cost in own if cost.violators), key=lambda cost: -cost.lost)),
                own=tuple(
                    _own(chip, by_owner.get((chip.verdict.norm_id, person.name), []), each)
                    for chip in person.chips[:chips]
                ),
                left=departed(handbook, person.name, result.as_of) if tally["standing"] else None,
            )
        )
    return tuple(made)


def departed(handbook: Handbook, name: str | None, as_of: date) -> str | None:
    """«уволен 31.08.2026: передать» of who had left before the day of the audit."""
    person = next((item for item in handbook.staff if item.name == name), None)
    if person is None or person.dismissed is None or person.dismissed >= as_of:
        return None
    woman = person.gender == "f" or (person.gender is None and parse_name(person.name).gender is Gender.FEMININE)
    return f"{'уволена' if woman else 'уволен'} {date_short(person.dismissed)}: передать"


def _own(chip: Chip, rows: Sequence[Row], each: int) -> Own:
    return Own(chip, tuple(rows[:each]), chip.violators - len(rows[:each]))


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
