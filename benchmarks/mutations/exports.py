"""The exports of the tests as trials: the cases a person can read, and the random worlds of the twin."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.mutations.trial import Trial
from benchmarks.mutations.watch import Watch
from handbook.result import Verdict
from tests.audit.rules.chance import STAFF, book, world
from tests.audit.rules.test_cases import name_of, read, rows
from tests.audit.rules.test_twin import VARIANTS
from tests.audit.rules.twin import Twin
from tests.audit.rules.world import handbook, norm

#: Deals of a random world: fewer than the twin's test has, so that a spoilt join stays small.
SIZE = 300


def case(path: Path, watch: Watch) -> Trial:
    """A case file; its verdict is what the test of cases asserts."""
    told = read(path)
    staff = told.get("staff", [])
    tables = {name: rows(name, text) for name, text in told["tables"].items()}
    own = handbook([norm(**told["norm"])], staff, funnels=told.get("funnels"))
    trial = Trial(name_of(path), watch, own, tables, staff, told["as_of"], told.get("from"))
    trial.wrong = lambda verdict: _is_wrong(verdict, told["expect"])
    _agree(trial)
    return trial


def _is_wrong(verdict: Verdict, expected: dict[str, Any]) -> bool:
    found = {item.key: item for item in verdict.violations}
    return (
        sorted(found) != sorted(expected["violators"])
        or len(found) != len(verdict.violations)
        or verdict.population != expected["population"]
        or verdict.status != expected["status"]
        or any(_plain(found[key].detail) != words for key, words in expected.get("detail", {}).items())
        or any(found[key].limit != limit for key, limit in expected.get("limit", {}).items())
        or any(found[key].money != Decimal(str(amount)) for key, amount in expected.get("money", {}).items())
        or ("notes" in expected and [_plain(note) for note in verdict.notes] != expected["notes"])
    )


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def chance(seed: int, watch: Watch) -> Trial:
    """A random world; its verdicts are those of the twin."""
    without, as_of, judged_from = VARIANTS[seed % len(VARIANTS)]
    tables = {name: found for name, found in world(seed, SIZE).items() if name not in without}
    norms = book()
    trial = Trial(f"world {seed}", watch, norms, tables, STAFF, as_of, judged_from)
    twin = Twin(norms, tables, STAFF, trial.setting.as_of, judged_from)
    unchecked = {verdict.norm_id for verdict in trial.verdicts if verdict.missing}
    answers = {
        placed.norm.id: twin.judge(placed.norm) for placed in norms.norms.values() if placed.norm.id not in unchecked
    }

    def is_wrong(verdict: Verdict) -> bool:
        if verdict.norm_id in unchecked:
            return False
        keys = [item.key for item in verdict.violations]
        return len(keys) != len(set(keys)) or (verdict.population, set(keys)) != answers[verdict.norm_id]

    trial.wrong = is_wrong
    trial.wrong_start = lambda start: start != twin.start
    _agree(trial)
    return trial


def _agree(trial: Trial) -> None:
    """Make sure that nothing is wrong before anything is spoilt."""
    wrong = [verdict.norm_id for verdict in trial.verdicts if trial.wrong(verdict)]
    if wrong or trial.wrong_start(trial.setting.start):
        raise SystemExit(f"{trial.name} is judged wrong as it is: {', '.join(wrong) or 'start'}")
