"""Questions of the import doctor: what is asked, and what each answer comes to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handbook.diagnosis import (
    Answers,
    Choice,
    ColumnAnswer,
    ColumnLook,
    DealColumn,
    Diagnosis,
    NameAnswer,
    NameLook,
    StageAnswer,
)
from reglament.doubts import Interview
from tests.generator.doctor.given import (
    AMOUNT,
    DOUBTFUL_STAGE,
    DRAFT,
    NUMBER,
    OWNER,
    SURE_STAGE,
    diagnosis,
    sheet,
    unknown,
)

HOMES = (("Договор", "Проекты"), ("Отказ", "Проекты"), ("КП", "Опт"))
STAGES = [Choice(title, title, 0.0, home) for title, home in HOMES]


def talk(made: Diagnosis, *lines: str, pipelines: dict[str, str] | None = None) -> tuple[Answers, str]:
    """What comes of typing these lines, and everything that was shown."""
    shown: list[str] = []
    typed: Iterator[str] = iter(lines)

    def hear(prompt: str) -> str:
        shown.append(prompt)
        return next(typed)

    answers = Interview(made, STAGES, pipelines or {}, hear, shown.append).ask()
    assert next(typed, None) is None, "not everything typed was asked for"
    return answers, "\n".join(shown)


def test_nothing_sure_is_asked_about() -> None:
    assert talk(diagnosis(sheet(NUMBER, OWNER))) == (Answers(), "")


def test_what_is_guessed_is_shown_once_and_let_pass() -> None:
    answers, shown = talk(diagnosis(sheet(NUMBER, OWNER, draft=DRAFT), stages=(SURE_STAGE,)), "")
    assert answers == Answers()
    assert shown == (
        "\nТак будет прочитано:\n"
        "    1 — столбец «Кто ведёт» → Ответственный (92\xa0%): Анна; Илья\n"
        "    2 — стадия «Отказы (Опт)» → Отказ (Проекты) (90\xa0%)\n"
        "  Enter — верно, номер — исправить: "
    )


def test_a_guess_is_corrected_and_a_date_is_nobody() -> None:
    dated = replace(OWNER, title="Кто ведёт", kinds=("date",))
    answers, shown = talk(diagnosis(sheet(NUMBER, dated, draft=DRAFT)), "1", "1")
    assert answers.columns == (ColumnAnswer("deals.csv", "Кто ведёт", "created_at"),)
    assert "    1 — Дата создания\n    2 — Плановая дата закрытия\n    3 — Дата закрытия\n" in shown
    assert "— Сумма" not in shown


def test_a_pipeline_is_asked_about_once_and_its_stages_later() -> None:
    look = NameLook("Опт", 7, (Choice("Проекты", "Проекты", 0.4),))
    made = replace(diagnosis(stages=(DOUBTFUL_STAGE,)), pipelines=(look,))
    answers, shown = talk(made, "1")
    assert answers == Answers(pipelines=(NameAnswer("Опт", look.choices[0]),))
    assert "Воронка CRM «Опт», 7\xa0записей — какая это воронка компании?" in shown
    assert "Стадия «Думают" not in shown


def test_a_short_name_is_asked_about() -> None:
    look = NameLook("Глеб", 0, (Choice("Дровосеков Глеб", "Дровосеков Глеб", 0.7),))
    answers, _ = talk(replace(diagnosis(), people=(look,)), "1")
    assert answers == Answers(people=(NameAnswer("Глеб", look.choices[0]),))


STATE = ColumnLook("Статус работ", 1, examples=("Замер",), kinds=("stage",))
WHO = ColumnLook("Кто", 2, examples=("Глеб",), kinds=("person",))
LIST = replace(
    unknown(STATE, WHO),
    deals=(
        DealColumn("deal_id", "Номер сделки", ((2, 0.0),)),
        DealColumn("stage", "Стадия", ((1, 0.95), (2, 0.0))),
        DealColumn("owner", "Ответственный", ((2, 0.65), (1, 0.0))),
    ),
)


def test_a_list_of_deals_is_told_column_by_column() -> None:
    answers, shown = talk(diagnosis(LIST), "1", "0", "1", "")
    assert answers == Answers(
        (
            ColumnAnswer("other.csv", "Статус работ", "stage", 0.95),
            ColumnAnswer("other.csv", "@row", "deal_id"),
            ColumnAnswer("other.csv", "Кто", "owner"),
        ),
        deals=("other.csv",),
    )
    assert "  0 — номера нет: считать номером строку, Enter — решу потом: " in shown
    assert "    1 — Кто (65\xa0%): Глеб\n" in shown


def test_what_was_asked_before_is_not_asked_again() -> None:
    asked: set[tuple[str | None, ...]] = set()
    heard: list[str] = []

    def hear(prompt: str) -> str:
        heard.append(prompt)
        return "0"

    for _ in range(2):
        Interview(diagnosis(LIST), STAGES, {}, hear, lambda _: None, asked).ask()
    assert heard == ["  Это список сделок? 1 — да, 0 — нет, Enter — решу потом: "]


def test_the_key_of_a_table_is_asked_for() -> None:
    stranger = unknown(replace(AMOUNT, choices=(Choice("amount", "Сумма", 0.9),)), WHO)
    answers, shown = talk(diagnosis(stranger), "1", "0")
    assert answers.columns == (
        ColumnAnswer("other.csv", "Цена вопроса", "amount"),
        ColumnAnswer("other.csv", "@row", "deal_id"),
    )
    assert "«Номер сделки» — какой это столбец файла other.csv?\n    1 — Кто: Глеб\n" in shown


def test_a_column_is_shown_with_its_values_and_choices() -> None:
    answers, shown = talk(diagnosis(sheet(AMOUNT)), "1")
    assert answers == Answers((ColumnAnswer("deals.csv", "Цена вопроса", "amount"),))
    assert shown == (
        "\nСтолбец «Цена вопроса» файла deals.csv — что это?\n"
        "  примеры: 100; 200\n"
        "    1 — Сумма (70\xa0%)\n"
        "    2 — Сумма по прайсу (60\xa0%)\n"
        "    3 — другое\n"
        "  0 — не читать, Enter — решу потом: "
    )


def test_a_column_may_be_anything_of_its_table_that_is_not_read_yet() -> None:
    answers, shown = talk(diagnosis(sheet(NUMBER, OWNER, AMOUNT)), "3", "1")
    assert answers.columns == (ColumnAnswer("deals.csv", "Цена вопроса", "title"),)
    offered = shown.partition("Enter — решу потом: \n")[2].split("\n")
    assert offered[:3] == ["    1 — Название", "    2 — Воронка", "    3 — Стадия"]
    assert not any("Номер сделки" in line or "Ответственный" in line or "Сумма" in line for line in offered[3:5])


def test_nought_is_never_and_enter_is_later() -> None:
    assert talk(diagnosis(sheet(AMOUNT)), "0")[0] == Answers((ColumnAnswer("deals.csv", "Цена вопроса", None),))
    assert talk(diagnosis(sheet(AMOUNT)), "")[0] == Answers()


def test_nonsense_is_asked_about_again() -> None:
    answers, shown = talk(diagnosis(sheet(AMOUNT)), "да", "4", "-1", "9" * 9999, "²", " 2 ")
    assert answers.columns[0].name == "list_amount"
    assert shown.count("не подходит: введите число от 0 до 3 или просто нажмите Enter") == 5


def test_alike_columns_of_several_files_are_asked_about_once() -> None:
    answers, _ = talk(diagnosis(sheet(AMOUNT, file="a.csv"), sheet(AMOUNT, file="b.csv")), "1")
    assert answers.columns == tuple(ColumnAnswer(file, "Цена вопроса", "amount") for file in ("a.csv", "b.csv"))


def test_what_is_taken_is_not_offered_again() -> None:
    other = replace(AMOUNT, title="Итог", position=9)
    same = ColumnLook("Всего", 10, choices=(Choice("amount", "Сумма", 0.5),))
    answers, shown = talk(diagnosis(sheet(AMOUNT, other, same)), "1", "1")
    assert [answer.name for answer in answers.columns] == ["amount", "list_amount"]
    assert "Всего" not in shown


def test_a_stage_may_be_one_of_the_offered_or_another_one_of_its_funnel() -> None:
    made = diagnosis(stages=(DOUBTFUL_STAGE,))
    offered, shown = talk(made, "1", pipelines={"опт": "Проекты"})
    assert offered.stages == (StageAnswer("Опт", "Думают", DOUBTFUL_STAGE.choices[0]),)
    assert "Стадия «Думают (Опт)», 5\xa0записей — какая это стадия воронки?" in shown
    other, shown = talk(made, "2", "1", pipelines={"опт": "Проекты"})
    assert other.stages == (StageAnswer("Опт", "Думают", STAGES[1]),)
    assert "КП" not in shown


def test_every_funnel_is_offered_where_the_export_does_not_tell() -> None:
    lone = replace(DOUBTFUL_STAGE, pipeline=None, choices=())
    answers, shown = talk(diagnosis(stages=(lone,)), "3")
    assert answers.stages == (StageAnswer(None, "Думают", STAGES[2]),)
    assert "    1 — Договор (Проекты)\n    2 — Отказ (Проекты)\n    3 — КП (Опт)\n" in shown


def test_a_stage_of_no_funnel_and_a_stage_for_later() -> None:
    made = diagnosis(stages=(DOUBTFUL_STAGE,))
    assert talk(made, "0")[0].stages == (StageAnswer("Опт", "Думают", None),)
    assert talk(made, "")[0] == Answers()


STRANGER = unknown(
    ColumnLook("№№", 1, choices=(Choice("deal_id", "Номер сделки", 0.95),), examples=("1",)),
    ColumnLook("№№№", 2, choices=(Choice("deal_id", "Номер сделки", 0.85),), examples=("7",)),
    AMOUNT,
)


def test_a_file_nobody_knows_is_asked_about_as_a_whole_first() -> None:
    answers, shown = talk(diagnosis(STRANGER), "1", "2")
    assert answers.columns == (
        ColumnAnswer("other.csv", "№№", "deal_id"),
        ColumnAnswer("other.csv", "Цена вопроса", "list_amount"),
    )
    assert shown.startswith(
        "\nФайл other.csv не узнан, но похож на таблицу «Сделки»:\n"
        "    №№ → Номер сделки (95\xa0%)\n"
        "  1 — читать так, 0 — не читать этот файл, Enter — решу потом: "
    )


def test_a_file_that_is_not_wanted_is_not_asked_about_again() -> None:
    answers, _ = talk(diagnosis(STRANGER), "0")
    assert [(answer.title, answer.name) for answer in answers.columns] == [
        ("№№", None),
        ("№№№", None),
        ("Цена вопроса", None),
    ]
    assert talk(diagnosis(STRANGER), "")[0] == Answers()


def test_titles_cannot_steer_the_terminal() -> None:
    hostile = "\x1b[31mx\r\n\u202e" + "д" * 400
    column = replace(AMOUNT, title=hostile, examples=(hostile,))
    stage = replace(DOUBTFUL_STAGE, stage=hostile, pipeline=hostile, choices=(Choice(hostile, hostile, 0.6, hostile),))
    _, shown = talk(diagnosis(sheet(column, file=hostile), stages=(stage,)), "", "")
    assert all(line.replace("\xa0", " ").isprintable() for line in shown.split("\n"))
