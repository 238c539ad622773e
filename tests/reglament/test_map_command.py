"""``reglament map`` as a head of sales and an integrator run it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import reglament.commands.map as command
from handbook.check import check
from handbook.finding import Severity
from reglament.cli import app
from tests.conftest import Company

ROOT = Path(__file__).parents[2]
DEALS = """ID;Название сделки;Воронка;Стадия сделки;Менеджер: кто ведёт;Дата создания;Дата входа [в стадию];utm #1
1;Насос;Проекты;Новый запрос;Полина Зайцева;01.03.2026 10:00:00;01.03.2026 11:00:00;ya
2;Клапан;Проекты;Думают;Роман Третьяков;02.03.2026 10:00:00;02.03.2026 10:30:00;go
3;Вентиль;Проекты;Отказ;Роман Третьяков;03.03.2026 10:00:00;05.03.2026 12:00:00;go
4;Вентиль 2;Проекты;Обследование;Полина Зайцева;вчера;05.03.2026 12:00:00;go
"""
OWN = "regulations/crm/bitrix24.yaml"
NEW = "regulations/crm/nash-bitrix24.yaml"


@pytest.fixture
def company(tmp_path: Path) -> Company:
    """Return the sample company without a profile of its own, and an export beside it."""
    made = Company(tmp_path / "company")
    shutil.copytree(ROOT / "regulations", made.root / "regulations")
    made.remove(OWN)
    made.write("deals.csv", DEALS)
    return made


def run(company: Company, *arguments: str, typed: str = "") -> Result:
    line = ["--project", str(company.root), "map", str(company.root / "deals.csv"), *arguments]
    return CliRunner().invoke(app, line, input=typed, prog_name="reglament")


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command believe that a person is there."""
    monkeypatch.setattr(command, "in_terminal", lambda: True)


def profiles(company: Company) -> list[str]:
    return sorted(path.name for path in (company.root / "regulations" / "crm").glob("*"))


def errors(company: Company) -> list[str]:
    return [finding.message for finding in check(company.root)[1] if finding.severity is Severity.ERROR]


def test_without_a_terminal_nothing_is_asked_and_the_sure_is_written(company: Company) -> None:
    result = run(company)
    assert result.exit_code == 1, result.output
    assert "что это?" not in result.output
    assert "Менеджер: кто ведёт" in result.stdout
    assert "не читается как дата: 1\xa0значение, строка 5" in result.stdout
    assert "\x1b" not in result.stdout
    assert "Профиль записан: " in result.stderr
    text = company.text(NEW)
    assert text.startswith("# yaml-language-server: $schema=../.schema/profile.json\n")
    assert 'owner: "Менеджер: кто ведёт"  # ' in text
    assert "#   - {crm: Думают, stage: " in text
    assert errors(company) == []


def test_the_second_run_has_nothing_to_add(company: Company) -> None:
    run(company)
    before = company.text(NEW)
    result = run(company)
    assert "Профиль: добавлять нечего.\n" in result.stderr
    assert company.text(NEW) == before


@pytest.mark.usefixtures("terminal")
def test_after_every_answer_the_second_run_is_silent(company: Company) -> None:
    first = run(company, typed="0\n" * 9)
    assert first.exit_code == 0, first.output
    assert "Стадия «Думают (Проекты)», 1\xa0запись — какая это стадия воронки?" in first.output
    assert "ignore_stages:\n  - Думают\n" in company.text(NEW)
    second = run(company)
    assert second.exit_code == 0, second.output
    assert "Enter — решу потом" not in second.output
    assert "Под вопросом" not in second.output
    assert "Профиль: добавлять нечего.\n" in second.output
    assert errors(company) == []


@pytest.mark.usefixtures("terminal")
def test_a_stage_that_a_person_named_is_read_from_then_on(company: Company) -> None:
    result = run(company, typed="обследование\n1\n1\n" + "\n" * 9)
    assert "«обследование» не подходит" in result.output
    assert "{crm: Думают, stage: " in company.text(NEW)
    assert "стадия «Думают" not in run(company, "--yes").output


