"""Records that must agree: meetings, participants, stages, outputs, norms, processes as they were."""

import pytest

from tests.conftest import Company

SELL = "regulations/processes/sell/prodat"
DEAL = f"{SELL}/zaklyuchit-dogovor.yaml"
ASK = f"{SELL}/prinyat-zapros.yaml"
QUOTE = f"{SELL}/podgotovit-kp.yaml"
FLOW = f"{SELL}/process.yaml"
NORMS = "regulations/norms.yaml"
OLD = "regulations/processes/sell/bylo/process.yaml"
WAS = "id: bylo\ntitle: Было\nblock: sell\nvariant: as-is\ngoal: А\ntrigger: Б\nresult: В\nflow:\n"


@pytest.mark.parametrize(("duration", "count"), [("30 мин", 0), ("0,5 ч", 0), ("29 мин", 1), ("1 ч", 0)])
def test_an_agenda_fits_its_meeting(company: Company, duration: str, count: int) -> None:
    company.write(
        "regulations/meetings.yaml",
        f"meetings: [{{id: m, title: М, purpose: П, leader: rop, when: в среду, duration: '{duration}', "
        "agenda: [{topic: А, minutes: 20}, {topic: Б, minutes: 10}]}]\n",
    )
    assert len(company.told("long-agenda")) == count


def test_a_number_is_taken_by_one_document_only(company: Company) -> None:
    """The way it was may bear the number of the way it is to be, and a missing number is nobody's."""
    published = "publication: {number: РП-01, date: 2026-01-12}\n"
    company.write("regulations/processes/sell/bylo/process.yaml", WAS.partition("flow:")[0] + published)
    company.replace(FLOW, "owner: rop\nflow:", f"owner: rop\n{published}flow:")
    assert company.told("duplicate-number") == []
    company.append("regulations/documents/reglament-kp.yaml", "publication: {number: рп-01, date: 2026-01-12}\n")
    company.replace("regulations/positions.yaml", "    roles: [rop]\n", f"    roles: [rop]\n    {published}")
    told = company.told("duplicate-number")
    assert [one.partition(" номер ")[2] for one in told] == [
        "«РП-01» уже у документа «Регламент подготовки КП»",
        "«РП-01» уже у документа «Регламент подготовки КП»",
    ]


class TestParticipants:
    @pytest.mark.parametrize("how", ["informed: [rop]", "consulted: [rop]", "approves: rop"])
    def test_whoever_a_step_deals_with_takes_part(self, company: Company, how: str) -> None:
        company.replace(DEAL, "text: Подписать договор", f"text: Подписать договор\n    {how}")
        assert len(company.told("missing-participant")) == 1
        company.replace(DEAL, "inputs:\n", "participants: [{role: rop, direction: to}]\ninputs:\n")
        assert company.told() == []

    def test_one_role_is_told_once_and_the_owner_never(self, company: Company) -> None:
        company.replace(DEAL, "to: [menedzher]", "to: [menedzher, rop]")
        company.replace(DEAL, "text: Подписать договор", "text: Подписать договор\n    informed: [rop, menedzher]")
        assert len(company.told("missing-participant")) == 1

    def test_a_step_is_no_strangers_while_the_owner_is_not_known(self, company: Company) -> None:
        company.replace(DEAL, "- text: Подписать", "- role: menedzher\n    text: Подписать")
        company.replace(DEAL, "owner: menedzher", "owner: menedger")
        assert [finding.code for finding in company.check()] == ["unknown-reference"]

    @pytest.mark.parametrize(
        ("file", "old", "new"),
        [
            (FLOW, "owner: rop\nflow:", "owner: kontroler\nflow:"),
            (DEAL, "text: Подписать договор", "text: Подписать договор\n    approves: kontroler"),
        ],
    )
    def test_whoever_leads_or_approves_is_not_idle(self, company: Company, file: str, old: str, new: str) -> None:
        company.write("regulations/roles/kontroler.yaml", "id: kontroler\ntitle: Контролёр\n")
        assert len(company.told("idle-role")) == 1
        company.replace(file, old, new)
        assert company.told("idle-role") == []


