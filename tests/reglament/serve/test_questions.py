"""What the page asks about an export, and that its answers are those of the terminal."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from handbook.book import Handbook
from handbook.diagnosis import (
    ROW,
    Answers,
    Choice,
    ColumnAnswer,
    ColumnLook,
    DealColumn,
    Diagnosis,
    NameAnswer,
    NameLook,
    StageAnswer,
    StageLook,
)
from handbook.read import read
from handbook.result import Status
from reglament.serve.answers import answers_of, clash_of
from reglament.serve.form import Form, Question
from reglament.serve.funnels import with_funnel
from reglament.serve.questions import form_of
from reglament.serve.reading import cannot
from reglament.serve.state import State, light
from reglament.serve.task import CannotError, Task
from reglament.serve.words import for_page, without_commands
from tests.conftest import VALID
from tests.generator.doctor.given import (
    AMOUNT,
    DOUBTFUL_STAGE,
    DRAFT,
    NUMBER,
    OWNER,
    REMARKS,
    RESULT,
    SURE_STAGE,
    WHOLE,
    diagnosis,
    sheet,
    unknown,
)


@pytest.fixture(scope="module")
def book() -> Handbook:
    return read(VALID).handbook


def fields(form: Form) -> dict[str, Question]:
    found = [file.question for file in form.files] + [one for file in form.files for one in file.more]
    found += [column.question for file in form.files for column in file.columns]
    found += [match.question for match in form.matches]
    return {one.name: one for one in found if one}


def asked(book: Handbook, made: Diagnosis, **state: object) -> dict[str, Question]:
    return fields(form_of(book, replace(State(made), **state)))  # type: ignore[arg-type] # names of its fields


def said(book: Handbook, made: Diagnosis, **values: str) -> Answers:
    chosen = {name: one.chosen for name, one in asked(book, made).items()}
    chosen |= {name.replace("_", "."): value for name, value in values.items()}
    return answers_of(book, made, chosen)


def test_what_is_left_as_guessed_needs_no_answer(book: Handbook) -> None:
    assert said(book, WHOLE) == Answers()
    questions = asked(book, WHOLE)
    assert {name for name, one in questions.items() if one.doubt} == {"c.0.4", "s.2"}
    assert questions["c.0.2"].chosen == "owner"
    assert form_of(book, State(WHOLE)).doubts == 2


def test_a_column_in_doubt_is_answered_or_left_out(book: Handbook) -> None:
    made = diagnosis(sheet(NUMBER, AMOUNT))
    assert said(book, made, c_0_4="amount").columns == (ColumnAnswer("deals.csv", "Цена вопроса", "amount"),)
    assert said(book, made, c_0_4="-").columns == (ColumnAnswer("deals.csv", "Цена вопроса", None),)
    assert said(book, made, c_0_4="").columns == ()
    assert [option.value for option in asked(book, made)["c.0.4"].options] == ["", "amount", "list_amount", "-"]


def test_a_guess_is_corrected(book: Handbook) -> None:
    made = diagnosis(sheet(NUMBER, replace(OWNER, kinds=("date",)), draft=DRAFT), stages=(SURE_STAGE,))
    assert said(book, made, c_0_2="created_at").columns == (ColumnAnswer("deals.csv", "Кто ведёт", "created_at"),)
    assert said(book, made, s_0="-").stages == (StageAnswer("Опт", "Отказы", None),)
    offered = {option.value for group in asked(book, made)["c.0.2"].more for option in group.options}
    assert "created_at" in offered
    assert "amount" not in offered


def test_a_stage_is_chosen_of_the_likely_and_of_all(book: Handbook) -> None:
    made = diagnosis(stages=(DOUBTFUL_STAGE,))
    assert said(book, made, s_0="0").stages == (StageAnswer("Опт", "Думают", DOUBTFUL_STAGE.choices[0]),)
    new = Choice("Новый запрос", "Новый запрос", 0.0, "Продажи")
    question = asked(book, made)["s.0"]
    (group,) = question.more
    assert group.label == "Воронка «Продажи»"
    place = next(one.value for one in group.options if one.label == "Новый запрос")
    assert said(book, made, s_0=place).stages == (StageAnswer("Опт", "Думают", new),)
    for nonsense in ("99", "-1", "٣", "x", "1" * 30):
        assert said(book, made, s_0=nonsense).stages == ()


def with_two_funnels(book: Handbook) -> Handbook:
    process = next(one for one in book.processes.values() if one.funnel)
    assert process.funnel
    funnel = process.funnel.model_copy(update={"pipeline": "Аренда"})
    other = process.model_copy(update={"id": "arenda", "funnel": funnel})
    return replace(book, processes={**book.processes, "arenda": other})


def test_the_funnel_is_asked_once_where_the_export_names_none(book: Handbook) -> None:
    two = with_two_funnels(book)
    looks = tuple(StageLook(None, name, 7, None, (Choice("Отказ", "Отказ", 0.6, "Аренда"),)) for name in "АБ")
    sure = StageLook(None, "Отказ", 3, None, ())
    state = State(diagnosis(stages=(*looks, sure)))
    assert set(fields(form_of(two, state))) == {"w"}
    question = fields(form_of(two, state))["w"]
    assert {option.label for option in question.options} > {"Аренда", "Продажи", "в выгрузке их несколько"}
    chosen = next(option.value for option in question.options if option.label == "Аренда")
    known = with_funnel(two, state, {"w": chosen})
    assert (known.funnel, known.diagnosis.stages[2].guess) == ("Аренда", Choice("Отказ", "Отказ", 1.0, "Аренда"))
    after = fields(form_of(two, known))
    assert set(after) == {"s.0", "s.1", "s.2"}
    (group,) = after["s.0"].more
    assert group.label == "Воронка «Аренда»"
    place = group.options[0]
    said = answers_of(two, known.diagnosis, {"s.0": place.value}, known.funnel).stages
    assert [(one.choice.name, one.choice.pipeline) for one in said if one.choice] == [(place.label, "Аренда")]
    for value in ("", "-", "99"):
        several = with_funnel(two, state, {"w": value})
        assert several.diagnosis is state.diagnosis
        more = fields(form_of(two, several))["s.2"].more
        assert {group.label for group in more} == {"Воронка «Продажи»", "Воронка «Аренда»"}
    assert "w" not in fields(form_of(book, state))
    assert form_of(two, state).unclear[0] == "7\xa0записей на стадии «А»"


def test_stages_of_a_pipeline_wait_until_it_is_known(book: Handbook) -> None:
    look = NameLook("Опт", 7, (Choice("Продажи", "Продажи", 0.4),))
    made = replace(diagnosis(stages=(DOUBTFUL_STAGE,)), pipelines=(look,), people=(replace(look, name="Анна"),))
    assert set(asked(book, made)) == {"p.0", "n.0"}
    answers = said(book, made, p_0="0", n_0="-", s_0="0")
    assert answers == Answers(pipelines=(NameAnswer("Опт", look.choices[0]),), people=(NameAnswer("Анна", None),))


def test_a_file_nobody_knows_is_read_or_not(book: Handbook) -> None:
    sure = replace(AMOUNT, choices=(Choice("amount", "Сумма", 0.9),))
    made = diagnosis(unknown(sure, replace(OWNER, used=(), choices=(Choice("owner", "Ответственный", 0.6),))))
    questions = asked(book, made)
    assert questions["f.0"].chosen == "1"
    assert "похож на таблицу «Сделки»" in questions["f.0"].label
    amount = ColumnAnswer("other.csv", "Цена вопроса", "amount", 0.9)
    assert said(book, made).columns == (amount,)
    key = ColumnAnswer("other.csv", ROW, "deal_id")
    assert said(book, made, k_0="@row").columns == (key, amount)
    assert {answer.name for answer in said(book, made, f_0="-").columns} == {None}
    assert said(book, made, f_0="").columns == ()


def test_a_list_of_deals_is_asked_for_first_and_alone(book: Handbook) -> None:
    wanted = (DealColumn("deal_id", "Номер сделки", ((1, 0.9),)), DealColumn("amount", "Сумма", ((4, 0.5), (1, 0.0))))
    shown = replace(unknown(ColumnLook("№", 1), AMOUNT), deals=wanted)
    made = diagnosis(shown, stages=(DOUBTFUL_STAGE,))
    questions = asked(book, made)
    assert set(questions) == {"d.0", "m.0.deal_id", "m.0.amount"}
    assert questions["m.0.deal_id"].chosen == "1"
    answers = answers_of(book, made, {"d.0": "1", "m.0.deal_id": "1", "m.0.amount": "4"})
    assert answers.deals == ("other.csv",)
    assert answers.columns == (
        ColumnAnswer("other.csv", "№", "deal_id", 0.9),
        ColumnAnswer("other.csv", "Цена вопроса", "amount"),
    )
    by_row = answers_of(book, made, {"d.0": "1", "m.0.deal_id": "@row", "m.0.amount": "-"})
    assert by_row.columns == (ColumnAnswer("other.csv", ROW, "deal_id"),)
    assert answers_of(book, made, {"d.0": "-", "m.0.amount": "4"}).deals == ()
    assert "s.0" in asked(book, made, asked=("other.csv",))


def test_two_columns_called_alike_are_told_of(book: Handbook) -> None:
    other = replace(AMOUNT, title="Бюджет", position=5)
    answers = said(book, diagnosis(sheet(NUMBER, AMOUNT, other)), c_0_4="amount", c_0_5="amount")
    assert clash_of(answers) == (
        "в файле deals.csv столбцы «Цена вопроса» и «Бюджет» названы одинаково: оставьте один из них"
    )
    assert clash_of(said(book, WHOLE)) == ""


def test_fields_that_are_not_of_the_page_say_nothing(book: Handbook) -> None:
    chosen = {"c.0.1": "amount; DROP", "c.9.9": "amount", "d.0": "1", "f.7": "1", "": "x", "s": "0", "k.0": "@row"}
    assert answers_of(book, WHOLE, chosen) == Answers()


def test_the_page_and_what_is_kept_cross_a_pipe(book: Handbook, tmp_path: Path) -> None:
    made = light(replace(WHOLE, result=RESULT, findings=REMARKS))
    state = State(made, "id: x\ntitle: X\n", "x", by_name=True, asked=("a.csv",), trouble="беда")
    state.save(tmp_path)
    kept = State.load(tmp_path)
    assert kept.diagnosis.result
    assert kept.diagnosis.result.verdicts[0].status is Status.PASSED
    assert replace(kept, diagnosis=replace(kept.diagnosis, result=None)) == replace(
        state, diagnosis=replace(made, result=None)
    )
    assert state.crm == "x"
    assert "x" in state.taught(book).profiles
    form = form_of(book, state)
    assert json.loads(json.dumps(asdict(form)))["trouble"] == "беда"
    assert [remark.severity for remark in form.remarks] == ["error", "warning"]
    assert form.proved == "По этой выгрузке можно проверить 2 из 6\xa0норм"


def test_ways_to_mend_are_those_of_who_has_a_page() -> None:
    for tip, told in (
        (
            "Выгрузите список; если столбцы названы по-своему, покажите файл команде map; назовите: --crm",
            "Выгрузите список",
        ),
        ("Исправьте дату (в команде — --from 2024-01-02)", "Исправьте дату"),
        ("Назовите профиль: --crm", ""),
        ("Соберите команду; закройте сделки", "Соберите команду; закройте сделки"),
    ):
        assert without_commands(tip) == told


def test_remarks_of_an_audit_name_fields_of_the_page() -> None:
    for text, told in (
        ("они давние: назовите её ключом --as-of", "они давние: назовите её в поле «Состояние на начало дня»"),
        ("нет ключа, а имена сохраняются только по --keep-names", "нет ключа; без ключа имена в истории не хранятся"),
        ("назовите файл; уберите --no-history", "назовите файл"),
        ("диск полон", "диск полон"),
    ):
        assert for_page(text) == told


def test_dates_of_the_page_are_checked() -> None:
    def task(**chosen: str) -> Task:
        return Task(Path(), Path(), chosen=chosen)

    assert task(first="2026-07-01", last=" ", save="1", remember="on").options().save
    assert not task(remember="on").options().remember
    for wrong in (
        {"as_of": "завтра"},
        {"first": "2026-07-02", "last": "2026-07-01"},
        {"first": "2026-07-02", "as_of": "2026-07-01"},
    ):
        with pytest.raises(CannotError):
            task(**wrong).options()


def test_a_database_without_memory_is_told_as_a_worker_without_memory_is() -> None:
    with pytest.raises(MemoryError):
        cannot([replace(REMARKS[2], code="out-of-memory")], "не вышло")
    error = cannot([REMARKS[2]], "не вышло")
    assert error.remarks[0]["where"] == "a.csv"
