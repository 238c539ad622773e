"""Tries mutants on the exports of the tests, the cheap ones first, until one of them notices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from audit.rules import RULE
from benchmarks.mutations.exports import case, chance
from benchmarks.mutations.places import Place
from benchmarks.mutations.suite import fails, issued
from benchmarks.mutations.trial import Trial
from benchmarks.mutations.watch import LEFT_OUT, Watch
from tests.audit.rules.test_cases import FILES
from tests.audit.rules.test_twin import VARIANTS

#: One of every variant of the twin's test: what is left out of the export, when the audit stands and where it starts.
WORLDS = len(VARIANTS)
#: Statements that tell of an export without judging it; only tests of the engine issue them all.
_OUTSIDE = ("engine", "far")
CASE, TWIN, TEST = "case", "twin", "test"


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a mutant.

    Attributes:
        place: The mutant.
        by: What noticed it: a case, the twin, another test; None when nothing did.
        who: Which one, and what it found.
    """

    place: Place
    by: str | None = None
    who: str = ""


class Lab:
    """Exports that were loaded once and serve every mutant of a process."""

    def __init__(self) -> None:
        self._watch = Watch()
        self._cases: dict[Path, Trial] = {}
        self._order = list(FILES)
        self._world = cache(lambda seed: chance(seed, self._watch))

    def mutants(self, name: str) -> list[Place]:
        """Every place of the statements of a name, in the cases and the first world."""
        if name in _OUTSIDE:
            with self._watch.on():
                return sorted(issued(self._watch, (name,)))
        with self._watch.on():
            found = {place for trial in (*self._cases_of(name), self._world(0)) for place in trial.places()}
        return sorted(place for place in found if place.name == name)

    def names(self) -> list[str]:
        """Names of statements that have places, by what one case and the first world ask."""
        with self._watch.on():
            trials = (self._case(FILES[0]), self._world(0))
            return sorted({place.name for trial in trials for place in trial.places()} | set(_OUTSIDE))

    def fate(self, place: Place, *, briefly: bool = False) -> Fate:
        """Try one mutant.

        Args:
            place: The mutant.
            briefly: Only by cases and the first world.
        """
        with self._watch.on():
            for trial in self._cases_of(place.name):
                told = trial.kills(place)
                if told:
                    self._remember(trial)
                    return Fate(place, CASE, f"{trial.name}: {told}")
            # The twin tells no notes, and tests of the whole engine add nothing to cases of a rule.
            for seed in () if place.name.endswith(LEFT_OUT) else range(1 if briefly else WORLDS):
                told = self._world(seed).kills(place)
                if told:
                    return Fate(place, TWIN, f"world {seed}: {told}")
            told = None if briefly or place.name in RULE else fails(self._watch, place)
        return Fate(place, TEST, told) if told else Fate(place)

    def _cases_of(self, name: str) -> Iterator[Trial]:
        kind = name.removesuffix(LEFT_OUT)
        for path in tuple(self._order):
            if kind not in RULE or path.parent.name == kind:
                yield self._case(path)

    def _case(self, path: Path) -> Trial:
        if path not in self._cases:
            self._cases[path] = case(path, self._watch)
        return self._cases[path]

    def _remember(self, trial: Trial) -> None:
        """Ask first what noticed the mutant before: neighbouring places show in the same cases."""
        path = next(path for path, known in self._cases.items() if known is trial)
        self._order.remove(path)
        self._order.insert(0, path)
