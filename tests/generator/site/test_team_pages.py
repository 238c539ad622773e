from pathlib import Path

from generator.site.pages import pages
from tests.generator.site.building import Built, company, small


def test_a_meeting_shows_its_agenda_and_the_control_points_it_looks_at(built: Built) -> None:
    assert "Планёрка дня" in built.page("meetings.html").text
    (meeting,) = built.book.meetings
    assert f"meetings/{meeting}.html" in {attributes.get("href") for _, attributes in built.page("meetings.html").tags}
    text = built.page(f"meetings/{meeting}.html").text
    for words in (
        "Планёрка дня",
        "Кому не ответили",
        "Чем кончается",
        "Список",
        "Контрольные точки",
        "Кого спросили",
        "Стоя",
    ):
        assert words in text


def test_a_newcomer_finds_the_path_on_the_page_of_the_role(built: Built) -> None:
    text = built.page("roles/seller/nachalo.html").text
    first, month = text.index("День 1: принял"), text.index("Первый месяц: принял")
    assert "Познакомиться" in text[:first]
    assert "Продать" in text[first:month]
    assert "Вводный курс" in text
    assert "Подпись" in text
    ways = {attributes.get("href") for _, attributes in built.page("training.html").tags}
    assert "roles/seller/nachalo.html" in ways
    assert "course-intro" in built.page("training.html").ids()
    assert "training/intro.html" in ways
    assert "Рядом с наставником" in built.page("training/intro.html").text


def test_a_competency_names_who_needs_it_at_the_highest_level(built: Built) -> None:
    page = built.page("competencies.html")
    assert "Кому нужна: Продавец — 5" in page.text
    for name in built.book.competencies:
        assert f"competencies/{name}.html" in {attributes.get("href") for _, attributes in page.tags}
        assert "Как оценивают" in built.page(f"competencies/{name}.html").text


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
    links = {attributes.get("href") for _, attributes in page.tags}
    assert {"roles/seller/index.html", "roles/seller/nachalo.html", "training.html"} <= links


def test_a_role_carried_under_another_name_tells_the_position(tmp_path: Path) -> None:
    sources = small()
    sources["positions.yaml"]["positions"][1]["roles"] = ["seller", "boss"]
    pages_made = (page for page in pages(company(tmp_path, sources)) if page.path.endswith(".md"))
    made = {page.path: page.content.decode() for page in pages_made}
    assert made["index.md"].count('<p class="rg-door__title">Продавец</p>') == 1
    assert made["roles/index.md"].count("Должность: Продавец") == 1
    assert "Другие роли должности" in made["roles/seller/index.md"]
