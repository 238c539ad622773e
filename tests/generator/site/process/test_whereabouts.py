"""Where an operation stands, what one does when the client refuses, whom one asks."""

import re
from pathlib import Path
from typing import Any

from generator.site.pages import pages
from generator.site.process.whereabouts import Turn, advisers, bosses, cases, turns, ways
from handbook.book import Handbook
from tests.generator.site.building import Built, company, small

FORMER = "processes/sell/former/process.yaml"


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


def found(book: Handbook, name: str) -> tuple[Turn, ...]:
    operation = book.operations[name]
    return turns(book, operation, ways(book, operation))


def told(book: Handbook, name: str) -> str:
    path = f"operations/{name}.md"
    (page,) = (one for one in pages(book, only={path}) if one.path == path)
    return page.content.decode().partition("{ #esli }")[2].partition("## ")[0]


def test_an_operation_knows_its_number_and_its_neighbours(built: Built) -> None:
    (way,) = ways(built.book, built.book.operations["offer-it"])
    assert (way.process.id, way.number, way.size) == ("main", 2, 2)
    assert [stop.name for stop in way.before] == ["ask"]
    page = built.page("operations/offer-it.html")
    assert "Операция 2 из 2 по порядку процесса Продать" in page.text
    assert {"ask.html", "../processes/main/index.html"} <= {
        attributes.get("href") for tag, attributes in page.tags if tag == "a"
    }


def test_a_lost_stage_further_down_the_process_is_no_way_out(tmp_path: Path) -> None:
    book = company(tmp_path, refusing())
    assert [turn.stop.name for turn in found(book, "ask")] == []
    assert "Записать причину" not in told(book, "ask")


def test_two_ways_to_a_refusal_are_two_rows_each_with_its_condition(tmp_path: Path) -> None:
    sources = refusing()
    flow = sources["processes/sell/main/process.yaml"]["flow"]
    flow[1]["timers"] = [{"timer": "silent", "title": "Молчит", "to": "alive"}]
    flow[2]["branches"] = [{"when": "да", "to": "offer-it", "default": True}, {"when": "отказался", "to": "close"}]
    alive = [{"when": "да", "to": "ask", "default": True}, {"when": "нет", "to": "close"}]
    flow.insert(3, {"gateway": "alive", "title": "Жива?", "branches": alive})
    book = company(tmp_path, sources)
    assert [(turn.refused, turn.stop.name, turn.stop.when) for turn in found(book, "ask")] == [
        (True, "close", "Если «Наш?» — «отказался»"),
        (True, "close", "Если «Молчит» (операция прерывается) и «Жива?» — «нет»"),
    ]
    rows = told(book, "ask").partition("Клиент отказался или не подошёл")[2].partition("</dd>")[0]
    assert rows.count("<p>") == rows.count("Записать причину") == 2
    assert "Если «Молчит» (операция прерывается) и «Жива?» — «нет»" in rows


def test_what_is_decided_after_an_event_is_no_way_of_the_operation_before_it(tmp_path: Path) -> None:
    sources = small()
    flow = sources["processes/sell/main/process.yaml"]["flow"]
    flow[2]["branches"][0]["default"] = True
    book = company(tmp_path / "direct", sources)
    assert [turn.stop.name for turn in found(book, "ask")] == ["lost"]
    flow.insert(2, {"event": "answered", "title": "Клиент ответил"})
    book = company(tmp_path / "waiting", sources)
    assert found(book, "ask") == ()


def test_a_branch_that_says_nothing_is_no_way_out(tmp_path: Path) -> None:
    sources = small()
    branches = sources["processes/sell/main/process.yaml"]["flow"][2]["branches"]
    branches[0]["default"] = True
    del branches[1]["when"]
    assert found(company(tmp_path, sources), "ask") == ()


