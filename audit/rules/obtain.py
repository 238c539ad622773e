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
    "plan": "Добавьте к выгрузке таблицу плана: сотрудник, месяц, сумма",
    "payments": "Выгрузите оплаты из CRM или учётной системы: сделка, ответственный, сумма, дата оплаты",
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
