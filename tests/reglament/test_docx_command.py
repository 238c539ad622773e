"""``reglament docx``: what names choose, what goes where, which options contradict each other."""

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from generator.documents import pdf
from reglament.cli import app
from tests.generator.word.vector import COMPANY, OPERATIONS, STAFF, write_company


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small company, with nothing that ``check`` calls an error, and without pictures, which take a second each."""
    operation = OPERATIONS["prinyat"] + "participants: [{role: menedzher, direction: both, subject: обращение}]\n"
    return write_company(
        tmp_path / "company",
        company=f"{COMPANY}papers: {{diagrams: 'off'}}\n",
        **{"processes/sell/prodat/prinyat": operation},
    )


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--project", str(root), "docx", *arguments], prog_name="reglament")


def files(folder: Path, pattern: str = "*.docx") -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob(pattern))


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["--role", "МЕНЕДЖЕР ПО ПРОДАЖАМ"], ["Должностные инструкции/ДИ-03 Менеджер по продажам.docx"]),
        (["--role", "роп"], ["Должностные инструкции/ДИ-02 Руководитель отдела продаж.docx"]),
        (["--role", "menedzher"], ["Должностные инструкции/ДИ-03 Менеджер по продажам.docx"]),
        (["--document", "ди-03"], ["Должностные инструкции/ДИ-03 Менеджер по продажам.docx"]),
        (["--document", "приём обращений"], ["Регламенты и стандарты/СТ-01 Приём обращений.docx"]),
        (
            ["--process", "РП-01", "--document", "prodat", "--department", "sales"],
            ["Положения о подразделениях/Отдел продаж.docx", "Регламенты процессов/РП-01 Продать со склада.docx"],
        ),
        (["--operation", "Подготовить КП"], ["Подготовить КП.docx"]),
    ],
)
def test_names_choose_documents(root: Path, arguments: list[str], names: list[str]) -> None:
    result = run(root, *arguments)
    assert result.exit_code == 0, result.output
    found = files(root / "build/docx")
    assert [name if "/" in wanted else name.rpartition("/")[2] for name, wanted in zip(found, names, strict=True)] == (
        names
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--role", "menedger"], "нет ни роли, ни должности «menedger»\n  Возможно, вы имели в виду «menedzher»"),
        (["--process", "продат"], "нет процесса «продат»"),
        (["--document", "СТ-02"], "Возможно, вы имели в виду «СТ-01»"),
        (["--department", "отдел"], "нет подразделения «отдел»"),
        (["--role", "менеджер"], "нет ни роли, ни должности «менеджер»\n  Похожие: ДИ-03 «Менеджер по продажам»"),
        (["--operation", "yyy"], "нет операции «yyy»\n  Есть: «Подготовить КП», «"),
        (["--pack", "--person", "Ковальчук"], "это Ковальчук Дмитрий Сергеевич, Ковальчук Анна Ильинична"),
        (
            ["--pack", "--person", "Ивонов"],
            "нет работника «Ивонов»\n  Возможно, вы имели в виду «Иванов Иван Иванович»",
        ),
        (["--pack", "--person", "Уволенный"], "нет работника «Уволенный»"),
        (["--pack", "--person", "Ким", "--role", "rop"], "ключ --person не сочетается с --role и --department"),
        (["--person", "Ким"], "ключ --person собирает пакет"),
        (["--pack", "--role", "client"], "ни одна должность не несёт названных ролей"),
        (["--pack", "--role", "yurist", "--document", "СТ-01"], "подписывать нечего"),
        (["--check-templates", "--pack"], "ключ --check-templates не сочетается с другими"),
        (["--copy-templates", "--role", "rop"], "ключ --copy-templates не сочетается с другими"),
        (["--check-templates", "--copy-templates"], "не сочетается с другими"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(root: Path, arguments: list[str], message: str) -> None:
    result = run(root, *arguments)
    assert (result.exit_code, message in result.stderr) == (2, True), result.stderr
    assert not (root / "build").exists()
    assert not (root / "templates").exists()


def test_a_pack_of_a_document_is_for_those_it_binds(root: Path) -> None:
    result = run(root, "--pack", "--document", "ДИ-03", "-o", str(root / "мой пакет"))
    assert result.exit_code == 0, result.output
    names = files(root / "мой пакет")
    assert next(name for name in names if "/" in name).startswith("02_Должностные")
    assert [name.rpartition("_")[2] for name in names if "По работникам" in name] == [
        "Иванов Иван Иванович.docx",
        "Ковальчук Анна Ильинична.docx",
        "Ким Саша.docx",
    ]
    assert not [name for name in names if name.startswith("03_")]
    assert "Кому: все, кого касаются документы" in (root / "мой пакет/00_Опись.html").read_text(encoding="utf-8")


def test_a_smaller_pack_leaves_nothing_of_a_larger_one(root: Path) -> None:
    assert run(root, "--pack", "--department", "отдел продаж").exit_code == 0
    assert len(files(root / "build/pack/02_Должностные инструкции")) == 2
    (root / "build/pack/мой файл.docx").write_bytes(b"")
    assert run(root, "--pack", "--role", "yurist").exit_code == 0
    assert files(root / "build/pack/02_Должностные инструкции") == ["01_Юрисконсульт.docx"]
    assert (root / "build/pack/мой файл.docx").exists()


@pytest.mark.parametrize("name", ["Ковальчук Анна Ильинична", "ковальчук а. и.", "Анна Ковальчук"])
def test_a_pack_of_an_employee_is_what_the_employee_signs(root: Path, name: str) -> None:
    result = run(root, "--pack", "--person", name)
    assert result.exit_code == 0, result.output
    names = files(root / "build/pack")
    assert [one for one in names if one.startswith("04_")] == [
        "04_Листы ознакомления/По работникам/01_Ковальчук Анна Ильинична.docx"
    ]
    assert "02_Должностные инструкции/01_ДИ-03 Менеджер по продажам.docx" in names
    assert not [one for one in names if one.startswith(("01_", "05_"))]
    listed = (root / "build/pack/00_Опись.html").read_text(encoding="utf-8")
    assert "Кому: Ковальчук Анна Ильинична" in listed
    assert "Иванов" not in listed
    assert "в дело" not in listed
    journal = openpyxl.load_workbook(root / "build/pack/06_Журнал ознакомления.xlsx")["Ознакомление"]
    assert {row[1] for row in journal.iter_rows(min_row=2, values_only=True)} == {"Ковальчук Анна Ильинична"}


def test_a_text_changed_after_its_order_is_not_to_be_signed(root: Path) -> None:
    order = ("--order", "7-К", "--date", "2026-12-20")
    approved = CliRunner().invoke(app, ["--project", str(root), "approve", "ДИ-03", *order])
    assert approved.exit_code == 0, approved.output
    assert "unapproved-text" not in run(root, "--pack", "--document", "ДИ-03").stderr
    positions = root / "regulations/positions.yaml"
    written = positions.read_text(encoding="utf-8")
    positions.write_text(written.replace("Среднее профессиональное или высшее.", "Высшее"), encoding="utf-8")
    result = run(root, "--pack", "--document", "ДИ-03")
    assert "ДИ-03: текст уже не тот, что приказ 7-К утвердил редакцией" in result.stderr.replace("\u00a0", " ")


def test_an_archive_instead_of_a_folder(root: Path) -> None:
    result = run(root, "--pack", "--role", "yurist", "--zip")
    assert result.exit_code == 0, result.output
    first = (root / "build/pack.zip").read_bytes()
    assert not (root / "build/pack").exists()
    again = run(root, "--pack", "--role", "yurist", "--zip", "-o", str(root / "Юрист.zip"))
    assert (root / "Юрист.zip").read_bytes() == first, again.output
    with zipfile.ZipFile(root / "Юрист.zip") as archive:
        assert "01_Приказ.docx" in archive.namelist()
    assert "не изменился" in run(root, "--pack", "--role", "yurist", "--zip").stderr


@pytest.mark.parametrize(("folder", "archive"), [(".", "here/here.zip"), ("..", "here/../{parent}.zip")])
def test_an_archive_of_a_folder_without_a_name(
    root: Path, monkeypatch: pytest.MonkeyPatch, folder: str, archive: str
) -> None:
    (root / "here").mkdir()
    monkeypatch.chdir(root / "here")
    result = run(root, "--role", "yurist", "--zip", "-o", folder)
    assert result.exit_code == 0, result.output
    assert (root / archive.format(parent=root.name)).is_file()


@pytest.mark.parametrize(
    ("arguments", "folder", "message"),
    [
        (["--pack"], "regulations", "в папке regulations/ лежат исходные файлы"),
        (["--zip"], "regulations/new/документы", "в папке regulations/"),
        (["--pack"], "templates", "в папке templates/"),
        (["--role", "yurist"], "history/approved", "в папке history/"),
        (["--pack"], ".", "прямо в папку компании"),
        (["--pack"], "", "пустое имя"),
    ],
)
def test_documents_are_not_put_among_the_sources(
    root: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], folder: str, message: str
) -> None:
    monkeypatch.chdir(root)
    before = sorted(root.rglob("*"))
    result = run(root, *arguments, "-o", folder)
    assert (result.exit_code, message in result.stderr) == (2, True), result.stderr
    assert sorted(root.rglob("*")) == before


def test_without_libreoffice_all_but_pdf_is_made(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "office", lambda: None)
    result = run(root, "--role", "yurist", "--pdf")
    assert result.exit_code == 2
    assert "PDF не сделаны, остальное готово: не найден LibreOffice" in result.stderr
    assert files(root / "build/docx") == ["Должностные инструкции/Юрисконсульт.docx"]


def test_nothing_approved_means_nothing_to_compare_with(root: Path) -> None:
    result = run(root, "--pack", "--changed-since", "1")
    assert not (root / "build").exists()
    assert "сравнить удалось не всё" in result.stderr
    assert "ничего не изменилось" not in result.stderr
    wrong = run(root, "--changed-since", "вчера")
    assert (wrong.exit_code, "вчера" in wrong.stderr) == (2, True)


def test_templates_are_copied_once_and_checked(root: Path) -> None:
    count = int(re.findall(r"проверено (\d+), все встроенные", run(root, "--check-templates").stderr)[0])
    first = run(root, "--copy-templates")
    assert first.exit_code == 0
    copied = files(root / "templates/word")
    assert count == len(copied)
    assert {"order.docx", "job-description.docx"} <= set(copied)
    assert f"не тронуты: {len(copied)}" in run(root, "--copy-templates").stderr
    checked = run(root, "--check-templates")
    assert (checked.exit_code, f"из них ваших {count} — " in checked.stderr) == (0, True)
    (root / "templates/word/order.docx").write_bytes(b"")
    broken = run(root, "--check-templates")
    assert (broken.exit_code, "order.docx" in broken.stderr) == (1, True)
    printing = run(root, "--pack", "--role", "yurist")
    assert (printing.exit_code, "reglament docx --check-templates" in printing.stderr) == (2, True)


def test_a_quiet_run_says_nothing(root: Path) -> None:
    result = run(root, "--role", "yurist", "-q")
    assert (result.exit_code, result.output) == (0, "")


def test_people_stand_only_where_they_sign(root: Path) -> None:
    run(root, "--pack", "--role", "menedzher")
    surnames = set(re.findall(r"name: (\w+)", STAFF))
    listed = (root / "build/pack/00_Опись.html").read_text(encoding="utf-8")
    assert {name for name in surnames if name in listed} <= {"Иванов", "Ковальчук", "Ким"}
