"""The print pack: what is in it, how many copies of it, and that nothing of what users write is obeyed."""

import html
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest

from generator.artifact import Artifact
from generator.documents.pack import compose, sheets
from generator.documents.pack.code import code
from generator.documents.pack.compose import pack
from generator.documents.pack.scope import Scope, everyone, of_positions, staff_of
from generator.documents.pack.signed import signed
from generator.word import package
from handbook.addressees import Paper
from handbook.book import Handbook
from handbook.model.papers import Papers
from handbook.read import read
from tests.generator.word.reading import Printed, printed
from tests.generator.word.vector import COMPANY, POSITIONS, PROCESS, STAFF, write_company

PLAIN = f"{COMPANY}papers: {{diagrams: 'off'}}\n"
HOSTILE = "=cmd|'/c calc'!A1 <script>alert(1)</script> {{ 7 * 7 }}"
Packed = dict[str, bytes]


def packed(handbook: Handbook, scope: Scope) -> Packed:
    return {one.path: one.content for one in pack(handbook, scope)}


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    return read(write_company(tmp_path_factory.mktemp("pack"), company=PLAIN)).handbook


@pytest.fixture(scope="module")
def everybody(company: Handbook) -> Packed:
    return packed(company, everyone(company))


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Handbook]:
    """A company with some of its files replaced."""

    def make(**replaced: str) -> Handbook:
        return read(write_company(tmp_path, **{"company": PLAIN, **replaced})).handbook

    return make


@cache
def _read(content: bytes) -> Printed:
    return printed(content)


def rows(files: Packed, name: str, table: int = 0) -> tuple[tuple[str, ...], ...]:
    (found,) = (content for path, content in files.items() if name in path)
    return _read(found).tables[table][1:]


def journal(files: Packed) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(files["06_Журнал ознакомления.xlsx"]))
    return {sheet.title: list(sheet.iter_rows(min_row=2, values_only=True)) for sheet in book}


def test_the_pack_of_everyone_holds_everything_in_the_order_of_printing(everybody: Packed) -> None:
    names = sorted(everybody)
    assert names[:2] == ["00_Опись.docx", "00_Опись.html"]
    assert names[2:4] == ["01_Приказ.docx", "02_Должностные инструкции/01_ДИ-02 Руководитель отдела продаж.docx"]
    assert names[-1] == "06_Журнал ознакомления.xlsx"
    descriptions = [name for name in names if name.startswith("02_")]
    assert [name.rpartition("/")[2][:6] for name in descriptions] == [
        "01_ДИ-",
        "02_ДИ-",
        "03_Ген",
        "04_Асс",
        "05_Юри",
        "06_Спе",
    ]
    regulations = [re.sub(r".*/\d+_|\.docx", "", name) for name in names if name.startswith("03_")]
    assert regulations[0].startswith("РП-01")
    assert {"РГ-04", "СТ-01"} <= {name[:5] for name in regulations}
    assert not [name for name in names if name.startswith("07_")]


def test_the_pack_of_a_post_holds_what_binds_it_and_nobody_else(company: Handbook) -> None:
    files = packed(company, of_positions(company, [company.positions["yurist"]]))
    assert [name for name in sorted(files) if not name.startswith("0_")] == [
        "00_Опись.docx",
        "00_Опись.html",
        "01_Приказ.docx",
        "02_Должностные инструкции/01_Юрисконсульт.docx",
        "04_Листы ознакомления/По документам/01_Юрисконсульт.docx",
        "04_Листы ознакомления/По работникам/01_Юрисконсульт (имя впишите).docx",
        "06_Журнал ознакомления.xlsx",
    ]


def test_a_department_is_its_posts_those_of_departments_under_it_and_its_head(made: Callable[..., Handbook]) -> None:
    below = PLAIN.replace("head: rop}", "head: rop, parent: whole}\n  - {id: whole, title: Всё, head: direktor}")
    book = made(company=below)
    departments = {one.id: one for one in book.company.departments}
    assert [one.id for one in staff_of(book, departments["sales"])] == ["rop", "menedzher"]
    assert [one.id for one in staff_of(book, departments["whole"])] == ["direktor", "rop", "menedzher"]


def test_copies_are_one_for_each_addressee_and_one_to_keep(everybody: Packed) -> None:
    content = _read(everybody["00_Опись.docx"])
    lines = [row for table in content.tables for row in table[1:]]
    (description, *_) = (row for row in lines if row[1].startswith("ДИ-03"))
    assert description[2:] == ("4", "менеджер по продажам\u00a0—\u00a03; в дело\u00a0—\u00a01")
    (vacant, *_) = (row for row in lines if row[1] == "Должностная инструкция юрисконсульта")
    assert vacant[2:] == ("1", "в дело\u00a0—\u00a01")
    assert [int(row[0]) for row in lines] == list(range(1, len(lines) + 1))
    assert f"Всего экземпляров: {sum(int(row[2]) for row in lines)}." in content.text


