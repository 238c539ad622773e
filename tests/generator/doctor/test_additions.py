from dataclasses import replace

import pytest

from generator.doctor.additions import Additions, NewColumn, NewName, NewSource, NewStage, additions, writable
from handbook.diagnosis import Answers, Choice, ColumnAnswer, ColumnLook, NameAnswer, NameLook, StageAnswer
from tests.generator.doctor.given import (
    AMOUNT,
    DOUBTFUL_STAGE,
    DRAFT,
    KNOWN_STAGE,
    MARKS,
    NUMBER,
    OWNER,
    SURE_STAGE,
    UTM,
    WHOLE,
    diagnosis,
    sheet,
    unknown,
)


def said(title: str, name: str | None, file: str = "deals.csv") -> ColumnAnswer:
    return ColumnAnswer(file, title, name)


def test_without_answers_what_is_sure_is_added_and_the_rest_is_left() -> None:
    found = additions(WHOLE)
    owner = NewColumn("owner", "Кто ведёт", OWNER, 0.92)
    assert found == Additions(
        sources=(NewSource("deals", MARKS, ("deals.csv",), (owner,)),),
        stages=(NewStage(SURE_STAGE, SURE_STAGE.choices[0], 0.9),),
        columns_left=((WHOLE.sheets[0], AMOUNT),),
        stages_left=(DOUBTFUL_STAGE,),
    )
    assert not found.nothing
    assert not found.settled


def test_answers_are_added_to_the_source_that_reads_the_file() -> None:
    answers = Answers((said("Цена вопроса", "amount"),), (StageAnswer("Опт", "Думают", DOUBTFUL_STAGE.choices[0]),))
    found = additions(WHOLE, answers)
    assert [source.columns[-1] for source in found.sources] == [NewColumn("amount", "Цена вопроса", AMOUNT, None)]
    assert len(found.sources[0].columns) == 2
    assert found.stages[1] == NewStage(DOUBTFUL_STAGE, DOUBTFUL_STAGE.choices[0], None)
    assert found.settled


def test_a_no_is_remembered() -> None:
    answers = Answers((said("Цена вопроса", None),), (StageAnswer("Опт", "Думают", None),))
    found = additions(WHOLE, answers)
    assert (found.ignore, found.ignore_stages) == (("Цена вопроса",), ("Думают",))
    assert found.settled


def test_a_source_without_its_key_is_not_added() -> None:
    stranger = unknown(AMOUNT, OWNER)
    answers = Answers((said("Цена вопроса", "amount", "other.csv"),))
    found = additions(diagnosis(stranger), answers)
    assert (found.sources, found.keyless) == ((), (("other.csv", "Номер сделки"),))
    assert not found.settled
    by_row = Answers((*answers.columns, said("@row", "deal_id", "other.csv")))
    (source,) = additions(diagnosis(stranger), by_row).sources
    assert source.recognise == (("Цена вопроса",),)
    assert [(column.name, column.title) for column in source.columns] == [
        ("amount", "Цена вопроса"),
        ("deal_id", "@row"),
    ]


def test_names_are_added_and_stages_of_an_unsettled_pipeline_wait() -> None:
    project = Choice("Проекты", "Проекты", 0.9)
    sure = replace(diagnosis(stages=(SURE_STAGE,)), pipelines=(NameLook("Опт", 2, (project,)),))
    found = additions(sure)
    assert (found.pipelines, found.stages) == ((NewName("Опт", project, 0.9),), ())
    doubtful = replace(sure, pipelines=(NameLook("Опт", 2, (replace(project, confidence=0.5),)),))
    left = additions(doubtful)
    assert (left.names_left, left.stages_left) == (doubtful.pipelines, (SURE_STAGE,))
    refused = additions(doubtful, Answers(pipelines=(NameAnswer("Опт", None),)))
    assert refused.settled


def test_what_a_person_says_of_a_guessed_column_replaces_the_guess() -> None:
    found = additions(diagnosis(sheet(OWNER, draft=DRAFT)), Answers((said("Кто ведёт", "created_by"),)))
    assert [(column.name, column.confidence) for column in found.sources[0].columns] == [("created_by", None)]


def test_a_second_list_of_deals_is_not_in_doubt() -> None:
    assert additions(diagnosis(replace(unknown(UTM), separate="amocrm"))).settled


def test_nothing_in_doubt_is_nothing_to_add() -> None:
    found = additions(diagnosis(sheet(NUMBER, UTM), stages=(KNOWN_STAGE,)))
    assert found == Additions()
    assert found.nothing
    assert found.settled


def test_alike_files_add_to_one_source() -> None:
    answers = Answers((said("Цена вопроса", "amount", "a.csv"), said("Цена вопроса", "amount", "b.csv")))
    sheets = (sheet(OWNER, AMOUNT, file=name, draft=DRAFT) for name in ("a.csv", "b.csv"))
    (source,) = additions(diagnosis(*sheets), answers).sources
    assert source.files == ("a.csv", "b.csv")
    assert [column.title for column in source.columns] == ["Кто ведёт", "Цена вопроса"]


def test_a_column_whose_only_meaning_is_taken_is_no_longer_in_doubt() -> None:
    other = replace(AMOUNT, title="Итог", position=7, choices=(Choice("amount", "Сумма", 0.6),))
    found = additions(diagnosis(sheet(AMOUNT, other)), Answers((said("Цена вопроса", "amount"),)))
    assert found.settled


def test_a_file_nobody_knows_gets_a_source_by_its_own_titles_the_key_first() -> None:
    key = ColumnLook("№№", 2, choices=(Choice("deal_id", "Номер сделки", 0.95),))
    stranger = unknown(AMOUNT, key)
    answers = Answers((said("Цена вопроса", "amount", "other.csv"), said("№№", "deal_id", "other.csv")))
    (source,) = additions(diagnosis(stranger), answers).sources
    assert (source.table, source.recognise) == ("deals", (("№№",), ("Цена вопроса",)))
    assert [(column.name, column.title) for column in source.columns] == [("amount", "Цена вопроса"), ("deal_id", "№№")]


def test_a_file_nobody_knows_is_left_in_doubt() -> None:
    stranger = unknown(UTM)
    assert additions(diagnosis(stranger)).unknown == (stranger,)
    assert additions(diagnosis(replace(stranger, rows=0))).settled


def test_a_file_that_nobody_wants_is_not_in_doubt() -> None:
    assert additions(diagnosis(unknown(AMOUNT)), Answers((said("Цена вопроса", None, "other.csv"),))).settled
    assert additions(diagnosis(unknown(replace(UTM, ignored=True)))).settled


def test_what_another_profile_reads_is_not_asked_about() -> None:
    assert additions(diagnosis(replace(sheet(AMOUNT), profile="1c-unf"))).settled


@pytest.mark.parametrize("title", ["@5", "@row", "a\x07b", "\ud800", "столбец 4", " "])
def test_a_title_that_cannot_be_written_down_is_named_by_its_place(title: str) -> None:
    column = replace(AMOUNT, title=title)
    (source,) = additions(diagnosis(sheet(column)), Answers((said(title, "amount"),))).sources
    assert source.columns[0].title == "@4"


@pytest.mark.parametrize(
    ("title", "may"),
    [
        ("Сумма: итог # [1]", True),
        ("@менеджер", True),
        ("столбец 4", True),
        ("@12", False),
        ("", False),
        ("\x00", False),
    ],
)
def test_which_titles_can_be_written_down(title: str, may: bool) -> None:  # noqa: FBT001 - a case
    assert writable(title) is may
