"""Порядок стадий (stage_order).

Сделка идёт по стадиям так, как нарисована воронка: не перескакивает стадию, которая лежит на каждом
нарисованном пути, не возвращается назад без нарисованной петли и начинается с нарисованного начала. Каждое
отклонение считается один раз на сделку.

Нужна история стадий; сделки без истории не судятся и считаются отдельно.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from handbook.model.base import Record, Text
from handbook.norms.base import Edition, Norm


class AllowedMoves(Record):
    """Departures from the drawn order that are agreed upon."""

    back: tuple[tuple[Text, Text], ...] = Field((), title="Разрешённые возвраты", description="Пары [откуда, куда]")
    skip: tuple[Text, ...] = Field((), title="Стадии, которые можно пропустить")


class StageOrder(Norm):
    """Deals follow the drawn order of stages."""

    kind_title: ClassVar[str] = "Порядок стадий"
    judged: ClassVar[str] = "каждая сделка"

    kind: Literal["stage_order"] = Field("stage_order", title="Вид нормы")
    allow: AllowedMoves = Field(default_factory=AllowedMoves, title="Разрешённые отступления")

    def requirement(self, edition: Edition) -> str:  # noqa: ARG002 - this kind has no numeric limit
        """The requirement in Russian."""
        return "стадии проходятся по порядку воронки, без пропусков и возвратов"

    def named_stages(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The stages of the scope and of the parameters."""
        yield from super().named_stages()
        for index, stage in enumerate(self.allow.skip):
            yield ("allow", "skip", index), stage
        for index, pair in enumerate(self.allow.back):
            for end, stage in enumerate(pair):
                yield ("allow", "back", index, end), stage
