"""What an export lacks and how to obtain it, in words a head of sales can pass on to whoever runs the CRM."""

from __future__ import annotations

from dataclasses import dataclass

from audit.prepare.setting import Setting
from handbook.result import Missing
from handbook.tables import TABLE

HOW: dict[str, str] = {
    "deals": "Выгрузите список сделок из CRM в CSV или Excel",
    "stage_changes": "История стадий выгружается отдельно от сделок: в Битрикс24 — REST crm.stagehistory.list, "
    "в amoCRM — события смены этапа (раздел «Список событий» или GET /api/v4/events)",
    "owner_changes": "История ответственных выгружается отдельно: журнал изменений сделок или события CRM",
    "field_changes": "История полей выгружается отдельно от сделок: в Битрикс24 — вкладка «История» карточки, "
    "в amoCRM — «Список событий» или GET /api/v4/events, в 1С — история изменений объектов; столбцы: номер сделки, "
    "поле, было, стало, когда, кто",
    "deal_products": "Выгрузите строки товаров сделок: номер сделки, товар, количество, цена; в Битрикс24 — экспорт "
    "списка сделок с товарами, в 1С — товары заказов",
    "quotes": "Выгрузите коммерческие предложения: номер, сделка, дата создания; в Битрикс24 — раздел «Предложения», "
    "экспорт в Excel",
    "plan": "Добавьте к выгрузке таблицу плана: сотрудник, месяц, сумма",
    "payments": "Выгрузите оплаты из CRM или учётной системы: сделка, ответственный, сумма, дата оплаты",
    "leads": "Выгрузите лиды: в Битрикс24 — раздел «Лиды», экспорт в Excel, или REST crm.lead.list; в amoCRM лиды — "
    "сделки этапа «Неразобранное» и первых этапов воронки, сохраните их отдельным файлом; в 1С — документы обращений",
    "activities": "Выгрузите дела, звонки и письма: в Битрикс24 — REST crm.activity.list и voximplant.statistic.get, "
    "в amoCRM — события и примечания (GET /api/v4/events, /api/v4/leads/notes), звонки — ещё и из телефонии",
    "tasks": "Выгрузите задачи со сроком и временем завершения: в Битрикс24 — «Задачи», экспорт в Excel, или REST "
    "tasks.task.list, в amoCRM — «Задачи» или GET /api/v4/tasks, в 1С — список задач",
    "complaints": "Выгрузите претензии или рекламации с временем получения и ответа: из 1С, CRM (в Битрикс24 — "
    "смарт-процесс, REST crm.item.list) или ведите их таблицей: номер, клиент, получено, отвечено",
    "invoices": "Выгрузите счета: номер, клиент, сделка, ответственный, сумма, дата выставления, срок оплаты; "
    "из 1С — список «Счета покупателям» в Excel, в Битрикс24 — «Счета», экспорт в Excel, или REST crm.item.list",
    "orders": "Выгрузите заказы: номер, сделка, клиент, ответственный, срок и дата исполнения; из 1С — список «Заказы "
    "покупателей» в Excel",
    "feedback": "Выгрузите отзывы или опросы клиентов: номер заказа, дата получения, оценка; или ведите их таблицей",
    "employees": "Заполните список сотрудников regulations/staff.yaml: имя и должность",
    "clients": "Выгрузите справочник клиентов из CRM",
}


@dataclass(frozen=True, slots=True)
class Either(Missing):
    """A need that something else of the export would serve as well.

    Attributes:
        others: What else would do; ``how`` of the need itself already tells of them.
    """

    others: tuple[Missing, ...] = ()


def either(need: Missing, *others: Missing) -> Missing:
    """One need that any of several things serves, with every way to obtain one."""
    how = "; или ".join((need.how, *(other.how[:1].lower() + other.how[1:] for other in others)))
    return Either(need.table, need.columns, how, others)


def lacking(setting: Setting, table: str, *columns: str, force: bool = False) -> tuple[Missing, ...]:
    """What of a table the export lacks; empty when it has all the columns.

    Args:
        setting: The circumstances.
        table: A canonical table.
        columns: Its columns that are needed.
        force: Say that they are missing whatever the export holds.
    """
    absent = tuple(column for column in columns if force or column not in setting.present.get(table, frozenset()))
    if not absent:
        return ()
    known = TABLE[table]
    if table not in setting.present or force:
        return (Missing(table, absent, HOW.get(table, f"Выгрузите таблицу «{known.title}»")),)
    titles = ", ".join(f"«{_title(table, column)}»" for column in absent)
    noun = "столбец" if len(absent) == 1 else "столбцы"
    known_otherwise = (
        "если он там есть под другим названием, сопоставьте его в профиле CRM"
        if len(absent) == 1
        else "если они там есть под другими названиями, сопоставьте их в профиле CRM"
    )
    return (
        Missing(
            table,
            absent,
            f"Добавьте в выгрузку «{known.title}» {noun} {titles}; {known_otherwise}",
        ),
    )


def lacking_closing(setting: Setting) -> tuple[Missing, ...]:
    """What the export lacks to tell when deals were closed: their column, the history, or the entry into a stage."""
    told = setting.has("stage_changes", "stage", "entered_at") or setting.has("deals", "stage", "stage_entered_at")
    return () if told or "deals" not in setting.present else lacking(setting, "deals", "closed_at")


def _title(table: str, column: str) -> str:
    found = TABLE[table].column(column)
    return found.title if found else column
