"""Diagrams against ``dot`` with clusters and bpmn-auto-layout: ``python -m benchmarks.diagrams [--runs 3]``.

All draw the same flows: every process of the sample company and ten generated ones, without what the others cannot
draw (documents, control points, messages to outsiders; a deadline becomes a branch of its task). Every drawing is
judged by the one measure of ``generator.diagram.quality``, from coordinates alone:

- faults: nodes that overlap, lines through nodes, labels on labels, nodes or lines, strangers drawn on one line;
- lanes: pairs of lanes that no two bands could hold apart, because their nodes stand at the same height;
- crossings: points where lines cross, one for every two lines, so that curves that twine count once;
- bends: right angles all lines turn by together, so that a curve is as crooked as it turns;
- area: of the page, in thousands of square pixels. Our pages have headers of lanes, theirs have none.

Sizes of nodes and labels are ours for dot. bpmn-auto-layout has sizes of its own, no lanes, and labels where bpmn-js
puts them. Its lanes are counted all the same: that is what a swimlane diagram is about.

Times are the best of several runs. With the start: a cold program, ours imports Python modules, dot is native, Node
loads its package. Without: ours in a warm process, dot less the time of an empty graph, Node by its own clock. In a
build: ours in the process that runs anyway, dot and Node started for the diagram.
"""

from __future__ import annotations

import argparse
import pickle
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from benchmarks import drawn_by_auto_layout, drawn_by_dot
from benchmarks.drawn import Drawn
from benchmarks.measure import TREE, run
from generator.diagram.flow import Flow
from generator.diagram.geometry import Geometry
from generator.diagram.layout import layout
from generator.diagram.quality import assess, crossings
from generator.diagram.scene import take_apart
from generator.swimlane import swimlane
from handbook.read import read

#: Generated flows of these numbers, small and large, without wild ones.
GENERATED = (2, 5, 8, 10, 14, 16, 20, 22, 25, 28)
SEED = 2026
#: A process of so many nodes is timed by itself, and one of the most there are.
TIMED, LARGE = 15, 40
#: No program takes less.
_TICK = 1e-4
_DRAW = "import pickle, sys; from generator.diagram.layout import layout; layout(pickle.load(open(sys.argv[1], 'rb')))"
_LOAD = "import pickle, sys; import generator.diagram.layout; pickle.load(open(sys.argv[1], 'rb'))"


@dataclass(frozen=True, slots=True)
class Figures:
    """What is compared; the less the better."""

    faults: int
    lanes: int
    crossings: int
    bends: int
    area: int


def bare(flow: Flow) -> Flow:
    """What all can draw: nodes, lanes and sequence flows with their labels."""
    hosts = {timer.id: (node.id, timer.title) for node in flow.nodes for timer in node.timers}
    edges = tuple(
        replace(edge, source=hosts[edge.source][0], label=edge.label or hosts[edge.source][1])
        if edge.source in hosts
        else edge
        for edge in flow.edges
    )
    nodes = tuple(replace(node, documents=(), marks=(), timers=()) for node in flow.nodes)
    return replace(flow, nodes=nodes, edges=edges, pools=(), messages=())


def judge(geometry: Geometry) -> Figures:
    """The figures of a drawing."""
    found = assess(geometry)
    labels = found.label_label + found.label_node + found.label_edge
    faults = found.node_overlaps + found.edges_through_nodes + found.edge_overlaps + labels
    met: dict[tuple[int, int], tuple[int, int]] = {}
    for one, two, at in crossings(take_apart(geometry)):
        met.setdefault((one, two), (round(at.x), round(at.y)))
    # Lines that run as one are crossed at one point.
    return Figures(faults, mixed_lanes(geometry), len(set(met.values())), found.bends, round(found.area / 1000))


def mixed_lanes(geometry: Geometry) -> int:
    """Pairs of lanes whose nodes stand at the same height."""
    bands: dict[str, tuple[float, float]] = {}
    for shape in geometry.nodes:
        top, bottom = bands.get(shape.node.lane, (shape.rect.y, shape.rect.bottom))
        bands[shape.node.lane] = (min(top, shape.rect.y), max(bottom, shape.rect.bottom))
    spans = sorted(bands.values())
    return sum(two[0] < one[1] for i, one in enumerate(spans) for two in spans[i + 1 :])


def verdict(ours: Figures, theirs: Figures) -> str:
    """Better, equal or worse in what is read: faults and lanes first, then crossings, then bends."""
    mine = (ours.faults + ours.lanes, ours.crossings, ours.bends)
    other = (theirs.faults + theirs.lanes, theirs.crossings, theirs.bends)
    plain = all(a <= b for a, b in zip(mine, other, strict=True))
    word = "equal" if mine == other else "better" if mine < other else "WORSE"
    worse = [name for name, a, b in zip(("faults", "crossings", "bends"), mine, other, strict=True) if a > b]
    return word if plain or word == "WORSE" else f"{word}, but {' and '.join(worse)}"


