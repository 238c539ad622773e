import json
from typing import Any

import pytest

from audit.ingest.rest.jsonfile import read_json
from audit.ingest.text.encoding import Recoded


def tables(answer: object) -> dict[str, list[dict[str, str | None]]]:
    """Return the rows of every sheet by its name; of repeated titles, the last one counts."""
    found = {}
    for sheet in read_json(Recoded(json.dumps(answer, ensure_ascii=False).encode(), "UTF-8"), "f"):
        assert sheet.table is not None
        rows = sheet.table.drop_columns(["row"]).to_pylist()
        found[sheet.file] = [dict(zip(sheet.headers, row.values(), strict=True)) for row in rows]
    return found


def one(record: dict[str, Any], key: str = "leads") -> dict[str, str | None]:
    (row,) = tables({"_page": 1, "_embedded": {key: [record]}})["f"]
    return row


def test_a_lead_of_amocrm_is_flat() -> None:
    lead = {
        "id": 1234567890123456789,
        "price": 1500.5,
        "closed_at": None,
        "is_deleted": False,
        "responsible_user_id": 7,
        "custom_fields_values": [
            {"field_id": 1, "field_name": "Причина отказа", "values": [{"value": "Дорого", "enum_id": 5}]},
            {"field_id": 2, "field_name": "Продукт", "values": [{"value": "А"}, {"value": 2}, {"value": "А"}]},
            {"field_id": 3, "field_name": "Пусто", "values": []},
        ],
        "_links": {"self": {"href": "https://x"}},
        "_embedded": {
            "tags": [{"id": 1, "name": "сайт"}, {"id": 2, "name": "рассрочка"}],
            "loss_reason": [{"id": 3, "name": "Пропал"}],
            "companies": [{"id": 55}],
            "contacts": [{"id": 8, "is_main": False}, {"id": 9, "is_main": True}],
        },
    }
    assert one(lead) == {
        "id": "1234567890123456789",
        "price": "1500.5",
        "closed_at": None,
        "is_deleted": "false",
        "responsible_user_id": "7",
        "tags": "сайт; рассрочка",
        "loss_reason": "Пропал",
        "company_id": "55",
        "contact_id": "9",
        "Причина отказа": "Дорого",
        "Продукт": "А; 2",
        "Пусто": None,
    }


def test_links_of_amocrm_may_be_empty() -> None:
    empty: dict[str, list[object]] = {"tags": [], "loss_reason": [], "companies": [], "contacts": []}
    assert one({"id": 1, "custom_fields_values": None, "_embedded": empty}) == {
        "id": "1",
        "tags": None,
        "loss_reason": None,
        "company_id": None,
        "contact_id": None,
    }


def test_two_fields_of_one_name_are_two_columns() -> None:
    fields = [{"field_id": place, "field_name": "Источник", "values": [{"value": f"в{place}"}]} for place in (1, 2)]
    text = json.dumps({"_embedded": {"leads": [{"id": 1, "name": "x", "custom_fields_values": fields}]}})
    (sheet,) = read_json(Recoded(text.encode(), "UTF-8"), "f")
    assert sheet.headers == ("id", "name", "Источник", "Источник")


@pytest.mark.parametrize(
    ("after", "columns"),
    [
        (
            [{"lead_status": {"id": 142, "pipeline_id": 7}}],
            {"value_after.lead_status.id": "142", "value_after.lead_status.pipeline_id": "7"},
        ),
        ([{"responsible_user": {"id": 5}}], {"value_after.responsible_user.id": "5"}),
        (
            [{"custom_field_value": {"field_id": 1, "enum_id": 3, "text": "Дорого"}}],
            {
                "value_after.custom_field_value.field_id": "1",
                "value_after.custom_field_value.enum_id": "3",
                "value_after.custom_field_value.text": "Дорого",
            },
        ),
        ([{"tag": {"name": "а"}}, {"tag": {"name": "б"}}], {"value_after.tag.name": "а; б"}),
        ([], {"value_after": None}),
    ],
)
def test_an_event_of_amocrm_tells_what_changed(after: list[object], columns: dict[str, str | None]) -> None:
    event = {"id": "e1", "type": "t", "entity_id": 9, "created_at": 1650000000, "value_after": after}
    told = {"id": "e1", "type": "t", "entity_id": "9", "created_at": "1650000000"}
    assert one(event, "events") == told | columns


