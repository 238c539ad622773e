"""Diagrams in the dialects of four programs, written by hand for the tests: what each element becomes."""

from pathlib import Path
from typing import Any

import pytest

from handbook.bpmn.document import BpmnError
from handbook.bpmn.draft import Draft, Wish, draft
from handbook.finding import Severity
from handbook.model.process import EventNode, GatewayNode, OperationNode, Process
from handbook.source.yaml12 import load
from tests.conftest import Company

DIAGRAMS = Path(__file__).parent / "diagrams"
PROGRAMS = ("camunda", "bpmn-io", "bizagi", "business-studio")


def drafted(company: Company, name: str, wish: Wish | None = None) -> Draft:
    content = (DIAGRAMS / f"{name}.bpmn").read_bytes()
    return draft(content, f"{name}.bpmn", company.reading().handbook, wish or Wish())


def data(made: Draft, name: str) -> dict[str, Any]:
    path = next(path for path in made.files if path.endswith(f"/{name}.yaml"))
    return dict(load(made.files[path])[0])


def told(made: Draft, code: str) -> list[str]:
    return [finding.message for finding in made.findings if finding.code == code]


def put(company: Company, made: Draft) -> None:
    for path, text in made.files.items():
        assert not (company.root / path).exists()
        company.write(path, text)


@pytest.mark.parametrize("program", PROGRAMS)
class TestEveryProgram:
    def test_the_company_with_the_new_process_has_no_errors(self, company: Company, program: str) -> None:
        put(company, drafted(company, program))
        assert [one for one in company.check() if one.severity is Severity.ERROR] == []

    def test_every_element_is_used_or_left(self, company: Company, program: str) -> None:
        made = drafted(company, program)
        assert made.account.read == made.account.used + made.account.left > 20
        assert bool(told(made, "bpmn-left")) == (made.account.left > 0)

    def test_the_same_file_gives_the_same_texts(self, company: Company, program: str) -> None:
        assert drafted(company, program).files == drafted(company, program).files

    def test_every_remark_has_its_line(self, company: Company, program: str) -> None:
        lines = (DIAGRAMS / f"{program}.bpmn").read_bytes().count(b"\n")
        places = [finding.places[0] for finding in drafted(company, program).findings]
        assert all(place.file == f"{program}.bpmn" and 1 < (place.line or 0) <= lines for place in places)

    def test_files_say_what_they_are(self, company: Company, program: str) -> None:
        for text in drafted(company, program).files.values():
            first, second = text.splitlines()[:2]
            assert first.startswith("# yaml-language-server: $schema=")
            assert f"{program}.bpmn" in second


