"""Diagrams drawn by other people in other programs, from the Node packages that carry them."""

from pathlib import Path

import pytest

from handbook.book import Handbook
from handbook.bpmn.document import BpmnError, root_of
from handbook.bpmn.draft import Draft, Wish, draft
from handbook.bpmn.scheme import GATEWAYS, scheme_of
from handbook.finding import Severity
from tests.conftest import Company, node_program

SIGNAVIO = "bpmn-js/test/fixtures/bpmn"
ENGINE = "@process-engine/process_engine_core/test/bpmns"

#: File, its program, lanes, gateways, processes made, elements left.
FILES = (
    (f"{SIGNAVIO}/complex.bpmn", "Signavio Process Editor", 9, 23, 9, 1),
    (f"{SIGNAVIO}/flow-markers.bpmn", "Signavio Process Editor", 1, 1, 1, 5),
    ("bpmn-js-cmd/diagram.bpmn", "bpmn-js (https://demo.bpmn.io)", 2, 4, 1, 1),
    (f"{ENGINE}/sublane_test.bpmn", "Camunda Modeler", 3, 1, 1, 1),
    (f"{ENGINE}/process_engine_io_release.bpmn", "Camunda Modeler", 1, 4, 1, 0),
    (f"{ENGINE}/subprocess_links_test.bpmn", "Camunda Modeler", 1, 3, 1, 0),
    (f"{ENGINE}/join_gateway_discovery_test.bpmn", "BPMN Studio", 1, 24, 1, 0),
    (f"{ENGINE}/subprocess_test.bpmn", "BPMN Studio", 1, 2, 1, 0),
)


def drafted(company: Company, path: Path) -> Draft:
    return draft(path.read_bytes(), path.name, company.reading().handbook, Wish())


@pytest.mark.parametrize(("name", "program", "lanes", "gateways", "processes", "left"), FILES)
def test_a_real_diagram(  # noqa: PLR0913, PLR0917 - what is known of a file
    company: Company, name: str, program: str, lanes: int, gateways: int, processes: int, left: int
) -> None:
    path = node_program(name)
    assert f'exporter="{program}' in path.read_text(encoding="utf-8")
    scheme = scheme_of(root_of(path.read_bytes(), name))
    assert (len(list(scheme.of("lane"))), len(list(scheme.of(*GATEWAYS)))) == (lanes, gateways)
    made = drafted(company, path)
    assert (len(made.processes), made.account.left) == (processes, left)
    for file, text in made.files.items():
        company.write(file, text)
    found = company.check()
    assert [one for one in found if one.severity is Severity.ERROR] == []
    # Whoever follows the drawn ways comes everywhere.
    assert [one.message for one in found if one.code == "unreachable-operation"] == []


def told(path: Path, book: Handbook) -> Draft | None:
    """What a diagram turned into; None when it was refused with a reason."""
    try:
        return draft(path.read_bytes(), path.name, book, Wish())
    except BpmnError as error:
        return None if error.finding.message and error.finding.tip else pytest.fail("no reason")


def test_every_diagram_of_the_packages_is_read_or_refused_with_a_reason(company: Company) -> None:
    folders = [node_program(SIGNAVIO), node_program(ENGINE)]
    paths = sorted(path for folder in folders for path in folder.rglob("*.bpmn"))
    book = company.reading().handbook
    made = [one for path in paths if (one := told(path, book))]
    assert all(one.account.read == one.account.used + one.account.left for one in made)
    assert len(made) >= 35
