"""Makes the sample export: ``python -m audit.sample.generate``.

The same seed and size give the same bytes on any machine; the limits come from the handbook, so that a changed norm
needs the data written anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from audit.sample import SAMPLE_EXPECTED, SAMPLE_EXPORT
from audit.sample.expected import expected_of
from audit.sample.files import deals_csv, history_json, plan_csv
from audit.sample.files_accounts import (
    complaints_csv,
    events_csv,
    feedback_csv,
    guests_csv,
    invoices_csv,
    orders_csv,
    payments_csv,
)
from audit.sample.files_contacts import activities_json, calls_json, leads_csv
from audit.sample.files_people import call_details_xls, changes_csv, companies_csv, tasks_json
from audit.sample.model import PROJECT, SEARCH, SERVICE, TENDER, Deal, Dice, World
from audit.sample.oracle import CHECKLIST, TENDER_CARD
from audit.sample.story import spice
from audit.sample.year import Year, live_through
from handbook.book import Handbook

SEED = 20260112
SIZE = 490
PROFILE = "bitrix24-mera"


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
    year = live_through(world, dice, seed, size)
    expected = expected_of(world, year)
    deals = spice(year.deals, dice)
    return Sample({**_deals(world, year, deals), **_work(world, year), **_accounts(year)}, expected)


def _deals(world: World, year: Year, deals: list[Deal]) -> dict[str, bytes]:
    """What the portal lists of deals, the trial ones too."""
    of = {
        pipeline: [deal for deal in year.others if deal.pipeline == pipeline] for pipeline in (SEARCH, SERVICE, TENDER)
    }
    profile = world.handbook.profiles[PROFILE]
    return {
        "deals.csv": deals_csv(world, [*deals, *of[SERVICE]]),
        "search.csv": deals_csv(world, of[SEARCH], CHECKLIST),
        "tenders.csv": deals_csv(world, of[TENDER], TENDER_CARD),
        "stagehistory.json": history_json(world, profile, [*deals, *year.others]),
        "changes.csv": changes_csv(world, [deal for deal in year.every if deal.pipeline in {PROJECT, SEARCH}]),
        "plan.csv": plan_csv(world, {"Продажи": year.plan, "Оплаты": year.plan_paid}),
    }


def _work(world: World, year: Year) -> dict[str, bytes]:
    """What the portal holds of people's work."""
    profile = world.handbook.profiles[PROFILE]
    return {
        "leads.csv": leads_csv(world, year.leads),
        "activities.json": activities_json(world, profile, year.activities),
        "calls.json": calls_json(world, profile, year.activities),
        "call_details.xls": call_details_xls(world, year.dials),
        "tasks.json": tasks_json(world, profile, year.tasks),
        "companies.csv": companies_csv(world, year.clients),
    }


def _accounts(year: Year) -> dict[str, bytes]:
    """Lists of 1C and tables kept by hand."""
    return {
        "orders_1c.csv": orders_csv(year.money.orders),
        "invoices_1c.csv": invoices_csv(year.money.invoices),
        "payments_1c.csv": payments_csv(year.money.invoices),
        "feedback.csv": feedback_csv(year.feedback),
        "complaints.csv": complaints_csv(year.complaints),
        "events.csv": events_csv(year.events),
        "guests.csv": guests_csv(year.events),
    }


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
