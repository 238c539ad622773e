"""Работы больше, чем времени (overloaded-position).

Должности поручено больше, чем вмещает рабочий день. Что-то не будет сделано, и что именно — решит исполнитель, а не
руководитель.

Как считается, в минутах рабочего дня одного работника:

1. Время операции для роли — сумма `duration` тех её шагов, которые выполняет эта роль (шаг без `role` — владельца).
2. Сколько раз в день: `load` операции, а если больше — наименьшее число из нормы, которая считает саму операцию (вид
   `activity_rate` или `product_minimum` в файле операции). Раз в неделю — это 1/5 дня, в месяц — 1/21,
   в квартал — 1/63. Операция без `load` и без такой нормы не считается.
3. Совещания из meetings.yaml — длительность каждого, если по `when` понятно, как часто оно бывает («ежедневно», «по
   вторникам», «каждый понедельник», «раз в две недели», «раз в месяц»…); остальные не считаются. Считаются ведущий и
   участники.
4. Всё складывается по ролям, которые несёт должность, и сравнивается с рабочим днём компании без обеда.

Как исправить: снимите с должности роль, поручите шаги ассистенту, уменьшите `load` или норму, проверьте длительность
самых дорогих операций — сообщение называет три.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.russian.numbers import counted, format_number
from handbook.workload import tasks_of, working_minutes

_SHOWN = 3


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every position with more work than a day holds."""
    if id(handbook.company) not in handbook.spots:
        # The working day of a company that could not be read is not known.
        return
    day = working_minutes(handbook.company.working_time)
    for position in handbook.positions.values():
        tasks = sorted(tasks_of(handbook, position), key=lambda task: -task.minutes)
        total = round(sum(task.minutes for task in tasks))
        if total > day:
            dearest = ", ".join(f"«{task.title}» — {format_number(round(task.minutes))}" for task in tasks[:_SHOWN])
            yield Remark(
                f"работы должности «{position.title}» — {counted(total, 'минута', 'минуты', 'минут')} в день, "
                f"а в рабочем дне {format_number(day)}; больше всего: {dearest}",
                (handbook.spot(position, "roles"),),
                "Снимите роль или часть шагов, уменьшите load или норму",
            )


RULE = Rule("overloaded-position", Severity.WARNING, check, __doc__)
