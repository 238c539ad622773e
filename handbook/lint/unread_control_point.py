"""Контрольная точка, на которую никто не смотрит (unread-control-point).

Операция отдаёт сведения руководителю, но ни одно совещание из meetings.yaml их не рассматривает. Данные собирают, а
решений по ним не принимают. Пока meetings.yaml нет, проверка молчит.

Как исправить: добавьте точку в `control_points` совещания, где по ней решают, или уберите её из операции.

    control_points:
      - {operation: soglasovat-kp, point: kp-bez-otveta}
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.work import operations_in_force


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every operation with control points that no meeting looks at, once."""
    if not handbook.meetings:
        return
    read = {(item.operation, item.point) for meeting in handbook.meetings.values() for item in meeting.control_points}
    for operation in operations_in_force(handbook):
        unread = [
            (index, point.id)
            for index, point in enumerate(operation.control_points)
            if (operation.id, point.id) not in read
        ]
        if unread:
            names = ", ".join(f"«{name}»" for _, name in unread)
            yield Remark(
                f"контрольные точки операции «{operation.title}» не рассматривает ни одно совещание: {names}",
                tuple(handbook.spot(operation, "control_points", index, "id") for index, _ in unread),
                f"Добавьте в совещание: «{{operation: {operation.id}, point: {unread[0][1]}}}»",
            )


RULE = Rule("unread-control-point", Severity.INFO, check, __doc__)
