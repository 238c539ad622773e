"""The sample, spoilt in hundreds of ways people and machines spoil files: ``check`` and ``audit`` always answer."""

import csv
import io
import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from audit.sample import SAMPLE_EXPORT
from benchmarks.source_mutations import delete, failure, litter, spoil
from reglament.cli import app
from tests.volume import volume

ROOT = Path(__file__).parents[2]
#: Mutants of one line each, in groups that a run of tests can share out.
MUTANTS, GROUPS = volume(200, 10), 10
ROUNDS = volume(50, 6)
FILES_A_ROUND = 4
#: Rounds whose mutants also judge an export, and rounds that spoil nothing but the profile of the CRM.
AUDITED, PROFILES = volume(12, 3), volume(20, 3)
#: Values that are good YAML, and good for nothing where they come to stand.
VALUES = ["[]", "{}", "null", "''", "0", "-1", "1e400", ".nan", "true", "2026-02-30", "9999-12-31", "'%Q'", "'@row'"]
VALUES += ["localtime", "right/Europe/Moscow", "99999999999999999999", "['']", "[[]]", "'1; DROP TABLE deals'", "ё"]
DEALS = 60
#: What the sample company does not need to say of its portal and another one may.
DETAILS = """sources:
  - table: deals
    recognise: [ID, Название сделки, Стадия сделки]
    columns:
      amount: {from: Сумма, default: 0}
      created_at: {from: Дата создания, formats: ["%d.%m.%Y %H:%M:%S"]}
      planned_close: {from: Предполагаемая дата закрытия, default: 2026-12-31}
    filters:
      Валюта: [Российский рубль]
"""


def revalue(dice: random.Random, line: str) -> str:
    """Another value for a key."""
    key, colon, _ = line.partition(": ")
    return f"{key}{colon}{dice.choice(VALUES)}\n" if colon else line


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(ROOT / "regulations", folder / "regulations")
    return folder


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few deals of the sample with their history and the whole plan."""
    folder = tmp_path_factory.mktemp("export")
    text = (SAMPLE_EXPORT / "deals.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))[: DEALS + 1]
    with (folder / "deals.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    numbers = {row[0] for row in rows[1:]}
    history = json.loads((SAMPLE_EXPORT / "stagehistory.json").read_text(encoding="utf-8"))
    kept = [record for record in _records(history) if str(record["OWNER_ID"]) in numbers]
    assert kept
    (folder / "stagehistory.json").write_text(json.dumps(kept), encoding="utf-8")
    shutil.copy(SAMPLE_EXPORT / "plan.csv", folder)
    return folder


def _records(tree: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON
    if isinstance(tree, dict) and "OWNER_ID" in tree:
        yield tree
    elif isinstance(tree, dict | list):
        for item in tree.values() if isinstance(tree, dict) else tree:
            yield from _records(item)


def run(sample: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--project", str(sample), "-q", *arguments])


def answered(result: Result, done: list[str], *codes: int) -> None:
    """Our own failure would come out as another exception."""
    assert result.exception is None or isinstance(result.exception, SystemExit), done
    assert result.exit_code in codes, (done, result.output)
    assert result.output.strip(), done


def test_the_unspoilt_export_is_judged(sample: Path, export: Path, tmp_path: Path) -> None:
    """Else every mutant below would be refused for the export and prove nothing."""
    path = sample / "regulations" / "crm" / "bitrix24.yaml"
    whole = path.read_bytes()
    try:
        path.write_text(whole.decode().replace("sources:\n", DETAILS, 1), encoding="utf-8")
        results = [run(sample, "audit", str(export), "--no-history", "--format", "json", "-o", str(tmp_path))]
    finally:
        path.write_bytes(whole)
    results.append(run(sample, "audit", str(export), "--no-history", "--format", "json", "-o", str(tmp_path)))
    for result in results:
        answered(result, [], 0, 1)
        assert "Оценка: " in result.stdout
        assert "В ней 17\u00a0норм" in result.stdout


@pytest.mark.parametrize("group", range(GROUPS))
def test_a_check_answers_whatever_happened_to_a_line(sample: Path, group: int) -> None:
    sources = sorted((sample / "regulations").rglob("*.yaml"))
    for number in range(group, MUTANTS, GROUPS):
        dice = random.Random(f"line {number}")  # noqa: S311 - a seeded choice of mistakes, nothing secret
        path = dice.choice(sources)
        whole = path.read_bytes()
        try:
            done = spoil(dice, path)
            wrong, _ = failure(sample)
        finally:
            path.write_bytes(whole)
        assert wrong is None, (done, wrong)


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_check_always_answers_and_what_it_passes_can_be_audited(
    sample: Path, export: Path, tmp_path: Path, seed: int
) -> None:
    dice = random.Random(seed)  # noqa: S311 - a seeded choice of mistakes, nothing secret
    sources = sorted((sample / "regulations").rglob("*.yaml"))
    chosen = dice.sample(sources, FILES_A_ROUND)
    whole = {path: path.read_bytes() for path in chosen}
    try:
        done = [spoil(dice, path) for path in chosen]
        result = run(sample, "check", "--format", "json")
        if seed < AUDITED:
            judged = run(sample, "audit", str(export), "--no-history", "--format", "json", "-o", str(tmp_path))
            # Code 1 is either mistakes of the sources or gaps found.
            answered(judged, done, 0, 1, 2)
    finally:
        for path, content in whole.items():
            path.write_bytes(content)
    answered(result, done, 0, 1)
    answer = json.loads(result.stdout)
    assert result.exit_code == (1 if answer["summary"]["error"] else 0), done
    for finding in answer["findings"]:
        assert finding["message"], done
        assert finding["places"], done


@pytest.mark.parametrize("seed", range(PROFILES))
def test_an_audit_by_a_spoilt_profile_answers(sample: Path, export: Path, tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - the same
    path = sample / "regulations" / "crm" / "bitrix24.yaml"
    whole = path.read_bytes()
    try:
        path.write_text(whole.decode().replace("sources:\n", DETAILS, 1), encoding="utf-8")
        done = [spoil(dice, path, (revalue, revalue, litter, delete))]
        result = run(sample, "audit", str(export), "--no-history", "--format", "json", "-o", str(tmp_path))
    finally:
        path.write_bytes(whole)
    answered(result, done, 0, 1, 2)
    assert "Traceback" not in result.output, done
