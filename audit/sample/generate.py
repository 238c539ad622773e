"""Makes the sample export: ``python -m audit.sample.generate``.

The same seed and size give the same bytes on any machine; the limits come from the handbook, so that a changed norm
needs the data written anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from audit.sample import SAMPLE_EXPECTED, SAMPLE_EXPORT
from audit.sample.breaches import put_breaches
from audit.sample.files import deals_csv, history_json, plan_csv
from audit.sample.files_contacts import activities_json, calls_json, leads_csv, numbered
from audit.sample.leads import enquire
from audit.sample.meetings import call, meet
from audit.sample.model import Deal, Dice, World
from audit.sample.oracle import breaks, company_breaks, sales
from audit.sample.oracle_contacts import contact_breaks
from audit.sample.prices import bargain
from audit.sample.story import move_some, spice, tell
from handbook.book import Handbook

SEED = 20260112
SIZE = 490
PROFILE = "bitrix24-mera"
#: Months whose plan was out of reach, by the place of the manager in the staff list.
_MISSED = {
    (0, 3): Decimal("1.3"),
    (1, 5): Decimal("1.6"),
    (3, 7): Decimal("1.25"),
    (4, 2): Decimal("1.4"),
    (5, 6): Decimal(2),
}
_ROUND = 10_000


@dataclass(frozen=True)
class Sample:
    """A generated export.

    Attributes:
        files: Name → bytes.
        expected: Norm → keys of all its violators.
    """

    files: Mapping[str, bytes]
    expected: Mapping[str, frozenset[str]]


def generate(handbook: Handbook, seed: int = SEED, size: int = SIZE) -> Sample:
    """Make an export of about ``size`` deals.

    Args:
        handbook: The sample company: its funnels, norms, staff and CRM profile.
        seed: Another seed gives other deals with other breaches.
        size: About how many deals; sizes far from the sample's own load managers beyond their norm of open deals.
    """
    world, dice = World(handbook), Dice(seed + 2)
    deals = live(world, seed, size)
    plan = _plan(world, deals)
    enquiries = enquire(world, deals, dice)
    activities = numbered([*enquiries.answers, *meet(world, deals, dice), *call(world, deals, dice)])
    expected = company_breaks(world, deals, plan) | contact_breaks(world, enquiries.leads, activities)
    for deal in deals:
        for norm, key in breaks(world, deal):
            expected.setdefault(norm, set()).add(key)
    spice(deals, dice)
    profile = handbook.profiles[PROFILE]
    files = {
        "deals.csv": deals_csv(world, deals),
        "stagehistory.json": history_json(world, profile, deals),
        "plan.csv": plan_csv(world, plan),
        "leads.csv": leads_csv(world, enquiries.leads),
        "activities.json": activities_json(world, profile, activities),
        "calls.json": calls_json(world, profile, activities),
    }
    return Sample(files, {norm: frozenset(keys) for norm, keys in sorted(expected.items())})


def live(world: World, seed: int, size: int) -> list[Deal]:
    """The deals with everything that happened to them, the known breaches too."""
    dice = Dice(seed)
    deals = tell(world, dice, size)
    move_some(deals)
    # Prices have dice of their own and leave the story of the deals as it is.
    bargain(deals, Dice(seed + 1))
    put_breaches(world, deals, dice)
    return deals


def _plan(world: World, deals: Sequence[Deal]) -> dict[tuple[str, date], Decimal]:
    """A plan that good months fulfil and the missed ones do not."""
    managers = [person.name for person in world.handbook.staff if person.position == "menedzher"]
    plan: dict[tuple[str, date], Decimal] = {}
    for (owner, month), fact in sorted(sales(deals).items()):
        share = _MISSED.get((managers.index(owner), month.month), Decimal("0.95"))
        plan[owner, month] = (fact * share // _ROUND) * _ROUND
    return plan


def write(sample: Sample, folder: Path, expected: Path) -> None:
    """Write the files of an export into a folder and the violators beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in sample.files.items():
        (folder / name).write_bytes(data)
    expected.write_bytes(expected_json(sample))


def expected_json(sample: Sample) -> bytes:
    """The violators as they are kept beside the data."""
    keys = {norm: sorted(found) for norm, found in sample.expected.items()}
    return (json.dumps(keys, ensure_ascii=False, indent=1) + "\n").encode()


if __name__ == "__main__":
    from handbook.read import read

    write(generate(read(Path.cwd()).handbook), SAMPLE_EXPORT, SAMPLE_EXPECTED)