def test_without_staff_there_are_blank_rows_and_as_many_copies_as_posts(made: Callable[..., Handbook]) -> None:
    book = made(staff="staff: []")
    files = packed(book, of_positions(book, [book.positions["menedzher"]]))
    sheet = rows(files, "По документам/01_ДИ-03")
    assert len(sheet) == 15
    assert {row[1:4] for row in sheet} == {("", "", "ознакомлен(а)")}
    own = next(content for path, content in files.items() if "По работникам/01_Менеджер" in path)
    assert "____________________" in _read(own).text
    assert next(row for row in rows(files, "00_Опись.docx", 1))[2] == "2"


def test_sheets_say_edition_and_the_digest_the_document_bears(everybody: Packed) -> None:
    (document,) = (content for path, content in everybody.items() if path.startswith("02_") and "ДИ-03" in path)
    (digest,) = {found[0] for text in _read(document).running if (found := re.findall(r"источник (\w{8})", text))}
    own = rows(everybody, "По работникам/03_Иванов")[0]
    assert own[1:5] == ("ДИ-03", "Должностная инструкция менеджера по продажам", "2 от\u00a001.12.2026", digest)
    (sheet,) = (content for path, content in everybody.items() if "По документам" in path and "ДИ-03" in path)
    assert f"отпечаток {digest}" in "\n".join(_read(sheet).running)


def test_people_sign_in_their_own_gender(everybody: Packed) -> None:
    sheet = rows(everybody, next(name for name in everybody if "По документам" in name and "ДИ-03" in name))
    assert [row[1:4:2] for row in sheet[:4]] == [
        ("Иванов Иван Иванович", "ознакомлен"),
        ("Ковальчук Анна Ильинична", "ознакомлена"),
        ("Ким Саша", "ознакомлен(а)"),
        ("", "ознакомлен(а)"),
    ]
    (own,) = (content for path, content in everybody.items() if "Ковальчук Анна" in path)
    assert "Я ознакомлена под подпись" in _read(own).text
    assert not [name for name in everybody if "Уволенный" in name]


def test_a_new_order_has_blanks_and_puts_in_force_what_a_person_approves(everybody: Packed) -> None:
    said = _read(everybody["01_Приказ.docx"])
    assert "____.____.______ №\u00a0____________" in said.text
    assert "О введении в действие документов" in said.text
    assert "Специалисту по персоналу" not in said.text
    assert "Руководителям подразделений ознакомить работников" in said.text.replace("\u00a0", " ")
    numbers = [row[1] for row in said.tables[0][1:]]
    assert "ДИ-03" in numbers
    assert "редакция 1." in said.text.replace("\u00a0", " ")
    assert any("М.\u00a0А.\u00a0Соколова" in text for _, text in said.paragraphs)


def test_every_order_named_is_printed_with_all_it_approves(made: Callable[..., Handbook]) -> None:
    order = "order: {number: 7-К, date: 2026-01-12}"
    ordered = PROCESS.replace("publication: {number: РП-01,", f"publication: {{number: РП-01, {order},")
    book = made(
        **{"company": PLAIN.replace("person", "order") + "hr: kadry\n", "processes/sell/prodat/process": ordered}
    )
    files = packed(book, of_positions(book, [book.positions["menedzher"]]))
    assert [name for name in sorted(files) if name.startswith("01_")] == [
        "01_Приказ 1 (7-К от 12.01.2026).docx",
        "01_Приказ 2 (новый).docx",
    ]
    said = _read(files["01_Приказ 1 (7-К от 12.01.2026).docx"]).text.replace("\u00a0", " ")
    assert "12.01.2026 № 7-К" in said
    assert "Об утверждении регламента процесса «Продать со склада»" in said
    assert "Специалисту по персоналу ознакомить работников" in said
    assert "срок до 12 января 2026 г." in said
    assert "Приложение" not in said


