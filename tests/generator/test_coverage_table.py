"""Coverage as a table and as data."""

import json

from generator.coverage import data
from generator.findings import render
from handbook.coverage import MEASURES, Coverage, Share


def row(identity: str | None, title: str, have: int, of: int) -> Coverage:
    return Coverage(identity, title, of, {key: Share(have, of) for key in MEASURES})


ROWS = (
    row("a", "Продать\x1b типовое", 2, 3),
    row("b", "Очень длинное название процесса, которое не помещается", 0, 0),
    row(None, "Всего", 2, 3),
)
HEAD = "владелец  регламент  точка  норма  с нормой  под аудитом  нормы  вопросы"


def cells(line: str) -> list[str]:
    return line[34:].replace(" %", "%").split()


def test_a_table_has_a_line_for_each_process_and_two_for_all() -> None:
    title, _, head, first, second, total, percent, *rest = render([], "text", coverage=ROWS).splitlines()
    assert title == "Полнота описания: сколько есть из скольких"
    assert head == f"{'':34}  {HEAD}"
    assert (first[:34].rstrip(), cells(first)) == ("Продать  типовое", ["2/3"] * 8)
    assert (second[:34], cells(second)) == ("Очень длинное название процесса, …", ["—"] * 8)
    assert (total[:34].rstrip(), cells(total)) == ("Всего", ["2/3"] * 8)
    assert (percent[:34].strip(), cells(percent)) == ("", ["66%"] * 8)
    assert {len(line) for line in (head, first, second, total, percent)} == {len(head)}
    assert "владелец — операции с владельцем" in rest
    assert rest[-1] == "Итого: ошибок нет."


def test_data_are_for_a_program() -> None:
    found = json.loads(render([], "json", coverage=ROWS))["coverage"]
    assert found == data(ROWS)
    assert found["total"]["owner"] == {"have": 2, "of": 3, "percent": 66}
    assert [item["id"] for item in found["processes"]] == ["a", "b"]
    assert found["processes"][1]["norm"] == {"have": 0, "of": 0, "percent": None}
    assert "coverage" not in json.loads(render([], "json"))
