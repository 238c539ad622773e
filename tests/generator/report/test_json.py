import json
from dataclasses import replace

import pytest

from generator.report.json import SCHEMA, NotAResultError, dump, load
from handbook.book import Handbook
from handbook.result import Result


def test_every_field_comes_back(result: Result, handbook: Handbook) -> None:
    assert load(dump(result, handbook)) == result


def test_hostile_text_comes_back_as_it_was(hostile: Result) -> None:
    first, *rest = hostile.verdicts
    # A number that is not finite has no place in JSON and becomes null; the rest must not change.
    plain = replace(hostile, verdicts=(replace(first, violations=first.violations[2:]), *rest))
    content = dump(plain)
    assert load(content) == plain
    assert content.decode("utf-8")


def test_numbers_that_are_not_finite_become_null(hostile: Result) -> None:
    found = load(dump(hostile)).verdicts[0].violations
    assert found[0].actual is None
    assert found[1].actual is None
    assert str(found[0].money) == "NaN"


def test_the_shape_is_stable_and_readable(result: Result, handbook: Handbook) -> None:
    content = dump(result, handbook)
    document = json.loads(content)
    assert document["schema"] == SCHEMA == "reglament/audit-result/1"
    assert list(document) == ["schema", "summary", "result"]
    assert "Ковалёва Марина".encode() in content
    assert document["result"]["verdicts"][0]["violations"][0]["money"] == "944000"
    assert document["result"]["accounts"][0]["set_aside"][0]["rows"][:2] == [[15, 15], [88, 90]]
    assert document["summary"] == {
        "score": result.score.value,
        "norms": {"passed": 1, "failed": 5, "not_checked": 2, "waived": 1},
        "violations": 525,
        "waived": 3,
        "rows_read": 6861,
        "rows_used": 6819,
        "rows_set_aside": 42,
        "findings": 3,
    }


def test_verdicts_stand_in_the_order_of_the_handbook(result: Result, handbook: Handbook) -> None:
    turned = replace(result, verdicts=result.verdicts[::-1])
    assert dump(turned, handbook) == dump(result, handbook)
    assert dump(turned) != dump(result)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Это не результат аудита"),
        (b"[]", "Это не результат аудита"),
        (b"{}", "Это не результат аудита"),
        (b"\xff\xfe", "Это не результат аудита"),
        (b'{"schema": "reglament/audit-result/9"}', "другой версии"),
        (b'{"schema": "reglament/audit-result/1"}', "повреждён"),
        (b'{"schema": "reglament/audit-result/1", "result": {"company": 1}}', "повреждён"),
        (b'{"schema": "reglament/audit-result/1", "result": null}', "повреждён"),
    ],
)
def test_a_file_that_is_no_result_is_explained(content: bytes, message: str) -> None:
    with pytest.raises(NotAResultError, match=message):
        load(content)
