"""The files of the sample have the shapes that real portals and 1C give, traps included."""

import csv
import io
import json
import re

import pytest

from audit.sample import SAMPLE_EXPORT
from audit.sample.model import SERVICE, Deal
from handbook.book import Handbook


def rows_of(name: str) -> list[list[str]]:
    text = (SAMPLE_EXPORT / name).read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def column(name: str, title: str) -> list[str]:
    rows = rows_of(name)
    return [row[rows[0].index(title)] for row in rows[1:]]


LISTS = ("deals.csv", "search.csv", "tenders.csv", "leads.csv", "companies.csv", "changes.csv")


@pytest.mark.parametrize("name", LISTS)
def test_lists_of_the_portal_end_every_line_with_a_separator(name: str) -> None:
    raw = (SAMPLE_EXPORT / name).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    rows = rows_of(name)
    assert len({len(row) for row in rows}) == 1
    assert {row[-1] for row in rows} == {""}


def test_the_deals_have_the_shape_of_a_bitrix_export(deals: list[Deal], others: list[Deal]) -> None:
    rows = rows_of("deals.csv")
    assert len(rows[0]) == 31
    assert "Дата изменения стадии" not in rows[0]
    numbers = [int(row[0]) for row in rows[1:]]
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) == len(deals) + sum(deal.pipeline == SERVICE for deal in others) + 2
    assert len(numbers) > len(set(numbers))
    for hostile in ("=HYPERLINK(", "<script>", "DROP TABLE", "\n"):
        assert any(hostile in row[rows[0].index("Комментарий")] for row in rows), hostile


def test_every_pipeline_shows_fields_of_its_own() -> None:
    assert {"Сегмент склада", "Кто решает"} <= set(rows_of("search.csv")[0])
    assert {"Подать до", "Обеспечение заявки"} <= set(rows_of("tenders.csv")[0])
    lists = LISTS[:3]
    assert {name: set(column(name, "Воронка")) for name in lists} == {
        "deals.csv": {"Типовые решения", "Проекты", "Услуги"},
        "search.csv": {"Активный поиск"},
        "tenders.csv": {"Тендеры"},
    }
    numbers = [number for name in lists for number in set(column(name, "ID"))]
    assert len(set(numbers)) == len(numbers)


def test_the_history_has_the_shape_of_a_rest_answer() -> None:
    answer = json.loads((SAMPLE_EXPORT / "stagehistory.json").read_text(encoding="utf-8"))
    items = answer["result"]["items"]
    assert {item["TYPE_ID"] for item in items} == {1, 2, 3, 5}
    assert {item["CATEGORY_ID"] for item in items} == {1, 2, 3, 4, 5}
    assert {item["STAGE_SEMANTIC_ID"] for item in items} == {"P", "S", "F"}
    assert [item["ID"] for item in items] == sorted(item["ID"] for item in items)
    assert items[0]["CREATED_TIME"].endswith("+03:00")


def test_the_other_answers_have_the_shape_of_rest(company: Handbook) -> None:
    activities = json.loads((SAMPLE_EXPORT / "activities.json").read_text(encoding="utf-8"))
    calls = json.loads((SAMPLE_EXPORT / "calls.json").read_text(encoding="utf-8"))
    for answer in (activities, calls):
        assert answer["total"] == len(answer["result"])
        assert {value.__class__ for item in answer["result"] for value in item.values()} == {str}
    assert {item["TYPE_ID"] for item in activities["result"]} == {"1", "4"}
    assert {item["COMPLETED"] for item in activities["result"]} == {"Y", "N"}
    assert {item["CALL_FAILED_CODE"] for item in calls["result"]} == {"200", "304", "486"}
    users = company.profiles["bitrix24-mera"].users
    assert {item["PORTAL_USER_ID"] for item in calls["result"]} <= set(users)
    numbers = [item["ID"] for item in activities["result"]] + [item["CRM_ACTIVITY_ID"] for item in calls["result"]]
    assert len(set(numbers)) == len(numbers)


def test_tasks_are_tied_to_deals_as_the_portal_ties_them() -> None:
    tasks = json.loads((SAMPLE_EXPORT / "tasks.json").read_text(encoding="utf-8"))["result"]["tasks"]
    assert {task["status"] for task in tasks} == {"2", "5"}
    assert all((task["closedDate"] is None) == (task["status"] == "2") for task in tasks)
    tied = [task["ufCrmTask"] for task in tasks]
    assert False in tied
    assert all(re.fullmatch(r"D_\d+", link[0]) for link in tied if link)


def test_calls_of_a_line_are_a_page_under_the_name_of_a_workbook() -> None:
    text = (SAMPLE_EXPORT / "call_details.xls").read_text(encoding="utf-8-sig")
    assert text.startswith("<meta http-equiv")
    assert text.count("<th>") == 5
    assert set(re.findall(r"<td>([^<]*)</td></tr>", text)) == {"Успешный звонок", "Занято"}


def test_changes_of_stages_name_their_deal_by_a_title_of_its_own(deals: list[Deal], others: list[Deal]) -> None:
    titles = [deal.title for deal in (*deals, *others)]
    assert {titles.count(title) for title in set(column("changes.csv", "Заголовок"))} == {1}


def test_money_is_written_as_1c_writes_it() -> None:
    for name in ("orders_1c.csv", "invoices_1c.csv", "payments_1c.csv"):
        assert all(re.fullmatch(r"\d{1,3}(\u00a0\d{3})*,00", text) for text in column(name, "Сумма документа"))
        assert all(re.fullmatch(r"\d\d\.\d\d\.2026 0:00:00", text) for text in column(name, "Дата"))
    assert len(set(column("invoices_1c.csv", "Номер"))) == len(rows_of("invoices_1c.csv")) - 1
