"""Audits one after another: what is new, lasts, is mended, comes back, leaves the export or the check, is excused.

A company of four norms is audited weekly; every change is put into its tables by hand.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from audit.history.folder import FOLDER
from generator.report.json import dump
from handbook.audits.comparison import Change, Ending
from handbook.book import Handbook
from handbook.model.waiver import Waiver
from reglament.auditing import Conducted, Order, conduct
from reglament.baseline import BaselineError
from tests.audit.rules.world import at, deal, handbook, norm

ANNA, BELOVA, OLEG = "Анна", "Белова Ирина Сергеевна", "Олег"
WEEKS = (date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 16))
AGE = norm(id="n-age", kind="deal_age", max="30 d")
TASK = norm(id="n-task", kind="task_done", max="1 h")
LEADS = norm(id="n-leads", kind="lead_capacity", max=1)
FIELD = norm(id="n-field", kind="required_fields", fields=["Компания"])
OLD, YOUNG = "2026-01-10 10:00", "2026-02-05 10:00"


def book(root: Path, *waived: str) -> Handbook:
    staff = [{"name": BELOVA, "position": "menedzher", "aliases": ["Ира Белова"]}]
    waivers = [
        {"norm": "n-age", "object": name, "reason": "Ждём", "author": "РОП", "until": "2026-12-31"} for name in waived
    ]
    made = handbook([AGE, TASK, LEADS, FIELD], staff)
    return replace(made, root=root, waivers=tuple(Waiver.model_validate(item) for item in waivers))


def tables(
    deals: Mapping[str, str], *, filled: bool, tasks: bool, leads: Mapping[str, str], first: str = "stays"
) -> dict[str, list[dict[str, Any]]]:
    """The export of a week; every deal is open and belongs to Белова."""
    given: dict[str, list[dict[str, Any]]] = {
        "deals": [
            deal(number, since, owner=BELOVA, stage="Договор", pipeline="Типовые") for number, since in deals.items()
        ],
        "deal_fields": [
            {"deal_id": number, "field": "Компания", "value": "ООО"} for number in deals if filled or number != first
        ],
        "leads": [
            {
                "lead_id": number,
                "owner": owner,
                "created_at": at("2026-02-10 10:00"),
                "assigned_at": at("2026-02-10 10:00"),
            }
            for number, owner in leads.items()
        ],
    }
    if tasks:
        given["tasks"] = [
            {"task_id": "t", "employee": ANNA, "created_at": at(OLD), "due_at": at("2026-01-12 10:00"), "done_at": None}
        ]
    return given


#: Three weeks. Deals: «stays» breaks its term throughout, «grows» from the second week on, «leaves» is not exported in
#: the second, «excused» has a waiver there. The field of «stays» is filled in the second week only; tasks are not
#: exported in the second. Анна, who is not on the staff list, has too many leads in all weeks but the second.
EXPORTS = (
    tables(
        {"stays": OLD, "grows": YOUNG, "leaves": OLD, "excused": OLD},
        filled=False,
        tasks=True,
        leads={"1": ANNA, "2": ANNA, "3": BELOVA, "4": BELOVA, "5": OLEG},
    ),
    tables(
        {"stays": OLD, "grows": YOUNG, "excused": OLD},
        filled=True,
        tasks=False,
        leads={"1": ANNA, "2": OLEG, "3": BELOVA, "4": BELOVA},
    ),
    tables(
        {"stays": OLD, "grows": YOUNG, "leaves": OLD, "excused": OLD},
        filled=False,
        tasks=True,
        leads={"1": ANNA, "2": ANNA, "3": BELOVA, "4": BELOVA, "5": OLEG},
    ),
)
FEBRUARY = "|2026-02"


def week(root: Path, number: int, **asked: Any) -> Conducted:  # noqa: ANN401 - fields of an order
    order = Order(exports=EXPORTS[number], as_of=WEEKS[number], formats=(), **asked)
    return conduct(book(root, *(["excused"] if number == 1 else [])), order)


def changes(done: Conducted) -> dict[tuple[str, str], str]:
    assert done.story.comparison
    return {identity: change.value for identity, change in done.story.comparison.changes.items()}


def endings(done: Conducted) -> dict[tuple[str, str], str]:
    assert done.story.comparison
    return {item.breach.identity: item.ending.value for item in done.story.comparison.ended}


SECOND = {
    ("n-age", "stays"): "persisting",
    ("n-age", "grows"): "new",
    ("n-leads", BELOVA + FEBRUARY): "persisting",
}
ENDED = {
    ("n-age", "leaves"): "departed",
    ("n-age", "excused"): "waived",
    ("n-task", "t"): "unchecked",
    ("n-leads", ANNA + FEBRUARY): "fixed",
    ("n-field", "stays|Компания"): "fixed",
}
THIRD = {
    ("n-age", "stays"): "persisting",
    ("n-age", "grows"): "persisting",
    ("n-age", "leaves"): "persisting",
    ("n-age", "excused"): "persisting",
    ("n-task", "t"): "persisting",
    ("n-leads", BELOVA + FEBRUARY): "persisting",
    ("n-leads", ANNA + FEBRUARY): "returned",
    ("n-field", "stays|Компания"): "returned",
}


@pytest.mark.parametrize("keep_names", [False, True])
def test_three_weeks_tell_exactly_what_was_done_to_the_tables(tmp_path: Path, *, keep_names: bool) -> None:
    first = week(tmp_path, 0, keep_names=keep_names)
    assert first.story.comparison is None
    assert first.story.trend == ()
    second = week(tmp_path, 1, keep_names=keep_names)
    assert (changes(second), endings(second)) == (SECOND, ENDED)
    third = week(tmp_path, 2, keep_names=keep_names)
    assert (changes(third), endings(third)) == (THIRD, {})
    assert [audit.as_of for audit in third.story.trend] == list(WEEKS[:2])
    assert first.remarks == second.remarks == third.remarks == ()
    kept = [gzip.decompress(path.read_bytes()).decode() for path in (tmp_path / FOLDER).iterdir()]
    assert [BELOVA in text for text in kept] == [ANNA in text for text in kept] == [keep_names] * 3


def test_an_audit_repeated_takes_its_own_place_and_compares_with_the_week_before(tmp_path: Path) -> None:
    week(tmp_path, 0)
    once = week(tmp_path, 1)
    names = sorted(path.name for path in (tmp_path / FOLDER).iterdir())
    again = week(tmp_path, 1)
    assert sorted(path.name for path in (tmp_path / FOLDER).iterdir()) == names
    assert again == once


def test_a_baseline_in_json_says_what_the_history_says(tmp_path: Path) -> None:
    first = week(tmp_path / "a", 0)
    told = week(tmp_path / "a", 1)
    path = tmp_path / "audit.json"
    path.write_bytes(dump(first.result))
    named = week(tmp_path / "b", 1, baseline=str(path), history=False, keep=False)
    assert (changes(named), endings(named)) == (changes(told), endings(told))
    assert [audit.as_of for audit in named.story.trend] == [WEEKS[0]]
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize("value", ["2026-03-02", "02.03.2026", "file", "name"])
def test_a_baseline_may_be_a_day_or_a_file_of_the_history(tmp_path: Path, value: str) -> None:
    week(tmp_path, 0)
    (path,) = (tmp_path / FOLDER).iterdir()
    week(tmp_path, 1)
    given = {"file": str(path), "name": path.name}.get(value, value)
    third = week(tmp_path, 2, baseline=given)
    assert third.story.comparison
    assert third.story.comparison.past.as_of == WEEKS[0]
    assert third.story.comparison.count(Change.RETURNED) == 0
    assert third.story.comparison.count(Ending.FIXED) == 0


def test_what_cannot_be_compared_with_is_told(tmp_path: Path) -> None:
    done = week(tmp_path, 1)
    path = tmp_path / "audit.json"

    def said(content: bytes | None, baseline: str = str(path)) -> str:
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(BaselineError) as caught:
            week(tmp_path, 1, baseline=baseline)
        return str(caught.value)

    assert "нет файла прежнего аудита" in said(None)
    assert "аудит другой компании, «Чужая»" in said(dump(replace(done.result, company="Чужая")))
    assert "он позже нынешнего (09.03.2026)" in said(dump(replace(done.result, as_of=date(2026, 4, 1))))
    assert "Это не результат аудита" in said(b"{}")
    assert "повреждён" in said(b"\x1f\x8b")
    assert "Результат аудита другой версии" in said(b'{"schema": "reglament/audit-result/9"}')
    assert "в истории нет аудита на 01.03.2026: она пуста" in said(None, "2026-03-01")
    assert "аудит на 16.03.2026 — позже проверяемого дня (09.03.2026)" in said(None, "16.03.2026")
    assert "аудит на 09.03.2026 — этого же дня" in said(None, "2026-03-09")
    with pytest.raises(BaselineError, match=r"с ключом --no-history аудит на 02\.03\.2026 не ищется"):
        week(tmp_path, 1, baseline="2026-03-02", history=False, keep=False)
    path.write_bytes(dump(done.result))
    same = week(tmp_path, 1, baseline=str(path))
    assert same.story.comparison is None
    assert same.remarks == ("audit.json — этот же аудит, сравнивать не с чем",)


def test_an_audit_of_a_day_before_the_history_says_that_it_stands_alone(tmp_path: Path) -> None:
    week(tmp_path, 1)
    alone = "сравнить не с чем: в истории нет аудита раньше 02.03.2026, самый ранний — на 09.03.2026"
    assert week(tmp_path, 0).remarks == (alone,)
    assert week(tmp_path, 0, history=False, keep=False).remarks == ()


def test_a_report_with_codes_is_a_baseline_as_far_as_it_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "audit.json"
    path.write_bytes(dump(week(tmp_path, 0, pseudonymise=True).result))
    same = week(tmp_path, 0, baseline=str(path))
    assert (set(changes(same).values()), endings(same), same.remarks) == ({"persisting"}, {}, ())
    told = week(tmp_path, 1, baseline=str(path))
    assert changes(told) == SECOND
    # Анна was one of those who share a line, and now she breaks nothing: nobody can tell that it was her.
    lost = {place: ending for place, ending in endings(told).items() if place not in ENDED}
    assert list(lost.values()) == ["departed"]
    assert endings(told).items() - lost.items() == ENDED.items() - {(("n-leads", ANNA + FEBRUARY), "fixed")}
    (remark,) = told.remarks
    assert remark.startswith("audit.json — аудит с псевдонимами: 1\u00a0нарушение в нём не узнать")


def test_without_history_nothing_is_read_or_written(tmp_path: Path) -> None:
    week(tmp_path, 0)
    before = {path: path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file()}
    done = week(tmp_path, 1, history=False, keep=False)
    assert done.story.comparison is None
    assert {path: path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file()} == before


def test_a_folder_that_refuses_does_not_cost_the_audit(tmp_path: Path) -> None:
    (tmp_path / "history").write_bytes(b"")
    done = week(tmp_path, 0)
    assert done.result.verdicts
    assert [remark.split(":")[0].split(" /")[0] for remark in done.remarks][-1].startswith(
        "аудит не оставлен в истории"
    )


def test_a_report_with_codes_tells_the_same_story(tmp_path: Path) -> None:
    week(tmp_path, 0)
    plain = week(tmp_path, 1)
    coded = week(tmp_path, 1, pseudonymise=True)
    assert sorted(changes(coded).values()) == sorted(changes(plain).values())
    assert sorted(endings(coded).values()) == sorted(endings(plain).values())
    assert "Белова" not in repr((coded.result, coded.story))
    assert ANNA not in repr((coded.result, coded.story))
