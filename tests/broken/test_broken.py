"""What ``reglament check`` prints for every kind of mistake.

A folder here is a case: files laid over the company of ``valid/``, and ``expected.txt``, the exact output. Its name is
the code the case is about, with ``--variant`` after it when there are several. ``setup.txt``, when there is one, says
what files cannot: ``remove NAME`` and ``link NAME TARGET``, one a line. After a change that is meant, renew with
``UPDATE_EXPECTED=1 pytest tests/broken`` and read the difference.
"""

import os
from pathlib import Path

import pytest

from handbook.explain import pages, pages_in
from handbook.lint import RULES
from tests.conftest import Company

HERE = Path(__file__).parent
CASES = sorted(path.name for path in HERE.iterdir() if (path / "expected.txt").is_file() or path.name == "valid")


def spoil(company: Company, case: Path) -> None:
    company.overlay(case)
    setup = case / "setup.txt"
    for line in setup.read_text(encoding="utf-8").splitlines() if setup.is_file() else ():
        action, name, *target = line.split()
        if action == "remove":
            company.remove(name)
        else:
            assert action == "link", line
            (company.root / name).symlink_to(*target)


@pytest.mark.parametrize("case", CASES)
def test_the_whole_output_is_as_expected(company: Company, case: str) -> None:
    spoil(company, HERE / case)
    printed = company.report(show_allowed=True)
    expected = HERE / case / "expected.txt"
    if os.environ.get("UPDATE_EXPECTED"):
        expected.write_text(printed, encoding="utf-8", newline="\n")
    assert printed == expected.read_text(encoding="utf-8")
    about = case.partition("--")[0]
    assert about == "valid" or f" [{about}]\n" in printed


def test_every_code_of_the_sources_has_a_case() -> None:
    # What an import says of somebody's diagram, no check of the sources does.
    reading = {code for code, _ in pages_in("handbook") if not code.startswith("bpmn-")}
    codes = reading | {rule.code for rule in RULES}
    assert codes <= pages().keys()
    assert codes == {case.partition("--")[0] for case in CASES} - {"valid"}


def test_a_case_changes_something_and_only_that() -> None:
    valid = HERE / "valid"
    for case in CASES:
        for path in (HERE / case / "regulations").rglob("*.yaml"):
            same = valid / path.relative_to(HERE / case)
            if case != "valid" and same.is_file():
                assert path.read_bytes() != same.read_bytes(), f"{path} is the valid file"
