from pathlib import Path

from generator.site.pages import pages
from tests.generator.site.building import Built, company, small


def test_a_meeting_shows_its_agenda_and_the_control_points_it_looks_at(built: Built) -> None:
    text = built.page("meetings.html").text
    for words in (
        "Планёрка дня",
        "Кому не ответили",
        "Чем кончается",
        "Список",
        "контрольные точки смотрят (1)",
        "Кого спросили",
        "Стоя",
    ):
        assert words in text


def test_a_newcomer_finds_the_path_on_the_page_of_the_role(built: Built) -> None:
    for page in ("roles/seller/index.html", "training.html"):
        text = built.page(page).text
        assert text.index("В первый день") < text.index("Познакомиться") < text.index("К концу 30\u2011го дня")
        assert "Вводный курс" in text
        assert "Подпись" in text


def test_a_competency_names_who_needs_it_at_the_highest_level(built: Built) -> None:
    assert "Кому нужна Продавец — 5" in built.page("competencies.html").text


def test_principles_and_meetings_stand_on_the_page_of_the_role_they_concern(built: Built) -> None:
    text = built.page("roles/seller/index.html").text
    assert "Платим за оплату" in text
    assert "Планёрка дня" in text
    assert "Платим за оплату" not in built.page("roles/boss/index.html").text


def test_a_process_names_its_stage_indicators_reports_and_handover(built: Built) -> None:
    text = built.page("processes/main/index.html").text
    for words in ("Превращение лида в сделку", "Показатели", "Отчётность", "В пятницу", "Непрофильный клиент"):
        assert words in text


def test_an_operation_says_how_often_it_is_done(built: Built) -> None:
    assert "3 раза в неделю" in built.page("operations/offer-it.html").text.replace("\u00a0", " ")


def test_a_company_without_such_records_has_no_empty_pages(tmp_path: Path) -> None:
    sources = small()
    for name in ("meetings", "training", "competencies", "motivation", "indicators"):
        del sources[f"{name}.yaml"]
    del sources["processes/sell/main/process.yaml"]["indicators"]
    made = {page.path for page in pages(company(tmp_path, sources))}
    assert not made & {"meetings.md", "training.md", "competencies.md", "motivation.md", "indicators.md"}


def test_the_page_of_a_norm_says_what_a_breach_leads_to(built: Built) -> None:
    text = built.page("norms/n-open.html").text
    assert "Что будет при нарушении" in text
    assert "От нормы зависит оплата" in text
    assert "Платим за оплату" in text
    assert "Что будет при нарушении" not in built.page("norms/n-gap.html").text


def test_the_start_page_leads_a_newcomer_to_the_path(built: Built) -> None:
    page = built.page("index.html")
    assert "Пришли недавно?" in page.text
    links = {attributes.get("href") for _, attributes in page.tags}
    assert {"training.html", "roles/index.html#dolzhnosti"} <= links


def test_a_role_carried_under_another_name_tells_the_position(tmp_path: Path) -> None:
    sources = small()
    sources["positions.yaml"]["positions"][1]["roles"] = ["seller", "boss"]
    pages_made = (page for page in pages(company(tmp_path, sources)) if page.path.endswith(".md"))
    made = {page.path: page.content.decode() for page in pages_made}
    assert "Должность: Продавец" in made["index.md"]
    assert made["index.md"].count("Должность:") == 1
    assert "Другие роли должности" in made["roles/seller/index.md"]
