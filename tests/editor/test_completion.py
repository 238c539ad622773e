"""What VS Code with the YAML extension shows in a source: the extension is this very language server."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.files import FILE_MODELS
from tests.conftest import node_program
from tests.editor.language_server import LanguageServer

ROOT = Path(__file__).parents[2]
OPERATION = ROOT / "regulations" / "processes" / "sell" / "prodat-tipovoe" / "new.yaml"
FIRST = "# yaml-language-server: $schema=../../../.schema/operation.json\n"

pytestmark = pytest.mark.program("node")


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    command = ["node", str(node_program("yaml-language-server/bin/yaml-language-server")), "--stdio"]
    with LanguageServer(command, ROOT) as running:
        yield running


def test_keys_of_an_operation_are_offered_with_russian_words(server: LanguageServer) -> None:
    uri = server.open(OPERATION, f"{FIRST}id: x\ntitle: Проба\n\n")
    offered = server.offers(uri, 3, 0)
    assert {"owner", "steps", "control_points", "norms", "load"} <= offered.keys()
    assert "title" not in offered, "it is written already"
    assert offered["owner"] == "Роль, которая отвечает за результат"
    assert "Четыре–восемь действий" in offered["steps"]
    assert all(re.search("[а-яё]", words) for words in offered.values()), offered


def test_a_key_explains_itself_under_the_mouse(server: LanguageServer) -> None:
    uri = server.open(OPERATION.with_name("hover.yaml"), f"{FIRST}id: x\ntitle: Проба\n")
    shown = server.hover(uri, 2, 1)
    assert "Название" in shown
    assert "Глагол в неопределённой форме" in shown


def test_values_of_a_closed_list_are_offered(server: LanguageServer) -> None:
    start = f"{FIRST}id: x\ntitle: Проба\nparticipants:\n  - role: rop\n    direction: \n"
    uri = server.open(OPERATION.with_name("values.yaml"), start)
    offered = server.offers(uri, 5, 15)
    assert offered["to"] == "владелец передаёт ей"
    assert offered["both"] == "обмен в обе стороны"


def test_a_value_of_a_closed_list_explains_itself_under_the_mouse(server: LanguageServer) -> None:
    text = "# yaml-language-server: $schema=.schema/document.json\nid: x\nkind: script\n"
    uri = server.open(ROOT / "regulations" / "hover.yaml", text)
    for column in (1, 8):
        assert "`script`: сценарий разговора" in server.hover(uri, 2, column)


def test_the_flow_of_a_process_is_offered_with_its_deadlines(server: LanguageServer) -> None:
    process = OPERATION.with_name("flow.yaml")
    start = "# yaml-language-server: $schema=../../../.schema/process.json\nid: x\nlanes: \nflow:\n"
    uri = server.open(process, f"{start}  - operation: prinyat-zapros\n    timers:\n      - timer: dolgo\n        \n")
    assert server.offers(uri, 2, 7)["auto"] == "рядом те, кто чаще передаёт друг другу работу"
    offered = server.offers(uri, 7, 8)
    assert {"title", "to", "interrupts"} <= offered.keys()
    assert "она продолжается" in offered["interrupts"]
    assert "Что начинают, если работа идёт дольше" in server.hover(uri, 5, 6)


def test_kinds_of_norms_are_offered_with_their_titles(server: LanguageServer) -> None:
    text = "# yaml-language-server: $schema=.schema/norms.json\nnorms:\n  - id: n-x\n    kind: \n"
    offered = server.offers(server.open(ROOT / "regulations" / "kinds.yaml", text), 3, 10)
    assert "Длительность сделки" in offered["deal_age"]
    assert "Активность" in offered["activity_rate"]


@pytest.mark.parametrize("kind", FILE_MODELS)
def test_every_kind_of_file_offers_its_keys(server: LanguageServer, kind: str) -> None:
    path = ROOT / "regulations" / f"new-{kind}.yaml"
    uri = server.open(path, f"# yaml-language-server: $schema=.schema/{kind}.json\n\n")
    wanted = {info.alias or name for name, info in FILE_MODELS[kind].model_fields.items()}
    assert wanted <= server.offers(uri, 1, 0).keys()
