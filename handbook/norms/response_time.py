"""Скорость реакции на обращение (response_time).

Рабочее время от поступления лида до первого ответа. Ответ — время из столбца «Первый ответ», кто бы в нём ни стоял;
если оно пустое — первое дело этого лида, начатое не раньше поступления: исходящее или принятое входящее (входящее с
результатом «успешно»). С `counts: successful` и исходящему нужен успешный результат; время из столбца «Первый
ответ» засчитывается и тогда. Дела роботов и дела без направления ответом не считаются. Ответ, записанный раньше
поступления, — это ответ сразу.

Лид без ответа ждёт до даты аудита; ответ в день аудита или позже ещё не дан. Рабочие часы и минуты считаются по
календарю и графику компании, без обеда. Ровно предел — не нарушение, на секунду больше — нарушение. Предел берётся
на день поступления.

Чей лид: ответственного. Источник в охвате берётся у лида, сегмент — у его клиента (нет клиента — у клиента сделки),
воронка, стадия, продукт и сумма — у сделки, в которую лид превратился. Лиды без времени поступления не судятся и
посчитаны.

Нужны: лиды — номер и время поступления; время первого ответа либо дела с номером лида, началом, направлением и
результатом.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.explained import Explained
from handbook.norms.base import Bound, Edition, WorkingTimeNorm
from handbook.norms.quantity import Unit


class ResponseTime(WorkingTimeNorm):
    """Working time from the arrival of a lead to the first human contact."""

    kind_title: ClassVar[str] = "Скорость реакции"
    judged: ClassVar[str] = "каждое обращение"
    bounds: ClassVar[tuple[Bound, ...]] = ("max",)
    units: ClassVar[tuple[Unit, ...]] = (Unit.WORKING_MINUTE, Unit.WORKING_HOUR)

    kind: Literal["response_time"] = Field("response_time", title="Вид нормы")
    counts: Annotated[
        Literal["any", "successful"],
        Explained({"any": "любой ответ, и недозвон тоже", "successful": "только состоявшийся разговор"}),
    ] = Field("any", title="Какой контакт засчитывается", description="Что остановит часы ожидания клиента")

    def requirement(self, edition: Edition) -> str:
        """The requirement in Russian."""
        return f"{edition.words} до успешного контакта" if self.counts == "successful" else edition.words

    def how_judged(self) -> Iterator[str]:
        """How it is judged, for those who work by it."""
        yield (
            "Рабочее время считается от поступления обращения до первого ответа: вашего звонка или письма либо "
            "принятого звонка клиента. Ответ робота не засчитывается. Обращение без ответа проверяется тоже: его время "
            "идёт. Отвечает тот, на кого обращение записано."
        )
        if self.counts == "successful":
            yield "Недозвон ответом не считается: нужен состоявшийся разговор."
