"""Three hundred generated flows: nothing overlaps, no line runs through anything, the same bytes always."""

import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from generator.diagram.geometry import Geometry
from generator.diagram.layout import layout
from generator.diagram.quality import Quality, assess
from tests.generator.diagram.baseline import MANNERS, digest, figures, forget, news
from tests.generator.diagram.flows import FLOWS, LOOPED, SEED, generated_flow, loops
from tests.volume import volume

ROOT = Path(__file__).parents[3]
BATCH = 150
DEFAULT_SEED = 2026
#: Every flow is drawn across the screen, every third once more in one of these.
OTHERS = ("vertical, print", "horizontal, print", "vertical, screen")
#: So many drawings may have one label that a line touches.
LABELS_APART = 20
MEASURES = {"crossings", "tie_crossings", "shared_exits", "bends", "length", "area"}
FAULTS = [field.name for field in fields(Quality) if field.name not in MEASURES]


def missing(geometry: Geometry) -> list[str]:
    """What of the flow is not drawn."""
    flow = geometry.flow
    drawn = {
        "node": [shape.node for shape in geometry.nodes] == list(flow.nodes),
        "edge": [shape.edge for shape in geometry.edges] == list(flow.edges),
        "message": [shape.message for shape in geometry.messages] == list(flow.messages),
        "lane": [shape.lane for shape in geometry.lanes] == list(flow.lanes),
        "pool": [shape.pool for shape in geometry.pools] == list(flow.pools),
        "document": all([one.doc for one in shape.documents] == list(shape.node.documents) for shape in geometry.nodes),
        "mark": all({one.text for one in shape.badges} == set(shape.node.marks) for shape in geometry.nodes),
        "timer": all([one.timer for one in shape.timers] == list(shape.node.timers) for shape in geometry.nodes),
        "title": all(shape.text or shape.label or not shape.node.title for shape in geometry.nodes),
        "label of a branch": all(bool(shape.label) == bool(shape.edge.label) for shape in geometry.edges),
        "label of a message": all(bool(shape.label) == bool(shape.message.label) for shape in geometry.messages),
        "default": all(bool(shape.slash) == shape.edge.default for shape in geometry.edges),
    }
    return [what for what, is_whole in drawn.items() if not is_whole]


@pytest.mark.parametrize("batch", range(volume(FLOWS // BATCH, 1)))
def test_generated_flows_are_drawn_without_faults(batch: int) -> None:
    flows = {number: generated_flow(SEED, number) for number in range(batch * BATCH, (batch + 1) * BATCH)}
    drawn: dict[str, list[Quality]] = {manner: [] for manner in ("horizontal, screen", *OTHERS)}
    wrong: list[str] = []
    for number, flow in flows.items():
        others = [OTHERS[number // 3 % len(OTHERS)]] if number % 3 == 0 else []
        for manner in ("horizontal, screen", *others):
            geometry = layout(flow, MANNERS[manner])
            quality = assess(geometry)
            drawn[manner].append(quality)
            wrong += [
                f"seed {SEED}, flow {number}, {manner}: {fault} {getattr(quality, fault)}"
                for fault in FAULTS
                if getattr(quality, fault) and fault != "label_edge"
            ]
            wrong += [f"seed {SEED}, flow {number}, {manner}: {lost} lost" for lost in missing(geometry)]
    assert not wrong, "\n".join(wrong)
    qualities = [quality for found in drawn.values() for quality in found]
    assert sum(quality.label_edge for quality in qualities) <= len(qualities) // LABELS_APART
    if SEED == DEFAULT_SEED:
        name = f"{batch * BATCH}–{(batch + 1) * BATCH - 1}"
        found = {manner: figures(several) for manner, several in drawn.items()}
        told = news("generated", name, digest(flows.values()), found)
        assert not told, "\n".join(told)


def test_no_figures_are_kept_of_batches_that_are_gone() -> None:
    batches = range(FLOWS // BATCH)
    assert forget("generated", [f"{batch * BATCH}–{(batch + 1) * BATCH - 1}" for batch in batches]) == []


def test_a_fifth_of_the_flows_has_two_loops_or_more() -> None:
    assert sum(loops(generated_flow(SEED, number)) > 1 for number in range(FLOWS)) == FLOWS // LOOPED


def test_the_set_has_everything_a_process_may_have() -> None:
    flows = [generated_flow(SEED, number) for number in range(FLOWS)]
    sizes = [len(flow.nodes) for flow in flows]
    assert (min(sizes), max(sizes)) == (1, 45)
    assert {len(flow.lanes) for flow in flows} == set(range(1, 9))
    assert {len(flow.pools) for flow in flows} == {0, 1, 2}
    assert max(len(flow.messages) for flow in flows) == 14
    nodes = [node for flow in flows for node in flow.nodes]
    assert {len(node.documents) for node in nodes} == set(range(6))
    assert {len(node.marks) for node in nodes} == set(range(4))
    assert {len(node.title.split()) for node in nodes} == set(range(10))
    assert {timer.interrupting for node in nodes for timer in node.timers} == {True, False}


_DRAW = """
import hashlib, sys
from generator.diagram.layout import layout
from generator.diagram.svg import render_svg
from tests.generator.diagram.flows import FLOWS, SEED, generated_flow
from tests.generator.diagram.baseline import MANNERS
told = hashlib.sha256()
for number in range(0, FLOWS, int(sys.argv[1])):
    flow = generated_flow(SEED, number)
    told.update(render_svg(layout(flow, list(MANNERS.values())[number % len(MANNERS)])).encode())
print(told.hexdigest())
"""


def test_the_same_bytes_under_any_hash_seed() -> None:
    digests = set()
    for seed in ("0", "4242", "1")[: volume(3, 2)]:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        run = subprocess.run(
            [sys.executable, "-c", _DRAW, str(volume(9, 21))],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env=environment,
        )
        digests.add(run.stdout)
    assert len(digests) == 1
