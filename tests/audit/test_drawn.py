"""The graph of a funnel: arcs, starts, ways and what no way can avoid."""

from typing import Any

from audit.prepare.drawn import FROM_START, Drawing
from handbook.model.process import Funnel


def drawing(*stages: dict[str, Any]) -> Drawing:
    return Drawing(Funnel.model_validate({"pipeline": "Воронка", "stages": stages}))


PLAIN = drawing(
    {"title": "А"},
    {"title": "Отказ", "outcome": "lost"},
    {"title": "Б"},
    {"title": "Продано", "outcome": "won"},
    {"title": "Отложено", "outcome": "lost"},
    {"title": "Продлено", "outcome": "won"},
)


def test_without_a_drawing_stages_lead_on_and_to_every_lost_one() -> None:
    assert PLAIN.arcs == {
        "А": {"Б", "Отказ", "Отложено"},
        "Б": {"Продано", "Продлено", "Отказ", "Отложено"},
        "Отказ": frozenset(),
        "Продано": frozenset(),
        "Отложено": frozenset(),
        "Продлено": frozenset(),
    }
    assert PLAIN.starts == ("А",)


def test_lost_stages_require_nothing_and_won_ones_everything_before() -> None:
    from_start = {row[1:3] for row in PLAIN.required() if row[0] == FROM_START}
    assert from_start == {("Б", "А"), ("Продано", "А"), ("Продано", "Б"), ("Продлено", "А"), ("Продлено", "Б")}


def test_a_way_around_frees_from_a_stage_and_a_loop_leads_back() -> None:
    found = drawing({"title": "А", "to": ["Б", "В"]}, {"title": "Б"}, {"title": "В", "to": ["А"]})
    assert set(found.required()) == {
        ("", "Б", "А", 1),
        ("", "В", "А", 1),
        ("Б", "А", "В", 3),
        ("В", "Б", "А", 1),
    }
    assert ("В", "Б") in set(found.paths())
    assert found.starts == ("А",)


def test_names_nobody_drew_and_repeated_stages_do_not_break_it() -> None:
    found = drawing({"title": "А", "to": ["Нет такой", "А"]}, {"title": "Б"}, {"title": "Б", "to": ["А"]})
    assert found.arcs == {"А": {"А"}, "Б": frozenset()}
    assert found.starts == ("А", "Б")


def test_a_funnel_without_open_stages_starts_nowhere() -> None:
    found = drawing({"title": "Отказ", "outcome": "lost"})
    assert found.starts == ()
    assert list(found.required()) == []
