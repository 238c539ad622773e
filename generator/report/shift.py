"""Why the score is another than in an earlier audit: by how many points each norm moved it.

A score is 100 less the parts of its norms (norms.md §1), so what a norm gave to the change is its part then less its
part now. The sum over all norms is exactly the change, those that entered the score or left it included: they move it
by their own part, and by the weight they take from the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from generator.report.score import parts
from handbook.audits.comparison import Comparison
from handbook.audits.past import PastNorm
from handbook.result import Result, Status
from handbook.russian.numbers import MINUS, format_number

#: Smaller moves are not told.
LEAST = 0.05
#: Norms named in a line.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Shift:
    """What one norm did to the score.

    Attributes:
        by: Points, less than zero where the score fell.
        then: Points it took away then; None when it was no part of the score, and ``now``.
    """

    norm_id: str
    title: str
    by: float
    then: float | None
    now: float | None

    @property
    def words(self) -> str:
        """«−3,8 Доля просроченного долга»."""
        return f"{signed(self.by)} {self.title}"

    @property
    def about(self) -> str | None:
        """What else is to be known of it."""
        if self.then is None:
            return "раньше в оценку не входила"
        return "в оценку больше не входит" if self.now is None else None


def shifts(result: Result, comparison: Comparison) -> tuple[Shift, ...]:
    """What every norm did to the score since an earlier audit, the greatest first.

    None without a score to compare, or when what is kept of the earlier audit does not add up to its score.
    """
    past = comparison.past
    if result.score.value is None or past.score is None:
        return ()
    now = {part.verdict.norm_id: part.lost for part in parts(result.verdicts)}
    then = _then(past.norms)
    if abs(100 - sum(then.values()) - past.score) > LEAST:
        return ()
    titles = {norm.norm_id: norm.title for norm in past.norms}
    titles |= {verdict.norm_id: verdict.title for verdict in result.verdicts}
    found = [
        Shift(norm, titles[norm], then.get(norm, 0.0) - now.get(norm, 0.0), then.get(norm), now.get(norm))
        for norm in dict.fromkeys((*now, *then))
    ]
    return tuple(sorted(found, key=lambda item: (-abs(item.by), item.norm_id)))


def told(found: Iterable[Shift]) -> tuple[Shift, ...]:
    """Those that moved the score by as much as is shown."""
    return tuple(item for item in found if abs(item.by) >= LEAST)


def main(found: Iterable[Shift]) -> tuple[Shift, ...]:
    """The few that explain most of the change."""
    return told(found)[:_NAMED]


def signed(by: float | Decimal) -> str:
    """Points of a change with their sign: «−3,8», «+0,4», «0»."""
    number = round(float(by), 1)
    return f"{'+' if number > 0 else MINUS if number < 0 else ''}{format_number(abs(number))}"


def _then(norms: Iterable[PastNorm]) -> dict[str, float]:
    judged = [norm for norm in norms if norm.status is not Status.NOT_CHECKED and norm.population]
    whole = sum(norm.severity.weight for norm in judged) or 1
    return {
        norm.norm_id: 100 * norm.severity.weight * min(1.0, norm.violations / norm.population) / whole
        for norm in judged
    }
