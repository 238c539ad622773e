from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.word.job_description.content import job_description, schedule_of
from generator.word.job_description.lists import most_exact, unrepeated
from handbook.book import Handbook
from handbook.model.company import WorkingTime
from handbook.read import read
from tests.generator.word.reading import Render
from tests.generator.word.vector import COMPANY, DOCUMENTS, POSITIONS, write_company


def test_heading_names_the_company_the_position_in_the_genitive_and_the_approver(
    vector: Handbook, render: Render
) -> None:
    lines = [text for _, text in render(vector, "menedzher").paragraphs[:12]]
    assert lines[:9] == [
        "Общество с ограниченной ответственностью «Вектор-Снаб»",
        "(ООО «Вектор-Снаб»)",
        "УТВЕРЖДАЮ",
        "Генеральный директор",
        "ООО «Вектор-Снаб»",
        "\t\u00a0М.\u00a0А.\u00a0Соколова",
        "«____»\u00a0______________\u00a020___\u00a0г.",
        "ДОЛЖНОСТНАЯ ИНСТРУКЦИЯ",
        "менеджера по продажам",
    ]
    assert lines[9:11] == ["01.12.2026 №\u00a0ДИ-03", "г.\u00a0Екатеринбург"]


def test_general_provisions_in_the_right_cases(vector: Handbook, render: Render) -> None:
    said = render(vector, "menedzher").under("Общие положения")
    assert said[1] == (
        "Менеджер по продажам относится к категории специалистов и входит в состав структурного подразделения "
        "«Отдел продаж»."
    )
    assert "Назначение должности: доводить запрос клиента до оплаченной поставки." in said
    assert (
        "Работник назначается на должность и освобождается от неё приказом генерального директора "
        "по представлению руководителя отдела продаж."
    ) in said
    assert "Работник подчиняется непосредственно руководителю отдела продаж." in said
    assert any(text.endswith("его обязанности исполняет ассистент отдела продаж.") for text in said)
    assert said[-4:] == [
        "регламентом процесса «Продать со склада» (РП-01);",
        "стандартом «Приём обращений» (СТ-01);",
        "регламентом предоставления скидок (РГ-04);",
        "настоящей должностной инструкцией.",
    ]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Регламент ведения CRM", "регламентом ведения CRM (РГ-04);"),
        ("Регламент договорной работы", "(РГ-04);"),
        ("Прайс и скидки", "регламентом «Прайс и скидки» (РГ-04);"),
    ],
)
def test_regulations_are_never_declined_wrongly(tmp_path: Path, render: Render, title: str, said: str) -> None:
    root = write_company(tmp_path)
    path = root / "regulations" / "documents" / "reglament-skidok.yaml"
    path.write_text(DOCUMENTS["reglament-skidok"].replace("Регламент предоставления скидок", title), encoding="utf-8")
    shown = render(read(root).handbook, "menedzher").under("Общие положения")[-2]
    assert shown.endswith(said)
    assert "договорным" not in shown


def test_the_head_reports_to_nobody_and_is_approved_by_hand(vector: Handbook, render: Render) -> None:
    document = render(vector, "direktor")
    said = document.under("Общие положения")
    assert any("в порядке, установленном уставом Компании" in text for text in said)
    assert not any("подчиняется непосредственно" in text for text in said)
    assert "решений руководства" not in document.text
    assert "решений руководства" in render(vector, "menedzher").text
    below = next(text for text in said if "непосредственно подчиняются" in text)
    assert below.endswith("руководитель отдела продаж, юрисконсульт, специалист по персоналу.")
    approval = [text for style, text in document.paragraphs if style == "РГ Гриф"]
    assert approval[1] == "\t\t"
    assert "Соколова" not in "".join(approval)


def test_requirements_of_roles_and_position_are_merged_without_repetition(vector: Handbook, render: Render) -> None:
    said = render(vector, "menedzher").under("Квалификационные требования")
    assert "образование: среднее профессиональное или высшее;" in said
    assert "стаж и опыт: в продажах не менее одного года." in said
    assert [text for text in said if "переговоры и" in text] == ["вести переговоры и деловые встречи;"]
    assert "работать в CRM." in said
    assert "уровень 4 из\u00a05\u00a0— переговоры." in said


