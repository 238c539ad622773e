from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tests.audit.measures.world import gaps, lines, measured
from tests.audit.rules.world import at, deal

STEPS = ("invited", "delivered", "called", "responded", "registered", "confirmed", "came", "interested")


def guest(client: str | None, *steps: str, event: str = "м", day: str = "2026-02-10") -> dict[str, Any]:
    return {
        "event_id": event,
        "client_id": client,
        **{f"{step}_at": at(f"{day} 12:00") if step in steps else None for step in STEPS},
    }


EVENTS = [{"event_id": "м", "title": "Завтрак для складов", "starts_at": at("2026-02-10 09:00")}]
GUESTS = [
    guest("а", *STEPS),
    guest("а", "invited"),
    guest("б", "invited", "delivered", "came"),
    guest("в", "invited", "delivered"),
    guest("г", "invited"),
    # Came uninvited, and nobody knows who it was.
    guest(None, "came"),
    guest(None, "came"),
]


def sale(number: str, client: str, created: str, closed: str | None) -> dict[str, Any]:
    row = deal(number, f"{created} 10:00", client_id=client, amount=Decimal(1))
    return {**row, "outcome": "won", "closed_at": at(f"{closed} 10:00")} if closed else row


def test_guests_by_the_steps_they_took() -> None:
    result = measured("event_funnel", {"events": EVENTS, "event_guests": GUESTS})
    assert lines(result) == [
        ("Завтрак для складов", date(2026, 2, 10), title, *numbers)
        for title, *numbers in (
            ("Приглашены", 4, None, 100),
            ("Приглашение доставлено", 3, 75, 75),
            ("Обзвонены", 1, 33.3333, 25),
            ("Откликнулись", 1, 100, 25),
            ("Зарегистрированы", 1, 100, 25),
            ("Подтвердили", 1, 100, 25),
            ("Пришли", 4, 400, 100),
            ("Заинтересовались", 1, 25, 25),
        )
    ]
    assert result.notes == ("Что было после мероприятия, неизвестно об участниках без клиента: 2",)
    assert gaps(result) == [
        ("activities", ("client_id", "kind", "started_at")),
        ("deals", ("deal_id", "client_id", "created_at")),
    ]


def test_what_came_of_those_who_came() -> None:
    meet = {"client_id": "а", "kind": "meeting", "started_at": at("2026-02-12 10:00"), "result": None, "is_human": None}
    acts = [
        meet,
        {**meet, "started_at": at("2026-02-13 10:00")},
        {**meet, "client_id": "б", "started_at": at("2026-02-09 10:00")},
        {**meet, "client_id": "б", "result": "fail"},
        {**meet, "client_id": "б", "is_human": False},
        {**meet, "client_id": "в"},
        {**meet, "client_id": "б", "kind": "quote", "started_at": at("2026-02-20 10:00")},
    ]
    deals = [
        sale("1", "а", "2026-02-15", "2026-03-01"),
        sale("2", "а", "2026-03-05", None),
        # Born before the event: it came of something else.
        sale("3", "б", "2026-02-01", "2026-03-01"),
    ]
    tables = {"events": EVENTS, "event_guests": GUESTS, "activities": acts, "deals": deals}
    assert lines(measured("event_funnel", tables), "step", "people")[8:] == [
        ("Встреча", 1),
        ("Предложение", 1),
        ("Сделка выиграна", 1),
        ("Повторный запрос", 1),
    ]
    # Two days after the event there was the meeting and nothing else.
    assert lines(measured("event_funnel", tables, within=2), "people")[8:] == [(1,), (0,), (0,), (0,)]
    quotes = [
        {"client_id": "а", "created_at": at("2026-02-10 09:00")},
        {"client_id": "б", "created_at": at("2026-02-10 08:59")},
    ]
    assert lines(measured("event_funnel", {**tables, "quotes": quotes}), "people")[9] == (1,)


def test_steps_of_the_day_of_the_audit_are_not_taken_yet() -> None:
    tables = {
        "events": EVENTS,
        "event_guests": [guest("а", "invited", "came", day="2026-04-01"), guest("б", "invited")],
    }
    assert [people for title, people in lines(measured("event_funnel", tables), "step", "people") if people] == [1]


def test_only_steps_the_export_knows_are_shown_and_unknown_events_keep_their_number() -> None:
    guests = [{"event_id": "х", "client_id": "а", "invited_at": at("2026-02-10 12:00"), "came_at": None}]
    result = measured("event_funnel", {"events": EVENTS, "event_guests": guests})
    assert lines(result, "event", "day", "step", "people") == [("х", None, "Приглашены", 1), ("х", None, "Пришли", 0)]
    assert gaps(result)[0] == ("event_guests", ("delivered_at",))


def test_events_stand_in_the_order_of_their_days() -> None:
    events = [*EVENTS, {"event_id": "п", "title": "Прежнее", "starts_at": at("2026-01-10 09:00")}]
    guests = [*GUESTS, guest("а", "invited", event="п"), guest("а", "invited", event="я")]
    result = measured("event_funnel", {"events": events, "event_guests": guests})
    assert list(dict(lines(result, "event", "people"))) == ["Прежнее", "Завтрак для складов", "я"]


def test_it_says_what_it_needs() -> None:
    assert gaps(measured("event_funnel", {"events": EVENTS})) == [("event_guests", ("event_id",))]
    bare = measured("event_funnel", {"event_guests": [{"event_id": "м", "client_id": "а"}]})
    assert gaps(bare) == [("event_guests", ("invited_at", "came_at"))]