def flows() -> list[Flow]:
    """Every shipped process and the generated ones."""
    from tests.generator.diagram.flows import generated_flow

    book = read(TREE).handbook
    shipped = [swimlane(book, process) for process in book.processes.values()]
    return [bare(flow) for flow in (*shipped, *(generated_flow(SEED, number) for number in GENERATED))]


def ours(flow: Flow, runs: int) -> Drawn:
    """Drawn by us, in this process."""
    spent = []
    for number in range(runs):
        # Spaces that are not drawn make it another flow: a drawing that is remembered is not drawn anew.
        fresh = replace(flow, title=flow.title + " " * (number + 1))
        begun = time.perf_counter()
        geometry = layout(fresh)
        spent.append(time.perf_counter() - begun)
    return Drawn(geometry, min(spent), min(spent))


def cold(flow: Flow, runs: int) -> tuple[float, float]:
    """Seconds of a cold process of ours that draws a flow, and of one that only loads it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "flow"
        path.write_bytes(pickle.dumps(flow))
        pairs = [
            tuple(run([sys.executable, "-c", code, str(path)]).seconds for code in (_DRAW, _LOAD)) for _ in range(runs)
        ]
    return min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)


def main() -> None:
    """Draw, judge, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=3)
    given = options.parse_args()
    drawn = flows()
    mine = [ours(flow, given.runs) for flow in drawn]
    others: dict[str, Sequence[Drawn | None]] = {
        "dot, ortho": [drawn_by_dot.draw(one.geometry, "ortho", given.runs) for one in mine],
        "dot, curves": [drawn_by_dot.draw(one.geometry, "spline", given.runs) for one in mine],
    }
    if drawn_by_auto_layout.is_installed():
        others["bpmn-auto-layout"] = drawn_by_auto_layout.draw(drawn)
    _print_quality(drawn, {"ours": mine, **others})
    _print_times(drawn, {"ours": mine, **others}, given.runs)


def _print_quality(drawn: Sequence[Flow], told: dict[str, Sequence[Drawn | None]]) -> None:
    names = ("faults", "lanes", "crossings", "bends", "area")
    found = {who: [judge(one.geometry) if one else None for one in column] for who, column in told.items()}
    print(f"{'':26}{'nodes':>6}  {'':18}" + "".join(f"{name:>10}" for name in names))
    for i, flow in enumerate(drawn):
        own = found["ours"][i]
        for who, column in found.items():
            one = column[i]
            head = f"{flow.id[:25]:26}{len(flow.nodes):6}" if who == "ours" else " " * 32
            if one is None or own is None:
                print(f"{head}  {who:18}{'draws nothing':>15}")
                continue
            figures = "".join(f"{getattr(one, name):10}" for name in names)
            print(f"{head}  {who:18}{figures}  {'' if who == 'ours' else 'ours ' + verdict(own, one)}")
    for who, column in found.items():
        pairs = [(own, one) for own, one in zip(found["ours"], column, strict=True) if own and one]
        figures = "".join(f"{median(getattr(one, name) for _, one in pairs):10g}" for name in names)
        print(f"{'median' if who == 'ours' else '':32}  {who:18}{figures}")
        if who != "ours":
            counts = "".join(
                f"{_tally([(getattr(a, name), getattr(b, name)) for a, b in pairs]):>10}" for name in names
            )
            words = [verdict(own, one).partition(",")[0] for own, one in pairs]
            told_by_word = ", ".join(f"{words.count(word)} {word}" for word in ("better", "equal", "WORSE"))
            print(f"{'':32}  {'less=same=more':18}{counts}  ours {told_by_word}")


def _tally(pairs: Sequence[tuple[int, int]]) -> str:
    """How often ours is less, equal and more."""
    return f"{sum(a < b for a, b in pairs)}={sum(a == b for a, b in pairs)}={sum(a > b for a, b in pairs)}"


def _print_times(drawn: Sequence[Flow], told: dict[str, Sequence[Drawn | None]], runs: int) -> None:
    sizes = [len(flow.nodes) for flow in drawn]
    for wanted in (TIMED, LARGE):
        i = min(range(len(drawn)), key=lambda at: (abs(sizes[at] - wanted), at))
        with_start, load = cold(drawn[i], runs)
        own = told["ours"][i]
        assert own is not None  # noqa: S101 - we draw everything
        print(f"{drawn[i].id}, {sizes[i]} nodes; ms with and without the start of the program")
        print(f"  {'ours':18}{1000 * with_start:8.0f}{1000 * own.own:8.0f}   (start {1000 * load:.0f})")
        for who, column in told.items():
            one = column[i]
            if who != "ours" and one is not None:
                ratios = (
                    f"ours × {with_start / one.whole:.2f} with, × {own.own / max(one.own, _TICK):.2f} without, "
                    f"× {own.own / one.whole:.2f} in a build"
                )
                print(f"  {who:18}{1000 * one.whole:8.0f}{1000 * one.own:8.0f}   {ratios}")


if __name__ == "__main__":
    main()
