"""What people do to a workbook without meaning it: nothing is lost in silence, nothing is written twice."""

from __future__ import annotations

from datetime import date

import pytest

from generator.workbook.codecs import CellError, Names, Number
from generator.workbook.unsaved import unsaved
from handbook.source.edit import Set, apply
from handbook.source.yaml12 import load
from tests.conftest import Company
from tests.generator.workbook.given import Edited

KP = "regulations/processes/sell/prodat/podgotovit-kp.yaml"


@pytest.fixture
def edited(company: Company) -> Edited:
    return Edited(company.root)


class TestKeys:
    @pytest.mark.parametrize(
        ("key", "word"), [("offer", "изменён на «offer»"), ("КП", "изменён на «КП»"), (None, "стёрт")]
    )
    def test_an_identifier_changed_in_the_book_makes_no_second_record(
        self, edited: Edited, key: str | None, word: str
    ) -> None:
        edited.row("Операции", "podgotovit-kp")[0] = key
        assert edited.told() == [f"книга.xlsx, лист «Операции», ячейка A3: ключ строки «podgotovit-kp» {word}"]
        assert edited.outcome().created == {}

    def test_nor_does_the_key_of_a_step(self, edited: Edited) -> None:
        edited.row("Шаги", "podgotovit-kp/1")[0] = None
        assert [line.partition(": ")[2] for line in edited.told()] == ["ключ строки «podgotovit-kp/1» стёрт"]
        assert edited.outcome().edits == {}

    def test_a_step_moved_to_another_operation_is_a_new_one(self, edited: Edited) -> None:
        step = {"Операция": "prinyat-zapros", "Действие": "Собрать КП", "Документ": "kp"}
        edited.drop("Шаги", "podgotovit-kp/1")
        edited.add("Шаги", step)
        assert [change.label for change in edited.outcome().changes] == ["шаг, операция prinyat-zapros"]
        assert not edited.outcome().failed

    def test_a_key_drawn_down_by_the_mouse_is_unknown(self, edited: Edited) -> None:
        edited.add("Шаги", {"Ключ": "podgotovit-kp/9", "Операция": "podgotovit-kp", "Действие": "Новый"})
        (told,) = edited.outcome().findings
        assert told.message == "ключ «podgotovit-kp/9» незнаком"
        assert told.tip == "Новой строке очистите столбец «Ключ», прежней верните её ключ"

    def test_a_new_record_with_an_identifier_of_its_own_is_welcome(self, edited: Edited) -> None:
        edited.add("Роли", {"Идентификатор": "yurist", "Название": "Юрист"})
        assert list(edited.made()) == ["regulations/roles/yurist.yaml"]


class TestNames:
    def test_blanks_letter_case_and_yo_make_no_difference(self, edited: Edited) -> None:
        edited.set("Операции", "podgotovit-kp", "Ответственный", "РУКОВОДИТЕЛЬ\u00a0 отдела  продаж")
        (made,) = edited.made().values()
        assert "owner: rop\n" in made
        names = Names({"role": {"uchet": "Учёт"}})
        assert names.resolve("role", "учет") == "uchet"

    def test_a_name_that_is_none_is_told_with_the_nearest(self, edited: Edited) -> None:
        edited.set("Операции", "podgotovit-kp", "Ответственный", "Менеджир")
        (told,) = edited.outcome().findings
        assert (told.message, told.tip) == ("«Менеджир» — такой записи нет", "Возможно, вы имели в виду «Менеджер»")

    def test_a_title_two_records_share_is_not_guessed(self) -> None:
        names = Names({"role": {"a": "Менеджер", "b": "менеджер"}})
        with pytest.raises(CellError, match="называет несколько записей") as caught:
            names.reference("role", "МЕНЕДЖЕР")
        assert caught.value.tip == "Впишите идентификатор: a, b"

    def test_a_text_copied_with_other_blanks_is_the_same(self, edited: Edited) -> None:
        edited.set("Операции", "podgotovit-kp", "Этап, операция", "Подготовить\u00a0КП")
        assert (edited.outcome().changes, edited.told()) == ([], [])

    def test_an_owner_may_be_told_by_its_title(self, edited: Edited) -> None:
        edited.set("Шаги", "podgotovit-kp/1", "Операция", "ПОДГОТОВИТЬ КП")
        assert edited.told() == []
        edited.set("Шаги", "podgotovit-kp/1", "Операция", None)
        assert edited.told() == [
            "книга.xlsx, лист «Шаги», ячейка B3: «Операция»: перенести запись в другое место книга не может"
        ]


