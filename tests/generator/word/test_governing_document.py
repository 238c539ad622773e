from __future__ import annotations

from pathlib import Path

import pytest

from generator.word import kinds, paper
from generator.word.clauses import clauses
from generator.word.governing_document.content import governing_document
from generator.word.governing_document.markdown import blocks
from generator.word.governing_document.naming import naming
from generator.word.speech import Speech
from handbook.book import Handbook
from handbook.model.document import Document
from handbook.read import read
from tests.generator.word.reading import HEADINGS, Printed, printed
from tests.generator.word.vector import write_company

HEAD = """
id: reglament-skidok
title: Регламент предоставления скидок
kind: regulation
scope: Отдел продаж
publication: {number: РГ-04, date: 2026-01-12}
requirements: [Названы пределы скидок, указано, кто согласует]
owner: rop
medium: CRM, раздел «Регламенты».
retention: 5 лет
fields: [{title: Скидка, type: процент, required: true, note: "Ноль, если скидки нет"}, {title: Причина}]
sample: |
  ## Заявка

  Прошу дать скидку **7 %**.
clauses:
"""
IN_A_ROW = """
  - number: "1.1"
    section: Права
    title: Право менеджера
    text: "Менеджер даёт скидку сам: [[norm:n-skidka]]."
  - number: "1.2"
    text: |
      Больше этого согласует руководитель:

      * до **15 %** — устно
      * больше — *письменно*.

      | Скидка | Кто |
      |---|---|
      | до 15 % | РОП |

      1. Заявка
      2. Решение
  - {number: "2.1", section: Запись, text: В карточке <b>сделки</b> & нигде больше}
"""
WITH_GAPS = """
  - {number: "1.1", section: Права, text: Первый}
  - {number: "1.3", text: Третий}
  - {number: "4", title: Запись, text: В карточке}
  - {number: "А.2", text: Приложение}
"""


def company(root: Path, text: str) -> Handbook:
    cited = [f"{{document: reglament-skidok, clause: '{number}'}}" for number in ("1.2", "1.1")]
    norm = f"{{id: n-skidka, kind: discount, title: Скидка, why: Маржа., max: 10 %, source: {cited[1]}}}"
    files = {
        "documents/reglament-skidok": HEAD + text,
        "processes/sell/prodat/podgotovit": (
            "id: podgotovit\ntitle: Подготовить КП\nowner: menedzher\n"
            f"governed_by: [{', '.join(cited)}]\nnorms: [{norm}]\n"
        ),
    }
    return read(write_company(root, **files)).handbook


def made(book: Handbook, identity: str = "reglament-skidok") -> Printed:
    content = governing_document(book, book.documents[identity])
    return printed(paper.render(book, kinds.GOVERNING_DOCUMENT, content))


@pytest.mark.parametrize(
    ("text", "numbers"), [(IN_A_ROW, ["1.1", "1.2", "2.1"]), (WITH_GAPS, ["1.1", "1.3", "4", "А.2"])]
)
def test_a_printed_number_is_the_one_operations_cite(tmp_path: Path, text: str, numbers: list[str]) -> None:
    book = company(tmp_path, text)
    shown = made(book)
    linked = governing_document(book, book.documents["reglament-skidok"]).linked
    assert linked is (text == IN_A_ROW)
    if linked:
        printed_ones = [one.number for one in clauses(shown.content)]
        assert [number for number in printed_ones if number in numbers] == numbers
        assert [text for style, text in shown.paragraphs if style in HEADINGS] == ["Права", "Запись"]
    else:
        lines = [text for _, text in shown.paragraphs]
        assert [number for number in numbers if any(line.startswith(f"{number}. ") for line in lines)] == numbers
        assert "1. Права" in lines


def test_clauses_of_the_sample_company_are_numbered_by_the_list_as_its_operations_cite_them(sample: Handbook) -> None:
    acts = [one for one in sample.documents.values() if one.is_act]
    assert len(acts) >= 20
    assert [one.id for one in acts if not governing_document(sample, one).linked] == []
    document = sample.documents["reglament-kp"]
    found = {one.number: one.text for one in clauses(made(sample, "reglament-kp").content)}
    for clause in document.clauses:
        assert found[clause.number].startswith(f"{clause.title}. ")


