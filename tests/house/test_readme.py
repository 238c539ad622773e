"""What a methodologist copies from README is what the handbook reads."""

import re
from pathlib import Path
from typing import Any

import yaml

from handbook.flow import graph
from handbook.model.operation import Operation
from handbook.model.process import CallNode, EndNode, OperationNode, Process
from tests.sample import sample_book

ROOT = Path(__file__).resolve().parents[2]
BOOK = sample_book()


def examples() -> list[dict[str, Any]]:
    """The YAML of the chapter about flows."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    chapter = text.partition("### Описать ход процесса\n")[2].partition("\n### ")[0]
    return [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", chapter, re.DOTALL)]


def test_the_flow_is_a_process_without_loose_ends() -> None:
    (said,) = (example for example in examples() if "flow" in example)
    head = {"id": "p", "title": "П", "block": "sell", "goal": "ц", "trigger": "с", "result": "р"}
    process = Process.model_validate({**head, **said})
    flow = graph(process, BOOK.operations)
    assert (flow.dangling, flow.repeated) == ((), ())
    assert flow.reachable() == set(flow.nodes)
    for name, node in flow.nodes.items():
        assert bool(flow.after(name)) is not isinstance(node, EndNode), name
        assert flow.lanes[name] in BOOK.roles
        assert not isinstance(node, OperationNode) or node.operation in BOOK.operations
        assert not isinstance(node, CallNode) or node.process in BOOK.processes


def test_a_message_to_the_client_is_an_output() -> None:
    (said,) = (example for example in examples() if "outputs" in example)
    (output,) = Operation.model_validate({"id": "o", "title": "О", **said}).outputs
    assert output.document in BOOK.documents
    assert [BOOK.roles[role].external for role in output.to] == [True]
