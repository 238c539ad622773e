from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from audit.database import Connection, connect
from audit.ingest.convert import Zones, expression, ids, mend
from handbook.finding import Finding, Place
from handbook.tables import TABLE, Type

HERE = Zones("Asia/Yekaterinburg", "Asia/Yekaterinburg")
MOSCOW_FILE = Zones("Europe/Moscow", "Asia/Yekaterinburg")
COLUMNS = {
    Type.NUMBER: ("deals", "amount"),
    Type.DATE: ("deals", "planned_close"),
    Type.TIMESTAMP: ("deals", "created_at"),
    Type.FLAG: ("deals", "is_deleted"),
}


@pytest.fixture(scope="module")
def con() -> Iterator[Connection]:
    opened = connect()
    yield opened
    opened.close()


def at(*parts: int) -> datetime:
    year, month, day, *clock = parts
    hour, minute, second = (*clock, 0, 0, 0)[:3]
    return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - naive by design


def convert(  # noqa: PLR0913 - a column and how it is read
    con: Connection,
    kind: Type,
    texts: Iterable[str],
    *,
    zones: Zones = HERE,
    formats: tuple[str, ...] = (),
    column: tuple[str, str] | None = None,
) -> tuple[dict[str, Any], list[Finding]]:
    """Return the value of every text of a column, and the findings."""
    table, name = column or COLUMNS[kind]
    known = TABLE[table].column(name)
    assert known is not None
    con.execute(f"CREATE OR REPLACE TABLE given (source_row INTEGER, aside VARCHAR, {name}_text VARCHAR)")
    for row, text in enumerate(texts, 2):
        con.execute("INSERT INTO given VALUES (?, NULL, ?)", [row, text])
    value = expression(kind, f"{name}_text", formats, zones)
    sql = {Type.NUMBER: "DECIMAL(18,4)", Type.FLAG: "BOOLEAN", Type.DATE: "DATE"}.get(kind, "TIMESTAMP")
    con.execute(f'CREATE OR REPLACE TABLE staged AS SELECT *, CAST({value} AS {sql}) AS "{name}" FROM given')  # noqa: S608 - ours
    found = mend(con, "staged", known, Place("f.csv", field=name), zones, formats)
    rows = con.execute(f'SELECT {name}_text, "{name}" FROM staged ORDER BY source_row').fetchall()  # noqa: S608 - ours
    return dict(rows), found


def values(con: Connection, kind: Type, *texts: str, zones: Zones = HERE) -> list[Any]:
    """Return the values of a column, one of which at least is read."""
    return list(convert(con, kind, texts, zones=zones)[0].values())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("08.05.2021 03:59:51", at(2021, 5, 8, 3, 59, 51)),
        ("08.05.2021 03:59", at(2021, 5, 8, 3, 59)),
        ("08.05.2021", at(2021, 5, 8)),
        ("01.01.2021 1:05:00", at(2021, 1, 1, 1, 5)),
        ("1.2.2026 9:05", at(2026, 2, 1, 9, 5)),
        ("2021-05-08", at(2021, 5, 8)),
        ("2021-05-08 03:59", at(2021, 5, 8, 3, 59)),
        ("2021-05-08T03:59:51.123", at(2021, 5, 8, 3, 59, 51).replace(microsecond=123000)),
        ("2021-05-08T03:00:00+03:00", at(2021, 5, 8, 5)),
        ("2021-05-08T03:00:00+0300", at(2021, 5, 8, 5)),
        ("2021-05-08T03:00:00+03", at(2021, 5, 8, 5)),
        ("2021-05-08 03:00:00 +03:00", at(2021, 5, 8, 5)),
        ("2021-05-08T03:00-05:30", at(2021, 5, 8, 13, 30)),
        ("2023-03-31T09:15:00.000Z", at(2023, 3, 31, 14, 15)),
        ("2023-03-31T09:15:00.000+0000", at(2023, 3, 31, 14, 15)),
        ("2023-03-31t09:15:00z", at(2023, 3, 31, 14, 15)),
        ("2023-03-31 09:15:00 UTC", at(2023, 3, 31, 14, 15)),
        ("1650000000", at(2022, 4, 15, 10, 20)),
        ("1650000000000", at(2022, 4, 15, 10, 20)),
        ("1000000000", at(2001, 9, 9, 7, 46, 40)),
        ("45678", at(2025, 1, 21)),
        ("45678.375", at(2025, 1, 21, 9)),
        ("45678,375", at(2025, 1, 21, 9)),
        ("45678.0", at(2025, 1, 21)),
        ("45678.999999", at(2025, 1, 22)),
        ("20000", at(1954, 10, 3)),
        ("80000", at(2119, 1, 11)),
        ("3/31/2023 9:15 AM", at(2023, 3, 31, 9, 15)),
        ("12/31/2023 12:05 pm", at(2023, 12, 31, 12, 5)),
        ("31/12/2023", at(2023, 12, 31)),
        ("08.05.2021 3:05 PM", at(2021, 5, 8, 15, 5)),
    ],
)
def test_moments_that_are_read(con: Connection, text: str, value: datetime) -> None:
    assert convert(con, Type.TIMESTAMP, [text]) == ({text: value}, [])


