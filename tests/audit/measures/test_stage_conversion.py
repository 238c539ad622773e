from __future__ import annotations

from decimal import Decimal

from audit.measures.stage_conversion import MEASURE
from tests.audit.measures.world import gaps, lines, measured
from tests.audit.rules.world import at, deal

#: «Типовые»: Новый запрос, Квалификация, КП отправлено, Договор, Продано; Отказ.
HEAD = {"pipeline": "Типовые", "owner": "Анна"}


def moves(number: str, *stages: str) -> list[dict[str, object]]:
    return [
        {"deal_id": number, "pipeline": "Типовые", "stage": stage, "entered_at": at(f"2026-01-{day:02d} 10:00")}
        for day, stage in enumerate(stages, 5)
    ]


DEALS = [
    deal("1", "2026-01-05 10:00", outcome="won", stage="Продано", **HEAD),
    deal("2", "2026-01-05 10:00", outcome="lost", stage="Отказ", **HEAD),
    deal("3", "2026-01-05 10:00", stage="КП отправлено", **{**HEAD, "owner": "Борис"}),
    deal("4", "2026-01-05 10:00", stage="Новый запрос", **{**HEAD, "owner": None}),
]
HISTORY = [
    # A stage skipped on the way is passed all the same.
    *moves("1", "Новый запрос", "КП отправлено", "Продано"),
    *moves("2", "Новый запрос", "Квалификация", "Отказ"),
    *moves("3", "Новый запрос", "Квалификация", "КП отправлено"),
    *moves("4", "Новый запрос"),
]
TABLES = {"deals": DEALS, "stage_changes": HISTORY}


def test_a_deal_reached_every_stage_up_to_its_deepest() -> None:
    result = measured("stage_conversion", TABLES)
    assert lines(result, "stage", "reached", "passed", "of_first", "standing") == [
        ("Новый запрос", 4, None, 100, 1),
        ("Квалификация", 3, 75, 75, 0),
        ("КП отправлено", 2, 66.6667, 50, 1),
        ("Договор", 1, 50, 25, 0),
        ("Продано", 1, 100, 25, None),
    ]
    assert {row[0] for row in result.rows} == {"Типовые"}
    assert result.notes == ()


def test_what_is_lost_is_told_at_the_deepest_stage_and_nothing_open_is_lost() -> None:
    moved = [
        *moves("7", "Новый запрос", "КП отправлено"),
        {"deal_id": "7", "pipeline": "Проекты", "stage": "Обследование", "entered_at": at("2026-01-20 10:00")},
        {"deal_id": "7", "pipeline": "Проекты", "stage": "Не продано", "entered_at": at("2026-01-21 10:00")},
    ]
    deals = [{**row, "amount": Decimal(amount)} for row, amount in zip(DEALS, (900, 700, 500, 300), strict=True)]
    lost = {"outcome": "lost", "stage": "Отказ", **HEAD}
    deals += [
        deal("5", "2026-01-05 10:00", amount=Decimal(50), **lost),
        deal("6", "2026-01-05 10:00", **lost),
        deal("7", "2026-01-05 10:00", outcome="lost", pipeline="Проекты", stage="Не продано"),
    ]
    # Deal 5 came as far as the second stage and went back, deal 6 has no history, deal 7 was lost in another funnel.
    history = [*HISTORY, *moves("5", "Новый запрос", "Квалификация", "Новый запрос", "Отказ"), *moved]
    result = measured("stage_conversion", {"deals": deals, "stage_changes": history}, pipelines=["Типовые"])
    assert lines(result, "stage", "reached", "lost", "lost_sum") == [
        ("Новый запрос", 7, 0, 0),
        ("Квалификация", 5, 2, 750),
        ("КП отправлено", 3, 0, 0),
        ("Договор", 1, 0, 0),
        ("Продано", 1, None, None),
    ]
    assert lines(measured("stage_conversion", {"deals": deals}), "lost", "lost_sum")[:5] == [(None, None)] * 5


def test_people_are_in_alphabetical_order_and_nobody_last() -> None:
    result = measured("stage_conversion", TABLES, by="owner")
    assert lines(result, "owner", "reached")[::5] == [("Анна", 2), ("Борис", 1), ("без ответственного", 1)]
    assert "recommended" not in [column.name for column in result.columns]


def test_without_history_the_present_stage_tells_and_losses_tell_only_the_beginning() -> None:
    result = measured("stage_conversion", {"deals": DEALS})
    assert lines(result, "reached") == [(4,), (2,), (2,), (1,), (1,)]
    assert result.notes == ("Учтены только в начале воронки проигранные сделки без истории стадий: 1",)


def test_what_happens_on_the_day_of_the_audit_has_not_happened() -> None:
    late = [{**HISTORY[-1], "stage": "Договор", "entered_at": at("2026-04-01 00:00")}]
    result = measured("stage_conversion", {"deals": DEALS, "stage_changes": HISTORY + late})
    assert lines(result, "reached") == [(4,), (3,), (2,), (1,), (1,)]
    before = [{**late[0], "entered_at": at("2026-03-31 23:59")}]
    result = measured("stage_conversion", {"deals": DEALS, "stage_changes": HISTORY + before})
    assert lines(result, "reached") == [(4,), (4,), (3,), (2,), (1,)]


def test_a_deal_of_no_known_funnel_is_counted_aside() -> None:
    stray = deal("9", "2026-01-05 10:00", stage="Где-то", pipeline="Чужая")
    result = measured("stage_conversion", {"deals": [*DEALS, stray], "stage_changes": HISTORY})
    assert lines(result, "reached")[0] == (4,)
    assert result.notes == ("Не учтены сделки, чья воронка не описана ни в одном процессе: 1",)


def test_a_deal_that_moved_counts_in_both_funnels_and_one_may_be_chosen() -> None:
    moved = [
        *moves("5", "Новый запрос"),
        {"deal_id": "5", "pipeline": "Проекты", "stage": "Обследование", "entered_at": at("2026-01-20 10:00")},
    ]
    tables = {
        "deals": [deal("5", "2026-01-05 10:00", pipeline="Проекты", stage="Обследование")],
        "stage_changes": moved,
    }
    assert lines(measured("stage_conversion", tables), "pipeline", "reached")[4:7] == [
        ("Типовые", 0),
        ("Проекты", 1),
        ("Проекты", 1),
    ]
    one = measured("stage_conversion", tables, pipelines=["проекты"])
    assert {row[0] for row in one.rows} == {"Проекты"}


def test_deleted_repeated_and_long_closed_deals_are_left_out() -> None:
    deals = [*DEALS, DEALS[0], deal("6", "2026-01-05 10:00", stage="Договор", is_deleted=True, **HEAD)]
    assert lines(measured("stage_conversion", {"deals": deals, "stage_changes": HISTORY}), "reached")[0] == (4,)
    later = measured("stage_conversion", TABLES, judged_from=at("2026-03-01 00:00").date())
    assert lines(later, "reached")[0] == (2,)


def test_it_says_what_it_needs() -> None:
    assert gaps(measured("stage_conversion", {"leads": []})) == [("deals", ("deal_id", "stage"))]
    empty = measured("stage_conversion", {"deals": [], "stage_changes": []})
    assert not empty.computed
    assert MEASURE.empty == "нет ни одной сделки в описанных воронках"
