"""Whether a workbook may be written over: a person may have edited it and not have brought the edits back yet."""

from __future__ import annotations

from generator.workbook.book import MEMORY, remembered
from generator.workbook.compare import compare
from generator.workbook.outcome import Grid, Outcome
from generator.workbook.sources import Sources
from generator.workbook.table import Table, tables
from handbook.finding import Severity


def unsaved(grid: Grid, sources: Sources, book: str) -> bool:
    """Whether a workbook says anything that would be lost with it.

    Args:
        grid: The workbook.
        sources: Every file of the company as it is now.
        book: Its name for people.
    """
    strangers = Outcome(book)
    found = tuple(tables(grid, strangers, whole=False))
    if strangers.findings:
        return True
    memory = remembered(grid[MEMORY]) if MEMORY in grid else {}
    if memory and all(_is_as_it_was(table, memory) for table in found):
        return False
    outcome = compare(grid, sources, book)
    lost = {"workbook-cell", "workbook-conflict"}
    return bool(outcome.changes) or any(one.severity is Severity.ERROR or one.code in lost for one in outcome.findings)


def _is_as_it_was(table: Table, memory: dict[tuple[str, str], dict[str, str]]) -> bool:
    plan = table.plan
    lead = {plan.key_title, plan.owner[0] if plan.owner else ""}
    return all(
        (plan.title, line.key) in memory
        and all(
            text == memory[plan.title, line.key].get(heading, "")
            for heading, text in line.cells.items()
            if heading not in lead
        )
        for line in table.lines
    )
