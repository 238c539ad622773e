"""The canonical tables every export is turned into and every norm is judged on (norms.md §3).

The single place that names tables, columns and types; profiles, rules and the documentation are checked against it.
Every table also has ``source_file`` and ``source_row``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Type(StrEnum):
    """Column types. Times are without zone, in the company's time; identifiers are text."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    TIMESTAMP = "timestamp"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A canonical column with its Russian title."""

    name: str
    type: Type
    title: str
    key: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A canonical table with its Russian title."""

    name: str
    title: str
    columns: tuple[TableColumn, ...]

    def column(self, name: str) -> TableColumn | None:
        """The column of that name, if the table has it."""
        return next((column for column in self.columns if column.name == name), None)


def _text(name: str, title: str, *, key: bool = False) -> TableColumn:
    return TableColumn(name, Type.TEXT, title, key)


def _number(name: str, title: str) -> TableColumn:
    return TableColumn(name, Type.NUMBER, title)


def _date(name: str, title: str) -> TableColumn:
    return TableColumn(name, Type.DATE, title)


def _time(name: str, title: str) -> TableColumn:
    return TableColumn(name, Type.TIMESTAMP, title)


def _flag(name: str, title: str) -> TableColumn:
    return TableColumn(name, Type.FLAG, title)


TABLES: tuple[Table, ...] = (
    Table(
        "deals",
        "Сделки",
        (
            _text("deal_id", "Номер сделки", key=True),
            _text("title", "Название"),
            _text("pipeline", "Воронка"),
            _text("stage", "Стадия"),
            _text("owner", "Ответственный"),
            _text("client_id", "Клиент"),
            _text("product", "Продукт"),
            _number("amount", "Сумма"),
            _text("currency", "Валюта"),
            _number("list_amount", "Сумма по прайсу"),
            _number("discount_percent", "Скидка, %"),
            _text("source", "Источник"),
            _text("open_reason", "Причина открытия"),
            _time("created_at", "Дата создания"),
            _date("planned_close", "Плановая дата закрытия"),
            _time("closed_at", "Дата закрытия"),
            _text("outcome", "Исход"),
            _text("refusal_reason", "Причина отказа"),
            _text("refusal_reason_raw", "Причина отказа, как записана"),
            _text("created_by", "Кем создано"),
            _flag("is_deleted", "Удалено"),
            _time("stage_entered_at", "Дата входа на текущую стадию"),
        ),
    ),
    Table(
        "deal_fields",
        "Поля сделок",
        (
            _text("deal_id", "Номер сделки"),
            _text("field", "Поле"),
            _text("value", "Значение"),
        ),
    ),
    Table(
        "deal_products",
        "Товары сделок",
        (
            _text("deal_id", "Номер сделки"),
            _text("product", "Продукт"),
            _number("quantity", "Количество"),
            _number("price", "Цена"),
            _number("list_price", "Цена по прайсу"),
            _number("cost", "Себестоимость"),
        ),
    ),
    Table(
        "stage_changes",
        "История стадий",
        (
            _text("deal_id", "Номер сделки"),
            _text("event_id", "Номер события"),
            _text("pipeline", "Воронка"),
            _text("stage", "Стадия"),
            _time("entered_at", "Время входа на стадию"),
            _text("changed_by", "Кто перевёл"),
        ),
    ),
    Table(
        "owner_changes",
        "Смена ответственных",
        (
            _text("object", "Вид объекта"),
            _text("id", "Номер объекта"),
            _text("old", "Было"),
            _text("new", "Стало"),
            _time("at", "Когда"),
            _text("by", "Кто"),
        ),
    ),
    Table(
        "field_changes",
        "История полей",
        (
            _text("object", "Вид объекта"),
            _text("id", "Номер объекта"),
            _text("field", "Поле"),
            _text("old", "Было"),
            _text("new", "Стало"),
            _time("at", "Когда"),
            _text("by", "Кто"),
        ),
    ),
    Table(
        "leads",
        "Лиды",
        (
            _text("lead_id", "Номер лида", key=True),
            _time("created_at", "Дата создания"),
            _text("source", "Источник"),
            _text("owner", "Ответственный"),
            _time("assigned_at", "Назначен"),
            _time("first_response_at", "Первый ответ"),
            _text("first_response_by", "Кто ответил"),
            _text("status", "Статус"),
            _flag("qualified", "Квалифицирован"),
            _text("deal_id", "Номер сделки"),
            _text("client_id", "Клиент"),
        ),
    ),
    Table(
        "activities",
        "Дела и звонки",
        (
            _text("activity_id", "Номер дела", key=True),
            _text("kind", "Вид"),
            _text("direction", "Направление"),
            _text("deal_id", "Номер сделки"),
            _text("lead_id", "Номер лида"),
            _text("client_id", "Клиент"),
            _text("employee", "Сотрудник"),
            _time("started_at", "Начало"),
            _time("recorded_at", "Внесено"),
            _number("duration_s", "Длительность, с"),
            _text("result", "Результат"),
            _flag("is_human", "Сделал человек"),
        ),
    ),
    Table(
        "tasks",
        "Задачи",
        (
            _text("task_id", "Номер задачи", key=True),
            _text("deal_id", "Номер сделки"),
            _text("client_id", "Клиент"),
            _text("employee", "Сотрудник"),
            _text("kind", "Вид"),
            _time("created_at", "Дата создания"),
            _time("due_at", "Срок"),
            _time("done_at", "Завершена"),
        ),
    ),
    Table(
        "clients",
        "Клиенты",
        (
            _text("client_id", "Клиент", key=True),
            _text("name", "Имя"),
            _text("segment", "Сегмент"),
            _text("region", "Регион"),
            _text("owner", "Ответственный"),
            _time("created_at", "Дата создания"),
            _text("ladder", "Ступень приверженности"),
        ),
    ),
    Table(
        "quotes",
        "Предложения",
        (
            _text("quote_id", "Номер предложения", key=True),
            _text("deal_id", "Номер сделки"),
            _text("client_id", "Клиент"),
            _text("owner", "Ответственный"),
            _number("amount", "Сумма"),
            _text("currency", "Валюта"),
            _time("created_at", "Дата создания"),
            _text("status", "Статус"),
        ),
    ),
    Table(
        "invoices",
        "Счета",
        (
            _text("invoice_id", "Номер счёта", key=True),
            _text("deal_id", "Номер сделки"),
            _text("client_id", "Клиент"),
            _text("owner", "Ответственный"),
            _number("amount", "Сумма"),
            _text("currency", "Валюта"),
            _time("issued_at", "Выставлен"),
            _time("due_at", "Срок"),
            _time("paid_at", "Оплачен"),
        ),
    ),
    Table(
        "payments",
        "Оплаты",
        (
            _text("payment_id", "Номер оплаты", key=True),
            _text("invoice_id", "Номер счёта"),
            _text("deal_id", "Номер сделки"),
            _text("client_id", "Клиент"),
            _text("owner", "Ответственный"),
            _number("amount", "Сумма"),
            _text("currency", "Валюта"),
            _time("paid_at", "Оплачен"),
        ),
    ),
    Table(
        "orders",
        "Заказы",
        (
            _text("order_id", "Номер заказа", key=True),
            _text("deal_id", "Номер сделки"),
            _text("client_id", "Клиент"),
            _text("owner", "Ответственный"),
            _number("amount", "Сумма"),
            _text("currency", "Валюта"),
            _time("created_at", "Дата создания"),
            _time("due_at", "Срок"),
            _time("delivered_at", "Исполнен"),
            _number("direct_cost", "Прямые затраты"),
            _number("full_cost", "Полные затраты"),
        ),
    ),
    Table(
        "feedback",
        "Отзывы",
        (
            _text("feedback_id", "Номер отзыва", key=True),
            _text("order_id", "Номер заказа"),
            _text("client_id", "Клиент"),
            _time("received_at", "Получено"),
            _number("score", "Оценка"),
            _text("text", "Текст"),
        ),
    ),
    Table(
        "complaints",
        "Претензии",
        (
            _text("complaint_id", "Номер претензии", key=True),
            _text("client_id", "Клиент"),
            _text("order_id", "Номер заказа"),
            _text("owner", "Ответственный"),
            _time("received_at", "Получено"),
            _time("answered_at", "Отвечено"),
        ),
    ),
    Table(
        "events",
        "Мероприятия",
        (
            _text("event_id", "Номер события", key=True),
            _text("title", "Название"),
            _time("starts_at", "Начало"),
        ),
    ),
    Table(
        "event_guests",
        "Участники мероприятий",
        (
            _text("event_id", "Номер события"),
            _text("client_id", "Клиент"),
            _time("invited_at", "Приглашён"),
            _time("delivered_at", "Доставлено"),
            _time("called_at", "Обзвонен"),
            _time("responded_at", "Откликнулся"),
            _time("registered_at", "Зарегистрирован"),
            _time("confirmed_at", "Подтвердил"),
            _time("came_at", "Пришёл"),
            _time("interested_at", "Заинтересовался"),
        ),
    ),
    Table(
        "employees",
        "Сотрудники",
        (
            _text("name", "Имя", key=True),
            _text("position", "Должность"),
            _date("hired_at", "Принят"),
            _date("dismissed_at", "Уволен"),
        ),
    ),
    Table(
        "absences",
        "Отсутствия",
        (
            _text("employee", "Сотрудник"),
            _date("from_day", "Первый день"),
            _date("to_day", "Последний день"),
        ),
    ),
    Table(
        "plan",
        "План",
        (
            _text("owner", "Ответственный"),
            _date("month", "Месяц"),
            _text("measure", "Показатель"),
            _number("amount", "Сумма"),
        ),
    ),
    Table(
        "fx",
        "Курсы валют",
        (
            _text("currency", "Валюта"),
            _date("day", "День"),
            _number("rate", "Курс"),
        ),
    ),
)

TABLE: dict[str, Table] = {table.name: table for table in TABLES}
