import io
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from audit.ingest import parquetfile
from audit.ingest.error import IngestError
from audit.ingest.files import open_exports
from audit.ingest.parquetfile import read_parquet


def text(kind: pa.DataType, values: list[Any]) -> list[str | None]:
    buffer = io.BytesIO()
    pq.write_table(pa.table({"a": pa.array(values, kind)}), buffer)
    return list(read_parquet(buffer.getvalue(), "a.parquet").cells().to_pydict()["c0"])


@pytest.mark.parametrize(
    ("kind", "values", "texts"),
    [
        (pa.int64(), [1234567890123456789, None, -7], ["1234567890123456789", None, "-7"]),
        (pa.uint64(), [18446744073709551615], ["18446744073709551615"]),
        (pa.string(), ["007", "", "Ёлка"], ["007", "", "Ёлка"]),
        (pa.dictionary(pa.int8(), pa.string()), ["а", "б", "а"], ["а", "б", "а"]),
        (pa.decimal128(18, 4), [Decimal("1250.5000"), Decimal("-0.0001"), Decimal(100)], ["1250.5", "-0.0001", "100"]),
        (pa.float64(), [1103.0, 0.1, 1.5e-7, -0.5], ["1103", "0.1", "0.00000015", "-0.5"]),
        (pa.float64(), [2.0**53, 2.0**53 + 2], ["9007199254740992", "9.0071992547409940e+15"]),
        (pa.float64(), [float("nan"), float("inf"), float("-inf")], ["nan", "inf", "-inf"]),
        (pa.bool_(), [True, False], ["true", "false"]),
        (pa.date32(), [date(2026, 1, 31)], ["2026-01-31"]),
        (pa.timestamp("us"), [datetime.fromisoformat("2026-01-31 12:05:07.5")], ["2026-01-31 12:05:07.500000"]),
        (pa.timestamp("ms", "UTC"), [datetime(2026, 1, 31, 12, tzinfo=UTC)], ["2026-01-31T12:00:00+00:00"]),
        (pa.time32("s"), [time(9, 5)], ["09:05:00"]),
        (pa.duration("s"), [timedelta(hours=30, seconds=7), timedelta(seconds=-5)], ["30:00:07", "-0:00:05"]),
        (pa.binary(), ["Ёлка".encode(), b"\xff\x00"], ["Ёлка", "ff00"]),
        (pa.list_(pa.int64()), [[1, 2], None], ["[1, 2]", None]),
        (
            pa.struct({"id": pa.int64(), "sum": pa.decimal128(9, 2)}),
            [{"id": 1, "sum": Decimal(5)}],
            ['{"id": 1, "sum": "5"}'],
        ),
        (pa.null(), [None], [None]),
    ],
    ids=str,
)
def test_every_type_comes_out_exactly(kind: pa.DataType, values: list[Any], texts: list[str | None]) -> None:
    assert text(kind, values) == texts


def test_a_file_is_known_by_its_content_and_read_group_by_group(tmp_path: Path) -> None:
    path = tmp_path / "deals"
    pq.write_table(pa.table({"ID": range(5), " Имя ": list("абвгд")}), path, row_group_size=2)
    (sheet,) = open_exports([path]).sheets
    assert (sheet.file, sheet.source, sheet.headers, sheet.rows_read) == ("deals", "Parquet", ("ID", "Имя"), 5)
    assert sheet.cells().to_pydict() == {"row": [2, 3, 4, 5, 6], "c0": list("01234"), "c1": list("абвгд")}


def test_a_table_without_rows_says_so() -> None:
    buffer = io.BytesIO()
    pq.write_table(pa.table({"ID": pa.array([], pa.int64())}), buffer)
    assert read_parquet(buffer.getvalue(), "a").blank == "таблица без строк"


def test_torn_and_huge_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"ID": range(1_000)}), path)
    monkeypatch.setattr(parquetfile, "MAX_UNPACKED", 1_000)
    assert _code(path) == "too-big"
    path.write_bytes(path.read_bytes()[:500])
    assert _code(path) == "broken-parquet"


def _code(path: Path) -> str:
    with pytest.raises(IngestError) as caught:
        open_exports([path])
    return caught.value.findings[0].code


def test_strings_that_are_no_utf8_are_read_as_windows_writes_them() -> None:
    raw = pa.array(["Новая".encode("cp1251"), "Торг".encode(), None, b"\x98"], pa.binary())
    table = pa.table({"stage": pa.Array.from_buffers(pa.string(), len(raw), raw.buffers())})
    stream = io.BytesIO()
    pq.write_table(table, stream)
    assert read_parquet(stream.getvalue(), "f").cells()["c0"].to_pylist() == ["Новая", "Торг", None, "\ufffd"]


def test_no_number_is_a_blank_among_numbers_of_records_and_unread_among_sums() -> None:
    table = pa.table({"deal_id": [float("nan"), 7.0, None], "amount": [float("nan"), 1.5, None]})
    stream = io.BytesIO()
    pq.write_table(table, stream)
    cells = read_parquet(stream.getvalue(), "f").cells()
    assert (cells["c0"].to_pylist(), cells["c1"].to_pylist()) == ([None, "7", None], ["nan", "1.5", None])
