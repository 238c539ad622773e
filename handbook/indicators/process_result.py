"""Процесс и результат (process_result).

Что делает каждый сотрудник и что из этого получается. Процесс: контакты (все дела человека, кроме неудачных), из них
звонки и встречи, отправленные предложения. Результат: число и сумма выигранных сделок, сумма оплат. Сигнал сравнивает
сотрудника с медианой коллег за тот же период: контактов больше медианы, а результат меньше — «высокий процесс при
слабом результате»; так же названы и остальные три сочетания, а ровно на медиане сигнала нет. Результат — сумма оплат,
без выгрузки оплат — сумма выигранных сделок.

Период `per`: all, month, quarter. Робота за человека не считают. Столбец, для которого в выгрузке нет таблицы, не
показан, и сказано, чего не хватает.

Нужны: дела — сотрудник, вид, начало; сделки — ответственный, сумма, исход или стадия, дата закрытия.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from handbook.model.indicator import Indicator, IndicatorKind, Per


class ProcessResult(Indicator):
    """What people do beside what comes of it."""

    measure_title: ClassVar[str] = "Процесс и результат"
    usual_kind: ClassVar[IndicatorKind] = "process"

    measure: Literal["process_result"] = Field("process_result", title="Показатель из справочника")
    per: Per = Field("all", title="По каким периодам", description="На какие периоды разбить строки")
