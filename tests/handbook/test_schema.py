import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from handbook.files import FILE_MODELS
from handbook.layout import entries, kind_of
from handbook.schema import schemas
from handbook.source.yaml12 import load

jsonschema = pytest.importorskip("jsonschema")

ROOT = Path(__file__).parents[2]
BROKEN = ROOT / "tests" / "broken"
SCHEMAS: dict[str, dict[str, Any]] = {name.removesuffix(".json"): json.loads(text) for name, text in schemas().items()}


def for_editor(value: Any) -> Any:  # noqa: ANN401 - plain data
    """The data as an editor sees it: YAML 1.2 has no dates, so they are text there."""
    if isinstance(value, dict):
        return {str(key): for_editor(item) for key, item in value.items()}
    if isinstance(value, list):
        return [for_editor(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def complaints(kind: str, text: str) -> list[str]:
    checker = jsonschema.Draft202012Validator(SCHEMAS[kind])
    return [f"{error.json_path}: {error.message}" for error in checker.iter_errors(for_editor(load(text)[0]))]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_each_schema_is_a_schema(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[kind])
    assert SCHEMAS[kind]["$id"] == f"reglament/{kind}.json"


def test_there_is_a_schema_for_each_kind_of_file() -> None:
    assert SCHEMAS.keys() == FILE_MODELS.keys()


@pytest.mark.parametrize("root", [ROOT, BROKEN / "valid"], ids=["sample", "small"])
def test_valid_sources_satisfy_their_schemas(root: Path) -> None:
    found = list(entries(root))
    assert len(found) > 10
    for entry in found:
        assert entry.kind is not None, entry.name
        assert complaints(entry.kind, entry.path.read_text(encoding="utf-8")) == [], entry.name


#: Mistakes the reader tells and a schema cannot: days, zones, keys that are numbers, keys that do not agree.
BEYOND = {
    "wrong-type--date",
    "wrong-type--key",
    "wrong-value--timezone",
    "wrong-value--branch",
    "wrong-value--dates",
    "wrong-value--lunch",
    "wrong-value--working-time",
}


@pytest.mark.parametrize(
    "case", sorted(path.name for path in BROKEN.iterdir() if re.match("(unknown-key|missing-key|wrong-)", path.name))
)
def test_an_editor_sees_what_the_reader_sees(case: str) -> None:
    found = []
    for path in (BROKEN / case / "regulations").rglob("*.yaml"):
        kind = kind_of(path.relative_to(BROKEN / case / "regulations").as_posix())
        assert kind is not None
        found += complaints(kind, path.read_text(encoding="utf-8"))
    assert bool(found) is (case not in BEYOND), found


def properties() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every key of every record: where it stands, its name, what the schema says of it."""
    for kind, schema in SCHEMAS.items():
        for part, body in {kind: schema, **schema.get("$defs", {})}.items():
            for name, value in body.get("properties", {}).items():
                yield part, name, value


def test_every_key_has_a_russian_title_and_says_what_to_write() -> None:
    bare = set()
    for part, name, value in properties():
        title, told = value.get("title", ""), value.get("description", "")
        same = told.strip(" .").casefold() == title.strip(" .").casefold()
        if not (re.search("[А-Яа-яЁё]", title) and re.search("[А-Яа-яЁё]", told)) or same:
            bare.add(f"{part}: {name}")
    assert sorted(bare) == []


def closed_lists(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "enum" in value:
            yield value
        for item in value.values():
            yield from closed_lists(item)
    elif isinstance(value, list):
        for item in value:
            yield from closed_lists(item)


def test_every_value_of_a_closed_list_is_explained() -> None:
    found = [listed for schema in SCHEMAS.values() for listed in closed_lists(schema)]
    assert len(found) > 30
    for listed in found:
        words = listed["enumDescriptions"]
        assert len(words) == len(listed["enum"]), listed
        assert all(re.search("[А-Яа-яЁё]", text) for text in words), listed


def test_a_key_with_a_closed_list_tells_its_values_at_once() -> None:
    direction = SCHEMAS["operation"]["$defs"]["Participant"]["properties"]["direction"]
    kind = SCHEMAS["document"]["properties"]["kind"]["description"]
    severity = SCHEMAS["norms"]["$defs"]["DealAge"]["properties"]["severity"]["description"]
    assert direction["description"].count("both — ") == 1, "what is told already is not told again"
    assert "script — сценарий разговора" in kind
    assert "error — ошибка" in severity
    assert "explain deal_age" in SCHEMAS["norms"]["$defs"]["DealAge"]["properties"]["kind"]["description"]


def test_no_english_description_reaches_an_editor() -> None:
    def descriptions(value: object) -> list[str]:
        if isinstance(value, dict):
            own = [value["description"]] if isinstance(value.get("description"), str) else []
            return own + [text for item in value.values() for text in descriptions(item)]
        return [text for item in value for text in descriptions(item)] if isinstance(value, list) else []

    for schema in SCHEMAS.values():
        assert [text for text in descriptions(schema) if not re.search("[А-Яа-яЁё]", text)] == []


def test_records_know_no_key_of_the_program() -> None:
    """A key is written as the source spells it: ``from``, not ``source`` or ``since``."""
    for schema in SCHEMAS.values():
        for part in (schema, *schema.get("$defs", {}).values()):
            if part.get("type") == "object" and "properties" in part:
                assert part.get("additionalProperties") is False


SOURCE = "id: p\ntitle: П\nsources:\n  - table: deals\n    recognise: [ID]\n    columns: {{{}}}\n"
STAGE = "id: p\ntitle: П\nstages:\n  - {{stage: А, crm: {}}}\n"


@pytest.mark.parametrize("column", ["a: ID", "a: [ID, Номер]", "a: {from: ID}", "a: {from: [ID], default: 5}"])
def test_shorthands_of_columns_are_accepted(column: str) -> None:
    assert complaints("profile", SOURCE.format(column)) == []


@pytest.mark.parametrize("column", ["a: 5", "a: {form: ID}", "a: [5]"])
def test_what_is_no_column_is_not(column: str) -> None:
    assert complaints("profile", SOURCE.format(column))


def test_shorthands_of_stages_are_accepted() -> None:
    assert complaints("profile", STAGE.format("NEW")) == []
    assert complaints("profile", STAGE.format("[NEW, WON]")) == []
    assert complaints("profile", STAGE.format("5"))


def test_the_committed_schemas_are_the_exported_ones() -> None:
    folder = ROOT / "regulations" / ".schema"
    committed = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}
    # The schema of results is the report's: its own test looks at it.
    committed.pop("audit-result.json")
    assert committed == schemas(), "run: reglament export schema"


def test_every_sample_source_names_its_schema() -> None:
    for entry in entries(ROOT):
        first = entry.path.read_text(encoding="utf-8").splitlines()[0]
        match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert match, entry.name
        wanted = ROOT / "regulations" / ".schema" / f"{entry.kind}.json"
        assert (entry.path.parent / match[1]).resolve() == wanted.resolve(), entry.name
