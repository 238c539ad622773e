"""Norms worth drafting: what each is called, where it stands, what it is asked with until its values are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from handbook.exported import Exported
from handbook.identifiers import identifier
from handbook.tables import TABLE

#: The pipeline of a company whose export names none.
ONLY = "Продажи"
#: How a text begins that a person is to replace.
_WHY = "Заполните: что случается с продажей, если эту норму нарушать"
#: A draft is a reason to look, and one in ten may break it: so its limit is chosen.
_BORNE: dict[str, Any] = {"draft": True, "severity": "warning", "tolerance": 10}
#: Of the fields of a deal these are filled by people.
_FIELDS = ("owner", "client_id", "product", "source", "open_reason", "amount", "planned_close")

_COMPANY: tuple[tuple[str, dict[str, Any]], ...] = (
    ("Открытые сделки менеджера", {"kind": "open_deals", "max": 0}),
    ("Исходящие звонки", {"kind": "activity_rate", "activity": "call", "direction": "out", "per": "day", "min": 0}),
    ("Встречи", {"kind": "activity_rate", "activity": "meeting", "per": "week", "min": 0}),
    ("Скорость первого ответа", {"kind": "response_time", "max": "0 wmin"}),
    ("Лиды на менеджера", {"kind": "lead_capacity", "max": 0}),
    ("Внесение контактов", {"kind": "entry_delay", "max": "0 wh"}),
    ("Перерыв в общении с клиентом", {"kind": "contact_gap", "clients": "open", "max": "0 d"}),
    ("Задачи в срок", {"kind": "task_done", "max": "0 d"}),
    ("Плановая дата закрытия", {"kind": "planned_close", "max": "0 d"}),
    ("Скидка", {"kind": "discount", "max": "0 %"}),
    ("Просрочка оплаты", {"kind": "overdue_debt", "per": "invoice", "max": "0 d"}),
    ("Срок заказа", {"kind": "order_deadline", "max": "0 d"}),
    ("Ответ на претензию", {"kind": "complaint_time", "max": "0 wh"}),
    ("Выполнение плана", {"kind": "plan_fact", "min": "0 %"}),
)


@dataclass(frozen=True, slots=True)
class Sketched:
    """A norm before its limit is known.

    Attributes:
        data: As a source would write it.
        pipeline: The pipeline it is about; None for the whole company.
        stage: The stage it is about; None for all of them.
        instead: The norm it gives way to, unless the other's values are too small for its unit.
        field: The field it asks about, when it is one of several made into one norm.
    """

    data: dict[str, Any]
    pipeline: str | None = None
    stage: str | None = None
    instead: str | None = None
    field: str | None = None


def sketches(found: Exported, sellers: Sequence[str]) -> Iterator[Sketched]:
    """Every norm that may come of an export; which of them it proves is not asked yet.

    Args:
        found: What the export tells.
        sellers: Roles of those who own deals: nobody else's calls and meetings are counted against a norm.
    """
    taken: list[str] = []

    def named(title: str, **data: Any) -> dict[str, Any]:  # noqa: ANN401 - YAML of any norm
        name = identifier(f"n {title}", taken, "n-norma")
        taken.append(name)
        return {"id": name, "title": title, "why": _WHY, **_BORNE, **data}

    for met in found.pipelines:
        pipeline = met.title or ONLY
        scope = {"scope": {"pipelines": [pipeline]}}
        title = f"Длительность сделки: {pipeline}"
        yield Sketched(named(title, kind="deal_age", max="0 d", **scope), pipeline)
        if met.order == "history":
            yield Sketched(named(f"Порядок стадий: {pipeline}", kind="stage_order", **scope), pipeline)
        for stage in met.stages:
            if stage.outcome == "open":
                title = f"Время на стадии «{stage.title}»: {pipeline}"
                days = named(title, kind="stage_age", stage=stage.title, max="0 d", **scope)
                yield Sketched(days, pipeline, stage.title)
                hours = named(title, kind="stage_age", stage=stage.title, max="0 wh", **scope)
                yield Sketched(hours, pipeline, stage.title, instead=days["id"])
    reason = {"kind": "required_fields", "fields": [_title("refusal_reason")], "on": "lost"}
    yield Sketched(named("Причина отказа", **reason))
    for column in _FIELDS:
        field = _title(column)
        yield Sketched(named(f"Поле «{field}»", kind="required_fields", fields=[field]), field=field)
    for title, data in _COMPANY:
        scope = {"scope": {"roles": list(sellers)}} if data["kind"] == "activity_rate" else {}
        yield Sketched(named(title, **data, **scope))


def _title(column: str) -> str:
    found = TABLE["deals"].column(column)
    return found.title if found else column
