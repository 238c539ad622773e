"""The whole file."""

from generator.diagram.bpmn import names
from generator.diagram.bpmn.collaboration import collaboration_element
from generator.diagram.bpmn.element import element, serialise
from generator.diagram.bpmn.events import definitions
from generator.diagram.bpmn.facts import NAMESPACE
from generator.diagram.bpmn.interchange import diagram_element
from generator.diagram.bpmn.process import process_element
from generator.diagram.geometry import Geometry

_SPACES = {
    "xmlns:bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "xmlns:bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "xmlns:dc": "http://www.omg.org/spec/DD/20100524/DC",
    "xmlns:di": "http://www.omg.org/spec/DD/20100524/DI",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xmlns:reglament": NAMESPACE,
}
_TARGET = "urn:reglament:processes"
#: The version of what is written, not of the program: a renewed program leaves unchanged files alone.
_EXPORTER = {"exporter": "reglament", "exporterVersion": "1"}


def render_bpmn(geometry: Geometry) -> bytes:
    """The geometry as BPMN 2.0 XML with its drawing, the same bytes for the same geometry."""
    flow = geometry.flow
    events, messages = definitions(flow)
    attributes = {"id": names.name("Definitions", flow.id), "targetNamespace": _TARGET}
    root = element(
        "bpmn:definitions",
        _SPACES | attributes | _EXPORTER,
        [collaboration_element(flow), process_element(flow, events), *messages, diagram_element(geometry)],
    )
    return serialise(root)
