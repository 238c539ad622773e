from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from generator.workbook.book import book
from generator.workbook.notes import note
from generator.workbook.plan import Plan
from generator.workbook.sheets import PLANS
from generator.workbook.sources import read_sources
from tests.conftest import Company
from tests.generator.workbook.given import Edited

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def content(sample_root: Path) -> bytes:
    return book(read_sources(sample_root), "Компания")


def test_the_same_sources_give_the_same_bytes(sample_root: Path, content: bytes) -> None:
    script = (
        "import sys, hashlib, pathlib\n"
        "from generator.workbook.book import book\n"
        "from generator.workbook.sources import read_sources\n"
        f"content = book(read_sources(pathlib.Path({str(sample_root)!r})), 'Компания')\n"
        "sys.stdout.write(hashlib.sha256(content).hexdigest())\n"
    )
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script],
        cwd=ROOT,
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        text=True,
    )
    assert run.stdout == hashlib.sha256(content).hexdigest()


class TestLooks:
    def test_every_sheet_is_frozen_filtered_and_wrapped(self, content: bytes) -> None:
        opened = openpyxl.load_workbook(io.BytesIO(content))
        assert opened.sheetnames == [*(plan.title for plan in PLANS), "Справка", "_списки", "_исходное"]
        for plan in PLANS:
            sheet = opened[plan.title]
            assert sheet.freeze_panes == ("C2" if plan.owner else "B2")
            assert sheet.auto_filter.ref
            assert [cell.value for cell in sheet[1]] == list(plan.headings)
            assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row if cell.value is not None)
        assert opened["_исходное"].sheet_state == "veryHidden"
        assert opened["_списки"].sheet_state == "hidden"

    def test_what_cannot_be_edited_is_grey(self, content: bytes) -> None:
        sheet = openpyxl.load_workbook(io.BytesIO(content))["Операции"]
        fills = {head.value: cell.fill.fgColor.rgb for head, cell in zip(sheet[1], sheet[2], strict=True)}
        assert fills["Идентификатор"] == fills["Действия"] == fills["Вход"] == "FFEDEFF2"
        assert fills["КФУ"] == fills["Ответственный"] == "00000000"

    def test_references_and_words_are_chosen_from_lists(self, content: bytes) -> None:
        opened = openpyxl.load_workbook(io.BytesIO(content))
        rules = {
            str(rule.sqref).split(":")[0]: rule.formula1 for rule in opened["Документы"].data_validations.dataValidation
        }
        assert rules["D2"].startswith('"регламент,стандарт')
        assert rules["G2"].startswith("='_списки'!$") or rules["G2"].startswith("'_списки'!$")
        lists = opened["_списки"]
        assert "menedzher" in {cell.value for column in lists.columns for cell in column}

    def test_headings_have_notes_from_the_model(self, content: bytes) -> None:
        sheet = openpyxl.load_workbook(io.BytesIO(content))["Операции"]
        notes = {cell.value: cell.comment.text for cell in sheet[1] if cell.comment}
        assert notes["Задача"].startswith("Зачем. Что даёт процессу, одна фраза")
        assert notes["CRM: стадия"].endswith("В описании: crm.stage")
        assert "не правится" in notes["Действия"]

    @pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.title)
    def test_every_column_has_a_note(self, plan: Plan) -> None:
        for column in plan.columns:
            assert note(plan, column), column.title


class TestHostile:
    @pytest.mark.parametrize("text", ["=1+1", "+7 342", "-5", "@sum", "=cmd|' /C calc'!A0"])
    def test_texts_never_become_formulas(self, company: Company, text: str) -> None:
        company.write("regulations/documents/kp.yaml", f'id: kp\ntitle: КП\nkind: letter\nscope: "{text}"\n')
        made = book(read_sources(company.root), "Компания")
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            sheets = [
                archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")
            ]
        assert not any("<f>" in sheet for sheet in sheets)
        sheet = openpyxl.load_workbook(io.BytesIO(made))["Документы"]
        cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == text)
        assert cell.data_type == "s"
        assert cell.quotePrefix

    def test_a_text_longer_than_a_cell_is_not_editable(self, company: Company) -> None:
        company.write(
            "regulations/documents/kp.yaml", f"id: kp\ntitle: КП\nkind: letter\nscope: {'слово ' * 6000}конец\n"
        )
        edited = Edited(company.root)
        assert edited.get("Документы", "kp", "Область применения").endswith("… [обрезано]")
        assert (edited.outcome().changes, edited.outcome().findings) == ([], [])
