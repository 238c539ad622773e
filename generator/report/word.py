"""The audit on paper: the head's daily report, lists of overdue work by employee, the pack of the weekly meeting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.artifact import Artifact
from generator.names import key, tame
from generator.report.agenda import Item, urgent
from generator.word import kinds
from generator.word.audited import NAME, said
from generator.word.daily_report.content import daily_report
from generator.word.meeting_pack.content import meeting_pack
from generator.word.overdue_list.content import overdue_list
from generator.word.paper import render

if TYPE_CHECKING:
    from generator.report import Given

DAILY_REPORT, MEETING_PACK, LISTS = "Рапорт руководителю.docx", "Планёрка.docx", "Списки просрочек"
#: Bytes of the name of a list; a name no letter of which may stand in a file is called so.
_LONGEST, _UNNAMED = 200, "Сотрудник"


def papers(given: Given) -> Iterator[Artifact]:
    """Every paper of an audit.

    Args:
        given: What the audit found, and what is known besides.

    Raises:
        WordTemplateError: A template of the company has a mistake.
    """
    book, result, story = given.handbook, given.result, given.story
    report = daily_report(book, result, story, given.formats)
    yield Artifact(DAILY_REPORT, render(book, kinds.DAILY_REPORT, report))
    yield Artifact(MEETING_PACK, render(book, kinds.MEETING_PACK, meeting_pack(book, result, story, given.formats)))
    own: dict[str, list[Item]] = {}
    for item in urgent(result, story):
        if item.breach.owner:
            own.setdefault(item.breach.owner, []).append(item)
    taken: set[str] = set()
    for who in sorted(own):
        made = render(book, kinds.OVERDUE_LIST, overdue_list(book, result, who, own[who], given.formats))
        yield Artifact(f"{LISTS}/{_file_name(who, taken)}.docx", made)


def _file_name(who: str, taken: set[str]) -> str:
    """A name the list is found by; of two people whose names no disk would tell apart the second gets a number."""
    name = tame(said(who, NAME), _LONGEST) or _UNNAMED
    free, number = name, 1
    while key(free) in taken:
        number += 1
        free = f"{name} ({number})"
    taken.add(key(free))
    return free
