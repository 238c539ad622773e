from typing import Any

import pytest

from handbook.flow import Arc, FlowGraph, graph
from handbook.model.operation import Operation
from handbook.model.process import NODE_KEYS, Process

START = {"start": "s", "title": "Начало"}
END = {"end": "e", "title": "Конец"}


def drawn(*nodes: dict[str, Any], owners: dict[str, str | None] | None = None, owner: str | None = None) -> FlowGraph:
    process = Process.model_validate(
        {
            "id": "p",
            "title": "П",
            "block": "sell",
            "goal": "ц",
            "trigger": "с",
            "result": "р",
            "owner": owner,
            "flow": nodes,
        }
    )
    operations = {name: Operation(id=name, title=name.upper(), owner=role) for name, role in (owners or {}).items()}
    return graph(process, operations)


def ways(flow: FlowGraph) -> list[tuple[str, str]]:
    return [(arc.source, arc.target) for arc in flow.arcs]


def test_a_node_leads_to_the_one_below_unless_it_says_where() -> None:
    flow = drawn(START, {"operation": "a"}, {"operation": "b", "next": "a"}, {"operation": "c"}, END)
    assert ways(flow) == [("s", "a"), ("a", "b"), ("b", "a"), ("c", "e")]
    assert list(flow.nodes) == ["s", "a", "b", "c", "e"]
    assert flow.reachable() == {"s", "a", "b"}


def test_the_last_node_and_every_end_lead_nowhere() -> None:
    assert ways(drawn({"operation": "a"})) == []
    assert ways(drawn(END, {"operation": "a"})) == []
    assert drawn().arcs == ()
    assert drawn().reachable() == frozenset()


def test_the_branches_of_a_fork_carry_their_words_and_place() -> None:
    flow = drawn(
        START,
        {"gateway": "g", "branches": [{"when": "да", "to": "a", "default": True}, {"to": "e"}]},
        {"operation": "a"},
        END,
    )
    assert flow.after("g") == (
        Arc("g", "a", "да", default=True, pointer=("flow", 1, "branches", 0, "to")),
        Arc("g", "e", "", default=False, pointer=("flow", 1, "branches", 1, "to")),
    )
    assert flow.before("e") == (
        Arc("g", "e", "", default=False, pointer=("flow", 1, "branches", 1, "to")),
        Arc("a", "e", "", default=False, pointer=("flow", 2, "next")),
    )


def test_a_gateway_without_branches_joins_and_goes_on() -> None:
    flow = drawn(START, {"gateway": "g", "type": "parallel"}, {"operation": "a"}, END)
    assert ways(flow) == [("s", "g"), ("g", "a"), ("a", "e")]
    flow = drawn(START, {"gateway": "g", "next": "e"}, {"operation": "a"}, END)
    assert ("g", "e") in ways(flow)
    assert "a" not in flow.reachable()


def test_a_loop_does_not_loop_the_search() -> None:
    flow = drawn(START, {"operation": "a"}, {"operation": "b", "next": "a"})
    assert flow.reachable() == {"s", "a", "b"}
    assert drawn({"operation": "a", "next": "a"}).reachable() == {"a"}


def test_ways_to_nowhere_are_kept_apart() -> None:
    flow = drawn(START, {"operation": "a", "next": "zzz"}, {"gateway": "g", "branches": [{"to": "yyy"}]})
    assert [(arc.source, arc.target, arc.pointer) for arc in flow.dangling] == [
        ("a", "zzz", ("flow", 1, "next")),
        ("g", "yyy", ("flow", 2, "branches", 0, "to")),
    ]
    assert ways(flow) == [("s", "a")]


def test_a_node_whose_name_is_taken_is_told_and_the_first_one_stays() -> None:
    flow = drawn(START, {"operation": "a", "role": "r1"}, {"event": "a", "title": "Ждём"}, END)
    assert flow.repeated == (("a", ("flow", 2)),)
    assert flow.lanes["a"] == "r1"


def test_an_alias_and_a_called_process_name_their_nodes() -> None:
    flow = drawn({"operation": "a"}, {"operation": "a", "as": "a2"}, {"process": "other"}, END)
    assert ways(flow) == [("a", "a2"), ("a2", "other"), ("other", "e")]


@pytest.mark.parametrize(
    ("nodes", "owners", "owner", "lanes"),
    [
        # An operation stands in the lane of its owner, unless the flow says otherwise.
        ([START, {"operation": "a"}], {"a": "r"}, None, {"s": "r", "a": "r"}),
        ([{"operation": "a", "role": "x"}], {"a": "r"}, "o", {"a": "x"}),
        # Whoever has no lane stands beside the one before, else the one after.
        (
            [START, {"operation": "a"}, {"gateway": "g"}, {"operation": "b"}, END],
            {"a": "ra", "b": "rb"},
            None,
            {"s": "ra", "a": "ra", "g": "ra", "b": "rb", "e": "rb"},
        ),
        # When nobody has one, the owner of the process takes all; failing that, nobody.
        ([START, END], {}, "o", {"s": "o", "e": "o"}),
        ([START, END], {}, None, {"s": None, "e": None}),
        ([{"operation": "a"}, {"operation": "unknown"}], {"a": None}, "o", {"a": "o", "unknown": "o"}),
    ],
)
def test_lanes(
    nodes: list[dict[str, Any]], owners: dict[str, str | None], owner: str | None, lanes: dict[str, str | None]
) -> None:
    assert drawn(*nodes, owners=owners, owner=owner).lanes == lanes


def test_every_kind_of_node_is_known_by_its_first_key() -> None:
    nodes = [{key: "n", "title": "Т"} if key not in ("operation", "process") else {key: "n"} for key in NODE_KEYS]
    for key, node in zip(NODE_KEYS, nodes, strict=True):
        (made,) = drawn(node).nodes.values()
        assert made.id == "n"
        assert key in type(made).model_fields
