"""Where an operation stands, what one does when the client refuses, whom one asks."""

import re
from pathlib import Path
from typing import Any

from generator.site.pages import pages
from generator.site.process.whereabouts import advisers, bosses, refusals, ways
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
