"""The tools of bpmn-io read every file without a word, find no fault in ours, and draw the same picture."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from lxml import etree

from generator.diagram.bpmn import names
from generator.diagram.geometry import Point, Rect, Text
from tests.conftest import BPMN_IO, node_program
from tests.generator.browser import chromium
from tests.generator.diagram.bpmn.drawn import Drawn

#: What the linter warns of and we let stand, with the reason.
KEPT = {
    "fake-join": "ways that exclude each other meet right in the task they lead to: the standard allows it, and a"
    " diamond before every such task would make a diagram a third larger and no clearer",
}
#: What the linter says of the work itself, not of how it is written down: a generated flow may have these.
OF_THE_FLOW = {
    "conditional-flows",
    "end-event-required",
    "fake-join",
    "label-required",
    "no-disconnected",
    "no-duplicate-sequence-flows",
    "no-gateway-join-fork",
    "no-implicit-end",
    "no-implicit-split",
    "no-implicit-start",
    "no-inclusive-gateway",
    "start-event-required",
    "superfluous-gateway",
    "superfluous-label",
}
#: Lines bpmn-js may break otherwise than we do, in pixels of height.
LINE = 13.2
NEAR = 1.0


@pytest.fixture(scope="module")
def inspected(drawn: dict[str, Drawn], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the parser and the linter say of each file."""
    node_program("bpmnlint/package.json", BPMN_IO)
    folder = tmp_path_factory.mktemp("inspected")
    for name, one in drawn.items():
        (folder / f"{name}.bpmn").write_bytes(one.content)
    command = ["node", str(BPMN_IO / "inspect.mjs"), str(folder)]
    result = subprocess.run(command, capture_output=True, check=False)
    assert result.returncode == 0, result.stderr.decode()
    return {name.removesuffix(".bpmn"): report for name, report in json.loads(result.stdout).items()}


@pytest.mark.program("node")
def test_the_parser_has_nothing_to_say(drawn: dict[str, Drawn], inspected: dict[str, Any]) -> None:
    assert inspected.keys() == drawn.keys()
    assert {name: report["warnings"] for name, report in inspected.items() if report["warnings"]} == {}


@pytest.mark.program("node")
def test_saving_in_another_program_loses_nothing(drawn: dict[str, Drawn], inspected: dict[str, Any]) -> None:
    for name, one in drawn.items():
        assert told(etree.fromstring(inspected[name]["saved"].encode())) == told(one.root), name


def told(root: etree._Element) -> Counter[tuple[str, tuple[tuple[str, str], ...], str]]:
    """Every element with its attributes and its words."""
    return Counter(
        (str(one.tag), tuple(sorted(map(_plain, one.attrib.items()))), (one.text or "").strip()) for one in root.iter()
    )


def _plain(attribute: tuple[Any, Any]) -> tuple[str, str]:
    key, value = map(str, attribute)
    return key, value.removeprefix("bpmn:") if key.endswith("}type") else value


@pytest.mark.program("node")
def test_the_linter_finds_nothing_in_shipped_processes_but_what_we_let_stand(
    shipped: dict[str, Drawn], inspected: dict[str, Any]
) -> None:
    found = [(name, *report) for name in shipped for report in inspected[name]["reports"]]
    assert [one for one in found if one[2] != "warn" or one[1] not in KEPT] == []
    assert {one[1] for one in found} == set(KEPT), "a reason nobody needs any more"


@pytest.mark.program("node")
def test_of_generated_flows_the_linter_only_finds_fault_with_the_work(inspected: dict[str, Any]) -> None:
    found = [(name, *report) for name, one in inspected.items() for report in one["reports"]]
    # A flow without anything in it cannot be else; its process is its only element.
    assert [one for one in found if one[1] not in OF_THE_FLOW] == []


