from datetime import date

import pytest

from handbook.editions.approved import Approved
from handbook.editions.since import Since, chosen, since


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1", Since(edition=1)),
        ("редакция 12", Since(edition=12)),
        ("ред. 2", Since(edition=2)),
        ("2026-01-19", Since(day=date(2026, 1, 19))),
        (" 19.01.2026 ", Since(day=date(2026, 1, 19))),
        ("0", None),
        ("первая", None),
        ("2026-02-30", None),
        ("", None),
    ],
)
def test_an_edition_is_named_by_number_or_day(text: str, read: Since | None) -> None:
    assert since(text) == read


def edition(number: int, effective: date) -> Approved:
    return Approved("document", "a", "А", "РД-01", number, "1-П", effective, effective, "", ())


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Since(edition=1), 1),
        (Since(edition=3), 3),
        (Since(edition=2), None),
        (Since(day=date(2025, 12, 31)), None),
        (Since(day=date(2026, 1, 1)), 1),
        (Since(day=date(2026, 6, 30)), 1),
        (Since(day=date(2026, 7, 1)), 3),
    ],
)
def test_the_edition_in_force_on_a_day_is_the_latest_begun(wanted: Since, found: int | None) -> None:
    kept = (edition(1, date(2026, 1, 1)), edition(3, date(2026, 7, 1)))
    one = chosen(kept, wanted)
    assert (one and one.edition) == found
