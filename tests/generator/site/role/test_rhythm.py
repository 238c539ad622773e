"""The day of a role: told by loads, deadlines, norms and rules, and nothing of others."""

from pathlib import Path
from typing import Any

import pytest

from generator.site.pages import pages
from generator.site.role.pace import Pace
from generator.site.role.rhythm import Beat, rhythm_of
from tests.generator.site.building import company, small

ASK = "processes/sell/main/ask.yaml"
OFFER = "processes/sell/main/offer-it.yaml"


def found(root: Path, sources: dict[str, Any], role: str = "seller") -> dict[Pace, tuple[Beat, ...]]:
    book = company(root, sources)
    return rhythm_of(book, book.roles[role])


def titles(beats: tuple[Beat, ...]) -> list[str]:
    return [beat.operation.title for beat in beats if beat.operation and not beat.step]


@pytest.mark.parametrize(
    ("count", "per", "pace"), [(3, "week", "week"), (5, "week", "day"), (1, "day", "day"), (8, "month", None)]
)
def test_an_operation_stands_where_it_is_done_often(tmp_path: Path, count: int, per: str, pace: str | None) -> None:
    sources = small()
    sources[OFFER]["load"] = {"count": count, "per": per}
    made = found(tmp_path, sources)
    assert [name for name, beats in made.items() if "Предложить" in titles(beats)] == ([pace] if pace else [])


@pytest.mark.parametrize(
    ("deadline", "pace"),
    [
        ("ежедневно в 11:00", "day"),
        ("со вторника по пятницу к 9:10", "day"),
        ("в пятницу до 17:00", "week"),
        ("по понедельникам", "week"),
        ("в день разговора", "now"),
        ("в течение двух рабочих часов после заявки", "now"),
        ("[[norm:n-answer]] с обращения", "now"),
        ("[[norm:n-offer]]", None),
        ("на следующий день после разговора", None),
        ("накануне до 10:00", None),
        ("в течение двух рабочих дней", None),
        ("не реже 1 раза в день", "day"),
        ("10 звонков в день", "day"),
        ("ежедневно, за полчаса до конца дня", "day"),
        ("каждую пятницу за час до планёрки", "week"),
        ("не реже одного раза в неделю", "week"),
        ("в понедельник следующей недели", None),
        ("в последнюю неделю месяца, в пятницу", None),
        ("по пятницам раз в две недели", None),
        ("в течение 24 часов", None),
        ("в течение сорока восьми часов", None),
        ("в течение 90 минут", "now"),
        ("в течение части дня", None),
    ],
)
def test_a_step_has_the_pace_of_its_deadline(tmp_path: Path, deadline: str, pace: str | None) -> None:
    sources = small()
    sources[ASK]["steps"] = [{"text": "Считайте заявки. Не спеша.", "deadline": deadline}]
    made = found(tmp_path, sources)
    assert [(name, beat.words) for name, beats in made.items() for beat in beats if beat.step] == (
        [(pace, "Считайте заявки")] if pace else []
    )


@pytest.mark.parametrize(
    ("limit", "at_once"),
    [
        ({"max": "15 wmin"}, True),
        ({"max": "7 wh"}, True),
        ({"max": "8 wh"}, False),
        ({"max": "48 h"}, False),
        ({"limits": [{"max": "15 wmin"}, {"from": "2026-02-02", "max": "16 wh"}]}, False),
        ({"limits": [{"max": "16 wh"}, {"from": "2026-02-02", "max": "15 wmin"}]}, True),
    ],
)
def test_a_norm_that_may_end_tomorrow_is_not_for_today(tmp_path: Path, limit: dict[str, Any], *, at_once: bool) -> None:
    sources = small()
    norm = {"id": "n-quick", "kind": "response_time", "title": "Ответ", "why": "Ждут", **limit}
    sources[ASK]["norms"] = [*sources[ASK].get("norms", ()), norm]
    sources[ASK]["steps"] = [{"text": "Ответьте.", "deadline": "[[norm:n-quick]]"}]
    assert bool(found(tmp_path, sources)["now"]) is at_once


