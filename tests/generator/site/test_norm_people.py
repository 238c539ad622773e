"""Whom a norm binds, who decides about it, and that nobody is told the same twice."""

from pathlib import Path
from typing import Any

from generator.site.norm_people import rulings, sayings
from generator.site.pages import pages
from handbook.book import Handbook
from tests.generator.site.building import Page, company, small


def words(book: Handbook, name: str) -> str:
    """The text of a page before MkDocs."""
    (content,) = (one.content for one in pages(book, only={name}) if one.path == name)
    page = Page()
    page.feed(content.decode())
    return page.text.replace("\u00a0", " ")


def told(sources: dict[str, Any]) -> dict[str, Any]:
    """A company whose descriptions say who may do what about a norm."""
    sources["roles/seller.yaml"]["rights"] = ["обещать срок не короче [[norm:n-offer]]"]
    sources["roles/boss.yaml"]["duties"] = ["отвечать за [[norm:n-offer|срок]] перед клиентом"]
    sources["positions.yaml"]["positions"][0]["responsibilities"] = ["[[norm:n-offer]] у всех продавцов"]
    sources["documents/rules.yaml"]["clauses"][0]["text"] = "Продлить вправе начальник: [[norm:n-offer]]."
    sources["documents/rules.yaml"]["owner"] = "boss"
    return sources


def test_clauses_of_one_document_stand_in_its_order_and_the_one_that_sets_is_never_cut(tmp_path: Path) -> None:
    book = company(tmp_path, told(small()))
    written = [one.number for one in book.documents["rules"].clauses]
    shown = [one.clause.number for one in rulings(book, book.norms["n-offer"])]
    assert sorted(shown) == ["1", "4.2"]
    assert shown == [one for one in written if one in shown]
    assert [one.clause.number for one in rulings(book, book.norms["n-offer"], 1)] == ["4.2"]
    assert rulings(book, book.norms["n-answer"]) == ()


def test_a_norm_says_who_answers_who_may_what_and_who_changes_it(tmp_path: Path) -> None:
    book = company(tmp_path, told(small()))
    assert {(one.who.id, one.label) for one in sayings(book, "n-offer")} == {
        ("seller", "Право"),
        ("boss", "Обязанность"),
        ("director", "Ответственность"),
    }
    text = words(book, "norms/n-offer.md").partition("Коротко о норме")[0]
    for said in (
        "Отвечает за норму Продавец",
        "Кто может её изменить Начальник — новой редакцией документа Регламент КП",
        "Обещать срок не короче не более 2 календарных дней",
        "Продлить вправе начальник",
    ):
        assert said in text


def test_an_exception_that_is_allowed_stands_on_the_page_of_its_norm(tmp_path: Path) -> None:
    sources = small()
    waiver = {"norm": "n-offer", "object": "17", "reason": "Письмо", "author": "Директор", "until": "2026-03-31"}
    sources["waivers.yaml"] = {"waivers": [waiver]}
    text = words(company(tmp_path, sources), "norms/n-offer.md")
    assert "17 — Директор, по 31 марта 2026 г.: Письмо" in text


def test_a_step_that_needs_consent_names_who_gives_it(tmp_path: Path) -> None:
    sources = small()
    sources["processes/sell/main/offer-it.yaml"]["steps"] = [{"text": "Назвать срок", "approves": "boss"}]
    text = words(company(tmp_path, sources), "norms/n-offer.md")
    assert "Без чьего согласия нельзя Начальник: Предложить" in text


def test_a_role_reads_what_it_may_and_may_not_beside_its_norms(tmp_path: Path) -> None:
    book = company(tmp_path, told(small()))
    assert "Обещать срок не короче" in words(book, "roles/seller/normy.md")
    # Its own words, not those of another role.
    assert "перед клиентом" not in words(book, "roles/seller/normy.md")


def test_a_rule_of_the_companys_own_is_told_in_words_and_once(tmp_path: Path) -> None:
    sources = small()
    rule = {"id": "n-own", "kind": "custom_sql", "title": "Не терять клиента", "why": "Уйдёт"}
    sources["processes/sell/main/ask.yaml"]["norms"] += [{**rule, "select": "SELECT 1 AS object_id"}]
    book = company(tmp_path, sources)
    page = words(book, "norms/n-own.md")
    assert page.count("Не терять клиента") == 1
    assert "SELECT" not in page
    assert "object_id" not in page
    body = words(book, "operations/ask.md").partition("{ #normy }")[2]
    assert body.count("Не терять клиента") == 1
    assert "каждый случай" in body
