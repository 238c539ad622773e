"""Remarks on an export for a terminal: rows of one place together, what the doctor shows itself left out."""

from __future__ import annotations

from collections.abc import Sequence

from generator.doctor.columns import paragraph, plain
from generator.findings import summary
from generator.report.words import places
from handbook.finding import Finding, Severity

#: The doctor shows these himself: columns beside their values, stages in their table.
SHOWN_ELSEWHERE = frozenset({"guessed-column", "unread-columns", "unmatched-stage"})
#: What helps where the usual advice is to run the command that is running.
_TIPS = {
    "unknown-file": "Если файл нужен, опишите его в sources профиля CRM; если это другая CRM, назовите её: --crm",
    "no-deals": "Выгрузите список сделок со всеми столбцами; если это другая CRM, назовите её профиль: --crm",
}
_RUNS, _PLACES = 6, 5
_ORDER = {severity: place for place, severity in enumerate(Severity)}


def remark_lines(findings: Sequence[Finding], program: str) -> list[str]:
    """The section on remarks, errors first; empty when there is none."""
    told = [finding for finding in findings if finding.code not in SHOWN_ELSEWHERE]
    if not told:
        return []
    told.sort(key=lambda finding: _ORDER[finding.severity])
    lines = [f"Замечания: {summary(told)}"]
    for finding in told:
        where, *others = places(finding.places, _RUNS) or ("",)
        head = f"{finding.severity.word}: {plain(finding.message)} [{finding.code}]"
        lines += paragraph(f"{plain(where)}: {head}" if where else head, "  ", "    ")
        for other in others[:_PLACES]:
            lines += paragraph(f"смотрите также: {plain(other)}", "    ", "      ")
        tip = _TIPS.get(finding.code, finding.tip)
        if tip:
            lines += paragraph(f"как исправить: {plain(tip)}", "    ", "      ")
    return [*lines, f"  Подробнее о замечании: {program} explain {told[0].code}"]
