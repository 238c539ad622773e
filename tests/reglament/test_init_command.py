"""``reglament init`` as a new company meets it."""

import os
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from generator.site.given import Given
from generator.site.pages import pages
from handbook.read import read
from handbook.sales_models import models
from reglament.cli import app
from reglament.commands.init import MODELS
from tests.conftest import VALID, Company
from tests.volume import in_ci


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments], prog_name="reglament")


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def init(folder: Path, *options: str) -> Result:
    return run("init", str(folder), "--as-of", "2026-11-22", *options)


def test_the_option_offers_every_model() -> None:
    assert [one.id for one in models()] == list(MODELS)


def made_of(folder: Path) -> tuple[str, ...]:
    """The page of models and the first page: built in CI, at the desk as far as the Markdown."""
    wanted = ("models", "index")
    if not in_ci():
        made = pages(read(folder).handbook, folder, Given(), {f"{name}.md" for name in wanted})
        texts = {one.path: one.content.decode() for one in made}
        return tuple(texts[f"{name}.md"] for name in wanted)
    company = folder / "regulations" / "company.yaml"
    # Pictures in documents and for paper take most of a build, and the demo proves them.
    company.write_text(company.read_text(encoding="utf-8") + "papers: {diagrams: off}\n", encoding="utf-8")
    built = run("-q", "--project", str(folder), "build")
    assert built.exit_code == 0, built.output
    return tuple((folder / "site" / f"{name}.html").read_text(encoding="utf-8") for name in wanted)


def test_a_new_folder_is_a_company_that_checks_and_builds(tmp_path: Path) -> None:
    folder = tmp_path / "Новая папка" / "вектор"
    said = init(folder, "--name", 'ООО "Вектор"', "--city", "Казань", "--model", "two-level-farmer")
    assert said.exit_code == 0, said.output
    assert "Двухуровневая: хантер и фермер" in said.stderr
    assert str(Path("вектор", "README.md")) in said.stderr
    assert [path.name for path in folder.parent.iterdir()] == ["вектор"], "nothing is left beside it"
    assert {".gitignore", "README.md", "mkdocs.yml", "regulations/.schema/company.json"} <= files(folder).keys()
    checked = run("--project", str(folder), "check")
    assert checked.exit_code == 0, checked.output
    models_page, home = made_of(folder)
    assert "наша модель" in models_page
    assert "Мера-Поток" not in home


def test_two_folders_of_one_choice_are_the_same(tmp_path: Path) -> None:
    assert init(tmp_path / "a").exit_code == init(tmp_path / "b").exit_code == 0
    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_an_empty_folder_is_filled_in_place(tmp_path: Path) -> None:
    folder = tmp_path / "пустая"
    folder.mkdir()
    place = folder.stat().st_ino
    assert init(folder).exit_code == 0
    assert folder.stat().st_ino == place
    assert {path.name for path in folder.iterdir()} == {".gitignore", "README.md", "mkdocs.yml", "regulations"}


@pytest.mark.parametrize("what", ["folder", "file"])
def test_a_busy_place_is_left_as_it_is_with_a_way_out(tmp_path: Path, what: str) -> None:
    target = tmp_path / "занято"
    if what == "folder":
        target.mkdir()
        (target / "заметки.txt").write_text("мои", encoding="utf-8")
    else:
        target.write_text("мои", encoding="utf-8")
    before = files(tmp_path)
    said = init(target)
    assert said.exit_code == 2
    assert "Назовите" in said.stderr
    assert files(tmp_path) == before


def test_an_odd_name_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    said = init(tmp_path / "a", "--name", "Вектор: [всё]")
    assert said.exit_code == 2
    assert "[" in said.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fails_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "пустая"
    folder.mkdir()
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name == "mkdocs.yml" and self.parent.name == "new":
            raise OSError(28, os.strerror(28))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    said = init(folder)
    assert said.exit_code == 2
    assert list(folder.iterdir()) == []


def test_a_workbook_becomes_the_sources(tmp_path: Path, company: Company) -> None:
    book = tmp_path / "книга.xlsx"
    assert run("--project", str(company.root), "export", "xlsx", "-o", str(book)).exit_code == 0
    folder = tmp_path / "из книги"
    said = init(folder, "--from-xlsx", str(book), "--name", "АО Ромашка", "--model", "conveyor")
    assert said.exit_code == 0, said.output
    made = {path for path in files(folder) if path.startswith("regulations/roles/")}
    assert {Path(path).name for path in made} == {path.name for path in (VALID / "regulations" / "roles").iterdir()}
    assert "Заполните" in files(folder)["README.md"].decode()
    assert run("--project", str(folder), "check").exit_code == 0


def test_a_workbook_that_is_not_there_is_told(tmp_path: Path) -> None:
    said = init(tmp_path / "a", "--from-xlsx", str(tmp_path / "нет.xlsx"))
    assert said.exit_code == 2
    assert "нет.xlsx" in said.stderr
    assert not (tmp_path / "a").exists()


def change(book: Path, sheet: str, key: str, heading: str, value: str) -> None:
    opened = openpyxl.load_workbook(book)
    page = opened[sheet]
    column = next(cell.column for cell in page[1] if cell.value == heading)
    row = next(cell.row for cell in page["A"] if cell.value == key)
    page.cell(row, column).value = value
    opened.save(book)


@pytest.mark.parametrize(
    ("cell", "value", "told"),
    [
        (("Шаги", "podgotovit-kp/1", "Трудоёмкость"), "долго", "лист «Шаги», ячейка G3: ошибка: "),
        (("Поля документов", "kartochka/1", "Название"), "", "лист «Поля документов», ячейка C2: ошибка: "),
        (("Подразделения", "prodazhi", "Должность руководителя"), "nikto", "лист «Подразделения», ячейка C2: ошибка: "),
    ],
)
def test_a_mistake_in_a_workbook_is_told_at_its_cell(
    tmp_path: Path, company: Company, cell: tuple[str, str, str], value: str, told: str
) -> None:
    book = tmp_path / "книга.xlsx"
    assert run("--project", str(company.root), "export", "xlsx", "-o", str(book)).exit_code == 0
    change(book, *cell, value)
    said = init(tmp_path / "из книги", "--from-xlsx", str(book))
    assert said.exit_code == 1
    assert f"книга.xlsx, {told}" in said.stderr
    assert "regulations/" not in said.stderr
    assert not (tmp_path / "из книги").exists()
