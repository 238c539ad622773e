"""A company exported to a workbook and made of it again is the same company, but for what no sheet carries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.workbook.draft import Sketch, drafted
from handbook.check import check
from handbook.finding import Severity
from handbook.source.yaml12 import load
from tests.generator.workbook.given import Edited

#: What the workbook carries nothing of, by design: these are set up once, in files, by whoever keeps the description.
WITHOUT_SHEETS = {
    "regulations/competencies.yaml": "descriptions of the levels; operations and roles name them in sheets",
    "regulations/indicators.yaml": "measures with parameters of their own",
    "regulations/meetings.yaml": "agendas",
    "regulations/motivation.yaml": "principles",
    "regulations/staff.yaml": "personal data",
    "regulations/training.yaml": "courses and the way of a newcomer",
    "regulations/waivers.yaml": "exceptions from norms of this company",
    "regulations/crm/bitrix24.yaml": "the names of this company's CRM",
}
#: What of a record stands in no column, by design, by the kind of its file.
WITHOUT_COLUMNS = {
    "company": {
        *("about", "approval", "currency", "feedback", "hr", "refusal_reasons", "sales_model", "site_name"),
        *("timezone", "working_time"),
        # These are the new company's own; so are the editions of the departments' regulations.
        *("name", "short_name", "city", "publication"),
    },
    "document": {"publication"},
    # The flow is drawn again from the order of the rows, without gateways, events, deadlines and lanes; so is the
    # funnel.
    "process": {
        *("b2b_stages", "flow", "funnel", "handover", "indicators", "lanes", "publication", "replaces", "reports"),
    },
    "positions": {"forms", "publication"},
}


@pytest.fixture(scope="module")
def made(exported: Edited) -> Sketch:
    return drafted(exported.whole(), "книга.xlsx", "ООО «Насос»", "Тула")


def carried(data: Any, without: set[str]) -> Any:  # noqa: ANN401 - YAML data of any shape
    """The data without what no column carries, at any depth of a file's own records; norms are drafts again."""
    if isinstance(data, list):
        return [carried(item, without) for item in data]
    if not isinstance(data, dict):
        return data
    found = {key: value for key, value in data.items() if key not in without | {"draft"}}
    inside = {
        key: carried(value, without) for key, value in found.items() if key in {"departments", "positions", "norms"}
    }
    return found | inside


def files(exported: Edited) -> Iterator[str]:
    yield from (name for name in exported.sources if name not in WITHOUT_SHEETS)


def test_nothing_of_it_is_left_unread(made: Sketch) -> None:
    assert [finding.message for finding in made.findings] == []


def test_it_is_sound(made: Sketch, tmp_path: Path) -> None:
    for name, text in made.files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert [finding.message for finding in check(tmp_path)[1] if finding.severity is Severity.ERROR] == []


def test_it_has_the_same_files(made: Sketch, exported: Edited) -> None:
    assert set(made.files) == set(files(exported))
    assert set(exported.sources) - set(made.files) == set(WITHOUT_SHEETS)


def test_every_record_says_what_it_said(made: Sketch, exported: Edited) -> None:
    for name in files(exported):
        source = exported.sources[name]
        without = WITHOUT_COLUMNS.get(source.kind, set())
        assert carried(load(made.files[name])[0], without) == carried(source.data, without), name


def test_what_is_said_to_have_no_column_is_there(exported: Edited) -> None:
    for kind, keys in WITHOUT_COLUMNS.items():
        there = [source.data for source in exported.sources.values() if source.kind == kind]
        inner = ("departments", "positions")
        records = [*there, *(item for data in there for name in inner for item in data.get(name, ()))]
        assert keys <= {key for record in records for key in record}, kind


def test_every_norm_is_a_draft_with_all_its_parameters(made: Sketch, exported: Edited) -> None:
    def norms(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
        for holder in (data, *data.get("positions", ())):
            yield from holder.get("norms", ())

    before = {norm["id"]: norm for source in exported.sources.values() for norm in norms(source.data)}
    after = {norm["id"]: norm for text in made.files.values() for norm in norms(load(text)[0])}
    assert len(before) > 40
    assert after == {name: norm | {"draft": True} for name, norm in before.items()}


@pytest.mark.parametrize("name", ["regulations/roles/menedzher.yaml", "regulations/positions.yaml"])
def test_a_record_says_who_it_is_first(made: Sketch, exported: Edited, name: str) -> None:
    before, after = exported.sources[name].data, load(made.files[name])[0]
    for was, now in zip(before.get("positions", [before]), after.get("positions", [after]), strict=True):
        assert list(now)[:2] == ["id", "title"]
        assert list(now) == [key for key in was if key in now]


def test_operations_and_documents_keep_the_order_of_their_keys(made: Sketch, exported: Edited) -> None:
    for name in files(exported):
        source = exported.sources[name]
        if source.kind in {"operation", "document"}:
            now = load(made.files[name])[0]
            assert list(now) == [key for key in source.data if key in now], name
