"""Findings as text for a person, JSON for a program, annotations for GitHub Actions."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any, Literal

from generator.names import visible
from handbook.finding import Finding, Place, Severity
from handbook.russian.numbers import counted

Format = Literal["text", "json", "github"]

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_NAMES = {
    Severity.ERROR: ("ошибка", "ошибки", "ошибок"),
    Severity.WARNING: ("предупреждение", "предупреждения", "предупреждений"),
    Severity.INFO: ("замечание", "замечания", "замечаний"),
}
_WIDEST = 160


def render(findings: Sequence[Finding], output: Format, *, colour: bool = False, program: str = "reglament") -> str:
    """Findings in the asked form, ending with a line break.

    Args:
        findings: In the order they should be shown.
        output: ``text``, ``json`` or ``github``.
        colour: Whether text may carry terminal colours.
        program: How the user starts the program, for the hint at the end.
    """
    if output == "json":
        return _json(findings)
    if output == "github":
        return "".join(f"{_annotation(finding)}\n" for finding in findings)
    return "\n".join([*_text(findings, program, colour=colour), ""])


def summary(findings: Sequence[Finding]) -> str:
    """How many findings of each severity: «2 ошибки, 1 предупреждение»."""
    counts = Counter(finding.severity for finding in findings)
    parts = [counted(counts[severity], *_NAMES[severity]) for severity in Severity if counts[severity]]
    return ", ".join(parts) if parts else "ошибок нет"


def _text(findings: Sequence[Finding], program: str, *, colour: bool) -> Iterator[str]:
    def paint(text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    for finding in findings:
        place = finding.places[0] if finding.places else None
        where = f"{paint(visible(str(place)), '1')}: " if place else ""
        severity = paint(finding.severity.word, _COLOURS[finding.severity])
        yield f"{where}{severity}: {visible(finding.message)} [{finding.code}]"
        if place and place.excerpt:
            yield from _excerpt(place, paint("^", _COLOURS[finding.severity]))
        for other in finding.places[1:]:
            if str(other) not in finding.message:
                yield f"    смотрите также: {visible(str(other))}"
        if finding.tip:
            yield f"    как исправить: {visible(finding.tip)}"
        yield ""
    yield f"Итого: {summary(findings)}."
    if findings:
        gravest = max(findings, key=lambda finding: finding.severity.weight)
        yield f"Подробнее о проверке: {program} explain {gravest.code}"


def _excerpt(place: Place, caret: str) -> Iterator[str]:
    line = visible(place.excerpt or "")
    column = (place.column or 1) - 1
    start = max(0, column - _WIDEST // 2) if len(line) > _WIDEST else 0
    # The bar keeps a source line from being read as a command of the CI that runs the check.
    yield f"    | {line[start : start + _WIDEST]}"
    yield f"    | {' ' * (column - start)}{caret}"


def _json(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.severity for finding in findings)
    data = {"findings": records(findings), "summary": {severity.value: counts[severity] for severity in Severity}}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def records(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Findings as plain data for a program."""
    return [
        {
            "code": finding.code,
            "severity": finding.severity.value,
            "message": finding.message,
            "tip": finding.tip,
            "places": [asdict(place) for place in finding.places],
        }
        for finding in findings
    ]


def _annotation(finding: Finding) -> str:
    place = finding.places[0] if finding.places else None
    where = []
    if place:
        where.append(f"file={_property(place.file)}")
        if place.line or place.row:
            where.append(f"line={place.line or place.row}")
        if place.column:
            where.append(f"col={place.column}")
    where.append(f"title={_property(finding.code)}")
    text = visible(finding.message + (f". {finding.tip}" if finding.tip else ""))
    return f"::{_GITHUB[finding.severity]} {','.join(where)}::{_data(text)}"


def _data(text: str) -> str:
    # The escapes of GitHub's workflow commands.
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