def test_duties_follow_the_process_and_state_norms_in_force(vector: Handbook, render: Render) -> None:
    assert render(vector, "menedzher").under("Должностные обязанности")[:-1] == [
        "Принять обращение (РП-01). Работник обязан связываться с клиентом (не более 15\u00a0рабочих минут).",
        "Подготовить КП (РП-01). Работник обязан:",
        "готовить коммерческое предложение по шаблону; прикладывать спецификацию;",
        "согласовывать скидку больше предела (не более 10\u00a0%);",
        "отправлять предложение клиенту (в течение двух дней).",
    ]


def test_the_owner_of_a_process_decides_and_approves(vector: Handbook, render: Render) -> None:
    document = render(vector, "rop")
    duties = document.under("Должностные обязанности")
    assert duties[0] == "Как владелец процесса «Продать со склада» (РП-01) Работник решает:"
    assert duties[1:3] == ["кому отдать запрос;", "дать ли скидку сверх прав менеджера."]
    rights = document.under("Права")
    assert "утверждать документ «Коммерческое предложение» в операции «Подготовить КП»;" in rights
    assert rights[-1] == ("получать сведения контрольных точек и принимать меры при отклонениях: «Продать со склада».")


def test_table_of_norms_holds_the_norms_of_the_position_and_their_known_changes(
    vector: Handbook, render: Render
) -> None:
    assert render(vector, "menedzher").tables[0][1:] == (
        ("1", "Выполнение плана продаж", "не менее 90\u00a0% плана", "месяц", "план и CRM"),
        ("2", "Скидка", "не более 10\u00a0%", "каждая сделка", "CRM"),
        ("3", "Время первой реакции", "не более 15\u00a0рабочих минут", "каждое обращение", "CRM"),
        (
            "4",
            "Длительность сделки",
            "не более 45\u00a0календарных дней; с\u00a001.01.2027 — не более 30\u00a0календарных дней".replace(
                " —", "\u00a0—"
            ),
            "каждая сделка",
            "CRM",
        ),
    )
    other = render(vector, "menedzher").under("Показатели и нормативы работы")
    assert "При оценке работы учитываются также: отсутствие обоснованных жалоб клиентов." in other
    assert "Выполнение плана продаж" not in "".join(other)


def test_interaction_is_grouped_by_counterpart(vector: Handbook, render: Render) -> None:
    document = render(vector, "menedzher")
    rows = next(table for table in document.tables if table[0][0] == "С кем")
    assert rows[1:] == (
        ("Ассистент отдела продаж", "карточка сделки", "—"),
        ("Клиент", "—", "коммерческое предложение"),
        ("Руководитель отдела продаж", "условия скидки", "условия скидки"),
    )


def test_roles_of_one_position_are_one_counterpart(tmp_path: Path, render: Render) -> None:
    both = POSITIONS.replace("roles: [rop]", "roles: [rop, assistent]").replace("roles: [assistent]", "roles: []")
    book = read(write_company(tmp_path, positions=both)).handbook
    rows = next(table for table in render(book, "menedzher").tables if table[0][0] == "С кем")
    assert [row[0] for row in rows[1:]] == ["Руководитель отдела продаж", "Клиент"]
    assert rows[1][1] == "карточка сделки; условия скидки"


def test_sections_without_content_are_hidden(vector: Handbook, render: Render) -> None:
    assert render(vector, "direktor").headings == [
        "Общие положения",
        "Должностные обязанности",
        "Права",
        "Ответственность",
        "Условия работы",
        "Порядок пересмотра и заключительные положения",
    ]
    assert len(render(vector, "menedzher").headings) == 9


