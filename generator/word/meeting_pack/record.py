"""What the template of the meeting pack is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from generator.word.dialect import Named
from generator.word.records import Card, Content


@dataclass(frozen=True, slots=True)
class Point:
    """A score of an audit, for the trend."""

    day: Annotated[str, Named("день", "День аудита")]
    score: Annotated[str, Named("оценка", "Оценка")]


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the company to be answered at the meeting."""

    title: Annotated[str, Named("вопрос", "О какой норме, сколько нарушений")]
    about: Annotated[str, Named("пояснение", "Чего она стоит, у кого больше всего, предложение")]


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A manager in the table of the first page."""

    number: Annotated[int, Named("номер", "Место, худшие первыми")]
    who: Annotated[str, Named("сотрудник", "Кто")]
    score: Annotated[str, Named("оценка", "Оценка; прочерк, если её нет")]
    moved: Annotated[str, Named("изменение", "На сколько изменилась с прошлого аудита")]
    breaches: Annotated[str, Named("нарушений", "Сколько всего нарушений")]
    lasting: Annotated[str, Named("исправимо", "Сколько из них длится и можно исправить")]
    fresh: Annotated[str, Named("новых", "Сколько новых и вернувшихся")]
    promises: Annotated[str, Named("обещания", "Сколько обещаний выполнено из скольких")]
    money: Annotated[str, Named("сумма", "Сумма сделок с нарушениями")]


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """What was promised at an earlier meeting, and what became of it."""

    what: Annotated[str, Named("объект", "О чём обещали")]
    norm: Annotated[str, Named("норма", "Какая норма была нарушена")]
    decision: Annotated[str, Named("решение", "Что решили, и слова с того совещания")]
    due: Annotated[str, Named("срок", "К какому дню")]
    outcome: Annotated[str, Named("итог", "Выполнено ли")]


@dataclass(frozen=True, slots=True)
class BreachRow:
    """A breach to be decided on."""

    number: Annotated[int, Named("номер", "Номер на странице; с тем же номером он в книге решений")]
    what: Annotated[str, Named("объект", "Сделка, задача, счёт с названием")]
    badge: Annotated[str | None, Named("отметка", "«новое», «не исправлено», «вернулось»")]
    money: Annotated[str, Named("сумма", "Сумма; пусто, если её нет")]
    norm: Annotated[str, Named("норма", "Название нормы")]
    clause: Annotated[str, Named("пункт", "Документ, пункт и его слова")]
    proof: Annotated[str, Named("доказательство", "Факт против нормы, когда")]
    source: Annotated[str | None, Named("источник", "Файл выгрузки и строка")]
    decisions: Annotated[tuple[str, ...], Named("решения", "Из каких решений выбирают: прошлое исправить нельзя")]


@dataclass(frozen=True, slots=True)
class ManagerPage:
    """The page of a manager."""

    who: Annotated[str, Named("сотрудник", "Кто")]
    post: Annotated[str | None, Named("должность", "Должность, если она известна")]
    score: Annotated[str | None, Named("оценка", "Оценка, если она есть")]
    summary: Annotated[str, Named("итог", "Сколько нарушений, сколько можно исправить, на какую сумму, предложение")]
    trend: Annotated[str | None, Named("динамика", "«94,1 → 95,0 → 95,7»")]
    promises: Annotated[tuple[PromiseRow, ...], Named("обещания", "Обещания прошлого совещания, нарушенные первыми")]
    breaches: Annotated[tuple[BreachRow, ...], Named("нарушения", "О чём говорить, худшее первым")]
    more: Annotated[str | None, Named("ещё", "Сколько нарушений не вошло и где они, предложение")]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPack(Content):
    """Everything the template of the meeting pack may use."""

    day: Annotated[str, Named("день", "Последний учтённый день")]
    period: Annotated[str, Named("период", "За какие дни проверены нормы")]
    score: Annotated[Card, Named("оценка", "Оценка компании")]
    breaches: Annotated[Card, Named("нарушений", "Сколько нарушений и сколько из них можно исправить")]
    fresh: Annotated[Card, Named("новых", "Сколько новых и вернувшихся, сколько исправлено")]
    kept: Annotated[Card, Named("обещано", "Сколько обещаний выполнено из скольких")]
    trend: Annotated[tuple[Point, ...], Named("динамика", "Оценки последних аудитов, от старых к новым")]
    agenda: Annotated[tuple[str, ...], Named("повестка", "Пункты повестки по порядку")]
    questions: Annotated[tuple[Question, ...], Named("вопросы", "Главные вопросы компании")]
    team: Annotated[tuple[TeamRow, ...], Named("сотрудники", "Сотрудники с нарушениями, худшие первыми")]
    clean: Annotated[str | None, Named("без_нарушений", "У кого нарушений нет, предложение")]
    pages: Annotated[tuple[ManagerPage, ...], Named("страницы", "Страницы сотрудников, худшие первыми")]
    decisions: Annotated[tuple[str, ...], Named("решения", "Пять решений, из которых выбирают")]
    notes: Annotated[tuple[str, ...], Named("примечания", "Что не вошло и как заполнять")]
