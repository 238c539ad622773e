"""Tasks done by their due time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from handbook.norms.quantity import Unit
from handbook.norms.task_done import TaskDone
from tests.audit.rules.twin.base import Twin
from tests.audit.rules.twin.delays import SIZE
from tests.audit.rules.twin.facts import DAY, Judged, midnight, whole
from tests.audit.rules.twin.linked import once, reaches, segment

SECOND = timedelta(seconds=1)


def judge(twin: Twin, norm: TaskDone) -> Iterator[Judged]:
    people = twin.people.in_scope(norm)
    for task in once(twin, "tasks", "task_id"):
        due = task.get("due_at")
        created = task.get("created_at")
        if (
            not twin.happened(due)
            or (created and not twin.happened(created))
            or (people is not None and task.get("employee") not in people)
        ):
            continue
        done = task.get("done_at") if twin.happened(task.get("done_at")) else None
        if not reaches(
            twin, norm, task.get("deal_id"), segments=segment(twin, task.get("client_id"), task.get("deal_id"))
        ) or (twin.judged_from and done and done.date() < twin.judged_from):
            continue
        if norm.edition_on(due.date()) is not None:
            late, limit = _late(due, done, twin.as_of), twin.edition(norm, due.date()).max
            longest = Decimal(SIZE[limit.unit]) * limit.value if limit else Decimal(0)
            yield Judged(task["task_id"], late > longest, late == longest)


def _late(due: datetime, done: datetime | None, as_of: date) -> int:
    """Seconds of delay; a task due by a day may be done until its last second, and undone it is late by whole days."""
    if due.time() == time():
        if done is None:
            return (as_of - due.date()).days * SIZE[Unit.DAY]
        due += DAY - SECOND
    return int((whole(done or midnight(as_of)) - whole(due)).total_seconds())
