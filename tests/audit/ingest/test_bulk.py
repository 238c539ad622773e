"""The short way into the database and the long one give the same tables, accounts and remarks."""

from __future__ import annotations

import gc
import random
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from audit.database import connect
from audit.ingest import bulk
from audit.ingest.bulk import load
from audit.ingest.error import IngestError
from audit.ingest.ingest import ingest
from audit.ingest.staged import Loaded
from audit.ingest.text import plain, utf8copy
from audit.sample import SAMPLE_EXPORT
from handbook.book import Handbook
from handbook.tables import TABLE, TABLES
from tests.audit.ingest.given import HEADER
from tests.sample import sample_book
from tests.volume import volume

ROW = '"{}";"{}";"Розница";"{}";"{}";"{}";"{}";"{}";\n'

#: What stands in cells of real exports besides what should.
TITLES = (
    "Поставка",
    " Поставка",
    "Поставка\u00a0",
    "тест",
    "Итого",
    "=1+1",
    "",
    "\u200bДа",
    "«Ромашка»",
    "a;b",
    'Ст. ""Х""',
)
STAGES = ("Новая", " новая", "В работе", "Успех", "Отказ", "Неведомая", "")
AMOUNTS = ("100", "1 000,50", "1\u00a0000.5", "-5", "сто", "", "1e3", "99999999999999999", " 7", "€ 3.500,00")
OWNERS = ("Ира Белова", " Белова Ирина Сергеевна", "Чужой", "", "Чернышёв Павел Евгеньевич ")
MOMENTS = (
    *("01.03.2026 10:00:00", "2026-03-01 10:00:00", "2026-03-01T10:00", "2026-03-01", "2026-03-01 10:00+05"),
    *("2026-03-01T10:00:00Z", "31.02.2026", "", "0001-01-01 00:00:00", "2026-03-01 10:00:00.5", " 2026-03-02 11:00:00"),
    *("infinity", "вчера", "2026-13-01 10:00:00", "46082"),
)


def messy(seed: int) -> str:
    """A list of deals with every trap, mostly plain rows for even seeds."""
    dice = random.Random(seed)  # noqa: S311 - reproducible exports
    plain = seed % 2 == 0
    lines = [HEADER]
    for number in range(60):
        odd = dice.random() < (0.1 if plain else 0.6)
        identity = dice.choice([str(number), "7", "", " 8", "Итого", "\u00a09"]) if odd else str(number)
        cells = (
            identity,
            dice.choice(TITLES) if odd else "Поставка",
            dice.choice(STAGES) if odd else "Новая",
            dice.choice(AMOUNTS) if odd else "100",
            dice.choice(OWNERS) if odd else "Ира Белова",
            dice.choice(MOMENTS) if odd else "2026-03-01 10:00:00",
            dice.choice(TITLES),
        )
        lines.append(ROW.format(*cells))
    if seed % 5 == 0:
        lines.insert(
            dice.randrange(1, 60),
            dice.choice(["\n", ";;;;;;;\n", "Итого;;;100;;;\n", '"1";"две\nстроки";;;;;;\n', "1;2\n"]),
        )
    text = "".join(lines)
    return text if seed % 3 else text.rstrip("\n")


def told(handbook: Handbook, folder: Path) -> dict[str, Any]:
    """Everything an ingestion says."""
    con = connect()
    given = ingest(con, handbook, [folder])
    tables = {}
    for table in TABLES:
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        order = f"source_file, source_row, {'field,' if table.name == 'deal_fields' else ''} 1"
        question = f"SELECT {names}, source_file, source_row FROM {table.name} ORDER BY {order}"  # noqa: S608 - ours
        tables[table.name] = con.execute(question).fetchall()
    findings = [(item.code, item.message, item.places) for item in given.findings]
    return {
        "tables": tables,
        "present": given.present,
        "accounts": given.accounts,
        "findings": findings,
        "notes": given.notes,
    }


