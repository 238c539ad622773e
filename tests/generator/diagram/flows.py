"""Generated flows of the fuzz set: sales processes as people draw them, and a quarter that nobody would.

``REGLAMENT_DIAGRAM_SEED=7 pytest tests/generator/diagram`` draws another three hundred.
"""

import os
from random import Random

from generator.diagram.flow import Flow
from tests.generator.diagram.processes import process
from tests.generator.diagram.wild import wild

SEED = int(os.environ.get("REGLAMENT_DIAGRAM_SEED", "2026"))
FLOWS = 300
#: Every fifth flow has two loops or more, the others one at most.
LOOPED = 5
#: Every fourth is wild.
WILD = 4


def generated_flow(seed: int, number: int) -> Flow:
    """A flow of the set: the first attempt that has as many loops as its number asks for."""
    wanted = number % LOOPED == 0
    make = wild if number % WILD == WILD - 1 else process
    attempt = 0
    while True:
        dice = Random(f"{seed}/{number}/{attempt}")  # noqa: S311 - reproducible shapes, not secrets
        flow = make(dice, f"f{seed}-{number}", looped=wanted)
        if (loops(flow) > 1) == wanted:
            return flow
        attempt += 1


def loops(flow: Flow) -> int:
    """Edges that close a cycle in a depth-first walk from the beginnings."""
    hosts = {timer.id: node.id for node in flow.nodes for timer in node.timers}
    after: dict[str, list[str]] = {node.id: [] for node in flow.nodes}
    for edge in flow.edges:
        after[hosts.get(edge.source, edge.source)].append(edge.target)
    entered = {edge.target for edge in flow.edges}
    state: dict[str, bool] = {}  # still on the walk, or done

    def walk(node: str) -> int:
        state[node] = True
        found = 0
        for target in after[node]:
            found += state[target] if target in state else walk(target)
        state[node] = False
        return found

    starts = [node.id for node in flow.nodes if node.id not in entered]
    return sum(walk(node) for node in (*starts, *after) if node not in state)