@pytest.mark.usefixtures("terminal")
def test_who_leaves_in_the_middle_leaves_everything_as_it_was(company: Company) -> None:
    result = run(company, typed="")
    assert result.exit_code == 1
    assert "Прервано: профиль не записан.\n" in result.stderr
    assert profiles(company) == []


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("key", ["--yes", "--no-write"])
def test_who_wants_no_questions_gets_none(company: Company, key: str) -> None:
    result = run(company, key)
    assert result.exit_code == 1
    assert "Enter — решу потом" not in result.output
    assert profiles(company) == ([] if key == "--no-write" else ["nash-bitrix24.yaml"])


@pytest.mark.usefixtures("terminal")
def test_a_quiet_run_asks_nothing(company: Company) -> None:
    line = ["--project", str(company.root), "-q", "map", str(company.root / "deals.csv")]
    result = CliRunner().invoke(app, line, prog_name="reglament")
    assert "Enter — решу потом" not in result.output
    assert "Читаю выгрузку" not in result.output


def test_a_program_gets_json_alone(company: Company) -> None:
    result = run(company, "--format", "json", "--no-write")
    told: Any = json.loads(result.stdout)
    assert result.exit_code == 1
    assert list(told) == ["profile", "own", "preset", "complete", "sheets", "stages", "norms", "rows", "findings"]
    assert told["profile"] == "bitrix24"
    assert [column["title"] for column in told["sheets"][0]["columns"]] == DEALS.split("\n", 1)[0].split(";")


def test_the_profile_of_the_company_grows_and_keeps_its_lines(company: Company) -> None:
    own = (ROOT / OWN).read_text(encoding="utf-8")
    company.write(OWN, own)
    result = run(company)
    assert result.exit_code == 1, result.output
    assert profiles(company) == ["bitrix24.yaml"]
    after = company.text(OWN)
    rest = iter(after.split("\n"))
    assert all(line in rest for line in own.split("\n"))
    assert '      owner: "Менеджер: кто ведёт"  # ' in after
    assert errors(company) == []


def test_a_foreign_file_is_never_written_over(company: Company) -> None:
    company.write(NEW, "id: drugoj\ntitle: Другой\npreset: amocrm\n")
    result = run(company)
    assert result.exit_code == 2
    assert "уже есть, а выгрузка прочитана не по нему" in result.stderr
    assert company.text(NEW) == "id: drugoj\ntitle: Другой\npreset: amocrm\n"


def test_two_profiles_never_get_one_identifier(company: Company) -> None:
    company.write("regulations/crm/drugoj.yaml", "id: nash-bitrix24\ntitle: Другой\npreset: amocrm\n")
    result = run(company)
    assert result.exit_code == 2
    assert "профиль nash-bitrix24 у компании уже есть" in result.stderr
    assert profiles(company) == ["drugoj.yaml"]


def test_the_profile_is_written_where_it_is_asked_for(company: Company, tmp_path: Path) -> None:
    target = tmp_path / "there" / "moj.yaml"
    assert run(company, "-o", str(target)).exit_code == 1
    assert "id: moj\n" in target.read_text(encoding="utf-8")
    assert profiles(company) == []
    assert run(company, "-o", str(target)).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["--crm", "bitrix"], "нет профиля CRM «bitrix»"), (["нет-такого.csv"], "нет-такого.csv")],
)
def test_what_cannot_be_read_is_told_as_an_audit_tells_it(company: Company, arguments: list[str], said: str) -> None:
    result = run(company, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "как исправить: " in result.stderr
    assert result.stdout == ""
    assert profiles(company) == []


def test_the_same_export_gives_the_same_bytes(company: Company, tmp_path: Path) -> None:
    first, second = (run(company, "-o", str(tmp_path / name / "moj.yaml")).stdout for name in "ab")
    assert first == second
    assert (tmp_path / "a" / "moj.yaml").read_bytes() == (tmp_path / "b" / "moj.yaml").read_bytes()
