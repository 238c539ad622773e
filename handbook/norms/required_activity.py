"""Обязательное действие перед стадией (required_activity).

До первого входа сделки на стадию `before` должно быть сделано то, что названо: действие вида `activity` либо документ
в поле карточки `document`. Одна норма называет одно из двух.

`activity`: по сделке есть хотя бы одно дело этого вида, начатое строго раньше первого входа на стадию; дело в ту же
секунду не засчитывается. Направление и результат дела не важны, дела роботов не считаются. Для вида `quote`
засчитывается и предложение (КП) по сделке, созданное раньше входа. `document`: названное поле карточки заполнено, как
оно стоит в выгрузке: когда его заполнили, выгрузка не говорит. Пустое и заглушки компании («-», «тест»…) —
не заполнено, ноль — заполнено.

Судятся сделки, которые входили на стадию до даты аудита; стадия узнаётся по названию в любой воронке. Без истории
стадий вошедшей считается сделка, которая стоит на стадии: по `document` она судится, по `activity` — если известна дата
входа на текущую стадию, иначе не судится и посчитана. Редакция — по дню создания сделки; сделку без даты создания
судит лишь норма без даты начала.

Нужны: стадии сделок (лучше — их история) и дела или КП с номером сделки, для поля карточки — его столбец в выгрузке
сделок.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from handbook.model.base import Text, disagreement
from handbook.model.explained import ACTIVITIES
from handbook.norms.base import Edition, Norm

_TITLES: dict[str, str] = {
    "call": "звонок",
    "meeting": "встреча",
    "email": "письмо",
    "message": "сообщение",
    "quote": "коммерческое предложение",
    "visit": "выезд",
}


class RequiredActivity(Norm):
    """An activity, or a document in the card, that must precede a stage."""

    kind_title: ClassVar[str] = "Обязательное действие"
    judged: ClassVar[str] = "каждая сделка"

    kind: Literal["required_activity"] = Field("required_activity", title="Вид нормы")
    activity: Annotated[Literal["call", "meeting", "email", "message", "quote", "visit"], ACTIVITIES] | None = Field(
        None, title="Действие", description="Какое дело должно быть у сделки; вместо него можно назвать document"
    )
    document: Text | None = Field(None, title="Документ", description="Поле карточки, где он должен быть")
    before: Text = Field(
        title="Перед стадией", description="Название стадии, до первого входа на которую это сделано: «КП отправлено»"
    )

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if self.activity and self.document:
            raise disagreement(
                "норма требует и действия, и документа",
                "document",
                tip="Сделайте две нормы: одну с activity, другую с document",
            )
        return self

    def requirement(self, edition: Edition) -> str:  # noqa: ARG002 - this kind has no numeric limit
        """The requirement in Russian."""
        if self.document:
            return f"до стадии «{self.before}» заполнено поле «{self.document}»"
        what = _TITLES[self.activity] if self.activity else "действие"
        return f"до стадии «{self.before}» есть {what}"

    def how_judged(self) -> Iterator[str]:
        """How it is judged, for those who work by it."""
        if self.document:
            yield (
                "У сделки, которая дошла до стадии, заполнено названное поле карточки; прочерк и слово «тест» не "
                "в счёт."
            )
        else:
            yield (
                "Дело этого вида по сделке начато раньше, чем её впервые перевели на стадию. Чем оно кончилось, не "
                "важно; дела роботов не в счёт."
            )

    def named_stages(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The stages of the scope and of the parameters."""
        yield from super().named_stages()
        yield ("before",), self.before

    @property
    def requires_nothing(self) -> bool:
        """Whether the parameters leave nothing to judge."""
        return not (self.activity or self.document)
