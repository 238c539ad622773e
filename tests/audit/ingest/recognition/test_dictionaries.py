"""Codes of REST answers are called by the names that other files of the export tell."""

import json
from dataclasses import replace

from handbook.book import Handbook
from tests.audit.ingest.given import Take

LEADS = {
    "_page": 1,
    "_embedded": {
        "leads": [
            {
                "id": number,
                "name": "А",
                "price": 5,
                "status_id": status,
                "pipeline_id": 7,
                "responsible_user_id": 101,
                "created_at": 1772431200,
                "closed_at": None,
            }
            for number, status in ((1, 11), (2, 142), (3, 99))
        ]
    },
}
USERS = {"_embedded": {"users": [{"id": 101, "name": "Ира Белова", "email": "a@example.com", "lang": "ru"}]}}
PIPELINES = {
    "_embedded": {
        "pipelines": [
            {
                "id": 7,
                "name": "Розница",
                "sort": 1,
                "is_main": True,
                "_embedded": {
                    "statuses": [
                        {"id": 11, "name": "Новая", "pipeline_id": 7, "is_editable": True},
                        {"id": 142, "name": "Успех", "pipeline_id": 7, "is_editable": False},
                    ]
                },
            }
        ]
    },
}


def test_users_pipelines_and_stages_of_amocrm_are_decoded(take: Take, handbook: Handbook) -> None:
    texts = [json.dumps(item) for item in (LEADS, USERS, PIPELINES)]
    taken = take(*texts, names=("leads.json", "users.json", "pipelines.json"), book=replace(handbook, profiles={}))
    assert taken.rows("SELECT deal_id, pipeline, stage, outcome, owner FROM deals ORDER BY 1") == [
        ("1", "Розница", "Новая", "open", "Белова Ирина Сергеевна"),
        ("2", "Розница", "Успех", "won", "Белова Ирина Сергеевна"),
        ("3", "Розница", "99", "open", "Белова Ирина Сергеевна"),
    ]
    assert taken.codes() == ["unmatched-stage", "closed-without-date"]
    assert [(account.file, account.source, account.rows_used) for account in taken.given.accounts[1:]] == [
        ("users.json", "JSON, справочник", 1),
        ("pipelines.json [pipelines]", "JSON, справочник", 1),
        ("pipelines.json [statuses]", "JSON, справочник", 2),
    ]


def test_stages_pipelines_and_users_of_bitrix_are_decoded_and_the_profile_wins(take: Take) -> None:
    deal = {"ID": "1", "TITLE": "А", "CATEGORY_ID": "3", "STAGE_ID": "C3:NEW", "ASSIGNED_BY_ID": "12"}
    deals = {"result": [{**deal, "DATE_CREATE": "2026-03-02T10:00:00+03:00", "STAGE_SEMANTIC_ID": "P"}]}
    names = [
        {"ENTITY_ID": "DEAL_STAGE_3", "STATUS_ID": "C3:NEW", "NAME": "Торг"},
        {"ENTITY_ID": "SOURCE", "STATUS_ID": "CALL", "NAME": "Звонок"},
    ]
    categories = {"result": {"categories": [{"id": 3, "name": "Опт", "entityTypeId": 2, "isDefault": "N"}]}}
    users = {"result": [{"ID": "12", "NAME": "Чужой", "LAST_NAME": "Человек", "ACTIVE": True}]}
    texts = [json.dumps(item) for item in (deals, {"result": names}, categories, users)]
    taken = take(*texts, names=("a.json", "b.json", "c.json", "d.json"))
    assert taken.rows("SELECT pipeline, stage, owner FROM deals") == [("Опт", "Торг", "Белова Ирина Сергеевна")]
    assert taken.codes() == []
