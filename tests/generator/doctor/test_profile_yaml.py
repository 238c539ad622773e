from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given as with_
from hypothesis import strategies as st

from generator.doctor.additions import additions
from generator.doctor.profile_yaml import extended_profile, new_profile
from generator.doctor.yaml_text import flow, folded_flow, scalar
from handbook.diagnosis import Answers, Choice, ColumnAnswer, Diagnosis, SourceDraft, StageAnswer, StageLook
from handbook.model.profile import Profile
from handbook.source.control import control_characters
from handbook.source.yaml12 import load
from tests.generator.doctor.given import (
    AMOUNT,
    DOUBTFUL_STAGE,
    DRAFT,
    MARKS,
    NUMBER,
    OWNER,
    UTM,
    WHOLE,
    diagnosis,
    sheet,
)

SAMPLE = Path(__file__).parents[3] / "regulations" / "crm" / "bitrix24.yaml"
ANSWERS = Answers((ColumnAnswer("deals.csv", "Цена вопроса", "amount"),), (StageAnswer("Опт", "Думают", None),))


def written(made: Diagnosis, answers: Answers | None = None) -> str:
    return new_profile(made, additions(made, answers), "nash", "Наш")


def extended(text: str, made: Diagnosis, answers: Answers | None = None) -> str:
    return extended_profile(text, made, additions(made, answers))


def profile(text: str) -> Profile:
    data, problems = load(text)
    assert problems == ()
    assert list(control_characters(text, data)) == []
    return Profile.model_validate(data)


def test_a_new_profile_is_written_with_what_is_left_in_comments() -> None:
    assert (
        written(WHOLE)
        == """\
# yaml-language-server: $schema=../.schema/profile.json
# Как названы столбцы и стадии выгрузки. Записала команда map: в конце строк — уверенность и примеры значений.
# Правьте смело: при новом запуске map допишет то, чего здесь нет, а ваши строки не тронет.
id: nash
title: Наш
preset: amocrm
sources:
  - table: deals  # deals.csv
    recognise: [ID, [Стадия, Этап]]
    columns:
      owner: Кто ведёт  # 92 %; например: Анна; Илья
stages:
  - {crm: Отказы, stage: Отказ, pipeline: Проекты}  # 90 %; 2 записи; в CRM: Отказы (Опт)
# ===== Дальше пишет команда map: о чём она не решилась судить и что не читается =====
# Чтобы решить, запустите map в терминале ещё раз или перенесите строки выше без решётки.
# sources:
#   - table: deals  # deals.csv
#     columns:
#       amount: Цена вопроса  # Сумма, 70 %; например: 100; 200
#       list_amount: Цена вопроса  # Сумма по прайсу, 60 %; например: 100; 200
# stages:
#   - {crm: Думают, stage: Договор, pipeline: Проекты}  # 60 %; 5 записей
# Не читаются в файле deals.csv: «utm_source»
"""
    )


def test_answers_are_written_as_confirmed_and_the_end_is_rewritten() -> None:
    first = written(WHOLE)
    after = extended(first, WHOLE, ANSWERS)
    tail = "\n# ===== Дальше"
    assert (
        after.partition(tail)[0]
        == first.partition(tail)[0].replace(
            "например: Анна; Илья\n",
            "например: Анна; Илья\n      amount: Цена вопроса  # подтверждено; например: 100; 200\n",
        )
        + "\nignore_stages:\n  - Думают"
    )
    assert after.partition("судить и что не читается =====\n")[2] == "# Не читаются в файле deals.csv: «utm_source»\n"
    assert extended(after, WHOLE, ANSWERS) == after


def test_the_profile_of_a_company_keeps_every_line() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    made = replace(WHOLE, own=True)
    after = extended(text, made, ANSWERS)
    rest = iter(after.split("\n"))
    assert all(line in rest for line in text.split("\n"))
    before, grown = profile(text), profile(after)
    assert grown.model_copy(update=dict.fromkeys(("sources", "stages", "ignore_stages"), ())) == before.model_copy(
        update=dict.fromkeys(("sources", "stages", "ignore_stages"), ())
    )
    assert [stage.names for stage in grown.stages] == [*(stage.names for stage in before.stages), ("Отказы",)]
    assert extended(after, made, ANSWERS) == after


SOURCES = "id: x\ntitle: X\npreset: amocrm\nsources:\n  - table: deals\n    recognise: [[Этап, Стадия], ID]\n"


@pytest.mark.parametrize(
    ("columns", "after"),
    [
        ("    columns:\n      title: Имя\n", "    columns:\n      title: Имя\n      owner: Кто ведёт  # 92 %"),
        ("    columns: {title: Имя}\n", "    columns: {title: Имя, owner: Кто ведёт}\n"),
        ("    columns:\n      owner: Менеджер # наш\n", "      owner: [Менеджер, Кто ведёт] # наш\n"),
        ("    columns:\n      owner: [Менеджер]\n", "      owner: [Менеджер, Кто ведёт]\n"),
        ("    columns:\n      owner:\n        - Менеджер\n", "        - Менеджер\n        - Кто ведёт\n"),
        ("    columns:\n      owner: {from: Менеджер, default: Я}\n", "{from: [Менеджер, Кто ведёт], default: Я}\n"),
        ("    columns:\n      owner: {default: Я}\n", "      owner: {default: Я, from: [Кто ведёт]}\n"),
        ("    columns:\n      owner: кто ведёт\n", "      owner: [кто ведёт, Кто ведёт]\n"),
    ],
)
def test_a_source_of_the_company_gains_a_column(columns: str, after: str) -> None:
    made = diagnosis(sheet(OWNER, draft=DRAFT), own=True)
    text = extended(SOURCES + columns, made)
    assert after in text
    (source,) = profile(text).sources
    assert source.columns["owner"].titles[-1] == "Кто ведёт"
    assert extended(text, made) == text


