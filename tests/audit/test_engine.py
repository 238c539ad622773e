from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from audit.database import connect
from audit.engine import judge
from audit.engines.embedded import Embedded
from audit.rules import RULES
from handbook.book import PlacedNorm
from handbook.finding import Place, Severity
from handbook.model.base import ClauseRef
from handbook.model.document import Document
from handbook.model.operation import Operation
from handbook.norms import KINDS
from handbook.result import Status, Violation
from tests.audit.rules.chance import AS_OF, NORMS, STAFF, world
from tests.audit.rules.world import Tables, at, audit, deal, handbook, load, norm

AGE = norm(
    id="age",
    kind="deal_age",
    limits=[{"from": date(2026, 1, 1), "max": "45 d"}, {"from": date(2026, 7, 1), "max": "30 d"}],
)


def test_every_kind_has_one_rule_in_the_same_order() -> None:
    assert [rule.kind for rule in RULES] == [kind.model_fields["kind"].default for kind in KINDS]


@pytest.mark.parametrize("tables", [{}, {"deals": []}, {"plan": []}])
def test_an_empty_export_proves_nothing_and_breaks_nothing(tables: Tables) -> None:
    judged = audit(connect(), handbook(NORMS, STAFF), tables, STAFF)
    assert {verdict.status for verdict in judged.verdicts} == {Status.NOT_CHECKED}
    assert all(verdict.reason for verdict in judged.verdicts)
    assert judged.score.value is None
    assert judged.score.not_checked == len(NORMS)
    assert judged.owners == ()


def test_words_that_no_norm_can_look_for_are_named() -> None:
    item = norm(kind="activity_rate", activity="meeting", per="week", min=1)
    day = at("2026-01-12 10:00")
    kinds = ["meeting", "Рандеву", "Рандеву", "Встреча", None]
    rows = [
        {"activity_id": str(n), "employee": "Анна", "started_at": day, "kind": kind} for n, kind in enumerate(kinds)
    ]
    judged = audit(connect(), handbook([item]), {"deals": [deal("1", "2026-01-01 10:00")], "activities": rows})
    (found,) = [finding for finding in judged.findings if finding.code == "unknown-word"]
    assert found.message == (
        "слов не понять: «Рандеву» (строк: 2), «Встреча» (строк: 1); "
        "такие дела не засчитаны нормам, которые смотрят «Вид»"
    )
    assert found.tip.endswith("бывает: call, meeting, email, message, quote, visit, other")


def test_what_is_missing_is_named_with_the_way_to_get_it() -> None:
    item = norm(kind="plan_fact", min="90 %")
    verdict = audit(connect(), handbook([item]), {"deals": [deal("1", "2026-01-01 10:00", owner="Анна")]}).verdicts[0]
    assert verdict.reason == ("в выгрузке нет: План — «Ответственный», «Месяц», «Сумма»; Сделки — «Сумма»")
    assert [(missing.table, missing.columns) for missing in verdict.missing] == [
        ("plan", ("owner", "month", "amount")),
        ("deals", ("amount",)),
    ]
    assert verdict.missing[0].how == "Добавьте к выгрузке таблицу плана: сотрудник, месяц, сумма"
    assert verdict.missing[1].how.startswith("Добавьте в выгрузку «Сделки» столбец «Сумма»")


def test_the_audit_stands_on_the_day_after_the_newest_fact() -> None:
    tables = {
        "deals": [
            deal("1", "2026-01-01 10:00", closed_at=at("2026-12-31 10:00")),  # the planned date of an open deal
            deal("2", "2026-08-08 10:00", is_deleted=True),
        ],
        "activities": [{"activity_id": "1", "started_at": at("2026-03-04 23:00"), "is_human": False}],
        "leads": [{"lead_id": "1", "created_at": at("2206-03-01 00:00")}],  # a mistyped year
    }
    judged = audit(connect(), handbook([AGE]), tables)
    assert judged.as_of == date(2026, 3, 5)
    assert judged.start == date(2026, 1, 1)
    assert judged.notes[0] == (
        "Дата аудита 05.03.2026 — день после самого позднего факта выгрузки («Дела и звонки», «Начало»)"
    )
    assert [group.reason for group in judged.set_aside["leads", "leads.csv"]] == ["после даты аудита"]


def test_the_requirement_is_quoted_in_the_edition_of_the_last_judged_day() -> None:
    tables = {"deals": [deal("1", "2026-06-01 10:00")]}
    words = [
        audit(connect(), handbook([AGE]), tables, as_of=day).verdicts[0].requirement
        for day in (date(2026, 7, 1), date(2026, 7, 2))
    ]
    assert words == ["не более 45\u00a0календарных дней", "не более 30\u00a0календарных дней"]


