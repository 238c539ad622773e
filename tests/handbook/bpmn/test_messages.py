"""Messages between the company and an outsider: documents that pass, so that the arrows are drawn again."""

from typing import Any

import pytest

from handbook.bpmn.draft import Draft, Wish, draft
from handbook.finding import Severity
from handbook.source.yaml12 import load
from tests.conftest import Company

MODEL = 'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'


def drawn(company: Company, *messages: str, doc: str = "", more: str = "") -> Draft:
    """A task that exchanges messages with the client."""
    ends = {"to": ("work", "pool"), "from": ("pool", "work"), "start": ("pool", "s")}
    flows = "".join(
        f'<messageFlow id="m{number}" name="{name}" sourceRef="{ends[way][0]}" targetRef="{ends[way][1]}"/>\n'
        for number, (way, _, name) in enumerate(message.partition(" ") for message in messages)
    )
    text = (
        f"<definitions {MODEL}><collaboration id='c'><participant id='pool' name='Клиент'/>\n"
        f"<participant id='we' name='Проба' processRef='p'/>{flows}</collaboration>\n"
        "<process id='p' name='Проба'><laneSet id='l'><lane id='lane' name='Менеджер'>"
        "<flowNodeRef>s</flowNodeRef><flowNodeRef>work</flowNodeRef><flowNodeRef>e</flowNodeRef></lane></laneSet>"
        f"<startEvent id='s' name='Клиент позвонил'/><task id='work' name='Ответить'>{doc}</task><endEvent id='e'/>"
        "<sequenceFlow id='a' sourceRef='s' targetRef='work'/><sequenceFlow id='b' sourceRef='work' targetRef='e'/>"
        f"{more}</process></definitions>"
    )
    made = draft(text.encode(), "x.bpmn", company.reading().handbook, Wish())
    for path, content in made.files.items():
        company.write(path, content)
    assert [finding for finding in company.check() if finding.severity is Severity.ERROR] == []
    return made


def data(made: Draft, name: str) -> dict[str, Any]:
    path = next(path for path in made.files if path.endswith(f"/{name}.yaml"))
    return dict(load(made.files[path])[0])


def changed(made: Draft) -> list[tuple[str, int | None]]:
    return [(one.message, one.places[0].line) for one in made.findings if one.code == "bpmn-changed"]


def known(company: Company, *titles: str) -> None:
    """Documents the company has already."""
    for number, title in enumerate(titles, 1):
        text = f"id: known-{number}\ntitle: Полное название {number}\nshort: {title}\nkind: form\nscope: Продажи\n"
        company.write(f"regulations/documents/known-{number}.yaml", text)


class TestNamed:
    def test_a_known_document_is_what_passes(self, company: Company) -> None:
        known(company, "Смета", "Анкета")
        made = drawn(company, "to смета", "from Анкета [заполнена]")
        operation = data(made, "otvetit")
        assert operation["outputs"] == [{"document": "known-1", "to": ["client"], "kind": "client_document"}]
        assert operation["inputs"] == [{"document": "known-2", "from": "client", "note": "заполнена"}]
        assert not any("/documents/" in path for path in made.files)

    def test_an_unknown_one_is_drafted(self, company: Company) -> None:
        made = drawn(company, "to Смета работ")
        assert data(made, "otvetit")["outputs"][0]["document"] == "smeta-rabot"
        assert data(made, "smeta-rabot")["kind"] == "form"

    @pytest.mark.parametrize(
        ("name", "documents"),
        [
            ("Смета, анкета", ["known-1", "known-2"]),
            ("Смета, опись, анкета", ["known-1", "opis", "known-2"]),
            ("Письмо, список", ["pismo-spisok"]),
            ("План, и график", ["known-3"]),
            ("Анкета, план, и график", ["known-2", "known-3"]),
        ],
    )
    def test_several_are_told_apart_when_one_is_known(self, company: Company, name: str, documents: list[str]) -> None:
        known(company, "Смета", "Анкета", "План, и график")
        made = drawn(company, f"to {name}")
        assert [one["document"] for one in data(made, "otvetit")["outputs"]] == documents

    def test_a_list_cut_short_is_told(self, company: Company) -> None:
        known(company, "Смета", "Анкета")
        made = drawn(company, "to Смета, анкета и ещё 2")
        assert [one["document"] for one in data(made, "otvetit")["outputs"]] == ["known-1", "known-2"]
        assert any("документов больше, чем названо" in message for message, _ in changed(made))

    def test_one_drawn_beside_the_task_stays_there(self, company: Company) -> None:
        doc = "<dataOutputAssociation id='d'><targetRef>ref</targetRef></dataOutputAssociation>"
        more = "<dataObjectReference id='ref' name='Смета' dataObjectRef='o'/><dataObject id='o'/>"
        made = drawn(company, "to Смета", doc=doc, more=more)
        (output,) = data(made, "otvetit")["outputs"]
        assert output["to"] == ["client", data(made, "otvetit")["owner"]]


class TestNotDrawn:
    def test_a_nameless_one_is_a_participant_and_its_line_is_told(self, company: Company) -> None:
        made = drawn(company, "to ")
        operation = data(made, "otvetit")
        assert operation["participants"] == [{"role": "client", "direction": "to"}]
        assert "outputs" not in operation
        assert [line for message, line in changed(made) if "стрелки на схеме не будет" in message] == [2]

    def test_the_name_of_one_that_begins_the_process_is_told(self, company: Company) -> None:
        made = drawn(company, "start Заявка")
        assert any("название не перенесено" in message for message, _ in changed(made))


class TestWords:
    def test_line_breaks_of_other_programs_stay(self, company: Company) -> None:
        made = drawn(company, doc="<documentation>Первая строка\n   Вторая: да\n\n\nТретья</documentation>")
        assert data(made, "otvetit")["purpose"] == "Первая строка\nВторая: да\n\nТретья"

    @pytest.mark.parametrize(
        ("inner", "words"),
        [
            (
                "<p xmlns='http://www.w3.org/1999/xhtml'>Один <b>жирный</b></p><p xmlns='w'>Два</p>",
                "Один жирный\n\nДва",
            ),
            ("&lt;p&gt;Один&lt;/p&gt;Два&lt;br/&gt;Три", "Один\nДва\nТри"),
        ],
    )
    def test_markup_breaks_lines_where_it_did(self, company: Company, inner: str, words: str) -> None:
        made = drawn(company, doc=f"<documentation>{inner}</documentation>")
        assert data(made, "otvetit")["purpose"] == words

    def test_words_of_ours_in_files_of_others_are_words(self, company: Company) -> None:
        made = drawn(company, doc="<documentation>Зачем: чтобы ответить\nШаги:\n1. Раз</documentation>")
        operation = data(made, "otvetit")
        assert operation["purpose"] == "Зачем: чтобы ответить\nШаги:\n1. Раз"
        assert "steps" not in operation
