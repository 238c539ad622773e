"""Maps on the site: on a page of their own and where people look for them, each also as a file and as words."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from generator.maps import engine
from generator.site.pages import pages
from generator.site.pictures.map_figures import FOLDER
from handbook.book import Handbook
from handbook.model.company import Company
from tests.generator.site.building import Built, company, small

COMPANY_MAPS = {"Карта процессов", "Организационная структура", "Кто кому что передаёт"}


def titles(text: str) -> set[str]:
    """What the maps of a page are called where their files stand in for them."""
    return {unescape(one) for one in re.findall(r'<object [^>]*data="[^"]*assets/maps/[^>]*aria-label="([^"]*)"', text)}


def body(built: Built, page: str) -> str:
    return (built.site / page).read_text(encoding="utf-8")


def test_the_page_has_every_map_of_the_company(built: Built) -> None:
    assert titles(body(built, "maps.html")) >= COMPANY_MAPS
    page = built.page("maps.html")
    assert "Все передачи таблицей" in page.text
    assert "Должности таблицей" in page.text


def test_maps_stand_where_people_look(built: Built) -> None:
    assert titles(body(built, "processes/index.html")) == {"Карта процессов"}
    assert titles(body(built, "roles/index.html")) == {"Организационная структура"}
    assert titles(body(built, "roles/seller/svyazi.html")) == {"Кто передаёт роли «Продавец» и кому передаёт она"}
    assert titles(body(built, "processes/main/dokumenty.html")) == {"Движение документов: Продать"}
    assert titles(body(built, "processes/main/voronka.html")) == {
        "Воронка «Продажи»",
        "Воронка «Продажи»: переходы между стадиями",
    }


def test_every_map_opens_as_a_file_whose_links_lead_somewhere(built: Built) -> None:
    found = sorted((built.site / FOLDER).glob("*.svg"))
    assert found
    for file in found:
        text = file.read_text(encoding="utf-8")
        assert text.startswith("<?xml")
        links = re.findall(r'<a target="_top" href="([^"#]*)', text)
        assert "<a " not in text or links
        for link in links:
            assert (file.parent / link).resolve().is_file(), (file.name, link)
        handed = file.with_suffix(".js").read_text(encoding="utf-8")
        assert handed.startswith(f'reglament.picture("{FOLDER}/{file.stem}", "<svg ')
        assert set(re.findall(r'<a href=\\"([^"#]*?)[#\\]', handed)) == set(links)
    for page in ("maps.html", "processes/main/voronka.html", "roles/seller/svyazi.html"):
        for link in re.findall(r'class="rg-diagram__alone" href="([^"]+maps/[^"]+)"', body(built, page)):
            assert (built.site / page).parent.joinpath(unescape(link)).is_file()


def test_words_of_maps_do_not_crowd_the_search(built: Built) -> None:
    index = (built.site / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "внешняя сторона</" not in index
    assert "шт. ед." not in index


def test_a_company_of_nothing_has_a_page_that_says_so(tmp_path: Path) -> None:
    empty = Handbook(root=tmp_path, company=Company(name="ООО", short_name="ООО", city="Тула", head="x"))
    made = {one.path: one.content.decode() for one in pages(empty) if one.path.endswith(".md")}
    assert "Показать пока нечего" in made["maps.md"]
    assert "rg-map" not in made["processes/index.md"]
    assert "rg-map" not in made["roles/index.md"]
    assert not [one.path for one in pages(empty) if one.path.startswith(FOLDER)]


def test_a_company_without_positions_or_documents_shows_the_rest(tmp_path: Path) -> None:
    sources = small()
    sources["positions.yaml"]["positions"] = []
    for name in ("ask", "offer-it"):
        operation = sources[f"processes/sell/main/{name}.yaml"]
        operation.pop("inputs", None)
        operation.pop("outputs", None)
    made = {one.path: one.content.decode() for one in pages(company(tmp_path, sources)) if one.path == "maps.md"}
    assert titles(made["maps.md"]) == {"Карта процессов"}


def test_without_the_engine_the_build_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine.lay_out.cache_clear()
    monkeypatch.setattr(engine, "_folders", lambda: iter(()))
    monkeypatch.setattr("shutil.which", lambda _name: None)
    sources = small()
    sources["processes/sell/main/process.yaml"]["title"] = "Процесс, которого ещё никто не рисовал"
    with pytest.raises(engine.EngineError, match="graphviz-pure"):
        pages(company(tmp_path, sources))
