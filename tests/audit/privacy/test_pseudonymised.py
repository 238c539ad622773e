"""A result with code names: nobody is left in it, numbers stay, small groups share a line, comparisons still hold."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from audit.privacy.groups import OTHERS
from audit.privacy.pseudonymise import behind, is_coded, pseudonymised
from handbook.audits.comparison import Change, Ending, compare
from handbook.audits.naming import renamed
from handbook.audits.past import PastAudit, PastBreach, PastNorm, PastPerson
from handbook.audits.promises import Answered, Decision, Outcome, Promise
from handbook.audits.story import Story
from handbook.book import Handbook
from handbook.finding import Finding, Place, Severity
from handbook.measure import CellKind, MeasureColumn, MeasureResult
from handbook.result import FileAccount, OwnerCount, Result, SetAside, Status, Verdict, Violation, Waived, score_of
from tests.conftest import Company

KEY = b"k" * 32
BUSY = ("Белова Ирина Сергеевна", "Гордеев Максим Олегович", "Сафин Тимур Рашидович", "Орлова Дарья Николаевна")
RARE = "Рязанова Вера Михайловна"
PEOPLE = (*BUSY, RARE)
COMMENT = (
    "Беловой Ирине Сергеевне звонить +7 912 345-67-89, Гордееву М. О. писать на m.gordeev@mera.example, спросить Веру"
)
SECRET = re.compile(
    r"Белов|Ирин|Гордеев|Максим|Сафин|Тимур|Орлов|Дарь|Рязанов|Вер[аеуы]\b|Вектор|912|345-67-89|gordeev|@",
    re.IGNORECASE,
)


def violation(owner: str, key: str, object_id: str, **more: object) -> Violation:
    made = Violation(
        key=key,
        object_id=object_id,
        object_title=f"Весы для ООО «Вектор», {owner}",
        owner=owner,
        moment="2026-09-01",
        actual=12.0,
        limit=7.0,
        unit="d",
        detail=COMMENT,
        money=Decimal(1000),
        source_file=f"{owner}.csv",
        source_row=2,
    )
    return replace(made, **more)  # type: ignore[arg-type] - fields are named by the tests


@pytest.fixture
def handbook(company: Company) -> Handbook:
    return company.reading().handbook


@pytest.fixture
def result() -> Result:
    deals = [violation(name, f"{number}", f"{number}") for number, name in enumerate(PEOPLE)]
    days = [violation(name, f"{name}|2026-09-01", name) for name in PEOPLE]
    counts = tuple(OwnerCount(name, 20 if name in BUSY else 1, 1) for name in PEOPLE)
    make = partial(Verdict, severity=Severity.ERROR, status=Status.FAILED, tolerance=0.0, population=81, owners=counts)
    verdicts = (
        make("n-age", "Длительность", "deal_age", "не более 7 дней", violations=deals, notes=(COMMENT,)),
        make(
            "n-calls",
            "Звонки",
            "activity_rate",
            "не менее 8",
            violations=days,
            waived=(Waived(violation(BUSY[0], "99", "99"), COMMENT, BUSY[1], date(2026, 12, 1)),),
            departed=(f"{BUSY[2]}|2026-08-01",),
        ),
        make(
            "n-gap",
            "Перерыв",
            "contact_gap",
            "не более 30 дней",
            violations=(violation(BUSY[0], "c1", "c1", object_title="ООО «Вектор»"),),
        ),
    )
    columns = (
        MeasureColumn("owner", "Ответственный"),
        MeasureColumn("client", "Клиент"),
        MeasureColumn("title", "Сделка"),
        MeasureColumn("writings", "Как записано"),
        MeasureColumn("n", "Число", CellKind.COUNT),
    )
    rows = tuple((name, "ООО «Вектор»", "Весы, Вектор", COMMENT, 5) for name in PEOPLE)
    totals = (("Компания", "без клиента", None, "дорого", 25),)
    measure = MeasureResult("p", "ratios", "Показатель", "process", "Зачем", columns=columns, rows=(*rows, *totals))
    return Result(
        company="ООО «Мера»",
        as_of=date(2026, 10, 1),
        judged_from=None,
        profile="generic",
        currency="RUB",
        verdicts=verdicts,
        score=score_of(None, [(Severity.ERROR, 81, 5)], 0),
        owners=tuple(score_of(name, [(Severity.ERROR, 60, 3)], 0) for name in PEOPLE),
        accounts=(FileAccount(f"{RARE}.csv", "deals", "CSV", 10, 9, (SetAside(COMMENT, (3,)),)),),
        findings=(
            Finding(
                "unknown-owner",
                Severity.WARNING,
                "сотрудника «Ктотамов Джонатан» нет в списке",
                (Place(f"{RARE}.csv", row=3, field=BUSY[0], excerpt=COMMENT),),
                COMMENT,
            ),
        ),
        notes=(COMMENT,),
        measures=(measure,),
        views=(measure,),
    )


def test_nobody_is_left_in_a_result(result: Result, handbook: Handbook) -> None:
    masked, _ = pseudonymised(result, Story(), handbook, KEY)
    told = repr(masked)
    assert not SECRET.findall(told), SECRET.findall(told)
    assert "Ктотамов" not in told
    assert SECRET.search(repr(result))


def test_numbers_stay(result: Result, handbook: Handbook) -> None:
    masked, _ = pseudonymised(result, Story(), handbook, KEY)
    assert masked.score == result.score
    for before, after in zip(result.verdicts, masked.verdicts, strict=True):
        assert (after.population, len(after.violations), after.status) == (
            before.population,
            len(before.violations),
            before.status,
        )
        assert sum(one.population for one in after.owners) == sum(one.population for one in before.owners)
        assert sum(one.violators for one in after.owners) == sum(one.violators for one in before.owners)
        assert len({item.key for item in after.violations}) == len(after.violations)


def test_those_with_little_work_share_a_line_with_others(result: Result, handbook: Handbook) -> None:
    masked, _ = pseudonymised(result, Story(), handbook, KEY)
    names = [score.owner for score in masked.owners]
    assert names.count(OTHERS) == 1
    assert len(names) == 3
    together = next(score for score in masked.owners if score.owner == OTHERS)
    assert together.violations == 3 * 3
    assert [row[0] for row in masked.measures[0].rows].count(OTHERS) == 0
    assert any("мало данных" in note for note in masked.measures[0].notes)


def test_busy_people_stand_alone(result: Result, handbook: Handbook) -> None:
    owners = tuple(OwnerCount(name, 20, 1) for name in PEOPLE)
    result = replace(result, verdicts=tuple(replace(verdict, owners=owners) for verdict in result.verdicts))
    masked, _ = pseudonymised(result, Story(), handbook, KEY)
    assert OTHERS not in {score.owner for score in masked.owners}
    assert len(masked.owners) == len(PEOPLE)


def test_keys_of_a_report_are_known_again_by_what_is_found_now(result: Result, handbook: Handbook) -> None:
    masked, _ = pseudonymised(result, Story(), handbook, KEY)
    known = behind(result, handbook, KEY)
    for verdict, other in zip(masked.verdicts, result.verdicts, strict=True):
        for coded, plain in zip(verdict.violations, other.violations, strict=True):
            assert renamed(coded.key, known) == plain.key
            assert is_coded(coded.key) == (coded.key != plain.key)


@pytest.mark.parametrize(
    ("key", "coded"),
    [
        ("Клиент 7KQ2MP", True),
        ("№ 7KQ2MP|2026-02", True),
        ("2026-02|[имя]", True),
        (f"{OTHERS}|7KQ2MP", True),
        ("2943|Договор|1", False),
        ("СЧ 123456", False),
    ],
)
def test_a_key_with_a_code_is_told_from_others(key: str, *, coded: bool) -> None:
    assert is_coded(key) is coded


def test_what_changed_is_the_same_under_codes(result: Result, handbook: Handbook) -> None:
    days = result.verdicts[1]
    breaches = tuple(
        PastBreach("n-calls", item.key, item.object_id, item.owner, item.moment) for item in days.violations[:2]
    )
    gone = PastBreach("n-calls", f"{BUSY[2]}|2026-08-01", BUSY[2], BUSY[2], "2026-08-01")
    norm = PastNorm("n-calls", "Звонки", "не менее 8", Severity.ERROR, Status.FAILED, 80, 3, 0)
    people = tuple(PastPerson(name, 90.0, 1) for name in PEOPLE)
    past = PastAudit(date(2026, 9, 24), None, "ООО «Мера»", 90.0, (norm,), people, (*breaches, gone))
    promise = Promise("n-calls", breaches[0].key, f"{BUSY[0]}", BUSY[0], Decision.MEND, None, COMMENT, past.as_of)
    story = Story(compare(result, past), (past,), (Answered(promise, Outcome.BROKEN),))
    masked, told = pseudonymised(result, story, handbook, KEY)
    comparison = told.comparison
    assert comparison is not None
    assert not SECRET.findall(repr(told)), SECRET.findall(repr(told))
    found = [comparison.change("n-calls", item) for item in masked.verdicts[1].violations]
    assert found == [Change.PERSISTING, Change.PERSISTING, Change.NEW, Change.NEW, Change.NEW]
    assert [item.ending for item in comparison.ended] == [Ending.DEPARTED]
    assert masked.verdicts[1].departed == (comparison.ended[0].breach.key,)
