from __future__ import annotations

import re
from dataclasses import replace

import pytest

from generator.artifact import Artifact
from generator.documents.files import folder
from generator.documents.pdf import pdfs
from generator.documents.series import OPERATION_CHECKLISTS
from generator.word import kinds, paper
from generator.word.operation_checklist.content import operation_checklist
from generator.word.operation_checklist.fitting import PAGE, fitted, height
from generator.word.operation_checklist.record import OperationChecklist, StepRow
from handbook.book import Handbook
from handbook.work import operations_in_force
from tests.generator.word.reading import printed


def rendered(book: Handbook, made: OperationChecklist) -> bytes:
    return paper.render(book, kinds.OPERATION_CHECKLIST, made)


def checklist(book: Handbook, identity: str) -> OperationChecklist:
    return operation_checklist(book, book.operations[identity])


def crowded(made: OperationChecklist, steps: int) -> OperationChecklist:
    """The same with many long steps, and everything else threefold."""
    step = StepRow("Запишите в карточку клиента всё, что он сказал о складе. " * 5, "ассистент", "карточка", "сегодня")
    rows = {name: getattr(made, name) * 3 for name in ("start", "results", "limits", "points")}
    return replace(made, steps=(step,) * steps, **rows)


def test_a_checklist_says_what_the_operation_does(vector: Handbook) -> None:
    shown = printed(rendered(vector, checklist(vector, "prinyat")))
    tables = {table[0][1]: table[1:] for table in shown.tables}
    assert ("РГ Чек-лист: операция", "Принять обращение") in shown.paragraphs
    assert "Исполнитель: ассистент отдела продаж" in shown.text
    assert tables["Перед началом"] == (("☐", "Заявка клиента", "клиент", "—"),)
    assert tables["Шаги"] == (
        ("☐", "1. Зарегистрируйте обращение в CRM.", ""),
        ("☐", "2. Свяжитесь с клиентом.", "Кто: менеджер по продажам\nСрок: не более 15\u00a0рабочих минут"),
    )
    assert tables["Что получилось"] == (("☐", "Карточка сделки", "менеджер по продажам", "—"),)
    assert tables["Требование"] == (("Время первой реакции", "не более 15\u00a0рабочих минут"),)
    assert "сокращён" not in shown.text
    assert "УТВЕРЖДАЮ" not in shown.text
    assert "Соколова" not in shown.text


def test_drafts_and_the_performer_himself_are_left_out(vector: Handbook) -> None:
    made = checklist(vector, "podgotovit")
    assert [row.code for row in made.limits] == ["n-skidka"]
    assert {row.who for row in made.steps} == {None}
    assert [row.when for row in made.points] == ["еженедельно"]


def test_what_matters_least_gives_way_first(vector: Handbook) -> None:
    made = checklist(vector, "podgotovit")
    dense = fitted(crowded(made, 8))
    assert dense.shortened
    assert dense.points == ()
    assert len(dense.steps) == 8
    assert dense.limits
    endless = fitted(crowded(made, 60))
    assert height(endless) <= PAGE
    assert len(endless.steps) >= 4
    assert fitted(made) == made


def test_checklists_stand_in_folders_of_processes(vector: Handbook) -> None:
    operations = OPERATION_CHECKLISTS.subjects(vector)
    assert [folder(vector, OPERATION_CHECKLISTS, one) for one in operations] == (
        ["Чек-листы операций/Продать со склада"] * 2
    )


def test_every_checklist_of_the_sample_company_reads_well(sample: Handbook) -> None:
    for operation in operations_in_force(sample):
        made = operation_checklist(sample, operation)
        assert height(made) <= PAGE
        assert len(made.steps) == len(operation.steps)
        assert not any(mark in str(made) for mark in ("[[", "..", "**"))


@pytest.mark.program("soffice")
def test_the_densest_checklists_are_one_page(sample: Handbook) -> None:
    made = [operation_checklist(sample, operation) for operation in operations_in_force(sample)]
    made.sort(key=height)
    dense = [*made[-3:], fitted(crowded(made[-1], 12)), fitted(crowded(made[-1], 60))]
    files = [Artifact(f"{number}.docx", rendered(sample, one)) for number, one in enumerate(dense)]
    for one in pdfs(files):
        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", one.content)) == 1, one.path