def test_acquaintance_sheet_agrees_in_gender_and_leaves_out_the_dismissed(vector: Handbook, render: Render) -> None:
    rows = next(table for table in render(vector, "menedzher").tables if table[0][1].startswith("Фамилия"))
    assert [row[1:3] for row in rows[1:5]] == [
        ("Иванов Иван Иванович", "ознакомлен"),
        ("Ковальчук Анна Ильинична", "ознакомлена"),
        ("Ким Саша", "ознакомлен(а)"),
        ("", "ознакомлен(а)"),
    ]
    assert len(rows) - 1 == 15


def test_signatures_are_blank_when_nobody_or_several_hold_the_position(vector: Handbook, render: Render) -> None:
    signed = [text for style, text in render(vector, "menedzher").paragraphs if style == "РГ Подпись"]
    assert signed == [
        "Руководитель отдела продаж\t\t\u00a0Д.\u00a0С.\u00a0Ковальчук",
        "Специалист по персоналу\t\t\u00a0Е.\u00a0В.\u00a0Мартынова",
        "Юрисконсульт\t\t\t",
    ]


def test_changes_are_registered_and_room_is_left_for_more(vector: Handbook, render: Render) -> None:
    rows = render(vector, "menedzher").tables[-1]
    assert rows[1] == ("1", "02.02.2026", "Документ введён впервые", "приказ от\u00a002.02.2026 №\u00a011-ОД")
    assert len(rows) == 9
    assert rows[-1] == ("", "", "", "")


def test_by_order_with_and_without_its_details(tmp_path: Path, render: Render) -> None:
    ordered = POSITIONS.replace("edition: 2\n", "edition: 2\n      order: {number: 47-ОД, date: 2026-12-01}\n", 1)
    root = write_company(tmp_path, company=COMPANY.replace("person", "order"), positions=ordered)
    book = read(root).handbook
    blocks = {
        name: [text for style, text in render(book, name).paragraphs if style == "РГ Гриф"]
        for name in ("menedzher", "rop")
    }
    assert blocks["menedzher"] == ["УТВЕРЖДЕНА", "приказом ООО «Вектор-Снаб»", "от\u00a001.12.2026 №\u00a047-ОД"]
    assert blocks["rop"][-1] == "от\u00a0____.____.______ №\u00a0____________"


def test_a_position_without_publication_has_blanks_and_no_footer_number(vector: Handbook, render: Render) -> None:
    document = render(vector, "yurist")
    assert "____.____.______ №\u00a0____________" in document.text
    assert [text for text in document.running if re.fullmatch(r"источник [0-9a-f]{8}", text)]
    numbered = render(vector, "menedzher").running
    assert [text for text in numbered if re.fullmatch(r"ДИ-03 · редакция 2 · источник [0-9a-f]{8}", text)]


def test_hand_written_forms_win(tmp_path: Path, render: Render) -> None:
    text = POSITIONS.replace(
        "title: Менеджер по продажам\n", "title: Сейлз\n    forms: {genitive: сейлза, dative: сейлзу}\n", 1
    )
    book = read(write_company(tmp_path, positions=text)).handbook
    assert "сейлза" in [line for _, line in render(book, "menedzher").paragraphs]


def test_without_a_file_of_staff_the_documents_are_still_made(tmp_path: Path, render: Render) -> None:
    book = read(write_company(tmp_path, staff="staff: []")).handbook
    document = render(book, "menedzher")
    assert "\t\t" in [text for style, text in document.paragraphs if style == "РГ Гриф"]
    assert "Соколова" not in document.text


@pytest.mark.parametrize(
    ("working", "words"),
    [
        (WorkingTime(), "с понедельника по пятницу, с\u00a09:00 до\u00a018:00, перерыв с\u00a013:00 до\u00a014:00"),
        (
            WorkingTime.model_validate({"days": ["tue", "sat"], "start": "10:30", "end": "19:00", "lunch": None}),
            "рабочие дни\u00a0— вторник, суббота, с\u00a010:30 до\u00a019:00",
        ),
    ],
)
def test_schedule_from_the_working_time_of_the_company(working: WorkingTime, words: str) -> None:
    assert schedule_of(working) == words


