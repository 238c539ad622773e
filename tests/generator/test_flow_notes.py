"""Words behind a flow: complete, with references put into words, the same facts the site tells."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.diagram.flow import FactKind
from generator.flow_notes import operation_facts, operation_note, process_note
from generator.swimlane import control_points, swimlane
from handbook.book import Handbook
from handbook.read import read

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def book() -> Handbook:
    return read(ROOT).handbook


def test_an_operation_is_told_from_purpose_to_key_factor(book: Handbook) -> None:
    operation = book.operations["prinyat-zapros"]
    lines = operation_note(book, operation).splitlines()
    assert lines[0].startswith("Зачем: ")
    assert lines[1] == "Владелец: Ассистент отдела продаж"
    assert lines[2] == "Шаги:"
    assert [line.split(".")[0] for line in lines[3:-1]] == [str(n + 1) for n in range(len(operation.steps))]
    assert any(line.split(". ", 1)[1].startswith("Руководитель отдела продаж: ") for line in lines[3:-1])
    assert lines[-1].startswith("Ключевой фактор успеха: ")


def test_the_full_title_stands_first_where_the_picture_has_a_short_one(book: Handbook) -> None:
    short = next(one for one in book.operations.values() if one.short)
    assert operation_note(book, short).splitlines()[0] == short.title


def test_an_operation_with_nothing_told_has_only_what_it_has(book: Handbook) -> None:
    operation = book.operations["prinyat-zapros"]
    bare = operation.model_copy(update={"purpose": None, "owner": None, "steps": (), "key_factor": None, "short": None})
    assert operation_note(book, bare) == ""


def test_a_process_says_what_it_is_for(book: Handbook) -> None:
    lines = process_note(book, book.processes["prodat-tipovoe"]).splitlines()
    heads = [line.partition(":")[0] for line in lines]
    assert heads == ["Цель", "Начинается", "Заканчивается", "Когда применяется", "Владелец"]


def test_no_reference_is_left_as_it_is_written(book: Handbook) -> None:
    for process in book.processes.values():
        flow = swimlane(book, process)
        told = [flow.note, *(node.note for node in flow.nodes)]
        told += [f"{fact.title} {fact.text}" for node in flow.nodes for fact in node.facts]
        assert [text for text in told if "[[" in text] == [], process.id


def test_norms_and_marked_control_points_are_facts(book: Handbook) -> None:
    process = book.processes["prodat-tipovoe"]
    operation = book.operations["prinyat-zapros"]
    points = [(mark.name, mark.point) for mark in control_points(book, process) if mark.operation is operation]
    facts = tuple(operation_facts(book, operation, points))
    norms = [fact for fact in facts if fact.kind is FactKind.NORM]
    assert {fact.id: fact.text for fact in norms}["n-reakciya"] == book.norms["n-reakciya"].norm.words()
    controlled = [fact for fact in facts if fact.kind is FactKind.CONTROL_POINT]
    assert [fact.title.partition(".")[0] for fact in controlled] == ["КТ1", "КТ2"]
    assert controlled[0].text.startswith("кому — Руководитель отдела продаж; когда — ")
    assert next(node for node in swimlane(book, process).nodes if node.id == "prinyat-zapros").facts == facts


def test_a_draft_norm_is_told_as_one(book: Handbook) -> None:
    operation = book.operations["prinyat-zapros"]
    placed = book.norms["n-reakciya"]
    norm = placed.norm.model_copy(update={"draft": True})
    drafted = replace(book, norms={**book.norms, "n-reakciya": replace(placed, norm=norm)})
    facts = {fact.id: fact.text for fact in operation_facts(drafted, operation, ())}
    assert facts["n-reakciya"].endswith(" (черновик)")


def test_sheets_name_their_documents(book: Handbook) -> None:
    nodes = swimlane(book, book.processes["prodat-tipovoe"]).nodes
    assert {doc.id for node in nodes for doc in node.documents} <= set(book.documents)
    assert any(doc.id == "kartochka-sdelki" for node in nodes for doc in node.documents)
