"""Property histories: no header, rows of any length."""

from __future__ import annotations

from pathlib import Path

from audit.ingest.text.csvfile import read_csv
from audit.ingest.text.encoding import Recoded
from audit.ingest.text.plain import read_text_file

TEXT = (
    '"7","dealstage","appointment","2026-01-05 10:00","won","2026-02-01 09:30"\n'
    '"7","amount","100","1767607200000"\n'
    '"8","dealstage","a, b","2026-01-06 10:00","c","2026-01-07 10:00","d","2026-01-08 10:00"\n'
    '"8","amount","5"\n'
    "\n"
    '"9","amount","",2026-01-09 10:00\n'
    '"9","dealstage","x","2026-01-06 10:00"\n'
    '"9","owner","x","2026-01-06 10:00","y","2026-01-06 11:00"\n'
    '"10","owner","x","2026-01-06 10:00"\n'
    '"10","pipeline","x","2026-01-06 10:00"\n'
    '"10","dealname","x","2026-01-06 10:00"\n'
)


def test_every_change_is_a_record_with_the_row_of_the_file() -> None:
    sheet = read_csv(Recoded(TEXT.encode(), "UTF-8"), "f.csv")
    assert sheet.headers == ("dealId", "property", "value", "timestamp")
    assert list(zip(*(column.to_pylist() for column in sheet.table.columns), strict=True)) == [
        (1, "7", "dealstage", "appointment", "2026-01-05 10:00"),
        (1, "7", "dealstage", "won", "2026-02-01 09:30"),
        (2, "7", "amount", "100", "2026-01-05T10:00:00+00:00"),
        (3, "8", "dealstage", "a, b", "2026-01-06 10:00"),
        (3, "8", "dealstage", "c", "2026-01-07 10:00"),
        (3, "8", "dealstage", "d", "2026-01-08 10:00"),
        (6, "9", "amount", "", "2026-01-09 10:00"),
        (7, "9", "dealstage", "x", "2026-01-06 10:00"),
        (8, "9", "owner", "x", "2026-01-06 10:00"),
        (8, "9", "owner", "y", "2026-01-06 11:00"),
        (9, "10", "owner", "x", "2026-01-06 10:00"),
        (10, "10", "pipeline", "x", "2026-01-06 10:00"),
        (11, "10", "dealname", "x", "2026-01-06 10:00"),
    ]
    assert sheet.rows_read == 11
    assert sheet.aside == {4: "строка истории не состоит из пар «значение, дата»", 5: "пустая строка"}
    assert sheet.source == "CSV, UTF-8, разделитель «,», история значений без шапки"


def test_a_history_is_not_left_to_the_database(tmp_path: Path) -> None:
    path = tmp_path / "history.csv"
    path.write_text(TEXT, encoding="utf-8")
    sheet = read_text_file(path, "history.csv")
    assert sheet.plain is None
    assert sheet.headers[0] == "dealId"


def test_a_table_with_dates_in_every_second_column_is_no_history() -> None:
    rows = "".join(f"{n},Насос,Новая,2026-01-0{n},Успех,2026-02-0{n}\n" for n in range(1, 9))
    sheet = read_csv(Recoded(f"ID,Название,Стадия,Дата,Итог,Закрыта\n{rows}".encode(), "UTF-8"), "f.csv")
    assert sheet.headers[0] == "ID"
    assert sheet.rows_read == 8
