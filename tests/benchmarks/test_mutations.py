"""The mutation check finds the places, spoils one at a time, and the cases notice."""

from __future__ import annotations

from pathlib import Path

from benchmarks.mutations.equivalent import explained
from benchmarks.mutations.exports import case
from benchmarks.mutations.places import Place, mutated, places
from benchmarks.mutations.report import file_of
from benchmarks.mutations.watch import Watch

CASES = Path(__file__).parents[1] / "audit" / "rules" / "cases"
SQL = """
WITH late AS (SELECT a.id FROM a LEFT JOIN b ON b.id = a.id AND (b.n >= $least AND b.n < 5) WHERE a.n BETWEEN 1 AND 2)
SELECT l.id FROM late AS l WHERE l.id > $0 OR EXISTS (SELECT 1 FROM c WHERE c.id = l.id AND c.owner IN ($p0, $p1))
""".replace("$0", "$zero")


def test_every_bound_and_every_part_of_a_join_is_a_place() -> None:
    found = {(item.where, item.text, item.change) for item in places("t", SQL)}
    assert found == {
        ("late", "b.n >= $least", ">= becomes >"),
        ("late", "b.n < 5", "< becomes <="),
        ("late", "a.n BETWEEN 1 AND 2", "the lower end is left out"),
        ("late", "a.n BETWEEN 1 AND 2", "the upper end is left out"),
        ("late", "JOIN b ON b.id = a.id", "dropped"),
        ("late", "JOIN b ON b.n >= $least", "dropped"),
        ("late", "JOIN b ON b.n < 5", "dropped"),
        ("", "l.id > $zero", "> becomes >="),
        ("", "EXISTS c.id = l.id", "dropped"),
        ("", "EXISTS c.owner IN ($p…)", "dropped"),
    }


def test_a_mutant_differs_in_one_place() -> None:
    spoilt = {item.text + item.change: mutated(SQL, item) or "" for item in places("t", SQL)}
    assert len(set(spoilt.values())) == len(spoilt)
    assert "b.n > $least" in spoilt["b.n >= $least>= becomes >"]
    assert "ON TRUE AND" in spoilt["JOIN b ON b.id = a.iddropped"]
    assert "(a.n > 1 AND a.n <= 2)" in spoilt["a.n BETWEEN 1 AND 2the lower end is left out"]
    assert mutated("SELECT 1", places("t", SQL)[0]) is None


def test_a_case_notices_a_limit_that_is_no_longer_inclusive() -> None:
    watch = Watch()
    with watch.on():
        trial = case(CASES / "deal_age" / "pass_exactly_on_the_limit.yaml", watch)
        found = [place for place in trial.places() if place.name == "deal_age"]
        (limit,) = (place for place in found if place.text == "m.age > m.limit_value")
        assert trial.kills(limit)
        state = next(item for item in trial.places() if item.text == "JOIN owner_spans AS o ON o.deal_id = t.deal_id")
        assert trial.kills(state)
        harmless = Place("deal_age", "", "", "no such place", 0, "dropped")
        assert trial.kills(harmless) is None


def test_every_explanation_is_of_a_known_file_and_has_a_reason() -> None:
    for item in explained():
        assert item.reason
        assert all(file_of(name).startswith("audit/prepare/") or "/rules/" in file_of(name) for name in item.names)
