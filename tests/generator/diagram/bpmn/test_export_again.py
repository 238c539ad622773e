"""What we wrote, read into a company with the same roles and documents and written again: nothing of ours is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.diagram.bpmn import render_bpmn
from generator.diagram.bpmn.facts import NAMESPACE
from generator.diagram.flow import Flow, Kind
from generator.diagram.layout import layout
from generator.swimlane import swimlane
from handbook.book import Handbook
from handbook.bpmn import own
from handbook.bpmn.draft import Draft, Wish, draft
from handbook.model.document import Document
from handbook.model.process import Process
from tests.generator.diagram.bpmn.drawn import Drawn
from tests.generator.diagram.bpmn.test_round_trip import operations, record

PROJECT = "prodat-proekt"


@pytest.fixture(scope="module")
def bare(book: Handbook) -> Handbook:
    """The sample company before anybody wrote a process."""
    return replace(book, processes={}, operations={}, homes={}, claimed={})


@pytest.fixture(scope="module")
def made(shipped: dict[str, Drawn], bare: Handbook) -> dict[str, Draft]:
    """Every shipped process, imported into it."""
    return {name: draft(one.content, f"{name}.bpmn", bare, Wish()) for name, one in shipped.items()}


@pytest.fixture(scope="module")
def again(made: dict[str, Draft], bare: Handbook) -> dict[str, Flow]:
    """What is drawn of each then."""
    return {name: swimlane(grown(bare, one), process_of(one)) for name, one in made.items()}


def grown(book: Handbook, made: Draft) -> Handbook:
    """A company with what was drafted."""
    process = process_of(made)
    records = (record(text) for path, text in made.files.items() if "/documents/" in path)
    drafted = {one.id: one for one in map(Document.model_validate, records)}
    documents = {**book.documents, **drafted}
    return replace(book, processes={process.id: process}, operations=operations(made), documents=documents)


def process_of(made: Draft) -> Process:
    """The drafted process."""
    (text,) = (text for path, text in made.files.items() if path.endswith("/process.yaml"))
    return Process.model_validate(record(text))


def messages(flow: Flow) -> set[tuple[str, str, bool, str, str]]:
    """Messages of a flow by the words at their ends."""
    titles = {node.id: node.title for node in flow.nodes}
    return {(titles[one.node], one.pool, one.outgoing, one.label, one.note) for one in flow.messages}


def test_the_vocabulary_is_one() -> None:
    assert own.NAMESPACE == NAMESPACE


def test_messages_are_drawn_again(shipped: dict[str, Drawn], again: dict[str, Flow]) -> None:
    assert sum(len(one.flow.messages) for one in shipped.values()) > len(shipped)
    for name, one in shipped.items():
        assert messages(again[name]) == messages(one.flow), name


def test_documents_are_drawn_again(shipped: dict[str, Drawn], again: dict[str, Flow]) -> None:
    for name, one in shipped.items():
        wanted = {(node.id, doc.id) for node in one.flow.nodes for doc in node.documents}
        assert {(node.id, doc.id) for node in again[name].nodes for doc in node.documents} == wanted, name


def test_identifiers_are_kept(shipped: dict[str, Drawn], again: dict[str, Flow]) -> None:
    for name, one in shipped.items():
        assert again[name].id == name
        # A nameless join of ways is no node of what is read: they meet right in what follows.
        wanted = {node.id for node in one.flow.nodes if node.title or node.kind is not Kind.EXCLUSIVE}
        assert {node.id for node in again[name].nodes} >= wanted, name
        timers = {timer.id for node in one.flow.nodes for timer in node.timers}
        assert {timer.id for node in again[name].nodes for timer in node.timers} == timers, name


def test_documentation_goes_back_to_its_keys(made: dict[str, Draft], book: Handbook) -> None:
    for name, one in made.items():
        process, was = process_of(one), book.processes[name]
        assert (process.owner, process.id) == (was.owner, name)
        for key, operation in operations(one).items():
            source = book.operations.get(key)
            if source is None:
                continue
            assert (operation.title, operation.short, operation.owner) == (source.title, source.short, source.owner)
            assert [step.role for step in operation.steps] == [
                step.role if step.role != source.owner else None for step in source.steps
            ]
            assert bool(operation.purpose) == bool(source.purpose)
            assert "\n" not in (operation.purpose or "")
            assert bool(operation.key_factor) == bool(source.key_factor)


def test_notes_are_the_same_when_exported_again(shipped: dict[str, Drawn], again: dict[str, Flow]) -> None:
    for name, one in shipped.items():
        notes = {node.id: node.note for node in one.flow.nodes if node.kind is Kind.TASK}
        assert {node.id: node.note for node in again[name].nodes if node.id in notes} == notes, name
        assert again[name].note == one.flow.note, name


def test_norms_and_control_points_are_named_as_not_carried(made: dict[str, Draft]) -> None:
    told = [finding for finding in made["prodat-tipovoe"].findings if "не перенесены" in finding.message]
    assert any("нормы не перенесены: Предельная скидка" in finding.message for finding in told)
    assert any("контрольные точки не перенесены: КТ1. " in finding.message for finding in told)
    assert all(finding.places[0].line for finding in told)


def test_identifiers_that_are_taken_are_made_anew(book: Handbook, shipped: dict[str, Drawn]) -> None:
    found = draft(shipped[PROJECT].content, "схема.bpmn", book, Wish(process="snova"))
    assert not set(operations(found)) & set(book.operations)


def test_a_shape_added_elsewhere_is_named_by_its_title(book: Handbook, bare: Handbook) -> None:
    content = render_bpmn(layout(swimlane(book, book.processes["prodat-tipovoe"]))).decode()
    assert 'id="Activity_podgotovit-kp"' in content
    found = draft(content.replace("Activity_podgotovit-kp", "Activity_0zu6kdm").encode(), "с.bpmn", bare, Wish())
    assert "0zu6kdm" not in operations(found)
    assert "podgotovit-kp" in operations(found)
