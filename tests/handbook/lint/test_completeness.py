"""Gaps a methodologist has to close: what is told, and what is none."""

import pytest

from generator.workbook.founding import FILL
from tests.conftest import Company

SELL = "regulations/processes/sell/prodat"
DEAL = f"{SELL}/zaklyuchit-dogovor.yaml"
ASK = f"{SELL}/prinyat-zapros.yaml"
RULES = "regulations/documents/reglament-kp.yaml"


class TestUnfilled:
    @pytest.mark.parametrize(
        "text", ["Заполните карточку клиента", "Напишите, что встреча перенесена", "Проверьте. Заполните: всё"]
    )
    def test_work_is_no_blank(self, company: Company, text: str) -> None:
        company.replace(DEAL, "text: Подписать договор", f'text: "{text}"')
        assert company.told("unfilled-text") == []

    def test_every_blank_is_told_apart(self, company: Company) -> None:
        company.replace(DEAL, "text: Подписать договор", 'text: "Заполните: что делает менеджер"')
        company.replace(DEAL, "purpose: Договорённости записаны", f'purpose: "{FILL}зачем это."')
        company.replace(f"{SELL}/process.yaml", "Продать быстро", "Напишите, что даёт компании процесс «Продать»")
        assert [line.partition(": ")[2] for line in company.told("unfilled-text")] == [
            "осталось заполнить: что даёт компании процесс «Продать»",
            "осталось заполнить: что делает менеджер",
            "осталось заполнить: зачем это",
        ]


class TestOperations:
    def test_a_norm_of_a_control_point_or_a_text_measures_an_operation(self, company: Company) -> None:
        company.replace(DEAL, "    norms: [n-plan]\n", "")
        assert len(company.told("operation-without-norm")) == 1
        company.replace(DEAL, "text: Подписать договор", "text: Подписать договор в срок [[norm:n-kp]]")
        assert company.told("operation-without-norm") == []

    def test_only_what_is_empty_is_named(self, company: Company) -> None:
        company.replace(ASK, "tools: [CRM]\n", "")
        company.replace(ASK, "load: {count: 3, per: day}\n", "")
        (line,) = company.told("incomplete-operation")
        assert line.endswith("«Принять запрос» описана не целиком, пусто: средства (tools), как часто (load)")

    @pytest.mark.parametrize("crm", ["{stage: Договор}", "{automation: [Письмо]}", "{fields: [{title: Сумма}]}"])
    def test_any_part_of_the_crm_will_do(self, company: Company, crm: str) -> None:
        company.replace(DEAL, "crm: {stage: Договор}", f"crm: {crm}")
        assert company.told() == []

    @pytest.mark.parametrize(
        ("question", "message"),
        [
            ("{question: Где?, document: kp}", None),
            ("{question: Где?, answer: Там}", "ответ ни на чём не основан"),
            ("{question: Где?}", "ответа нет"),
        ],
    )
    def test_an_answer_stands_in_a_document(self, company: Company, question: str, message: str | None) -> None:
        company.replace(DEAL, "load:", f"  - {question}\nload:")
        assert [line.rpartition(": ")[2] for line in company.told()] == ([message] if message else [])


