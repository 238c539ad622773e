"""Whole exports: the same deals as eight programs write them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random

from tests.audit.ingest.damage.deals import Deal
from tests.audit.ingest.damage.drafts import Draft, Row

Writing = Callable[[Deal], str]
_BITRIX = {
    "deal_id": "ID",
    "title": "Название сделки",
    "pipeline": "Воронка",
    "stage": "Стадия сделки",
    "amount": "Сумма",
    "owner": "Ответственный",
    "created_at": "Дата создания",
    "client_id": "Компания",
    "": "Комментарий",
}
_AMO = {
    "deal_id": "ID",
    "title": "Название сделки",
    "amount": "Бюджет ",
    "owner": "Ответственный",
    "created_at": "Дата создания сделки",
    "": "Примечание",
    "stage": "Этап сделки",
    "pipeline": "Воронка",
    "client_id": "Компания",
}
_PLAIN = {
    "deal_id": "Номер сделки",
    "created_at": "Дата создания",
    "title": "Название",
    "client_id": "Клиент",
    "pipeline": "Воронка",
    "stage": "Стадия",
    "owner": "Ответственный",
    "amount": "Сумма",
    "": "Заметки",
}
_ENGLISH = {
    "deal_id": "Deal ID",
    "title": "Deal Name",
    "stage": "Stage",
    "pipeline": "Pipeline",
    "owner": "Deal owner",
    "amount": "Amount",
    "created_at": "Create Date",
    "client_id": "Company",
    "": "Notes",
}
_REST = {
    "deal_id": "ID",
    "title": "TITLE",
    "pipeline": "CATEGORY_NAME",
    "stage": "STAGE_ID",
    "amount": "OPPORTUNITY",
    "owner": "ASSIGNED_BY_ID",
    "created_at": "DATE_CREATE",
    "client_id": "COMPANY_ID",
    "": "COMMENTS",
}
#: Other titles that the general profile knows.
_ALSO = {
    "deal_id": ("ID сделки", "Код сделки", "№ сделки"),
    "created_at": ("Создана", "Дата открытия", "Created At"),
    "title": ("Название сделки", "Наименование", "Тема"),
    "client_id": ("Контрагент", "Заказчик", "Компания"),
    "pipeline": ("Воронка продаж", "Направление"),
    "stage": ("Этап", "Этап воронки", "Текущая стадия"),
    "owner": ("Менеджер", "Ответственный менеджер", "Продавец"),
    "amount": ("Сумма сделки", "Бюджет", "Стоимость"),
}


def _moment(deal: Deal) -> str:
    return deal.created_at.strftime("%d.%m.%Y %H:%M:%S")


def _day_and_time(deal: Deal) -> str:
    return deal.created_at.strftime("%Y-%m-%d %H:%M")


def _hour_without_zero(deal: Deal) -> str:
    return f"{deal.created_at:%d.%m.%Y} {deal.created_at.hour}:{deal.created_at:%M:%S}"


def _zoned(deal: Deal) -> str:
    return f"{deal.created_at:%Y-%m-%dT%H:%M:%S}+05:00"


def _point(deal: Deal) -> str:
    return f"{deal.amount:.2f}"


def _comma(deal: Deal) -> str:
    return _point(deal).replace(".", ",")


def _grouped(deal: Deal) -> str:
    return f"{deal.amount:,.2f}".replace(",", "\u00a0").replace(".", ",")


def _draft(
    kind: str, titles: dict[str, str], deals: list[Deal], moment: Writing = _moment, amount: Writing = _point
) -> Draft:
    said: dict[str, Writing] = {"created_at": moment, "amount": amount, "owner": lambda deal: deal.written_owner}
    said[""] = lambda deal: deal.comment
    rows = [
        Row(deal, [said[name](deal) if name in said else str(getattr(deal, name)) for name in titles]) for deal in deals
    ]
    return Draft(kind, list(titles), list(titles.values()), rows)


def bitrix24(deals: list[Deal]) -> Draft:
    draft = _draft("csv", _BITRIX, deals)
    draft.quoted = draft.trailing = draft.marked = True
    draft.synonyms = {"pipeline": ("Направление",), "client_id": ("Контакт", "Компания: Название компании")}
    return draft


def amocrm(deals: list[Deal]) -> Draft:
    draft = _draft("csv", _AMO, deals)
    draft.delimiter = ","
    draft.synonyms = {"created_at": ("Дата создания",), "client_id": ("Компания контакта", "Основной контакт")}
    return draft


def windows(deals: list[Deal]) -> Draft:
    draft = _draft("csv", _PLAIN, deals, amount=_comma)
    draft.encoding, draft.end, draft.synonyms = "cp1251", "\r\n", _ALSO
    return draft


def excel_text(deals: list[Deal]) -> Draft:
    draft = _draft("csv", _ENGLISH, deals, moment=_day_and_time)
    draft.encoding, draft.marked, draft.end, draft.delimiter = "utf-16-le", True, "\r\n", "\t"
    return draft


def excel_of_bitrix24(deals: list[Deal]) -> Draft:
    draft = _draft("html", _BITRIX, deals)
    draft.marked = True
    return draft


def workbook(deals: list[Deal]) -> Draft:
    draft = _draft("xlsx", _PLAIN, deals, amount=_grouped)
    draft.synonyms = _ALSO
    return draft


def rest(deals: list[Deal]) -> Draft:
    return _draft("json", _REST, deals, moment=_zoned)


def rest_lines(deals: list[Deal]) -> Draft:
    return _draft("jsonl", _REST, deals, moment=_zoned)


def accountant(deals: list[Deal]) -> Draft:
    draft = _draft("csv", _PLAIN, deals, moment=_hour_without_zero, amount=_grouped)
    total = f"{sum((deal.amount for deal in deals), Decimal(0)):,.2f}".replace(",", "\u00a0").replace(".", ",")
    draft.above = ["Реестр сделок", "Период: 01.01.2026 - 31.05.2026", ""]
    draft.below = [";".join(["Итого", *[""] * 6, total, ""])]
    draft.end, draft.synonyms = "\r\n", _ALSO
    return draft


#: Each shape with how often it is made.
SHAPES: dict[Callable[[list[Deal]], Draft], int] = {
    bitrix24: 5,
    amocrm: 5,
    windows: 5,
    excel_text: 4,
    excel_of_bitrix24: 4,
    accountant: 4,
    rest: 3,
    rest_lines: 3,
    workbook: 1,
}


def random_shape(dice: Random, deals: list[Deal]) -> Draft:
    """The deals as one of the programs writes them."""
    shape = dice.choices(list(SHAPES), list(SHAPES.values()))[0]
    draft = shape(deals)
    draft.told.append(shape.__name__)
    return draft
