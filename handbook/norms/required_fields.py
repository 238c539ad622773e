"""Обязательные поля (required_fields).

Поля карточки, которые должны быть заполнены у сделки, когда она дошла до стадии `from_stage` (или дальше)
либо закончилась так, как сказано в `on`; если не задано ни то ни другое — у каждой сделки. Пусто, пробелы и
значения-заглушки из company.yaml («-», «тест», «123»…) — не заполнено; ноль — заполнено. Без истории стадий
достигнутой считается текущая стадия. Каждая пара «сделка — поле» судится отдельно.

Нужны: сделки и все названные поля.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.base import Text
from handbook.model.explained import Explained
from handbook.norms.base import Edition, Norm


class RequiredFields(Norm):
    """Fields that must be filled in from a stage on, or when a deal ends."""

    kind_title: ClassVar[str] = "Обязательные поля"
    judged: ClassVar[str] = "каждая сделка"

    kind: Literal["required_fields"] = Field("required_fields", title="Вид нормы")
    fields: tuple[Text, ...] = Field(
        title="Поля", description="Названия полей карточки, как в выгрузке: [Куратор, Причина отказа]", min_length=1
    )
    from_stage: Text | None = Field(
        None,
        title="Со стадии",
        description="С какой стадии поля должны быть заполнены; без ключа и без on — с самого начала",
    )
    on: Annotated[Literal["won", "lost"], Explained({"won": "сделка выиграна", "lost": "сделка проиграна"})] | None = (
        Field(
            None,
            title="При исходе",
            description="Требовать поля только у сделок с таким исходом: причина отказа нужна при lost",
        )
    )
    placeholders: tuple[Text, ...] | None = Field(None, title="Заглушки", description="Вместо списка компании")

    def requirement(self, edition: Edition) -> str:  # noqa: ARG002 - this kind has no numeric limit
        """The requirement in Russian."""
        names = ", ".join(f"«{field}»" for field in self.fields)
        noun = "заполнено поле" if len(self.fields) == 1 else "заполнены поля"
        cases = [f"со стадии «{self.from_stage}»"] if self.from_stage else []
        cases += [f"в {'выигранной' if self.on == 'won' else 'проигранной'} сделке"] if self.on else []
        return f"{noun} {names} {' и '.join(cases) or 'в каждой сделке'}"

    def how_judged(self) -> Iterator[str]:
        """How it is judged, for those who work by it."""
        yield (
            "Поле заполнено, если в нём есть сведения. Пустое место, пробелы, прочерк и слова вроде «тест» — не "
            "заполнено; ноль — заполнено. Каждое поле каждой сделки проверяется отдельно."
        )

    def named_stages(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The stages of the scope and of the parameters."""
        yield from super().named_stages()
        if self.from_stage:
            yield ("from_stage",), self.from_stage
