"""Other tests of the audit, for what neither cases nor the twin look at: findings, rows set aside, days of facts."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Collection, Iterable

import pytest

from audit.engines.embedded import Embedded
from benchmarks.mutations.places import Place, places
from benchmarks.mutations.watch import LEFT_OUT, Values, Watch

_NOTES = ("tests/audit/rules/test_amounts.py",)
_TESTS = (
    "tests/audit/test_unseen_by_rules.py",
    "tests/audit/test_period.py",
    "tests/audit/test_engine.py",
    "tests/audit/rules/test_start_and_missing.py",
)
#: The slow ones: they judge large exports several times over.
_WITHOUT = "not order_of_rows and not leaves_the_canonical"


class _Failures:
    """Remembers the first test that fails."""

    def __init__(self) -> None:
        self.first: str | None = None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Look at a result."""
        if report.failed and self.first is None:
            self.first = report.nodeid


def fails(watch: Watch, mutant: Place) -> str | None:
    """The first test that fails with a mutant; None when all pass."""
    watch.mutant = mutant
    try:
        return _first_failure(_NOTES if mutant.name.endswith(LEFT_OUT) else _TESTS)
    finally:
        watch.mutant = None


def issued(watch: Watch, names: Collection[str]) -> set[Place]:
    """Places of the statements of these names that the tests issue."""
    found: set[Place] = set()

    def record(_engine: Embedded, name: str, sql: str, _parameters: Values, _norm: str | None) -> None:
        if name in names:
            found.update(places(name, sql))

    watch.recorder = record
    try:
        failed = _first_failure(_TESTS)
    finally:
        watch.recorder = None
    if failed:
        raise SystemExit(f"{failed} fails as it is")
    return found


def _first_failure(tests: Iterable[str]) -> str | None:
    failures = _Failures()
    with contextlib.redirect_stdout(io.StringIO()):
        pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-k", _WITHOUT, *tests], plugins=[failures])
    return failures.first