class TestOutputs:
    def test_one_owner_may_put_a_document_out_twice(self, company: Company) -> None:
        company.replace(DEAL, "outputs:\n", "outputs:\n  - {document: kp, to: [menedzher], kind: client_document}\n")
        assert company.told("two-owners-of-output") == []

    @pytest.mark.parametrize(("kind", "count"), [("record", 0), ("register", 0), ("report", 1)])
    def test_everybody_adds_to_a_record(self, company: Company, kind: str, count: int) -> None:
        company.replace("regulations/documents/kartochka.yaml", "kind: record", f"kind: {kind}")
        company.replace(DEAL, "owner: menedzher", "owner: rop")
        assert len(company.told("two-owners-of-output")) == count

    def test_a_meeting_or_a_report_uses_an_output(self, company: Company) -> None:
        about = "requirements: [Дата]\nowner: menedzher\nmedium: Папка\nsample: Сводка\n"
        company.write(
            "regulations/documents/svodka.yaml", f"id: svodka\ntitle: Сводка\nkind: report\nscope: Сделки\n{about}"
        )
        company.replace(
            DEAL, "outputs:\n", "outputs:\n  - {document: svodka, to: [menedzher], kind: internal_document}\n"
        )
        assert len(company.told("unused-output")) == 1
        company.write(
            "regulations/meetings.yaml",
            "meetings: [{id: m, title: М, purpose: П, leader: rop, when: в среду, duration: 15 мин, "
            "inputs: [svodka], agenda: [{topic: А, minutes: 15}]}]\n",
        )
        assert company.told("unused-output") == []
        company.remove("regulations/meetings.yaml")
        company.replace(FLOW, "reports:\n", "reports:\n  - {document: svodka, by: rop, to: rop, when: в среду}\n")
        assert company.told("unused-output") == []

    def test_a_meeting_may_leave_what_an_operation_begins_with(self, company: Company) -> None:
        about = "requirements: [Дата]\nowner: rop\nmedium: Папка\nsample: Протокол\n"
        company.write(
            "regulations/documents/protokol.yaml",
            f"id: protokol\ntitle: Протокол\nkind: report\nscope: Сделки\n{about}",
        )
        company.replace(DEAL, "inputs:\n", "inputs:\n  - {document: protokol, from: rop}\n")
        assert len(company.told("unmade-input")) == 1
        company.write(
            "regulations/meetings.yaml",
            "meetings: [{id: m, title: М, purpose: П, leader: rop, when: в среду, duration: 15 мин, "
            "outputs: [protokol], agenda: [{topic: А, minutes: 15}]}]\n",
        )
        assert company.told("unmade-input") == []

    @pytest.mark.parametrize("spoilt", ["roles/client.yaml", "meetings.yaml"])
    def test_what_could_not_be_read_may_be_who_needs_it(self, company: Company, spoilt: str) -> None:
        company.replace(DEAL, "inputs:\n  - {document: kp, from: menedzher, note: принято клиентом}\n", "")
        company.replace(QUOTE, "to: [client], kind", "to: [rop, client], kind")
        company.write(f"regulations/{spoilt}", "meetings: [{id: m}]\n" if "meet" in spoilt else "id: client\nx: 1\n")
        assert company.told("unused-output") == company.told("unmade-input") == []


class TestFields:
    def test_a_norm_that_requires_a_field_judges_it(self, company: Company) -> None:
        company.replace(ASK, "crm: {stage: Новый запрос}", "crm: {fields: [{title: Источник, mandatory: всегда}]}")
        assert len(company.told("unjudged-field")) == 1
        company.append(
            NORMS,
            "  - {id: n-polya, title: Поля, why: Надо, kind: required_fields, fields: [ИСТОЧНИК], "
            "source: {document: reglament-kp}}\n",
        )
        assert company.told() == []

    def test_the_fields_of_a_process_are_told_once(self, company: Company) -> None:
        for file, stage in ((ASK, "Новый запрос"), (DEAL, "Договор")):
            company.replace(file, f"{{stage: {stage}}}", "{fields: [{title: Сумма, mandatory: всегда}]}")
        (line,) = company.told("unjudged-field")
        assert line.endswith("обязательных полей процесса «Продать» не требует ни одна норма: «Сумма»")

    def test_only_the_first_fields_are_named(self, company: Company) -> None:
        fields = ", ".join(f"{{title: П{number}, mandatory: всегда}}" for number in range(8))
        company.replace(DEAL, "{stage: Договор}", f"{{fields: [{fields}]}}")
        (line,) = company.told("unjudged-field")
        assert line.endswith(": «П0», «П1», «П2», «П3», «П4» и ещё 3")


