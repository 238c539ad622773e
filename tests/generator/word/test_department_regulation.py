from __future__ import annotations

from pathlib import Path

from generator.word import kinds, paper
from generator.word.department_regulation.content import department_regulation
from handbook.book import Handbook
from handbook.read import read
from tests.generator.word.reading import Printed, printed
from tests.generator.word.vector import COMPANY, write_company

DEPARTMENTS = """
  - {id: top, title: Администрация, head: direktor}
  - id: sales
    title: Отдел продаж
    head: rop
    parent: top
    purpose: Продаёт со склада
    tasks: [Выполнять план продаж, "давать скидку: [[norm:n-skidka]]."]
    rights: [Отказывать в отсрочке]
    publication: {number: ПО-02, date: 2026-02-02, effective: 2026-02-10, developed_by: rop, review_by: 2027-01-31}
  - {id: empty, title: Бухгалтерия}
"""


def company(root: Path) -> Handbook:
    text = COMPANY.replace("\n  - {id: sales, title: Отдел продаж, head: rop}\n", DEPARTMENTS)
    return read(write_company(root, company=text)).handbook


def made(book: Handbook, number: int) -> Printed:
    content = department_regulation(book, book.company.departments[number])
    return printed(paper.render(book, kinds.DEPARTMENT_REGULATION, content))


def test_a_department_is_placed_headed_and_staffed(tmp_path: Path) -> None:
    shown = made(company(tmp_path), 1)
    assert ("РГ Организация", "об отделе продаж") in shown.paragraphs
    said = shown.under("Общие положения")
    assert "Назначение Подразделения: продавать со склада." in said
    assert "Подразделение входит в состав подразделения «Администрация»." in said
    assert "Подразделением руководит руководитель отдела продаж (далее\u00a0— Руководитель)." in said
    assert any("и подчиняется генеральному директору" in text for text in said)
    assert shown.tables[0][1:] == (
        ("1", "Руководитель отдела продаж", "генеральный директор", "—"),
        ("2", "Менеджер по продажам", "руководитель отдела продаж", "—"),
    )


def test_tasks_and_functions_follow_the_sources(tmp_path: Path) -> None:
    shown = made(company(tmp_path), 1)
    assert shown.under("Задачи")[1:] == ["выполнять план продаж;", "давать скидку: не более 10\u00a0%."]
    assert shown.under("Функции")[:4] == [
        "Подразделение выполняет операции процессов и отвечает за их результат:",
        "«Продать со склада» (РП-01): подготовить КП.",
        "Подразделение участвует в операциях, за которые отвечают другие:",
        "«Продать со склада» (РП-01): принять обращение.",
    ]
    assert any(text.endswith("«Продать со склада».") for text in shown.under("Ответственность"))
    assert "отказывать в отсрочке." in shown.under("Права")


def test_only_what_crosses_the_border_is_exchanged(tmp_path: Path) -> None:
    tables = {table[0][0:2]: table[1:] for table in made(company(tmp_path), 1).tables}
    assert tables["С кем", "Получает"] == (
        ("Ассистент", "карточка сделки", "—"),
        ("Клиент", "—", "коммерческое предложение"),
    )
    norms = tables["№", "Показатель"]
    assert ("Скидка", "не более 10\u00a0%") in [row[1:] for row in norms]
    assert "Черновая норма" not in str(norms)


def test_tasks_of_a_department_that_has_none_are_the_goals_of_its_processes(tmp_path: Path) -> None:
    text = COMPANY.replace("head: rop}", "head: rop, publication: {number: П-1, date: 2026-02-02}}")
    shown = made(read(write_company(tmp_path, company=text)).handbook, 0)
    assert shown.under("Задачи")[1:] == ["продать."]
    assert "Подразделение не входит в состав других и подчиняется генеральному директору." in shown.text


def test_an_empty_department_says_so(tmp_path: Path) -> None:
    shown = made(company(tmp_path), 2)
    assert ("РГ Организация", "о\u00a0бухгалтерии") in shown.paragraphs or ("РГ Организация", "о бухгалтерии") in (
        shown.paragraphs
    )
    assert "Собственных должностей в Подразделении нет." in shown.under("Структура и штат")
    assert "Функции" not in shown.headings
    assert "Руководитель" not in shown.under("Порядок пересмотра")[-1]
    assert "None" not in shown.text


def test_the_acquaintance_sheet_holds_the_head_and_the_department(tmp_path: Path) -> None:
    rows = next(table for table in made(company(tmp_path), 1).tables if table[0][1].startswith("Фамилия"))
    assert [row[1] for row in rows[1:6]] == [
        "Ковальчук Дмитрий Сергеевич",
        "Иванов Иван Иванович",
        "Ковальчук Анна Ильинична",
        "Ким Саша",
        "",
    ]


def test_every_department_of_the_sample_company_is_described(sample: Handbook) -> None:
    for number, department in enumerate(sample.company.departments):
        shown = made(sample, number)
        for wrong in ("{{", "None", "[[", "..", "object at 0x", "«»"):
            assert wrong not in shown.text, f"{wrong} в положении «{department.title}»"
        assert len(shown.headings) >= 8
