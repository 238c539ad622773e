"""The sample in the shapes Bitrix24 gives: the deals as the list is exported, the history as REST answers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from audit.sample.model import AS_OF, Deal, Line, World
from handbook.model.profile import Profile
from handbook.russian.cases import Case
from handbook.russian.dates import month_name

#: The portal answers REST in the zone of its server.
PORTAL = ZoneInfo("Europe/Moscow")
_COLUMNS = (
    "ID",
    "Название сделки",
    "Воронка",
    "Стадия сделки",
    "Тип",
    "Источник",
    "Сумма",
    "Валюта",
    "Компания",
    "Контакт",
    "Ответственный",
    "Сделка закрыта",
    "Дата создания",
    "Кем создана",
    "Дата изменения",
    "Дата начала",
    "Предполагаемая дата закрытия",
    "Товар",
    "Цена",
    "Количество",
    "Скидка",
    "Сумма по прайсу",
    "Причина отказа",
    "Причина открытия",
    "Комментарий",
    "UTM Source",
    "UTM Medium",
    "UTM Campaign",
    "UTM Content",
    "UTM Term",
)
_SEMANTIC = {"open": "P", "won": "S", "lost": "F"}


def names_in_crm(world: World) -> dict[str, str]:
    """How the CRM writes every employee: the first alias, else the name itself."""
    return {person.name: (person.aliases or (person.name,))[0] for person in world.handbook.staff}


def deals_csv(world: World, deals: Sequence[Deal], fields: Sequence[str] = ()) -> bytes:
    """The list of deals as «Экспорт в CSV» gives it: newest first, a line per product, every field quoted.

    Args:
        world: The company.
        deals: The deals.
        fields: Fields of the company's own that this list shows after the others.
    """
    names = names_in_crm(world)
    assistant = world.one("assistent")
    lines = [line_of((*_COLUMNS, *fields))]
    for deal in sorted(deals, key=lambda item: -item.number):
        products: list[Line | None] = [*deal.lines] or [None]
        own = tuple(deal.card.get(field, "") for field in fields)
        lines += [line_of((*_cells(deal, item, names, assistant), *own)) for item in products]
    return "".join(lines).encode("utf-8-sig")


def line_of(cells: Sequence[str]) -> str:
    """A line of an export: every field quoted, a separator after the last one too."""
    return "".join('"' + cell.replace('"', '""') + '";' for cell in cells) + "\n"


def _cells(deal: Deal, line: Line | None, names: Mapping[str, str], assistant: str) -> tuple[str, ...]:
    last = deal.steps[-1]
    changed = min(last.at + timedelta(minutes=11), datetime.combine(AS_OF, last.at.time()) - timedelta(days=1))
    close = deal.planned if deal.closed is None else deal.closed
    utm = (*deal.utm, *("",) * 5)[:5]
    return (
        str(deal.number),
        deal.title,
        last.pipeline,
        last.stage,
        "Продажа",
        deal.source,
        f"{line.price * line.quantity if line else 0}.00",
        "Российский рубль",
        deal.company,
        deal.contact,
        names[deal.owner],
        "Нет" if deal.closed is None else "Да",
        f"{deal.created:%d.%m.%Y %H:%M:%S}",
        names[deal.creator or assistant],
        f"{max(changed, last.at):%d.%m.%Y %H:%M:%S}",
        f"{deal.created:%d.%m.%Y}",
        f"{close:%d.%m.%Y}",
        line.product if line else "",
        f"{line.price}.00" if line else "",
        str(line.quantity) if line else "",
        deal.discount,
        f"{deal.list_amount}.00" if line else "",
        deal.reason,
        deal.opening,
        deal.comment,
        *utm,
    )


def history_json(world: World, profile: Profile, deals: Sequence[Deal]) -> bytes:
    """``crm.stagehistory.list`` with all pages put together."""
    codes = {(item.pipeline, item.stage): item.names[0] for item in profile.stages}
    categories = {title: int(code) for code, title in profile.pipelines.items() if code.isdigit()}
    company = ZoneInfo(world.handbook.company.timezone)
    steps = sorted(
        ((step.at, deal.number, place, deal) for deal in deals for place, step in enumerate(deal.steps)),
        key=lambda item: item[:3],
    )
    items = []
    for number, (at, _, place, deal) in enumerate(steps, 5001):
        step = deal.steps[place]
        meaning = next(
            (stage.outcome for stage in world.funnels[step.pipeline].stages if stage.title == step.stage), "open"
        )
        moved = place > 0 and deal.steps[place - 1].pipeline != step.pipeline
        kind = 1 if place == 0 else 5 if moved else 2 if meaning == "open" else 3
        items.append(
            {
                "ID": number,
                "TYPE_ID": kind,
                "OWNER_ID": deal.number,
                "CREATED_TIME": at.replace(tzinfo=company).astimezone(PORTAL).isoformat(),
                "CATEGORY_ID": categories[step.pipeline],
                "STAGE_SEMANTIC_ID": _SEMANTIC[meaning],
                "STAGE_ID": codes[step.pipeline, step.stage],
            }
        )
    body = ",\n".join(map(compact, items))
    return f'{{"result":{{"items":[\n{body}\n]}},"total":{len(items)}}}\n'.encode()


def compact(item: Mapping[str, object]) -> str:
    """A record as portals write it: without a space to spare."""
    return json.dumps(item, ensure_ascii=False, separators=(",", ":"))


def plan_csv(world: World, plans: Mapping[str, Mapping[tuple[str, date], Decimal]]) -> bytes:
    """The plan as a head of sales keeps it: manager, month, what is planned, roubles."""
    names = names_in_crm(world)
    rows = [
        f"{names[owner]};{month_name(month.month, Case.NOMINATIVE)} {month.year};{measure};{amount}"
        for measure, plan in plans.items()
        for (owner, month), amount in sorted(plan.items(), key=lambda item: (item[0][1], item[0][0]))
    ]
    return ("\ufeffМенеджер;Месяц;Показатель;План\n" + "".join(f"{row}\n" for row in rows)).encode()
