"""The import doctor: what it recognises, how surely, what it asks about, and what it proposes to write down."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from audit.doctor import diagnose
from audit.doctor.stages import stage_looks
from audit.ingest.places import MetStage
from audit.ingest.stages import StagePlace
from audit.sample import SAMPLE_CANNOT_PROVE
from handbook.book import Handbook
from handbook.diagnosis import Choice, Diagnosis, SourceDraft
from handbook.model.profile import Profile
from handbook.result import Status
from tests.audit.ingest.given import HEADER, company
from tests.sample import sample_book

SAMPLE = Path(__file__).parents[3]
BITRIX = HEADER + (
    '"1";"Насос";"Розница";"Новая";"100";"Ира Белова";"02.03.2026 10:00:00";"Ромашка";\n'
    '"2";"Кран";"Розница";"На паузе";"сто";"Ира Белова";"32.03.2026";"Лютик";\n'
)


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    return replace(company(tmp_path), profiles={})


def diagnosed(book: Handbook, tmp_path: Path, **files: str) -> Diagnosis:
    paths = []
    for name, text in files.items():
        paths.append(tmp_path / f"{name}.csv")
        paths[-1].write_text(text, encoding="utf-8")
    return diagnose(book, paths)


def test_a_known_export_is_told_column_by_column(book: Handbook, tmp_path: Path) -> None:
    found = diagnosed(book, tmp_path, deals=BITRIX)
    (sheet,) = found.sheets
    assert (found.profile, found.own, found.preset) == ("bitrix24", False, "bitrix24")
    assert (sheet.file, sheet.source, sheet.header_row, sheet.rows) == (
        "deals.csv",
        "CSV, UTF-8, разделитель «;»",
        1,
        2,
    )
    assert sheet.tables == (("deals", "Сделки"),)
    assert sheet.share == 1.0
    amount = sheet.columns[4]
    assert (amount.title, amount.position, amount.examples, amount.filled, amount.unread) == (
        *("Сумма", 5, ("100", "сто"), (2, 2)),
        (1, (3,)),
    )
    assert amount.used == (Choice("amount", "Сумма", 1.0),)
    assert [stage.used for stage in found.stages] == [None, Choice("Новая", "Новая", 1.0, "Розница")]
    assert not found.complete
    assert found.result is not None


def test_a_column_with_a_strange_title_is_read_by_its_meaning_and_drafted(book: Handbook, tmp_path: Path) -> None:
    text = BITRIX.replace('"Ответственный"', '"Кто ведёт: менеджер"').replace("На паузе", "Новая")
    found = diagnosed(book, tmp_path, deals=text.replace('"Компания"', '"Компания-клиент"'))
    (sheet,) = found.sheets
    owner, client = sheet.columns[5], sheet.columns[7]
    assert owner.used == (Choice("owner", "Ответственный", 0.85),)
    assert client.used == ()
    assert [choice.name for choice in client.choices] == ["client_id"]
    assert sheet.draft == SourceDraft(
        "deals",
        (("ID",), ("Название сделки",), ("Стадия сделки",)),
        {"owner": "Кто ведёт: менеджер"},
        adds=True,
    )
    assert [(column.title, sheet.file) for sheet, column in found.doubtful_columns] == [
        ("Компания-клиент", "deals.csv")
    ]


def test_what_the_draft_adds_makes_the_second_look_complete(book: Handbook, tmp_path: Path) -> None:
    text = BITRIX.replace('"Ответственный"', '"Кто ведёт: менеджер"').replace("На паузе", "Новая")
    draft = diagnosed(book, tmp_path, deals=text).sheets[0].draft
    assert draft is not None
    own = {
        "id": "own",
        "title": "Свой",
        "preset": "bitrix24",
        "sources": [{"table": draft.table, "recognise": draft.recognise, "columns": draft.columns}],
    }
    second = diagnosed(replace(book, profiles={"own": Profile.model_validate(own)}), tmp_path, deals=text)
    assert (second.profile, second.own, second.preset) == ("own", True, "bitrix24")
    assert second.complete
    assert second.sheets[0].columns[5].used == (Choice("owner", "Ответственный", 1.0),)


def test_a_table_nobody_knows_is_told_what_it_may_be(book: Handbook, tmp_path: Path) -> None:
    found = diagnosed(book, tmp_path, prices="product,series,sales_price\nGTX Basic,GTX,550\n", deals=BITRIX)
    prices = next(sheet for sheet in found.sheets if sheet.file == "prices.csv")
    assert (prices.tables, prices.profile, prices.share) == ((), None, 0.0)


def test_an_export_without_deals_is_looked_at_all_the_same(book: Handbook, tmp_path: Path) -> None:
    found = diagnosed(book, tmp_path, plan="Сотрудник;Месяц;План\nИра Белова;03.2026;100\n")
    assert found.result is None
    assert [finding.code for finding in found.findings if finding.code == "no-deals"] == ["no-deals"]
    assert found.sheets[0].tables == (("plan", "План"),)


def test_a_blank_export_is_told_and_not_asked_about(book: Handbook, tmp_path: Path) -> None:
    found = diagnosed(book, tmp_path, deals=BITRIX, leads="Список лидов пуст!")
    blank = next(sheet for sheet in found.sheets if sheet.file == "leads.csv")
    assert (blank.rows, blank.columns) == (0, ())


def test_the_sample_export_proves_every_norm_it_can_and_leaves_no_doubt() -> None:
    found = diagnose(sample_book(), [SAMPLE / "audit/sample/data"])
    assert found.complete
    assert found.result is not None
    unproved = {verdict.norm_id for verdict in found.result.by_status(Status.NOT_CHECKED)}
    assert unproved == set(SAMPLE_CANNOT_PROVE)


@pytest.mark.parametrize(
    ("stage", "best"),
    [
        ("C2:WON", Choice("Успех", "Успех", 0.85, "Розница")),
        ("142", Choice("Успех", "Успех", 0.85, "Розница")),
        ("Закрыто и не реализовано", Choice("Отказ", "Отказ", 0.85, "Розница")),
        ("В работу", Choice("В работе", "В работе", 0.88, "Розница")),
        ("C2:NEW", Choice("Новая", "Новая", 0.6, "Розница")),
        ("Что-то своё", None),
    ],
)
def test_a_strange_stage_is_offered_the_likeliest_ones(book: Handbook, stage: str, best: Choice | None) -> None:
    met = MetStage("Розница", stage, 3, StagePlace("Розница", stage, None))
    (look,) = stage_looks(book, Profile(id="x", title="х"), [met])
    assert look.used is None
    assert (look.choices[0] if look.choices else None) == best


def test_a_stage_of_several_funnels_names_its_funnel(book: Handbook) -> None:
    met = MetStage(None, "Новая", 3, StagePlace(None, "Новая", None))
    (look,) = stage_looks(book, Profile(id="x", title="х"), [met])
    assert look.choices == (Choice("Новая", "Новая", 0.9, "Опт"), Choice("Новая", "Новая", 0.9, "Розница"))
