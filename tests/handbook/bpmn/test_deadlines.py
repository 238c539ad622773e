"""What stands on the border of an activity: a deadline stays there, any other event becomes a choice."""

from typing import Any

import pytest

from handbook.bpmn.draft import Draft, Wish, draft
from handbook.bpmn.words import in_words
from handbook.finding import Severity
from handbook.source.yaml12 import load
from tests.conftest import Company

MODEL = 'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'
WORK = '<task id="work" name="Ждать ответа"/>'
#: The way through the work, and the one of the event on its border.
FLOWS = {"s": "work", "work": "e", "late": "other", "other": "e"}


def border(event: str = "timer", name: str = "Прошло три дня", inner: str = "", more: str = "") -> str:
    name = f'name="{name}"' if name else ""
    kind = f"{event}EventDefinition"
    return f'<boundaryEvent id="late" {name} attachedToRef="work" {more}><{kind}>{inner}</{kind}></boundaryEvent>'


def drawn(company: Company, on_border: str, work: str = WORK, more: str = "", without: str = "") -> Draft:
    flows = "".join(
        f'<sequenceFlow id="{a}-{b}" sourceRef="{a}" targetRef="{b}"/>' for a, b in FLOWS.items() if a != without
    )
    text = (
        f'<definitions {MODEL}><process id="p" name="Проба">{work}<task id="other" name="Напомнить"/>{on_border}'
        f'<startEvent id="s" name="Начало"/><endEvent id="e" name="Конец"/>{flows}{more}</process></definitions>'
    )
    made = draft(text.encode(), "x.bpmn", company.reading().handbook, Wish())
    for path, content in made.files.items():
        company.write(path, content)
    assert [finding for finding in company.check() if finding.severity is Severity.ERROR] == []
    return made


def flow(made: Draft) -> list[dict[str, Any]]:
    path = next(path for path in made.files if path.endswith("/process.yaml"))
    return list(load(made.files[path])[0]["flow"])


def changed(made: Draft) -> list[str]:
    return [finding.message for finding in made.findings if finding.code == "bpmn-changed"]


class TestDeadlines:
    def test_one_that_interrupts(self, company: Company) -> None:
        made = drawn(company, border())
        assert {"operation": "zhdat-otveta", "next": "konec"} in [
            {key: value for key, value in node.items() if key != "timers"} for node in flow(made)
        ]
        assert [node["timers"] for node in flow(made) if "timers" in node] == [
            [{"timer": "proshlo-tri-dnya", "title": "Прошло три дня", "to": "napomnit"}]
        ]
        assert not any("на границе" in message for message in changed(made))
        assert made.account.left == 0

    def test_what_is_written_of_one_is_told_in_a_comment(self, company: Company) -> None:
        made = drawn(company, border().replace("<timerE", "<documentation>Считаем рабочие дни</documentation><timerE"))
        (text,) = [text for path, text in made.files.items() if path.endswith("/process.yaml")]
        assert "# событие на границе «Прошло три дня» (late): Считаем рабочие дни\n" in text

    @pytest.mark.parametrize("word", ["false", " False ", "0"])
    def test_one_that_does_not(self, company: Company, word: str) -> None:
        made = drawn(company, border(more=f'cancelActivity="{word}"'))
        (timer,) = next(node["timers"] for node in flow(made) if "timers" in node)
        assert timer["interrupts"] is False

    def test_one_without_a_name_is_called_by_its_time(self, company: Company) -> None:
        made = drawn(company, border(name="", inner="<timeDuration>P3D</timeDuration>"))
        (timer,) = next(node["timers"] for node in flow(made) if "timers" in node)
        assert timer["title"] == "Через 3 дня"

    def test_one_that_says_nothing_of_itself(self, company: Company) -> None:
        (timer,) = next(node["timers"] for node in flow(drawn(company, border(name=""))) if "timers" in node)
        assert timer == {"timer": "srok-vyshel", "title": "Срок вышел", "to": "napomnit"}

    def test_several_ways_out_are_forked_after_it(self, company: Company) -> None:
        more = '<task id="third" name="Доложить"/><sequenceFlow id="x" sourceRef="late" targetRef="third"/>'
        made = drawn(company, border(), more=more)
        (timer,) = next(node["timers"] for node in flow(made) if "timers" in node)
        fork = next(node for node in flow(made) if node.get("gateway") == timer["to"])
        assert fork["type"] == "parallel"
        assert [branch["to"] for branch in fork["branches"]] == ["napomnit", "dolozhit"]
        assert any("несколько переходов: после него" in message for message in changed(made))

    def test_of_a_called_process(self, company: Company) -> None:
        made = drawn(company, border(), '<callActivity id="work" name="Продать" calledElement="prodat"/>')
        (node,) = [node for node in flow(made) if "timers" in node]
        assert node["process"] == "prodat"

    def test_its_name_is_nobody_else_s(self, company: Company) -> None:
        made = drawn(company, border(name="Напомнить"))
        (timer,) = next(node["timers"] for node in flow(made) if "timers" in node)
        assert (timer["timer"], timer["to"]) == ("napomnit-2", "napomnit")

    def test_work_that_leads_nowhere_else_ends(self, company: Company) -> None:
        nodes = flow(drawn(company, border(), without="work"))
        place = next(index for index, node in enumerate(nodes) if "timers" in node)
        assert nodes[place].get("next", nodes[place + 1].get("end")) in {node.get("end") for node in nodes} - {None}
        assert len([node for node in nodes if "end" in node]) == 2


