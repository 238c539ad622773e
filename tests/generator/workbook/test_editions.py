"""A limit changed in the book: from a later day it is another edition, without one an edit that is warned of."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from handbook.source.edit import Insert, Set, apply
from handbook.source.yaml12 import load
from tests.conftest import Company
from tests.generator.workbook.given import Edited, changed

KP = "regulations/processes/sell/prodat/podgotovit-kp.yaml"
PROCESS = "regulations/processes/sell/prodat/process.yaml"
#: A norm with limits from 2026-01-01 and 2026-07-01, and one with a limit and no day.
DATED, PLAIN = "n-dlitelnost", "n-kp"
MOST, LEAST, DAY = "Не более", "Не менее", "Действует с"
HEAD = "книга.xlsx, лист «Нормы», ячейка"


@pytest.fixture
def edited(company: Company) -> Edited:
    return Edited(company.root)


def put(edited: Edited, norm: str, **cells: str | None) -> None:
    for heading, text in cells.items():
        edited.set("Нормы", norm, {"most": MOST, "least": LEAST, "day": DAY}[heading], text)


class TestLaterDay:
    def test_it_adds_an_edition_and_leaves_the_earlier_ones(self, company: Company, edited: Edited) -> None:
        put(edited, DATED, most="25 d", day="01.01.2027")
        assert edited.told() == []
        assert changed(company.text(PROCESS), edited.made()[PROCESS]) == (
            [],
            ["      - {from: 2027-01-01, max: 25 d}"],
        )
        assert edited.shown()[0] == (
            f"+ норма {DATED}: новая редакция с 01.01.2027: не более 25 календарных дней  ({PROCESS})"
        )

    def test_a_limit_with_a_day_becomes_the_first_of_two(self, company: Company) -> None:
        company.replace(KP, "    max: 7 d", "    since: 2026-02-01\n    max: 7 d")
        edited = Edited(company.root)
        put(edited, PLAIN, most="5 d", day="2027-01-01")
        assert edited.told() == []
        assert changed(company.text(KP), edited.made()[KP]) == (
            ["    since: 2026-02-01", "    max: 7 d"],
            ["    limits:", "      - {from: 2026-02-01, max: 7 d}", "      - {from: 2027-01-01, max: 5 d}"],
        )

    def test_one_without_a_day_stays_without(self, company: Company, edited: Edited) -> None:
        put(edited, PLAIN, most="5 d", day="01.01.2027")
        made = edited.made()
        assert changed(company.text(KP), made[KP]) == (
            ["    max: 7 d"],
            ["    limits:", "      - {max: 7 d}", "      - {from: 2027-01-01, max: 5 d}"],
        )

    def test_the_bound_that_stays_goes_along(self, company: Company) -> None:
        both = "kind: open_deals\n    since: 2026-02-01\n    min: 8\n    max: 25"
        company.replace(KP, "kind: stage_age\n    stage: КП отправлено\n    max: 7 d", both)
        edited = Edited(company.root)
        put(edited, PLAIN, most="20", day="01.01.2027")
        assert load(edited.made()[KP])[0]["norms"][0]["limits"] == [
            {"from": date(2026, 2, 1), "min": 8, "max": 25},
            {"from": date(2027, 1, 1), "min": 8, "max": 20},
        ]
        assert "новая редакция с 01.01.2027: от 8 до 20" in edited.shown()[0]

    @pytest.mark.parametrize("most", ["30 d", "30 дней"])
    def test_without_another_limit_it_is_an_error(self, edited: Edited, most: str) -> None:
        put(edited, DATED, most=most, day="01.01.2027")
        (told,) = edited.outcome().findings
        assert str(told.places[0]) == f"{HEAD} G6"
        assert (told.places[1].file, told.places[1].line) == (PROCESS, 35)
        assert "предел прежний" in told.message
        assert told.tip is not None
        assert "Впишите новый предел" in told.tip
        assert (edited.outcome().failed, edited.outcome().edits) == (True, {})

    def test_without_any_limit_too(self, edited: Edited) -> None:
        put(edited, DATED, most=None, day="01.01.2027")
        assert edited.told() == [f"{HEAD} G6: новая редакция с 01.01.2027 осталась без предела"]

    def test_a_mistake_in_the_limit_is_the_only_one_told(self, edited: Edited) -> None:
        put(edited, DATED, most="скоро", day="01.01.2027")
        (told,) = edited.told()
        assert told.startswith(f"{HEAD} F6: «скоро»")

    def test_what_the_check_finds_in_the_edition_is_told_at_its_cell(self, edited: Edited) -> None:
        put(edited, DATED, most="25 %", day="01.01.2027")
        assert any(line.startswith(f"{HEAD} F6: единица предела") for line in edited.told())


class TestSameDay:
    @pytest.mark.parametrize(
        ("norm", "cell", "facts"),
        [
            (DATED, "F6", "факты с 01.07.2026, уже судимые по пределу «не более 30 d»"),
            (PLAIN, "F4", "все прежние факты, уже судимые по пределу «не более 7 d»"),
        ],
    )
    def test_the_limit_is_edited_with_a_warning(self, edited: Edited, norm: str, cell: str, facts: str) -> None:
        put(edited, norm, most="5 d")
        assert edited.told() == [f"{HEAD} {cell}: {facts}, будут судиться по новому"]
        (warning,) = edited.outcome().findings
        assert warning.tip is not None
        assert "впишите её в «Действует с»" in warning.tip
        assert len(edited.outcome().changes) == 1
        assert not edited.outcome().failed

    def test_another_spelling_is_no_other_limit(self, edited: Edited) -> None:
        put(edited, PLAIN, most="7 дней")
        assert edited.told() == []
        assert len(edited.outcome().changes) == 1


class TestEarlierDay:
    def test_it_edits_the_day_of_the_edition_shown(self, company: Company, edited: Edited) -> None:
        put(edited, DATED, day="02.01.2026")
        assert edited.told() == []
        assert changed(company.text(PROCESS), edited.made()[PROCESS]) == (
            ["      - {from: 2026-07-01, max: 30 d}"],
            ["      - {from: 2026-01-02, max: 30 d}"],
        )

    def test_with_another_limit_both_are_edited_and_warned_of(self, edited: Edited) -> None:
        put(edited, DATED, most="25 d", day="01.06.2026")
        assert [line.partition(": ")[0] for line in edited.told()] == [f"{HEAD} F6"]
        assert "- {from: 2026-06-01, max: 25 d}" in edited.made()[PROCESS]

    @pytest.mark.parametrize("day", ["01.01.2026", "2025-12-31", None])
    def test_it_comes_behind_the_edition_before(self, edited: Edited, day: str | None) -> None:
        put(edited, DATED, day=day)
        assert edited.told() == [f"{HEAD} G6: предыдущая редакция действует с 01.01.2026: эта должна начаться позже"]

    def test_a_single_limit_may_begin_whenever(self, company: Company) -> None:
        company.replace(KP, "    max: 7 d", "    since: 2026-02-01\n    max: 7 d")
        edited = Edited(company.root)
        put(edited, PLAIN, day="2020-01-01")
        assert "    since: 2020-01-01\n    max: 7 d" in edited.made()[KP]
        put(edited, PLAIN, day=None)
        assert "since" not in edited.made()[KP]


def test_the_first_day_of_a_limit_without_one_is_warned_of(edited: Edited) -> None:
    put(edited, PLAIN, day="01.01.2027")
    (told,) = edited.told()
    assert told.startswith(f"{HEAD} G4: факты до 01.01.2027 норма судить перестанет")


class TestBothSides:
    def test_a_limit_of_an_edition_no_longer_shown_is_not_written(self, edited: Edited) -> None:
        now = self.later(edited, Insert(("norms", 0, "limits"), {"from": date(2026, 10, 1), "max": "30 d"}))
        put(edited, DATED, most="25 d")
        outcome = edited.outcome(now)
        assert (outcome.changes, outcome.edits) == ([], {})
        (told,) = outcome.findings
        assert (told.code, str(told.places[0])) == ("workbook-conflict", f"{HEAD} F6")
        assert "предел нормы тем временем изменили в описании" in told.message

    def test_nor_is_one_whose_day_was_changed_on_both_sides(self, edited: Edited) -> None:
        now = self.later(edited, Set(("norms", 0, "limits", 1, "from"), date(2026, 8, 1)))
        put(edited, DATED, most="25 d", day="01.01.2027")
        outcome = edited.outcome(now)
        assert (outcome.edits, {finding.code for finding in outcome.findings}) == ({}, {"workbook-conflict"})

    def test_a_book_taken_twice_changes_nothing_more(self, edited: Edited) -> None:
        put(edited, DATED, most="25 d", day="01.01.2027")
        now = self.later(edited, Insert(("norms", 0, "limits"), {"from": date(2027, 1, 1), "max": "25 d"}))
        assert (edited.outcome(now).changes, edited.outcome(now).findings) == ([], [])

    @staticmethod
    def later(edited: Edited, *edits: Set | Insert) -> dict[str, object]:
        """The sources as somebody has changed them since the export."""
        source = edited.sources[PROCESS]
        text = apply(source.text, edits)
        return dict(edited.sources) | {PROCESS: dataclasses.replace(source, text=text, data=load(text)[0])}