class TestCells:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("#FORMULA!", "формула сохранена без вычисленного значения"),
            ("#MERGED!", "ячейка объединена с соседними столбцами: её прежнее значение потеряно"),
            ("#N/A", "в ячейке ошибка формулы"),
        ],
    )
    def test_what_cannot_be_read_stops_the_import(self, edited: Edited, text: str, message: str) -> None:
        edited.set("Операции", "podgotovit-kp", "КФУ", text)
        assert edited.told() == [f"книга.xlsx, лист «Операции», ячейка L3: {message}"]
        assert edited.outcome().failed

    def test_percents_are_percents(self) -> None:
        assert Number(percent=True).read("7,5%", None, Names()) == 7.5
        with pytest.raises(CellError):
            Number().read("5%", None, Names())

    def test_a_text_longer_than_a_cell_is_not_cut(self, company: Company) -> None:
        text = company.text(KP)
        source = apply(text, [Set(("bottleneck",), "слово " * 6000 + "конец")])
        company.write(KP, source)
        edited = Edited(company.root)
        assert edited.told() == []
        shown = edited.get("Операции", "podgotovit-kp", "Узкое место")
        edited.set("Операции", "podgotovit-kp", "Узкое место", f"Правка. {shown}")
        (told,) = edited.outcome().findings
        assert told.message == "«Узкое место»: текст длиннее ячейки и показан не весь, правка не переносится"
        assert told.tip == f"Правьте его в файле {KP}"
        assert edited.outcome().edits == {}

    def test_grey_cells_of_a_new_row_are_told_of(self, edited: Edited) -> None:
        edited.add(
            "Операции",
            {"Процесс": "prodat", "Этап, операция": "Сверить", "Ответственный": "rop", "Действия": "1. Открыть"},
        )
        (told,) = edited.outcome().findings
        assert (told.code, told.message) == ("workbook-cell", "«Действия»: серая ячейка новой строки не прочитана")

    def test_a_new_norm_may_say_since_when(self, edited: Edited) -> None:
        norm = {
            "Где стоит": "podgotovit-kp",
            "Название": "Срок сделки",
            "Вид нормы": "АКТИВНОСТЬ",
            "Не менее": "3",
            "Остальное": "activity: call\nper: day",
            "Зачем нужна": "Чтобы не тянуть",
        }
        edited.add("Нормы", norm | {"Действует с": "01.02.2027"})
        (made,) = edited.made().values()
        made_of = load(made)[0]["norms"][-1]
        assert (made_of["since"], made_of["min"]) == (date(2027, 2, 1), 3)
        edited.add("Нормы", norm | {"Название": "Другая", "Действует с": "весной"})
        assert [line.partition(": ")[2] for line in edited.told()] == ["«весной» — не дата"]

    def test_a_stage_a_norm_begins_from_is_no_day(self, company: Company) -> None:
        conversion = "kind: conversion\n    from: Новый запрос\n    to: Договор\n    per: month\n    min: 25 %"
        company.replace(KP, "kind: stage_age\n    stage: КП отправлено\n    max: 7 d", conversion)
        edited = Edited(company.root)
        assert edited.get("Нормы", "n-kp", "Действует с") == ""
        edited.set("Нормы", "n-kp", "Действует с", "01.02.2027")
        (made,) = edited.made().values()
        norm = load(made)[0]["norms"][0]
        assert (norm["from"], norm["since"]) == ("Новый запрос", date(2027, 2, 1))

    def test_parameters_of_a_new_norm_that_cannot_be_read(self, edited: Edited) -> None:
        norm = {"Название": "КП ждёт", "Вид нормы": "Время на стадии", "Не более": "3 d", "Зачем нужна": "Скорость"}
        edited.add("Нормы", norm | {"Где стоит": "podgotovit-kp", "Остальное": "stage: КП: ждёт"})
        (told,) = edited.told()
        assert told.startswith("книга.xlsx, лист «Нормы», ячейка N7: параметры нормы не прочитаны")


class TestSheets:
    def test_a_column_without_a_heading_is_told_of_once(self, edited: Edited) -> None:
        for row in edited.grid["Роли"]:
            row += [None, None]
        edited.grid["Роли"][2][-2:] = ["заметка", "ещё одна"]
        (told,) = edited.outcome().findings
        assert told.message == "у столбца нет названия, он не прочитан"
        assert [str(place) for place in told.places] == [
            "книга.xlsx, лист «Роли», ячейка P3",
            "книга.xlsx, лист «Роли», ячейка Q3",
        ]

    def test_a_title_above_the_headings_is_found(self, edited: Edited) -> None:
        edited.grid["Роли"].insert(0, ["Наши роли"])
        tips = [finding.tip for finding in edited.outcome().findings]
        assert "Заголовки стоят в строке 2: удалите строки над ними" in tips

    def test_two_sheets_of_one_name(self, edited: Edited) -> None:
        edited.grid["Роли."] = edited.grid["Роли"]
        assert edited.told() == ["книга.xlsx, лист «Роли.»: лист «Роли.» — второй с тем же названием, что «Роли»"]

    def test_a_strange_book_is_refused_in_one_word(self, edited: Edited) -> None:
        edited.grid = {"Лист1": [["Сделка", "Сумма"], ["1", "2"]]}
        outcome = edited.outcome()
        assert outcome.failed
        assert outcome.findings[-1].message == "это не книга описания: ни одного её листа здесь нет"
        assert len(outcome.findings) == 3


class TestUnsaved:
    """Whether an export may write over a book."""

    def test_an_untouched_book_may_go_whatever_became_of_the_sources(self, edited: Edited) -> None:
        assert not unsaved(edited.whole(), edited.sources, "книга.xlsx")
        assert not unsaved(edited.whole(), {}, "книга.xlsx")

    def test_edits_keep_it_until_the_sources_have_them(self, company: Company, edited: Edited) -> None:
        edited.set("Операции", "podgotovit-kp", "КФУ", "Другой")
        assert unsaved(edited.whole(), edited.sources, "книга.xlsx")
        company.write(KP, edited.made()[KP])
        assert not unsaved(edited.whole(), Edited(company.root).sources, "книга.xlsx")

    @pytest.mark.parametrize("sheet", ["Заметки", "Роли"])
    def test_what_is_not_ours_keeps_it(self, edited: Edited, sheet: str) -> None:
        rows = edited.grid.setdefault(sheet, [["Вопрос"], []])
        rows[0].append("Кому")
        rows[1].append("юристу")
        assert unsaved(edited.whole(), edited.sources, "книга.xlsx")

    def test_so_does_a_book_that_is_no_export(self, edited: Edited) -> None:
        assert unsaved({"Роли": (("Сотрудник",), ("Иванов",))}, edited.sources, "книга.xlsx")
