import json
from collections import Counter
from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from generator.report.json import SCHEMA, dump, load
from generator.report.json_schema import FILE, result_schema
from generator.report.json_words import RECORDS, TITLES
from handbook.audits.comparison import Change
from handbook.finding import Finding
from handbook.result import Missing, OwnerCount, Result, Score, Verdict, Violation
from tests.generator.report.conftest import make_verdicts
from tests.generator.report.stories import living, make_story
from tests.volume import volume

ROOT = Path(__file__).resolve().parents[3]
WHOLE: dict[str, Any] = json.loads(result_schema())


def closed(schema: object) -> object:
    """The schema with no room for a key it does not describe."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: closed(value) for key, value in schema.items()}
    return made | {"additionalProperties": False} if isinstance(schema.get("properties"), dict) else made


def complaints(content: bytes) -> list[str]:
    validator = jsonschema.Draft202012Validator(closed(WHOLE))
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(json.loads(content))]


def test_the_schema_is_a_schema_with_words_for_every_key() -> None:
    jsonschema.Draft202012Validator.check_schema(WHOLE)
    assert WHOLE["$id"] == SCHEMA
    assert TITLES.keys() == RECORDS.keys()
    assert {record.__name__ for record in RECORDS} == WHOLE["$defs"].keys()
    for record, words in RECORDS.items():
        assert list(words) == [item.name for item in fields(record)], record
    described = [part for name, part in WHOLE["$defs"].items() for part in part["properties"].values()]
    assert all(part["description"] for part in [*described, *WHOLE["properties"]["summary"]["properties"].values()])


def test_the_committed_schema_is_the_exported_one() -> None:
    committed = (ROOT / "regulations/.schema" / FILE).read_text(encoding="utf-8")
    assert committed == result_schema(), "run: reglament export schema"


def test_results_are_what_the_schema_says(result: Result, hostile: Result) -> None:
    assert complaints(dump(result)) == []
    assert complaints(dump(living(result), story=make_story(living(result)))) == []
    odd = living(hostile, every=True)
    assert complaints(dump(odd, story=make_story(odd))) == []


def test_a_result_without_later_fields_is_still_one(result: Result) -> None:
    document = json.loads(dump(result))
    for name in ("measures", "views"):
        del document["result"][name]
    for verdict in document["result"]["verdicts"]:
        del verdict["departed"]
        for item in verdict["violations"]:
            del item["standing"], item["stages"]
    assert complaints(json.dumps(document).encode()) == []
    assert load(json.dumps(document).encode()).verdicts


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "reglament/audit-result/2"),
        (("summary", "violations"), -1),
        (("result", "as_of"), "01.10.2026"),
        (("result", "verdicts", 0, "status"), "ok"),
        (("result", "verdicts", 0, "violations", 0, "money"), 12.5),
        (("result", "verdicts", 0, "violations", 0, "change"), "old"),
        (("result", "accounts", 0, "set_aside", 0, "rows"), [[1]]),
    ],
)
def test_what_is_no_result_is_told(result: Result, path: tuple[str | int, ...], value: object) -> None:
    document = json.loads(dump(result))
    part = document
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    assert complaints(json.dumps(document).encode())


def test_the_story_is_told_and_the_result_comes_back(result: Result) -> None:
    known = living(result)
    story = make_story(known)
    assert story.comparison is not None
    content = dump(known, story=story)
    assert load(content) == known
    document = json.loads(content)
    compared = document["story"]["compared_with"]
    assert {change.value: compared[change.value] for change in Change} == {
        change.value: story.comparison.count(change) for change in Change
    }
    told = {
        (verdict["norm_id"], item["key"]): item["change"]
        for verdict in document["result"]["verdicts"]
        for item in verdict["violations"]
    }
    assert Counter(told.values()) == {
        change.value: story.comparison.count(change) for change in Change if story.comparison.count(change)
    }
    assert len(document["story"]["ended"]) == len(story.comparison.ended)
    assert [audit["as_of"] for audit in document["story"]["trend"]] == ["2026-09-17", "2026-09-24"]
    assert [one["outcome"] for one in document["story"]["promises"]] == [one.outcome for one in story.promises]


_text = some.text(max_size=12)
_number = some.none() | some.floats(allow_nan=False, allow_infinity=False)
_money = some.none() | some.decimals(allow_nan=False, allow_infinity=False)
_violation = some.builds(
    Violation,
    key=_text,
    object_id=_text,
    object_title=some.none() | _text,
    owner=some.none() | _text,
    moment=_text,
    actual=_number,
    limit=_number,
    unit=_text,
    detail=_text,
    money=_money,
    source_file=some.none() | _text,
    source_row=some.none() | some.integers(),
    edition=some.none() | some.dates(),
    stages=some.lists(_text, max_size=2).map(tuple),
    standing=some.none() | some.booleans(),
)
_several = partial(some.lists, max_size=2)
_score = some.builds(Score, some.none() | _text, _number, some.integers(), some.integers(), some.integers())
_verdict = some.builds(
    partial(replace, make_verdicts()[0]),
    violations=_several(_violation).map(tuple),
    missing=_several(some.builds(Missing, _text, _several(_text).map(tuple), _text)).map(tuple),
    owners=_several(some.builds(OwnerCount, _text, some.integers(), some.integers())).map(tuple),
    departed=_several(_text).map(tuple),
)


@settings(max_examples=volume(200, 15), deadline=None)
@given(
    verdicts=_several(_verdict).map(tuple),
    score=_score,
    findings=_several(some.builds(Finding, _text, message=_text)).map(tuple),
)
def test_any_result_comes_back_and_is_what_the_schema_says(
    result: Result, verdicts: tuple[Verdict, ...], score: Score, findings: tuple[Finding, ...]
) -> None:
    made = replace(result, verdicts=verdicts, score=score, owners=(score,), findings=findings, measures=())
    content = dump(made)
    assert load(content) == made
    assert complaints(content) == []