def test_the_context_holds_no_plain_dictionaries(vector: Handbook) -> None:
    made = job_description(vector, vector.positions["menedzher"])
    assert made.position.text == "Менеджер по продажам"
    assert all(not isinstance(getattr(made, name), dict | list) for name in made.__slots__)


def test_an_owner_of_operations_answers_for_what_they_leave_behind(vector: Handbook, render: Render) -> None:
    said = render(vector, "menedzher").under("Ответственность")
    assert "полноту и достоверность документов и записей, которые готовит: «Коммерческое предложение»;" in said
    assert not any("которые готовит" in text for text in render(vector, "yurist").under("Ответственность"))


def test_substitution_is_told_from_both_sides(vector: Handbook, render: Render) -> None:
    said = render(vector, "assistent").under("Общие положения")
    assert "Работник исполняет обязанности менеджера по продажам, когда замещаемый отсутствует." in said
    assert any(text.endswith("исполняет работник, назначенный приказом.") for text in said)


@pytest.mark.parametrize(("status", "annex"), [("annex", True), ("local_act", False)])
def test_the_status_decides_how_a_description_is_changed(
    tmp_path: Path, render: Render, status: str, *, annex: bool
) -> None:
    company = f"{COMPANY}papers: {{status: {status}}}\n"
    document = render(read(write_company(tmp_path, company=company)).handbook, "menedzher")
    general, review = (document.under(name) for name in ("Общие положения", document.headings[-1]))
    assert ("Должностная инструкция является приложением к трудовому договору с Работником." in general) is annex
    assert any(text.startswith("Изменения вносятся по соглашению") for text in review) is annex
    assert any("приказом генерального директора" in text for text in review) is not annex


def test_the_code_of_the_post_and_the_professional_standard(tmp_path: Path, render: Render) -> None:
    more = (
        "title: Менеджер по продажам\n    okpdtr: '246010'\n    professional_standard:\n"
        "      {code: '08.035', title: Маркетолог, order: приказ Минтруда от 04.06.2018 № 366н}\n"
    )
    positions = POSITIONS.replace("title: Менеджер по продажам\n", more, 1)
    document = render(read(write_company(tmp_path, positions=positions)).handbook, "menedzher")
    assert "относится к категории специалистов (код по ОКПДТР 246010) и входит" in document.text
    assert any("«Маркетолог» (код 08.035," in text for text in document.under("Квалификационные требования"))


def test_regulations_of_one_kind_are_one_item(tmp_path: Path, render: Render) -> None:
    root = write_company(tmp_path)
    path = root / "regulations" / "documents" / "standart.yaml"
    path.write_text(DOCUMENTS["standart"].replace("standard", "regulation"), encoding="utf-8")
    said = render(read(root).handbook, "menedzher").under("Общие положения")
    assert "регламентами: предоставления скидок (РГ-04), «Приём обращений» (СТ-01);" in said
    script = DOCUMENTS["standart"].replace("standard", "script").replace("Приём обращений", "Сценарий приёма обращений")
    path.write_text(script, encoding="utf-8")
    said = render(read(root).handbook, "menedzher").under("Общие положения")
    assert "сценарием приёма обращений (СТ-01);" in said


def test_a_participant_is_told_of_only_where_no_document_passes(vector: Handbook, render: Render) -> None:
    table = next(table for table in render(vector, "assistent").tables if table[0][0] == "С кем")
    rows = {row[0]: row[1:] for row in table[1:]}
    assert rows["Клиент"] == ("заявка клиента", "—")
    assert rows["Менеджер по продажам"] == ("—", "карточка сделки")


def test_the_same_in_other_words_is_said_once() -> None:
    assert unrepeated(["Вести переговоры с клиентом", "с клиентами вести переговоры", "Вести учёт"]) == [
        "Вести переговоры с клиентом",
        "Вести учёт",
    ]
    assert most_exact(["Телефония", "телефония с записью", "Телефон", "1С"]) == ["телефония с записью", "Телефон", "1С"]
