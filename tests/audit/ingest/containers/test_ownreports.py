"""Reports of an earlier audit, and pages, lie in the folder of the export."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from audit.ingest.error import IngestError
from audit.ingest.files import open_exports
from generator.report.book import Book
from tests.audit.ingest.books import book

CSV = "ID;Название сделки\n1;Насос\n"
DECISIONS = ("Решения", "Как заполнять", "Опознание")
SHEETS = ("Сводка", "Нормы", "Сотрудники", "Нарушения", "Не проверено", "Учёт строк", "Замечания")


def test_reports_of_an_earlier_audit_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "audit.json").write_text('{\n "schema": "reglament/audit-result/1",\n "summary": {}}', encoding="utf-8")
    (tmp_path / "audit.html").write_text(
        "<!doctype html><html><head><title>Аудит CRM: ООО «Ромашка», март</title><script>1</script>", encoding="utf-8"
    )
    report = Book("Аудит: ООО", "ООО", date(2026, 3, 1), "RUB")
    for name in SHEETS:
        report.sheet(name, (), (), "")
    (tmp_path / "audit.xlsx").write_bytes(report.content())
    decisions = Book("Решения планёрки", "ООО", date(2026, 3, 1), "RUB")
    for name in DECISIONS:
        decisions.sheet(name, (), (), "")
    (tmp_path / "Решения планёрки.xlsx").write_bytes(decisions.content())
    opened = open_exports([tmp_path])
    assert [sheet.file for sheet in opened.sheets] == ["deals.csv"]
    assert [(finding.code, finding.message) for finding in opened.findings] == [
        ("own-report", "прошлые отчёты аудита, не читались: audit.html, audit.json, audit.xlsx, Решения планёрки.xlsx")
    ]


def test_a_page_in_a_folder_is_left_out_and_told(tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text(CSV, encoding="utf-8")
    page = tmp_path / "crm.xls"
    page.write_text(f"<html><table><tr><td>{'x' * (1 << 20)}</table><script>1</script>", encoding="utf-8")
    opened = open_exports([tmp_path])
    assert [sheet.file for sheet in opened.sheets] == ["deals.csv"]
    (told,) = opened.findings
    assert (told.code, told.message) == (
        "html-script",
        "страницы HTML с программами (<script>), а не выгрузки, не читались: crm.xls",
    )
    with pytest.raises(IngestError, match="script"):
        open_exports([page])


def test_a_workbook_of_deals_is_no_report(tmp_path: Path) -> None:
    book(tmp_path / "audit.xlsx", [["ID", "Название"], [1, "Насос"]])
    opened = open_exports([tmp_path])
    assert [sheet.file for sheet in opened.sheets] == ["audit.xlsx"]
    assert opened.findings == ()
