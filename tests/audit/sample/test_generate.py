import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from audit.run import audit
from audit.sample import SAMPLE_EXPECTED, SAMPLE_EXPORT
from audit.sample.breaches import put_breaches
from audit.sample.generate import SEED, SIZE, expected_json, generate, write
from audit.sample.model import OFFER, PROJECT, READY, Deal, Dice, World
from audit.sample.oracle import breaks
from audit.sample.story import move_some, tell
from handbook.book import Handbook
from handbook.read import read
from handbook.result import Result, Status

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def company() -> Handbook:
    return read(ROOT).handbook


@pytest.fixture(scope="module")
def deals(company: Handbook) -> list[Deal]:
    world, dice = World(company), Dice(SEED)
    found = tell(world, dice, SIZE)
    move_some(found)
    put_breaches(world, found, dice)
    return found


def differences(result: Result, expected: dict[str, list[str]]) -> dict[str, tuple[list[str], list[str]]]:
    """Violators the audit missed and those it should not have found, for every norm it checked."""
    found = {}
    for verdict in result.verdicts:
        if verdict.checked:
            keys = {violation.key for violation in verdict.violations}
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


def test_the_audit_finds_exactly_the_known_violators(company: Handbook) -> None:
    result = audit(company, [SAMPLE_EXPORT])
    expected = json.loads(SAMPLE_EXPECTED.read_text(encoding="utf-8"))
    assert differences(result, expected) == {}
    checked = {verdict.norm_id for verdict in result.verdicts if verdict.checked}
    proved = {
        "n-dlitelnost-tipovaya",
        "n-dlitelnost-proekt",
        "n-novyj-zapros",
        "n-kp-ozhidanie",
        "n-proektnoe-reshenie",
        "n-otkrytye-sdelki",
        "n-prichina-otkaza",
        "n-kartochka",
        "n-konversiya",
        "n-plan",
    }
    assert proved <= checked
    assert all(expected[norm] for norm in proved)
    assert result.as_of == date(2026, 10, 1)
    for account in result.accounts:
        assert account.rows_read == account.rows_used + account.rows_set_aside
    assert [group.reason for group in result.accounts[0].set_aside] == ["пробная запись"]
    assert [finding.code for finding in result.findings] == []


def test_deals_alone_leave_norms_unchecked_and_say_how_to_check_them(company: Handbook) -> None:
    result = audit(company, [SAMPLE_EXPORT / "deals.csv"])
    verdicts = {verdict.norm_id: verdict for verdict in result.verdicts}
    for norm in ("n-novyj-zapros", "n-kp-ozhidanie", "n-proektnoe-reshenie", "n-konversiya", "n-plan"):
        assert verdicts[norm].status is Status.NOT_CHECKED
        assert all(missing.how for missing in verdicts[norm].missing)
        assert verdicts[norm].missing
    expected = json.loads(SAMPLE_EXPECTED.read_text(encoding="utf-8"))
    ages = {violation.key for violation in verdicts["n-dlitelnost-tipovaya"].violations}
    assert ages == set(expected["n-dlitelnost-tipovaya"])


def test_other_seeds_and_sizes_are_judged_as_exactly(company: Handbook, tmp_path: Path) -> None:
    sample = generate(company, seed=7, size=900)
    write(sample, tmp_path / "export", tmp_path / "expected.json")
    result = audit(company, [tmp_path / "export"])
    assert differences(result, {norm: sorted(keys) for norm, keys in sample.expected.items()}) == {}
    assert 700 < result.accounts[0].rows_read < 1300


def test_the_deals_have_the_shape_of_a_bitrix_export(deals: list[Deal]) -> None:
    raw = (SAMPLE_EXPORT / "deals.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    text = raw.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert {len(row) for row in rows} == {28}
    assert {row[-1] for row in rows} == {""}
    assert "Дата изменения стадии" not in rows[0]
    numbers = [int(row[0]) for row in rows[1:]]
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) == len(deals) + 2
    assert len(numbers) > len(set(numbers))
    for hostile in ("=HYPERLINK(", "<script>", "DROP TABLE", "\n"):
        assert any(hostile in row[21] for row in rows), hostile


def test_the_history_has_the_shape_of_a_rest_answer() -> None:
    answer = json.loads((SAMPLE_EXPORT / "stagehistory.json").read_text(encoding="utf-8"))
    items = answer["result"]["items"]
    assert {item["TYPE_ID"] for item in items} == {1, 2, 3, 5}
    assert {item["STAGE_SEMANTIC_ID"] for item in items} == {"P", "S", "F"}
    assert [item["ID"] for item in items] == sorted(item["ID"] for item in items)
    assert items[0]["CREATED_TIME"].endswith("+03:00")


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
