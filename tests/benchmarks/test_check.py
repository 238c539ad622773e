"""The company that the benchmark of ``check`` grows is as sound as the sample."""

from pathlib import Path

from benchmarks.check import grow
from benchmarks.measure import TREE
from handbook.check import check
from handbook.finding import Finding
from handbook.read import read


def _errors(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.code for finding in findings if finding.severity.value == "error"}


def test_a_grown_company_has_its_operations_and_no_mistakes_of_its_own(tmp_path: Path) -> None:
    wanted = len(read(TREE).handbook.operations) + 1
    made = grow(tmp_path, wanted)
    reading, findings = check(tmp_path)
    assert len(reading.handbook.operations) == made >= wanted
    assert _errors(findings) <= _errors(check(TREE)[1])


def test_it_is_the_same_every_time(tmp_path: Path) -> None:
    for name in "ab":
        grow(tmp_path / name, 1)
    first, second = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.yaml")}
        for name in "ab"
    )
    assert first == second
