"""Values and candidates on a random export: against plain Python, and against a real audit at every limit."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from math import ceil
from statistics import median_low

import pytest

from audit.calibrate.asking import asked, mark
from audit.calibrate.ladder import ENOUGH, POLICY, proposal
from audit.calibrate.measured import measured, probe
from audit.calibrate.values import value_sql
from audit.database import connect
from audit.engine import judge
from audit.engines.embedded import Embedded
from audit.judging import Judging
from audit.prepare import prepare
from audit.prepare.setting import Setting
from handbook.book import PlacedNorm
from handbook.calibration import PERCENTS, Calibrated, Rung, Spread
from handbook.model.waiver import Waiver
from handbook.norms.base import LimitedNorm
from handbook.norms.deal_age import DealAge
from handbook.norms.quantity import Quantity, Unit
from handbook.norms.revised import bounds_in_force, with_limit
from handbook.result import Verdict
from tests.audit.rules.chance import AS_OF, NORMS, STAFF, book, world
from tests.audit.rules.world import load
from tests.volume import volume

LAST = AS_OF - timedelta(days=1)
#: Norms with editions, both bounds or money tell most of a kind; one of each is enough for the desk.
_EACH = volume(99, 1)
#: Every rung, or every third.
_EVERY = volume(1, 3)


def _chosen() -> dict[str, LimitedNorm]:
    kinds: defaultdict[str, list[LimitedNorm]] = defaultdict(list)
    for norm in NORMS:
        if isinstance(norm, LimitedNorm):
            kinds[norm.kind].append(norm)
    ranked = (sorted(norms, key=lambda norm: (-len(norm.limits), norm.id)) for norms in kinds.values())
    return {norm.id: norm for norms in ranked for norm in norms[:_EACH]}


LIMITED = _chosen()


@dataclass
class Export:
    """A random export with every limited norm held against it."""

    engine: Embedded
    present: dict[str, frozenset[str]]
    setting: Setting
    verdicts: dict[str, Verdict]
    found: dict[str, Calibrated]


@pytest.fixture(scope="module")
def export() -> Export:
    con = connect()
    engine, present = Embedded(con), load(con, world(7, 40), STAFF)
    placed = {name: PlacedNorm(norm, "company", "company") for name, norm in LIMITED.items()}
    company = replace(book(), norms=placed)
    bare = prepare(engine, company, present, AS_OF).setting
    first = [verdict for verdict in Judging(engine, bare).verdicts() if verdict.violations]
    # A violator of every other norm is excused, and the ladder must not count it.
    waivers = tuple(
        Waiver(norm=verdict.norm_id, object=verdict.violations[0].key, reason="Можно", author="РОП", until=AS_OF)
        for verdict in first[::2]
    )
    setting = replace(bare, handbook=replace(company, waivers=waivers))
    judging = Judging(engine, setting)
    verdicts = {verdict.norm_id: verdict for verdict in judging.verdicts()}
    found = {
        name: measured(engine, setting, LIMITED[name], verdict, judging.waivers) for name, verdict in verdicts.items()
    }
    return Export(engine, present, setting, verdicts, found)


def test_every_limited_kind_is_measured(export: Export) -> None:
    kinds = {LIMITED[name].kind for name, norm in export.found.items() if norm.spread and norm.scales}
    assert kinds == {norm.kind for norm in LIMITED.values()}


def test_every_rung_finds_what_an_audit_with_that_limit_finds(export: Export) -> None:
    tries = {
        f"{name}-{scale.bound}-{number}": (with_limit(LIMITED[name], scale.bound, rung.limit, LAST), rung, name)
        for name, norm in export.found.items()
        for scale in norm.scales
        for number, rung in enumerate(scale.rungs)
        if rung.present or number % _EVERY == 0
    }
    assert len(tries) > 30
    norms = {
        key: PlacedNorm(norm.model_copy(update={"id": key}), "company", "company") for key, (norm, *_) in tries.items()
    }
    waivers = tuple(
        waiver.model_copy(update={"norm": key})
        for key, (_, _, name) in tries.items()
        for waiver in export.setting.handbook.waivers
        if waiver.norm == name
    )
    company = replace(export.setting.handbook, norms=norms, waivers=waivers)
    for verdict in judge(export.engine, company, export.present, AS_OF).verdicts:
        rung = tries[verdict.norm_id][1]
        assert (rung.population, rung.violators) == (verdict.population, len(verdict.violations)), verdict.norm_id


def test_the_present_limit_stands_once_among_the_rungs(export: Export) -> None:
    for norm in export.found.values():
        for scale in norm.scales:
            here = [rung for rung in scale.rungs if rung.present]
            assert [(rung.population, rung.violators) for rung in here] == [(norm.population, norm.violators)]
            limits = [rung.limit.value for rung in scale.rungs]
            assert limits == sorted(set(limits))
            assert scale.proposed is None or scale.rung is not None


def test_percentiles_are_those_of_the_sorted_values(export: Export) -> None:
    for name, found in export.found.items():
        if found.spread is None:
            continue
        norm, limits = LIMITED[name], bounds_in_force(LIMITED[name], LAST)
        one = probe(norm, limits)
        with asked(export.engine, export.setting, one, [one]) as objects:
            rows = objects.rows(f"SELECT owner, {value_sql(one)} AS amount FROM {{judged}}")  # noqa: S608 - our own
        known = [(row["owner"], round(Decimal(str(row["amount"])), 6)) for row in rows if row["amount"] is not None]
        values = sorted(amount for _, amount in known)
        spread = found.spread
        assert (spread.number, spread.least, spread.most) == (len(values), values[0], values[-1]), name
        ranks = [values[ceil(len(values) * percent / 100) - 1] for percent in PERCENTS]
        assert list(spread.percentiles) == ranks, name
        by_owner: defaultdict[str, list[Decimal]] = defaultdict(list)
        for owner, amount in known:
            if owner is not None:
                by_owner[owner].append(amount)
        assert {person.owner: person.median for person in found.owners} == {
            owner: median_low(amounts) for owner, amounts in by_owner.items()
        }
        for scale in found.scales:
            limit = scale.present.value if scale.present else 0
            beyond = sum(value > limit if scale.bound == "max" else value < limit for value in values)
            assert scale.beyond == beyond, name


def test_nothing_is_proposed_from_a_few_values(export: Export) -> None:
    few = [norm for norm in export.found.values() if norm.spread and norm.spread.number < ENOUGH]
    assert few
    decided = [norm for norm in export.found.values() if norm.kind in POLICY]
    assert decided
    assert all(scale.proposed is None and "решение компании" in scale.why for norm in decided for scale in norm.scales)
    told = [scale for norm in few if norm not in decided for scale in norm.scales]
    assert all(scale.proposed is None and "мало" in scale.why for scale in told)


SPREAD = Spread(100, Decimal(1), Decimal(40), tuple(map(Decimal, (2, 5, 10, 15, 20, 30))))


def _rungs(present: int, **violators: int) -> list[Rung]:
    limits = {int(name[1:]): number for name, number in violators.items()}
    return [Rung(Quantity(Decimal(n), Unit.DAY), 100, limits[n], n == present) for n in sorted(limits)]


@pytest.mark.parametrize(
    ("tolerance", "rungs", "limit"),
    [
        # Out of reach: the strictest looser limit that the tolerance bears, or one in ten.
        (5, _rungs(10, d10=50, d20=10, d30=5, d40=0), 30),
        (0, _rungs(10, d10=50, d20=10, d30=5, d40=0), 20),
        (1, _rungs(10, d10=50, d20=10, d30=5), None),
        # Within reach, with a tail: nothing.
        (5, _rungs(30, d10=50, d20=10, d30=5), None),
        (0, _rungs(20, d10=50, d20=10, d30=5), None),
        # Nobody breaks it, but some come near; nobody comes near.
        (5, _rungs(45, d20=10, d30=5, d45=0), None),
        (5, _rungs(90, d20=10, d30=5, d90=0), 30),
        (0, _rungs(90, d20=10, d30=5, d90=0), 20),
    ],
)
def test_a_limit_is_proposed_only_for_one_out_of_reach_or_idle(
    tolerance: float, rungs: list[Rung], limit: int | None
) -> None:
    age = DealAge(id="n", title="Н", why="Н", kind="deal_age", tolerance=tolerance, max=Quantity(Decimal(1), Unit.DAY))
    proposed, why = proposal(age, "max", SPREAD, rungs)
    assert (proposed.value if proposed else None) == limit
    assert why


def test_a_variant_is_named_by_a_day_of_its_own() -> None:
    assert len({mark(number) for number in range(500)}) == 500
