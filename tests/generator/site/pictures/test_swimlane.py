from pathlib import Path

from generator.diagram.flow import Edge, Kind, Timer
from generator.diagram.layout import layout
from generator.diagram.quality import assess
from generator.swimlane import control_points, swimlane
from handbook.book import Handbook
from handbook.read import read
from tests.generator.site.building import ROOT, Built, company, small


def test_outsiders_get_a_pool_and_messages(built: Built) -> None:
    flow = swimlane(built.book, built.book.processes["main"], lambda target, name: f"{target}:{name}")
    assert [lane.id for lane in flow.lanes] == ["seller"]
    assert [pool.id for pool in flow.pools] == ["client"]
    assert [(one.node, one.outgoing, one.label) for one in flow.messages] == [
        ("begin", False, ""),
        ("offer-it", True, "Предложение"),
    ]
    nodes = {node.id: node for node in flow.nodes}
    assert nodes["begin"].lane == "seller"
    assert nodes["ask"].marks == ("КТ1",)
    assert nodes["ask"].href == "operation:ask"
    assert "Ответ: не более 30\u00a0рабочих минут" in str(nodes["ask"].tooltip)
    assert [one.title for one in nodes["offer-it"].documents] == ["Указатель цен"]
    assert nodes["fit"].kind is Kind.EXCLUSIVE
    assert {(edge.source, edge.target, edge.label) for edge in flow.edges} >= {
        ("fit", "offer-it", "да"),
        ("fit", "lost", "нет"),
    }


def test_lanes_follow_the_order_of_the_process_then_first_use(tmp_path: Path) -> None:
    sources = small()
    sources["processes/sell/main/offer-it.yaml"]["owner"] = "boss"
    sources["processes/sell/main/process.yaml"]["lanes"] = ["boss"]
    book = company(tmp_path, sources)
    assert [lane.id for lane in swimlane(book, book.processes["main"]).lanes] == ["boss", "seller"]


def test_control_points_are_numbered_once_along_the_process() -> None:
    book = read(ROOT).handbook
    for process in book.processes.values():
        marks = control_points(book, process)
        assert [mark.name for mark in marks] == [f"КТ{number}" for number in range(1, len(marks) + 1)]


def test_a_broken_process_is_still_drawn(tmp_path: Path) -> None:
    sources = small()
    process = sources["processes/sell/main/process.yaml"]
    process["flow"] = [{"operation": "none"}, {"process": "nowhere"}, {"operation": "ask", "next": "gone"}]
    process.pop("owner")
    sources["processes/sell/main/ask.yaml"].pop("owner")
    book = company(tmp_path, sources)
    flow = swimlane(book, book.processes["main"])
    assert [lane.title for lane in flow.lanes] == ["Исполнитель не назван"]
    assert layout(flow).nodes


def test_a_called_process_is_its_owners_in_whatever_lane_it_stands(tmp_path: Path) -> None:
    sources = small()
    process = sources["processes/sell/main/process.yaml"]
    said = {"block": "sell", "goal": "Цель", "trigger": "Повод", "result": "Итог"}
    sources["processes/sell/other/process.yaml"] = {"id": "other", "title": "Другой", "owner": "boss", **said}
    process["flow"] = [{"operation": "ask", "role": "boss"}, {"process": "other", "role": "seller"}]
    book = company(tmp_path, sources)
    ask, call = swimlane(book, book.processes["main"]).nodes
    boss, seller = book.roles["boss"].title, book.roles["seller"].title
    assert (call.lane, call.owner, call.tooltip) == ("seller", boss, f"Другой\nВладелец: {boss}")
    assert (ask.lane, ask.owner) == ("boss", seller)


def test_a_deadline_stands_on_its_work_with_the_limit_of_its_norm(tmp_path: Path) -> None:
    sources = small()
    work = sources["processes/sell/main/process.yaml"]["flow"][3]
    work["timers"] = [
        {"timer": "silent", "title": "Молчит дольше [[norm:n-offer]]", "to": "lost"},
        {"timer": "soon", "title": "Скоро конец", "to": "ask", "interrupts": False},
        {"timer": "soon", "title": "Имя занято", "to": "ask"},
    ]
    book = company(tmp_path, sources)
    flow = swimlane(book, book.processes["main"])
    nodes = {node.id: node for node in flow.nodes}
    assert nodes["offer-it"].timers == (
        Timer("silent", "Молчит дольше 2\u00a0дней", interrupting=True),
        Timer("soon", "Скоро конец", interrupting=False),
    )
    assert [edge for edge in flow.edges if edge.source in {"silent", "soon"}] == [
        Edge("silent", "lost"),
        Edge("soon", "ask"),
    ]


def test_lanes_may_be_ordered_by_who_hands_over_to_whom(tmp_path: Path) -> None:
    sources = small()
    process = sources["processes/sell/main/process.yaml"]
    sources["roles/third.yaml"] = {"id": "third", "title": "Третий"}
    process["flow"] = [
        {"operation": "ask"},
        {"operation": "ask", "as": "judge", "role": "boss"},
        {"operation": "offer-it", "role": "third"},
        {"operation": "offer-it", "as": "again", "role": "boss"},
    ]
    process["lanes"] = ["boss", "seller", "third"]
    book = company(tmp_path / "listed", sources)
    assert [lane.id for lane in swimlane(book, book.processes["main"]).lanes] == ["boss", "seller", "third"]
    process["lanes"] = "auto"
    book = company(tmp_path / "auto", sources)
    assert [lane.id for lane in swimlane(book, book.processes["main"]).lanes][1] == "boss"


def test_the_diagrams_of_the_sample_are_clean() -> None:
    book: Handbook = read(ROOT).handbook
    assert book.processes
    for process in book.processes.values():
        assert assess(layout(swimlane(book, process))).faults == 0