def test_abbreviations_do_not_cut_what_is_done(tmp_path: Path) -> None:
    sources = small()
    sources[ASK]["steps"] = [{"text": "Счёт от 5 тыс. руб. согласуйте; потом пошлите.", "deadline": "сразу"}]
    assert [beat.words for beat in found(tmp_path, sources)["now"]] == ["Счёт от 5 тыс. руб. согласуйте"]


def test_a_longer_name_is_another_role(tmp_path: Path) -> None:
    sources = small()
    sources["roles/chief.yaml"] = {**sources["roles/seller.yaml"], "id": "chief", "title": "Старший продавец"}
    sources["documents/rules.yaml"]["clauses"] += [
        {"number": "5", "text": "Старший продавец по средам смотрит заявки."},
        {"number": "6", "text": "Старший продавец и продавец по четвергам спорят."},
    ]
    told = {
        role: [one.clause for one in found(tmp_path / role, sources, role)["week"] if one.document]
        for role in ("seller", "chief")
    }
    assert told == {"seller": ["6"], "chief": ["5", "6"]}


def test_a_step_of_somebody_else_is_his(tmp_path: Path) -> None:
    sources = small()
    sources[ASK]["steps"] = [{"role": "boss", "text": "Смотреть", "duty": "смотреть в базу", "deadline": "ежедневно"}]
    book = company(tmp_path, sources)
    assert not any(beat.step for beats in rhythm_of(book, book.roles["seller"]).values() for beat in beats)
    assert [beat.words for beat in rhythm_of(book, book.roles["boss"])["day"]] == ["смотреть в базу"]
    assert not any(rhythm_of(book, book.roles["client"]).values())


def test_steps_of_own_operations_come_first(tmp_path: Path) -> None:
    sources = small()
    at_once = {"deadline": "в тот же день", "role": "seller"}
    sources[ASK] |= {"owner": "boss", "steps": [{"text": "Чужое", **at_once}]}
    sources[OFFER]["steps"] = [{"text": "Своё", **at_once}]
    assert [beat.words for beat in found(tmp_path, sources)["now"]] == ["Своё", "Чужое"]


def test_norms_and_rules_that_name_the_role_and_the_days_are_told(tmp_path: Path) -> None:
    sources = small()
    calls = {"kind": "activity_rate", "activity": "call", "title": "Звонки", "why": "Забудут", "per": "day", "min": 4}
    sources["positions.yaml"]["positions"][1]["norms"] += [{"id": "n-calls", **calls}]
    sources["documents/rules.yaml"]["clauses"] += [
        {"number": "5", "text": "Сначала общее. Каждый понедельник продавец слушает записи; потом спорит."},
        {"number": "6", "text": "По средам начальник смотрит заявки, которые принёс продавец."},
        {"number": "7", "text": "Старший-продавец сверяет остатки по пятницам."},
    ]
    made = found(tmp_path, sources)
    assert [beat.norm.norm.id for beat in made["day"] if beat.norm] == ["n-calls"]
    told = [(beat.clause, beat.words) for beat in made["week"] if beat.document]
    assert told == [("5", "Каждый понедельник продавец слушает записи")]


def test_the_page_of_a_role_shows_the_day_before_the_path(tmp_path: Path) -> None:
    sources = small()
    sources["roles/seller.yaml"] |= {"responsibilities": ["ответы <b>в срок</b>"], "rights": ["отказать"]}
    sources[OFFER]["load"] = {"count": 1, "per": "day"}
    sources[OFFER]["steps"] = [{"text": f"Дело {number}.", "deadline": "сразу"} for number in range(8)]
    made = pages(company(tmp_path, sources), only={"roles/seller/index.md"})
    page = next(one.content.decode() for one in made if one.path == "roles/seller/index.md")
    day, duties, path = (page.index(f"{{ #{anchor} }}") for anchor in ("segodnya", "otvechayu", "put"))
    assert day < duties < path
    assert "Дело 5" in page
    assert "Дело 6" not in page
    assert "и ещё 3" in page.replace("\u00a0", " ")
    assert "<b>в срок" not in page
