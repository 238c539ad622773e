"""Columns offered for what their values are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from audit.doctor import diagnose
from handbook.book import Handbook
from handbook.diagnosis import Choice, Diagnosis
from tests.audit.ingest.given import company

#: A list of deals whose titles say little.
LIST = """Договор;Состояние;Ведёт;Старт;Финиш;Смета
Д-1;Новая;Ира Белова;05.03.2026;;45 000,00
Д-2;Отказ;Ира Белова;01.02.2026;20.02.2026;145 000,00
Д-3;В работе;Ира Белова;11.02.2026;;545 000,00
"""
KNOWN = """ID;Стадия;Кто тут;Создана;Слив;Смета
1;Новая;Ира Белова;05.03.2026;;45 000,00
2;Отказ;Ира Белова;01.02.2026;дорого;145 000,00
3;В работе;Ира Белова;11.02.2026;;545 000,00
"""


@pytest.fixture
def book(tmp_path: Path) -> Handbook:
    return replace(company(tmp_path), profiles={})


def diagnosed(book: Handbook, tmp_path: Path, text: str) -> Diagnosis:
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")
    return diagnose(book, [tmp_path / "list.csv"])


def test_a_table_nobody_knows_is_offered_as_deals(book: Handbook, tmp_path: Path) -> None:
    (sheet,) = diagnosed(book, tmp_path, LIST).sheets
    titles = {column.position: column.title for column in sheet.columns}
    best = {column.name: titles[column.places[0][0]] for column in sheet.deals if column.places}
    wanted = {"deal_id": "Договор", "owner": "Ведёт", "created_at": "Старт", "closed_at": "Финиш", "amount": "Смета"}
    assert {name: best[name] for name in wanted} == wanted
    assert {place for column in sheet.deals if column.name == "amount" for place, _ in column.places} == {6}


def test_values_tell_what_titles_do_not(book: Handbook, tmp_path: Path) -> None:
    found = diagnosed(book, tmp_path, KNOWN)
    choices = {column.title: column.choices[:1] for column in found.sheets[0].columns if column.choices}
    assert choices["Кто тут"] == (Choice("owner", "Ответственный", 0.65),)
    assert choices["Слив"] == (Choice("refusal_reason", "Причина отказа", 0.65),)
    assert choices["Смета"] == (Choice("amount", "Сумма", 0.65),)


def test_where_deals_are_known_no_other_file_is_offered(book: Handbook, tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text(KNOWN, encoding="utf-8")
    (tmp_path / "list.csv").write_text(LIST.replace("Договор", "Бланк"), encoding="utf-8")
    sheets = diagnose(book, [tmp_path / "deals.csv", tmp_path / "list.csv"]).sheets
    assert [sheet.deals for sheet in sheets] == [(), ()]


def test_a_column_in_which_nothing_can_be_read_is_blind(book: Handbook, tmp_path: Path) -> None:
    text = KNOWN.replace("05.03.2026", "вчера").replace("01.02.2026", "давно").replace("11.02.2026", "потом")
    found = diagnosed(book, tmp_path, text)
    assert [column.title for column in found.sheets[0].columns if column.blind] == ["Создана"]
    assert found.unfit == "в столбце «Создана» файла list.csv не прочиталось ни одно значение"
