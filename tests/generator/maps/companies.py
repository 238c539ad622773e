"""Companies whose maps the tests draw: the small one, one whose words are hostile, and everything the product ships."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from generator.maps.chart import Chart
from generator.maps.documents import between, process_documents
from generator.maps.funnel import transitions
from generator.maps.funnel_shape import funnel_shape
from generator.maps.handovers import block_handovers, handovers, role_handovers
from generator.maps.landscape import landscape
from generator.maps.organisation import organisation
from generator.maps.picture import Picture
from generator.maps.svg import draw
from handbook.book import Handbook
from handbook.model.base import Target
from handbook.model.process import BLOCK_TITLES
from handbook.read import read
from tests.generator.site.building import ROOT, company, small

#: Everything that means something to DOT, to SVG or to a template.
HOSTILE = (
    "\"quotes\" 'single' </title></svg><script>alert(1)</script> <b>bold</b> \\N \\G \\l %s %% {x|y} "
    "<TABLE><TR><TD>html</TD></TR></TABLE> {{ 7*7 }} &amp; [label=x]; // -- -> \\"
)


def href(target: Target, name: str) -> str | None:
    return f"{target}/{name}.html"


def sources() -> dict[str, Any]:
    """The small company with departments, a second block, management, and papers that go between them."""
    made = deepcopy(small())
    made["company.yaml"]["departments"] = [
        {"id": "office", "title": "Администрация"},
        {"id": "sales", "title": "Отдел продаж", "parent": "office"},
        {"id": "empty", "title": "Никого", "parent": "office"},
    ]
    director, seller = made["positions.yaml"]["positions"]
    director |= {"department": "office", "headcount": 1}
    seller |= {"department": "sales", "headcount": 4, "substitutes": "director"}
    made["roles/store.yaml"] = {"id": "store", "title": "Кладовщик"}
    made["documents/report.yaml"] = {"id": "report", "title": "Отчёт", "kind": "report", "scope": "Внутри"}
    ask = made["processes/sell/main/ask.yaml"]
    ask["outputs"] = [{"document": "report", "to": ["boss"], "kind": "internal_document"}]
    made["processes/sell/main/process.yaml"]["flow"].insert(4, {"process": "ship"})
    made["processes/serve/ship/process.yaml"] = _process("ship", "Отгрузить", "serve", "pack")
    made["processes/serve/ship/pack.yaml"] = {
        "id": "pack",
        "title": "Собрать",
        "owner": "store",
        "inputs": [{"document": "offer", "from": "seller"}],
        "outputs": [{"document": "request", "to": ["client", "seller"], "kind": "client_document"}],
    }
    made["processes/manage/lead/process.yaml"] = _process("lead", "Управлять", "manage", "judge", kind="management")
    made["processes/manage/lead/judge.yaml"] = {
        "id": "judge",
        "title": "Разобрать",
        "owner": "boss",
        "inputs": [{"document": "report"}],
    }
    made["processes/sell/old/process.yaml"] = _process("old", "Как было", "sell", "ask", variant="as-is")
    return made


def _process(name: str, title: str, block: str, operation: str, **more: str) -> dict[str, Any]:
    return {
        "id": name,
        "title": title,
        "block": block,
        "goal": "Цель",
        "trigger": "Начало",
        "result": "Конец",
        "flow": [
            {"start": "s", "title": "Начало"},
            {"operation": operation},
            {"end": "e", "title": "Конец"},
        ],
        **more,
    }


def book(root: Path, made: dict[str, Any] | None = None) -> Handbook:
    return company(root, made or sources())


def hostile(root: Path) -> Handbook:
    """Every title and name is hostile."""
    return book(root, _spoilt(sources()))


def _spoilt(value: Any, key: str = "") -> Any:  # noqa: ANN401 - sources of any shape
    if isinstance(value, dict):
        return {name: _spoilt(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_spoilt(one, key) for one in value]
    stages = {"Новый", "КП", "Продано"}  # named by norms and operations: they stay themselves
    return f"{value} {HOSTILE}" if key in {"title", "goal", "short"} and value not in stages else value


def charts(made: Handbook) -> Iterator[Chart]:
    """Every map of a company that graphviz lays out."""
    found = [landscape(made, href), organisation(made, href), handovers(made, href), between(made, href)]
    found += [block_handovers(made, href, block) for block in BLOCK_TITLES]
    found += [role_handovers(made, href, role) for role in made.roles.values()]
    for process in made.processes.values():
        found += [process_documents(made, href, process), transitions(made, href, process)]
    yield from filter(None, found)


def pictures(made: Handbook, *, standalone: bool = False) -> Iterator[Picture]:
    """Every map of a company, drawn."""
    yield from (draw(chart, standalone=standalone) for chart in charts(made))
    for process in made.processes.values():
        shape = funnel_shape(made, href, process, standalone=standalone)
        if shape:
            yield shape


@cache
def sample() -> Handbook:
    """The company the product ships."""
    return read(ROOT).handbook
