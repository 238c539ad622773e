import json
import sys
import tracemalloc

import pytest

from audit.ingest.error import IngestError
from audit.ingest.rest.jsonfile import read_json
from audit.ingest.sheet import Sheet
from audit.ingest.text.encoding import Recoded

RECORD = {"ID": 1, "TITLE": "Сделка", "CLOSED": True, "TAGS": ["a"], "EMPTY": None}


def read(text: str) -> list[Sheet]:
    return read_json(Recoded(text.encode(), "UTF-8"), "f.json")


def only(text: str) -> Sheet:
    (sheet,) = read(text)
    return sheet


def records(sheet: Sheet) -> list[dict[str, str | None]]:
    table = sheet.table
    assert table is not None
    names = {f"c{place}": title for place, title in enumerate(sheet.headers)}
    return [{names[key]: value for key, value in row.items() if key != "row"} for row in table.to_pylist()]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([RECORD]),
        json.dumps([RECORD], indent=1),
        json.dumps({"result": [RECORD], "total": 1}),
        json.dumps({"result": {"items": [RECORD]}, "time": {}}),
        json.dumps({"result": {"tasks": [RECORD]}}),
        json.dumps({"result": {"result": {"deals": [RECORD]}, "result_error": [], "result_total": {"deals": 1}}}),
        json.dumps([{"result": [RECORD], "next": 50}, {"result": []}]),
        json.dumps({"success": True, "data": [RECORD], "additional_data": {"pagination": {"start": 0}}}),
        json.dumps({"success": True, "orders": [RECORD], "pagination": {"limit": 20}}),
        json.dumps({"success": True, "orders": [RECORD]}) + "\n" + json.dumps({"success": True, "orders": []}),
        json.dumps({"result": [RECORD]}, indent=2) + json.dumps({"result": []}, indent=2),
        json.dumps(RECORD),
        json.dumps({"result": RECORD}),
        json.dumps({"result": [RECORD]}) + "\n" + json.dumps({"result": []}) + "\n",
    ],
)
def test_all_shapes_of_answers_give_the_records(text: str) -> None:
    sheet = only(text)
    assert sheet.headers == ("ID", "TITLE", "CLOSED", "TAGS", "EMPTY")
    assert (sheet.rows_read, sheet.aside, sheet.findings) == (1, {}, ())
    assert sheet.table is not None
    row = {key: values[0] for key, values in sheet.table.to_pydict().items()}
    assert row == {"row": 1, "c0": "1", "c1": "Сделка", "c2": "true", "c3": '["a"]', "c4": None}


def test_lines_are_records() -> None:
    sheet = only(json.dumps(RECORD) + "\n\n" + json.dumps({"ID": 2, "NEW": "x\u2028y"}, ensure_ascii=False) + "\n")
    assert sheet.source == "JSON Lines"
    assert records(sheet) == [
        {"ID": "1", "TITLE": "Сделка", "CLOSED": "true", "TAGS": '["a"]', "EMPTY": None, "NEW": None},
        {"ID": "2", "TITLE": None, "CLOSED": None, "TAGS": None, "EMPTY": None, "NEW": "x\u2028y"},
    ]


def test_every_list_of_a_batch_is_a_sheet() -> None:
    batch = {"result": {"result": {"deals": [{"ID": "1"}], "users": [{"ID": "7", "NAME": "Ира"}], "leads": []}}}
    assert [(sheet.file, records(sheet)) for sheet in read(json.dumps(batch))] == [
        ("f.json [deals]", [{"ID": "1"}]),
        ("f.json [users]", [{"ID": "7", "NAME": "Ира"}]),
    ]


def test_lists_inside_a_list_are_pages_and_those_of_a_batch_are_sheets() -> None:
    assert records(only('[[{"ID": 1}], [{"ID": 2}]]')) == [{"ID": "1"}, {"ID": "2"}]
    batch = {"result": {"result": [[{"ID": 1}], [{"ID": 7, "NAME": "Ира"}]], "result_error": []}}
    assert [(sheet.file, records(sheet)) for sheet in read(json.dumps(batch))] == [
        ("f.json [1]", [{"ID": "1"}]),
        ("f.json [2]", [{"ID": "7", "NAME": "Ира"}]),
    ]


