"""Обязательное действие перед стадией (required_activity).

До первого входа сделки на стадию `before` по ней должно быть хотя бы одно действие указанного вида.
Действие в ту же секунду, что и вход, не засчитывается.

Нужны: история стадий и дела (или КП) с привязкой к сделке.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from handbook.model.base import Text
from handbook.norms.base import Edition, Norm

ACTIVITY_TITLES: dict[str, str] = {
    "call": "звонок",
    "meeting": "встреча",
    "email": "письмо",
    "message": "сообщение",
    "quote": "коммерческое предложение",
    "visit": "выезд",
    "document": "документ",
}


class RequiredActivity(Norm):
    """An activity that must precede a stage."""

    kind_title: ClassVar[str] = "Обязательное действие"
    judged: ClassVar[str] = "каждая сделка"

    kind: Literal["required_activity"] = Field("required_activity", title="Вид нормы")
    activity: Literal["call", "meeting", "email", "message", "quote", "visit", "document"] = Field(title="Действие")
    before: Text = Field(title="Перед стадией")

    def requirement(self, edition: Edition) -> str:  # noqa: ARG002 - this kind has no numeric limit
        """The requirement in Russian."""
        return f"до стадии «{self.before}» есть {ACTIVITY_TITLES[self.activity]}"

    def named_stages(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The stages of the scope and of the parameters."""
        yield from super().named_stages()
        yield ("before",), self.before
