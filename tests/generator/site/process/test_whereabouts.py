"""Where an operation stands, what one does when the client refuses, whom one asks."""

import re
from pathlib import Path
from typing import Any

from generator.site.pages import pages
from generator.site.process.whereabouts import advisers, bosses, cases, refusals, turns, ways
from tests.generator.site.building import Built, company, small


def refusing() -> dict[str, Any]:
    sources = small()
    process = sources["processes/sell/main/process.yaml"]
    process["flow"].insert(4, {"operation": "close"})
    process["funnel"]["stages"].append({"title": "Проиграно", "outcome": "lost"})
    sources["processes/sell/main/close.yaml"] = {
        "id": "close",
        "title": "Записать причину",
        "owner": "seller",
        "crm": {"stage": "Проиграно"},
    }
    return sources


def test_an_operation_knows_its_number_and_its_neighbours(built: Built) -> None:
    (way,) = ways(built.book, built.book.operations["offer-it"])
    assert (way.process.id, way.number, way.size) == ("main", 2, 2)
    assert [stop.name for stop in way.before] == ["ask"]
    page = built.page("operations/offer-it.html")
    assert "Операция 2 из 2 процесса Продать" in page.text
    assert {"ask.html", "../processes/main/index.html"} <= {
        attributes.get("href") for tag, attributes in page.tags if tag == "a"
    }


def test_the_operation_at_a_lost_stage_is_the_way_out_of_the_others(tmp_path: Path) -> None:
    book = company(tmp_path, refusing())
    assert [one.id for one in refusals(book, book.operations["ask"])] == ["close"]
    assert refusals(book, book.operations["close"]) == ()


def test_a_process_that_loses_nothing_has_no_way_out(built: Built) -> None:
    assert refusals(built.book, built.book.operations["ask"]) == ()


def test_the_head_and_those_who_approve_are_asked(tmp_path: Path) -> None:
    sources = small()
    sources["processes/sell/main/ask.yaml"]["steps"].append({"text": "Решить", "approves": "boss"})
    book = company(tmp_path, sources)
    assert bosses(book, book.operations["ask"]) == ("director",)
    assert advisers(book.operations["ask"]) == ("boss",)


def test_clauses_of_one_document_are_told_in_one_line(tmp_path: Path) -> None:
    sources = small()
    clauses = [{"document": "rules", "clause": "1"}, {"document": "offer"}, {"document": "rules", "clause": "4.2"}]
    sources["processes/sell/main/ask.yaml"]["governed_by"] = clauses
    book = company(tmp_path, sources)
    (page,) = (one for one in pages(book, only={"operations/ask.md"}) if one.path == "operations/ask.md")
    ruled = page.content.decode().partition("{ #dokumenty }")[2].partition("</ul>")[0]
    assert ruled.count("<li>") == 2
    assert re.findall(r"\bhref=\"[^\"]*/(\w+)\.html", ruled) == ["rules", "rules", "rules", "offer"]


def test_ways_out_beside_the_usual_one_say_what_to_do_and_what_to_fill_in(tmp_path: Path) -> None:
    sources = small()
    process = sources["processes/sell/main/process.yaml"]
    process["flow"][2]["branches"] = [
        {"when": "годен", "to": "offer-it", "default": True},
        {"when": "не лид", "to": "lost"},
    ]
    ask = sources["processes/sell/main/ask.yaml"]
    ask["steps"].append({"text": "Решите: годен — дальше; не лид — закройте."})
    ask["crm"]["fields"].append({"title": "Причина", "mandatory": "при решении «Не лид»"})
    book = company(tmp_path, sources)
    operation = book.operations["ask"]
    (turn,) = turns(book, operation, ways(book, operation))
    assert (turn.stop.kind, turn.stop.title, turn.stop.condition) == ("end", "Отказ", "не лид")
    assert (turn.steps, turn.fields) == ((2,), ("Причина",))
    (page,) = (one for one in pages(book, only={"operations/ask.md"}) if one.path == "operations/ask.md")
    told = page.content.decode().partition("{ #esli }")[2].partition("## ")[0]
    assert "Отказ" in told
    assert 'href="#shag-2"' in told


def test_a_refusal_is_not_told_twice_and_a_usual_branch_is_no_way_out(tmp_path: Path) -> None:
    sources = refusing()
    sources["processes/sell/main/process.yaml"]["flow"][2]["branches"] = [
        {"when": "да", "to": "offer-it", "default": True},
        {"when": "нет", "to": "close"},
    ]
    book = company(tmp_path, sources)
    operation = book.operations["ask"]
    assert [one.id for one in refusals(book, operation)] == ["close"]
    assert turns(book, operation, ways(book, operation)) == ()


def test_cases_of_the_steps_are_gathered_where_one_looks_for_them(tmp_path: Path) -> None:
    sources = small()
    sources["processes/sell/main/ask.yaml"]["steps"] = [
        {"text": "Позвоните клиенту — он ждёт. Номер не отвечает — напишите ему."},
        {"text": "Запишите: годен — дальше, не годен — в архив."},
        {"text": "Отказался — не спорьте, узнайте причину."},
    ]
    book = company(tmp_path, sources)
    assert cases(book.operations["ask"]) == (("Номер не отвечает", 1), ("Отказался", 3))
    (page,) = (one for one in pages(book, only={"operations/ask.md"}) if one.path == "operations/ask.md")
    assert 'Отказался — <a href="#shag-3">' in page.content.decode().partition("{ #esli }")[2]
