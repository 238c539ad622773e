"""Exceptions from norms that somebody answers for, until a day."""

from __future__ import annotations

from pydantic import Field

from handbook.model.base import Day, NormId, Record, Text


class Waiver(Record):
    """A breach that is allowed for a time: ``waivers.yaml``."""

    norm: NormId = Field(title="Норма", description="Идентификатор нормы, нарушение которой разрешено")
    object: Text = Field(
        title="Объект", description="Номер сделки, счёта, лида… или ключ нарушения из отчёта: «1042|Договор|1»"
    )
    reason: Text = Field(
        title="Почему", description="Чем исключение объяснят через полгода: письмо клиента, решение совещания"
    )
    author: Text = Field(title="Кто разрешил", description="Кто отвечает за решение: должность или имя")
    until: Day = Field(title="По какой день", description="Включительно; после него нарушение снова считается")
