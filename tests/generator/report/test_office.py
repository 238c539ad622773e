"""The workbooks of an audit opened and saved by a real spreadsheet."""

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from audit.ingest.books.cells import read_cells
from generator.report.promises_book import promises_book
from generator.report.promises_identity import DECISION, DUE
from generator.report.promises_read import promises_of
from generator.report.xlsx import xlsx
from handbook.audits.promises import Decision
from handbook.audits.story import Story
from handbook.book import Handbook
from handbook.result import Result
from tests.generator.report.stories import living


@pytest.mark.program("soffice")
@pytest.mark.filterwarnings("ignore:.*extension is not supported")  # LibreOffice adds its own
def test_saved_by_libreoffice_they_say_the_same(tmp_path: Path, hostile: Result, shared_handbook: Handbook) -> None:
    few = tuple(replace(one, violations=one.violations[:40]) for one in hostile.verdicts[:3])
    known = living(replace(hostile, verdicts=few), every=True)
    story = Story()
    (tmp_path / "audit.xlsx").write_bytes(xlsx(known, shared_handbook, story))
    book = openpyxl.load_workbook(io.BytesIO(promises_book(known, story)))
    sheet = book["Решения"]
    at = {cell.value: cell.column or 0 for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, at[DECISION]).value = Decision.DATA.word
        sheet.cell(row, at[DUE]).value = "05.10.2026"
    book.save(tmp_path / "decisions.xlsx")
    before = promises_of(read_cells(tmp_path / "decisions.xlsx", ""), "")

    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [str(tmp_path / name) for name in ("audit.xlsx", "decisions.xlsx")]
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "saved"), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    saved = tmp_path / "saved"
    if not saved.exists():
        pytest.skip("needs the spreadsheets of LibreOffice: apt-get install libreoffice-calc-nogui")

    assert promises_of(read_cells(saved / "decisions.xlsx", ""), "") == before
    assert before[0]
    again = openpyxl.load_workbook(saved / "audit.xlsx", read_only=True)
    kinds = {cell.data_type for sheet in again for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "d", "inlineStr"}
