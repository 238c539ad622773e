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


def test_without_a_terminal_nothing_is_asked_or_written(company: Company) -> None:
    result = run(company)
    assert result.exit_code == 1, result.output
    assert "Профиль не записан: с ключом --yes map запишет то, что понято уверенно" in result.stderr
    assert profiles(company) == []


def test_what_is_sure_is_written_when_that_is_asked_for(company: Company) -> None:
    result = run(company, "--yes")
    assert result.exit_code == 1, result.output
    assert "что это?" not in result.output
    assert "Менеджер: кто ведёт" in result.stdout
    assert "не читается как дата: 1\xa0значение, строка 5" in result.stdout
    assert "\x1b" not in result.stdout
    assert "Профиль записан: " in result.stderr
    assert "Теперь выгрузка доказывает " in result.stdout
    line = f"reglament --project {company.root} audit {company.root / 'deals.csv'}\n"
    assert result.stderr.endswith(f"Сверить выгрузку с нормами: {line}")
    text = company.text(NEW)
    assert text.startswith("# yaml-language-server: $schema=../.schema/profile.json\n")
    assert 'owner: "Менеджер: кто ведёт"  # ' in text
    assert "#   - {crm: Думают, stage: " in text
    assert errors(company) == []


def test_the_second_run_has_nothing_to_add(company: Company) -> None:
    run(company, "--yes")
    before = company.text(NEW)
    result = run(company, "--yes")
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
    keys = "profile own preset complete sheets stages pipelines people norms rows unfit findings"
    assert list(told) == keys.split()
    assert told["profile"] == "bitrix24"
    assert [column["title"] for column in told["sheets"][0]["columns"]] == DEALS.split("\n", 1)[0].split(";")


def test_the_profile_of_the_company_grows_and_keeps_its_lines(company: Company) -> None:
    own = (ROOT / OWN).read_text(encoding="utf-8")
    company.write(OWN, own)
    result = run(company, "--yes")
    assert result.exit_code == 1, result.output
    assert profiles(company) == ["bitrix24.yaml"]
    after = company.text(OWN)
    rest = iter(after.split("\n"))
    assert all(line in rest for line in own.split("\n"))
    assert '      owner: "Менеджер: кто ведёт"  # ' in after
    assert errors(company) == []


def test_a_foreign_file_is_never_written_over(company: Company) -> None:
    other = "id: drugoj\ntitle: Другой\npreset: amocrm\n"
    company.write(NEW, other)
    assert run(company, "--yes").exit_code == 1
    assert company.text(NEW) == other
    assert "id: nash-bitrix24-2\n" in company.text("regulations/crm/nash-bitrix24-2.yaml")
    refused = run(company, "--yes", "-o", str(company.root / NEW))
    assert refused.exit_code == 2
    assert "уже есть, а выгрузка прочитана не по нему" in refused.stderr
    assert company.text(NEW) == other


def test_two_profiles_never_get_one_identifier(company: Company) -> None:
    company.write("regulations/crm/drugoj.yaml", "id: nash-bitrix24\ntitle: Другой\npreset: amocrm\n")
    assert run(company, "--yes").exit_code == 1
    assert profiles(company) == ["drugoj.yaml", "nash-bitrix24-2.yaml"]


def test_the_profile_is_written_where_it_is_asked_for(company: Company, tmp_path: Path) -> None:
    target = tmp_path / "there" / "moj.yaml"
    result = run(company, "--yes", "-o", str(target))
    assert result.exit_code == 1
    assert "id: moj\n" in target.read_text(encoding="utf-8")
    assert "Аудит читает профили только из regulations/crm компании" in result.stderr
    assert profiles(company) == []
    assert run(company, "--yes", "-o", str(target)).exit_code == 2


LIST = """Договор;Состояние;Ведёт;Старт;Финиш;Итого с НДС
Д-1;Новый запрос;Полина Зайцева;05.03.2026;;45 000,00
Д-2;Отказ;Роман Третьяков;01.02.2026;20.02.2026;145 000,00
Д-3;Обследование;Роман Третьяков;11.02.2026;;545 000,00
"""


@pytest.mark.usefixtures("terminal")
def test_an_ordinary_table_becomes_a_list_of_deals(company: Company) -> None:
    company.write("deals.csv", LIST)
    first = run(company, typed="1\n" * 2 + "\n" * 12)
    assert "Может быть, это файл deals.csv?" in first.output
    text = company.text("regulations/crm/nash-generic.yaml")
    assert "      deal_id: Договор  # подтверждено; например: Д-1; Д-2; Д-3\n" in text
    assert "Теперь выгрузка доказывает" in first.output
    assert "по ней: deals.csv («Сделки»)" not in first.output
    again = run(company, "--format", "json", "--no-write")
    told: Any = json.loads(again.stdout)
    assert (told["profile"], told["sheets"][0]["tables"], told["sheets"][0]["deals"]) == (
        "nash-generic",
        ["deals"],
        None,
    )
    assert errors(company) == []


@pytest.mark.usefixtures("terminal")
def test_a_table_without_its_key_is_not_written(company: Company) -> None:
    company.write("deals.csv", LIST)
    result = run(company, typed="1\n" + "\n" * 12)
    assert "Не записано, как читать файл deals.csv: не назван столбец «Номер сделки»" in result.stderr
    assert profiles(company) == []


def test_a_list_of_deals_that_may_be_one_is_not_written_without_asking(company: Company) -> None:
    company.write("deals.csv", LIST)
    result = run(company, "--yes")
    assert result.exit_code == 1
    assert profiles(company) == []


def test_deals_of_a_second_crm_are_left_to_an_audit_of_their_own(company: Company) -> None:
    company.write("out/deals.csv", DEALS.replace("Менеджер: кто ведёт", "Ответственный").replace("Думают", "Отказ"))
    amo = "ID,Название сделки,Бюджет ,Ответственный,Дата создания сделки,Дата закрытия,Этап сделки,Воронка\n"
    company.write("out/amo.csv", amo + "9,Печь,100,Полина Зайцева,02.03.2026 10:15:00,не закрыта,Отказ,Проекты\n")
    line = ["--project", str(company.root), "map", str(company.root / "out"), "--format", "json"]
    told: Any = json.loads(CliRunner().invoke(app, line, prog_name="reglament").stdout)
    amo_sheet, bitrix = told["sheets"]
    assert (amo_sheet["separate"], amo_sheet["tables"]) == (None, ["deals"])
    assert (bitrix["separate"], bitrix["tables"]) == ("bitrix24", [])
    assert not any(column["choices"] for column in bitrix["columns"])
    assert not any(finding["code"] == "unknown-file" for finding in told["findings"])


def test_what_cannot_be_audited_is_no_success(company: Company) -> None:
    company.write("deals.csv", DEALS.split("\n", 1)[0] + "\n")
    result = run(company)
    assert result.exit_code == 1
    assert "Аудит по этой выгрузке ничего не проверит: в выгрузке нет ни одной сделки" in result.stderr


def test_a_program_gets_json_of_an_error(company: Company) -> None:
    result = run(company, "--crm", "bitrix", "--format", "json")
    assert result.exit_code == 2
    assert [finding["code"] for finding in json.loads(result.stdout)["findings"]] == ["unknown-profile"]


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
    first, second = (run(company, "--yes", "-o", str(tmp_path / name / "moj.yaml")).stdout for name in "ab")
    assert first == second
    assert (tmp_path / "a" / "moj.yaml").read_bytes() == (tmp_path / "b" / "moj.yaml").read_bytes()