@pytest.mark.parametrize(
    "text",
    ["не закрыта", "01.01.0001 0:00:00", "0001-01-01T00:00:00", "0000-00-00", "0000-00-00 00:00:00", "—"],
)
@pytest.mark.parametrize("kind", [Type.DATE, Type.TIMESTAMP])
def test_agreed_blanks_are_blank(con: Connection, text: str, kind: Type) -> None:
    assert convert(con, kind, [text]) == ({text: None}, [])


@pytest.mark.parametrize(
    "text",
    [
        *("19999", "80001", "99999.5", "123456", "165000000", "16500000000", "9999999999999", "01-май", "May-20"),
        *("32.01.2026", "31.02.2026 10:00", "2026-13-01", "3/4/2023", "13:05", "08.05.2021 13:05 PM", "завтра"),
        *("2026-01-02T10:00:00+25:00", "08.05.1821", "#REF!"),
    ],
)
@pytest.mark.parametrize("kind", [Type.DATE, Type.TIMESTAMP])
def test_moments_nobody_can_read_are_told(con: Connection, text: str, kind: Type) -> None:
    got, found = convert(con, kind, [text])
    assert (got, [item.code for item in found]) == ({text: None}, ["unread-value"])
    assert [(place.row, place.excerpt) for place in found[0].places] == [(2, text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2021-05-08T03:00:00+03:00", date(2021, 5, 8)),
        ("2021-05-08T00:00:00+03", date(2021, 5, 8)),
        ("2021-05-08 23:00:00.5 -03:00", date(2021, 5, 8)),
        ("2023-03-31T23:30:00.000Z", date(2023, 3, 31)),
        ("08.05.2021 23:59:51", date(2021, 5, 8)),
        ("08.05.2021", date(2021, 5, 8)),
        ("2021-05-08T23:00:00", date(2021, 5, 8)),
        ("1650042000", date(2022, 4, 15)),
        ("1650049200", date(2022, 4, 16)),
        ("45678", date(2025, 1, 21)),
        ("45678.99", date(2025, 1, 21)),
    ],
)
def test_days_that_are_read(con: Connection, text: str, value: date) -> None:
    assert convert(con, Type.DATE, [text]) == ({text: value}, [])


def test_a_column_proves_how_its_slashed_dates_are_written(con: Connection) -> None:
    assert values(con, Type.DATE, "3/4/2023", "3/31/2023") == [date(2023, 3, 4), date(2023, 3, 31)]
    assert values(con, Type.DATE, "3/4/2023", "31/3/2023") == [date(2023, 4, 3), date(2023, 3, 31)]
    got, (finding,) = convert(con, Type.DATE, ["3/4/2023", "31/3/2023", "3/31/2023"])
    assert set(got.values()) == {None}
    assert "formats" in finding.tip


