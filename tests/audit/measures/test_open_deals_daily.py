from __future__ import annotations

from datetime import date

from tests.audit.measures.world import gaps, lines, measured
from tests.audit.rules.world import at, deal

AS_OF = date(2026, 3, 12)
DEALS = [
    deal("1", "2026-03-01 10:00", owner="Анна", pipeline="Типовые"),
    # Closed on the tenth: open at the end of the ninth for the last time.
    deal("2", "2026-03-09 10:00", owner="Анна", closed_at=at("2026-03-10 09:00"), outcome="won", pipeline="Проекты"),
    deal("3", "2026-03-10 23:59", owner="Борис", pipeline="Типовые"),
    deal("4", "2026-03-10 10:00", owner="Борис", closed_at=at("2026-03-10 12:00"), outcome="lost", pipeline="Типовые"),
    deal("5", "2026-03-11 10:00", owner=None, pipeline="Типовые"),
]


def test_deals_open_at_the_end_of_every_day_are_counted() -> None:
    result = measured("open_deals_daily", {"deals": DEALS}, as_of=AS_OF, days=4)
    days = [date(2026, 3, day) for day in (8, 9, 10, 11)]
    expected = {
        "Компания": [1, 2, 2, 3],
        "Анна": [1, 2, 1, 1],
        "Борис": [0, 0, 1, 1],
        "без ответственного": [0, 0, 0, 1],
    }
    assert lines(result) == [
        (owner, day, opened) for owner, counts in expected.items() for day, opened in zip(days, counts, strict=True)
    ]


def test_a_deal_belongs_to_who_owned_it_at_the_end_of_the_day() -> None:
    changes = [{"object": "deal", "id": "1", "old": "Вера", "new": "Анна", "at": at("2026-03-10 10:00")}]
    tables = {"deals": [DEALS[0]], "owner_changes": changes}
    result = measured("open_deals_daily", tables, as_of=AS_OF, days=3)
    assert lines(result, "owner", "open") == [
        *[("Компания", 1)] * 3,
        *(("Анна", number) for number in (0, 1, 1)),
        *(("Вера", number) for number in (1, 0, 0)),
    ]


def test_days_before_the_start_of_judging_and_other_pipelines_are_left_out() -> None:
    result = measured("open_deals_daily", {"deals": DEALS}, as_of=AS_OF, judged_from=date(2026, 3, 10))
    assert lines(result)[:2] == [("Компания", date(2026, 3, 10), 2), ("Компания", date(2026, 3, 11), 3)]
    result = measured("open_deals_daily", {"deals": DEALS}, as_of=AS_OF, days=1, pipelines=["проекты"])
    assert result.reason == "за эти дни не было открытых сделок"


def test_without_owners_there_is_the_company_alone_and_undated_deals_are_counted() -> None:
    deals = [
        {key: value for key, value in row.items() if key != "owner"}
        for row in (DEALS[0], {**DEALS[2], "created_at": None}, {**DEALS[3], "closed_at": None})
    ]
    result = measured("open_deals_daily", {"deals": deals}, as_of=AS_OF, days=1)
    assert lines(result) == [("Компания", date(2026, 3, 11), 1)]
    assert gaps(result) == [("deals", ("owner",))]
    assert result.notes == (
        "Не учтены закрытые сделки без даты закрытия: 1",
        "Не учтены сделки без даты создания: 1",
    )
