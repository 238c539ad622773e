from datetime import date

import pytest

from handbook.audits.moments import last_day


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-03-05", date(2026, 3, 5)),
        ("2026-03-05 10:30:00", date(2026, 3, 5)),
        ("2026-W01", date(2026, 1, 4)),
        ("2026-02", date(2026, 2, 28)),
        ("2026-12", date(2026, 12, 31)),
        ("2026Q4", date(2026, 12, 31)),
        ("2026-Q1", date(2026, 3, 31)),
        ("", None),
        ("2026-13", None),
        ("9999-12", None),
    ],
)
def test_a_moment_ends_on_a_day(moment: str, day: date | None) -> None:
    assert last_day(moment) == day