class TestCamunda:
    @pytest.fixture
    def made(self, company: Company) -> Draft:
        return drafted(company, "camunda")

    @pytest.fixture
    def process(self, made: Draft) -> Process:
        return Process.model_validate(data(made, "process"))

    def test_roles_and_documents_the_company_has_are_not_doubled(self, made: Draft) -> None:
        assert [path.removeprefix("regulations/") for path in made.files if "/processes/" not in path] == [
            "documents/kp-2.yaml",
            "documents/schet.yaml",
            "documents/uchetnaya-sistema.yaml",
            "documents/zapis-zvonka.yaml",
            "roles/buhgalter.yaml",
            "roles/menedzher-po-prodazham.yaml",
        ]
        assert data(made, "schet")["scope"].startswith("Заполните: где и кем применяется документ «")
        assert data(made, "utochnit-zadachu")["outputs"] == [{"document": "kartochka", "kind": "crm_record"}]

    def test_the_black_box_is_the_client_whose_request_begins_it(self, process: Process) -> None:
        assert process.lanes == ("client", "menedzher-po-prodazham", "buhgalter")
        assert process.flow[0].role == "client"
        assert process.goal == "Клиент получает услугу в обещанный день."
        assert process.trigger == "Клиент попросил услугу"

    def test_choices_keep_their_words(self, process: Process) -> None:
        fit = next(node for node in process.flow if isinstance(node, GatewayNode))
        assert [(branch.when, branch.to, branch.default) for branch in fit.branches] == [
            ("да", "otpravit-kp", False),
            ("иначе", "otkaz", True),
        ]

    def test_a_choice_by_events_is_a_choice_of_their_names(self, process: Process, made: Draft) -> None:
        waits = [node for node in process.flow if isinstance(node, GatewayNode)][1]
        assert [branch.when for branch in waits.branches] == ["Ответ клиента", "Прошло три дня"]
        events = [(node.type, node.title, node.role) for node in process.flow if isinstance(node, EventNode)]
        assert events == [
            ("message", "Ответ", "menedzher-po-prodazham"),
            ("timer", "Прошло три дня", "menedzher-po-prodazham"),
        ]
        assert any("развилка по событиям стала" in message for message in told(made, "bpmn-changed"))

    def test_branches_that_go_at_once_are_parallel(self, process: Process) -> None:
        kinds = [node.type for node in process.flow if isinstance(node, GatewayNode)]
        assert kinds.count("parallel") == 2

    def test_a_deadline_on_the_border_stays_there(self, process: Process, made: Draft) -> None:
        bill = next(n for n in process.flow if isinstance(n, OperationNode) and n.operation == "vystavit-schet")
        (timer,) = bill.timers
        assert (timer.title, timer.interrupts) == ("Счёт не оплачен за неделю", True)
        assert timer.to in {node.id for node in process.flow}
        assert not any("на границе" in message for message in told(made, "bpmn-changed"))

    def test_a_loop_goes_back(self, process: Process) -> None:
        remind = next(n for n in process.flow if isinstance(n, OperationNode) and n.operation == "napomnit")
        waits = [node.id for node in process.flow if isinstance(node, GatewayNode)][1]
        assert remind.next == waits

    def test_documentation_becomes_the_purpose_and_never_a_link(self, made: Draft) -> None:
        assert data(made, "utochnit-zadachu")["purpose"] == "Понять, что нужно: [ [norm:net]] & всё"

    def test_data_keeps_its_state(self, made: Draft) -> None:
        assert data(made, "utochnit-zadachu")["inputs"] == [{"document": "zapis-zvonka", "note": "свежая"}]

    def test_messages_are_exchanges(self, made: Draft) -> None:
        assert data(made, "otpravit-kp")["participants"] == [{"role": "client", "direction": "to", "subject": "КП"}]

    def test_notes_and_programs_are_told_in_comments(self, made: Draft) -> None:
        texts = "\n".join(made.files.values())
        assert "# Примечание на схеме: Не дольше двух дней" in texts
        assert "# На схеме это задача программы" in texts

    def test_what_has_no_place_is_named(self, made: Draft) -> None:
        assert told(made, "bpmn-left") == ["не перенесено: рамка (Group_1) — в описании ему нет места"]


class TestBpmnIo:
    @pytest.fixture
    def made(self, company: Company) -> Draft:
        return drafted(company, "bpmn-io")

    def test_an_open_sub_process_is_flattened(self, made: Draft) -> None:
        flow = data(made, "process")["flow"]
        assert [node.get("operation") for node in flow[1:4]] == ["prinyat-reklamaciyu", "osmotret", "najti-prichinu"]
        assert any("название — в комментарии" in message for message in told(made, "bpmn-changed"))

    def test_the_name_of_an_open_sub_process_stands_in_the_comment_with_what_it_held(self, made: Draft) -> None:
        text = next(text for path, text in made.files.items() if path.endswith("/process.yaml"))
        assert "# На схеме подпроцесс «Разобраться» (Sub_open): «Осмотреть», «Найти причину».\n" in text

    def test_what_an_open_one_ends_with_leads_on_though_no_end_is_drawn(self, company: Company) -> None:
        text = (DIAGRAMS / "bpmn-io.bpmn").read_text(encoding="utf-8")
        for drawn in (
            '<bpmn2:endEvent id="Sub_end" />',
            '<bpmn2:sequenceFlow id="Sub_3" sourceRef="Sub_b" targetRef="Sub_end" />',
        ):
            assert drawn in text
            text = text.replace(drawn, "")
        made = draft(text.encode(), "bpmn-io.bpmn", company.reading().handbook, Wish())
        assert data(made, "process")["flow"] == data(drafted(company, "bpmn-io"), "process")["flow"]

    def test_a_closed_one_is_an_operation_with_steps_in_order(self, made: Draft) -> None:
        steps = data(made, "ustranit")["steps"]
        assert [step["text"] for step in steps] == ["Заменить узел", "Проверить после замены"]

    def test_an_event_that_does_not_interrupt_opens_one_more_way(self, made: Draft) -> None:
        gateway = next(node for node in data(made, "process")["flow"] if node.get("title") == "Чем кончилось?")
        assert gateway["type"] == "inclusive"

    def test_a_known_process_is_called_and_an_unknown_one_is_an_operation(self, made: Draft) -> None:
        flow = data(made, "process")["flow"]
        assert {"process": "prodat", "role": "ispolnitel"} in flow
        assert data(made, "neizvestnyj-process")["title"] == "Неизвестный процесс"
        assert any("такого процесса в описании нет" in message for message in told(made, "bpmn-changed"))

    def test_ways_that_part_without_a_gateway_get_one(self, made: Draft) -> None:
        flow = data(made, "process")["flow"]
        assert [node["type"] for node in flow if "gateway" in node] == ["inclusive", "parallel"]

    def test_links_lead_where_they_point(self, made: Draft) -> None:
        flow = data(made, "process")["flow"]
        jump = next(node for node in flow if node.get("as"))
        assert jump["operation"] == "uspokoit-klienta"
        assert flow[flow.index(jump) + 1]["end"] == "zakryto" or jump.get("next") == "zakryto"

    def test_a_goal_nobody_has_drawn_is_to_be_filled_in(self, made: Draft) -> None:
        assert data(made, "process")["goal"].startswith("Заполните: что даёт компании процесс «")

    def test_one_title_is_one_operation(self, made: Draft) -> None:
        assert [path for path in made.files if "uspokoit-klienta" in path] == [
            "regulations/processes/sell/process-iz-fajla-bpmn-io/uspokoit-klienta.yaml"
        ]

    def test_what_cannot_be_said_is_named(self, made: Draft) -> None:
        left = "\n".join(told(made, "bpmn-left"))
        for name in ("Sub_event", "Ev_t", "In_g", "Flow_12"):
            assert name in left


