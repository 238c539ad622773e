"""What ``reglament audit`` says when it has nothing to say."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reglament.cli import app
from tests.conftest import Company

DEALS = """ID;Название сделки;Стадия сделки;Ответственный;Дата создания;Дата изменения стадии
1;А;Запрос;Анна;02.03.2026;02.03.2026
"""
HOME = """name: Общество с ограниченной ответственностью «Проба»
short_name: ООО «Проба»
city: Пермь
head: direktor
"""


def norm(name: str, kind: str, limit: str) -> str:
    """Return a norm as a list of norms holds it."""
    return f"  - {{id: {name}, title: Норма, why: Надо, kind: {kind}, {limit}}}\n"


AGE = norm("n-age", "deal_age", "max: 30 d")
WAIT = norm("n-wait", "response_time", "max: 30 wmin")
PLAN = norm("n-plan", "plan_fact", "min: 90 %")


@pytest.fixture
def company(tmp_path: Path) -> Company:
    """Return a company that has a head and no norms."""
    made = Company(tmp_path / "company")
    made.write("regulations/company.yaml", HOME)
    made.write("regulations/positions.yaml", "positions:\n  - {id: direktor, title: Директор}\n")
    return made


def run(company: Company, *arguments: str) -> Result:
    export = company.root / "deals.csv"
    export.write_text(DEALS, encoding="utf-8")
    command = ["--project", str(company.root), "-q", "audit", str(export), "--format", "json", *arguments]
    return CliRunner().invoke(app, command, prog_name="reglament")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--from", "2026-08-01", "--to", "01.07.2026"],
            "период начинается 01.08.2026, а кончается раньше, 01.07.2026",
        ),
        (["--from", "2026-08-01", "--as-of", "2026-08-01"], "судить его надо по состоянию на 00:00 01.08.2026"),
    ],
)
def test_a_period_turned_inside_out_is_refused(company: Company, arguments: list[str], said: str) -> None:
    result = run(company, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""
    assert not (company.root / "build").exists()


@pytest.mark.parametrize(
    ("memory", "said"),
    [("много", "«много» — не объём памяти; пишите так: 800MB, 2GB"), ("100MB", "100MB мало: нужно не меньше 500MB")],
)
def test_memory_is_asked_for_in_megabytes(company: Company, memory: str, said: str) -> None:
    result = run(company, "--memory", memory)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


@pytest.mark.parametrize("memory", ["800MB", "1,5 ГБ"])
def test_memory_may_be_bounded(company: Company, memory: str) -> None:
    company.write("regulations/norms.yaml", "norms:\n" + AGE)
    assert run(company, "--memory", memory).exit_code == 0


def test_one_day_is_a_period(company: Company) -> None:
    company.write("regulations/norms.yaml", "norms:\n" + AGE)
    assert run(company, "--from", "2026-03-02", "--to", "2026-03-02").exit_code == 0


@pytest.mark.parametrize(
    ("norms", "arguments", "said"),
    [
        ("", [], "Ни одна норма не проверена: в описании компании нет ни одной нормы; их пишут у операций"),
        (AGE, ["--from", "2027-01-01"], "Ни одна норма не проверена: в периоде нет ни одного дня (начало 01.01.2027"),
        (AGE, ["--to", "2025-01-01"], "Ни одна норма не проверена: в выгрузке нет сделок, к которым относится норма."),
        (PLAN, [], "Ни одна норма не проверена: не хватает данных; чего именно и как это получить, сказано в отчёте"),
        (
            WAIT + AGE,
            ["--require", "n-wait"],
            "Обязательная норма n-wait не проверена: в выгрузке нет: Лиды — «Номер лида», «Дата создания»",
        ),
    ],
    ids=["no-norms", "after-data", "before-data", "missing", "required"],
)
def test_why_nothing_was_checked_is_told_by_cause(
    company: Company, norms: str, arguments: list[str], said: str
) -> None:
    company.write("regulations/norms.yaml", f"norms:\n{norms}" if norms else "norms: []\n")
    result = run(company, *arguments)
    assert result.exit_code == 2, result.output
    assert said in result.stderr


def test_the_report_is_written_all_the_same(company: Company, tmp_path: Path) -> None:
    company.write("regulations/norms.yaml", "norms:\n" + AGE)
    assert run(company, "--from", "2027-01-01", "-o", str(tmp_path / "out")).exit_code == 2
    assert list((tmp_path / "out").iterdir())


@pytest.mark.parametrize(
    "arguments",
    [
        ["audit", "deals.csv", "-o", ""],
        ["export", "xlsx", "-o", " "],
        ["map", "deals.csv", "-o", ""],
        ["import", "bpmn", "process.bpmn", "--block", "sell", "-o", ""],
    ],
    ids=lambda arguments: arguments[0],
)
def test_an_output_without_a_name_is_refused(company: Company, arguments: list[str]) -> None:
    result = CliRunner().invoke(app, ["--project", str(company.root), *arguments], prog_name="reglament")
    assert result.exit_code == 2
    assert "пустое имя" in result.stderr


@pytest.mark.parametrize(
    "arguments", [["audit", ""], ["map", " "], ["calibrate", ""], ["init", "new", "--from-export", ""]], ids=" ".join
)
def test_an_export_without_a_name_is_refused(company: Company, arguments: list[str]) -> None:
    result = CliRunner().invoke(app, ["--project", str(company.root), *arguments], prog_name="reglament")
    assert result.exit_code == 2
    assert "имя выгрузки пусто" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--as-of", "2026/10/01"], "«2026/10/01» — не дата; пишите 2026-10-01 или 01.10.2026"),
        (["--to", "31.02.2026"], "«31.02.2026» — не дата; пишите 2026-10-01 или 01.10.2026"),
        (["--keep-names", "--no-history"], "--no-history — не хранить этот аудит вовсе"),
    ],
)
def test_what_cannot_be_meant_is_refused(company: Company, arguments: list[str], said: str) -> None:
    result = run(company, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_file_that_is_no_sheet_of_decisions_stops_the_audit(company: Company) -> None:
    company.write("regulations/norms.yaml", "norms:\n" + AGE)
    company.write("my.xlsx", "не книга")
    result = run(company, "--promises", str(company.root / "my.xlsx"))
    assert result.exit_code == 2
    assert "my.xlsx — не лист решений планёрки: книга не открывается" in result.stderr
    assert not (company.root / "build").exists()


@pytest.mark.parametrize(
    ("baseline", "said"),
    [
        ("", "ключ --baseline пуст"),
        ("нет.json", "нет файла прежнего аудита нет.json"),
        ("2026-01-01", "в истории нет аудита на 01.01.2026: она пуста"),
    ],
)
def test_a_baseline_that_is_not_there_stops_the_audit(company: Company, baseline: str, said: str) -> None:
    company.write("regulations/norms.yaml", "norms:\n" + AGE)
    result = run(company, "--baseline", baseline)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not (company.root / "build").exists()


def test_the_summary_says_what_has_changed_since_the_audit_before(company: Company) -> None:
    company.write("regulations/norms.yaml", "norms:\n" + AGE)
    assert "СРАВНЕНИЕ" not in run(company, "--as-of", "2026-03-20").stdout
    told = run(company, "--as-of", "2026-04-20")
    assert told.exit_code == 1
    assert "СРАВНЕНИЕ с аудитом на 20.03.2026 (2026-03-20-" in told.stdout
    assert "  новое — 1\n" in told.stdout
    assert "  не исправлено — 1\n" in run(company, "--as-of", "2026-04-27").stdout
    assert "  новое — 1\n" in run(company, "--as-of", "2026-04-27", "--baseline", "20.03.2026").stdout
    assert len(list((company.root / "history/audits").iterdir())) == 3
    assert "СРАВНЕНИЕ" not in run(company, "--as-of", "2026-05-04", "--no-history").stdout
    assert len(list((company.root / "history/audits").iterdir())) == 3


def test_a_damaged_history_is_told_and_the_audit_goes_on(company: Company) -> None:
    company.write("regulations/norms.yaml", "norms:\n" + AGE)
    company.write("history/audits/2026-03-10-abcdef.json.gz", b"spoilt")
    result = run(company, "--as-of", "2026-03-20")
    assert result.exit_code == 0
    assert "Замечание: файл истории 2026-03-10-abcdef.json.gz повреждён" in result.stderr
