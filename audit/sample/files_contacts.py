"""The sample's enquiries, meetings and calls in the shapes Bitrix24 gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from audit.sample.files import PORTAL, compact, line_of, names_in_crm
from audit.sample.model import Activity, Lead, World
from audit.sample.words import MEETINGS
from handbook.model.profile import Profile

_LEAD_COLUMNS = (
    "ID",
    "Название лида",
    "Статус",
    "Источник",
    "Название компании",
    "Ответственный",
    "Дата создания",
    "Кем создан",
    "Дата изменения",
    "Передан менеджеру",
)
#: Codes of the enumerations of Bitrix24.
_TYPE = {"meeting": "1", "email": "4"}
_DIRECTION = {"in": "1", "out": "2", "": "0"}
_CALL = {"out": "1", "in": "2"}
_ANSWERED, _MISSED, _BUSY = "200", "304", "486"
_LEAD, _DEAL = "1", "2"
_LETTER = "Подтверждение обращения"


def leads_csv(world: World, leads: Sequence[Lead]) -> bytes:
    """The list of leads as «Экспорт в CSV» gives it: newest first; the assistant's until they are given away."""
    names = names_in_crm(world)
    assistant = names[world.one("assistent")]
    lines = [line_of(_LEAD_COLUMNS)]
    for lead in sorted(leads, key=lambda item: -item.number):
        created, changed = lead.arrived, lead.arrived + timedelta(minutes=43)
        given = "" if lead.assigned is None else f"{lead.assigned:%d.%m.%Y %H:%M:%S}"
        moments = (f"{created:%d.%m.%Y %H:%M:%S}", assistant, f"{changed:%d.%m.%Y %H:%M:%S}", given)
        owner = names[lead.owner] if lead.owner else assistant
        lines.append(line_of((str(lead.number), lead.title, lead.status, lead.source, lead.company, owner, *moments)))
    return "".join(lines).encode("utf-8-sig")


def numbered(activities: Iterable[Activity]) -> list[Activity]:
    """Activities in the order of time, numbered like one list of the CRM."""
    found = sorted(activities, key=lambda item: (item.at, item.employee, item.kind, item.deal or 0))
    for number, item in enumerate(found, 30001):
        item.number = number
    return found


def activities_json(world: World, profile: Profile, activities: Sequence[Activity]) -> bytes:
    """``crm.activity.list`` of meetings and letters."""
    users = users_of(world, profile)
    items = [
        {
            "ID": str(item.number),
            "OWNER_ID": _owner(item),
            "OWNER_TYPE_ID": _DEAL if item.lead is None else _LEAD,
            "TYPE_ID": _TYPE[item.kind],
            "SUBJECT": item.subject or (MEETINGS[item.number % len(MEETINGS)] if item.kind == "meeting" else _LETTER),
            "CREATED": moment_of(world, item.recorded or item.at),
            "START_TIME": moment_of(world, item.at),
            "COMPLETED": "Y" if item.done else "N",
            "RESPONSIBLE_ID": users[item.employee],
            "DIRECTION": _DIRECTION[item.direction],
        }
        for item in activities
        if item.kind in _TYPE
    ]
    return _answer(items)


def calls_json(world: World, profile: Profile, activities: Sequence[Activity]) -> bytes:
    """``voximplant.statistic.get``: every call with its outcome."""
    users = users_of(world, profile)
    items = [
        {
            "ID": str(number),
            "CALL_ID": f"externalCall.{item.number:08x}",
            "PORTAL_USER_ID": users[item.employee],
            "CALL_TYPE": _CALL[item.direction],
            "CALL_DURATION": str(40 + item.number * 37 % 400) if item.success else "0",
            "CALL_START_DATE": moment_of(world, item.at),
            "CALL_FAILED_CODE": _ANSWERED if item.success else _MISSED if item.direction == "in" else _BUSY,
            "CRM_ENTITY_TYPE": "DEAL" if item.lead is None else "LEAD",
            "CRM_ENTITY_ID": _owner(item),
            "CRM_ACTIVITY_ID": str(item.number),
        }
        for number, item in enumerate((item for item in activities if item.kind == "call"), 7001)
    ]
    return _answer(items)


def users_of(world: World, profile: Profile) -> Mapping[str, str]:
    """The number of every employee on the portal."""
    numbers = {name: number for number, name in profile.users.items()}
    return {name: numbers[called] for name, called in names_in_crm(world).items()}


def _owner(item: Activity) -> str:
    return str(item.deal if item.lead is None else item.lead.number)


def moment_of(world: World, at: datetime) -> str:
    """A moment of the company as REST writes it."""
    company = ZoneInfo(world.handbook.company.timezone)
    return at.replace(tzinfo=company).astimezone(PORTAL).isoformat()


def _answer(items: Sequence[Mapping[str, str]]) -> bytes:
    body = ",\n".join(map(compact, items))
    return f'{{"result":[\n{body}\n],"total":{len(items)}}}\n'.encode()
