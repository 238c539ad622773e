"""When a diagram is too crowded, and where it may be cut."""

import random
from typing import Any

import pytest
import yaml

from handbook.flow import graph
from handbook.lint.crowded_process import MOST, _stretch
from handbook.model.process import EndNode, Process, StartNode
from tests.conftest import Company

FLOW = "regulations/processes/sell/prodat/process.yaml"
WAS = "id: bylo\ntitle: Было\nblock: sell\nvariant: as-is\ngoal: А\ntrigger: Б\nresult: В\n"
OLD = "regulations/processes/sell/bylo/process.yaml"
START, END = {"start": "s", "title": "Начало"}, {"end": "e", "title": "Конец"}


def process(*flow: dict[str, Any]) -> Process:
    said = {"id": "p", "title": "П", "block": "sell", "goal": "ц", "trigger": "с", "result": "р"}
    return Process.model_validate({**said, "flow": flow})


def cut(*flow: dict[str, Any]) -> set[str]:
    drawn = graph(process(*flow), {})
    work = [name for name, node in drawn.nodes.items() if not isinstance(node, StartNode | EndNode)]
    return set(_stretch(drawn, work))


def chain(count: int, first: int = 1) -> list[dict[str, Any]]:
    return [{"operation": f"o{number}"} for number in range(first, first + count)]


def told(company: Company, nodes: list[dict[str, Any]]) -> list[str]:
    """What the rule says of a process as it was, whose nodes no other rule asks anything of."""
    company.write(OLD, WAS + yaml.safe_dump({"flow": nodes}, allow_unicode=True))
    return company.told("crowded-process")


def waits(count: int) -> list[dict[str, Any]]:
    return [{"event": f"w{number}", "title": f"Ответ {number}"} for number in range(count)]


class TestCount:
    @pytest.mark.parametrize(("count", "crowded"), [(MOST, False), (MOST + 1, True)])
    def test_starts_and_ends_are_no_work(self, company: Company, count: int, crowded: bool) -> None:  # noqa: FBT001 - a case
        assert bool(told(company, [START, *waits(count), END])) is crowded

    def test_gateways_calls_and_events_are(self, company: Company) -> None:
        more = [{"gateway": "g", "next": "e"}, {"process": "prodat"}]
        (line,) = told(company, [START, *waits(MOST - 1), *more, END])
        assert "19\u00a0узлов работы, а читается не больше 18" in line

    def test_deadlines_are_not(self, company: Company) -> None:
        timers = [{"timer": f"t{number}", "title": "Долго", "to": "e"} for number in range(5)]
        call = {"process": "prodat", "timers": timers}
        assert told(company, [START, *waits(MOST - 1), call, END]) == []


class TestCut:
    def test_the_two_diagrams_are_nearest_to_equal(self) -> None:
        # Twenty nodes: ten go, ten and the call stay; of equals, the first.
        assert cut(START, *chain(MOST + 2), END) == {f"o{number}" for number in range(1, 11)}

    def test_an_unequal_cut_is_better_than_none(self) -> None:
        names = [f"g{number}" for number in range(16)]
        tied = [{"gateway": name, "branches": [{"to": to} for to in names if to != name]} for name in names]
        tied[-1]["branches"].append({"to": "o1"})
        found = cut(START, *tied, *chain(4), END)
        assert found == set(names), "sixteen that hang together go whole: five stay, not seventeen"

    def test_a_loop_goes_whole(self) -> None:
        nodes = [*chain(9), {"gateway": "g", "branches": [{"to": "o10"}, {"to": "o5"}]}, *chain(10, 10)]
        assert cut(START, *nodes, END) >= {"o5", "g"}

    def test_what_is_left_by_a_deadline_to_elsewhere_is_no_part(self) -> None:
        nodes = chain(MOST + 2)
        nodes[9] = {**nodes[9], "timers": [{"timer": "t", "title": "Долго", "to": "late"}]}
        found = cut(START, *nodes, END, {"end": "late", "title": "Поздно"})
        assert len(found) == 10
        assert "o10" not in found

    def test_a_great_one_is_cut_in_several(self) -> None:
        assert len(cut(START, *chain(60), END)) == MOST

    def test_where_all_is_tied_to_all_there_is_no_place(self) -> None:
        names = [f"g{number}" for number in range(20)]
        tied = [{"gateway": name, "branches": [{"to": to} for to in names if to != name]} for name in names]
        assert cut(START, *tied, END) == set()

    @pytest.mark.parametrize("seed", range(40))
    def test_it_is_entered_and_left_in_one_place(self, seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311 - nothing is secret here
        nodes = chain(24)
        for place in chance.sample(range(24), 5):
            ways = [{"to": f"o{place + 2}" if place < 23 else "e"}, {"to": f"o{chance.randint(1, 24)}"}]
            nodes[place] = {"gateway": f"o{place + 1}", "branches": ways}
        found = cut(START, *nodes, END)
        arcs = graph(process(START, *nodes, END), {}).arcs
        entered = {arc.target for arc in arcs if arc.source not in found and arc.target in found}
        left = {arc.target for arc in arcs if arc.source in found and arc.target not in found}
        assert (not found) or (len(entered) <= 1 and len(left) <= 1 and 3 <= len(found) <= MOST)


class TestWords:
    def test_operations_that_do_not_follow_one_another_are_listed(self, company: Company) -> None:
        far = [{"operation": "podgotovit-kp", "as": f"k{number}"} for number in range(1, 4)]
        nodes = [START, far[0] | {"next": "x"}, *waits(16), {"operation": "prinyat-zapros", "next": "e"}]
        nodes += [{"event": "x", "title": "Икс"}, far[1], far[2] | {"next": "w0"}, END]
        (line,) = [finding.tip for finding in _findings(company, nodes)]
        assert line == (
            "Вынесите часть хода в отдельный процесс и вызовите его узлом process: например, операции "
            "«Подготовить КП» (k1), «Подготовить КП» (k2), «Подготовить КП» (k3)"
        )

    def test_no_place_is_named_where_there_is_none(self, company: Company) -> None:
        (line,) = [finding.tip for finding in _findings(company, [START, *waits(MOST + 1), END])]
        assert line == "Вынесите часть хода в отдельный процесс и вызовите его узлом process"


def _findings(company: Company, nodes: list[dict[str, Any]]) -> list[Any]:
    told(company, nodes)
    return [finding for finding in company.check() if finding.code == "crowded-process"]
