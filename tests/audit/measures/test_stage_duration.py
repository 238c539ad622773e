from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.audit.measures.world import gaps, lines, measured
from tests.audit.rules.world import Tables, at, deal


def stays(*days: float, owner: str = "Анна") -> Tables:
    """Deals that stayed so many days at «Квалификация» and then went on."""
    deals, history = [], []
    for number, length in enumerate(days, 1):
        entered = at("2026-01-05 10:00")
        deals.append(deal(f"{number}", "2026-01-05 09:00", owner=owner, pipeline="Типовые", stage="Договор"))
        for stage, moment in (("Квалификация", entered), ("Договор", entered + timedelta(days=length))):
            history.append({"deal_id": f"{number}", "pipeline": "Типовые", "stage": stage, "entered_at": moment})
    return {"deals": deals, "stage_changes": history}


@pytest.mark.parametrize(
    ("days", "mean", "median", "most"),
    [
        ((4,), 4, 4, 4),
        ((1, 2), 1.5, 1.5, 2),
        ((3, 1, 2), 2, 2, 3),
        ((1, 2, 3, 10), 4, 2.5, 10),
        # Nine of ten stays last nine days at most.
        (tuple(range(1, 11)), 5.5, 5.5, 9),
        (tuple(range(1, 12)), 6, 6, 10),
        ((0.5, 0.5, 2), 1, 0.5, 2),
    ],
)
def test_quantiles_are_taken_by_rank(days: tuple[float, ...], mean: float, median: float, most: float) -> None:
    result = measured("stage_duration", stays(*days))
    assert lines(result, "stage", "stays", "mean", "median", "p90")[1] == (
        "Квалификация",
        len(days),
        mean,
        median,
        most,
    )


def test_three_quarters_of_the_stays_last_no_longer_than_p75() -> None:
    for days, expected in (((4,), 4), ((1, 2, 3, 10), 3), ((1, 2, 3, 4, 5), 4)):
        assert lines(measured("stage_duration", stays(*days)), "p75")[1] == (expected,)


def test_stages_nobody_left_stand_in_the_table_without_lengths() -> None:
    result = measured("stage_duration", stays(2, 4))
    assert lines(result, "stage", "stays", "mean", "standing") == [
        ("Новый запрос", 0, None, 0),
        ("Квалификация", 2, 3, 0),
        ("КП отправлено", 0, None, 0),
        ("Договор", 0, None, 2),
    ]


def test_a_stay_that_ends_on_the_day_of_the_audit_still_lasts() -> None:
    tables = stays(2, 4)
    assert lines(measured("stage_duration", tables, as_of=date(2026, 1, 9)), "stays", "mean")[1] == (1, 2)
    assert lines(measured("stage_duration", tables, as_of=date(2026, 1, 10)), "stays", "mean")[1] == (2, 3)
    # Left before the start of judging.
    assert lines(measured("stage_duration", tables, judged_from=date(2026, 1, 8)), "stays", "mean")[1] == (1, 4)


def test_by_owner_the_one_who_had_the_deal_when_it_entered() -> None:
    tables = {
        **stays(2),
        "owner_changes": [{"object": "deal", "id": "1", "old": "Вера", "new": "Анна", "at": at("2026-01-06 10:00")}],
    }
    assert lines(measured("stage_duration", tables, by="owner"), "owner", "stage", "stays") == [
        ("Вера", "Квалификация", 1)
    ]


def test_deals_without_history_are_counted_aside() -> None:
    tables = stays(2)
    deals = [*tables["deals"], deal("9", "2026-01-05 10:00", pipeline="Типовые", stage="Договор")]
    result = measured("stage_duration", {**tables, "deals": deals})
    assert result.notes == ("Не учтены сделки без истории стадий: 1",)
    assert gaps(measured("stage_duration", {"deals": deals})) == [("stage_changes", ("deal_id", "stage", "entered_at"))]
