import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from audit.run import audit
from audit.sample import SAMPLE_EXPECTED, SAMPLE_EXPORT
from audit.sample.generate import SEED, SIZE, expected_json, generate, live, write
from audit.sample.leads import enquire
from audit.sample.meetings import meet
from audit.sample.model import OFFER, PROJECT, READY, Deal, Dice, World
from audit.sample.oracle import breaks
from handbook.book import Handbook
from handbook.read import read
from handbook.result import FileAccount, Result, Status, Verdict

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def company() -> Handbook:
    return read(ROOT).handbook


@pytest.fixture(scope="module")
def deals(company: Handbook) -> list[Deal]:
    return live(World(company), SEED, SIZE)


def keys_of(verdict: Verdict) -> set[str]:
    """Keys of all violators of a norm, those too that the company lets pass."""
    return {item.key for item in (*verdict.violations, *(waived.violation for waived in verdict.waived))}


def account_of(result: Result, file: str) -> FileAccount:
    return next(account for account in result.accounts if account.file == file)


def differences(result: Result, expected: dict[str, list[str]]) -> dict[str, tuple[list[str], list[str]]]:
    """Violators the audit missed and those it should not have found, for every norm it checked."""
    found = {}
    for verdict in result.verdicts:
        if verdict.checked:
            keys = keys_of(verdict)
            wanted = set(expected.get(verdict.norm_id, ()))
            if keys != wanted:
                found[verdict.norm_id] = (sorted(wanted - keys), sorted(keys - wanted))
    return found


def test_the_committed_export_is_what_the_generator_makes(company: Handbook) -> None:
    """After a change of the sample company's norms or staff: python -m audit.sample.generate."""
    sample = generate(company)
    assert {path.name for path in SAMPLE_EXPORT.iterdir()} == set(sample.files)
    for name, data in sample.files.items():
        assert (SAMPLE_EXPORT / name).read_bytes() == data, name
    assert SAMPLE_EXPECTED.read_bytes() == expected_json(sample)
    assert sum(map(len, sample.files.values())) < 2_000_000


def test_the_audit_finds_exactly_the_known_violators(company: Handbook) -> None:
    result = audit(company, [SAMPLE_EXPORT])
    expected = json.loads(SAMPLE_EXPECTED.read_text(encoding="utf-8"))
    assert differences(result, expected) == {}
    # Every norm of the sample is proved, and every one is broken somewhere.
    assert {verdict.norm_id for verdict in result.verdicts if verdict.checked} == set(company.norms) == set(expected)
    assert all(expected.values())
    assert result.as_of == date(2026, 10, 1)
    for account in result.accounts:
        assert account.rows_read == account.rows_used + account.rows_set_aside
    aside = {account.file: [group.reason for group in account.set_aside] for account in result.accounts}
    assert aside == {
        "activities.json": ["не подходит отбору профиля"],
        "calls.json": [],
        "deals.csv": ["пробная запись"],
        "leads.csv": [],
        "plan.csv": [],
        "stagehistory.json": ["сделки нет среди проверяемых"],
    }
    assert [finding.code for finding in result.findings] == []


def test_the_exception_of_the_sample_is_shown_and_leaves_the_share(company: Handbook) -> None:
    (waiver,) = company.waivers
    result = audit(company, [SAMPLE_EXPORT])
    verdict = next(verdict for verdict in result.verdicts if verdict.norm_id == waiver.norm)
    assert [item.violation.key for item in verdict.waived] == [waiver.object]
    assert waiver.object in json.loads(SAMPLE_EXPECTED.read_text(encoding="utf-8"))[waiver.norm]


def test_deals_alone_leave_norms_unchecked_and_say_how_to_check_them(company: Handbook) -> None:
    result = audit(company, [SAMPLE_EXPORT / "deals.csv"])
    verdicts = {verdict.norm_id: verdict for verdict in result.verdicts}
    history = ("n-novyj-zapros", "n-kp-ozhidanie", "n-proektnoe-reshenie", "n-konversiya")
    for norm in (*history, "n-plan", "n-vstrechi", "n-reakciya"):
        assert verdicts[norm].status is Status.NOT_CHECKED
        assert all(missing.how for missing in verdicts[norm].missing)
        assert verdicts[norm].missing
    expected = json.loads(SAMPLE_EXPECTED.read_text(encoding="utf-8"))
    for norm in ("n-dlitelnost-tipovaya", "n-skidka"):
        assert keys_of(verdicts[norm]) == set(expected[norm])


