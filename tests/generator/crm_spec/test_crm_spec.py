"""The requirements for a CRM: what is derived from what, told the same in three files."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest
from docx import Document

from generator.crm_spec.files import crm_spec_files
from generator.crm_spec.model import CrmSpec, Who
from generator.crm_spec.spec import crm_spec
from generator.crm_spec.tables import BOX, tables
from handbook.finding import Severity
from tests.conftest import Company
from tests.sample import sample_book

KP = "regulations/processes/sell/prodat/podgotovit-kp.yaml"
PROCESS = "regulations/processes/sell/prodat/process.yaml"
CRM = """crm:
  stage: КП отправлено
  fields:
    - {title: Сумма, type: деньги, mandatory: со стадии «КП отправлено», note: "=HYPERLINK(1)"}
    - {title: Причина отказа, type: список, values: [Дорого, "Не | наш <b>"]}
    - {title: ИНН, type: строка, entity: client, mandatory: при создании}
  automation:
    - Через два дня менеджеру ставится задача
    - Руководителю отдела приходит письмо
"""
SECOND = "  - {id: starshij, title: Старший менеджер, roles: [menedzher], department: prodazhi, reports_to: rop}\n"
DOGOVOR = "regulations/processes/sell/prodat/zaklyuchit-dogovor.yaml"
SPEC = crm_spec(sample_book())


def spec_of(company: Company) -> CrmSpec:
    reading, findings = company.reading(), company.check()
    assert [one for one in findings if one.severity is Severity.ERROR] == []
    return crm_spec(reading.handbook)


@pytest.fixture
def crm(company: Company) -> Company:
    """Return the company with fields of two cards, values and automation in one of its operations."""
    company.replace(KP, "crm: {stage: КП отправлено}\n", CRM)
    return company


class TestDerivation:
    def test_stages_in_order_with_moves_and_openings(self, crm: Company) -> None:
        pipeline = spec_of(crm).pipelines[0]
        assert [(stage.title, stage.outcome, stage.moves) for stage in pipeline.stages] == [
            ("Новый запрос", "в работе", ("КП отправлено", "Отказ")),
            ("КП отправлено", "в работе", ("Договор", "Отказ")),
            ("Договор", "выиграна", ()),
            ("Отказ", "проиграна", ()),
        ]
        assert [[opening.operation for opening in stage.openings] for stage in pipeline.stages] == [
            ["Принять запрос"],
            ["Подготовить КП"],
            ["Заключить договор"],
            [],
        ]

    def test_moves_that_are_written_win(self, crm: Company) -> None:
        crm.replace(PROCESS, "    - title: КП отправлено\n", "    - {title: КП отправлено, to: [Новый запрос]}\n")
        assert spec_of(crm).pipelines[0].stages[1].moves == ("Новый запрос",)

    def test_a_field_knows_where_it_is_born_and_who_fills_it(self, crm: Company) -> None:
        cards = {card.title: {field.title: field for field in card.fields} for card in spec_of(crm).cards}
        amount = cards["сделка"]["Сумма"]
        assert (amount.types[0], amount.born) == ("деньги", ("Подготовить КП",))
        assert amount.fillers == (Who("menedzher", "Менеджер по продажам"),)
        assert amount.mandatory[0].startswith("со стадии «КП отправлено» («")
        assert cards["клиент"]["ИНН"].mandatory == ("при создании",)

    def test_a_norm_that_checks_a_field_stands_beside_it(self, crm: Company) -> None:
        norm = """
  - id: n-polya
    kind: required_fields
    title: Карточка заполнена
    why: Иначе не посчитать
    fields: [сумма]
    on: lost