@pytest.fixture(scope="module")
def pictures(drawn: dict[str, Drawn], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What bpmn-js makes of each file in a browser."""
    scripts = (node_program("bpmn-js/dist/bpmn-viewer.production.min.js", BPMN_IO), BPMN_IO / "draw.js")
    tags = "".join(f'<script src="{script.as_uri()}"></script>' for script in scripts)
    page = tmp_path_factory.mktemp("page") / "page.html"
    page.write_text(f'<!doctype html><meta charset="utf-8"><body>{tags}', encoding="utf-8")
    with chromium() as browser:
        browser.open(page)
        found = browser.run(f"draw({json.dumps({name: one.content.decode() for name, one in drawn.items()})})")
    assert isinstance(found, dict)
    return found


@pytest.mark.program("chromium")
def test_bpmn_js_imports_without_a_warning(drawn: dict[str, Drawn], pictures: dict[str, Any]) -> None:
    assert pictures.keys() == drawn.keys()
    assert {name: one["warnings"] for name, one in pictures.items() if one["warnings"]} == {}


@pytest.mark.program("chromium")
def test_bpmn_js_draws_every_shape_where_we_do(drawn: dict[str, Drawn], pictures: dict[str, Any]) -> None:
    for name, one in drawn.items():
        seen = {key: box for key, box in pictures[name]["shapes"].items() if not key.endswith("_label")}
        ours = dict(shapes(one))
        assert seen.keys() == ours.keys(), name
        for key, rect in ours.items():
            assert seen[key] == pytest.approx([rect.x, rect.y, rect.width, rect.height], abs=NEAR), (name, key)


@pytest.mark.program("chromium")
def test_bpmn_js_draws_every_line_where_we_do(drawn: dict[str, Drawn], pictures: dict[str, Any]) -> None:
    for name, one in drawn.items():
        seen, ours = pictures[name]["lines"], dict(lines(one))
        assert seen.keys() == ours.keys(), name
        for key, points in ours.items():
            flat = [side for point in seen[key] for side in point]
            assert flat == pytest.approx([side for point in points for side in (point.x, point.y)], abs=NEAR), (
                name,
                key,
            )


@pytest.mark.program("chromium")
def test_bpmn_js_puts_every_label_where_we_do(
    drawn: dict[str, Drawn], shipped: dict[str, Drawn], pictures: dict[str, Any]
) -> None:
    for name, one in drawn.items():
        seen = pictures[name]["shapes"]
        ours = {f"{key}_label": text for key, text in labels(one) if text is not None and text.lines}
        assert {key for key in seen if key.endswith("_label")} == ours.keys(), name
        for key, text in ours.items():
            x, y, width, height = seen[key]
            assert (x + width / 2, y) == pytest.approx((text.rect.centre.x, text.rect.y), abs=NEAR), (name, key)
            # Lines of the library's own titles are broken into no more than ours.
            most = text.rect.height + LINE / 2
            assert name not in shipped or height <= most, (name, text.lines)


def shapes(one: Drawn) -> Iterator[tuple[str, Rect]]:
    """Everything with a place of its own."""
    geometry = one.geometry
    yield names.company(one.flow), geometry.frame
    yield from ((names.lane(lane.lane.id), lane.rect) for lane in geometry.lanes)
    yield from ((names.participant(pool.pool.id), pool.rect) for pool in geometry.pools)
    for node in geometry.nodes:
        yield names.node(node.node), node.rect
        yield from ((names.timer(timer.timer.id), timer.rect) for timer in node.timers)
        sheets = zip(names.sheets(node.node), node.documents, strict=True)
        yield from ((sheet.reference, document.rect) for sheet, document in sheets)


def lines(one: Drawn) -> Iterator[tuple[str, Iterable[Point]]]:
    """Everything that leads from one place to another."""
    geometry = one.geometry
    for key, edge in zip(names.edges(one.flow.edges), geometry.edges, strict=True):
        yield key, edge.points
    for key, message in zip(names.messages(one.flow.messages), geometry.messages, strict=True):
        yield key, message.points
    for node in geometry.nodes:
        for sheet, document in zip(names.sheets(node.node), node.documents, strict=True):
            yield sheet.association, tuple(reversed(document.link))


def labels(one: Drawn) -> Iterator[tuple[str, Text | None]]:
    """Words that stand outside of what they name."""
    geometry = one.geometry
    for node in geometry.nodes:
        yield names.node(node.node), node.label
        yield from ((names.timer(timer.timer.id), timer.label) for timer in node.timers)
        sheets = zip(names.sheets(node.node), node.documents, strict=True)
        yield from ((sheet.reference, document.text) for sheet, document in sheets)
    for key, edge in zip(names.edges(one.flow.edges), geometry.edges, strict=True):
        yield key, edge.label
    for key, message in zip(names.messages(one.flow.messages), geometry.messages, strict=True):
        yield key, message.label
