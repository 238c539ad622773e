"""Diagrams nobody would draw: whatever stands in them, the company with the new process has no errors."""

from __future__ import annotations

import random
from xml.sax.saxutils import quoteattr

import pytest

from handbook.bpmn.document import BpmnError
from handbook.bpmn.draft import Wish, draft
from handbook.bpmn.scheme import ACTIVITIES, EVENTS, GATEWAYS, SUBPROCESSES
from handbook.finding import Severity
from tests.conftest import Company

MODEL = 'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'
NAMES = [
    *("да", "null", "- x", ": y", "a: b", "#x", "[[norm:n]]", "{{x}}", "'", '"', "\\", "=1+1", "* x", "&a", "!t", "%"),
    *("字", "con", "process", "x" * 500, "", "  ", "\n", "1.0", "2026-01-01", "yes", "~", "|", ">", "<b>html</b>"),
    *("reglament: ignore[x] y", "\u202eabc", "Клиент", "Менеджер"),
]
KINDS = sorted(
    {*ACTIVITIES, *EVENTS, *GATEWAYS, "dataObjectReference", "dataStoreReference", "textAnnotation", "group"}
)
EVENT_KINDS = ("", "message", "timer", "link", "error", "terminate", "signal")


def contents(chance: random.Random, keys: list[str], depth: int) -> str:
    out, mine = [], []
    for _ in range(chance.randint(1, 9)):
        kind, key = chance.choice(KINDS), f"e{len(keys)}"
        keys.append(key)
        mine.append(key)
        inner = f"<documentation>{chance.choice(['', 'текст # x', '&lt;p&gt;[[role:x]]'])}</documentation>"
        if kind in EVENTS and (event := chance.choice(EVENT_KINDS)):
            inner += f'<{event}EventDefinition name="L"/>'
        if kind in SUBPROCESSES and depth < 3:
            inner += contents(chance, keys, depth + 1)
        if kind.lower().endswith("task"):
            inner += f"<dataInputAssociation><sourceRef>{chance.choice(keys)}</sourceRef></dataInputAssociation>"
        flags = f'cancelActivity="{chance.choice(["true", "false"])}" triggeredByEvent="{chance.random() < 0.3}"'
        refs = f'attachedToRef="{chance.choice(keys)}" calledElement="{chance.choice(["prodat", "p0", "zz"])}"'
        out.append(f'<{kind} id="{key}" name={quoteattr(chance.choice(NAMES))} {refs} {flags}>{inner}</{kind}>')
    for number in range(chance.randint(0, 14)):
        ends = f'sourceRef="{chance.choice(mine)}" targetRef="{chance.choice(mine)}"'
        out.append(f'<sequenceFlow id="f{len(keys)}-{number}" name="{chance.choice(["", "да", "нет"])}" {ends}/>')
        if chance.random() < 0.2:
            out.append(f'<association sourceRef="{chance.choice(keys)}" targetRef="{chance.choice(keys)}"/>')
    return "".join(out)


def diagram(chance: random.Random) -> str:
    keys, processes, parties = ["e"], "", '<participant id="box" name="Клиент"/>'
    for number in range(chance.randint(1, 3)):
        inner = contents(chance, keys, 0)
        if chance.random() < 0.6:
            lists = ("".join(f"<flowNodeRef>{key}</flowNodeRef>" for key in keys[half::2]) for half in (0, 1))
            lanes = (f"<lane name={quoteattr(chance.choice(NAMES))}>{one}</lane>" for one in lists)
            inner += f"<laneSet>{''.join(lanes)}</laneSet>"
        processes += f'<process id="p{number}" name={quoteattr(chance.choice(NAMES))}>{inner}</process>'
        if chance.random() < 0.7:
            name = quoteattr(chance.choice(NAMES))
            parties += f'<participant id="pool{number}" name={name} processRef="p{number}"/>'
    for _ in range(4):
        ends = (chance.choice([*keys, "box"]) for _ in range(2))
        parties += '<messageFlow name="M" sourceRef="{}" targetRef="{}"/>'.format(*ends)
    return f"<definitions {MODEL}><collaboration>{parties}</collaboration>{processes}</definitions>"


@pytest.mark.parametrize("seed", range(60))
def test_anything_drawn_is_taken_soundly(company: Company, seed: int) -> None:
    text = diagram(random.Random(seed))  # noqa: S311 - nothing is secret here
    try:
        made = draft(text.encode(), "x.bpmn", company.reading().handbook, Wish())
    except BpmnError as error:
        refused = error.finding.tip
        assert refused
        return
    assert made.account.read == made.account.used + made.account.left
    for path, content in made.files.items():
        assert not (company.root / path).exists()
        company.write(path, content)
    found = company.check()
    assert [one.message for one in found if one.severity is Severity.ERROR] == []
    assert {"unreachable-operation", "bare-suppression", "unused-suppression"}.isdisjoint(one.code for one in found)


def test_a_long_chain_takes_little_time(company: Company) -> None:
    steps = (
        f'<task id="t{n}" name="Шаг {n}"/><sequenceFlow sourceRef="t{n}" targetRef="t{n + 1}"/>' for n in range(1500)
    )
    text = f'<definitions {MODEL}><process id="p" name="Длинный">{"".join(steps)}</process></definitions>'
    made = draft(text.encode(), "x.bpmn", company.reading().handbook, Wish())
    assert len(made.files) == 1502
