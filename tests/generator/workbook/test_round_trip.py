from __future__ import annotations

import pytest

from generator.workbook.codecs import Choice, Clauses, Day, Number, Quantity, Text, Whole
from generator.workbook.plan import Column, Plan
from generator.workbook.sheets import PLANS
from generator.workbook.sources import read_sources
from generator.workbook.texts import texts
from handbook.source.edit import Set, apply
from handbook.source.yaml12 import load
from tests.conftest import Company
from tests.generator.workbook.given import Edited, changed


class TestUntouched:
    def test_nothing_changes_in_the_sample(self, sample: Edited) -> None:
        outcome = sample.outcome()
        assert (outcome.changes, outcome.findings, outcome.edits, outcome.created) == ([], [], {}, {})

    def test_nor_with_what_programs_do_to_cells(self, sample: Edited) -> None:
        for title, rows in sample.grid.items():
            if title.startswith("_"):
                continue
            for row in rows[1:]:
                row[:] = [f"{cell.replace(chr(10), '_x000D_' + chr(10))}  \n" if cell else "" for cell in row]
            rows.append([" ", *[None] * (len(rows[0]) - 1)])
        outcome = sample.outcome()
        assert (outcome.changes, outcome.findings) == ([], [])

    def test_nor_when_rows_and_columns_are_moved(self, sample: Edited) -> None:
        for title, rows in sample.grid.items():
            if not title.startswith("_"):
                rows[1:] = [row[::-1] for row in rows[:0:-1]]
                rows[0] = rows[0][::-1]
        outcome = sample.outcome()
        assert (outcome.changes, outcome.findings) == ([], [])


def another(column: Column, text: str) -> str:
    """A different value of the same kind, no longer than the line it stands in allows."""
    first, *rest = text.split("\n")
    match column.codec:
        case Number() | Whole():
            first = f"{int(float(text)) + 1}.0"
        case Quantity():
            first = " ".join(["9", *text.split()[1:]])
        case Choice(words=words):
            first = next(word for word in words.values() if word != text)
        case Clauses():
            first = f"{text.split(' ', maxsplit=1)[0]} п. 9.9"
        case Day():
            return "2026-06-30"
        case Text():
            return swapped(text)
        case _:
            first = swapped(first)
    return "\n".join([first, *rest])


