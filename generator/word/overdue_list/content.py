"""Breaches of one employee that last, as his own list shows them: what, how far, by which clause, what to do."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from generator.report.agenda import Item
from generator.report.deeds import deed
from generator.report.elsewhere import elsewhere
from generator.report.objects import stake
from generator.report.team import departed
from generator.word.audited import NAME, beyond, called, cash, clause, dated, last_day, said
from generator.word.front import organisation
from generator.word.overdue_list.fitting import fitted
from generator.word.overdue_list.record import LateGroup, LateLine, OverdueList
from generator.word.words import quoted, tidy
from handbook.book import Handbook
from handbook.result import Result
from handbook.russian import sentence
from handbook.russian.numbers import counted

#: Rows of one norm: nobody does more in a day, and the workbook has them all.
ROWS = 40
_DETAIL, _CLAUSE = 200, 240


def overdue_list(
    handbook: Handbook, result: Result, who: str, own: Sequence[Item], formats: Collection[str] = ("xlsx",)
) -> OverdueList:
    """Everything the list says.

    Args:
        handbook: The company.
        result: What the audit found.
        who: The employee.
        own: Their breaches that last, the most urgent first.
        formats: What is made at once: what does not fit is there.
    """
    groups: dict[str, list[Item]] = {}
    for item in own:
        groups.setdefault(item.verdict.norm_id, []).append(item)
    amount = cash(stake((item.verdict, item.breach) for item in own), result.currency)
    name = said(who, NAME)
    return fitted(
        OverdueList(
            heading=f"Список просрочек: {name}",
            organisation=organisation(handbook),
            paper=dated(result.as_of),
            who=name,
            day=last_day(result),
            summary=counted(len(own), "дело", "дела", "дел")
            + (f" на\u00a0{amount}" if amount else "")
            + (f"; {left}" if (left := departed(handbook, who, result.as_of)) else ""),
            groups=tuple(_group(handbook, result, found, elsewhere(formats, "xlsx")) for found in groups.values()),
        )
    )


def _group(handbook: Handbook, result: Result, found: Sequence[Item], rest: str) -> LateGroup:
    verdict = found[0].verdict
    placed = handbook.norms.get(verdict.norm_id)
    left = len(found) - ROWS
    return LateGroup(
        norm=said(verdict.title),
        count=len(found),
        deed=sentence(deed(verdict)),
        clause=clause(handbook, verdict.norm_id, result, _CLAUSE) or said(verdict.clause) or None,
        operation=quoted(tidy(verdict.operation_title)) if verdict.operation_title else None,
        why=sentence(tidy(placed.norm.why)) if placed else None,
        lines=tuple(
            LateLine(
                what=called(item),
                detail=said(item.breach.detail, _DETAIL),
                over=beyond(item.breach),
                money=cash(item.breach.money, result.currency),
            )
            for item in found[:ROWS]
        ),
        more=f"Ещё {counted(left, 'дело', 'дела', 'дел')} по этой норме — в {rest}." if left > 0 else None,
    )
