from dataclasses import replace
from pathlib import Path

import pytest

from generator.doctor.columns import PAGE, cut, seen
from generator.doctor.text import diagnosis_text
from generator.doctor.words import percent
from handbook.diagnosis import Choice, ColumnLook, StageLook
from handbook.finding import Finding, Place, Severity
from handbook.result import FileAccount, SetAside
from tests.generator.doctor.given import (
    AMOUNT,
    NUMBER,
    OWNER,
    REMARKS,
    RESULT,
    UTM,
    WHOLE,
    diagnosis,
    sheet,
    unknown,
)

HOSTILE = "\x1b[31mx\x1b]0;t\x07\r\n\u202e\x9b2J\u2028\ud800" + "дл" * 300


def test_a_diagnosis_is_told_whole() -> None:
    golden = (Path(__file__).parent / "whole.txt").read_text(encoding="utf-8")
    assert diagnosis_text(replace(WHOLE, result=RESULT, findings=REMARKS)) == golden


def test_headings_stand_out_in_a_terminal_alone() -> None:
    assert "\x1b" not in diagnosis_text(WHOLE)
    coloured = diagnosis_text(WHOLE, colour=True)
    assert "\x1b[1mdeals.csv\x1b[0m\n" in coloured
    assert "\x1b[1mСтадии\x1b[0m\n" in coloured


def test_text_of_an_export_cannot_steer_the_terminal_or_leave_the_page() -> None:
    column = replace(OWNER, title=HOSTILE, examples=(HOSTILE, HOSTILE), unread=(2, (3, 4)))
    doubt = replace(AMOUNT, title=HOSTILE + "?", examples=(HOSTILE,))
    unread = replace(UTM, title=HOSTILE + "!")
    stage = StageLook(HOSTILE, HOSTILE, 1, None, (Choice(HOSTILE, HOSTILE, 0.9, HOSTILE),))
    result = replace(
        RESULT,
        verdicts=tuple(replace(item, title=HOSTILE, reason=HOSTILE) for item in RESULT.verdicts),
        accounts=(FileAccount(HOSTILE, "deals", "CSV", 2, 1, (SetAside(HOSTILE, (2,)),)),),
    )
    findings = (Finding("no-deals", Severity.ERROR, HOSTILE, (Place(HOSTILE, row=2, field=HOSTILE),), HOSTILE),)
    shown = sheet(column, doubt, unread, file=HOSTILE)
    text = diagnosis_text(diagnosis(shown, stages=(stage,), result=result, findings=findings))
    assert all(line.isprintable() for line in text.replace("\xa0", " ").split("\n"))
    assert max(map(len, text.split("\n"))) <= PAGE


def test_ideographs_take_two_places() -> None:
    assert seen("東京 а") == 6
    assert cut("東京東京", 5) == "東京…"
    row = diagnosis_text(diagnosis(sheet(replace(OWNER, title="東京"), NUMBER))).split("\n")[5]
    assert row == f"  東京{' ' * 28}Ответственный                        92\xa0%  Анна; Илья"


def test_a_file_nobody_knows_is_told_with_what_it_is_like() -> None:
    assert diagnosis_text(diagnosis(unknown(AMOUNT))).startswith(
        "other.csv\n"
        "  CSV; шапка в строке 1, под ней 3\xa0строки\n"
        "  Файл не узнан; похоже на таблицу «Сделки»\n"
        "\n"
        "Под вопросом\n"
        "  файл other.csv: если это «Сделки», то\n"
        "    «Цена вопроса» — «Сумма» (70\xa0%), «Сумма по прайсу» (60\xa0%)\n"
        "\n"
    )


def test_a_header_in_several_lines_is_told_once() -> None:
    made = replace(sheet(NUMBER), source="CSV, шапка в строках 1–2", header_row=2, rows=3)
    assert diagnosis_text(diagnosis(made)).split("\n")[1] == "  CSV, шапка в строках 1–2; под шапкой 3\xa0строки"


def test_columns_the_profile_has_no_use_for_are_told_apart() -> None:
    useless = replace(UTM, ignored=True)
    text = diagnosis_text(diagnosis(sheet(NUMBER, useless, ColumnLook("Теги", 3))))
    assert "Узнано 2 из 3\xa0столбцов (67\xa0%): читаются 1, не нужны 1\n" in text
    assert "  Не читаются (1): «Теги»\n  Не нужны, так сказано в профиле (1): «utm_source»\n" in text


def test_stages_of_no_funnel_are_told_apart() -> None:
    text = diagnosis_text(diagnosis(stages=(StageLook(None, "Архив", 3, None, ignored=True),)))
    assert text.startswith("Стадии\n  Не стадии воронки, так сказано в профиле: «Архив»\n")


def test_a_blank_export_is_one_of_its_source_alone() -> None:
    text = diagnosis_text(diagnosis(replace(unknown(), source="CSV", rows=0)))
    assert text.startswith("other.csv\n  CSV; шапка в строке 1, под ней 0\xa0строк\n\nНормы\n")


@pytest.mark.parametrize(("share", "shown"), [(1.0, "100\xa0%"), (0.999, "99\xa0%"), (0.7, "70\xa0%"), (0.0, "0\xa0%")])
def test_only_the_sure_is_a_hundred_per_cent(share: float, shown: str) -> None:
    assert percent(share) == shown


def test_the_same_diagnosis_is_the_same_text() -> None:
    assert diagnosis_text(WHOLE) == diagnosis_text(WHOLE)
