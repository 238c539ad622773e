from __future__ import annotations

import dataclasses

import pytest

from handbook.source.edit import Remove, Set, apply
from handbook.source.yaml12 import load
from tests.conftest import Company
from tests.generator.workbook.given import Edited

KP = "regulations/processes/sell/prodat/podgotovit-kp.yaml"


@pytest.fixture
def edited(company: Company) -> Edited:
    return Edited(company.root)


class TestPreview:
    def test_it_names_the_record_both_values_and_the_line(self, edited: Edited) -> None:
        edited.set("Операции", "podgotovit-kp", "КФУ", "Другой\nфактор")
        edited.set("Шаги", "podgotovit-kp/1", "Срок", "в тот же день")
        assert edited.shown() == [
            f"операция podgotovit-kp, КФУ: «В КП стоит то, о чём договорились» → «Другой / фактор»  ({KP}:28)",
            f"шаг podgotovit-kp/1, Срок: пусто → «в тот же день»  ({KP}:10)",
            "Итого: 2\u00a0изменения в 1\u00a0файле.",
        ]

    def test_of_a_long_text_it_shows_the_part_that_differs(self, edited: Edited) -> None:
        text = "слово " * 60
        edited.set("Документы", "kp", "Область применения", f"{text}один")
        line = edited.shown()[0]
        assert "…" in line
        assert len(line) < 400


class TestNewRows:
    def test_a_step_goes_behind_the_row_above_it(self, edited: Edited) -> None:
        step = {"Операция": "podgotovit-kp", "Действие": "Сверить цены", "Трудоёмкость": "5 мин"}
        edited.add("Шаги", step, behind="podgotovit-kp/1")
        edited.add("Шаги", {"Операция": "Подготовить КП", "Действие": "Отправить"})
        made = edited.made()[KP]
        found = load(made)[0]["steps"]
        assert [item["text"] for item in found] == ["Собрать КП", "Сверить цены", "Проверить скидку", "Отправить"]
        assert found[1] == {"text": "Сверить цены", "duration": "5 мин"}

    def test_records_go_to_files_of_their_own(self, edited: Edited) -> None:
        edited.add("Роли", {"Название": "Ассистент отдела"})
        edited.add("Документы", {"Название": "Памятка", "Вид": "форма", "Область применения": "Склад"})
        edited.add(
            "Операции", {"Процесс": "Продать", "Этап, операция": "Сверить остатки", "Ответственный": "Ассистент отдела"}
        )
        edited.add("Шаги", {"Операция": "sverit-ostatki", "Действие": "Откройте учёт"})
        edited.add("Глоссарий", {"Термин": "Остаток", "Определение": "Сколько есть"})
        made = edited.made()
        assert made["regulations/roles/assistent-otdela.yaml"] == (
            "# yaml-language-server: $schema=../.schema/role.json\nid: assistent-otdela\ntitle: Ассистент отдела\n"
        )
        assert load(made["regulations/documents/pamyatka.yaml"])[0]["kind"] == "form"
        operation = load(made["regulations/processes/sell/prodat/sverit-ostatki.yaml"])[0]
        assert (operation["owner"], operation["steps"]) == ("assistent-otdela", [{"text": "Откройте учёт"}])
        assert "  - {id: ostatok, term: Остаток, definition: Сколько есть}\n" in made["regulations/glossary.yaml"]

    def test_a_process_comes_with_its_operation(self, edited: Edited) -> None:
        edited.add("Операции", {"Процесс": "vozvrat", "Этап, операция": "Принять возврат", "Ответственный": "rop"})
        edited.add(
            "Процессы",
            {
                "Идентификатор": "vozvrat",
                "Название": "Вернуть товар",
                "Блок": "Обслужить клиента",
                "Цель": "Быстро",
                "С чего начинается": "Письмо",
                "Чем заканчивается": "Деньги",
            },
        )
        assert set(edited.made()) == {
            "regulations/processes/serve/vozvrat/process.yaml",
            "regulations/processes/serve/vozvrat/prinyat-vozvrat.yaml",
        }

    def test_a_norm_stands_where_its_row_says(self, edited: Edited) -> None:
        norm = {"Вид нормы": "Время на стадии", "Зачем нужна": "Чтобы не ждать", "Не более": "3 d"}
        edited.add(
            "Нормы", norm | {"Название": "Договор ждёт", "Где стоит": "podgotovit-kp", "Остальное": "stage: Договор"}
        )
        edited.add(
            "Нормы", norm | {"Название": "КП лежит", "Где стоит": "menedzher", "Остальное": "stage: Новый запрос"}
        )
        made = edited.made()
        assert load(made[KP])[0]["norms"][1] == {
            "id": "dogovor-zhdet",
            "kind": "stage_age",
            "title": "Договор ждёт",
            "max": "3 d",
            "why": "Чтобы не ждать",
            "stage": "Договор",
        }
        assert load(made["regulations/positions.yaml"])[0]["positions"][2]["norms"][1]["title"] == "КП лежит"

    def test_what_is_wrong_with_them_is_told_at_the_cell(self, edited: Edited) -> None:
        edited.add("Роли", {"Кратко": "без названия"})
        edited.add("Роли", {"Идентификатор": "Не годится", "Название": "Роль"})
        edited.add("Шаги", {"Операция": "нет такой", "Действие": "Шаг"})
        edited.add("Операции", {"Этап, операция": "Без процесса"})
        edited.add(
            "Документы", {"Идентификатор": "kp", "Название": "Второй", "Вид": "форма", "Область применения": "Склад"}
        )
        assert edited.told() == [
            "книга.xlsx, лист «Операции», ячейка B5: не сказано, к какому процессу относится операция",
            "книга.xlsx, лист «Роли», ячейка B5: у новой строки не заполнено «Название»",
            "книга.xlsx, лист «Роли», ячейка A6: «Не годится» не может быть идентификатором",
            "книга.xlsx, лист «Документы», строка 7: строка с ключом «kp» уже есть: строка 3",
            "книга.xlsx, лист «Шаги», ячейка B6: «нет такой» — такой записи нет",
        ]


