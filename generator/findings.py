"""Findings as text for a person, JSON for a program, annotations for GitHub Actions, a JUnit report."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict
from typing import Any, Literal

from generator import coverage as rows_of
from generator.junit import junit
from generator.names import visible
from handbook.coverage import Coverage
from handbook.finding import Finding, Place, Severity
from handbook.lint.allowed import Allowed
from handbook.russian import lower_first
from handbook.russian.numbers import counted

Format = Literal["text", "json", "github", "junit"]

_ORDER = list(Severity)
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_NAMES = {
    Severity.ERROR: ("ошибка", "ошибки", "ошибок"),
    Severity.WARNING: ("предупреждение", "предупреждения", "предупреждений"),
    Severity.INFO: ("замечание", "замечания", "замечаний"),
}
_WIDEST = 160
#: So many warnings or remarks of one code are shown in full; more of the same drown the rest.
_FEW = 10


def render(  # noqa: PLR0913 - each is asked for by an option of the command
    findings: Sequence[Finding],
    output: Format,
    *,
    colour: bool = False,
    program: str = "reglament",
    allowed: Sequence[Allowed] = (),
    show_allowed: bool = False,
    coverage: Sequence[Coverage] = (),
    hidden: Sequence[Finding] = (),
    everything: bool = False,
    failing: Collection[Severity] = (Severity.ERROR,),
) -> str:
    """Findings in the asked form, ending with a line break.

    Args:
        findings: In the order they should be shown; text puts the gravest first.
        output: ``text``, ``json``, ``github`` or ``junit``.
        colour: Whether text may carry terminal colours.
        program: How the user starts the program, for the hint at the end.
        allowed: Findings that the sources let stand; text counts them.
        show_allowed: Whether text tells each of them with its reason.
        coverage: How far the company has described itself, when that was asked.
        hidden: Findings that the user asked not to be shown; they are counted.
        everything: Whether text shows every warning and remark, however many of one code there are.
        failing: Severities that make the check fail, and the tests of a JUnit report with it.
    """
    if output == "json":
        return _json(findings, allowed, coverage, hidden)
    if output == "github":
        return "".join(f"{_annotation(finding)}\n" for finding in findings)
    if output == "junit":
        return junit(findings, allowed, failing)
    gravest_first = sorted(findings, key=lambda finding: _ORDER.index(finding.severity))
    lines = list(_text(gravest_first, colour=colour, few=len(findings) if everything else _FEW, program=program))
    if show_allowed:
        lines += _allowed(allowed)
    if coverage:
        lines += [*rows_of.table(coverage), ""]
    more = f"; допущено с причиной: {len(allowed)}" if allowed else ""
    more += f"; скрыто ключами: {summary(hidden)}" if hidden else ""
    lines.append(f"Итого: {summary(findings) if findings or not hidden else 'показать нечего'}{more}.")
    if len(findings) > _FEW and len({finding.code for finding in findings}) > 1:
        lines += _by_code(gravest_first)
    if findings:
        lines.append(f"Подробнее о проверке: {program} explain {gravest_first[0].code}")
    return "\n".join([*lines, ""])


def summary(findings: Sequence[Finding]) -> str:
    """How many findings of each severity: «2 ошибки, 1 предупреждение»."""
    counts = Counter(finding.severity for finding in findings)
    parts = [counted(counts[severity], *_NAMES[severity]) for severity in Severity if counts[severity]]
    return ", ".join(parts) if parts else "ошибок нет"


def _by_code(findings: Sequence[Finding]) -> Iterator[str]:
    """How many of each code, in the order of the findings: what there is to do, at a glance."""
    from handbook.explain import pages

    known, counts = pages(), Counter(finding.code for finding in findings)
    for code, count in counts.items():
        title = known.get(code, "").partition("\n")[0].partition(" (")[0]
        yield f"{count:6}  {code}{f' — {lower_first(title)}' if title else ''}"


def _text(findings: Sequence[Finding], *, colour: bool, few: int, program: str) -> Iterator[str]:
    times, shown = Counter(finding.code for finding in findings), Counter[str]()

    def paint(text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    for finding in findings:
        shown[finding.code] += 1
        if finding.severity is not Severity.ERROR and shown[finding.code] > few:
            if shown[finding.code] == times[finding.code]:
                left = f"и ещё {times[finding.code] - few} [{finding.code}]"
                yield f"{left}; все: {program} check --select {finding.code}"
                yield ""
            continue
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


def _allowed(allowed: Sequence[Allowed]) -> Iterator[str]:
    for item in allowed:
        place = f"{visible(str(item.finding.places[0]))}: " if item.finding.places else ""
        yield f"{place}допущено: {visible(item.finding.message)} [{item.finding.code}]"
        yield f"    причина: {visible(item.reason)}"
        yield ""


def _excerpt(place: Place, caret: str) -> Iterator[str]:
    line = visible(place.excerpt or "")
    column = (place.column or 1) - 1
    start = max(0, column - _WIDEST // 2) if len(line) > _WIDEST else 0
    # The bar keeps a source line from being read as a command of the CI that runs the check.
    yield f"    | {line[start : start + _WIDEST]}"
    yield f"    | {' ' * (column - start)}{caret}"


def _json(
    findings: Sequence[Finding], allowed: Sequence[Allowed], coverage: Sequence[Coverage], hidden: Sequence[Finding]
) -> str:
    counts = Counter(finding.severity for finding in findings)
    told = records([item.finding for item in allowed])
    data: dict[str, Any] = {
        "findings": records(findings),
        "ignored": [{**record, "reason": item.reason} for record, item in zip(told, allowed, strict=True)],
        "summary": {severity.value: counts[severity] for severity in Severity},
        "hidden": len(hidden),
    }
    if coverage:
        data["coverage"] = rows_of.data(coverage)
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
