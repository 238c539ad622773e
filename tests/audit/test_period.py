"""Periods without days, days without facts, dates far from all others."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from audit.database import connect
from audit.engine import Judged
from handbook.finding import Place, Severity
from handbook.norms import Norm
from handbook.norms.quantity import Quantity, Unit
from handbook.result import Status
from tests.audit.rules.world import audit, handbook, norm

STAFF = [{"name": "Анна", "position": "menedzher"}]
NORMS = [
    norm(id="age", kind="deal_age", max="10 d"),
    norm(id="stage", kind="stage_age", stage="Договор", max="1 d"),
    norm(id="open", kind="open_deals", min=1, scope={"positions": ["menedzher"]}),
    norm(id="fields", kind="required_fields", fields=["Телефон"]),
    norm(id="share", kind="conversion", **{"from": "Договор", "to": "Продано"}, per="month", min="50 %", min_count=1),
    norm(id="plan", kind="plan_fact", min="90 %"),
]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def deal(number: str, created: str) -> dict[str, Any]:
    return {
        "deal_id": number,
        "owner": "Анна",
        "amount": Decimal(5),
        "pipeline": "Типовые",
        "stage": "Договор",
        "created_at": at(created),
        "closed_at": None,
        "outcome": "open",
    }


def judged(
    first: date | None, as_of: date | None, norms: list[Norm] = NORMS, deals: list[dict[str, Any]] | None = None
) -> Judged:
    """Judge two deals of March 2026, planned for every month of the year."""
    given = [deal("1", "2026-03-02 10:00"), deal("2", "2026-03-20 10:00")] if deals is None else deals
    tables = {
        "deals": given,
        "deal_fields": [{"deal_id": "1", "field": "Телефон", "value": None}],
        "stage_changes": [
            {"deal_id": item["deal_id"], "pipeline": "Типовые", "stage": "Договор", "entered_at": item["created_at"]}
            for item in given
        ],
        "plan": [{"owner": "Анна", "month": date(2026, month, 1), "amount": Decimal(10)} for month in range(1, 13)],
    }
    return audit(connect(), handbook(norms, STAFF), tables, STAFF, as_of=as_of, judged_from=first)


@pytest.mark.parametrize(
    ("first", "as_of", "why"),
    [
        (date(2026, 5, 1), date(2026, 4, 1), "нет ни одного дня (начало 01.05.2026, дата аудита 01.04.2026)"),
        (date(2026, 4, 1), date(2026, 4, 1), "нет ни одного дня"),
        (date(2027, 1, 1), None, "нет ни одного дня"),
        (date(9999, 12, 31), date(9999, 12, 31), "нет ни одного дня"),
    ],
)
def test_a_period_without_days_proves_nothing(first: date | None, as_of: date | None, why: str) -> None:
    answer = judged(first, as_of)
    assert [(verdict.norm_id, verdict.status) for verdict in answer.verdicts if verdict.checked] == []
    assert all(why in str(verdict.reason) for verdict in answer.verdicts)
    assert answer.score.value is None
    assert any(note.startswith("Проверять нечего: ") for note in answer.notes)


def test_open_deals_are_judged_after_the_last_fact_too() -> None:
    answer = judged(date(2026, 6, 1), date(2026, 7, 1))
    found = {verdict.norm_id: verdict.population for verdict in answer.verdicts if verdict.checked}
    assert found["age"] == found["stage"] == 2
    assert found["open"] > 0


def test_days_before_the_data_are_judged_when_asked_for_and_told_of() -> None:
    early = judged(date(2026, 2, 24), date(2026, 4, 1))
    assert early.start == date(2026, 2, 24)
    assert any("дни до него судятся как пустые" in note for note in early.notes)


def test_a_day_of_audit_long_after_the_data_is_told() -> None:
    note = "Последний факт выгрузки 20.03.2026, дата аудита 01.06.2026"
    assert any(text.startswith(note) for text in judged(None, date(2026, 6, 1)).notes)
    assert not any("Последний факт" in text for text in judged(None, date(2026, 4, 15)).notes)


def test_a_date_far_beyond_all_others_is_told_with_its_row() -> None:
    deals = [deal(str(number), f"2026-03-{number:02d} 10:00") for number in range(1, 20)]
    deals.append(deal("99", "2099-01-01 10:00"))
    answer = judged(None, None, deals=deals)
    (finding,) = (item for item in answer.findings if item.code == "far-date")
    assert finding.severity is Severity.WARNING
    assert finding.places[0] == Place("deals.csv", row=21, field="Дата создания", excerpt="01.01.2099")
    assert "01.01.2099" in finding.message
    assert "--as-of 2026-03-20" in str(finding.tip)
    assert [item.code for item in judged(None, date(2026, 3, 20), deals=deals).findings] == []


def test_a_date_long_before_all_others_is_told_too() -> None:
    deals = [deal(str(number), f"2026-03-{number:02d} 10:00") for number in range(1, 20)]
    deals.append(deal("99", "1998-01-01 10:00"))
    answer = judged(None, date(2026, 3, 20), deals=deals)
    (finding,) = (item for item in answer.findings if item.code == "early-date")
    assert finding.places[0] == Place("deals.csv", row=21, field="Дата создания", excerpt="01.01.1998")
    assert "--from 2026-03-01" in str(finding.tip)
    assert "early-date" not in [item.code for item in judged(date(2026, 3, 1), date(2026, 3, 20), deals=deals).findings]


def test_a_date_within_a_year_of_the_others_is_no_slip() -> None:
    deals = [deal(str(number), f"2026-03-{number:02d} 10:00") for number in range(1, 20)]
    answer = judged(None, None, deals=[*deals, deal("99", "2027-03-20 10:00")])
    assert "far-date" not in [item.code for item in answer.findings]


def test_a_limit_no_table_holds_judges_like_the_greatest_one() -> None:
    huge = Quantity(Decimal(10) ** 20, Unit.DAY)
    items = [
        NORMS[0].model_copy(update={"max": huge}),
        norm(id="dear", kind="deal_age", max="1 d", scope={"amount": {"min": 1e30}}),
        norm(id="cheap", kind="deal_age", max="1 d", scope={"amount": {"max": 1e30}}),
    ]
    statuses = [verdict.status for verdict in judged(None, date(2026, 6, 1), items).verdicts]
    assert statuses == [Status.PASSED, Status.NOT_CHECKED, Status.FAILED]


def test_a_missing_staff_list_is_asked_for_and_not_an_export_of_it() -> None:
    tables = {"deals": [{"deal_id": "1", "created_at": at("2026-03-02 10:00"), "closed_at": None}]}
    verdict = audit(connect(), handbook([NORMS[2]]), tables).verdicts[0]
    assert verdict.reason == (
        "в выгрузке нет: Сделки — «Ответственный»; в описании компании не заполнен список сотрудников "
        "regulations/staff.yaml"
    )


def test_a_norm_that_came_later_than_the_audit_says_so() -> None:
    items = [
        norm(id="later", kind="deal_age", max="10 d", since=date(2026, 5, 1)),
        norm(id="plan", kind="plan_fact", min="90 %", since=date(2026, 5, 1)),
        norm(id="lately", kind="deal_age", max="10 d", since=date(2026, 3, 25)),
    ]
    assert [verdict.reason for verdict in judged(None, date(2026, 4, 1), items).verdicts] == [
        "норма ещё не действовала: она действует с 01.05.2026",
        "норма ещё не действовала: она действует с 01.05.2026",
        "в выгрузке нет сделок, к которым относится норма; норма действует с 25.03.2026",
    ]


def test_deals_whose_dates_could_not_be_read_are_no_lack_of_deals() -> None:
    deals = [{**deal(number, "2026-03-02 10:00"), "created_at": None} for number in ("1", "2")]
    verdict = judged(None, date(2026, 4, 1), [NORMS[0]], deals).verdicts[0]
    assert verdict.status is Status.NOT_CHECKED
    assert verdict.reason == "судить нечего: не судились сделки без даты создания: 2"
    assert verdict.notes == ("Не судились сделки без даты создания: 2",)


def test_a_deal_closed_before_it_was_created_is_counted_apart() -> None:
    closed = {
        **deal("1", "2026-03-02 10:00"),
        "closed_at": at("2026-02-20 10:00"),
        "outcome": "won",
        "stage": "Продано",
    }
    same_day = {**closed, "deal_id": "2", "closed_at": at("2026-03-02 09:00")}
    tables = {"deals": [closed, same_day]}
    verdict = audit(connect(), handbook([NORMS[0]]), tables, as_of=date(2026, 4, 1)).verdicts[0]
    assert (verdict.population, len(verdict.violations)) == (2, 0)
    assert verdict.notes == ("Сочтены соблюдающими норму сделки, закрытые раньше, чем созданы: 1",)


def test_a_minimum_of_open_deals_is_told_where_the_export_begins() -> None:
    item = norm(kind="open_deals", min=2)
    (note,) = judged(None, date(2026, 4, 1), [item]).verdicts[0].notes
    assert note.startswith("Выгрузка начинается 02.03.2026: ")
    assert judged(date(2026, 3, 20), date(2026, 4, 1), [norm(kind="open_deals", min=3)]).verdicts[0].notes == ()
    assert judged(None, date(2026, 4, 1), [norm(kind="open_deals", max=1)]).verdicts[0].notes == ()