def test_shapes_of_the_profile_come_first(con: Connection) -> None:
    got, _ = convert(con, Type.TIMESTAMP, ["03/04/2023", "08.05.2021"], formats=("%d/%m/%Y",))
    assert got == {"03/04/2023": at(2023, 4, 3), "08.05.2021": at(2021, 5, 8)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("08.05.2021 03:00:00", at(2021, 5, 8, 5)),
        ("08.05.2021", at(2021, 5, 8)),
        ("2 янв. 2026 9:05", at(2026, 1, 2, 11, 5)),
        ("2 янв. 2026", at(2026, 1, 2)),
        ("45678", at(2025, 1, 21)),
        ("45678.375", at(2025, 1, 21, 11)),
        ("1650000000", at(2022, 4, 15, 10, 20)),
        ("2021-05-08T03:00:00+05:00", at(2021, 5, 8, 3)),
    ],
)
def test_moments_of_an_export_stand_in_its_zone(con: Connection, text: str, value: datetime) -> None:
    assert values(con, Type.TIMESTAMP, text, zones=MOSCOW_FILE) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("19999.99", "19999.99"),
        ("-5", "-5"),
        ("1250,5", "1250.5"),
        ("1 250 000,50", "1250000.50"),
        ("1\u00a0250\u202f000", "1250000"),
        ("1 250,500", "1250.5"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        ("1250.125", "1250.125"),
        ("99999999999999.9999", "99999999999999.9999"),
    ],
)
def test_numbers_that_are_read(con: Connection, text: str, value: str) -> None:
    assert convert(con, Type.NUMBER, [text]) == ({text: Decimal(value)}, [])


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        (["1,250", "1,250.50", "3500"], ["1250", "1250.50", "3500"]),
        (["1,250", "1,234,567"], ["1250", "1234567"]),
        (["$1,234", "1,250", "2.500"], ["1234", "1250", "2.5"]),
        (["$1,234,567.00", "12,5"], ["1234567", "12.5"]),
        (["€ 3.500,00", "€ 11398,00", "3.500", "3500"], ["3500", "11398", "3500", "3500"]),
        (["1.234.567", "2.500", "2,5"], ["1234567", "2500", "2.5"]),
        (["1,250", "2,5", "1 000,000"], ["1.25", "2.5", "1000"]),
    ],
)
def test_a_column_tells_what_parts_its_thousands(con: Connection, texts: list[str], numbers: list[str]) -> None:
    assert convert(con, Type.NUMBER, texts) == (dict(zip(texts, map(Decimal, numbers), strict=True)), [])


@pytest.mark.parametrize(
    ("texts", "numbers", "how"),
    [
        (["12,500", "3,400", "7"], ["12500", "3400", "7"], "тысяч: «12,500» — это 12500"),
        (["USD 12,500", "USD 1,250"], ["12500", "1250"], "тысяч: «USD 12,500» — это 12500"),
        (["1,250", "12.50"], ["1250", "12.5"], "тысяч: «1,250» — это 1250"),
        (["1.250 €", "3.400 €"], ["1250", "3400"], "тысяч: «1.250 €» — это 1250"),
        (["1.250", "3.400"], ["1.25", "3.4"], "дробной части: «1.250» — это 1,25"),
        (["1,250", "3500"], ["1.25", "3500"], "дробной части: «1,250» — это 1,25"),
        (["1.250", "3,400"], ["1.25", "3.4"], "дробной части: «1.250» — это 1,25"),
    ],
)
def test_a_column_that_tells_nothing_is_read_with_a_remark(
    con: Connection, texts: list[str], numbers: list[str], how: str
) -> None:
    got, (finding,) = convert(con, Type.NUMBER, texts)
    assert list(got.values()) == list(map(Decimal, numbers))
    assert finding.code == "ambiguous-number"
    assert finding.message.endswith(f"знак перед тремя цифрами сочтён разделителем {how}")


def test_a_percentage_is_no_sum(con: Connection) -> None:
    got, (finding,) = convert(con, Type.NUMBER, ["10%", "10"])
    assert (list(got.values()), finding.code) == ([None, Decimal(10)], "unread-value")
    assert values(con, Type.NUMBER, "10%", "0") == [None, Decimal(0)]
    discount = convert(con, Type.NUMBER, ["10%", "7,5 %"], column=("deals", "discount_percent"))
    assert discount == ({"10%": Decimal(10), "7,5 %": Decimal("7.5")}, [])


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (["03-04-2026", "03-13-2026"], [date(2026, 3, 4), date(2026, 3, 13)]),
        (["03.04.2026", "03.13.2026"], [date(2026, 3, 4), date(2026, 3, 13)]),
        (["03.04.26", "03.13.26", "2026-01-02"], [date(2026, 3, 4), date(2026, 3, 13), date(2026, 1, 2)]),
        (["03.04.2026", "13.03.2026", "03.13.2026"], [date(2026, 4, 3), date(2026, 3, 13), None]),
        (["03-04-2026", "03.13.2026"], [date(2026, 4, 3), date(2026, 3, 13)]),
        (["26.03.01"], [date(2001, 3, 26)]),
    ],
)
def test_a_column_proves_that_its_months_come_first(con: Connection, texts: list[str], days: list[date | None]) -> None:
    assert values(con, Type.DATE, *texts) == days


