"""Операция без контрольной точки (operation-without-control-point).

Из операции в управление не уходит никакая информация: руководитель узнаёт о сбое от клиента, а не из отчёта.

Как исправить: опишите, какие сведения, кому и когда отдаёт операция и что он делает при отклонении.

    control_points:
      - id: kp-bez-otveta
        information: КП, по которым клиент не дал ответа в срок
        to: rop
        when: ежедневно в 9:15
        recorded: Фильтр CRM «КП без ответа»
        on_deviation: Руководитель в тот же день звонит клиенту вместе с менеджером
        norms: [n-kp-ozhidanie]
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.work import operations_in_force


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every operation without a control point."""
    for operation in operations_in_force(handbook):
        if not operation.control_points:
            yield Remark(
                f"у операции «{operation.title}» нет контрольной точки",
                (handbook.spot(operation, "id"),),
                "Добавьте control_points: какие сведения, кому, когда и что делать при отклонении",
            )


RULE = Rule("operation-without-control-point", Severity.WARNING, check, __doc__)
