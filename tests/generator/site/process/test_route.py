"""What stands before and after an operation along a process."""

from pathlib import Path

from generator.site.process import route
from generator.site.process.route import Stop
from tests.generator.site.building import company, small


def test_branches_are_told_with_their_question(tmp_path: Path) -> None:
    book = company(tmp_path, small())
    process = book.processes["main"]
    assert route.after(book, process, "ask") == (
        Stop("operation", "offer-it", "Предложить", "Наш? — да"),
        Stop("end", "lost", "Отказ", "Наш? — нет"),
    )
    assert route.before(book, process, "ask") == (Stop("start", "begin", "Пришёл запрос", ""),)


def test_deadlines_are_ways_too(tmp_path: Path) -> None:
    sources = small()
    sources["processes/sell/main/process.yaml"]["flow"][3]["timers"] = [
        {"timer": "silent", "title": "Молчит дольше [[norm:n-offer]]", "to": "lost"},
        {"timer": "soon", "title": "Скоро конец", "to": "ask", "interrupts": False},
    ]
    book = company(tmp_path, sources)
    process = book.processes["main"]
    assert route.after(book, process, "offer-it") == (
        Stop("end", "won", "Продано", ""),
        Stop("end", "lost", "Отказ", "Молчит дольше 2\u00a0дней (операция прерывается)"),
        Stop("operation", "ask", "Расспросить", "Скоро конец (операция продолжается)"),
    )
    assert Stop("operation", "offer-it", "Предложить", "Скоро конец (операция продолжается)") in route.before(
        book, process, "ask"
    )


def test_a_branch_that_says_nothing_is_told_by_nothing(tmp_path: Path) -> None:
    sources = small()
    del sources["processes/sell/main/process.yaml"]["flow"][2]["branches"][0]["when"]
    book = company(tmp_path, sources)
    for stop in (
        *route.after(book, book.processes["main"], "ask"),
        *route.before(book, book.processes["main"], "offer-it"),
    ):
        assert bool(stop.condition) == bool(stop.brief) == bool(stop.when) == (stop.name == "lost")


def test_a_branch_that_says_no_and_why_keeps_its_question(tmp_path: Path) -> None:
    sources = small()
    branches = sources["processes/sell/main/process.yaml"]["flow"][2]["branches"]
    branches[0]["when"], branches[1]["when"] = "данные есть", "нет, чужой"
    book = company(tmp_path, sources)
    found = [stop.condition for stop in route.after(book, book.processes["main"], "ask")]
    assert found == ["данные есть", "Наш? — нет, чужой"]


def test_only_branches_beside_the_usual_one_and_deadlines_lead_astray(tmp_path: Path) -> None:
    sources = small()
    flow = sources["processes/sell/main/process.yaml"]["flow"]
    flow[2]["branches"][0]["default"] = True
    flow[3]["timers"] = [{"timer": "silent", "title": "Молчит", "to": "lost"}]
    book = company(tmp_path, sources)
    process = book.processes["main"]
    assert [(one.name, one.usual) for one in route.after(book, process, "ask")] == [("offer-it", True), ("lost", False)]
    assert [one.usual for one in route.after(book, process, "offer-it")] == [True, False]


def test_what_lies_behind_a_join_is_reached_by_the_usual_way_even_if_it_is_longer(tmp_path: Path) -> None:
    sources = small()
    flow = sources["processes/sell/main/process.yaml"]["flow"]
    flow[2:3] = [
        {
            "gateway": "fit",
            "title": "Данные есть?",
            "branches": [{"when": "нет", "to": "both"}, {"when": "да", "to": "big", "default": True}],
        },
        {
            "gateway": "big",
            "title": "Крупный?",
            "branches": [{"when": "нет", "to": "both", "default": True}, {"when": "да", "to": "lost"}],
        },
        {"gateway": "both", "next": "offer-it"},
    ]
    book = company(tmp_path, sources)
    found = {one.name: one.usual for one in route.after(book, book.processes["main"], "ask")}
    assert found == {"offer-it": True, "lost": False}


def test_without_a_usual_branch_no_branch_is_astray(tmp_path: Path) -> None:
    book = company(tmp_path, small())
    assert all(one.usual for one in route.after(book, book.processes["main"], "ask"))


def test_a_condition_reads_as_one(tmp_path: Path) -> None:
    sources = small()
    flow = sources["processes/sell/main/process.yaml"]["flow"]
    flow[3]["timers"] = [{"timer": "silent", "title": "Молчит", "to": "lost"}]
    book = company(tmp_path, sources)
    process = book.processes["main"]
    assert [one.when for one in route.after(book, process, "ask")] == ["Если «Наш?» — «да»", "Если «Наш?» — «нет»"]
    assert [one.when for one in route.after(book, process, "offer-it")] == ["", "Если «Молчит» (операция прерывается)"]


def test_a_question_is_told_only_where_the_answer_needs_it(tmp_path: Path) -> None:
    sources = small()
    branches = sources["processes/sell/main/process.yaml"]["flow"][2]["branches"]
    branches[0]["when"] = "данные есть"
    book = company(tmp_path, sources)
    found = [stop.brief for stop in route.after(book, book.processes["main"], "ask")]
    assert found == ["данные есть", "Если «Наш?» — «нет»"]
