import json
from datetime import date
from pathlib import Path

import pytest

from audit.run import audit
from audit.sample import SAMPLE_CANNOT_PROVE, SAMPLE_EXPECTED, SAMPLE_EXPORT
from audit.sample.generate import expected_json, generate, write
from handbook.book import Handbook
from handbook.norms import KINDS
from handbook.result import FileAccount, Result, Status, Verdict
from tests.sample import sample_audit


@pytest.fixture(scope="module")
def result() -> Result:
    """The sample, audited."""
    return sample_audit()


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
    assert sum(map(len, sample.files.values())) < 3_100_000


def test_the_audit_finds_exactly_the_known_violators(company: Handbook, result: Result) -> None:
    expected = json.loads(SAMPLE_EXPECTED.read_text(encoding="utf-8"))
    assert differences(result, expected) == {}
    # Every norm of the sample is proved, save for those that it cannot prove, and every one is broken somewhere.
    assert {verdict.norm_id for verdict in result.verdicts if verdict.checked} == set(expected)
    assert set(company.norms) - set(expected) == set(SAMPLE_CANNOT_PROVE)
    assert all(expected.values())
    assert {type(company.norms[norm].norm) for norm in expected} == set(KINDS)
    assert result.as_of == date(2026, 10, 1)
    for account in result.accounts:
        assert account.rows_read == account.rows_used + account.rows_set_aside
    aside = {account.file: [group.reason for group in account.set_aside] for account in result.accounts}
    assert set(aside) == {path.name for path in SAMPLE_EXPORT.iterdir()}
    assert {file: reasons for file, reasons in aside.items() if reasons} == {
        "activities.json": ["не подходит отбору профиля"],
        "deals.csv": ["пробная запись"],
        "stagehistory.json": ["сделки нет среди проверяемых"],
    }
    assert [finding.code for finding in result.findings] == []


def test_the_exception_of_the_sample_is_shown_and_leaves_the_share(company: Handbook, result: Result) -> None:
    (waiver,) = company.waivers
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