def test_the_journal_is_typed_frozen_and_filtered(everybody: Packed) -> None:
    book = openpyxl.load_workbook(io.BytesIO(everybody["06_Журнал ознакомления.xlsx"]))
    assert book.sheetnames == ["Ознакомление", "Изменения"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
    rows = journal(everybody)
    mine = [row for row in rows["Ознакомление"] if row[1] == "Иванов Иван Иванович" and row[4] == "ДИ-03"]
    assert [(row[6], getattr(row[7], "year", None), row[10]) for row in mine] == [(2, 2026, None)]
    assert [row[2] for row in rows["Изменения"] if row[0] == "ДИ-03"] == [1, 2]


def test_what_users_write_is_text_everywhere(made: Callable[..., Handbook]) -> None:
    staff = STAFF.replace("Иванов Иван Иванович", f'"{HOSTILE}"')
    quoted = PROCESS.replace("title: Продать со склада", f'title: "{HOSTILE}"', 1)
    book = made(staff=staff, **{"processes/sell/prodat/process": quoted})
    files = packed(book, of_positions(book, [book.positions["menedzher"]]))
    page = files["00_Опись.html"].decode()
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "default-src 'none'" in page
    links = [html.unescape(link) for link in re.findall(r'href="([^"]*)"', page)]
    assert not [link for link in links if "<" in link or ":" in link]
    assert "49" not in re.findall(r"cmd.{0,80}", page)[0]
    archive = zipfile.ZipFile(io.BytesIO(files["06_Журнал ознакомления.xlsx"]))
    assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    assert any(str(row[1]).startswith("=cmd") for row in journal(files)["Ознакомление"])


def test_the_page_of_the_inventory_leads_to_every_file(everybody: Packed) -> None:
    links = {unquote(link) for link in re.findall(r'href="([^"]*)"', everybody["00_Опись.html"].decode())}
    assert links == {name for name in everybody if not name.startswith(("00_", "06_"))}


def test_the_same_pack_is_the_same_archive(company: Handbook, everybody: Packed) -> None:
    again = packed(company, everyone(company))
    assert package.write(again) == package.write(everybody)
    with zipfile.ZipFile(io.BytesIO(package.write(everybody))) as archive:
        assert archive.namelist() == sorted(everybody)
        assert all(info.flag_bits & 0x800 for info in archive.infolist())


def test_codes_stand_on_the_sheets_of_those_who_want_them(made: Callable[..., Handbook]) -> None:
    book = made(company=PLAIN.replace("'off'", "'off', qr: true"))
    files = packed(book, Scope((book.positions["yurist"],), (Paper("position", "yurist"),), "юрист"))
    made_sheets = {
        path: zipfile.ZipFile(io.BytesIO(body)).namelist() for path, body in files.items() if "Листы" in path
    }
    assert len(made_sheets) == 2
    assert all(any("media/" in name for name in names) for names in made_sheets.values())
    assert code("ДИ-03;2;5c8dce87", "Код").png == code("ДИ-03;2;5c8dce87", "Код").png


def test_a_sheet_speaks_of_the_foot_of_pages_that_have_one(made: Callable[..., Handbook]) -> None:
    said = []
    for settings in ("'off'", "'off', footer: false"):
        book = made(company=PLAIN.replace("'off'", settings))
        files = packed(book, Scope((book.positions["yurist"],), (Paper("position", "yurist"),), "юрист"))
        (sheet,) = (path for path in files if "По документам" in path)
        said.append("Отпечаток стоит внизу каждой страницы" in _read(files[sheet]).text)
    assert said == [True, False]


def test_the_longest_numbers_fit_into_a_code(company: Handbook) -> None:
    (one, *_) = signed(company, of_positions(company, [company.positions["yurist"]]))
    wordy = replace(one, called=replace(one.called, title="Щ" * 5000))
    wanting = replace(company, company=company.company.model_copy(update={"papers": Papers(qr=True)}))
    assert len(sheets._codes(wanting, [wordy] * 40)) == 3


def test_checklists_are_there_for_those_who_ask(company: Handbook) -> None:
    operation = company.operations["podgotovit"]
    scope = Scope((company.positions["yurist"],), (Paper("position", "yurist"),), "юрист", (operation,))
    assert [name for name in packed(company, scope) if name.startswith("07_")] == [
        "07_Чек-листы/01_Подготовить КП.docx"
    ]


def test_notices_stand_in_the_inventory(company: Handbook, monkeypatch: pytest.MonkeyPatch) -> None:
    notice = Artifact("05_Уведомления/01_Иванов Иван Иванович.docx", b"")
    monkeypatch.setattr(compose, "notices", lambda *_given: iter([notice]))
    files = packed(company, of_positions(company, [company.positions["yurist"]]))
    assert notice.path in files
    assert rows(files, "00_Опись.docx", -1)[0][1:] == ("Иванов Иван Иванович", "1", "работнику\u00a0—\u00a01")


def test_a_number_in_a_name_is_sorted_as_a_number(made: Callable[..., Handbook]) -> None:
    posts = POSITIONS.replace("ДИ-02", "ДИ-10").replace("ДИ-03", "ДИ-9")
    book = made(positions=posts)
    found = [book.positions["rop"], book.positions["menedzher"]]
    names = [name for name in sorted(packed(book, of_positions(book, found))) if name.startswith("02_")]
    assert [name.rpartition("/")[2][:8] for name in names] == ["01_ДИ-9 ", "02_ДИ-10"]


def test_a_number_that_only_looks_like_one_is_a_name_like_any_other(made: Callable[..., Handbook]) -> None:
    book = made(positions=POSITIONS.replace("ДИ-02", "²").replace("ДИ-03", f"ДИ-{7:05000}"))
    found = [book.positions["rop"], book.positions["menedzher"]]
    assert sum(name.startswith("02_") for name in packed(book, of_positions(book, found))) == 2


def test_a_newcomer_signs_the_text_that_others_have_signed(made: Callable[..., Handbook], everybody: Packed) -> None:
    book = made(staff=f"{STAFF}  - {{name: Новикова Яна Олеговна, position: menedzher}}\n")
    files = packed(book, of_positions(book, [book.positions["menedzher"]]))
    before, after = (rows(one, "_Иванов")[0] for one in (everybody, files))
    assert before == after
