import json
from dataclasses import replace
from typing import Any

from generator.doctor.json import diagnosis_json
from tests.generator.doctor.given import AMOUNT, DRAFT, NUMBER, REMARKS, RESULT, SURE_STAGE, diagnosis, sheet


def data(**changes: Any) -> Any:  # noqa: ANN401 - fields of a diagnosis, plain data back
    made = replace(diagnosis(sheet(NUMBER, AMOUNT, draft=DRAFT), stages=(SURE_STAGE,)), **changes)
    return json.loads(diagnosis_json(made))


def test_a_program_gets_every_column_and_stage() -> None:
    assert data() == {
        "profile": "amocrm",
        "own": False,
        "preset": "amocrm",
        "complete": False,
        "sheets": [
            {
                "file": "deals.csv",
                "source": "CSV, Windows-1251, разделитель «;»",
                "header_row": 1,
                "rows": 1200,
                "tables": ["deals"],
                "likely": None,
                "profile": "amocrm",
                "known_columns": 1,
                "share": 0.5,
                "columns": [
                    {
                        "title": "ID",
                        "position": 1,
                        "known": True,
                        "used": [
                            {"name": "deal_id", "title": "Номер сделки", "confidence": 1.0, "pipeline": None},
                        ],
                        "choices": [],
                        "by_norm": False,
                        "ignored": False,
                        "examples": ["1", "2"],
                        "filled": 4,
                        "looked_at": 4,
                        "unread": 0,
                        "unread_rows": [],
                    },
                    {
                        "title": "Цена вопроса",
                        "position": 4,
                        "known": False,
                        "used": [],
                        "choices": [
                            {"name": "amount", "title": "Сумма", "confidence": 0.7, "pipeline": None},
                            {"name": "list_amount", "title": "Сумма по прайсу", "confidence": 0.6, "pipeline": None},
                        ],
                        "by_norm": False,
                        "ignored": False,
                        "examples": ["100", "200"],
                        "filled": 0,
                        "looked_at": 0,
                        "unread": 0,
                        "unread_rows": [],
                    },
                ],
                "draft": {
                    "table": "deals",
                    "recognise": [["ID"], ["Стадия", "Этап"]],
                    "columns": {"owner": "Кто ведёт"},
                    "adds": True,
                },
                "deals": None,
                "separate": None,
            }
        ],
        "stages": [
            {
                "pipeline": "Опт",
                "stage": "Отказы",
                "rows": 2,
                "used": {"name": "Отказ", "title": "Отказ", "confidence": 0.9, "pipeline": "Проекты"},
                "choices": [{"name": "Отказ", "title": "Отказ", "confidence": 0.9, "pipeline": "Проекты"}],
                "ignored": False,
            }
        ],
        "pipelines": [],
        "people": [],
        "norms": None,
        "rows": None,
        "unfit": "сделки не прочитаны",
        "findings": [],
    }


def test_a_program_gets_norms_rows_and_remarks() -> None:
    told = data(result=RESULT, findings=REMARKS[:1])
    assert told["norms"][0] == {"id": "a", "title": "Норма a", "provable": True, "reason": None, "missing": []}
    assert told["norms"][4] == {
        "id": "e",
        "title": "Норма e",
        "provable": False,
        "reason": None,
        "missing": [{"table": "plan", "columns": ["owner", "amount"], "how": "Добавьте к выгрузке таблицу плана"}],
    }
    assert told["rows"] == [
        {
            "file": "deals.csv",
            "table": "deals",
            "read": 1200,
            "used": 1197,
            "aside": 3,
            "reasons": [{"reason": "пробная запись", "count": 3, "rows": [4, 5, 9]}],
        }
    ]
    assert [finding["code"] for finding in told["findings"]] == ["unread-columns"]
