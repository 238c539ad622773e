"""Findings as a JUnit report: what CI servers draw as a list of tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from html import escape

from generator.names import visible
from handbook.finding import Finding, Severity
from handbook.lint.allowed import Allowed


def junit(
    findings: Sequence[Finding], allowed: Sequence[Allowed], failing: Collection[Severity] = (Severity.ERROR,)
) -> str:
    """A report that fails when the check does, hidden errors apart.

    What does not make it fail is a passed test with its words beside it; what the sources let stand is skipped.
    A server follows a test by its name: the name is the code and, of several in one file, which of them it is.

    Args:
        findings: In the order they should be shown.
        allowed: Findings that the sources let stand, with the reasons.
        failing: Severities that make the check fail.
    """
    # Counted together: a finding that is let stand keeps its name, and the names of its neighbours.
    together = sorted([*findings, *(item.finding for item in allowed)], key=lambda finding: finding.sort_key)
    names = dict(zip(map(id, together), _opened(together), strict=True))
    cases = [_case(finding, names[id(finding)], failing) for finding in findings]
    cases += [_skipped(item, names[id(item.finding)]) for item in allowed]
    failures = sum(finding.severity in failing for finding in findings)
    counts = f'tests="{max(1, len(cases))}" failures="{failures}" errors="0" skipped="{len(allowed)}"'
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<testsuites name="reglament" {counts}>',
            f'  <testsuite name="check" {counts}>',
            *(cases or ['    <testcase classname="regulations" name="описание без замечаний"/>']),
            "  </testsuite>",
            "</testsuites>",
            "",
        ]
    )


def _case(finding: Finding, opened: str, failing: Collection[Severity]) -> str:
    words = finding.message + (f"\n{finding.tip}" if finding.tip else "")
    where = _where(finding)
    if finding.severity in failing:
        told = f'<failure type="{safe(finding.code)}" message="{safe(finding.message)}">{lines(where, words)}</failure>'
    else:
        told = f"<system-out>{lines(finding.severity.word, where, words)}</system-out>"
    return f"    {opened}{told}</testcase>"


def _skipped(item: Allowed, opened: str) -> str:
    words = lines(_where(item.finding), item.finding.message)
    return f'    {opened}<skipped message="{safe(item.reason)}">{words}</skipped></testcase>'


def _where(finding: Finding) -> str:
    return ", ".join(str(place) for place in finding.places)


def _opened(findings: Sequence[Finding]) -> Iterator[str]:
    seen = Counter[tuple[str, str]]()
    for finding in findings:
        file = finding.places[0].file if finding.places else "regulations"
        seen[file, finding.code] += 1
        number = seen[file, finding.code]
        name = finding.code if number == 1 else f"{finding.code} ({number})"
        yield f'<testcase classname="{safe(file)}" name="{safe(name)}">'


def lines(*parts: str) -> str:
    """Texts as the content of an element, a line each at least."""
    return "\n".join(safe(line) for part in parts for line in part.splitlines())


def safe(text: str) -> str:
    """A text as an attribute or content: nothing in it is markup, nothing is no XML."""
    return escape(visible(text))