def both(monkeypatch: pytest.MonkeyPatch, handbook: Handbook, folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    short = told(handbook, folder)
    with monkeypatch.context() as patch:
        patch.setattr(plain, "plain_csv", lambda *_: None)
        return short, told(handbook, folder)


@pytest.mark.parametrize("seed", range(volume(40, 8)))
def test_messy_deals_are_read_alike(
    seed: int, handbook: Handbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "deals.csv").write_text(messy(seed), encoding="utf-8-sig" if seed % 4 == 0 else "utf-8", newline="")
    taken: list[bool] = []

    def spy(*given: Any, **named: Any) -> Loaded | None:  # noqa: ANN401 - stands in for the real one
        loaded = load(*given, **named)
        taken.append(loaded is not None)
        return loaded

    monkeypatch.setattr(bulk, "load", spy)
    short, long = both(monkeypatch, handbook, tmp_path)
    assert short == long
    assert taken == [seed % 2 == 0] or seed % 5 == 0


@pytest.mark.parametrize("late", ["31.03.2026 10:00", "2026-02-30 10:00:00", "2326-03-01 10:00:00", "2026-3-1 9:05:00"])
def test_a_date_of_another_kind_far_below_is_read_alike(
    late: str, handbook: Handbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first rows say that dates are all of one exact shape, and that is how the file is read first."""
    cells = ("Поставка", "Новая", "100", "Ира Белова")
    rows = [ROW.format(n, *cells, "2026-03-01 10:00:00", "") for n in range(2000)]
    rows.append(ROW.format(2000, *cells, late, ""))
    (tmp_path / "deals.csv").write_text("".join([HEADER, *rows]), encoding="utf-8", newline="")
    short, long = both(monkeypatch, handbook, tmp_path)
    assert short == long


USUAL_SUMS = ("3500", "3500.50", "3500,50", "3 500", "12,50")
LATE_SUMS: tuple[tuple[str, ...], ...] = (
    *(("€ 3.500,00", "3.500"), ("$1,000", "1,250"), ("12,500", "3,400"), ("USD 12,500",), ("1.250 €", "2.400 €")),
    *(("1,250",), ("0,250", "1,250"), ("12.500",), ("10%",)),
)


# A step that has no common divisor with the lengths meets every value of both at the desk, too.
@pytest.mark.parametrize(("usual", "late"), list(product(USUAL_SUMS, LATE_SUMS))[:: volume(1, 5)])
def test_sums_far_below_say_alike_what_parts_thousands(
    usual: str, late: tuple[str, ...], handbook: Handbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [ROW.format(n, "Поставка", "Новая", usual, "Ира Белова", "2026-03-01 10:00:00", "") for n in range(400)]
    for number, amount in enumerate(late, 400):
        rows.append(ROW.format(number, "Поставка", "Новая", amount, "Ира Белова", "2026-03-01 10:00:00", ""))
    (tmp_path / "deals.csv").write_text("".join([HEADER, *rows]), encoding="utf-8", newline="")
    short, long = both(monkeypatch, handbook, tmp_path)
    assert short == long


USUAL_DATES = ("2026-03-01 10:00:00", "2026-03-01 00:00:00", "01.03.2026 0:00:00", "01.03.2026")
LATE_DATES = ("2026-03-01T00:00:00+10:00", "03.13.2026", "02.03.2026 00:00", "2026-03-01 10:00:00", "1650000000")
ZONES = (None, "Asia/Vladivostok")


@pytest.mark.parametrize(("usual", "zone", "late"), list(product(USUAL_DATES, ZONES, LATE_DATES))[:: volume(1, 7)])
def test_dates_far_below_say_alike_what_the_column_holds(  # noqa: PLR0913, PLR0917 - a file and how it is read
    usual: str, zone: str | None, late: str, handbook: Handbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = handbook.profiles["own"]
    settings = profile.settings.model_copy(update={"timezone": zone})
    book = replace(handbook, profiles={"own": profile.model_copy(update={"settings": settings})})
    rows = [ROW.format(n, "Поставка", "Новая", "100", "Ира Белова", usual, "") for n in range(400)]
    rows.append(ROW.format(400, "Поставка", "Новая", "€ 5", "Ира Белова", usual, ""))
    rows.append(ROW.format(401, "Поставка", "Новая", "100", "Ира Белова", late, ""))
    (tmp_path / "deals.csv").write_text("".join([HEADER, *rows]), encoding="utf-8", newline="")
    short, long = both(monkeypatch, book, tmp_path)
    assert short == long


RUSSIAN = ("01.03.2026 10:00:00", "01.03.2026 9:05:00", "01.03.2026 10:00", "01.03.2026", "01.01.0001 0:00:00", "")
RUSSIAN_AMOUNTS = ("1250,50", "1 250,50", "1\u00a0250", "100", "-5,1", "", "1.250,50", "1e3", "12,3,4")
LINES_BETWEEN = (
    '"ID";"Название сделки";"Воронка";"Стадия сделки";"Сумма";"Ответственный";"Дата создания";"Компания";\n',
    '"Итого";"";"";"";"5";"";"";"";\n',
    '"Отобрано: 5";"";"";"";"5";"";"";"";\n',
    '"<...>";"";"";"";"";"";"";"";\n',
)


def russian(seed: int) -> str:
    """A list of deals as an old portal writes it: all alike for even seeds, with other shapes far below."""
    dice = random.Random(seed)  # noqa: S311 - reproducible exports
    lines = ["Сделки за март\n\n" if seed % 3 == 0 else "", HEADER]
    for number in range(900):
        odd = number > 300 and dice.random() < 0.05 * (seed % 4)
        amount = dice.choice(RUSSIAN_AMOUNTS) if odd else f"{number},50"
        moment = dice.choice(RUSSIAN) if odd else RUSSIAN[0]
        title = dice.choice([title for title in TITLES if "\u200b" not in title]) if odd else "Поставка"
        lines.append(ROW.format(number, title, "Новая", amount, "Ира Белова", moment, "Вега"))
        if odd and seed % 2:
            lines.append(dice.choice(LINES_BETWEEN))
    return "".join(lines)


# Four seeds have every step there is; four more are told apart by what is rolled.
@pytest.mark.parametrize(
    ("seed", "encoding"), list(product(range(volume(8, 4)), ("utf-8", "cp1251", "utf-16")))[:: volume(1, 2)]
)
def test_exports_of_old_portals_are_read_alike(
    encoding: str, seed: int, handbook: Handbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(utf8copy, "LEAST", 0)
    (tmp_path / "deals.csv").write_text(russian(seed), encoding=encoding, newline="")
    taken: list[bool] = []

    def spy(*given: Any, **named: Any) -> Loaded | None:  # noqa: ANN401 - stands in for the real one
        loaded = load(*given, **named)
        taken.append(loaded is not None)
        return loaded

    monkeypatch.setattr(bulk, "load", spy)
    short, long = both(monkeypatch, handbook, tmp_path)
    assert short == long
    assert taken == [True]


def test_a_copy_in_another_encoding_is_gone_with_its_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(utf8copy, "LEAST", 0)
    path = tmp_path / "deals.csv"
    path.write_text(russian(1), encoding="cp1251")
    sheet = plain.read_text_file(path, "deals.csv")
    assert sheet.plain is not None
    copy = sheet.plain.path
    assert copy.read_text(encoding="utf-8") == russian(1)
    assert sheet.source == "CSV, Windows-1251, разделитель «;»"
    del sheet
    gc.collect()
    assert not copy.exists()


@pytest.mark.parametrize("text", ["x" * (17 << 20), "a;b\n" + "1;2\n" * 5 + "3;" + "x" * (17 << 20)])
def test_a_line_without_end_is_refused_before_it_is_read(text: str, tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_text(text)
    with pytest.raises(IngestError) as caught:
        plain.read_text_file(path, "deals.csv").cells()
    assert caught.value.findings[0].code == "endless-record"


def test_the_sample_export_is_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    short, long = both(monkeypatch, sample_book(), SAMPLE_EXPORT)
    assert short == long


def test_columns_nobody_asks_about_are_not_read(handbook: Handbook, tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text(messy(2), encoding="utf-8")
    con, every = connect(), frozenset(column.name for column in TABLE["deals"].columns)
    given = ingest(con, handbook, [tmp_path], wanted={"deals": every - {"owner"}})
    columns = {row[0] for row in con.execute("DESCRIBE deals").fetchall()}
    assert "owner" not in columns
    assert "owner" in given.present["deals"]