def test_a_shape_of_the_profile_is_not_overruled_by_the_column(con: Connection) -> None:
    texts = ["03.04.2026", "03.13.2026"]
    got, _ = convert(con, Type.DATE, texts, formats=("%d.%m.%Y",))
    assert got == {"03.04.2026": date(2026, 4, 3), "03.13.2026": None}


@pytest.mark.parametrize(
    ("texts", "moments"),
    [
        (["2026-04-01T00:00:00+03:00", "2026-04-02T00:00:00+03:00"], [at(2026, 4, 1), at(2026, 4, 2)]),
        (["2026-04-01T00:00:00.000Z", "2026-04-02"], [at(2026, 4, 1), at(2026, 4, 2)]),
        (["01.04.2026 0:00:00", "01.01.0001 0:00:00", "02.04.2026 00:00"], [at(2026, 4, 1), None, at(2026, 4, 2)]),
        (["1 апр. 2026 0:00", "02.04.2026 00:00"], [at(2026, 4, 1), at(2026, 4, 2)]),
        (["01.04.2026 0:00:00", "01.04.2026 9:00:00"], [at(2026, 4, 1, 2), at(2026, 4, 1, 11)]),
        (["2026-04-01T00:00:00+03:00", "1650000000"], [at(2026, 4, 1, 2), at(2022, 4, 15, 10, 20)]),
    ],
)
def test_a_column_of_midnights_holds_days(con: Connection, texts: list[str], moments: list[datetime | None]) -> None:
    assert values(con, Type.TIMESTAMP, *texts, zones=MOSCOW_FILE) == moments


def test_a_column_written_both_ways_leaves_the_doubtful_unread(con: Connection) -> None:
    got, (finding,) = convert(con, Type.NUMBER, ["1,250.50", "1.250,50", "1,250"])
    assert list(got.values()) == [Decimal("1250.5"), Decimal("1250.5"), None]
    assert [place.excerpt for place in finding.places] == ["1,250"]


def test_durations_are_seconds_in_their_column_alone(con: Connection) -> None:
    texts = ["95", "1 мин, 35 сек", "0:01:35", "PT1M35S", "1,5"]
    got, found = convert(con, Type.NUMBER, texts, column=("activities", "duration_s"))
    assert (list(got.values()), found) == ([Decimal(95)] * 4 + [Decimal("1.5")], [])
    got, (finding,) = convert(con, Type.NUMBER, texts)
    assert list(got.values()) == [Decimal(95), None, None, None, Decimal("1.5")]
    assert finding.code == "unread-value"


@pytest.mark.parametrize(
    ("texts", "flags"),
    [
        (["Да", "Y", "1", "true", "ИСТИНА", "+", "✓", "on"], True),
        (["Нет", "N", "0", "false", "ложь", "-", "OFF"], False),
        (["может быть", "2", "ага"], None),
    ],
)
def test_flags(con: Connection, texts: list[str], flags: bool | None) -> None:  # noqa: FBT001 - a value
    got, found = convert(con, Type.FLAG, texts)
    assert set(got.values()) == {flags}
    assert bool(found) == (flags is None)


def test_numbers_of_records_lose_the_tail_a_spreadsheet_gave_them(con: Connection) -> None:
    texts = ["1103.0", "1103,00", "1234567890123456789.0", "1103", "1103.5", "C1.0", "0.0"]
    con.execute("CREATE OR REPLACE TABLE numbers AS SELECT unnest(?) AS given", [texts])
    rows = [row[0] for row in con.execute(f"SELECT {ids('given')} FROM numbers").fetchall()]  # noqa: S608 - ours
    assert rows == ["1103", "1103", "1234567890123456789", "1103", "1103.5", "C1.0", "0"]
