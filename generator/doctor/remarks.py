"""Remarks on an export for a terminal: rows of one place together, what the doctor shows itself left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.doctor.columns import paragraph, plain
from generator.findings import summary
from generator.report.words import places
from handbook.finding import Finding, Severity
from handbook.russian.numbers import format_number

#: The doctor shows these himself: columns beside their values, stages in their table.
SHOWN_ELSEWHERE = frozenset({"guessed-column", "unread-columns", "unmatched-stage"})
#: What helps where the usual advice is to run the command that is running.
_TIPS = {
    "unknown-file": "Если файл нужен, опишите его в sources профиля CRM; если это другая CRM, назовите её: --crm",
    "no-deals": "Выгрузите список сделок со всеми столбцами; если это другая CRM, назовите её профиль: --crm",
}
_RUNS, _PLACES = 6, 5
#: People nobody knows are told together from so many on; so many are named.
_STRANGER = "unknown-owner"
_MANY, _NAMES = 3, 10
_ORDER = {severity: place for place, severity in enumerate(Severity)}


def _grouped(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings, those on people nobody knows as one."""
    strangers = [finding for finding in findings if finding.code == _STRANGER]
    if len(strangers) < _MANY:
        yield from findings
        return
    yield from (finding for finding in findings if finding.code != _STRANGER)
    names = [finding.message.partition("«")[2].rpartition("» нет в списке")[0] for finding in strangers]
    shown = ", ".join(f"«{name}»" for name in names[:_NAMES])
    more = f" и ещё {format_number(len(names) - _NAMES)}" if len(names) > _NAMES else ""
    message = f"нет в списке сотрудников: {shown}{more}; они судятся по всем рабочим дням"
    yield replace(strangers[0], message=message, places=strangers[0].places[:1])


def remark_lines(findings: Sequence[Finding], program: str) -> list[str]:
    """The section on remarks, errors first; empty when there is none."""
    told = list(_grouped([finding for finding in findings if finding.code not in SHOWN_ELSEWHERE]))
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
