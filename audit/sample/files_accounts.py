"""Lists of 1C about money, and the tables kept by hand: feedback, complaints, events with their guests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from audit.sample.events import STEPS, Events
from audit.sample.money import Invoice, Order
from audit.sample.voices import Complaint, Feedback

_CURRENCY = "руб."


def orders_csv(orders: Sequence[Order]) -> bytes:
    """«Заказы покупателей» of 1C."""
    titles = ("Номер", "Дата", "Состояние заказа", "Контрагент", "Сумма документа", "Валюта")
    rows = [
        (
            str(order.deal.number),
            _day(order.deal.closed),
            "В работе" if order.delivered is None else "Закрыт",
            order.deal.company,
            _sum(order.deal.amount),
            _CURRENCY,
            _day(order.due),
            _day(order.delivered),
            _sum(order.cost),
            order.deal.owner,
        )
        for order in sorted(orders, key=lambda item: (item.deal.closed or date.max, item.deal.number))
    ]
    return _table((*titles, "Дата отгрузки", "Фактическая дата отгрузки", "Себестоимость", "Ответственный"), rows)


def invoices_csv(invoices: Sequence[Invoice]) -> bytes:
    """«Счета на оплату» of 1C."""
    rows = [
        (
            invoice.number,
            _day(invoice.issued),
            invoice.deal.company,
            _sum(invoice.amount),
            _CURRENCY,
            _day(invoice.due),
            f"Заказ покупателя {invoice.deal.number} от {_day(invoice.deal.closed or invoice.issued)}",
            invoice.deal.owner,
        )
        for invoice in invoices
    ]
    titles = ("Номер", "Дата", "Контрагент", "Сумма документа", "Валюта", "Оплатить до", "Заказ покупателя")
    return _table((*titles, "Ответственный"), rows)


def payments_csv(invoices: Sequence[Invoice]) -> bytes:
    """«Поступления на расчётный счёт» of 1C."""
    came = sorted((day, invoice.number, amount, invoice) for invoice in invoices for day, amount in invoice.paid)
    rows = [
        (
            f"{number:08}",
            _day(day),
            invoice.deal.company,
            _sum(amount),
            _CURRENCY,
            "От покупателя",
            f"Счет на оплату покупателю {invoice.number} от {_day(invoice.issued)}",
            invoice.deal.owner,
        )
        for number, (day, _, amount, invoice) in enumerate(came, 1)
    ]
    titles = ("Номер", "Дата", "Плательщик", "Сумма документа", "Валюта", "Вид операции", "Счет на оплату")
    return _table((*titles, "Ответственный"), rows)


def feedback_csv(found: Sequence[Feedback]) -> bytes:
    """Feedback as the department keeps it."""
    rows = []
    for number, item in enumerate(sorted(found, key=lambda item: (item.at, item.order.deal.number)), 1):
        order = (str(item.order.deal.number), item.order.deal.company)
        rows.append((f"О-{number:03}", *order, f"{item.at:%d.%m.%Y}", str(item.score), item.text))
    return _table(("Номер отзыва", "Номер заказа", "Клиент", "Получено", "Оценка", "Текст"), rows)


def complaints_csv(found: Sequence[Complaint]) -> bytes:
    """Complaints as the department keeps them, numbered in their order."""
    rows = [
        (
            f"П-{number:02}",
            _moment(item.received),
            _moment(item.answered),
            item.order.deal.company,
            str(item.order.deal.number),
            item.order.deal.owner,
        )
        for number, item in enumerate(found, 1)
    ]
    return _table(("Номер претензии", "Получено", "Отвечено", "Клиент", "Номер заказа", "Ответственный"), rows)


def events_csv(events: Events) -> bytes:
    """The events of the plan."""
    rows = [(number, title, f"{day:%d.%m.%Y} 10:00") for number, title, day in events.events]
    return _table(("Номер события", "Название", "Начало"), rows)


def guests_csv(events: Events) -> bytes:
    """The list of the invited with the marks of their way."""
    rows = []
    for guest in events.guests:
        way = [guest.invited, *guest.way, *(None,) * (len(STEPS) - len(guest.way))]
        rows.append((guest.event, guest.company, *map(_moment, way)))
    return _table(("Номер события", "Клиент", "Приглашён", *(title for title, _ in STEPS)), rows)


def _table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    lines = [";".join(map(_cell, cells)) + "\n" for cells in (titles, *rows)]
    return "".join(lines).encode("utf-8-sig")


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if '"' in text or ";" in text else text


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%d.%m.%Y} 0:00:00"


def _moment(at: datetime | None) -> str:
    return "" if at is None else f"{at:%d.%m.%Y %H:%M}"


def _sum(amount: int) -> str:
    """Roubles as 1C writes them: a thousand is set off by a space that does not break."""
    return f"{amount:,},00".replace(",", "\u00a0", f"{amount:,}".count(","))