def test_stages_of_a_funnel_of_amocrm_are_a_sheet() -> None:
    funnel = {"id": 7, "name": "Розница", "_embedded": {"statuses": [{"id": 142, "name": "Успех", "pipeline_id": 7}]}}
    assert tables({"_embedded": {"pipelines": [funnel]}}) == {
        "f [pipelines]": [{"id": "7", "name": "Розница"}],
        "f [statuses]": [{"id": "142", "name": "Успех", "pipeline_id": "7"}],
    }


def test_properties_of_hubspot_are_columns_and_their_history_is_a_sheet() -> None:
    deal = {
        "id": "12",
        "properties": {"dealname": "Сделка", "amount": "12500.0", "dealstage": "won"},
        "propertiesWithHistory": {
            "dealstage": [
                {"value": "won", "timestamp": "2026-02-01T10:00:00Z", "sourceType": "CRM_UI"},
                {"value": "new", "timestamp": "2026-01-01T10:00:00Z"},
            ]
        },
        "associations": {"companies": {"results": [{"id": "5", "type": "a"}, {"id": "6", "type": "a"}]}},
        "archived": False,
    }
    assert tables({"results": [deal], "paging": {"next": {"after": "1"}}}) == {
        "f [записи]": [
            {
                "id": "12",
                "archived": "false",
                "dealname": "Сделка",
                "amount": "12500.0",
                "dealstage": "won",
                "associations.companies": "5; 6",
            }
        ],
        "f [propertiesWithHistory]": [
            {
                "id": "12",
                "property": "dealstage",
                "value": "won",
                "timestamp": "2026-02-01T10:00:00Z",
                "sourceType": "CRM_UI",
            },
            {
                "id": "12",
                "property": "dealstage",
                "value": "new",
                "timestamp": "2026-01-01T10:00:00Z",
                "sourceType": None,
            },
        ],
    }


def test_salesforce_names_the_parent_of_a_history() -> None:
    deal = {
        "attributes": {"type": "Opportunity", "url": "/x"},
        "Id": "006",
        "Owner": {"attributes": {"type": "User"}, "Name": "Ира"},
        "OpportunityHistories": {
            "totalSize": 1,
            "done": True,
            "records": [{"attributes": {"type": "OpportunityHistory"}, "StageName": "Won"}],
        },
        "Tasks": None,
    }
    assert tables({"totalSize": 1, "done": True, "records": [deal]}) == {
        "f [Opportunity]": [{"Id": "006", "Owner.Name": "Ира", "Tasks": None}],
        "f [OpportunityHistory]": [{"OpportunityId": "006", "StageName": "Won"}],
    }


def test_a_tree_of_salesforce_goes_by_its_references() -> None:
    task = {"attributes": {"type": "Task", "referenceId": "T1"}, "Subject": "Звонок"}
    deal = {"attributes": {"type": "Opportunity", "referenceId": "O1"}, "Name": "x", "Tasks": {"records": [task]}}
    account = {"attributes": {"type": "Account", "referenceId": "A1"}, "Name": "ООО"}
    assert tables({"records": [deal, account]}) == {
        "f [Opportunity]": [{"referenceId": "O1", "Name": "x"}],
        "f [Task]": [{"OpportunityId": "O1", "referenceId": "T1", "Subject": "Звонок"}],
        "f [Account]": [{"referenceId": "A1", "Name": "ООО"}],
    }


def test_tables_of_a_1c_document_are_sheets() -> None:
    order = {
        "Ref_Key": "g1",
        "Number": "0001",
        "Запасы": [{"Ref_Key": "g1", "LineNumber": "1", "Сумма": 5}, {"LineNumber": "2", "Сумма": 6.5}],
        "Участники": [],
    }
    assert tables({"odata.metadata": "x", "value": [order]}) == {
        "f [записи]": [{"Ref_Key": "g1", "Number": "0001"}],
        "f [Запасы]": [
            {"Ref_Key": "g1", "LineNumber": "1", "Сумма": "5"},
            {"Ref_Key": "g1", "LineNumber": "2", "Сумма": "6.5"},
        ],
    }


def test_orders_of_retailcrm_are_flat() -> None:
    order = {"id": 1, "number": "1A", "customer": {"id": 5}, "items": [{"id": 1}], "customFields": {"причина": "x"}}
    assert tables({"success": True, "orders": [order]}) == {
        "f": [
            {"id": "1", "number": "1A", "customer.id": "5", "items": '[{"id": "1"}]', "customFields.причина": "x"},
        ]
    }


def test_a_record_without_a_number_keeps_its_list() -> None:
    assert tables([{"Номер": "7", "items": [{"product": "x"}], "result": "успех"}]) == {
        "f": [{"Номер": "7", "items": '[{"product": "x"}]', "result": "успех"}]
    }