def test_a_violation_carries_its_proof() -> None:
    tables = {
        "deals": [
            deal(
                "7", "2026-03-05 10:00", owner="Анна", title="Склад", amount=Decimal(20), currency="USD", source_row=42
            )
        ],
        "fx": [{"currency": "USD", "day": date(2026, 1, 1), "rate": Decimal("81.5")}],
    }
    verdict = audit(connect(), handbook([AGE]), tables, as_of=date(2026, 5, 1)).verdicts[0]
    assert verdict.violations == (
        Violation(
            key="7",
            object_id="7",
            object_title="Склад",
            owner="Анна",
            moment="2026-03-05",
            actual=57.0,
            limit=45.0,
            unit="d",
            detail="57\u00a0дней при норме не более 45\u00a0календарных дней; сделка ещё открыта",
            money=Decimal("1630.0000"),
            source_file="deals.csv",
            source_row=42,
            edition=date(2026, 1, 1),
            standing=True,
        ),
    )


def test_violations_stand_by_owner_then_key() -> None:
    owners = {"1": "Вера", "2": None, "3": "Анна", "10": "Вера"}
    tables = {"deals": [deal(key, "2026-01-01 10:00", owner=owner) for key, owner in owners.items()]}
    verdict = audit(connect(), handbook([AGE]), tables, as_of=date(2026, 5, 1)).verdicts[0]
    assert [(item.owner, item.key) for item in verdict.violations] == [
        (None, "2"),
        ("Анна", "3"),
        ("Вера", "1"),
        ("Вера", "10"),
    ]
    assert [(item.owner, item.population) for item in verdict.owners] == [("Анна", 1), ("Вера", 2)]


def test_a_verdict_names_the_operation_the_process_and_the_clause() -> None:
    items = [
        AGE.model_copy(update={"id": name, "source": source})
        for name, source in (
            ("a", ClauseRef(document="reglament", clause="4.2")),
            ("b", ClauseRef(document="reglament")),
            ("c", ClauseRef(document="gone", clause="1")),
            ("d", None),
        )
    ]
    book = replace(
        handbook(items),
        norms={
            "a": PlacedNorm(items[0], "operation", "sozdat"),
            "b": PlacedNorm(items[1], "process", "p1"),
            "c": PlacedNorm(items[2], "position", "rop"),
            "d": PlacedNorm(items[3], "company", "company"),
        },
        operations={"sozdat": Operation.model_construct(id="sozdat", title="Создать сделку")},
        homes={"sozdat": "p0"},
        documents={"reglament": Document(id="reglament", title="Регламент продаж", kind="regulation", scope="Все")},
    )
    verdicts = audit(connect(), book, {"deals": [deal("1", "2026-01-01 10:00")]}).verdicts
    assert [(v.operation_id, v.operation_title, v.process_id, v.clause, v.page) for v in verdicts] == [
        ("sozdat", "Создать сделку", "p0", "Регламент продаж, п. 4.2", None),
        (None, None, "p1", "Регламент продаж", None),
        (None, None, None, "gone, п. 1", None),
        (None, None, None, None, None),
    ]


def test_scores_weigh_severity_and_list_the_worst_owner_first() -> None:
    items = [
        norm(id="hard", kind="deal_age", max="10 d"),
        norm(id="soft", kind="deal_age", max="100 d", severity="warning"),
        norm(id="later", kind="discount", max="5 %"),
    ]
    tables = {
        "deals": [
            deal("1", "2026-01-01 10:00", owner="Анна"),
            deal("2", "2026-03-30 10:00", owner="Анна"),
            deal("3", "2026-03-30 10:00", owner="Борис"),
            deal("4", "2025-01-01 10:00", owner="Вера"),
        ]
    }
    judged = audit(connect(), handbook(items), tables, as_of=date(2026, 4, 1))
    # hard: 2 of 4 broken, soft: 1 of 4 broken.
    assert judged.score.value == pytest.approx(100 * (3 * 0.5 + 1 * 0.75) / 4)
    assert (judged.score.checked, judged.score.not_checked, judged.score.violations) == (2, 1, 3)
    assert [(score.owner, score.value) for score in judged.owners] == [
        ("Вера", 0.0),
        ("Анна", pytest.approx(100 * (3 * 0.5 + 1) / 4)),
        ("Борис", 100.0),
    ]