class TestOtherEvents:
    @pytest.mark.parametrize("event", ["message", "error", "signal", "conditional"])
    def test_they_are_a_choice_after_the_operation(self, company: Company, event: str) -> None:
        made = drawn(company, border(event))
        (fork,) = [node for node in flow(made) if node.get("title") == "Чем кончилось?"]
        assert fork["type"] == "exclusive"
        assert [branch["when"] for branch in fork["branches"]] == ["выполнено", "Прошло три дня"]
        assert any("показано развилкой после неё" in message for message in changed(made))

    def test_those_that_do_not_interrupt_may_be_taken_besides(self, company: Company) -> None:
        made = drawn(company, border("message", more='cancelActivity="false"'))
        (fork,) = [node for node in flow(made) if node.get("title") == "Чем кончилось?"]
        assert fork["type"] == "inclusive"
        assert any("не прерывает операцию" in message for message in changed(made))

    def test_a_deadline_of_what_is_opened_is_a_choice_after_it(self, company: Company) -> None:
        inside = '<task id="in" name="Внутри"/><task id="in2" name="Ещё внутри"/>'
        inside += '<sequenceFlow id="i" sourceRef="in" targetRef="in2"/>'
        made = drawn(company, border(), f'<subProcess id="work" name="Разобраться">{inside}</subProcess>')
        assert not any("timers" in node for node in flow(made))
        assert any(node.get("title") == "Чем кончилось?" for node in flow(made))


def test_a_deadline_inside_an_opened_process_leaves_it_by_its_door(company: Company) -> None:
    inside = '<task id="in" name="Внутри"/><task id="in2" name="Ещё внутри"/>'
    inside += '<sequenceFlow id="i" sourceRef="in-late" targetRef="in2"/>'
    inside += '<boundaryEvent id="in-late" name="Долго" attachedToRef="in"><timerEventDefinition/></boundaryEvent>'
    made = drawn(company, "", f'<subProcess id="work" name="Разобраться">{inside}</subProcess>')
    nodes = {node.get("operation"): node for node in flow(made)}
    assert nodes["vnutri"]["timers"] == [{"timer": "dolgo", "title": "Долго", "to": "eshche-vnutri"}]
    assert [node["end"] for node in flow(made) if "end" in node] == ["konec"]


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        ("P3D", "Через 3 дня"),
        ("PT48H", "Через 48 часов"),
        ("P1W", "Через 1 неделю"),
        ("P1Y2M", "Через 1 год 2 месяца"),
        ("P1DT1H30M", "Через 1 день 1 час 30 минут"),
        ("PT15S", "Через 15 секунд"),
        ("P", "P"),
        ("PT", "PT"),
        ("три дня", "три дня"),
        ("R/P1D", "R/P1D"),
        ("", ""),
    ],
)
def test_durations_are_told_in_words(duration: str, words: str) -> None:
    assert in_words(duration).replace("\u00a0", " ") == words
