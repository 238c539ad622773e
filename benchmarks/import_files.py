"""Makes the exports the import is timed on: a list of deals as Bitrix24 writes it, the same bytes for the same seed.

``python -m benchmarks.import_files FOLDER [--rows N] [--book-rows N]`` writes ``deals.csv`` (cp1251, «;», every cell
quoted, a «;» after the last one, decimal commas, дд.мм.гггг), its clean twin ``twin.csv`` (UTF-8, ISO dates, decimal
points) and ``deals.xlsx`` (texts, real numbers and real dates).
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.exports import SEED, TYPICAL
from benchmarks.people import AS_OF, FIRST_DAY, staff

ROWS, BOOK_ROWS = 1_000_000, 200_000
CSV_FILE, TWIN_FILE, BOOK_FILE = "deals.csv", "twin.csv", "deals.xlsx"
#: The company has the managers of so many deals, whatever the size of the files.
COMPANY_OF = 20_000
TITLES = (
    "ID",
    "Название сделки",
    "Воронка",
    "Стадия сделки",
    "Сумма",
    "Валюта",
    "Ответственный",
    "Дата создания",
    "Дата изменения стадии",
    "Предполагаемая дата закрытия",
    "Компания",
    "Источник",
    "Сделка закрыта",
    "Комментарий",
)
_SOURCES = ("Веб-сайт", "Звонок", "Выставка", "Рекомендация", "Почта", "")
_REMARKS = ("", "", "", "перезвонить после обеда", "ждут смету; согласуют", "просили «как в прошлый раз»")
_DAY, _MOMENT = "%d.%m.%Y", "%d.%m.%Y %H:%M:%S"


class Deal(NamedTuple):
    """One record, its cells in the order of the titles."""

    number: str
    title: str
    pipeline: str
    stage: str
    amount: float
    currency: str
    owner: str
    created: datetime
    moved: datetime
    planned: datetime
    company: str
    source: str
    closed: str
    remark: str


def deals(rows: int, seed: int = SEED) -> Iterator[Deal]:
    """Records of an export, one after another, so that any number of them takes no memory."""
    dice = random.Random(seed)  # noqa: S311 - an export, no secret
    managers, _ = staff(COMPANY_OF)
    start = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day)  # noqa: DTZ001 - exports tell no zone
    span = (AS_OF - FIRST_DAY).days * 86_400
    for number in range(1, rows + 1):
        # One draw of many bits is far quicker than a dozen of few.
        drawn = dice.getrandbits(96)
        at, drawn = drawn % span, drawn // span
        stage, drawn = TYPICAL[drawn % 7], drawn // 7
        owner, drawn = managers[drawn % len(managers)], drawn // len(managers)
        kopecks, drawn = drawn % 90_000_000, drawn // 90_000_000
        source, drawn = _SOURCES[drawn % 6], drawn // 6
        remark, drawn = _REMARKS[drawn % 6], drawn // 6
        created = start + timedelta(seconds=at)
        moved = created + timedelta(seconds=drawn % 5_000_000)
        planned = (created + timedelta(days=30)).replace(hour=0, minute=0, second=0)
        company = f"ООО «Ромашка-{number % 9973}»"
        closed = "Да" if stage in {"Успешно", "Отказ"} else "Нет"
        title = f"Сделка №{number}, поставка"
        ruble = "Российский рубль"
        yield Deal(
            *(str(number), title, "Типовые", stage, kopecks / 100, ruble, owner),
            *(created, moved, planned, company, source, closed, remark),
        )


def write_csv(folder: Path, rows: int) -> None:
    """Write the export as an old portal gives it, and its clean twin."""
    with (
        (folder / CSV_FILE).open("w", encoding="cp1251", newline="") as raw,
        (folder / TWIN_FILE).open("w", encoding="utf-8", newline="") as clean,
    ):
        raw.write("".join(f'"{title}";' for title in TITLES) + "\n")
        twin = csv.writer(clean, delimiter=";", lineterminator="\n")
        twin.writerow(TITLES)
        for deal in deals(rows):
            plain: list[Any] = [*deal]
            plain[4] = f"{deal.amount:.2f}"
            twin.writerow([*plain[:9], deal.planned.date(), *plain[10:]])
            plain[4] = plain[4].replace(".", ",")
            plain[7:10] = deal.created.strftime(_MOMENT), deal.moved.strftime(_MOMENT), deal.planned.strftime(_DAY)
            raw.write('"' + '";"'.join(plain) + '";\n')


def write_book(folder: Path, rows: int) -> None:
    """Write the export as a workbook, row by row, so that its size is bounded by the disk alone."""
    import xlsxwriter

    book = xlsxwriter.Workbook(folder / BOOK_FILE, {"constant_memory": True})
    # A workbook tells when it was made; the same bytes need the same moment.
    book.set_properties({"created": datetime(2026, 7, 1)})  # noqa: DTZ001 - a constant
    moment, day = book.add_format({"num_format": "dd.mm.yyyy hh:mm:ss"}), book.add_format({"num_format": "dd.mm.yyyy"})
    sheet = book.add_worksheet("Сделки")
    sheet.write_row(0, 0, TITLES)
    for number, deal in enumerate(deals(rows), 1):
        for place, value in enumerate(deal):
            if isinstance(value, datetime):
                sheet.write_datetime(number, place, value, day if value is deal.planned else moment)
            elif isinstance(value, float):
                sheet.write_number(number, place, value)
            elif value:
                sheet.write_string(number, place, value)
    book.close()


def main() -> None:
    """Write the files asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--rows", type=int, default=ROWS)
    options.add_argument("--book-rows", type=int, default=BOOK_ROWS)
    given = options.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    write_csv(given.folder, given.rows)
    write_book(given.folder, given.book_rows)


if __name__ == "__main__":
    main()
