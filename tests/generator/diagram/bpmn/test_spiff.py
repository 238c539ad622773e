"""An engine for BPMN loads the files and sees the same lanes."""

from lxml import etree
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser, BpmnValidator

from generator.diagram.bpmn import names
from generator.diagram.flow import Kind
from generator.diagram.measure import clean
from tests.generator.diagram.bpmn.drawn import Drawn


def test_lanes_are_the_same(shipped: dict[str, Drawn], sensible: dict[str, Drawn], drawn: dict[str, Drawn]) -> None:
    for name, one in (shipped | sensible | {"everything": drawn["everything"]}).items():
        parser = BpmnParser(validator=BpmnValidator())
        parser.add_bpmn_xml(etree.fromstring(one.content))
        (process,) = parser.get_process_ids()
        spec = parser.process_parsers[process].get_spec()
        lanes = {lane.id: clean(lane.title) for lane in one.flow.lanes}
        wanted = {names.node(node): lanes[node.lane] for node in one.flow.nodes}
        wanted |= {names.timer(timer.id): lanes[node.lane] for node in one.flow.nodes for timer in node.timers}
        loaded = {task: spec.task_specs[task].lane for task in wanted if task in spec.task_specs}
        assert loaded == {task: wanted[task] for task in loaded}, name
        # The engine loads what can be reached from a start, which in a sound process is everything.
        missed = wanted.keys() - loaded.keys()
        assert not missed or name not in shipped, (name, missed)


def test_called_processes_are_named_as_their_own_files_name_them(shipped: dict[str, Drawn]) -> None:
    processes = {one.words("//bpmn:process/@id")[0] for one in shipped.values()}
    called = {key for one in shipped.values() for key in one.words("//bpmn:callActivity/@calledElement")}
    calls = sum(node.kind is Kind.CALL for one in shipped.values() for node in one.flow.nodes)
    assert calls > 5
    assert called <= processes
