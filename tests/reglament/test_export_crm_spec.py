from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from reglament.cli import app
from tests.conftest import Company


def run(company: Company, *arguments: str) -> Result:
    called = ["--project", str(company.root), "export", "crm-spec", *arguments]
    return CliRunner().invoke(app, called, prog_name="reglament")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_three_files_beside_what_is_built(company: Company) -> None:
    result = run(company)
    assert (result.exit_code, "изменилось 3" in result.stderr) == (0, True)
    assert names(company.root / "build/crm-spec") == ["ТЗ на CRM.docx", "ТЗ на CRM.md", "ТЗ на CRM.xlsx"]
    assert "изменилось 0" in run(company).stderr


def test_one_kind_in_another_place(company: Company, tmp_path: Path) -> None:
    assert run(company, "--format", "md", "-o", str(tmp_path / "тз")).exit_code == 0
    assert names(tmp_path / "тз") == ["ТЗ на CRM.md"]


def test_an_unknown_kind_is_told(company: Company) -> None:
    result = run(company, "--format", "pdf")
    assert (result.exit_code, "бывает: docx, xlsx, md" in result.stderr) == (2, True)
    called = ["--project", str(company.root), "export", "schema", "--format", "md"]
    result = CliRunner().invoke(app, called, prog_name="reglament")
    assert (result.exit_code, "Уберите --format" in result.stderr) == (2, True)


def test_errors_of_the_description_stop_it(company: Company) -> None:
    company.append("regulations/company.yaml", "нет такого ключа: 1\n")
    assert run(company).exit_code == 1
    assert not (company.root / "build").exists()
