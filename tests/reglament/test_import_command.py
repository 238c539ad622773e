from __future__ import annotations

import io
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import click
import openpyxl
import pytest
from click.testing import CliRunner, Result

from reglament.cli import app
from reglament.commands import imports
from tests.conftest import Company

ROOT = Path(__file__).parents[2]
KP = "regulations/processes/sell/prodat/podgotovit-kp.yaml"


def run(company: Path, *arguments: str, answer: str | None = None) -> Result:
    return CliRunner().invoke(app, ["--project", str(company), *arguments], input=answer, prog_name="reglament")


@pytest.fixture
def book(company: Company) -> Path:
    assert run(company.root, "export", "xlsx").exit_code == 0
    return company.root / "build/reglament.xlsx"


def change(book: Path, sheet: str, key: str, heading: str, value: object) -> None:
    """Edit a cell as a person would, in a spreadsheet that writes the file its own way."""
    opened = openpyxl.load_workbook(book)
    page = opened[sheet]
    column = next(cell.column for cell in page[1] if cell.value == heading)
    row = next(cell.row for cell in page["A"] if cell.value == key)
    page.cell(row, column).value = value
    opened.save(book)


def whole(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted((folder / "regulations").rglob("*")) if path.is_file()}


class TestExport:
    def test_it_goes_where_it_is_told(self, company: Company, tmp_path: Path) -> None:
        target = tmp_path / "папка" / "Регламент.xlsx"
        assert run(company.root, "export", "xlsx", "-o", str(target)).exit_code == 0
        assert openpyxl.load_workbook(target)["Роли"]["A2"].value == "client"
        assert "не изменилась" in run(company.root, "export", "xlsx", "-o", str(target)).stderr

    def test_edits_that_were_not_brought_back_are_not_written_over(self, company: Company, book: Path) -> None:
        change(book, "Операции", "podgotovit-kp", "КФУ", "Другой фактор")
        edited = book.read_bytes()
        result = run(company.root, "export", "xlsx")
        assert (result.exit_code, "есть то, чего нет в описании; она не заменена" in result.stderr) == (2, True)
        assert book.read_bytes() == edited
        assert run(company.root, "import", "xlsx", str(book), "--yes").exit_code == 0
        assert run(company.root, "export", "xlsx").exit_code == 0
        change(book, "Операции", "podgotovit-kp", "КФУ", "Ненужное")
        assert run(company.root, "export", "xlsx", "--force").exit_code == 0
        assert openpyxl.load_workbook(book)["Операции"]["L3"].value == "Другой фактор"

    def test_nor_is_a_file_that_is_no_workbook(self, company: Company, tmp_path: Path) -> None:
        target = tmp_path / "чужое.xlsx"
        target.write_text("не книга", encoding="utf-8")
        assert run(company.root, "export", "xlsx", "-o", str(target)).exit_code == 2
        assert target.read_text(encoding="utf-8") == "не книга"

    def test_another_name_is_refused(self, company: Company, tmp_path: Path) -> None:
        result = run(company.root, "export", "xlsx", "-o", str(tmp_path / "книга.csv"))
        assert (result.exit_code, "окончанием .xlsx" in result.stderr) == (2, True)

    def test_sources_that_cannot_be_read_stop_it(self, company: Company) -> None:
        company.append(KP, "нет такого ключа: 1\n")
        result = run(company.root, "export", "xlsx")
        assert (result.exit_code, "unknown-key" in result.stderr) == (1, True)