class TestStages:
    def test_an_operation_of_a_process_without_a_funnel_may_move_any_deal(self, company: Company) -> None:
        company.write(
            OLD.replace("bylo", "vydat"), WAS.replace("bylo", "vydat") + "  - operation: zaklyuchit-dogovor\n"
        )
        company.replace(FLOW, "  - operation: zaklyuchit-dogovor\n", "")
        company.replace(FLOW, "to: zaklyuchit-dogovor, default", "to: uspeh, default")
        assert company.told("foreign-stage") == []

    def test_one_of_its_processes_is_enough(self, company: Company) -> None:
        more = "funnel: {pipeline: Выдача, stages: [{title: Сборка}, {title: Выдано, outcome: won}]}\n"
        company.write(OLD, f"{WAS}  - operation: zaklyuchit-dogovor\n{more}")
        assert company.told("foreign-stage") == []


class TestAsItWas:
    def test_its_own_operations_need_no_regulation(self, company: Company) -> None:
        company.write(OLD, f"{WAS}  - operation: otpravit-cenu\n")
        company.write(
            OLD.replace("process.yaml", "otpravit-cenu.yaml"),
            "id: otpravit-cenu\ntitle: Отправить цену\nowner: rop\nsteps: [text: Назвать цену по телефону]\n"
            "outputs: [{document: kp, to: [client], kind: client_document}]\n",
        )
        company.replace(FLOW, "owner: rop\nflow:", "owner: rop\nreplaces: [bylo]\nflow:")
        assert [finding.code for finding in company.check()] == ["lost-operation"]
        company.replace(OLD, "variant: as-is\n", "")
        assert {"operation-without-norm", "two-owners-of-output"} <= {finding.code for finding in company.check()}

    def test_an_operation_that_a_present_process_goes_through_does(self, company: Company) -> None:
        company.write(OLD, f"{WAS}  - operation: otpravit-cenu\n")
        company.write(
            OLD.replace("process.yaml", "otpravit-cenu.yaml"),
            "id: otpravit-cenu\ntitle: Отправить цену\nowner: rop\nsteps: [text: Назвать цену по телефону]\n",
        )
        company.replace(
            FLOW, "  - operation: podgotovit-kp\n", "  - operation: otpravit-cenu\n  - operation: podgotovit-kp\n"
        )
        assert len(company.told("operation-without-norm")) == 1

    def test_a_called_process_keeps_what_its_caller_lost(self, company: Company) -> None:
        company.write(OLD, f"{WAS}  - operation: zaklyuchit-dogovor\n")
        company.replace(FLOW, "owner: rop\nflow:", "owner: rop\nreplaces: [bylo]\nflow:")
        assert company.told() == []
        company.replace(FLOW, "  - operation: zaklyuchit-dogovor\n", "  - process: oformit\n")
        company.replace(FLOW, "to: zaklyuchit-dogovor, default", "to: oformit, default")
        company.write(
            OLD.replace("bylo", "oformit"),
            WAS.replace("bylo", "oformit").replace("as-is", "to-be") + "  - operation: zaklyuchit-dogovor\n",
        )
        assert company.told("lost-operation") == []
        company.replace(OLD.replace("bylo", "oformit"), "  - operation: zaklyuchit-dogovor\n", "  - process: prodat\n")
        assert len(company.told("lost-operation")) == 1

    def test_a_process_nobody_knows_is_another_mistake(self, company: Company) -> None:
        company.replace(FLOW, "owner: rop\nflow:", "owner: rop\nreplaces: [net]\nflow:")
        assert [finding.code for finding in company.check()] == ["unknown-reference"]


class TestNorms:
    @pytest.mark.parametrize(
        ("keys", "count"),
        [
            ("kind: planned_close, max: 0 d", 0),
            ("kind: task_done, max: 0 min", 0),
            ("kind: plan_fact, min: 110 %, scope: {products: [Сканер]}", 0),
            ("kind: conversion, from: Новый запрос, to: Договор, min: 101 %", 1),
            ("kind: conversion, from: Новый запрос, to: Договор, min: 100 %", 0),
            ("kind: deal_age, max: 0 d", 1),
            ("kind: imitation, last_day_losses: 101 %", 1),
        ],
    )
    def test_nothing_and_more_than_all(self, company: Company, keys: str, count: int) -> None:
        company.append(NORMS, f"  - {{id: n-x, title: Х, why: Надо, {keys}, source: {{document: reglament-kp}}}}\n")
        assert len(company.told("norm-limits")) == count

    def test_editions_that_differ_in_one_end_are_two(self, company: Company) -> None:
        limits = "[{from: 2026-01-01, min: 5, max: 20}, {from: 2026-07-01, min: 8, max: 20}]"
        company.append(
            NORMS,
            f"  - {{id: n-x, title: Х, why: Надо, kind: open_deals, limits: {limits}, source: {{document: kp}}}}\n",
        )
        assert company.told() == []
        company.replace(NORMS, "min: 8", "min: 5")
        assert len(company.told("norm-editions")) == 1

    def test_two_waivers_of_one_object_from_different_norms(self, company: Company) -> None:
        row = "  - {{norm: {}, object: '17', reason: Отпуск, author: Директор, until: 2027-01-31}}\n"
        company.write("regulations/waivers.yaml", f"waivers:\n{row.format('n-kp')}{row.format('n-plan')}")
        assert company.told() == []


