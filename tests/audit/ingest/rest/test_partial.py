"""Answers that are a page of the whole are told, unless their other pages lie beside them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from audit.ingest.rest.jsonfile import read_json
from audit.ingest.rest.partial import partial_answers
from audit.ingest.text.encoding import Recoded

DEALS = [{"ID": "1", "TITLE": "А"}, {"ID": "2", "TITLE": "Б"}]
USERS = [{"ID": "7", "NAME": "Ира", "EMAIL": "i@b.ru"}]
NEXT = "ответ неполный: 2\u00a0записи, а сервис называет и следующую страницу"


def told(*answers: Any) -> list[str]:  # noqa: ANN401 - any JSON
    sheets = []
    for number, answer in enumerate(answers):
        text = answer if isinstance(answer, str) else json.dumps(answer)
        sheets += read_json(Recoded(text.encode(), "UTF-8"), f"{number}.json")
    return [finding.message for finding in partial_answers(sheets)]


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ({"result": DEALS, "next": 50, "total": 412}, "ответ неполный: 2 из 412 записей"),
        ({"result": DEALS, "total": 412, "time": {"start": 1}}, "ответ неполный: 2 из 412 записей"),
        ({"result": DEALS, "next": 50}, NEXT),
        ({"_page": 1, "_links": {"next": {"href": "https://a/?page=2"}}, "_embedded": {"leads": DEALS}}, NEXT),
        ({"results": DEALS, "paging": {"next": {"after": "2", "link": "https://a"}}}, NEXT),
        ({"totalSize": 9, "done": False, "records": DEALS}, "ответ неполный: 2 из 9 записей"),
        ({"done": False, "nextRecordsUrl": "/q/1", "records": DEALS}, NEXT),
        ({"value": DEALS, "@odata.nextLink": "https://a"}, NEXT),
        ({"value": DEALS, "odata.count": "5"}, "ответ неполный: 2 из 5 записей"),
        ({"success": True, "orders": DEALS, "pagination": {"currentPage": 1, "totalPageCount": 3}}, NEXT),
        ({"success": True, "orders": DEALS, "pagination": {"totalCount": 7}}, "ответ неполный: 2 из 7 записей"),
        ({"data": DEALS, "additional_data": {"pagination": {"next_start": 2}}}, NEXT),
    ],
)
def test_an_answer_that_is_a_page_of_the_whole_is_told(answer: Any, message: str) -> None:  # noqa: ANN401 - any JSON
    assert told(answer) == [message]


@pytest.mark.parametrize(
    "answers",
    [
        [{"result": DEALS, "total": 2, "time": {"start": 1}}],
        [{"result": DEALS, "total": 125000}],
        [{"totalSize": 2, "done": True, "records": DEALS}],
        [{"_page": 1, "_links": {"self": {"href": "https://a"}}, "_embedded": {"leads": DEALS}}],
        [{"results": DEALS, "paging": None}],
        [DEALS],
        [[{"result": DEALS, "next": 2, "total": 4}, {"result": DEALS, "total": 4}]],
        [{"result": DEALS, "next": 2, "total": 4}, {"result": DEALS, "total": 4, "time": {"start": 1}}],
        [{"result": DEALS, "next": 2}, {"result": DEALS}],
        ['{"result": [{"ID": "1"}], "next": 1}\n{"result": [{"ID": "2"}]}'],
    ],
)
def test_whole_answers_are_not_told(answers: list[Any]) -> None:
    assert told(*answers) == []


def test_pages_of_another_answer_do_not_fill_it_up() -> None:
    pages = ({"result": DEALS, "next": 2, "total": 3}, {"result": USERS, "total": 1, "time": {"start": 1}})
    assert told(*pages) == ["ответ неполный: 2 из 3 записей"]
