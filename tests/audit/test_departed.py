"""Violators of an earlier audit that are not judged any more have departed; those that were mended have not."""

from __future__ import annotations

from datetime import date
from typing import Any

from audit.database import connect
from handbook.norms import Norm
from handbook.result import Status, Verdict
from tests.audit.rules.world import Tables, at, audit, deal, handbook, norm

AS_OF = date(2026, 3, 11)
STAFF = [{"name": "Анна", "position": "menedzher"}, {"name": "Вера", "position": "rop"}]


def judged(item: Norm, tables: Tables, *watched: tuple[str, str], judged_from: date | None = None) -> Verdict:
    book = handbook([item], STAFF)
    return audit(
        connect(),
        book,
        tables,
        STAFF,
        as_of=AS_OF,
        judged_from=judged_from,
        watched={item.id: watched, "other": watched},
    ).verdicts[0]


def test_a_deal_that_left_the_export_the_scope_or_the_period_has_departed_and_a_mended_one_has_not() -> None:
    tables = {
        "deals": [
            deal("mended", "2026-03-01 10:00", pipeline="Типовые"),
            deal("broken", "2026-01-01 10:00", pipeline="Типовые"),
            deal("moved", "2026-01-01 10:00", pipeline="Проекты"),
            deal("early", "2025-12-01 10:00", pipeline="Типовые", closed_at=at("2025-12-31 10:00"), outcome="won"),
        ]
    }
    item = norm(kind="deal_age", max="20 d", scope={"pipelines": ["Типовые"]})
    names = ("mended", "broken", "moved", "early", "deleted")
    verdict = judged(item, tables, *((name, name) for name in names), judged_from=date(2026, 1, 1))
    assert [violation.key for violation in verdict.violations] == ["broken"]
    assert verdict.departed == ("deleted", "early", "moved")


def test_a_deviation_that_is_gone_from_a_deal_still_judged_is_mended() -> None:
    deals = [deal("1", "2026-03-01 10:00", pipeline="Типовые", stage="Новый запрос")]
    history = [{"deal_id": "1", "pipeline": "Типовые", "stage": "Новый запрос", "entered_at": at("2026-03-01 10:00")}]
    item = norm(kind="stage_order")
    watched = (("1|skipped", "1"), ("2|skipped", "2"))
    assert judged(item, {"deals": deals, "stage_changes": history}, *watched).departed == ("2|skipped",)


def test_a_person_who_left_the_scope_has_departed_with_all_days() -> None:
    deals = [deal("1", "2026-03-01 10:00", owner="Анна"), deal("2", "2026-03-01 10:00", owner="Вера")]
    item = norm(kind="open_deals", max=3, scope={"positions": ["menedzher"]})
    watched = [(f"{name}|2026-03-{day}", name) for name in ("Анна", "Вера") for day in ("09", "10")]
    watched.append(("Анна|2025-01-09", "Анна"))
    verdict = judged(item, {"deals": deals}, *watched)
    # 9 March 2026 is a day off, which no day norm judges.
    assert verdict.departed == ("Анна|2025-01-09", "Анна|2026-03-09", "Вера|2026-03-09", "Вера|2026-03-10")


def test_what_leaves_the_population_by_being_mended_has_not_departed() -> None:
    deals = [
        deal("closed", "2026-01-01 10:00", closed_at=at("2026-03-05 10:00"), outcome="won"),
        deal("open", "2026-01-01 10:00", planned_close=date(2026, 4, 1)),
    ]
    item = norm(kind="planned_close", max="1 d")
    assert judged(item, {"deals": deals}, ("closed", "closed"), ("gone", "gone")).departed == ("gone",)


def test_records_in_time_and_debts_collected_are_still_there() -> None:
    activities = [
        {
            "activity_id": number,
            "employee": "Анна",
            "started_at": at("2026-03-02 10:00"),
            "recorded_at": at("2026-03-02 10:05"),
        }
        for number in ("1", "2")
    ]
    item = norm(kind="entry_delay", max="1 wh")
    assert judged(item, {"activities": activities}, ("1", "1"), ("9", "9")).departed == ("9",)
    invoice: dict[str, Any] = {"amount": 100, "issued_at": at("2026-01-01 10:00"), "due_at": date(2026, 2, 1)}
    invoices = [
        {**invoice, "invoice_id": "1", "owner": "Анна", "paid_at": at("2026-02-01 10:00")},
        {**invoice, "invoice_id": "2", "owner": "Вера", "paid_at": None},
    ]
    share = norm(kind="overdue_debt", per="owner", max="10 %")
    watched = [(name, name) for name in ("Анна", "Вера", "Глеб")]
    assert judged(share, {"invoices": invoices}, *watched).departed == ("Глеб",)


def test_what_a_query_of_the_company_does_not_return_any_more_is_mended() -> None:
    deals = [deal("1", "2026-01-01 10:00", owner="Анна")]
    select = 'SELECT deal_id AS object_id, owner, created_at AS "at", 1 AS actual, 0 AS "limit" FROM deals'
    item = norm(kind="custom_sql", select=select)
    assert judged(item, {"deals": deals}, ("2", "2")).departed == ()
    told = norm(kind="custom_sql", select=select, population="SELECT deal_id AS object_id FROM deals")
    assert judged(told, {"deals": deals}, ("2", "2")).departed == ("2",)


def test_a_norm_that_is_not_checked_tells_of_no_one() -> None:
    verdict = judged(norm(kind="deal_age", max="20 d"), {"leads": []}, ("1", "1"))
    assert (verdict.status, verdict.departed) == (Status.NOT_CHECKED, ())