def swapped(text: str) -> str:
    """The text with its last letter doubled or dropped: one word of it is another."""
    return text[:-1] if len(text) > 1 and text[-2].isalnum() else f"{text}1"


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.title)
def test_an_edited_cell_changes_one_line(sample: Edited, plan: Plan) -> None:
    sample.only(plan.title)
    for column in plan.columns:
        if column.derived:
            continue
        rows = [row for row in sample.grid[plan.title][1:] if row[sample.column(plan.title, column.title)]]
        for row in rows[len(rows) // 2 :][:1]:
            key = str(row[0])
            before = sample.get(plan.title, key, column.title)
            sample.set(plan.title, key, column.title, another(column, before))
            outcome = sample.outcome()
            sample.set(plan.title, key, column.title, before)
            where = (plan.title, column.title, key)
            expected = ("записи с него останутся", "будут судиться по новому")
            told = [one for one in outcome.findings if not any(words in one.message for words in expected)]
            assert (len(outcome.changes), told) == (1, []), where
            (file, made), *others = texts(outcome, sample.sources).items()
            old, new = changed(sample.sources[file].text, made)
            assert (others, len(old), len(new)) == ([], 1, 1), where


KP = "regulations/processes/sell/prodat/podgotovit-kp.yaml"


class TestStyles:
    @pytest.mark.parametrize(
        ("cell", "text", "old", "new"),
        [
            (("Операции", "podgotovit-kp", "Ответственный"), "rop", "owner: menedzher", "owner: rop"),
            (
                ("Операции", "podgotovit-kp", "Ответственный"),
                "Руководитель отдела продаж",
                "owner: menedzher",
                "owner: rop",
            ),
            (("Операции", "podgotovit-kp", "Средства"), "CRM\nПочта", "tools: [CRM]", "tools: [CRM, Почта]"),
            (
                ("Операции", "podgotovit-kp", "Сколько раз"),
                "2,5",
                "load: {count: 2, per: day}",
                "load: {count: 2.5, per: day}",
            ),
            (
                ("Операции", "podgotovit-kp", "За срок"),
                "неделя",
                "load: {count: 2, per: day}",
                "load: {count: 2, per: week}",
            ),
            (
                ("Операции", "podgotovit-kp", "Регламентирующие документы"),
                "Регламент подготовки КП, пункт 2.1",
                '  - {document: reglament-kp, clause: "1.1"}',
                '  - {document: reglament-kp, clause: "2.1"}',
            ),
            (
                ("Входы", "podgotovit-kp/1", "В каком состоянии"),
                "да: записан",
                "  - {document: kartochka, from: menedzher, note: запрос записан}",
                '  - {document: kartochka, from: menedzher, note: "да: записан"}',
            ),
            (("Шаги", "podgotovit-kp/2", "Действие"), "Сверить", "    text: Проверить скидку", "    text: Сверить"),
            (("Нормы", "n-kp", "Не более"), "9 дней", "    max: 7 d", "    max: 9 дней"),
            (
                ("Участники", "podgotovit-kp/1", "О чём"),
                "",
                "  - {role: rop, direction: both, subject: скидка}",
                "  - {role: rop, direction: both}",
            ),
        ],
    )
    def test_they_are_kept(self, company: Company, cell: tuple[str, str, str], text: str, old: str, new: str) -> None:
        edited = Edited(company.root)
        edited.set(*cell, text)
        outcome = edited.outcome()
        made = texts(outcome, edited.sources)
        assert list(made) == [KP]
        assert changed(company.text(KP), made[KP]) == ([old], [new])

    def test_the_last_of_dated_limits_is_the_one_in_the_cell(self, company: Company) -> None:
        edited = Edited(company.root)
        assert edited.get("Нормы", "n-dlitelnost", "Не более") == "30 d"
        assert edited.get("Нормы", "n-dlitelnost", "Действует с") == "2026-07-01"
        edited.set("Нормы", "n-dlitelnost", "Не более", "25 d")
        (made,) = edited.made().values()
        assert "- {from: 2026-07-01, max: 25 d}" in made

    def test_the_day_of_the_last_of_them_is_edited_in_its_cell(self, company: Company) -> None:
        edited = Edited(company.root)
        edited.set("Нормы", "n-dlitelnost", "Действует с", "01.06.2026")
        (made,) = edited.made().values()
        assert "- {from: 2026-06-01, max: 30 d}" in made

    def test_a_field_of_the_crm_tells_its_card_and_its_values(self, company: Company) -> None:
        operation = company.text(KP)
        company.write(KP, apply(operation, [Set(("crm", "fields"), [{"title": "Канал", "type": "список"}])]))
        edited = Edited(company.root)
        edited.set("Поля CRM", "podgotovit-kp/1", "Карточка", "лид")
        edited.set("Поля CRM", "podgotovit-kp/1", "Значения списка", "Сайт\nЗвонок: входящий\nда")
        field = load(edited.made()[KP])[0]["crm"]["fields"][0]
        values = ["Сайт", "Звонок: входящий", "да"]
        assert field == {"title": "Канал", "type": "список", "entity": "lead", "values": values}
        company.write(KP, edited.made()[KP])
        again = Edited(company.root)
        assert again.get("Поля CRM", "podgotovit-kp/1", "Значения списка") == "Сайт\nЗвонок: входящий\nда"
        again.set("Поля CRM", "podgotovit-kp/1", "Карточка", None)
        again.set("Поля CRM", "podgotovit-kp/1", "Значения списка", "Сайт")
        field = load(again.made()[KP])[0]["crm"]["fields"][0]
        assert field == {"title": "Канал", "type": "список", "values": ["Сайт"]}

    def test_a_folded_text_changes_where_its_words_do(self, company: Company) -> None:
        edited = Edited(company.root)
        text = edited.get("Пункты", "reglament-kp/3", "Текст")
        edited.set("Пункты", "reglament-kp/3", "Текст", text.replace("план —", "план отдела —"))
        name = "regulations/documents/reglament-kp.yaml"
        assert changed(company.text(name), edited.made()[name]) == (
            ["      план — [[norm:n-plan]]."],
            ["      план отдела — [[norm:n-plan]]."],
        )

    def test_a_new_key_stands_where_the_record_has_it(self, company: Company) -> None:
        edited = Edited(company.root)
        edited.set("Операции", "prinyat-zapros", "На схеме", "Принять")
        (made,) = edited.made().values()
        assert "title: Принять запрос\nshort: Принять\nowner:" in made

    def test_a_cleared_cell_takes_its_key_away(self, company: Company) -> None:
        edited = Edited(company.root)
        edited.set("Операции", "prinyat-zapros", "Сколько раз", None)
        edited.set("Операции", "prinyat-zapros", "За срок", None)
        (made,) = edited.made().values()
        assert "load" not in made

    def test_windows_files_stay_windows_files(self, company: Company) -> None:
        company.write(KP, b"\xef\xbb\xbf" + company.text(KP).replace("\n", "\r\n").encode())
        edited = Edited(company.root)
        assert edited.outcome().changes == []
        edited.set("Операции", "podgotovit-kp", "КФУ", "Другой")
        (made,) = edited.made().values()
        assert made.startswith("\ufeff")
        assert made.count("\r\n") == made.count("\n") > 30


def test_the_files_that_are_read_are_those_of_the_company(company: Company) -> None:
    company.write("regulations/documents/broken.yaml", "a: [")
    company.write("regulations/documents/other.yaml", b"\xff\xfe")
    assert "regulations/documents/broken.yaml" not in read_sources(company.root)
    assert len(read_sources(company.root)) == 19
