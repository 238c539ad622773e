"""A gateway that only joins disappears where its ways may meet without it."""

import pytest

from handbook.bpmn.draft import Wish, draft
from handbook.flow import graph
from handbook.model.process import Process
from handbook.source.yaml12 import load
from tests.conftest import Company

MODEL = 'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'
FLOWS = ["s-ask", "ask-a", "ask-b", "a-join", "b-join", "join-next", "next-c", "next-d", "c-e", "d-e"]


@pytest.mark.parametrize(
    ("kind", "kept"), [("parallelGateway", True), ("inclusiveGateway", True), ("exclusiveGateway", False)]
)
def test_one_before_a_fork_that_waits_for_all_stays(company: Company, kind: str, kept: bool) -> None:  # noqa: FBT001 - a case
    flows = "".join(
        f'<sequenceFlow id="{flow}" name="{flow}" sourceRef="{flow.partition("-")[0]}"'
        f' targetRef="{flow.partition("-")[2]}"/>'
        for flow in FLOWS
    )
    tasks = "".join(f'<task id="{name}" name="Дело {name}"/>' for name in "abcd")
    text = (
        f'<definitions {MODEL}><process id="p" name="Проба"><startEvent id="s" name="Начало"/>'
        f'<exclusiveGateway id="ask" name="Как?"/><exclusiveGateway id="join"/><{kind} id="next" name=""/>'
        f'{tasks}<endEvent id="e" name="Конец"/>{flows}</process></definitions>'
    )
    made = draft(text.encode(), "x.bpmn", company.reading().handbook, Wish())
    path = next(path for path in made.files if path.endswith("/process.yaml"))
    drawn = graph(Process.model_validate(load(made.files[path])[0]), {})
    fork = next(arc.source for arc in drawn.arcs if arc.target == "delo-c")
    assert (len(drawn.before(fork)) == 1) is kept
