"""The checklist of a newcomer: what stands on it, and that a tick stays with its task."""

from pathlib import Path
from typing import Any

import pytest

from generator.site.role.first_days import Checks, Stage, first_days
from handbook.book import Handbook
from tests.generator.site.building import Built, company, small

SELLER = "seller"


def days(book: Handbook, checks: Checks | None = None) -> dict[str, Stage]:
    return {stage.name: stage for stage in first_days(book, book.roles[SELLER], checks or Checks())}


def pathless() -> dict[str, Any]:
    sources = small()
    sources["training.yaml"]["paths"] = []
    return sources


def test_a_written_path_stands_in_its_days_with_everything_of_its_steps(tmp_path: Path) -> None:
    sources = small()
    sources["training.yaml"]["paths"][0]["steps"] += [
        {"day": 5, "text": "Позвонить при наставнике", "operations": ["ask"]},
        {"day": 90, "text": "Работать без наставника"},
    ]
    found = days(company(tmp_path, sources))
    assert list(found) == ["1", "7", "30", "dalshe"]
    first = found["1"].tasks[0]
    assert (first.text, first.course, first.proof, first.by) == ("Познакомиться", "intro", "Подпись", 0)
    assert (found["7"].tasks[0].by, found["7"].tasks[0].operations) == (5, ("ask",))
    assert found["30"].tasks[0].documents == ("rules",)
    assert [task.text for task in found["dalshe"].tasks] == ["Работать без наставника"]


def test_without_a_path_work_documents_and_people_make_one(tmp_path: Path) -> None:
    found = days(company(tmp_path, pathless()), Checks(test=True, sheet=True))
    assert list(found) == ["1", "7", "30"]
    learnt = {name for stage in found.values() for task in stage.tasks for name in task.operations}
    assert {"ask", "offer-it"} <= learnt
    read = [task.text for stage in found.values() for task in stage.tasks if "[[document:rules]]" in task.text]
    assert len(read) == 1
    keys = [task.key for stage in found.values() for task in stage.tasks]
    assert {"1-role", "1-boss", "1-crm", "7-do", "7-meet", "30-exam", "1-sheet"} <= set(keys)
    assert [task.positions for task in found["1"].tasks if task.key == "1-boss"] == [("director",)]


def test_the_test_and_the_sheet_are_asked_for_only_where_they_are(tmp_path: Path) -> None:
    book = company(tmp_path, pathless())
    pages = {page for stage in first_days(book, book.roles[SELLER], Checks()) for t in stage.tasks for page in t.pages}
    assert not pages & {"proverka", "oznakomlenie"}


@pytest.mark.parametrize("signed", [frozenset({"rules"}), frozenset()])
def test_only_documents_of_the_sheet_are_ticked_there(signed: frozenset[str], tmp_path: Path) -> None:
    found = days(company(tmp_path, pathless()), Checks(test=True, sheet=True, signed=signed))
    (proof,) = {task.proof for stage in found.values() for task in stage.tasks if "[[document:rules]]" in task.text}
    assert bool(proof) == bool(signed)


def test_keys_are_one_per_task_and_outlive_other_tasks(tmp_path: Path) -> None:
    (tmp_path / "before").mkdir()
    (tmp_path / "after").mkdir()
    sources = small()
    before = days(company(tmp_path / "before", sources))
    sources["training.yaml"]["paths"][0]["steps"].insert(0, {"day": 1, "text": "Получить пропуск"})
    after = days(company(tmp_path / "after", sources))
    keys = [task.key for stage in after.values() for task in stage.tasks]
    assert len(keys) == len(set(keys))
    kept = {task.key: task.text for stage in after.values() for task in stage.tasks}
    for stage in before.values():
        for task in stage.tasks:
            assert kept[task.key] == task.text
            assert task.key.startswith(f"{stage.name}-")


def test_every_box_has_a_label_and_works_without_scripts(built: Built) -> None:
    page = built.page("roles/seller/nachalo.html")
    boxes = [attributes["id"] for tag, attributes in page.tags if tag == "input" and "data-task" in attributes]
    labels = [attributes["for"] for tag, attributes in page.tags if tag == "label" and "for" in attributes]
    assert boxes
    assert set(boxes) <= set(labels)
    assert len(boxes) == len(set(boxes))
    assert "Познакомиться" in page.text


def test_every_internal_role_of_the_sample_has_first_days(sample: Built) -> None:
    for role in sample.book.roles.values():
        assert (sample.site / f"roles/{role.id}/nachalo.html").exists() is not role.external


def test_a_head_who_teaches_is_met_once(tmp_path: Path) -> None:
    sources = small()
    (tmp_path / "two").mkdir()
    (tmp_path / "one").mkdir()
    taught = next(task for task in days(company(tmp_path / "two", sources))["1"].tasks if task.key == "1-boss")
    assert (taught.positions, taught.roles) == (("director",), ("boss",))
    sources["positions.yaml"]["positions"][0]["roles"] = ["boss"]
    met = next(task for task in days(company(tmp_path / "one", sources))["1"].tasks if task.key == "1-boss")
    assert (met.positions, met.roles) == (("director",), ())