def test_ways_of_a_process_as_it_was_are_told_only_where_there_are_no_others(tmp_path: Path) -> None:
    sources = small()
    process = sources["processes/sell/main/process.yaml"]
    branches = [{"when": "да", "to": "guess", "default": True}, {"when": "ничего", "to": "forgotten"}]
    again = [{"when": "да", "to": "ask", "default": True}, {"when": "ничего", "to": "forgotten"}]
    flow = [
        {"operation": "ask"},
        {"gateway": "said", "title": "Что сказал?", "branches": branches},
        {"operation": "guess"},
        {"gateway": "again", "title": "Угадали?", "branches": again},
        {"end": "forgotten", "title": "Забыта"},
    ]
    former = {**process, "id": "former", "title": "Продать по-старому", "variant": "as-is", "flow": flow}
    sources[FORMER] = {key: value for key, value in former.items() if key not in {"funnel", "norms"}}
    sources["processes/sell/former/guess.yaml"] = {"id": "guess", "title": "Угадать", "owner": "seller"}
    book = company(tmp_path, sources)
    assert [way.process.id for way in ways(book, book.operations["ask"])] == ["main", "former"]
    assert "Забыта" not in told(book, "ask")
    assert [(turn.stop.title, turn.stop.when) for turn in found(book, "guess")] == [
        ("Забыта", "Если «Угадали?» — «ничего»")
    ]


def test_a_way_of_one_process_of_several_names_it(tmp_path: Path) -> None:
    sources = small()
    process = sources["processes/sell/main/process.yaml"]
    process["flow"][2]["branches"][0]["default"] = True
    flow = [{"operation": "ask"}, {"end": "done", "title": "Готово"}]
    other = {**process, "id": "other", "title": "Продать иначе", "flow": flow}
    sources["processes/sell/other/process.yaml"] = {
        key: value for key, value in other.items() if key not in {"funnel", "norms"}
    }
    book = company(tmp_path, sources)
    (turn,) = found(book, "ask")
    assert [one.id for one in turn.processes] == ["main"]
    assert "в процессе «Продать»" in told(book, "ask")


def test_the_head_and_those_who_approve_are_asked(tmp_path: Path) -> None:
    sources = small()
    sources["processes/sell/main/ask.yaml"]["steps"].append({"text": "Решить", "approves": "boss"})
    book = company(tmp_path, sources)
    assert bosses(book, book.operations["ask"]) == ("director",)
    assert advisers(book.operations["ask"]) == ("boss",)


def test_a_head_who_is_asked_as_an_adviser_is_not_named_again(tmp_path: Path) -> None:
    sources = small()
    sources["processes/sell/main/ask.yaml"]["steps"].append({"text": "Решить", "approves": "boss"})
    for post in sources["positions.yaml"]["positions"]:
        if post["id"] == "director":
            post["roles"] = ["boss"]
    book = company(tmp_path, sources)
    assert bosses(book, book.operations["ask"]) == ()


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
    (turn,) = found(book, "ask")
    assert (turn.stop.kind, turn.stop.title, turn.stop.condition) == ("end", "Отказ", "не лид")
    assert (turn.steps, turn.fields) == ((2,), ("Причина",))
    words = told(book, "ask")
    assert "Если «Наш?» — «не лид»" in words
    assert "Отказ" in words
    assert 'href="#shag-2"' in words


def test_a_refusal_is_not_told_twice_and_a_usual_branch_is_no_way_out(tmp_path: Path) -> None:
    sources = refusing()
    sources["processes/sell/main/process.yaml"]["flow"][2]["branches"] = [
        {"when": "да", "to": "offer-it", "default": True},
        {"when": "нет", "to": "close"},
    ]
    (turn,) = found(company(tmp_path, sources), "ask")
    assert (turn.stop.name, turn.refused) == ("close", True)


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


def test_a_case_that_says_nothing_away_from_its_step_is_left_to_it(tmp_path: Path) -> None:
    sources = small()
    sources["processes/sell/main/ask.yaml"]["steps"] = [
        {"text": "Пересмотрите сумму. Изменилась — напишите почему. Не сошлась — спросите. Дольше дня — позвоните."},
        {"text": "Чего нет — запросите. Кого нет — позовите."},
        {"text": "Согласился — запишите. Обещал позже — назначьте день. Нет числа — посчитайте."},
    ]
    book = company(tmp_path, sources)
    assert [case for case, _ in cases(book.operations["ask"])] == ["Согласился", "Обещал позже", "Нет числа"]
