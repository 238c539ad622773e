"""Воронка по стадиям (stage_conversion).

Сколько сделок дошло до каждой стадии своей воронки. Сделка дошла до стадии, если вошла в неё или в любую стадию
правее её, в том числе выиграна: пропуск стадии не уменьшает счёт. Проигрыш глубины не прибавляет, но начало воронки
прошли все. Переход — дошедшие до стадии в процентах от дошедших до предыдущей, «от начала» — от первой. Сделка,
побывавшая в двух воронках, считается в каждой. Потеряно на стадии — проигранные сделки этой воронки, что дальше этой
стадии не прошли, и их сумма (сделка без суммы прибавляет ноль); те, что ещё в работе или ушли в другую воронку,
потерянными не считаются. Рядом — сколько сделок стоит на стадии сейчас и сколько рекомендовано (`recommended`
воронки; только по компании).

Разрез `by`: company, owner (ответственный на дату аудита или закрытия), product, segment; воронки всегда показаны
отдельно. В счёт идут сделки, созданные до даты аудита и не закрытые до начала проверки. У проигранной сделки без
истории стадий глубина неизвестна: она учтена только в начале воронки и не отнесена ни к одной стадии, число таких
сделок названо.

Нужны: сделки — номер и стадия; для точности — история стадий.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.explained import CUTS
from handbook.model.indicator import DealIndicator, IndicatorKind


class StageConversion(DealIndicator):
    """How many deals came as far as each stage of their funnel."""

    measure_title: ClassVar[str] = "Воронка по стадиям"
    usual_kind: ClassVar[IndicatorKind] = "process"

    measure: Literal["stage_conversion"] = Field("stage_conversion", title="Показатель из справочника")
    by: Annotated[Literal["company", "owner", "product", "segment"], CUTS] = Field(
        "company", title="В каком разрезе", description="По чему разложить строки таблицы"
    )