def test_a_mapping_that_stands_elsewhere_is_not_touched() -> None:
    text = (
        "id: x\ntitle: X\nsources:\n"
        "  - {table: quotes, recognise: [Тема], columns: &both {owner: &who {from: Менеджер, default: Я}}}\n"
        "  - {table: deals, recognise: [ID, [Стадия, Этап]], columns: *both}\n"
        "  - table: deals\n    recognise: [ID, Этап]\n    columns: {owner: *who}\n"
    )
    second = SourceDraft("deals", (("ID",), ("Этап",)), {"owner": "Кто ведёт"}, adds=True)
    amount = ColumnAnswer("a.csv", "Цена вопроса", "amount")
    made = diagnosis(sheet(AMOUNT, file="a.csv"), sheet(OWNER, file="b.csv", draft=second), own=True)
    quotes, deals, other = profile(extended(text, made, Answers((amount,)))).sources
    assert list(quotes.columns) == ["owner"]
    assert deals.columns["amount"].titles == ("Цена вопроса",)
    assert deals.columns["owner"] == quotes.columns["owner"]
    assert other.columns["owner"].titles == ("Менеджер", "Кто ведёт")
    assert other.columns["owner"].default == "Я"


def test_line_ends_and_the_mark_of_the_file_stay() -> None:
    text = "\ufeff" + (SOURCES + "    columns: {title: Имя}\n").replace("\n", "\r\n")
    after = extended(text, diagnosis(sheet(OWNER, draft=DRAFT), own=True))
    assert after == text.replace("{title: Имя}", "{title: Имя, owner: Кто ведёт}")


def test_sources_of_one_file_told_apart_by_filters_all_gain_the_column() -> None:
    text = SOURCES + "    columns: {title: Имя}\n" + SOURCES.partition("sources:\n")[2] + "    columns: {title: Имя}\n"
    grown = profile(extended(text, diagnosis(sheet(OWNER, draft=DRAFT), own=True)))
    assert [list(source.columns) for source in grown.sources] == [["title", "owner"]] * 2


TITLES = st.one_of(
    st.text(min_size=1, max_size=40),
    st.text(alphabet=":#[]{}@&*!|>'\"%`,-? \t\nяЯa1.~=<😀\u2028\ufeff\xa0\\", min_size=1, max_size=20),
    st.sampled_from(["да", "no", "Off", "null", "1e5", "2026-01-01", "0x1F", "- a", "? b", "a: b", "'", "x" * 5000]),
)  # fmt: skip


@with_(titles=st.lists(TITLES, min_size=1, max_size=4, unique_by=lambda title: title.strip()))
def test_any_title_survives_the_way_to_the_profile_and_back(titles: list[str]) -> None:
    first, *others = titles
    owner = replace(OWNER, title=first, examples=tuple(titles))
    unsure = tuple(replace(AMOUNT, title=title, position=9) for title in others)
    stage = StageLook(first, first, 1, None, (Choice("Отказ", "Отказ", 0.9, "Проекты"),))
    draft = SourceDraft("deals", MARKS, {"owner": first}, adds=True)
    made = diagnosis(sheet(owner, *unsure, UTM, draft=draft, file=first), stages=(stage,))
    answers = Answers(tuple(ColumnAnswer(first, title, None) for title in others))
    found = additions(made, answers)
    known = profile(SAMPLE.read_text(encoding="utf-8")).ignore
    for text in (written(made, answers), extended(SAMPLE.read_text(encoding="utf-8"), made, answers)):
        got = profile(text)
        assert got.sources[-1].columns["owner"].titles == (found.sources[0].columns[0].title.strip(),)
        fresh = [mark.strip() for mark in found.ignore if mark.strip() not in known]
        assert [mark for mark in got.ignore if mark not in known] == fresh
        crm = [names for item in got.stages for names in item.names]
        assert [entry.look.stage.strip() for entry in found.stages] == crm[len(crm) - len(found.stages) :]


@with_(texts=st.lists(st.text(max_size=30), min_size=1, max_size=30))
def test_a_folded_list_is_the_same_list(texts: list[str]) -> None:
    fit = [text for text in texts if not any(map(str.isspace, text.strip(" "))) and text.isprintable()] or ["а"]
    lines = folded_flow("k: ", flow(fit))
    assert load("\n".join(lines))[0] == {"k": fit}


@pytest.mark.parametrize(
    ("text", "yaml"),
    [
        ("Кто ведёт", "Кто ведёт"),
        ("Номер (№)", "Номер (№)"),
        ("a: b", '"a: b"'),
        ("№ 5", '"№ 5"'),
        ("no", '"no"'),
        ("два  пробела", '"два  пробела"'),
        ('"кавычки" и \\', '"\\"кавычки\\" и \\\\"'),
        ("строка\nдругая\u2028\xa0", '"строка\\nдругая\\u2028\\xA0"'),
        ("😀", '"😀"'),
    ],
)
def test_what_is_no_plain_word_is_quoted(text: str, yaml: str) -> None:
    assert scalar(text) == yaml
    assert load(f"k: {yaml}")[0] == {"k": text}


def test_a_stage_without_a_likeness_is_left_for_a_person_to_name() -> None:
    made = diagnosis(sheet(NUMBER, OWNER, draft=DRAFT), stages=(replace(DOUBTFUL_STAGE, choices=()),))
    assert "#   - {crm: Думают, stage: …}  # 5 записей\n" in written(made)
