"""The quick ways of the router find what the plain search finds."""

import pytest

from generator.diagram import router
from generator.diagram.columns import assign_columns
from generator.diagram.graph import index
from generator.diagram.grid import build_grid
from generator.diagram.rows import assign_rows
from generator.diagram.traffic import UNKNOWN
from generator.diagram.wires import Path, make_wires
from tests.generator.diagram.flows import generated_flow

SEED, FLOWS = 411, 24


def _routed(number: int) -> tuple[Path, ...]:
    flow = generated_flow(SEED, number)
    graph = index(flow)
    columns = assign_columns(flow, graph)
    grid = build_grid(flow, graph, columns, assign_rows(flow, graph, columns, 1.4, 1))
    return router.route.__wrapped__(graph, grid, columns, make_wires(flow, graph, grid))


def test_shortcuts_change_no_way(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = [_routed(number) for number in range(FLOWS)]
    monkeypatch.setattr(router, "straight", lambda *_: None)
    monkeypatch.setattr(router, "price", lambda *_: UNKNOWN)
    assert quick == [_routed(number) for number in range(FLOWS)]
    assert any(path.legs == 1 for paths in quick for path in paths)
    assert any(path.legs > 1 for paths in quick for path in paths)
