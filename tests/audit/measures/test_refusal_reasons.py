from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from audit.measures.wording import Wording
from tests.audit.measures.world import gaps, lines, measured
from tests.audit.rules.world import at, company, deal


def lost(number: str, reason: str | None, amount: int | None = 100, **fields: object) -> dict[str, Any]:
    closed = {"closed_at": at("2026-02-10 10:00"), "outcome": "lost"}
    money = None if amount is None else Decimal(amount)
    return deal(number, "2026-01-05 10:00", **{**closed, "refusal_reason": reason, "amount": money, **fields})


DEALS = [
    lost("1", "Дорого"),
    lost("2", " дорого. "),
    lost("3", "Дорого", 200),
    lost("4", "Ещё думают"),
    lost("5", "еще   думают!"),
    lost("6", None),
    lost("7", "-"),
    lost("8", "Купили у других", 600),
]


def test_writings_of_one_reason_are_one_reason() -> None:
    result = measured("refusal_reasons", {"deals": DEALS})
    assert lines(result) == [
        ("Дорого", 3, 37.5, 400, 28.5714, "Дорого; дорого."),
        ("Ещё думают", 2, 25, 200, 14.2857, "Ещё думают; еще   думают!"),
        ("Купили у других", 1, 12.5, 600, 42.8571, "Купили у других"),
        ("не указана", 2, 25, 200, 14.2857, "-"),
        ("Всего", 8, None, 1400, None, None),
    ]


def test_the_company_names_reasons_by_its_dictionary() -> None:
    own = company(refusal_reasons={"Цена": ["дорого", "нет бюджета"], "Отложили": ["Ещё думают"]})
    result = measured("refusal_reasons", {"deals": [*DEALS, lost("9", "НЕТ БЮДЖЕТА!")]}, own=own)
    assert lines(result, "reason", "deals", "writings")[:2] == [
        ("Цена", 4, "Дорого; НЕТ БЮДЖЕТА!; дорого."),
        ("Отложили", 2, "Ещё думают; еще   думают!"),
    ]


def test_what_the_crm_holds_is_kept_beside_what_the_profile_made_of_it() -> None:
    deals = [lost("1", "Цена", refusal_reason_raw="клиент сказал: дорого")]
    assert lines(measured("refusal_reasons", {"deals": deals}), "reason", "writings")[0] == (
        "Цена",
        "клиент сказал: дорого",
    )


def test_the_stage_left_is_the_last_open_one() -> None:
    history = [
        {"deal_id": "1", "pipeline": "Типовые", "stage": stage, "entered_at": at(f"2026-02-0{day} 10:00")}
        for day, stage in enumerate(("Новый запрос", "КП отправлено", "Отказ"), 1)
    ]
    deals = [lost(number, "Дорого", pipeline="Типовые", stage="Отказ") for number in ("1", "2")]
    result = measured("refusal_reasons", {"deals": deals, "stage_changes": history}, by="stage")
    assert lines(result, "stage", "reason", "deals", "share") == [
        ("КП отправлено", "Дорого", 1, 100),
        ("стадия неизвестна", "Дорого", 1, 100),
        ("Всего", None, 2, None),
    ]


def test_periods_hold_what_was_closed_in_them() -> None:
    deals = [
        lost("1", "Дорого", closed_at=at("2026-02-28 23:59")),
        lost("2", "Дорого", closed_at=at("2026-03-01 00:00")),
        # On the day of the audit: the deal is still open.
        lost("3", "Дорого", closed_at=at("2026-04-01 00:00")),
        lost("4", "Дорого", closed_at=None),
    ]
    result = measured("refusal_reasons", {"deals": deals}, per="month")
    assert lines(result, "period", "deals") == [("2026-02", 1), ("2026-03", 1), ("Всего", 2)]
    assert result.notes == ("Не учтены проигранные сделки без даты закрытия: 1",)
    later = measured("refusal_reasons", {"deals": deals}, judged_from=date(2026, 3, 1))
    assert lines(later, "deals") == [(1,), (1,)]


def test_other_currencies_count_at_their_rate_or_are_told() -> None:
    deals = [
        lost("1", "Дорого", 10, currency="USD"),
        lost("2", "Дорого", 10, currency="EUR"),
        lost("3", "Дорого", None),
    ]
    rates = [{"currency": "USD", "day": date(2026, 1, 1), "rate": Decimal(80)}]
    result = measured("refusal_reasons", {"deals": deals, "fx": rates})
    assert lines(result, "deals", "amount")[0] == (3, 800)
    assert result.notes == ("Прибавили к сумме 0 сделки без суммы или курса валюты: 2",)


def test_the_order_does_not_depend_on_that_of_the_rows() -> None:
    one, other = (measured("refusal_reasons", {"deals": deals}) for deals in (DEALS, DEALS[::-1]))
    assert one == other


def test_it_says_what_it_needs() -> None:
    bare = [{"deal_id": "1", "outcome": "lost", "closed_at": at("2026-02-10 10:00")}]
    assert gaps(measured("refusal_reasons", {"deals": bare})) == [("deals", ("refusal_reason",))]
    nothing = measured("refusal_reasons", {"deals": [lost("1", "Дорого", outcome="open")]})
    assert nothing.reason == "в периоде нет проигранных сделок"


def test_wording_keeps_the_most_usual_writing() -> None:
    wording = Wording([("цена", 1), ("Цена", 3), ("ЦЕНА!", 2), ("...", 5)], placeholders=("нет",))
    assert [wording.of(text) for text in ("цена", " Цена. ", "нет", "...", None)] == ["Цена", "Цена", None, None, None]
