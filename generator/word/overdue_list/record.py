"""What the template of an employee's list of overdue work is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from generator.word.dialect import Named
from generator.word.records import Content


@dataclass(frozen=True, slots=True)
class LateLine:
    """An object to be put right."""

    what: Annotated[str, Named("объект", "Сделка, задача, счёт с названием")]
    detail: Annotated[str, Named("что_не_так", "Что не так, с фактом и нормой")]
    over: Annotated[str, Named("сверх", "На сколько факт отличается от нормы; прочерк, если это не число")]
    money: Annotated[str, Named("сумма", "Сумма; пусто, если её нет")]


@dataclass(frozen=True, slots=True)
class LateGroup:
    """Objects that break one norm."""

    norm: Annotated[str, Named("норма", "Название нормы")]
    count: Annotated[int, Named("сколько", "Сколько объектов её нарушают")]
    deed: Annotated[str, Named("что_делать", "Что делать с каждым, предложение")]
    clause: Annotated[str | None, Named("пункт", "Документ, пункт и его слова")]
    operation: Annotated[str | None, Named("операция", "Операция, в которой написано, как это делают")]
    why: Annotated[str | None, Named("зачем", "Зачем эта норма, предложение")]
    lines: Annotated[tuple[LateLine, ...], Named("строки", "Объекты, самое важное первым")]
    more: Annotated[str | None, Named("ещё", "Сколько не вошло и где остальные, предложение")]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueList(Content):
    """Everything the template of the list may use."""

    who: Annotated[str, Named("сотрудник", "Чей список")]
    day: Annotated[str, Named("день", "Последний учтённый день")]
    summary: Annotated[str, Named("итог", "Сколько всего и на какую сумму")]
    groups: Annotated[tuple[LateGroup, ...], Named("группы", "По нормам, самая важная первой")]