class TestImport:
    def test_an_untouched_workbook_changes_nothing(self, company: Company, book: Path) -> None:
        before = whole(company.root)
        result = run(company.root, "import", "xlsx", str(book), "--yes")
        assert (result.exit_code, result.stdout) == (0, "")
        assert "Менять нечего" in result.stderr
        assert whole(company.root) == before

    def test_a_change_is_shown_and_written(self, company: Company, book: Path) -> None:
        text = company.text(KP)
        change(book, "Операции", "podgotovit-kp", "КФУ", "Другой фактор")
        result = run(company.root, "import", "xlsx", str(book), "--yes")
        assert result.exit_code == 0
        assert f"КФУ: «В КП стоит то, о чём договорились» → «Другой фактор»  ({KP}:28)" in result.stdout
        assert company.text(KP) == text.replace("В КП стоит то, о чём договорились", "Другой фактор")

    def test_a_dry_run_writes_nothing(self, company: Company, book: Path) -> None:
        before = whole(company.root)
        change(book, "Операции", "podgotovit-kp", "КФУ", "Другой фактор")
        for arguments in (["--dry-run"], ["--dry-run", "--yes"], []):
            result = run(company.root, "import", "xlsx", str(book), *arguments)
            assert (result.exit_code, "Другой фактор" in result.stdout) == (0, True)
            assert "Ничего не записано" in result.stderr
            assert whole(company.root) == before

    def test_in_a_terminal_it_asks(self, company: Company, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(imports, "in_terminal", lambda: True)
        change(book, "Операции", "podgotovit-kp", "КФУ", "Другой фактор")
        before = whole(company.root)
        asked: list[str] = []
        monkeypatch.setattr(click, "confirm", lambda text, **_: bool(asked.append(text)))
        run(company.root, "import", "xlsx", str(book))
        assert (asked, whole(company.root)) == (["Записать?"], before)
        monkeypatch.setattr(click, "confirm", lambda *_, **__: True)
        run(company.root, "import", "xlsx", str(book))
        assert "Другой фактор" in company.text(KP)

    def test_a_file_saved_while_the_question_stood_is_not_written_over(
        self, company: Company, book: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def meanwhile(*_: object, **__: object) -> bool:
            company.append(KP, "# правка в редакторе\n")
            return True

        monkeypatch.setattr(imports, "in_terminal", lambda: True)
        monkeypatch.setattr(click, "confirm", meanwhile)
        change(book, "Операции", "podgotovit-kp", "КФУ", "Другой фактор")
        result = run(company.root, "import", "xlsx", str(book))
        assert (result.exit_code, f"файл {KP} изменили" in result.stderr) == (2, True)
        assert "# правка в редакторе" in company.text(KP)
        assert "Другой фактор" not in company.text(KP)

    def test_mistakes_stop_everything(self, company: Company, book: Path) -> None:
        before = whole(company.root)
        change(book, "Операции", "podgotovit-kp", "КФУ", "Другой фактор")
        change(book, "Операции", "podgotovit-kp", "Ответственный", "neizvestnyj")
        change(book, "Нормы", "n-kp", "Не более", "скоро")
        result = run(company.root, "import", "xlsx", str(book), "--yes")
        assert result.exit_code == 1
        assert "reglament.xlsx, лист «Нормы», ячейка F4: ошибка: «скоро»" in result.stderr
        assert "как исправить: Напишите число с единицей" in result.stderr
        change(book, "Нормы", "n-kp", "Не более", "7 d")
        result = run(company.root, "import", "xlsx", str(book), "--yes")
        assert result.exit_code == 1
        assert "лист «Операции», ячейка G3: ошибка: нет роли «neizvestnyj»" in result.stderr
        assert whole(company.root) == before

    def test_numbers_and_dates_typed_in_a_spreadsheet(self, company: Company, book: Path) -> None:
        change(book, "Операции", "podgotovit-kp", "Сколько раз", 3.0)
        change(book, "Пункты", "reglament-kp/1", "Номер", 1.5)
        assert run(company.root, "import", "xlsx", str(book), "--yes").exit_code == 1
        change(book, "Пункты", "reglament-kp/1", "Номер", "1.1")
        assert run(company.root, "import", "xlsx", str(book), "--yes").exit_code == 0
        assert "load: {count: 3, per: day}" in company.text(KP)


class TestRefused:
    def test_a_file_that_is_not_there(self, company: Company, tmp_path: Path) -> None:
        result = run(company.root, "import", "xlsx", str(tmp_path / "нет.xlsx"))
        assert (result.exit_code, "нет.xlsx нет" in result.stderr) == (2, True)

    def test_a_folder(self, company: Company, tmp_path: Path) -> None:
        result = run(company.root, "import", "xlsx", str(tmp_path))
        assert (result.exit_code, "это папка" in result.stderr) == (2, True)

    def test_a_file_that_is_no_workbook(self, company: Company, tmp_path: Path) -> None:
        path = tmp_path / "книга.xlsx"
        path.write_text("не книга", encoding="utf-8")
        assert run(company.root, "import", "xlsx", str(path)).exit_code == 2
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a.txt", "b")
        assert run(company.root, "import", "xlsx", str(path)).exit_code == 2

    def test_a_workbook_that_links_to_others(self, company: Company, book: Path) -> None:
        content = io.BytesIO(book.read_bytes())
        with zipfile.ZipFile(content, "a") as archive:
            archive.writestr("xl/externalLinks/externalLink1.xml", "<a/>")
        book.write_bytes(content.getvalue())
        result = run(company.root, "import", "xlsx", str(book))
        assert (result.exit_code, "external-links" in result.stderr) == (2, True)


@pytest.mark.program("soffice")
def test_a_workbook_saved_by_libreoffice_changes_nothing(tmp_path: Path) -> None:
    company = tmp_path / "company"
    shutil.copytree(ROOT / "regulations", company / "regulations")
    book = tmp_path / "reglament.xlsx"
    assert run(company, "export", "xlsx", "-o", str(book)).exit_code == 0
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    saved = tmp_path / "saved" / book.name
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(saved.parent), str(book)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    if not saved.exists():
        pytest.skip("needs the spreadsheets of LibreOffice: apt-get install libreoffice-calc-nogui")
    assert saved.read_bytes() != book.read_bytes()
    before = whole(company)
    result = run(company, "import", "xlsx", str(saved), "--yes")
    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    assert "Менять нечего" in result.stderr
    assert "предупреждение" not in result.stderr
    assert whole(company) == before


def test_help_stays_quick() -> None:
    script = "import sys; from reglament.commands import imports, export; print(*sorted(sys.modules))"
    run_ = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True, text=True)
    assert not {"fastexcel", "xlsxwriter", "pydantic", "yaml", "ruamel.yaml"} & set(run_.stdout.split())
