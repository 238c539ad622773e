"""Повестка длиннее совещания (long-agenda).

Вопросы повестки вместе занимают больше минут, чем отведено на совещание. Последние вопросы каждый раз останутся
неразобранными — обычно это как раз решения и поручения.

Как исправить: увеличьте `duration`, сократите минуты вопросов или уберите лишний вопрос.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.model.duration import minutes
from handbook.russian.numbers import counted


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every meeting whose agenda takes more than the meeting."""
    for meeting in handbook.meetings.values():
        total = sum(item.minutes for item in meeting.agenda)
        if total > minutes(meeting.duration):
            yield Remark(
                f"повестка совещания «{meeting.title}» занимает {counted(total, 'минуту', 'минуты', 'минут')}, "
                f"а отведено {meeting.duration}",
                (handbook.spot(meeting, "duration"), handbook.spot(meeting, "agenda")),
                "Увеличьте duration или сократите повестку",
            )


RULE = Rule("long-agenda", Severity.WARNING, check, __doc__)
