from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from reglament.cli import app
from tests.conftest import Company

DIAGRAMS = Path(__file__).parents[1] / "handbook/bpmn/diagrams"
CAMUNDA = str(DIAGRAMS / "camunda.bpmn")


def run(company: Company, *arguments: str) -> Result:
    return CliRunner().invoke(
        app, ["--project", str(company.root), "import", "bpmn", *arguments], prog_name="reglament"
    )


def whole(company: Company) -> dict[str, bytes]:
    files = (company.root / "regulations").rglob("*")
    return {path.relative_to(company.root).as_posix(): path.read_bytes() for path in files if path.is_file()}


def test_a_process_is_written_and_nothing_else_changes(company: Company) -> None:
    before = whole(company)
    result = run(company, CAMUNDA)
    after = whole(company)
    assert result.exit_code == 0
    assert {name: after[name] for name in before} == before
    assert "regulations/processes/sell/prodat-uslugu/process.yaml" in after
    assert "Процесс «Продать услугу»: prodat-uslugu" in result.stdout
    assert "Элементов на схеме: 50, перенесено 49, не перенесено 1" in result.stdout
    assert "camunda.bpmn:" in result.stderr
    assert "reglament check" in result.stderr


def test_trying_writes_nothing(company: Company) -> None:
    before = whole(company)
    result = run(company, CAMUNDA, "--dry-run")
    assert (result.exit_code, whole(company)) == (0, before)
    assert "Ничего не записано" in result.stderr


def test_the_second_time_it_is_there_already(company: Company) -> None:
    assert run(company, CAMUNDA).exit_code == 0
    before = whole(company)
    result = run(company, CAMUNDA)
    assert (result.exit_code, whole(company)) == (2, before)
    assert "процесс «prodat-uslugu» в описании уже есть" in result.stderr
    assert run(company, CAMUNDA, "--process", "prodat-uslugu-inache").exit_code == 0


def test_another_place_another_block_another_name(company: Company, tmp_path: Path) -> None:
    target = tmp_path / "проба"
    result = run(company, CAMUNDA, "--block", "serve", "--process", "usluga", "-o", str(target))
    assert result.exit_code == 0
    assert (target / "regulations/processes/serve/usluga/process.yaml").is_file()
    assert not (company.root / "regulations/processes/serve/usluga").exists()


def test_what_cannot_be_read_is_told(company: Company, tmp_path: Path) -> None:
    broken = tmp_path / "x.bpmn"
    broken.write_text("<a>\n<b></a>", encoding="utf-8")
    result = run(company, str(broken))
    assert result.exit_code == 2
    assert "x.bpmn:2:1" in result.stderr
    assert run(company, str(tmp_path / "нет.bpmn")).exit_code == 2
    assert "не идентификатор" in run(company, CAMUNDA, "--process", "Мой процесс").stderr


def test_sources_that_cannot_be_read_stop_it(company: Company) -> None:
    company.append("regulations/company.yaml", "нет такого ключа: 1\n")
    result = run(company, CAMUNDA)
    assert (result.exit_code, "prodat-uslugu" in result.stdout) == (1, False)


def test_a_file_in_the_way_stops_it(company: Company) -> None:
    company.write("regulations/roles/buhgalter.yaml", "id: kassir\ntitle: Кассир\n")
    result = run(company, CAMUNDA)
    assert (result.exit_code, "roles/buhgalter.yaml уже есть" in result.stderr) == (2, True)


def test_help_of_the_group_and_of_each(company: Company) -> None:
    group = CliRunner().invoke(app, ["import", "--help"], prog_name="reglament").stdout
    assert ("bpmn" in group, "xlsx" in group) == (True, True)
    assert "Роли: каждый пул" in run(company, "--help").stdout
