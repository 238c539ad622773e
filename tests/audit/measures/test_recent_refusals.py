from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tests.audit.measures.world import gaps, lines, measured
from tests.audit.rules.world import at, company, deal

AS_OF = date(2026, 3, 12)


def lost(number: str, closed: str, reason: str | None, amount: int | None, **fields: object) -> dict[str, Any]:
    money = None if amount is None else Decimal(amount)
    given = {"closed_at": at(closed), "outcome": "lost", "refusal_reason": reason, "amount": money, **fields}
    return deal(number, "2026-01-05 10:00", title=f"Сделка {number}", owner="Анна", pipeline="Типовые", **given)


DEALS = [
    lost("1", "2026-03-05 00:00", "Дорого", 100),
    lost("2", "2026-03-04 23:59", "Дорого", 100),
    lost("3", "2026-03-11 10:00", "цена", 200, refusal_reason_raw="клиент сказал: цена"),
    lost("4", "2026-03-11 10:00", "-", 300),
    lost("5", "2026-03-11 10:00", None, None),
    deal("6", "2026-01-05 10:00", closed_at=at("2026-03-11 10:00"), outcome="won"),
    {**lost("7", "2026-03-11 10:00", "Дорого", 1), "closed_at": None},
]


def test_deals_lost_in_the_last_week_stand_one_by_one_the_newest_and_dearest_first() -> None:
    own = company(refusal_reasons={"Дорого": ["цена"]})
    result = measured("recent_refusals", {"deals": DEALS}, as_of=AS_OF, own=own)
    day = date(2026, 3, 11)
    assert lines(result, "deal_id", "title", "owner", "day", "reason", "writing", "amount") == [
        ("4", "Сделка 4", "Анна", day, "не указана", "-", 300),
        ("3", "Сделка 3", "Анна", day, "Дорого", "клиент сказал: цена", 200),
        ("5", "Сделка 5", "Анна", day, "не указана", None, None),
        ("1", "Сделка 1", "Анна", date(2026, 3, 5), "Дорого", "Дорого", 100),
    ]
    assert [note.replace("\u00a0", " ") for note in result.notes] == [
        "За 7 дней: 05.03.2026 — 11.03.2026",
        "Не учтены проигранные сделки без даты закрытия: 1",
    ]


def test_the_stage_left_is_the_last_open_one() -> None:
    history = [
        {"deal_id": "1", "pipeline": "Типовые", "stage": stage, "entered_at": at(f"2026-03-0{day} 00:00")}
        for day, stage in ((1, "Новый запрос"), (2, "КП отправлено"), (5, "Отказ"))
    ]
    tables = {"deals": [DEALS[0], DEALS[3]], "stage_changes": history}
    assert lines(measured("recent_refusals", tables, as_of=AS_OF), "deal_id", "stage") == [
        ("4", None),
        ("1", "КП отправлено"),
    ]


def test_the_days_are_those_asked_for_and_never_before_the_start() -> None:
    tables = {"deals": DEALS}
    assert len(lines(measured("recent_refusals", tables, as_of=AS_OF, days=8))) == 5
    late = measured("recent_refusals", tables, as_of=AS_OF, days=8, judged_from=date(2026, 3, 6))
    assert len(lines(late)) == 3
    none = measured("recent_refusals", tables, as_of=AS_OF, days=8, pipelines=["Проекты"])
    assert none.reason == "за эти дни не проиграна ни одна сделка"


def test_without_reasons_deals_are_listed_and_the_lack_is_told() -> None:
    deals = [{key: value for key, value in DEALS[0].items() if key != "refusal_reason"}]
    result = measured("recent_refusals", {"deals": deals}, as_of=AS_OF)
    assert lines(result, "deal_id", "reason") == [("1", "не указана")]
    assert gaps(result) == [("deals", ("refusal_reason",))]
