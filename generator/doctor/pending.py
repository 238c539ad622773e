"""The end of a profile that the command writes: what is still in doubt, as proposals, and columns nobody reads."""

from __future__ import annotations

import textwrap

from generator.doctor.additions import Additions, table_of
from generator.doctor.columns import plain
from generator.doctor.words import examples, listed, percent
from generator.doctor.yaml_text import comment, scalar
from handbook.diagnosis import ColumnLook, Diagnosis, SheetLook, StageLook
from handbook.russian.numbers import counted

_MARK = "# ===== Дальше пишет команда map: о чём она не решилась судить и что не читается ====="
_WIDTH = 110


def pending_lines(diagnosis: Diagnosis, found: Additions) -> list[str]:
    """Comments for the end of a profile; empty when everything is read.

    Args:
        diagnosis: What the doctor found.
        found: What the profile gains, and what is left.
    """
    lines: list[str] = []
    if found.columns_left or found.stages_left:
        lines.append("# Чтобы решить, запустите map в терминале ещё раз или перенесите строки выше без решётки.")
    if found.columns_left:
        lines.append("# sources:")
        seen: set[tuple[str, str]] = set()
        for sheet, column in found.columns_left:
            lines += _column(sheet, column, seen)
    if found.stages_left:
        lines.append("# stages:")
        lines += [text for stage in found.stages_left for text in _stage(stage)]
    for sheet in diagnosis.sheets:
        unread = [column.title for column in sheet.columns if not column.known and not column.choices]
        if unread:
            text = f"Не читаются в файле {plain(sheet.file)}: {listed(unread)}"
            lines += textwrap.wrap(text, _WIDTH, initial_indent="# ", subsequent_indent="#   ", break_on_hyphens=False)
    return [_MARK, *lines] if lines else []


def without_tail(text: str) -> tuple[str, bool]:
    """The text of a profile without the comments of an earlier run, and whether there were any."""
    lines = text.split("\n")
    if _MARK not in lines:
        return text, False
    start = lines.index(_MARK)
    end = next((number for number in range(start, len(lines)) if not lines[number].startswith("#")), len(lines))
    return "\n".join((*lines[:start], *lines[end:])), True


def _column(sheet: SheetLook, column: ColumnLook, seen: set[tuple[str, str]]) -> list[str]:
    where = table_of(sheet, column.choices[0].name)
    head = []
    if (sheet.file, where) not in seen:
        seen.add((sheet.file, where))
        head = [f"#   - table: {where}{comment(sheet.file)}", "#     columns:"]
    return head + [
        f"#       {choice.name}: {scalar(column.title)}"
        + comment(f"{choice.title}, {percent(choice.confidence)}", f"например: {examples(column)}")
        for choice in column.choices
    ]


def _stage(stage: StageLook) -> list[str]:
    rows = counted(stage.rows, "запись", "записи", "записей")
    if not stage.choices:
        return [f"#   - {{crm: {scalar(stage.stage)}, stage: …}}{comment(rows)}"]
    return [
        f"#   - {{crm: {scalar(stage.stage)}, stage: {scalar(choice.name)}"
        + (f", pipeline: {scalar(choice.pipeline)}" if choice.pipeline else "")
        + "}"
        + comment(percent(choice.confidence), rows)
        for choice in stage.choices
    ]