class TestNumbers:
    @pytest.mark.parametrize(
        "text",
        [
            "Ждать семи дней",
            "Ждать 7\u00a0дней",
            "Ждать 7 календарных дней",
            "Позвонить через семь дней после отправки",
            "Срок — 7 дней",
            "Обычно двадцать семь дней, теперь семь дней",
        ],
    )
    def test_a_limit_written_out(self, company: Company, text: str) -> None:
        company.replace(QUOTE, "text: Собрать КП", f"text: {text}")
        assert len(company.told("bare-number")) == 1

    @pytest.mark.parametrize(
        "text",
        [
            "Ждать [[norm:n-kp]]",
            "Ждать 17 дней",
            "Ждать 7 рабочих дней",
            "Собрать 7 страниц",
            "Ждать 5–7 дней",
            "Пункт 2.7 дней не называет",
            "Ждать двадцать семь дней",
            "Ждать 1 007 дней и 2 7 дней",
            "Ждать 5 – 7 дней",
        ],
    )
    def test_another_number_is_no_limit(self, company: Company, text: str) -> None:
        company.replace(QUOTE, "text: Собрать КП", f"text: {text}")
        assert company.told("bare-number") == []

    @pytest.mark.parametrize(
        ("work", "title", "count"),
        [
            ("podgotovit-kp", "КП ждёт дольше 7 дней", 1),
            ("podgotovit-kp", '"КП ждёт дольше [[norm:n-kp]]"', 0),
            ("prinyat-zapros", "Молчит дольше 7 дней", 0),
        ],
    )
    def test_a_deadline_on_its_border_repeats_it_too(self, company: Company, work: str, title: str, count: int) -> None:
        timer = f"    timers: [{{timer: dolgo, title: {title}, to: otkaz}}]\n"
        company.replace(FLOW, f"  - operation: {work}\n", f"  - operation: {work}\n{timer}")
        assert len(company.told("bare-number")) == count

    def test_a_norm_of_another_operation_is_not_repeated(self, company: Company) -> None:
        company.replace(ASK, "text: Ответить клиенту,", "text: Ответить клиенту за 7 дней,")
        assert company.told("bare-number") == []

    @pytest.mark.parametrize("written", ["1300 дней", "1 300 дней", "1\u00a0300 дней"])
    def test_thousands_are_written_with_a_space_or_without(self, company: Company, written: str) -> None:
        company.replace(QUOTE, "max: 7 d", "max: 1300 d")
        company.replace(QUOTE, "text: Собрать КП", f"text: Ждать {written}")
        assert len(company.told("bare-number")) == 1
        company.replace(QUOTE, "max: 1300 d", "max: 300 d")
        assert company.told("bare-number") == []

    def test_what_a_norm_counts_has_a_name(self, company: Company) -> None:
        company.append(
            DEAL,
            "norms:\n  - {id: n-v, title: В, why: Надо, kind: activity_rate, activity: meeting, per: week, min: 4, "
            "source: {document: reglament-kp}}\n",
        )
        company.replace(DEAL, "text: Подписать договор", "text: Провести 4 личные встречи и 4 звонка")
        (line,) = company.told("bare-number")
        assert "«4 личные встречи»" in line

    def test_an_older_edition_is_history(self, company: Company) -> None:
        company.replace(
            QUOTE, "    max: 7 d\n", "    limits: [{from: 2026-01-01, max: 7 d}, {from: 2026-06-01, max: 5 d}]\n"
        )
        company.replace(QUOTE, "text: Собрать КП", "text: Ждать 7 дней")
        assert company.told("bare-number") == []
        company.replace(QUOTE, "Ждать 7 дней", "Ждать 5 дней")
        assert len(company.told("bare-number")) == 1
