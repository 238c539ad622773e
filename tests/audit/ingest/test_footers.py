"""Which rows below a header are no records: told alike by the short way and by the long one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from audit.ingest.sheet import CAPTION_ROW, FOOTER_ROW
from handbook.book import Handbook
from tests.audit.ingest.books import book
from tests.audit.ingest.given import Taken

HEADER = ("Компания", "ID", "Название сделки", "Воронка", "Стадия сделки", "Сумма", "Ответственный", "Дата создания")
REST = ("Насос", "Розница", "Новая", "100", "Ира Белова", "01.03.2026")


def _csv(folder: Path, rows: list[tuple[str, ...]]) -> Path:
    path = folder / "deals.csv"
    path.write_text("".join(";".join(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize("write", [_csv, lambda folder, rows: book(folder / "deals.xlsx", rows)], ids=["csv", "xlsx"])
@pytest.mark.parametrize("first", ["Total", "Всего", "Итого: ООО", "Итого", "*Звёздный*", "Исполнитель: ООО"])
def test_a_company_may_be_called_like_a_footer(
    handbook: Handbook, tmp_path: Path, first: str, write: Callable[[Path, list[tuple[str, ...]]], Path]
) -> None:
    rows = [HEADER, *(("Вега", str(number), *REST) for number in range(1, 20)), (first, "20", *REST)]
    taken = Taken(handbook, [write(tmp_path, rows)], None)
    assert taken.rows("SELECT deal_id, client_id FROM deals WHERE client_id <> 'Вега'") == [("20", first)]
    assert taken.given.accounts[0].set_aside == ()


@pytest.mark.parametrize("write", [_csv, lambda folder, rows: book(folder / "deals.xlsx", rows)], ids=["csv", "xlsx"])
@pytest.mark.parametrize(
    ("foot", "reason"),
    [
        (("Итого", "19", "", "", "", "1 900,00"), FOOTER_ROW),
        (("Всего", "19", "19", "5", "7,5 %", "1900", "12:30"), FOOTER_ROW),
        (("Составил: Печников П.И.", "", "Пермь"), FOOTER_ROW),
        (("Отчёт подготовил: Печников П.И.",), FOOTER_ROW),
        (("* суммы с НДС",), FOOTER_ROW),
        (("Дровосеков Глеб",), CAPTION_ROW),
        (("Январь 2026",), CAPTION_ROW),
        (("Розница",), CAPTION_ROW),
    ],
)
def test_totals_signatures_and_captions_are_no_deals(
    handbook: Handbook,
    tmp_path: Path,
    foot: tuple[str, ...],
    reason: str,
    write: Callable[[Path, list[tuple[str, ...]]], Path],
) -> None:
    whole = (*foot, *[""] * (len(HEADER) - len(foot)))
    rows = [HEADER, *(("Вега", str(number), *REST) for number in range(1, 20)), whole, ("Вега", "20", *REST)]
    taken = Taken(handbook, [write(tmp_path, rows)], None)
    assert taken.rows("SELECT count(*) FROM deals") == [(20,)]
    assert [(group.reason, group.rows) for group in taken.given.accounts[0].set_aside] == [(reason, (21,))]


@pytest.mark.parametrize("caption", ["Дровосеков Глеб", "Smirnov", "* суммы с НДС"])
def test_a_caption_in_the_column_of_the_number_is_no_deal(handbook: Handbook, tmp_path: Path, caption: str) -> None:
    header = ("ID", "Название сделки", "Воронка", "Стадия сделки", "Сумма", "Ответственный", "Дата создания")
    rows = [header, *((str(number), *REST) for number in range(1, 20)), (caption, *[""] * 6), ("20", *REST)]
    taken = Taken(handbook, [_csv(tmp_path, rows)], None)
    assert taken.rows("SELECT count(*) FROM deals") == [(20,)]
    assert [group.rows for group in taken.given.accounts[0].set_aside] == [(21,)]


def test_a_number_alone_is_a_deal_with_blanks(handbook: Handbook, tmp_path: Path) -> None:
    header = ("ID", "Название сделки", "Воронка", "Стадия сделки", "Сумма", "Ответственный", "Дата создания")
    rows = [header, *((str(number), *REST) for number in range(1, 20)), ("D-20", *[""] * 6)]
    taken = Taken(handbook, [_csv(tmp_path, rows)], None)
    assert taken.rows("SELECT deal_id, title FROM deals WHERE title IS NULL") == [("D-20", None)]