def test_other_seeds_and_sizes_are_judged_as_exactly(company: Handbook, tmp_path: Path) -> None:
    sample = generate(company, seed=7, size=900)
    write(sample, tmp_path / "export", tmp_path / "expected.json")
    result = audit(company, [tmp_path / "export"])
    assert differences(result, {norm: sorted(keys) for norm, keys in sample.expected.items()}) == {}
    assert 700 < account_of(result, "deals.csv").rows_read < 1300


def test_the_deals_have_the_shape_of_a_bitrix_export(deals: list[Deal]) -> None:
    raw = (SAMPLE_EXPORT / "deals.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    text = raw.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert {len(row) for row in rows} == {30}
    assert {row[-1] for row in rows} == {""}
    assert "Дата изменения стадии" not in rows[0]
    numbers = [int(row[0]) for row in rows[1:]]
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) == len(deals) + 2
    assert len(numbers) > len(set(numbers))
    for hostile in ("=HYPERLINK(", "<script>", "DROP TABLE", "\n"):
        assert any(hostile in row[rows[0].index("Комментарий")] for row in rows), hostile


def test_the_history_has_the_shape_of_a_rest_answer() -> None:
    answer = json.loads((SAMPLE_EXPORT / "stagehistory.json").read_text(encoding="utf-8"))
    items = answer["result"]["items"]
    assert {item["TYPE_ID"] for item in items} == {1, 2, 3, 5}
    assert {item["STAGE_SEMANTIC_ID"] for item in items} == {"P", "S", "F"}
    assert [item["ID"] for item in items] == sorted(item["ID"] for item in items)
    assert items[0]["CREATED_TIME"].endswith("+03:00")


def test_the_other_answers_have_the_shape_of_rest(company: Handbook) -> None:
    activities = json.loads((SAMPLE_EXPORT / "activities.json").read_text(encoding="utf-8"))
    calls = json.loads((SAMPLE_EXPORT / "calls.json").read_text(encoding="utf-8"))
    for answer in (activities, calls):
        assert answer["total"] == len(answer["result"])
        assert {value.__class__ for item in answer["result"] for value in item.values()} == {str}
    assert {item["TYPE_ID"] for item in activities["result"]} == {"1", "4"}
    assert {item["COMPLETED"] for item in activities["result"]} == {"Y", "N"}
    assert {item["CALL_FAILED_CODE"] for item in calls["result"]} == {"200", "304", "486"}
    users = company.profiles["bitrix24-mera"].users
    assert {item["PORTAL_USER_ID"] for item in calls["result"]} <= set(users)
    numbers = [item["ID"] for item in activities["result"]] + [item["CRM_ACTIVITY_ID"] for item in calls["result"]]
    assert len(set(numbers)) == len(numbers)


def test_some_answers_come_exactly_on_time_and_some_enquiries_in_the_night(
    company: Handbook, deals: list[Deal]
) -> None:
    world = World(company)
    found = enquire(world, deals, Dice(SEED + 2))
    waits = {
        world.calendar.working_seconds(lead.arrived, item.at)
        for lead in found.leads
        for item in found.of(lead)
        if item.direction == "out"
    }
    assert {30 * 60, 31 * 60} <= waits
    assert any(lead.arrived.hour >= 19 for lead in found.leads)
    assert any(len(found.of(lead)) == 2 and not found.of(lead)[0].success for lead in found.leads)
    assert any(not found.of(lead) for lead in found.leads)


def test_meetings_are_held_on_days_off_too_and_some_are_only_planned(company: Handbook, deals: list[Deal]) -> None:
    world = World(company)
    meetings = meet(world, deals, Dice(SEED))
    assert any(item.done and not world.working(item.at.date()) for item in meetings)
    assert any(not item.done and item.at.date() < date(2026, 10, 1) for item in meetings)
    assert any(not item.done and item.at.date() >= date(2026, 10, 1) for item in meetings)


def test_some_deals_stand_exactly_on_the_limit(company: Handbook, deals: list[Deal]) -> None:
    world = World(company)
    ages = {(deal.pipeline, deal.age) for deal in deals if deal.closed and not breaks(world, deal)}
    assert {(READY, 45), (READY, 30), (PROJECT, 120)} <= ages
    stays = {
        after.at - before.at
        for deal in deals
        for before, after in zip(deal.steps, deal.steps[1:], strict=False)
        if before.stage == OFFER
    }
    assert timedelta(days=7) in stays


def test_every_deal_breaks_one_norm_at_most(company: Handbook, deals: list[Deal]) -> None:
    world = World(company)
    assert max(len(breaks(world, deal)) for deal in deals) == 1