def test_an_owner_the_staff_list_does_not_know_is_reported_once() -> None:
    staff = [{"name": "Анна", "position": "menedzher"}]
    tables = {
        "deals": [
            deal("1", "2026-01-01 10:00", owner="Анна"),
            deal("2", "2026-01-01 10:00", owner="И. Иванов"),
            deal("3", "2026-01-01 10:00", owner="И. Иванов"),
            deal("4", "2026-01-01 10:00", owner=None),
        ]
    }
    findings = audit(connect(), handbook([AGE], staff), tables, staff).findings
    assert [(item.code, item.severity, item.places) for item in findings] == [
        ("unknown-owner", Severity.WARNING, (Place("deals.csv", row=3, excerpt="И. Иванов"),))
    ]
    assert "«И. Иванов»" in findings[0].message
    judged = audit(connect(), handbook([AGE]), tables)
    assert judged.findings == (), "without a staff list nobody is unknown"
    assert any("staff.yaml пуст" in note for note in judged.notes)


def test_without_the_history_of_owners_what_depends_on_it_is_approximate() -> None:
    items = [
        norm(id="age", kind="deal_age", max="10 d"),
        norm(id="age-of-managers", kind="deal_age", max="10 d", scope={"positions": ["menedzher"]}),
        norm(id="open", kind="open_deals", max=5),
    ]
    staff = [{"name": "Анна", "position": "menedzher"}]
    tables: dict[str, Any] = {"deals": [deal("1", "2026-01-01 10:00", owner="Анна")]}
    known = {"object": "deal", "id": "1", "old": None, "new": "Анна", "at": at("2026-01-02 10:00")}
    without = audit(connect(), handbook(items, staff), tables, staff, as_of=date(2026, 1, 20))
    assert [verdict.approximate for verdict in without.verdicts] == [False, True, True]
    tables["owner_changes"] = [known]
    told = audit(connect(), handbook(items, staff), tables, staff, as_of=date(2026, 1, 20))
    assert [verdict.approximate for verdict in told.verdicts] == [False, False, False]


def test_years_the_calendar_does_not_know_are_reported() -> None:
    judged = audit(connect(), handbook([AGE]), {"deals": [deal("1", "2027-12-01 10:00")]}, as_of=date(2028, 1, 2))
    assert [item.code for item in judged.findings] == ["calendar-year-unknown"]
    judged = audit(connect(), handbook([AGE]), {"deals": [deal("1", "2027-12-01 10:00")]}, as_of=date(2028, 1, 1))
    assert judged.findings == ()


def test_rows_set_aside_are_accounted_by_file_and_reason() -> None:
    tables: Tables = {
        "deals": [
            deal("1", "2026-01-01 10:00"),
            deal("1", "2026-01-01 10:00"),
            deal("2", "2026-01-01 10:00", is_deleted=True),
            deal("3", "2026-02-01 00:00"),
            deal("4", "2025-12-01 10:00", outcome="won", closed_at=at("2025-12-31 10:00")),
            {**deal("5", "2026-01-01 10:00"), "deal_id": None},
        ],
        "stage_changes": [
            {"deal_id": "1", "stage": "Договор", "entered_at": at("2026-01-05 10:00")},
            {"deal_id": "1", "stage": None, "entered_at": at("2026-01-05 10:00")},
            {"deal_id": "1", "stage": "Договор", "entered_at": at("2026-02-05 10:00")},
            {"deal_id": "9", "stage": "Договор", "entered_at": at("2026-01-05 10:00")},
        ],
    }
    judged = audit(connect(), handbook([AGE]), tables, as_of=date(2026, 2, 1), judged_from=date(2026, 1, 1))
    assert {place: {group.reason: group.rows for group in groups} for place, groups in judged.set_aside.items()} == {
        ("deals", "deals.csv"): {
            "закрыта до начала проверки": (6,),
            "нет номера сделки": (7,),
            "повтор номера сделки": (3,),
            "после даты аудита": (5,),
            "сделка удалена или пробная": (4,),
        },
        ("stage_changes", "stage_changes.csv"): {
            "нет времени или стадии": (3,),
            "после даты аудита": (4,),
            "сделки нет в выгрузке или она не учтена": (5,),
        },
    }