class TestDocuments:
    @pytest.mark.parametrize(
        ("kind", "empty"),
        [
            ("regulation", "пункты (clauses)"),
            ("template", "пункты (clauses)"),
            ("register", "поля (fields), образец (sample)"),
            ("form", "поля (fields), образец (sample)"),
            ("incoming", "образец (sample)"),
            ("plan", "образец (sample)"),
        ],
    )
    def test_a_document_needs_what_its_kind_is_for(self, company: Company, kind: str, empty: str) -> None:
        about = "requirements: [Есть дата]\nowner: rop\nmedium: Папка\n"
        company.write("regulations/documents/d.yaml", f"id: d\ntitle: Д\nkind: {kind}\nscope: Сделки\n{about}")
        (line,) = company.told("incomplete-document")
        assert line.endswith(f"пусто: {empty}")

    @pytest.mark.parametrize(
        ("file", "old", "new"),
        [
            (DEAL, "text: Подписать договор", "text: Подписать договор\n    document: d"),
            (DEAL, "text: Подписать договор", "text: Подписать договор по [[document:d|памятке]]"),
            (DEAL, "  - {document: kp,", "  - {document: d, from: client}\n  - {document: kp,"),
            (RULES, "scope: Все продажи", "scope: Все продажи, кроме [[document:d]]"),
            ("regulations/norms.yaml", "min: 90 %", "min: 90 %\n    source: {document: d}"),
        ],
    )
    def test_whoever_names_a_document_uses_it(self, company: Company, file: str, old: str, new: str) -> None:
        company.write("regulations/documents/d.yaml", "id: d\ntitle: Д\nkind: incoming\nscope: Сделки\n")
        assert len(company.told("idle-document")) == 1
        company.replace(file, old, new)
        assert company.told("idle-document") == []

    def test_a_document_of_an_operation_that_could_not_be_read_is_not_idle(self, company: Company) -> None:
        company.append(DEAL, "lishnij: 1\n")
        assert [finding.code for finding in company.check()] == ["unknown-key"]

    def test_two_operations_may_share_a_document_without_clauses(self, company: Company) -> None:
        company.replace(ASK, '{document: reglament-kp, clause: "2.1"}\npurpose', "{document: reglament-kp}\npurpose")
        assert len(company.told("catch-all-document")) == 1
        company.replace(
            DEAL, 'governed_by:\n  - {document: reglament-kp, clause: "2.2"}\n', "governed_by: [document: kp]\n"
        )
        assert company.told("catch-all-document") == []


class TestNorms:
    def test_a_clause_that_cites_a_norm_holds_it(self, company: Company) -> None:
        company.replace(RULES, "[[norm:n-reakciya]]", "сразу")
        assert len(company.told("norm-without-source")) == 1
        company.replace(ASK, "max: 30 wmin", "max: 30 wmin\n    source: {document: reglament-kp}")
        assert company.told("norm-without-source") == []

    def test_a_draft_need_not_stand_anywhere(self, company: Company) -> None:
        company.replace(RULES, "[[norm:n-reakciya]]", "сразу")
        company.replace(ASK, "max: 30 wmin", "max: 30 wmin\n    draft: true")
        assert company.told() == []


class TestPeople:
    def test_the_case_of_letters_makes_no_other_competency(self, company: Company) -> None:
        levels = "levels: [А, Б, В, Г, Д], checked_by: Разбор"
        titles = ("телефонный  разговор", "ДЕЛОВОЕ Письмо", "Договорная работа")
        rows = "".join(
            f"  - {{id: k{number}, title: {title}, why: Надо, {levels}}}\n" for number, title in enumerate(titles)
        )
        company.write("regulations/competencies.yaml", f"competencies:\n{rows}")
        assert company.told() == []
        company.replace(ASK, "title: Телефонный разговор", "title: Телефонные разговоры")
        (finding,) = company.check()
        assert (finding.code, finding.tip) == (
            "undescribed-competency",
            "Возможно, вы имели в виду «телефонный  разговор»",
        )

    def test_a_role_that_only_takes_part_needs_no_path(self, company: Company) -> None:
        company.write(
            "regulations/training.yaml", "paths: [{role: menedzher, steps: [{day: 1, text: Прочитать регламент}]}]\n"
        )
        assert len(company.told("role-without-path")) == 1
        company.replace(f"{SELL}/podgotovit-kp.yaml", "  - role: rop\n    text", "  - text")
        assert company.told() == []

    def test_without_the_files_nobody_asks_for_paths_and_meetings(self, company: Company) -> None:
        assert company.told() == []


def test_a_process_as_it_is_owes_its_head_nothing(company: Company) -> None:
    about = "block: sell\nvariant: as-is\ngoal: А\ntrigger: Б\nresult: В\n"
    company.write("regulations/processes/sell/bylo/process.yaml", f"id: bylo\ntitle: Было\n{about}")
    assert company.told("incomplete-process") == []
    company.replace("regulations/processes/sell/bylo/process.yaml", "as-is", "to-be\nkind: support")
    (line,) = company.told("incomplete-process")
    assert line.endswith("пусто: решения руководителя (decisions), показатели (indicators), отчётность (reports)")
