"""Diagrams that every test of the BPMN files looks at, drawn once: shipped, generated, hostile, nearly empty."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.diagram.flow import Flow, Kind, Lane
from generator.diagram.layout import layout
from generator.diagram.manner import Manner
from generator.swimlane import swimlane
from handbook.book import Handbook
from handbook.read import read
from tests.generator.diagram.bpmn.drawn import Drawn, everything, hostile
from tests.generator.diagram.flows import SEED, WILD, generated_flow
from tests.volume import volume

ROOT = Path(__file__).parents[4]
GENERATED = volume(36, 13)
#: Every so many are drawn from top to bottom.
VERTICAL = 6


@pytest.fixture(scope="session")
def book() -> Handbook:
    """The sample company."""
    return read(ROOT).handbook


@pytest.fixture(scope="session")
def shipped(book: Handbook) -> dict[str, Drawn]:
    """Every shipped process."""
    flows = [
        swimlane(book, process, lambda target, name: f"{target}/{name}.html") for process in book.processes.values()
    ]
    return {flow.id: Drawn(layout(flow)) for flow in flows}


@pytest.fixture(scope="session")
def generated() -> dict[str, Drawn]:
    """Generated flows, wild ones among them."""
    flows = [generated_flow(SEED, number) for number in range(GENERATED)]
    return {flow.id: Drawn(layout(flow, Manner(vertical=n % VERTICAL == 0))) for n, flow in enumerate(flows)}


@pytest.fixture(scope="session")
def sensible(generated: dict[str, Drawn]) -> dict[str, Drawn]:
    """Generated flows as people draw them; no engine takes what has no beginning."""
    tame = (item for n, item in enumerate(generated.items()) if n % WILD != WILD - 1)
    return {name: drawn for name, drawn in tame if any(node.kind is Kind.START for node in drawn.flow.nodes)}


@pytest.fixture(scope="session")
def drawn(shipped: dict[str, Drawn], generated: dict[str, Drawn]) -> dict[str, Drawn]:
    """All of them, with the odd ones."""
    return shipped | generated | dict(_odd())


def _odd() -> Iterator[tuple[str, Drawn]]:
    yield "everything", Drawn(layout(everything()))
    yield "everything-vertical", Drawn(layout(everything(), Manner(vertical=True)))
    yield "hostile", Drawn(layout(hostile()))
    yield "nothing", Drawn(layout(Flow("", "", (), (), ())))
    yield "lane", Drawn(layout(Flow("lane", "Пусто", (Lane("a", "А"),), (), ())))
