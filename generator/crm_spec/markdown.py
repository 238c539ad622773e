"""The requirements as Markdown: read in a text editor, put into a task tracker."""

from __future__ import annotations

import re

from generator.crm_spec.model import CrmSpec
from generator.crm_spec.tables import Table, parts, tables
from generator.report.safe import clean

_ACTIVE = re.compile(r"[\\`*_{}\[\]<>|#~&!]")


def markdown(spec: CrmSpec) -> bytes:
    """The requirements with a box to tick in every line."""
    lines = [f"# ТЗ на настройку CRM. {_plain(spec.company)}", ""]
    lines += ["Составлено по описанию процессов. Отмечайте сделанное в первом столбце.", ""]
    for title, group in parts(tables(spec)):
        lines += [f"## {_plain(title)}", ""]
        for table in group:
            lines += [*([f"### {_plain(table.title)}", ""] if table.part else []), *_table(table), ""]
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


def _table(table: Table) -> list[str]:
    heads = ["Готово", "№", *(head.title for head in table.heads)]
    rows = [["☐", str(number), *row] for number, row in enumerate(table.rows, 1)]
    return [_plain(table.intro), "", _row(heads), _row(["---"] * len(heads), ready=True), *map(_row, rows)]


def _row(cells: list[str], *, ready: bool = False) -> str:
    return f"| {' | '.join(cells if ready else map(_plain, cells))} |"


def _plain(text: str) -> str:
    """Text that means nothing to Markdown and nothing to HTML, on one line."""
    lines = [_ACTIVE.sub(lambda match: f"\\{match[0]}", line.strip()) for line in clean(text).splitlines()]
    return "<br>".join(lines)