"""
        crm.append("regulations/norms.yaml", norm)
        field = next(field for field in spec_of(crm).cards[0].fields if field.title == "Сумма")
        assert field.norms == ("Карточка заполнена: в проигранной сделке",)

    def test_a_draft_norm_asks_nothing(self, crm: Company) -> None:
        norm = "\n  - {id: n-x, kind: stage_order, title: Порядок, why: Так надо, draft: true}\n"
        before = spec_of(crm).data
        crm.append("regulations/norms.yaml", norm)
        assert spec_of(crm).data == before
        crm.replace("regulations/norms.yaml", "draft: true", "draft: false")
        added = [need for need in spec_of(crm).data if need not in before]
        assert [(need.kind, need.needs) for need in added] == [("Порядок стадий", "Нужна история стадий.")]

    def test_two_types_of_one_field_are_a_contradiction(self, crm: Company) -> None:
        crm.replace(DOGOVOR, "crm: {stage: Договор}", "crm: {stage: Договор, fields: [{title: сумма, type: число}]}")
        told = [one for one in spec_of(crm).contradictions if "тип" in one.about]
        assert [(one.first, one.second) for one in told] == [("Подготовить КП: деньги", "Заключить договор: число")]

    def test_rights_follow_the_work(self, crm: Company) -> None:
        rights = {right.role: right for right in spec_of(crm).rights}
        manager = rights["Менеджер"]
        assert any("КП отправлено" in move for move in manager.moves)
        assert "клиент: ИНН" in manager.fills
        assert "клиент" in manager.creates
        assert "Клиент" not in rights

    def test_automation_names_whom_it_reaches(self, crm: Company) -> None:
        found = {one.text: one for one in spec_of(crm).automations}
        assert found["Через два дня менеджеру ставится задача"].addressee == "Менеджер по продажам"
        assert found["Руководителю отдела приходит письмо"].addressee == "Руководитель отдела продаж"
        assert "КП отправлено" in found["Через два дня менеджеру ставится задача"].trigger

    def test_people_are_called_by_the_one_post_that_carries_the_role(self, crm: Company) -> None:
        assert spec_of(crm).pipelines[0].stages[1].openings[0].who.called == "Менеджер по продажам"
        crm.append("regulations/positions.yaml", SECOND)
        spec = spec_of(crm)
        both = "Менеджер (Менеджер по продажам, Старший менеджер)"
        assert spec.pipelines[0].stages[1].openings[0].who.called == both
        assert spec.cards[0].fields[0].fillers[0].called == both
        addressees = {one.text: one.addressee for one in spec.automations}
        assert addressees["Через два дня менеджеру ставится задача"] == both
        assert {right.role for right in spec.rights} >= {"Менеджер"}

    def test_two_roles_of_one_post_keep_their_own_rights(self) -> None:
        shown = [cell for table in tables(SPEC) if table.sheet != "Права" for row in table.rows for cell in row]
        assert [cell for cell in shown if cell.startswith("Хантер") or cell.endswith(("— Хантер", "— Клоузер"))] == []
        rights = {right.role: right for right in SPEC.rights}
        assert rights["Хантер"].positions == rights["Клоузер"].positions == ("Менеджер по продажам",)
        assert rights["Хантер"].moves != rights["Клоузер"].moves

    def test_who_reads_a_report_is_a_post(self) -> None:
        posts = {post.title for post in sample_book().positions.values()}
        assert {watch.reader for watch in SPEC.watches} <= posts

    def test_data_for_the_audit_is_told_in_words_of_an_administrator(self) -> None:
        words = [need.needs for need in SPEC.data] + [table.intro for table in tables(SPEC)]
        assert {need.kind for need in SPEC.data} >= {"Исполнитель", "Обязательное действие"}
        assert [text for text in words if any(sign in text for sign in ("`", "yaml", " map"))] == []

    def test_a_list_without_values_is_to_be_agreed_on(self, crm: Company) -> None:
        lists = {one.title: one.values for one in spec_of(crm).dictionaries}
        assert lists["Причина отказа"][-2:] == ("Дорого", "Не | наш <b>")

    def test_the_reasons_of_the_company_stand_in_the_card(self, crm: Company) -> None:
        crm.append("regulations/company.yaml", "refusal_reasons: {Нет денег: [бюджет], Молчат: []}\n")
        own = next(field for field in spec_of(crm).cards[0].fields if field.title == "Причина отказа")
        assert own.values == ("Дорого", "Не | наш <b>")
        crm.replace(KP, ', values: [Дорого, "Не | наш <b>"]', "")
        given = next(field for field in spec_of(crm).cards[0].fields if field.title == "Причина отказа")
        assert given.values == ("Нет денег", "Молчат")
        assert [one.values for one in spec_of(crm).dictionaries] == [("Нет денег", "Молчат")]

    def test_one_name_with_two_lists_is_two_dictionaries(self, crm: Company) -> None:
        lead = "{title: причина отказа, type: список, entity: lead, values: [Спам]}"
        client = "{title: Причина отказа, type: список, entity: client}"
        crm.replace(DOGOVOR, "crm: {stage: Договор}", f"crm: {{stage: Договор, fields: [{lead}, {client}]}}")
        found = [(one.cards, one.values) for one in spec_of(crm).dictionaries]
        assert found == [(("сделка", "клиент"), ("Дорого", "Не | наш <b>")), (("лид",), ("Спам",))]

    def test_a_note_does_not_repeat_the_values(self, crm: Company) -> None:
        field = "{title: Размер, type: список, values: [Малый, Крупный], note: 'Малый, крупный; по числу мест'}"
        crm.replace(DOGOVOR, "crm: {stage: Договор}", f"crm: {{stage: Договор, fields: [{field}]}}")
        told = next(field for field in spec_of(crm).cards[0].fields if field.title == "Размер")
        assert told.notes == ("По числу мест",)

    def test_notes_of_several_operations_name_them(self, crm: Company) -> None:
        field = "{title: Сумма, type: деньги, note: КП утверждено}"
        crm.replace(DOGOVOR, "crm: {stage: Договор}", f"crm: {{stage: Договор, fields: [{field}]}}")
        told = next(field for field in spec_of(crm).cards[0].fields if field.title == "Сумма")
        assert told.notes == ("Подготовить КП: =HYPERLINK(1)", "Заключить договор: КП утверждено")

    def test_a_note_that_another_one_holds_is_not_told_again(self, crm: Company) -> None:
        crm.replace(
            "regulations/documents/kartochka.yaml",
            "{title: Клиент, type: строка}",
            "{title: Город, type: строка, note: Без области}",
        )
        field = "{title: Город, type: строка, note: Без области и индекса}"
        crm.replace(DOGOVOR, "crm: {stage: Договор}", f"crm: {{stage: Договор, fields: [{field}]}}")
        told = next(field for field in spec_of(crm).cards[0].fields if field.title == "Город")
        assert (told.notes, told.documents) == (("Без области и индекса",), ("Карточка сделки",))

    def test_a_card_names_where_its_document_keeps_it(self, crm: Company) -> None:
        crm.replace("regulations/documents/kartochka.yaml", "{title: Клиент,", "{title: Сумма,")
        crm.replace("regulations/documents/kartochka.yaml", "type: строка}", "type: деньги}")
        deal, client = spec_of(crm).cards
        assert (deal.described, client.described) == (("«Карточка сделки» (CRM)",), ())
        assert any(one.intro.endswith("описывает «Карточка сделки» (CRM).") for one in tables(spec_of(crm)))

    def test_the_sample_speaks_of_everything(self) -> None:
        spec = SPEC
        assert len(spec.pipelines) == 5
        assert {"сделка", "лид", "клиент", "заказ", "претензия"} <= {card.title for card in spec.cards}
        assert all((spec.rights, spec.automations, spec.watches, spec.data, spec.dictionaries))
        assert all(need.needs.startswith(("Нуж", "Столбцы")) for need in spec.data)
        # The sample does not contradict itself.
        assert spec.contradictions == ()
        # Every list is closed.
        assert [one.title for one in spec.dictionaries if not one.values] == []

    def test_one_form_for_a_lead_and_a_deal_of_the_search(self) -> None:
        cards = {card.title: card for card in SPEC.cards}
        lead = {field.title: field for field in cards["лид"].fields}
        deal = {field.title: field for field in cards["сделка"].fields}
        assert all(field.documents == ("Карточка лида",) for field in lead.values())
        assert "Чек-лист MQL" not in deal
        assert deal["Повод"].documents == ("Карточка лида",)
        assert "Повод" not in lead

    def test_a_shared_operation_names_the_pipelines_it_serves(self) -> None:
        deal = {field.title: field for field in SPEC.cards[0].fields}
        assert deal["Название сделки"].mandatory[0] == "при создании («Типовые решения», «Проекты», «Услуги»)"
        assert deal["Потребность"].norms == ("Чек-лист переданного лида: в выигранной сделке («Активный поиск»)",)

    def test_an_operation_of_another_process_stands_where_it_stands_at_home(self) -> None:
        stages = {
            stage.title: [opening.operation for opening in stage.openings]
            for pipeline in SPEC.pipelines
            if pipeline.title == "Услуги"
            for stage in pipeline.stages
        }
        assert "Принять запрос" in stages["Новый запрос услуги"]
        assert stages["Договор услуги"] == ["Оформить договор и счёт"]
        assert stages["Услуга продана"] == ["Получить оплату и передать заказ на отгрузку"]
        assert "Зарегистрировать отказ" in stages["Отказ от услуги"]

    def test_what_is_mandatory_on_a_stage_is_done_on_it(self, crm: Company) -> None:
        field = "{title: Конкурент, mandatory: на стадии «Отказ»}"
        crm.replace(DOGOVOR, "crm: {stage: Договор}", f"crm: {{stage: Договор, fields: [{field}]}}")
        last = spec_of(crm).pipelines[0].stages[-1]
        assert [opening.operation for opening in last.openings] == ["Заключить договор"]

    def test_no_stage_of_the_sample_is_left_to_nobody(self) -> None:
        assert [stage.title for one in SPEC.pipelines for stage in one.stages if not stage.openings] == []

    def test_a_deal_made_outside_of_pipelines_is_a_right(self) -> None:
        farmer = next(right for right in SPEC.rights if right.role == "Фермер")
        assert "сделка: «Представить новые возможности»" in farmer.creates


class TestFiles:
    @pytest.fixture
    def files(self, crm: Company) -> dict[str, bytes]:
        return {item.path.rpartition(".")[2]: item.content for item in crm_spec_files(crm.reading().handbook)}

    def test_the_same_sources_give_the_same_bytes(self, crm: Company, files: dict[str, bytes]) -> None:
        again = {item.path.rpartition(".")[2]: item.content for item in crm_spec_files(crm.reading().handbook)}
        assert again == files
        assert set(files) == {"docx", "xlsx", "md"}

    def test_every_file_holds_every_row(self, crm: Company, files: dict[str, bytes]) -> None:
        rows = sum(len(table.rows) for table in tables(spec_of(crm)))
        assert files["md"].decode().count(f"| {BOX} |") == rows
        book = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))
        assert sum(sheet.max_row - 1 for sheet in book) == rows
        document = Document(io.BytesIO(files["docx"]))
        assert sum(len(table.rows) - 1 for table in document.tables[1:]) == rows

    def test_the_workbook_is_frozen_filtered_and_harmless(self, files: dict[str, bytes]) -> None:
        book = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))
        for sheet in book:
            assert (sheet.freeze_panes, bool(sheet.auto_filter.ref)) == ("A2", True)
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
        danger = next(cell for cell in cells if str(cell.value).startswith("=HYPERLINK"))
        assert danger.quotePrefix

    def test_markdown_means_nothing_but_tables(self, files: dict[str, bytes]) -> None:
        text = files["md"].decode()
        assert "Не \\| наш \\<b\\>" in text
        assert "<b>" not in text.replace("\\<b\\>", "")

    def test_word_turns_wide_pages_and_numbers_headings(self, files: dict[str, bytes]) -> None:
        document = Document(io.BytesIO(files["docx"]))
        turned = [section.orientation for section in document.sections]
        assert [int(one) for one in turned] == [0, 1, 0]
        heads = [one.text for one in document.paragraphs if one.style is not None and one.style.style_id == "Heading1"]
        assert heads[0] == "Как пользоваться заданием"
        assert heads[-1] == "Приёмка"
        footer = document.sections[1].footer.paragraphs[0].text
        assert footer.startswith("ТЗ на настройку CRM")

    def test_hostile_text_stays_text(self, crm: Company) -> None:
        crm.replace(KP, "Руководителю отдела приходит письмо", '"{{ 1 }} ]]> &amp; <w:br/> {% x %}"')
        made = {item.path.rpartition(".")[2]: item.content for item in crm_spec_files(crm.reading().handbook)}
        with zipfile.ZipFile(io.BytesIO(made["docx"])) as archive:
            assert archive.testzip() is None
        texts = "\n".join(
            cell.text for table in Document(io.BytesIO(made["docx"])).tables for row in table.rows for cell in row.cells
        )
        assert "{{ 1 }} ]]> &amp; <w:br/> {% x %}" in texts.replace("\u00a0", " ")

    def test_a_company_that_asks_nothing_gets_nothing(self, company: Company) -> None:
        for name in (KP, DOGOVOR, "regulations/processes/sell/prodat/prinyat-zapros.yaml"):
            company.write(name, re.sub(r"crm: {stage: .*}\n", "", company.text(name)))
        company.write(PROCESS, re.sub(r"funnel:\n(?:  .*\n)*", "", company.text(PROCESS)))
        assert list(crm_spec_files(company.reading().handbook)) == []
