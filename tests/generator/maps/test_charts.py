"""What each map says of a small company."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.maps.chart import Chart, Paint, Shape, Stroke
from generator.maps.documents import between, process_documents
from generator.maps.funnel import transitions
from generator.maps.handovers import MOST_TIES, block_handovers, handovers, role_handovers, strongest
from generator.maps.landscape import landscape
from generator.maps.organisation import organisation
from generator.maps.passing import between_processes, between_roles
from handbook.book import Handbook
from handbook.model.company import Company
from tests.generator.maps.companies import book, charts, href, sample, sources


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    return book(tmp_path_factory.mktemp("maps"))


def lines(chart: Chart) -> dict[tuple[str, str], str]:
    """Seen lines of a chart, the way their arrows point, with their labels."""
    return {
        (edge.target, edge.source) if edge.back else (edge.source, edge.target): edge.label
        for edge in chart.edges
        if not edge.hidden
    }


def test_the_landscape_shows_blocks_calls_and_what_passes(company: Handbook) -> None:
    chart = landscape(company, href)
    assert chart is not None
    assert {node.id for node in chart.nodes} == {"main", "ship", "lead", "block:sell", "block:serve"}
    assert chart.ranks == (("lead",), ("block:sell", "block:serve"), ("main", "ship"))
    drawn = lines(chart)
    assert ("main", "ship") in drawn
    assert drawn["block:sell", "block:serve"] == "1\u00a0документ"
    assert drawn["block:sell", "lead"] == "1\u00a0документ"
    assert next(node for node in chart.nodes if node.id == "main").href == "process/main.html"


def test_processes_as_they_were_are_left_out(company: Handbook) -> None:
    chart = landscape(company, href)
    assert chart is not None
    assert "old" in company.processes
    assert "old" not in {node.id for node in chart.nodes}


def test_the_organisation_is_framed_by_departments(company: Handbook) -> None:
    chart = organisation(company, href)
    assert chart is not None
    (office,) = chart.clusters
    assert (office.title, office.nodes) == ("Администрация", ("director",))
    (sales,) = office.clusters
    assert (sales.title, sales.nodes, sales.clusters) == ("Отдел продаж", ("seller",), ())
    assert set(lines(chart)) == {("director", "seller")}
    seller = chart.nodes[1]
    assert "4 шт. ед." in seller.note
    assert "замещает: Директор" in seller.tooltip


def test_handovers_count_papers_and_set_outsiders_apart(company: Handbook) -> None:
    chart = handovers(company, href)
    assert chart is not None
    drawn = {frozenset((edge.source, edge.target)): (edge.label, edge.returns) for edge in chart.edges}
    assert drawn == {
        frozenset(("client", "seller")): ("1", "1"),
        frozenset(("seller", "boss")): ("1", ""),
        frozenset(("seller", "store")): ("1", "1"),
        frozenset(("store", "client")): ("1", ""),
    }
    both = next(edge for edge in chart.edges if {edge.source, edge.target} == {"client", "seller"})
    assert both.both
    assert chart.first == ("client",)
    outsider = next(node for node in chart.nodes if node.id == "client")
    assert (outsider.shape, outsider.paint) == (Shape.PILL, Paint.OUTSIDE)
    assert "Предложение" in both.tooltip


def test_a_role_stands_between_its_givers_and_takers(company: Handbook) -> None:
    chart = role_handovers(company, href, company.roles["store"])
    assert chart is not None
    assert lines(chart) == {
        ("from:seller", "store"): "1",
        ("store", "to:client"): "1",
        ("store", "to:seller"): "1",
    }
    assert chart.across


def test_a_block_has_only_its_own_handovers(company: Handbook) -> None:
    chart = block_handovers(company, href, "serve")
    assert chart is not None
    assert {node.id for node in chart.nodes} == {"store", "seller", "client"}
    assert block_handovers(company, href, "develop") is None


def test_strong_ties_only_when_all_are_too_many() -> None:
    made = sample()
    passed = between_roles(made)
    chart = handovers(made, href)
    assert chart is not None
    assert strongest(passed) > 1
    assert 10 <= len(chart.edges) <= MOST_TIES


def test_documents_stand_between_the_operations(company: Handbook) -> None:
    chart = process_documents(company, href, company.processes["main"])
    assert chart is not None
    assert lines(chart) == {
        ("paper:request", "ask"): "",
        ("ask", "paper:report"): "",
        ("offer-it", "paper:offer"): "",
        ("offer-it", "paper:index"): "",
    }
    notes = {node.id: node.note for node in chart.nodes}
    assert notes["paper:request"] == "от: Клиент"
    assert notes["paper:offer"] == "кому: Клиент"


def test_a_paper_read_before_it_is_written_is_two_sheets(tmp_path: Path) -> None:
    made = sources()
    made["processes/sell/main/ask.yaml"]["inputs"].append({"document": "index"})
    company = book(tmp_path, made)
    chart = process_documents(company, href, company.processes["main"])
    assert chart is not None
    assert {("paper:index", "ask"), ("offer-it", "paper:index+")} <= set(lines(chart))


def test_a_card_of_every_operation_is_named_in_them(tmp_path: Path) -> None:
    made = sources()
    flow = made["processes/sell/main/process.yaml"]["flow"]
    for number in range(3):
        made[f"processes/sell/main/more-{number}.yaml"] = {
            "id": f"more-{number}",
            "title": f"Ещё {number}",
            "owner": "seller",
            "inputs": [{"document": "index"}],
        }
        flow.insert(2, {"operation": f"more-{number}"})
    company = book(tmp_path, made)
    chart = process_documents(company, href, company.processes["main"])
    assert chart is not None
    assert not any("index" in end for line in lines(chart) for end in line)
    assert {node.note for node in chart.nodes if node.id.startswith("more-")} == {"в работе: Указатель цен"}


def test_papers_between_blocks(company: Handbook) -> None:
    chart = between(company, href)
    assert chart is not None
    assert lines(chart) == {
        ("block:sell", "paper:offer"): "",
        ("paper:offer", "block:serve"): "",
        ("block:sell", "paper:report"): "",
        ("paper:report", "block:manage"): "",
        ("block:serve", "paper:request"): "",
        ("paper:request", "block:sell"): "",
    }


def test_what_passes_between_processes(company: Handbook) -> None:
    passed = {(one.giver, one.taker): one.documents for one in between_processes(company)}
    assert passed == {("main", "ship"): ("offer",), ("main", "lead"): ("report",), ("ship", "main"): ("request",)}


def test_the_funnel_has_its_ways_outcomes_and_norms(tmp_path: Path) -> None:
    made = sources()
    process = made["processes/sell/main/process.yaml"]
    process["funnel"]["stages"] = [
        {"title": "Новый", "recommended": 5},
        {"title": "КП", "recommended": 3, "to": ["Продано", "Новый", "Отказ"]},
        {"title": "Продано", "outcome": "won"},
        {"title": "Отказ", "outcome": "lost"},
    ]
    process["norms"].append(
        {
            "id": "n-conv",
            "kind": "conversion",
            "title": "Доля",
            "why": "Мало",
            "from": "Новый",
            "to": "Продано",
            "min": "25 %",
            "per": "month",
        }
    )
    company = book(tmp_path, made)
    chart = transitions(company, href, company.processes["main"])
    assert chart is not None
    assert set(lines(chart)) == {
        ("Новый", "КП"),
        ("Новый", "Отказ"),
        ("КП", "Продано"),
        ("КП", "Новый"),
        ("КП", "Отказ"),
        ("Новый", "Продано"),
    }
    assert lines(chart)["Новый", "Продано"] == "не менее 25\u00a0%"
    notes = {node.id: (node.note, node.paint) for node in chart.nodes}
    assert notes["КП"] == ("держать 3; не более 2\u00a0календарных дней", Paint.PLAIN)
    assert notes["Продано"] == ("выигрыш", Paint.WON)
    assert notes["Отказ"] == ("проигрыш", Paint.LOST)
    back = next(edge for edge in chart.edges if edge.back)
    assert back.stroke is Stroke.DASHED


def test_nothing_to_show_is_no_map(tmp_path: Path) -> None:
    empty = Handbook(root=tmp_path, company=Company(name="ООО", short_name="ООО", city="Тула", head="x"))
    assert list(charts(empty)) == []