def test_texts_of_the_handbook_and_the_crm_are_data() -> None:
    evil = "x'; DROP TABLE deals; -- $as_of {0} \"|"
    items = [
        norm(id="stage", kind="stage_age", stage=evil, max="1 d", scope={"pipelines": [evil], "employees": [evil]}),
        norm(id="fields", kind="required_fields", fields=[evil], placeholders=[evil, "%", "_"]),
        norm(id="open", kind="open_deals", max=0, scope={"employees": [evil], "sources": [evil]}),
    ]
    tables = {
        "deals": [deal("1'", "2026-01-01 10:00", owner=evil, pipeline=evil, source=evil, stage=evil)],
        "stage_changes": [{"deal_id": "1'", "stage": evil, "pipeline": evil, "entered_at": at("2026-01-01 10:00")}],
        "deal_fields": [{"deal_id": "1'", "field": evil, "value": evil}],
    }
    judged = audit(connect(), handbook(items), tables, as_of=date(2026, 1, 13))
    assert [item.key for verdict in judged.verdicts[:2] for item in verdict.violations] == [
        f"1'|{evil}|1",
        f"1'|{evil}",
    ]
    assert [verdict.status for verdict in judged.verdicts] == [Status.FAILED] * 3


def test_a_company_with_one_funnel_needs_no_column_for_it() -> None:
    funnels = {"Одна": (("Новый запрос", "open"), ("Продано", "won"))}
    item = norm(kind="deal_age", max="10 d", scope={"pipelines": ["Одна"]})
    tables = {"deals": [deal("1", "2026-01-01 10:00", outcome=None, stage="Новый запрос")]}
    verdict = audit(connect(), handbook([item], funnels=funnels), tables, as_of=date(2026, 2, 1)).verdicts[0]
    assert [violation.key for violation in verdict.violations] == ["1"]


def test_a_draft_says_that_it_is_one() -> None:
    item = norm(kind="deal_age", max="10 d", draft=True)
    verdict = audit(connect(), handbook([item]), {"deals": [deal("1", "2026-01-01 10:00")]}).verdicts[0]
    assert verdict.notes == ("Черновик: норма предложена, но не утверждена",)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_an_absurd_day_of_audit_is_told_and_does_no_harm(day: date) -> None:
    judged = audit(connect(), handbook([AGE]), {"deals": [deal("1", "2026-01-01 10:00")]}, as_of=day)
    assert "взята" in judged.notes[0]


def test_the_order_of_rows_does_not_matter() -> None:
    tables = world(3)
    book = handbook(NORMS, STAFF)
    numbered = {name: [{"source_row": n, **row} for n, row in enumerate(rows)] for name, rows in tables.items()}
    turned = {name: rows[::-1] for name, rows in numbered.items()}
    one, other = (audit(connect(), book, item, STAFF, as_of=AS_OF) for item in (numbered, turned))
    assert one == other


def test_judging_leaves_the_canonical_tables_alone() -> None:
    con, book = connect(), handbook(NORMS, STAFF)
    present = load(con, world(4), STAFF)
    before = con.execute("SELECT * FROM deals ORDER BY ALL").fetchall()
    judge(Embedded(con), book, present, AS_OF)
    assert con.execute("SELECT * FROM deals ORDER BY ALL").fetchall() == before


def test_a_name_the_staff_list_does_not_know_is_told_once_wherever_it_stands() -> None:
    tables: dict[str, Any] = {
        "deals": [deal("1", "2026-03-02 10:00", owner="Анна")],
        "tasks": [
            {"task_id": number, "employee": "Чужой", "due_at": at("2026-03-03 10:00"), "done_at": None}
            for number in "12"
        ],
        "leads": [{"lead_id": "1", "owner": "Никто", "created_at": at("2026-03-02 10:00")}],
    }
    staff = [{"name": "Анна", "position": "menedzher"}]
    book = handbook([norm(kind="task_done", max="1 d")], staff)
    findings = audit(connect(), book, tables, staff, as_of=date(2026, 3, 10)).findings
    told = [(item.message.split("»")[0], item.places[0].file, item.places[0].row) for item in findings]
    # No norm asks about leads, so nobody is judged by them.
    assert told == [("Ответственного «Чужой", "tasks.csv", 2)]


@pytest.mark.parametrize("staff", [[], [{"name": "Кто-то", "position": "menedzher"}]])
def test_writings_of_one_name_are_told_when_nobody_is_known_by_it(staff: list[dict[str, str]]) -> None:
    names = ("Иванов Пётр", "пётр иванов", "ИВАНОВ ПЕТР", "Иванов Павел")
    deals = [deal(str(number), "2026-03-02 10:00", owner=name) for number, name in enumerate(names)]
    judged = audit(connect(), handbook([AGE], staff), {"deals": deals}, staff)
    (finding,) = [item for item in judged.findings if item.code == "alike-owners"]
    assert "«ИВАНОВ ПЕТР» и «Иванов Пётр» и «пётр иванов»;" in finding.message
    assert len(finding.places) == 3
