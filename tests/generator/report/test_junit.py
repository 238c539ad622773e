import re
from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from generator.report.junit import junit
from handbook.finding import Severity
from handbook.result import Result, Status
from tests.generator.report.stories import living, make_story

#: What stands in a test, in this order, and the attributes JUnit's readers know.
CHILDREN = ("skipped", "failure", "system-out")
ATTRIBUTES = {
    "testsuites": {"name", "tests", "failures", "errors", "skipped"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped"},
    "properties": set(),
    "property": {"name", "value"},
    "testcase": {"classname", "name"},
    "failure": {"type", "message"},
    "skipped": {"message"},
    "system-out": set(),
}


def parsed(text: str) -> ET.Element:
    root = ET.fromstring(text.encode())  # noqa: S314 - our own report
    assert all(set(one.attrib) == ATTRIBUTES[one.tag] for one in root.iter())
    (suite,) = root
    assert next(one.tag for one in suite) == "properties"
    cases = suite.findall("testcase")
    counts = Counter(one.tag for case in cases for one in case)
    for part in (root, suite):
        assert int(part.attrib["tests"]) == len(cases)
        assert int(part.attrib["failures"]) == counts["failure"]
        assert int(part.attrib["skipped"]) == counts["skipped"]
    assert all(len(case) <= 1 and {one.tag for one in case} <= set(CHILDREN) for case in cases)
    assert len({(case.attrib["classname"], case.attrib["name"]) for case in cases}) == len(cases)
    return suite


def test_a_norm_is_a_test(result: Result) -> None:
    suite = parsed(junit(result))
    tests = {re.sub(r".*\[(.*)\]", r"\1", case.attrib["name"]): case for case in suite.findall("testcase")}
    told = {name: case[0].tag if len(case) else None for name, case in tests.items()}
    expected = {
        Status.PASSED: {"system-out", None},
        Status.FAILED: {"failure"},
        Status.NOT_CHECKED: {"skipped"},
        Status.WAIVED: {"skipped"},
    }
    for verdict in result.verdicts:
        light = verdict.status is Status.FAILED and verdict.severity is not Severity.ERROR
        assert told[verdict.norm_id] in ({"system-out"} if light else expected[verdict.status]), verdict.norm_id
    failure = tests["n-novyj-zapros"][0]
    assert failure.attrib["message"].startswith("243 из 580, 41,9 %; требование: ")
    assert len((failure.text or "").splitlines()) == 21
    assert "и ещё 223 — в audit.xlsx и audit.json" in (failure.text or "")
    skipped = tests["n-konversiya"][0]
    assert skipped.attrib["message"].startswith("Нет истории стадий")
    assert "crm.stagehistory.list" in (skipped.text or "")


@pytest.mark.parametrize(
    ("failing", "count"), [((), 0), ((Severity.ERROR,), 4), ((Severity.ERROR, Severity.WARNING), 5)]
)
def test_the_severity_that_fails_the_audit_fails_a_test(
    result: Result, failing: tuple[Severity, ...], count: int
) -> None:
    assert parsed(junit(result, failing=failing)).attrib["failures"] == str(count)


def test_what_lasts_is_named_first_and_the_change_is_told(result: Result) -> None:
    known = living(result)
    suite = parsed(junit(known, make_story(known)))
    (case,) = (case for case in suite.findall("testcase") if "n-novyj-zapros" in case.attrib["name"])
    told = (case[0].text or "").splitlines()
    assert all(line.endswith(("; новое", "; вернулось")) for line in told[:2])
    assert "history.csv, строка" in told[0]


def test_hostile_text_is_text(hostile: Result) -> None:
    assert len(parsed(junit(hostile, make_story(hostile))).findall("testcase")) == len(hostile.verdicts)


def test_an_audit_without_norms_is_a_report(result: Result) -> None:
    assert parsed(junit(replace(result, verdicts=()))).attrib["tests"] == "0"