def test_a_record_that_looks_like_a_refusal_is_a_record() -> None:
    task = {"title": "Позвонить", "status": "new", "detail": "после обеда"}
    assert records(only(json.dumps([task]))) == [task]


def test_a_refused_command_of_a_batch_is_told() -> None:
    refused = {"users": {"error": "ACCESS_DENIED", "error_description": "Нет прав"}}
    sheet = only(json.dumps({"result": {"result": {"deals": [{"ID": "1"}]}, "result_error": refused}}))
    assert [(item.code, item.message) for item in sheet.findings] == [
        ("rest-error", "сервис CRM отклонил запрос «users» из пакета: «ACCESS_DENIED: Нет прав»")
    ]


def test_long_numbers_keep_every_digit() -> None:
    sheet = only('[{"ID": 1234567890123456789, "SUM": 0.10000000000000000001, "BIG": 1e999, "NAN": NaN}]')
    assert records(sheet) == [
        {"ID": "1234567890123456789", "SUM": "0.10000000000000000001", "BIG": "1e999", "NAN": None}
    ]


def test_odd_texts_are_taken_as_they_are() -> None:
    sheet = only('[{"ID": "1", "ID": "2", "T": "половина \\ud83d", "": "x", "N": "a\tb"}]')
    assert records(sheet) == [{"ID": "2", "T": "половина ?", "(без названия)": "x", "N": "a\tb"}]


def test_nested_objects_become_columns() -> None:
    deal = {"id": 5, "owner_id": {"id": 1, "name": "Ира", "value": 1}, "stage": {"name": "Новая", "of": {"x": []}}}
    assert records(only(json.dumps({"success": True, "data": [deal]}))) == [
        {
            "id": "5",
            "owner_id": "1",
            "owner_id.id": "1",
            "owner_id.name": "Ира",
            "owner_id.value": "1",
            "stage.name": "Новая",
            "stage.of.x": None,
        }
    ]


@pytest.mark.parametrize(
    "text",
    [
        '{"result": {"items": []}}',
        "[]",
        '{"success": true, "data": [], "error": ""}',
        '{"result": [], "message": "OK"}',
    ],
)
def test_an_empty_list_is_a_blank_export(text: str) -> None:
    assert only(text).blank == "пустой список записей"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"ID": 1', "broken-json"),
        ('{"result": [{"ID": 1, "TI', "broken-json"),
        ("[1, 2]", "no-records"),
        ('{"name": "x"}', "no-records"),
        ("[" * 200_000, "broken-json"),
        ('{"a":' * 200_000, "broken-json"),
        ('[{"ID": 1, "a": ' + "[" * 200_000, "broken-json"),
        ("{]", "broken-json"),
    ],
)
def test_what_holds_no_records_is_refused(text: str, code: str) -> None:
    with pytest.raises(IngestError) as caught:
        read(text)
    assert caught.value.findings[0].code == code


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (
            {"error": "QUERY_LIMIT_EXCEEDED", "error_description": "Too many requests"},
            "«QUERY_LIMIT_EXCEEDED: Too many requests»",
        ),
        ({"error": "expired_token"}, "«expired_token»"),
        (
            {"title": "Unauthorized", "type": "x", "status": 401, "detail": "Неверный ключ"},
            "«Unauthorized: Неверный ключ»",
        ),
        ({"status": "error", "message": "The API key is invalid", "errors": [{"in": "x"}]}, "«The API key is invalid»"),
        ([{"errorCode": "INVALID_SESSION_ID", "message": "Session expired"}], "«INVALID_SESSION_ID: Session expired»"),
        ({"success": False, "error": "unauthorized access", "errorCode": 401}, "«unauthorized access»"),
        ({"success": False, "errorMsg": "Wrong apiKey"}, "«Wrong apiKey»"),
        ({"odata.error": {"code": "9", "message": {"lang": "ru", "value": "Нет сущности"}}}, "«9: Нет сущности»"),
        ([{"result": [{"ID": 1}]}, {"error": "E", "error_description": "Стоп"}], "«E: Стоп»"),
    ],
)
def test_a_refusal_of_a_service_is_quoted(answer: object, words: str) -> None:
    with pytest.raises(IngestError) as caught:
        read(json.dumps(answer, ensure_ascii=False))
    (finding,) = caught.value.findings
    assert (finding.code, finding.message) == ("rest-error", f"сервис CRM ответил отказом: {words}")


