"""Deals of two careful people whose every number stands exactly on a limit, in whatever month the audit begins."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.audit.rules.chance.people import Tables

#: The owners: a manager and a head of sales who own nothing else.
MANAGER, HEAD = "Ника", "Роман"


class Planter:
    """Adds deals that agree with their history."""

    def __init__(self, tables: Tables) -> None:
        self.tables, self.number = tables, 0

    def deal(self, owner: str, pipeline: str, *steps: tuple[str, str], **columns: object) -> None:
        """Add a deal that entered stages at these moments."""
        self.number += 1
        deal_id = f"ровно-{self.number}"
        entered = [datetime.fromisoformat(moment) for _, moment in steps]
        stage = steps[-1][0]
        outcome = {"Продано": "won", "Отказ": "lost"}.get(stage, "open")
        row: dict[str, Any] = {
            "deal_id": deal_id,
            "pipeline": pipeline,
            "stage": stage,
            "owner": owner,
            "amount": Decimal(100),
            "created_at": entered[0],
            "closed_at": None if outcome == "open" else entered[-1],
            "outcome": outcome,
            "stage_entered_at": entered[-1],
        }
        self.tables["deals"].append(row | columns)
        self.tables["stage_changes"] += [
            {
                "deal_id": deal_id,
                "event_id": str(n),
                "pipeline": pipeline,
                "stage": name,
                "entered_at": moment,
                "changed_by": owner,
            }
            for n, ((name, _), moment) in enumerate(zip(steps, entered, strict=True))
        ]


def add(dice: random.Random, tables: Tables, size: int) -> None:  # noqa: ARG001 - the same in every export
    """Add the deals."""
    planter = Planter(tables)
    _open(planter)
    _converted(planter)
    _closed(planter)
    _lost(planter)
    for day, seconds, count in ((16, 90, 5), (17, 120, 4)):
        _edits(planter, datetime(2026, 3, day, 15), timedelta(seconds=seconds), count)  # noqa: DTZ001 - naive by design
    _by_schedules(tables)
    plan = {"owner": MANAGER, "month": date(2026, 2, 1), "measure": "won", "amount": Decimal(100_000)}
    tables["plan"].append(plan)  # out of reach


def _open(planter: Planter) -> None:
    """As many open deals as a norm asks for at least, and later as many as it allows."""
    for _ in range(2):
        planter.deal(HEAD, "Типовые", ("Новый запрос", "2025-11-20 10:00"))
        planter.deal(MANAGER, "Типовые", ("Новый запрос", "2025-12-01 10:00"), planned_close=None)
    for _ in range(5):
        planter.deal(MANAGER, "Типовые", ("КП отправлено", "2026-03-01 10:00"), product="Принтер")


def _converted(planter: Planter) -> None:
    """Two of five came from one stage to another in January, one of ten in the first quarter."""
    planter.deal(MANAGER, "Тендеры", ("КП отправлено", "2026-01-12 10:00"))
    for number in range(5):
        steps = [("Квалификация", "2026-01-12 10:00"), ("Договор", "2026-01-20 10:00")]
        planter.deal(MANAGER, "Тендеры", *steps[: 2 if number < 2 else 1])
    for number in range(10):
        steps = [("Новый запрос", "2026-02-03 10:00"), ("Продано", "2026-02-10 10:00")]
        planter.deal(MANAGER, "Тендеры", *steps[: 2 if number < 1 else 1])


def _closed(planter: Planter) -> None:
    """Of ten deals closed in the first quarter seven are won; of five lost in February one on its last working day.

    The two of the quarter before are both lost.
    """
    for _ in range(2):
        planter.deal(MANAGER, "Типовые", ("Квалификация", "2025-12-02 10:00"), ("Отказ", "2025-12-05 10:00"))
    for number in range(7):
        planter.deal(
            MANAGER,
            "Типовые",
            ("Квалификация", "2026-02-02 10:00"),
            ("Договор", "2026-02-05 10:00"),
            ("Продано", "2026-02-07 10:00"),
            product="Сканер",
        )
        if number < 2:
            planter.tables["deal_products"].append({"deal_id": f"ровно-{planter.number}", "product": "Этикетки"})
    for day in ("11", "12", "27"):
        steps = ("Квалификация", "2026-02-02 10:00"), ("Отказ", f"2026-02-{day} 10:00")
        planter.deal(MANAGER, "Типовые", *steps, product="Сканер")
    for _ in range(2):
        steps = ("КП отправлено", "2026-02-02 10:00"), ("Отказ", "2026-02-16 10:00")
        planter.deal(MANAGER, "Типовые", *steps, product="Сканер")


def _lost(planter: Planter) -> None:
    """Deals that lived as long as they might, and a lost one that came alive again exactly when it might."""
    planter.deal(HEAD, "Проекты", ("Новый запрос", "2026-01-05 10:00"), ("Отказ", "2026-01-20 10:00"))
    client = next(row["client_id"] for row in planter.tables["clients"] if row["segment"] == "Опт")
    steps = ("Новый запрос", "2026-01-21 10:00"), ("Отказ", "2026-01-30 10:00")
    planter.deal(HEAD, "Проекты", *steps, product="Сканер", source="Сайт", client_id=client)
    planter.deal(
        "Анна",
        "Типовые",
        ("Новый запрос", "2026-02-02 10:00"),
        ("Отказ", "2026-02-09 10:00"),
        ("Новый запрос", "2026-02-11 10:00"),
    )


def _edits(planter: Planter, first: datetime, gap: timedelta, count: int) -> None:
    """Corrections by the manager, as many as are suspicious in exactly the time in which they are."""
    planter.tables["field_changes"] += [
        {
            "object": "deal",
            "id": "ровно-1",
            "field": "title",
            "old": None,
            "new": "Сделка",
            "at": first + gap * n,
            "by": MANAGER,
        }
        for n in range(count)
    ]


def _by_schedules(tables: Tables) -> None:
    """An answer, an entry and a complaint in just the time that other working times of the company allow."""
    moment = datetime.fromisoformat
    tables["leads"].append(
        {
            "lead_id": "ровно-график",
            "owner": MANAGER,
            "created_at": moment("2026-03-10 21:45"),
            "first_response_at": moment("2026-03-11 10:15"),
        }
    )
    tables["activities"].append(
        {
            "activity_id": "ровно-график",
            "employee": MANAGER,
            "started_at": moment("2026-03-08 20:00"),
            "recorded_at": moment("2026-03-08 22:00"),
        }
    )
    tables["complaints"].append(
        {
            "complaint_id": "ровно-график",
            "owner": MANAGER,
            "received_at": moment("2026-03-03 12:00"),
            "answered_at": moment("2026-03-05 12:00"),
        }
    )