class TestMistakes:
    def test_all_of_them_at_once(self, edited: Edited) -> None:
        edited.set("Операции", "podgotovit-kp", "За срок", "век")
        edited.set("Операции", "podgotovit-kp", "Сколько раз", "много")
        edited.set("Операции", "podgotovit-kp", "КФУ", "#REF!")
        edited.set("Нормы", "n-kp", "Не более", "скоро")
        assert [line.split(": ")[0] for line in edited.told()] == [
            "книга.xlsx, лист «Операции», ячейка L3",
            "книга.xlsx, лист «Операции», ячейка U3",
            "книга.xlsx, лист «Операции», ячейка V3",
            "книга.xlsx, лист «Нормы», ячейка F4",
        ]

    def test_what_the_check_of_the_sources_finds_is_told_at_the_cell(self, edited: Edited) -> None:
        edited.set("Операции", "podgotovit-kp", "Ответственный", "neizvestnyj")
        edited.set("Шаги", "podgotovit-kp/1", "Трудоёмкость", "долго")
        told = edited.told()
        assert any(line.startswith("книга.xlsx, лист «Шаги», ячейка G") for line in told), told

    def test_an_unknown_reference_is_told_at_the_cell(self, edited: Edited) -> None:
        edited.set("Операции", "podgotovit-kp", "Ответственный", "neizvestnyj")
        assert "книга.xlsx, лист «Операции», ячейка G3: нет роли «neizvestnyj»" in edited.told()


