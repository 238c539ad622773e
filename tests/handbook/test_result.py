from datetime import date
from decimal import Decimal

import pytest

from handbook.finding import Severity
from handbook.result import FileAccount, Result, Score, SetAside, Status, Verdict, Violation, score_of

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def violation(key: str = "1") -> Violation:
    return Violation(key, key, None, "Иванова", "2026-03-05", 31.0, 30.0, "d", "дольше", Decimal(100), "deals.csv", 2)


def verdict(status: Status, *violations: Violation, population: int = 10, severity: Severity = ERROR) -> Verdict:
    return Verdict("n-1", "Норма", "deal_age", "не более 30 дней", severity, status, 0, population, violations)


@pytest.mark.parametrize(
    ("counts", "value"),
    [
        ([(ERROR, 10, 0)], 100),
        ([(ERROR, 10, 10)], 0),
        ([(ERROR, 10, 3)], 70),
        # An error weighs three times a warning; a remark weighs nothing.
        ([(ERROR, 10, 10), (WARNING, 10, 0)], 25),
        ([(ERROR, 10, 0), (WARNING, 10, 10)], 75),
        ([(ERROR, 4, 1), (WARNING, 4, 2), (INFO, 4, 4)], 100 * (3 * 0.75 + 0.5) / 4),
        # Nothing to weigh is no score, neither the best nor the worst.
        ([], None),
        ([(INFO, 10, 10)], None),
    ],
)
def test_the_score(counts: list[tuple[Severity, int, int]], value: float | None) -> None:
    score = score_of("Иванова", counts, 2)
    assert score.value == (None if value is None else pytest.approx(value))
    assert (score.owner, score.checked, score.not_checked) == ("Иванова", len(counts), 2)
    assert score.violations == sum(bad for _, _, bad in counts)


def test_the_share_of_a_norm_nobody_came_under_is_zero() -> None:
    assert verdict(Status.PASSED, population=0).share == 0
    assert verdict(Status.FAILED, violation("1"), violation("2"), population=8).share == 0.25


def test_not_checked_is_not_checked() -> None:
    assert [status for status in Status if not verdict(status).checked] == [Status.NOT_CHECKED]
    assert len({status.word for status in Status}) == len(Status)


def test_rows_add_up() -> None:
    account = FileAccount("deals.csv", "deals", "crm", 10, 7, (SetAside("дубль", (2, 3)), SetAside("итог", (11,))))
    assert account.rows_read == account.rows_used + account.rows_set_aside


def test_a_result_as_records() -> None:
    verdicts = (verdict(Status.FAILED, violation("1"), violation("2")), verdict(Status.PASSED))
    result = Result("ООО", date(2026, 10, 1), None, "bitrix24", "RUB", verdicts, Score(None, 90.0, 2, 0, 2), (), ())
    assert result.by_status(Status.PASSED) == verdicts[1:]
    records = result.to_records()
    assert [record["object_id"] for record in records] == ["1", "2"]
    assert records[0]["norm_id"] == "n-1"
    assert (records[0]["severity"], records[0]["kind"], records[0]["source_row"]) == ("error", "deal_age", 2)


def test_severities_in_words_and_weights() -> None:
    assert [(severity.word, severity.weight) for severity in Severity] == [
        ("ошибка", 3),
        ("предупреждение", 1),
        ("замечание", 0),
    ]