class TestBizagi:
    @pytest.fixture
    def made(self, company: Company) -> Draft:
        return drafted(company, "bizagi")

    def test_lanes_without_lists_hold_what_is_drawn_in_them(self, made: Draft) -> None:
        assert data(made, "sobrat-zakaz")["owner"] == "kladovshchik"

    def test_what_the_client_does_is_waited_for(self, made: Draft) -> None:
        flow = data(made, "process")["flow"]
        assert {"event": "prinyat-gruz", "type": "message", "title": "Принять груз", "role": "client"} in flow

    def test_a_document_on_a_way_is_given_and_taken(self, made: Draft) -> None:
        operation = data(made, "sobrat-zakaz")
        assert operation["inputs"] == [{"document": "nakladnaya", "note": "подписана"}]
        assert [one["document"] for one in operation["outputs"]] == ["nakladnaya"]

    def test_an_expression_stands_for_a_missing_name(self, made: Draft) -> None:
        gateway = next(node for node in data(made, "process")["flow"] if node.get("title") == "Что приложить?")
        assert [branch["when"] for branch in gateway["branches"]] == ["новый товар", "сумма больше 100"]

    def test_the_empty_pool_and_the_loose_gateway_are_left(self, made: Draft) -> None:
        left = "\n".join(told(made, "bpmn-left"))
        for name in ("Id_main)", "Id_main-pool", "Id_gate-3", "Id_lane-3"):
            assert name in left


class TestBusinessStudio:
    def test_old_encoding_nested_lanes_and_two_pools(self, company: Company) -> None:
        made = drafted(company, "business-studio")
        assert made.processes == (("otdel-prodazh", "Отдел продаж"), ("otgruzit", "Отгрузить"))
        assert data(made, "oformit-zakaz")["owner"] == "menedzher"
        assert data(made, "otgruzit-tovar")["participants"] == [
            {"role": "menedzher", "direction": "from", "subject": "Заявка на отгрузку"},
            {"role": "zakazchik", "direction": "to", "subject": "Товар"},
        ]

    def test_one_pool_of_several(self, company: Company) -> None:
        made = drafted(company, "business-studio", Wish(block="serve", process="otgruzka", pool="склад"))
        assert made.processes == (("otgruzka", "Отгрузить"),)
        assert "regulations/processes/serve/otgruzka/process.yaml" in made.files
        assert any("взят другой процесс" in message for message in told(made, "bpmn-left"))

    @pytest.mark.parametrize(
        ("wish", "words"),
        [
            (Wish(process="otgruzka"), "в схеме 2 процесса, а идентификатор назван один"),
            (Wish(pool="Бухгалтерия"), "в схеме нет процесса «Бухгалтерия»"),
            (Wish(process="prodat", pool="Склад"), "процесс «prodat» в описании уже есть"),
        ],
    )
    def test_a_wish_that_cannot_be_met(self, company: Company, wish: Wish, words: str) -> None:
        with pytest.raises(BpmnError, match=words) as caught:
            drafted(company, "business-studio", wish)
        assert caught.value.finding.tip