class TestTold:
    def test_unknown_sheets_and_columns(self, edited: Edited) -> None:
        edited.grid["Термины"] = edited.grid.pop("Глоссарий")
        edited.grid["Документы"][0][1] = "Имя"
        assert [line.split(": ", 1)[1] for line in edited.told()] == [
            "лист «Термины» незнаком и не прочитан",
            "столбец «Имя» незнаком и не прочитан",
            "на листе нет столбцов: Название; их значения останутся как были",
            "листа «Глоссарий» нет: записи с него останутся как были",
        ]

    def test_a_column_that_stands_twice_or_not_at_all(self, edited: Edited) -> None:
        edited.grid["Роли"][0][1] = "Идентификатор"
        edited.grid["Документы"][0][0] = None
        told = edited.told()
        assert "книга.xlsx, лист «Роли», ячейка B1: столбец «Идентификатор» стоит дважды" in told
        assert "книга.xlsx, лист «Документы»: на листе нет столбца «Идентификатор»: строки не узнать" in told

    def test_deleted_rows_stay_in_the_sources(self, edited: Edited) -> None:
        edited.drop("Документы", "otchet")
        assert edited.told() == [
            "книга.xlsx, лист «Документы»: строки «otchet» в книге больше нет, документ в описании останется"
        ]
        assert edited.outcome().edits == {}

    def test_cells_that_cannot_be_edited(self, edited: Edited) -> None:
        edited.set("Операции", "podgotovit-kp", "Действия", "1. Другое")
        edited.set("Шаги", "podgotovit-kp/1", "Операция", "prinyat-zapros")
        assert edited.told() == [
            "книга.xlsx, лист «Операции», ячейка K3: «Действия»: серая ячейка вычислена, правка в ней не переносится",
            "книга.xlsx, лист «Шаги», ячейка B3: «Операция»: перенести запись в другое место книга не может",
        ]

    def test_a_repeated_key(self, edited: Edited) -> None:
        edited.grid["Роли"].append(list(edited.grid["Роли"][1]))
        assert edited.told() == ["книга.xlsx, лист «Роли», строка 5: строка с ключом «client» уже есть: строка 2"]

    def test_a_workbook_without_its_memory(self, edited: Edited) -> None:
        del edited.grid["_исходное"]
        edited.set("Операции", "podgotovit-kp", "КФУ", "Другой")
        assert len(edited.told()) == 1
        assert len(edited.outcome().changes) == 1


class TestBothSides:
    def test_what_changed_in_both_is_told_and_not_written(self, edited: Edited) -> None:
        now = self.later(edited, Set(("key_factor",), "В описании"), Set(("purpose",), "Тоже в описании"))
        edited.set("Операции", "podgotovit-kp", "КФУ", "В книге")
        edited.set("Операции", "podgotovit-kp", "Узкое место", "Только в книге")
        outcome = edited.outcome(now)
        assert [change.column for change in outcome.changes] == ["Узкое место"]
        assert [finding.code for finding in outcome.findings] == ["workbook-conflict"]
        assert (
            "«В КП стоит то, о чём договорились», в книге «В книге», в описании «В описании»"
            in outcome.findings[0].message
        )

    def test_the_same_change_in_both_is_no_conflict(self, edited: Edited) -> None:
        now = self.later(edited, Set(("key_factor",), "Одно и то же"))
        edited.set("Операции", "podgotovit-kp", "КФУ", "Одно и то же")
        assert (edited.outcome(now).changes, edited.outcome(now).findings) == ([], [])

    def test_steps_are_found_where_they_have_gone(self, edited: Edited) -> None:
        now = self.later(edited, Remove(("steps", 0)))
        edited.set("Шаги", "podgotovit-kp/2", "Срок", "сегодня")
        outcome = edited.outcome(now)
        assert [change.pointer for change in outcome.changes] == [("steps", 0, "deadline")]
        assert [finding.code for finding in outcome.findings] == ["workbook-conflict"]
        assert "podgotovit-kp/1" in outcome.findings[0].message

    @staticmethod
    def later(edited: Edited, *edits: Set | Remove) -> dict[str, object]:
        """The sources as somebody has changed them since the export."""
        source = edited.sources[KP]
        text = apply(source.text, edits)
        return dict(edited.sources) | {KP: dataclasses.replace(source, text=text, data=load(text)[0])}


class TestUnusual:
    def test_a_value_under_an_anchor_is_left_to_a_person(self, company: Company) -> None:
        line = "  - {document: kartochka, from: menedzher, note: запрос записан}\n"
        company.replace(KP, line, line.replace("{doc", "&one {doc") + "  - *one\n")
        edited = Edited(company.root)
        edited.set("Входы", "podgotovit-kp/1", "В каком состоянии", "Другое")
        told = edited.told()
        assert len(told) == 1
        assert told[0].startswith("книга.xlsx, лист «Входы», ячейка E3: файл regulations/processes")
        assert "место inputs.0.note написано так, что править его программой ненадёжно" in told[0]

    def test_operations_stand_in_the_order_of_the_flow(self, edited: Edited) -> None:
        assert [row[0] for row in edited.grid["Операции"][1:]] == [
            "prinyat-zapros",
            "podgotovit-kp",
            "zaklyuchit-dogovor",
        ]
