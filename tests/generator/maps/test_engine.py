"""The program that lays maps out: found where pip puts it, told of clearly when it is not there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.maps import engine
from generator.maps.chart import Chart, Cluster, Edge, Node
from generator.maps.placing import place


@pytest.fixture(autouse=True)
def forgotten() -> None:
    """No layout of another test is remembered."""
    engine.lay_out.cache_clear()


def test_it_lays_out() -> None:
    raw = json.loads(engine.lay_out("digraph { a -> b }"))
    assert [one["name"] for one in raw["objects"]] == ["a", "b"]
    assert raw["edges"][0]["pos"]


def test_it_stands_beside_the_interpreter(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / ("graphviz-pure.exe" if sys.platform == "win32" else "graphviz-pure")
    program.write_bytes(b"")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert engine.find() == str(program)


def test_the_path_comes_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_folders", lambda: iter(()))
    monkeypatch.setattr("shutil.which", lambda name: f"/elsewhere/{name}")
    assert engine.find() == "/elsewhere/graphviz-pure"


def test_without_it_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_folders", lambda: iter(()))
    monkeypatch.setattr("shutil.which", lambda _name: None)
    with pytest.raises(engine.EngineError, match=r"Не найдена программа graphviz-pure.*-m pip install graphviz-pure"):
        engine.lay_out("digraph { absent }")


def test_a_failure_is_told_in_its_words() -> None:
    with pytest.raises(engine.EngineError, match=r"не смогла разложить карту.*syntax error"):
        engine.lay_out("digraph {")


def test_it_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(command: list[str], **_values: object) -> None:
        raise subprocess.TimeoutExpired(command, 1)

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(engine.EngineError, match="не смогла разложить карту"):
        engine.lay_out("digraph { slow }")


@pytest.mark.parametrize("failures", [1, 2, 3])
def test_a_map_is_drawn_more_plainly_where_the_program_fails(monkeypatch: pytest.MonkeyPatch, failures: int) -> None:
    chart = Chart(
        "plain",
        "Карта",
        "Карта",
        nodes=(Node("a", "А"), Node("b", "Б")),
        edges=(Edge("a", "b", "3"),),
        clusters=(Cluster("c", "Отдел", ("a",)),),
        ranks=(("b",),),
    )
    lay_out, asked = engine.lay_out, []

    def fail(source: str) -> str:
        asked.append(source)
        if len(asked) <= failures:
            raise engine.LayoutError("routesplines")
        return lay_out(source)

    monkeypatch.setattr(engine, "lay_out", fail)
    placed = place(chart)
    assert len(asked) == failures + 1
    assert "splines=line" in asked[1]
    assert len(placed.clusters) == (1 if failures == 1 else 0)
    assert [edge.label is not None for edge in placed.edges] == [True]


def test_a_map_no_way_of_which_works_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_source: str) -> str:
        raise engine.LayoutError("никак")

    monkeypatch.setattr(engine, "lay_out", fail)
    with pytest.raises(engine.LayoutError, match="никак"):
        place(Chart("none", "Карта", "Карта", nodes=(Node("a", "А"),)))
