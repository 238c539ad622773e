"""Every file is valid by the schema of the OMG, and no identifier is used twice."""

from functools import cache
from pathlib import Path

import SpiffWorkflow
from lxml import etree

from tests.generator.diagram.bpmn.drawn import Drawn


@cache
def schema() -> etree.XMLSchema:
    """The schema as SpiffWorkflow ships it."""
    folder = Path(SpiffWorkflow.__file__).parent / "bpmn" / "parser" / "schema"
    return etree.XMLSchema(etree.parse(str(folder / "BPMN20.xsd")))


def test_every_file_is_valid(drawn: dict[str, Drawn]) -> None:
    for name, one in drawn.items():
        assert schema().validate(one.root), f"{name}: {schema().error_log}"


def test_identifiers_are_unique_and_every_reference_leads_somewhere(drawn: dict[str, Drawn]) -> None:
    refs = "//@sourceRef | //@targetRef | //@attachedToRef | //@dataObjectRef | //@messageRef | //@processRef"
    told = "//bpmn:flowNodeRef/text() | //bpmn:incoming/text() | //bpmn:outgoing/text() | //bpmn:targetRef/text()"
    for name, one in drawn.items():
        found = one.words("//@id")
        assert len(found) == len(set(found)), name
        used = one.words(f"{refs} | //@default | //@bpmnElement | {told}")
        assert set(used) <= set(found), name


def test_everything_that_is_drawn_has_a_shape(drawn: dict[str, Drawn]) -> None:
    kinds = "participant lane messageFlow sequenceFlow dataObjectReference dataOutputAssociation boundaryEvent"
    flow_nodes = "//bpmn:*[bpmn:incoming or bpmn:outgoing]/@id"
    for name, one in drawn.items():
        elements = {key for kind in kinds.split() for key in one.words(f"//bpmn:{kind}/@id")}
        elements |= {*one.words(flow_nodes), *one.words("//bpmn:flowNodeRef/text()")}
        shown = one.words("//bpmndi:BPMNShape/@bpmnElement | //bpmndi:BPMNEdge/@bpmnElement")
        assert len(shown) == len(set(shown)), name
        assert set(shown) == elements, name
