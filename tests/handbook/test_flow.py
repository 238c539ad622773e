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


def timer(name: str, to: str, **more: bool) -> dict[str, Any]:
    return {"timer": name, "title": f"Срок {name}", "to": to, **more}


class TestDeadlines:
    def test_a_deadline_is_a_way_from_the_work_it_stands_on(self) -> None:
        flow = drawn(START, {"operation": "a", "timers": [timer("t", "b", interrupts=False)]}, END, {"operation": "b"})
        assert flow.after("a") == (
            Arc("a", "e", "", default=False, pointer=("flow", 1, "next")),
            Arc("a", "b", "Срок t", default=False, pointer=("flow", 1, "timers", 0, "to"), timer="t"),
        )
        assert [(one.id, one.interrupts) for one in flow.timers["a"]] == [("t", False)]
        assert flow.reachable() == {"s", "a", "e", "b"}

    def test_one_may_repeat_its_own_work(self) -> None:
        flow = drawn(START, {"operation": "a", "timers": [timer("t", "a")]}, END)
        assert ("a", "a") in ways(flow)
        assert (flow.dangling, flow.repeated) == ((), ())

    def test_one_that_leads_to_nothing_dangles(self) -> None:
        flow = drawn(START, {"process": "p2", "timers": [timer("t", "zzz")]}, END)
        (arc,) = flow.dangling
        assert (arc.target, arc.pointer, arc.timer) == ("zzz", ("flow", 1, "timers", 0, "to"), "t")

    @pytest.mark.parametrize("name", ["s", "a", "b", "e"])
    def test_no_node_shares_its_name_wherever_it_stands(self, name: str) -> None:
        flow = drawn(START, {"operation": "a", "timers": [timer(name, "b")]}, END, {"operation": "b"})
        assert flow.repeated == ((name, ("flow", 1, "timers", 0, "timer")),)
        assert ("a", "b") not in ways(flow)
        assert flow.timers == {}

    def test_of_two_with_one_name_the_first_stays(self) -> None:
        work = {"operation": "a", "timers": [timer("t", "e"), timer("t", "b")]}
        flow = drawn(START, work, END, {"operation": "b", "timers": [timer("t", "e")]})
        assert [pointer for _, pointer in flow.repeated] == [
            ("flow", 1, "timers", 1, "timer"),
            ("flow", 3, "timers", 0, "timer"),
        ]
        assert [arc.target for arc in flow.arcs if arc.timer] == ["e"]

    def test_what_follows_a_deadline_stands_where_it_would_without_one(self) -> None:
        flow = drawn(
            START,
            {"operation": "a", "timers": [timer("t", "late")]},
            END,
            {"operation": "b", "next": "e"},
            {"end": "late", "title": "Поздно"},
            owners={"a": "ra", "b": "rb"},
        )
        assert flow.lanes["late"] == "rb"


@pytest.mark.parametrize("key", ["start", "gateway", "event", "end"])
def test_only_work_has_deadlines(key: str) -> None:
    with pytest.raises(ValueError, match="timers"):
        drawn({key: "n", "title": "Т", "timers": [timer("t", "n")]})


def test_a_node_whose_name_is_taken_takes_its_deadlines_along() -> None:
    late = {"operation": "a", "as": "g", "timers": [{"timer": "late", "title": "Поздно", "to": "e"}]}
    flow = drawn(START, {"gateway": "g"}, END, late)
    assert flow.timers == {}
    assert [arc for arc in flow.arcs if arc.timer] == []
    assert flow.repeated == (("g", ("flow", 3)),)