def test_a_torn_line_is_set_aside_and_the_rest_is_used() -> None:
    sheet = only('{"ID": 1, "T": "a"}\n{"ID": 2, "T": "b\n{"ID": 3, "T": "c"}\n')
    assert records(sheet) == [{"ID": "1", "T": "a"}, {"ID": "3", "T": "c"}]
    assert (sheet.rows_read, sheet.aside) == (3, {2: "запись JSON нарушена"})
    (finding,) = sheet.findings
    assert (finding.code, [place.row for place in finding.places]) == ("damaged-rows", [2])


def test_a_torn_first_line_does_not_hide_the_others() -> None:
    sheet = only('{"ID": 1, "T": "a\n{"ID": 2, "T": "b"}\n{"ID": 3, "T": "c"}')
    assert records(sheet) == [{"ID": "2", "T": "b"}, {"ID": "3", "T": "c"}]
    assert sheet.aside == {1: "запись JSON нарушена"}


@pytest.mark.parametrize("end", range(33, 47))
def test_of_a_truncated_list_the_whole_records_are_used(end: int) -> None:
    text = '{"result": [{"ID": 1, "T": "a"}, {"ID": 2, "T": "b"}], "total": 2}'
    assert text[:32].endswith("},")
    sheet = only(text[:end])
    assert records(sheet) == [{"ID": "1", "T": "a"}]
    assert sheet.aside == ({} if end < 34 else {2: "запись JSON нарушена"})
    assert {finding.code for finding in sheet.findings} == {"damaged-rows"}


@pytest.mark.parametrize(
    "torn", ['{"ID": 2, "T": "b}', '{"ID": 2, "T": "b"', '{"ID": 2, "T" "b"}', '{"ID": 2, "T": ["b"}', "мусор"]
)
def test_behind_a_torn_record_reading_goes_on(torn: str) -> None:
    inner = '"IN": [{"ID": 9}, {"ID": 8}]'
    sheet = only(f'[{{"ID": 1, "T": "a", {inner}}}, {torn}, {{"ID": 3, "T": "c", {inner}}}]')
    assert [(row["ID"], row["T"]) for row in records(sheet)] == [("1", "a"), ("3", "c")]
    assert sheet.aside == {2: "запись JSON нарушена"}


def test_a_forgotten_comma_costs_no_record() -> None:
    sheet = only('[{"ID": 1, "T": "a"} {"ID": 2, "T": "b"}]')
    assert [row["ID"] for row in records(sheet)] == ["1", "2"]
    assert sheet.aside == {}


def test_what_is_no_record_among_records_is_set_aside() -> None:
    sheet = only('[{"ID": 1}, null, "x", {"ID": 2}]')
    reason = "не запись: в списке записей стоит другое значение"
    assert (records(sheet), sheet.aside) == ([{"ID": "1"}, {"ID": "2"}], {2: reason, 3: reason})


def test_records_without_common_keys_are_no_table() -> None:
    text = json.dumps([{f"k{number}": 1} for number in range(4000)])
    with pytest.raises(IngestError) as caught:
        read(text)
    assert caught.value.findings[0].code == "too-wide"


def test_memory_stays_a_few_times_the_file() -> None:
    record = {"ID": "1", "TITLE": "Сделка номер один", "UF": ["a", {"b": 1}], "OWNER": {"NAME": "Ира"}, "SUM": "1.50"}
    text = json.dumps({"result": [record] * 40_000}, ensure_ascii=False)
    recoded = Recoded(text.encode(), "UTF-8")
    assert sys.getsizeof(text) > 5_000_000
    del text
    tracemalloc.start()
    (sheet,) = read_json(recoded, "f.json")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sheet.rows_read == 40_000
    assert peak < 6 * len(recoded.data)