def test_markdown_becomes_paragraphs_items_and_tables(tmp_path: Path) -> None:
    shown = made(company(tmp_path, IN_A_ROW))
    said = shown.under("Права")
    assert said == [
        "Право менеджера. Менеджер даёт скидку сам: не более 10\u00a0%.",
        "Больше этого согласует руководитель:",
        "до 15\u00a0%\u00a0— устно;",
        "больше\u00a0— письменно.",
        "",
        "",
        "1) Заявка",
        "2) Решение",
    ]
    assert (("Скидка", "Кто"), ("до\u00a015\u00a0%", "РОП")) in shown.tables
    assert shown.under("Запись")[0] == "В карточке <b>сделки</b> & нигде больше"


@pytest.mark.parametrize(
    ("text", "kinds_of"),
    [
        ("- раз\n  - внутри\n- два", ["перечисление", "перечисление", "перечисление"]),
        ("1. раз\n\n    ещё\n\n    - внутри\n\n2. два", ["абзац", "перечисление", "абзац"]),
        ("> цитата\n\n    код", ["абзац", "абзац"]),
        ("|a|b|\n|---|---|\n|1|", ["таблица"]),
        ("<script>alert(1)</script>", ["абзац"]),
        ("\x00\x0b", []),
    ],
)
def test_any_markdown_is_told_apart(vector: Handbook, text: str, kinds_of: list[str]) -> None:
    found = blocks(Speech(vector), text, "Проба")
    names = [
        "таблица" if one.table is not None else "перечисление" if one.item is not None else "абзац" for one in found
    ]
    assert names == kinds_of


@pytest.mark.parametrize(
    ("title", "kind", "named"),
    [
        ("Регламент ведения CRM", "regulation", ("РЕГЛАМЕНТ", "ведения CRM", "УТВЕРЖДЁН", "его")),
        ("Прайс и скидки", "regulation", ("РЕГЛАМЕНТ", "«Прайс и скидки»", "УТВЕРЖДЁН", "его")),
        ("Положение о мотивации", "regulation", ("ПОЛОЖЕНИЕ", "о мотивации", "УТВЕРЖДЕНО", "его")),
        ("Процедура обработки жалоб", "procedure", ("ПРОЦЕДУРА", "обработки жалоб", "УТВЕРЖДЕНА", "её")),
        ("Стандарт", "standard", ("СТАНДАРТ", "«Стандарт»", "УТВЕРЖДЁН", "его")),
        ("Правила общения", "standard", ("ПРАВИЛА", "общения", "УТВЕРЖДЕНЫ", "их")),
    ],
)
def test_the_heading_takes_the_kind_from_the_title(title: str, kind: str, named: tuple[str, ...]) -> None:
    found = naming(Document.model_validate({"id": "d", "title": title, "kind": kind, "scope": "Все"}))
    assert (found.kind, found.subject, found.approved, found.its) == named


def test_the_rest_of_the_document(tmp_path: Path) -> None:
    shown = made(company(tmp_path, IN_A_ROW))
    tables = {table[0][0]: table[1:] for table in shown.tables}
    assert tables["Поле"] == (("Скидка", "процент", "да", "Ноль, если скидки нет"), ("Причина", "—", "нет", "—"))
    assert tables["Пункт"] == (("1.1", "Скидка (n-skidka)", "не более 10\u00a0%", "каждая сделка"),)
    assert tables["Операция"] == (("Подготовить КП", "Продать со склада", "1.2, 1.1"),)
    assert [text for style, text in shown.paragraphs if style == "РГ Заголовок приложения"] == [
        "Образец",
        "Лист ознакомления",
        "Лист регистрации изменений",
    ]
    assert "Место хранения: CRM, раздел «Регламенты»." in shown.text
    assert "к регламенту\nпредоставления скидок №\u00a0РГ-04" in shown.text
    assert "None" not in shown.text
    assert "названы пределы скидок" not in shown.text.casefold()  # the clauses themselves meet them


def test_a_document_without_clauses_still_prints(vector: Handbook) -> None:
    shown = made(vector, "standart")
    assert ("РГ Вид документа", "СТАНДАРТ") in shown.paragraphs
    assert "ознакомление со стандартом «Приём обращений»" in shown.text
    assert "Отдел продаж." in shown.text
