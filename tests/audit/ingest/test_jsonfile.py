import json

import pytest

from audit.ingest.encoding import Recoded
from audit.ingest.error import IngestError
from audit.ingest.jsonfile import read_json
from audit.ingest.sheet import Sheet

RECORD = {"ID": 1, "TITLE": "Сделка", "CLOSED": True, "TAGS": ["a"], "EMPTY": None}


def read(text: str) -> Sheet:
    return read_json(Recoded(text.encode(), "UTF-8"), "f.json")


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([RECORD]),
        json.dumps({"result": [RECORD], "total": 1}),
        json.dumps({"result": {"items": [RECORD]}, "time": {}}),
        json.dumps([{"result": [RECORD], "next": 50}, {"result": []}]),
        json.dumps(RECORD) + "\n" + json.dumps({"ID": 2}) + "\n",
        json.dumps({"result": [RECORD]}) + "\n" + json.dumps({"result": []}) + "\n",
    ],
)
def test_all_shapes_of_answers_give_the_records(text: str) -> None:
    sheet = read(text)
    assert sheet.headers == ("ID", "TITLE", "CLOSED", "TAGS", "EMPTY")
    row = {key: values[0] for key, values in sheet.table.to_pydict().items()}
    assert row == {"row": 1, "c0": "1", "c1": "Сделка", "c2": "true", "c3": '["a"]', "c4": None}


def test_long_numbers_keep_every_digit() -> None:
    data = read('[{"ID": 1234567890123456789, "SUM": 0.10000000000000000001}]').table.to_pydict()
    assert (data["c0"], data["c1"]) == (["1234567890123456789"], ["0.10000000000000000001"])


def test_an_empty_list_is_a_blank_export() -> None:
    assert read('{"result": {"items": []}}').blank


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"ID": 1', "broken-json"),
        ('{"error": "expired"}', "no-records"),
        ("[1, 2]", "no-records"),
        ("[" * 200_000, "broken-json"),
    ],
)
def test_what_holds_no_records_is_refused(text: str, code: str) -> None:
    with pytest.raises(IngestError) as caught:
        read(text)
    assert caught.value.findings[0].code == code
