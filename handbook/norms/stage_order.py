"""Порядок стадий (stage_order).

Сделка идёт по стадиям так, как нарисована воронка её процесса. Стадия ведёт туда, что перечислено в её `to`; без `to`
открытая стадия ведёт на следующую открытую (последняя — на выигранные) и на любую проигранную, а конечная — никуда.
Начало — первая открытая стадия и всякая открытая, на которую не ведёт ни одна другая. Путь в обход стадии рисуют,
называя в `to` стадию за ней.

Отклонений три, каждое считается на сделку один раз; судятся сделки:
- `skipped` (пропуск) — сделка вошла на стадию, а другая стадия, лежащая на каждом нарисованном пути к ней, не пройдена
  ни разу до даты аудита. Вход на проигранную стадию ничего не требует, но пропуски до неё остаются пропусками;
- `backward` (возврат) — переход на более раннюю стадию, к которой от покинутой не ведёт ни один нарисованный путь,
  либо уход с конечной стадии на другую стадию воронки, даже нарисованный. С конечной на конечную — не возврат;
- `wrong_start` (неверное начало) — первая стадия сделки не нарисована началом.

Пройденным считается вход до даты аудита в той же воронке, до или после переходов между воронками. Переход в другую
воронку — не отклонение: после него путь начинается со стадии, на которую сделка попала, и требуется лишь то, что лежит
на каждом пути от неё. Подряд идущие записи об одной стадии — один вход. Стадия, которой нет в воронке, ничего не
требует и возвратом не бывает, но и началом не нарисована; к стадии, куда ни один путь не ведёт, требований нет.

Отступления, о которых договорились: `allow.back` — пары «откуда, куда», `allow.skip` — стадии, которые можно не
проходить.

Судятся сделки с историей стадий; воронка в `scope` — та, где сделка была на дату аудита, ответственный — тот, чья она
была тогда же, а у закрытой — при закрытии. Сделки без истории и сделки, не бывавшие ни в одной описанной воронке, не
судятся и посчитаны. Редакция — по дню создания сделки.

Нужна история стадий.
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
    skip: tuple[Text, ...] = Field(
        (),
        title="Стадии, которые можно пропустить",
        description="Названия стадий, без которых сделка обойдётся: [Согласование]",
    )


class StageOrder(Norm):
    """Deals follow the drawn order of stages."""

    kind_title: ClassVar[str] = "Порядок стадий"
    judged: ClassVar[str] = "каждая сделка"

    kind: Literal["stage_order"] = Field("stage_order", title="Вид нормы")
    allow: AllowedMoves = Field(
        default_factory=AllowedMoves,
        title="Разрешённые отступления",
        description="О каких отступлениях от нарисованного порядка договорились",
    )

    def requirement(self, edition: Edition) -> str:  # noqa: ARG002 - this kind has no numeric limit
        """The requirement in Russian."""
        return "стадии проходятся по порядку воронки, без пропусков и возвратов"

    def how_judged(self) -> Iterator[str]:
        """How it is judged, for those who work by it."""
        yield (
            "Сделка идёт по стадиям так, как нарисовано на схеме процесса. Отклонение — пропустить стадию, вернуться "
            "на более раннюю или начать не с той; каждое считается на сделку один раз. Проигранной сделку можно "
            "закрыть с любой стадии, если схема не говорит иного."
        )

    def named_stages(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The stages of the scope and of the parameters."""
        yield from super().named_stages()
        for index, stage in enumerate(self.allow.skip):
            yield ("allow", "skip", index), stage
        for index, pair in enumerate(self.allow.back):
            for end, stage in enumerate(pair):
                yield ("allow", "back", index, end), stage
