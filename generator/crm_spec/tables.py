"""The requirements as tables, the same for every file: what to set up, a line each, with a box to tick."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.crm_spec.model import Card, CrmSpec, Pipeline, Who

BOX = "☐"
_NONE = "—"


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its title and its width in characters."""

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the requirements.

    Attributes:
        title: Its heading.
        sheet: The name of its sheet in the workbook.
        intro: What to do by it.
        heads: Columns after the box and the number.
        rows: Cells; lines of a cell are apart.
        wide: Whether it needs a turned page.
        part: What part of the requirements it belongs to, when there are several tables in it.
    """

    title: str
    sheet: str
    intro: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[str, ...], ...]
    wide: bool = True
    part: str = ""


def tables(spec: CrmSpec) -> tuple[Table, ...]:
    """Every table that has something to say, in the order the work goes."""
    found = [
        *(_pipeline(pipeline) for pipeline in spec.pipelines),
        *(_card(card) for card in spec.cards),
        _dictionaries(spec),
        _rights(spec),
        _automations(spec),
        _watches(spec),
        _data(spec),
        _contradictions(spec),
    ]
    return tuple(table for table in found if table.rows)


def _pipeline(pipeline: Pipeline) -> Table:
    rows = [
        (
            stage.title,
            stage.outcome,
            _lines(dict.fromkeys(f"{opening.operation} — {opening.who.called}" for opening in stage.openings)),
            _lines(stage.moves),
            _called(stage.movers) or ("исполнитель операции" if stage.openings else "ответственный за сделку"),
            _lines(stage.norms),
        )
        for stage in pipeline.stages
    ]
    return Table(
        f"Воронка «{pipeline.title}»",
        "Воронки",
        f"Процесс: {pipeline.process}. Стадии — в этом порядке; других переходов, кроме названных, не открывайте.",
        (
            Head("Стадия", 22),
            Head("Исход", 12),
            Head("Какие операции на ней и кто их выполняет", 44),
            Head("Куда можно", 26),
            Head("Кто переводит сюда", 24),
            Head("Нормы", 44),
        ),
        tuple(rows),
        part="Воронки и стадии",
    )


def _card(card: Card) -> Table:
    rows = [
        (
            item.title,
            " / ".join(item.types) or "строка",
            _lines(item.values),
            _lines(item.mandatory) or "необязательно",
            _lines(item.born),
            _called(item.fillers),
            _lines(item.norms),
            _lines(item.documents),
            _lines(item.notes),
        )
        for item in card.fields
    ]
    return Table(
        f"Карточка: {card.title}",
        "Поля",
        " ".join(("Заведите поля с этими названиями: по названиям их находят отчёты и аудит.", *_described(card))),
        (
            Head("Поле", 24),
            Head("Тип", 18),
            Head("Значения", 25),
            Head("Когда обязательно", 34),
            Head("Где заполняется", 32),
            Head("Кто заполняет", 23),
            Head("Какая норма проверяет", 27),
            Head("Документ", 18),
            Head("Как заполнять", 37),
        ),
        tuple(rows),
        part="Карточки и поля",
    )


def _described(card: Card) -> tuple[str, ...]:
    if not card.described:
        return ()
    return (f"Карточку описыва{'е' if len(card.described) == 1 else 'ю'}т {'; '.join(card.described)}.",)


def _dictionaries(spec: CrmSpec) -> Table:
    rows = [
        (
            item.title,
            _lines(item.cards) or _NONE,
            _lines(item.values) or "согласовать с владельцем процесса",
            _lines(item.notes),
        )
        for item in spec.dictionaries
    ]
    return Table(
        "Справочники",
        "Справочники",
        "Значения выбирают из списка; «другое» не заводите, пока его нет среди значений.",
        (Head("Справочник", 26), Head("Карточки", 18), Head("Значения", 44), Head("Что сказано в описании", 60)),
        tuple(rows),
    )


def _rights(spec: CrmSpec) -> Table:
    rows = [
        (
            item.role,
            _lines(item.positions) or _NONE,
            _lines(item.creates) or _NONE,
            _lines(item.moves) or _NONE,
            _lines(item.fills) or _NONE,
            _lines(item.sees) or _NONE,
            _lines(item.limits) or _NONE,
        )
        for item in spec.rights
    ]
    return Table(
        "Роли и права",
        "Права",
        "Права даются роли; должность, которая несёт несколько ролей, получает права всех.",
        (
            Head("Роль", 22),
            Head("Должности", 22),
            Head("Создаёт", 26),
            Head("Переводит на стадии", 34),
            Head("Заполняет поля", 60),
            Head("Видит отчёты и фильтры", 36),
            Head("Запреты", 34),
        ),
        tuple(rows),
    )


def _automations(spec: CrmSpec) -> Table:
    rows = [(item.text, item.trigger, item.addressee, item.process) for item in spec.automations]
    return Table(
        "Автоматизация",
        "Автоматизация",
        "Что CRM делает сама: роботы, задачи, запреты и напоминания.",
        (Head("Что делает CRM", 60), Head("Когда: стадия, операция", 44), Head("Кому", 30), Head("Процесс", 28)),
        tuple(rows),
    )


def _watches(spec: CrmSpec) -> Table:
    rows = [
        (item.name, item.kind, item.information, item.reader, item.when, _lines(item.norms), item.operation)
        for item in spec.watches
    ]
    return Table(
        "Отчёты и фильтры контрольных точек",
        "Отчёты и фильтры",
        "Каждый должен открываться под этим названием у того, кто его читает.",
        (
            Head("Название", 34),
            Head("Вид", 12),
            Head("Что показывает", 44),
            Head("Кто читает", 24),
            Head("Когда", 24),
            Head("Нормы", 40),
            Head("Операция", 28),
        ),
        tuple(rows),
    )


def _data(spec: CrmSpec) -> Table:
    rows = [(item.kind, item.needs, item.source, _lines(item.norms)) for item in spec.data]
    return Table(
        "Что должно выгружаться для аудита",
        "Данные аудита",
        "Без этих данных норма останется непроверенной. Настройте выгрузки в CSV или Excel с этими столбцами и "
        "передайте по одной на пробу тому, кто проводит аудит: он проверит, всё ли в них есть.",
        (Head("Вид нормы", 26), Head("Что нужно", 60), Head("Откуда", 20), Head("Нормы", 44)),
        tuple(rows),
    )


def _contradictions(spec: CrmSpec) -> Table:
    rows = [(item.about, item.first, item.second) for item in spec.contradictions]
    return Table(
        "Противоречия описания",
        "Противоречия",
        "До настройки решите, что верно, и исправьте описание: у поля в CRM один тип и одно правило.",
        (Head("О чём", 40), Head("Одно место", 50), Head("Другое место", 50)),
        tuple(rows),
    )


def parts(found: Iterable[Table]) -> Iterator[tuple[str, tuple[Table, ...]]]:
    """Tables by the part they belong to; a table that is a part by itself stands alone."""
    group: list[Table] = []
    for table in found:
        if group and (not table.part or table.part != group[0].part):
            yield group[0].part or group[0].title, tuple(group)
            group = []
        group.append(table)
    if group:
        yield group[0].part or group[0].title, tuple(group)


def _called(people: Iterable[Who]) -> str:
    """Names, each once: one post may carry several roles."""
    return _lines(dict.fromkeys(who.called for who in people))


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)
