"""Paper: the first way of drawing that can be read is taken, and what cannot be read is told."""

from pathlib import Path

import pytest

from generator.diagram.detail import compact
from generator.diagram.flow import Doc, Edge, Flow, Kind, Lane, Node
from generator.diagram.readability import A3, A4, LEAST_POINTS, Printed, printed, scale
from generator.documents.figures import Figures
from generator.documents.findings import small_print
from handbook.read import read
from tests.generator.diagram.flows import generated_flow
from tests.generator.site.building import ROOT, company, small


def chain(length: int, lanes: int = 1) -> Flow:
    """Tasks one after another, each with a document, through the lanes in turn."""
    nodes = tuple(
        Node(f"n{i}", Kind.TASK, f"Операция {i}", f"l{i % lanes}", documents=(Doc(f"Документ {i}"),))
        for i in range(length)
    )
    edges = tuple(Edge(f"n{i}", f"n{i + 1}") for i in range(length - 1))
    return Flow("f", "Процесс", tuple(Lane(f"l{i}", f"Роль {i}") for i in range(lanes)), nodes, edges)


def smallest(drawn: Printed) -> float:
    """Points of the smallest letters, from the page alone."""
    geometry, sheet = drawn.geometry, drawn.sheet
    texts = [item.text or item.label for item in geometry.nodes]
    texts += [document.text for item in geometry.nodes for document in item.documents]
    least = min(text.style.size for text in texts if text)
    fits = min(1.0, sheet.width / (geometry.width / 96 * 25.4), sheet.height / (geometry.height / 96 * 25.4))
    return least * 72 / 96 * fits


def test_a_small_process_is_drawn_whole_on_a4() -> None:
    flow = chain(4)
    drawn = printed(flow)
    assert drawn.sheet in A4
    assert drawn.geometry.flow == flow
    assert drawn.points == pytest.approx(smallest(drawn), abs=0.01)


def test_a_larger_one_loses_what_can_be_read_elsewhere_then_takes_a3() -> None:
    seen = set()
    for length in range(4, 60, 8):
        flow = chain(length, lanes=3)
        drawn = printed(flow)
        if drawn.is_readable:
            assert drawn.points >= LEAST_POINTS
            seen.add((drawn.sheet in A3, drawn.geometry.flow == compact(flow)))
    assert {(False, False), (True, True)} <= seen


def test_what_fits_no_sheet_is_the_nearest_to_readable() -> None:
    drawn = printed(chain(90, lanes=1))
    assert not drawn.is_readable
    assert drawn.sheet in A3
    assert scale(drawn.geometry, drawn.sheet) < 1


def test_letters_are_never_enlarged() -> None:
    drawn = printed(chain(1))
    assert drawn.points == pytest.approx(11 * 0.75)


@pytest.mark.parametrize("number", range(4))
def test_the_size_told_is_the_size_printed(number: int) -> None:
    flow = generated_flow(2026, number)
    drawn = printed(flow)
    if any(node.kind.is_event or node.kind.is_gateway or node.documents for node in drawn.geometry.flow.nodes):
        assert drawn.points == pytest.approx(smallest(drawn), abs=0.01)


def test_processes_of_the_library_are_read_on_paper() -> None:
    book = read(ROOT).handbook
    assert list(small_print(book, Figures(book), book.processes)) == []


def test_a_process_too_large_for_paper_is_told(tmp_path: Path) -> None:
    sources = small()
    flow = [{"event": f"e{i}", "type": "timer", "title": f"Ждать ответа клиента {i}"} for i in range(90)]
    sources["processes/sell/main/process.yaml"]["flow"] = [{"start": "s", "title": "Начало"}, *flow]
    book = company(tmp_path, sources)
    (found,) = small_print(book, Figures(book), book.processes)
    assert found.code == "small-print"
    assert "на листе А3 подписи схемы" in found.message
    assert "прочесть можно от 6,5\u00a0пт" in found.message
    assert found.places[0].file.endswith("process.yaml")
