"""Small audits for the tests of what is kept of them and of what changes between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handbook.audits.past import PastAudit, past_of
from handbook.finding import Severity
from handbook.result import Result, Status, Verdict, Violation, Waived, score_of


def breach(
    key: str, owner: str | None = "Анна", moment: str = "2026-03-02", *, standing: bool | None = True
) -> Violation:
    """A breach of a deal, or of a person where the key begins with his name."""
    return Violation(
        key,
        key.partition("|")[0],
        "Договор",
        owner,
        moment,
        9.0,
        5.0,
        "d",
        "долго",
        None,
        "d.csv",
        2,
        standing=standing,
    )


def verdict(
    norm_id: str,
    found: Sequence[Violation] = (),
    *,
    waived: Sequence[Violation] = (),
    departed: Sequence[str] = (),
    requirement: str = "не больше 5 дней",
) -> Verdict:
    """What an audit says of a norm."""
    return Verdict(
        norm_id,
        f"Норма {norm_id}",
        "deal_age",
        requirement,
        Severity.ERROR,
        Status.FAILED if found else Status.PASSED,
        0.0,
        10,
        tuple(found),
        tuple(Waived(item, "Ждём", "РОП", date(2026, 12, 31)) for item in waived),
        departed=tuple(departed),
    )


def unchecked(norm_id: str) -> Verdict:
    """A norm the export could not prove."""
    return replace(verdict(norm_id), status=Status.NOT_CHECKED, population=0)


def result(day: str, *verdicts: Verdict, since: str | None = None, company: str = "Проба") -> Result:
    """An audit of a day."""
    owners = sorted({item.owner for one in verdicts for item in one.violations if item.owner})
    return Result(
        company,
        date.fromisoformat(day),
        date.fromisoformat(since) if since else None,
        "own",
        "RUB",
        verdicts,
        score_of(None, [(Severity.ERROR, 10, 1)], 0),
        tuple(score_of(owner, [(Severity.ERROR, 10, 1)], 0) for owner in owners),
        (),
    )


def past(day: str, *verdicts: Verdict, since: str | None = None, company: str = "Проба") -> PastAudit:
    """What was kept of an audit of a day."""
    return past_of(result(day, *verdicts, since=since, company=company), f"{day}.json.gz")
