"""What starts an audit, what ends it, and what is said of an export that lacks something."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from audit.database import connect
from handbook.result import Missing
from tests.audit.rules.world import at, audit, deal, handbook, norm

AGE = norm(id="age", kind="deal_age", max="45 d")


def test_one_of_several_ways_is_named_as_a_choice() -> None:
    item = norm(kind="stage_age", stage="Договор", max="1 d", scope={"sources": ["Сайт"]})
    verdict = audit(connect(), handbook([item]), {"deals": [deal("1", "2026-01-01 10:00")]}).verdicts[0]
    assert verdict.reason == (
        "в выгрузке нет: Сделки — «Источник»; История стадий — «Номер сделки», «Стадия», «Время входа на стадию» "
        "или Сделки — «Стадия», «Дата входа на текущую стадию»"
    )
    assert [type(missing) for missing in verdict.missing] == [Missing, Missing]
    history, source = verdict.missing
    assert (history.table, source.table) == ("stage_changes", "deals")
    assert history.how.startswith("История стадий выгружается отдельно от сделок")
    assert history.how.endswith(
        "; или добавьте в выгрузку «Сделки» столбцы «Стадия», «Дата входа на текущую стадию»; "
        "если они там есть под другими названиями, сопоставьте их в профиле CRM"
    )
    assert source.how.endswith("если он там есть под другим названием, сопоставьте его в профиле CRM")


def test_what_robots_did_and_deleted_deals_do_not_start_the_judging() -> None:
    tables: dict[str, Any] = {
        "activities": [{"activity_id": "1", "started_at": at("2026-01-05 10:00"), "is_human": False}],
        "plan": [{"owner": "Анна", "month": date(2026, 1, 1), "amount": Decimal(100)}],
        "payments": [{"payment_id": "1", "owner": "Анна", "amount": Decimal(1), "paid_at": at("2026-03-02 10:00")}],
        "deals": [deal("1", "2026-01-01 10:00", is_deleted=True)],
        "stage_changes": [{"deal_id": "1", "stage": "Договор", "entered_at": at("2026-01-06 10:00")}],
        "owner_changes": [{"object": "deal", "id": "1", "new": "Анна", "at": at("2026-01-07 10:00")}],
    }
    judged = audit(connect(), handbook([norm(kind="plan_fact", measure="paid", min="90 %")]), tables)
    assert (judged.start, judged.as_of) == (date(2026, 3, 2), date(2026, 3, 3))


def test_the_history_of_a_deleted_deal_does_not_move_the_day_of_the_audit() -> None:
    late = at("2026-08-08 10:00")
    tables: dict[str, Any] = {
        "deals": [deal("1", "2026-01-01 10:00"), deal("2", "2026-01-01 10:00", is_deleted=True)],
        "stage_changes": [
            {"deal_id": "1", "stage": "Договор", "entered_at": at("2026-01-06 10:00")},
            {"deal_id": "2", "stage": "Договор", "entered_at": late},
        ],
        "owner_changes": [{"object": "deal", "id": "2", "new": "Анна", "at": late}],
        "field_changes": [{"object": None, "id": "2", "field": "stage", "old": "Договор", "at": late}],
    }
    assert audit(connect(), handbook([AGE]), tables).as_of == date(2026, 1, 7)
    tables["owner_changes"][0]["object"] = "lead"
    assert audit(connect(), handbook([AGE]), tables).as_of == date(2026, 8, 9)
