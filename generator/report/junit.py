"""The audit as a JUnit report: a test for every norm, so that a CI server draws the audit and follows each norm.

A norm fails its test when it is broken and of a severity that fails the audit: errors, as ``--fail-on`` has it unless
told otherwise. A broken norm of another severity is a passed test with its words beside it. A norm that was not checked
and one whose every breach is waived are skipped, with the reason: neither has been passed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from generator.junit import lines, safe
from generator.report import words
from generator.report.agenda import Item, worst_of
from generator.report.elsewhere import elsewhere
from generator.report.safe import line
from handbook.audits.story import Story
from handbook.finding import Severity
from handbook.result import Result, Status, Verdict
from handbook.russian.dates import date_short
from handbook.russian.numbers import counted, format_number, money

#: Breaches named in a test.
_SHOWN = 20


def junit(
    result: Result,
    story: Story | None = None,
    failing: Collection[Severity] = (Severity.ERROR,),
    formats: Collection[str] = ("xlsx", "json"),
) -> str:
    """The report as XML.

    Args:
        result: What the audit found.
        story: What is known of earlier audits; None when nothing is.
        failing: Severities of norms that make the audit fail.
        formats: What is made at once: whole lists are there.
    """
    given = _Asked(result, story or Story(), failing, formats)
    cases = [_case(given, verdict) for verdict in result.verdicts]
    failures = sum(one.status is Status.FAILED and one.severity in failing for one in result.verdicts)
    skipped = sum(one.status in {Status.NOT_CHECKED, Status.WAIVED} for one in result.verdicts)
    counts = f'tests="{len(cases)}" failures="{failures}" errors="0" skipped="{skipped}"'
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<testsuites name="reglament" {counts}>',
            f'  <testsuite name="audit" {counts}>',
            "    <properties>",
            *(f'      <property name="{name}" value="{safe(value)}"/>' for name, value in _properties(result)),
            "    </properties>",
            *cases,
            "  </testsuite>",
            "</testsuites>",
            "",
        ]
    )


def _properties(result: Result) -> Iterator[tuple[str, str]]:
    yield "company", line(result.company)
    yield "as_of", result.as_of.isoformat()
    yield "score", "" if result.score.value is None else f"{result.score.value:.2f}"


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a report is made of; fields as arguments of ``junit``."""

    result: Result
    story: Story
    failing: Collection[Severity]
    formats: Collection[str]


def _case(given: _Asked, verdict: Verdict) -> str:
    name = f"{line(verdict.title)} [{line(verdict.norm_id)}]"
    group = line(verdict.process_id or "norms").replace(".", "-")
    told = _told(given, verdict)
    return f'    <testcase classname="audit.{safe(group)}" name="{safe(name)}">{told}</testcase>'


def _told(given: _Asked, verdict: Verdict) -> str:
    if verdict.status is Status.NOT_CHECKED:
        how = [gap.how for gap in verdict.missing]
        return f'<skipped message="{safe(line(verdict.reason or verdict.status.word))}">{lines(*how)}</skipped>'
    if verdict.status is Status.WAIVED:
        told = [f"{line(one.reason)} ({line(one.author)}, по {date_short(one.until)})" for one in verdict.waived]
        head = f"{verdict.status.word}: {counted(len(verdict.waived), 'нарушение', 'нарушения', 'нарушений')}"
        return f'<skipped message="{safe(head)}">{lines(*dict.fromkeys(told))}</skipped>'
    if not verdict.violations:
        return ""
    head, body = _head(verdict), list(_body(given, verdict))
    if verdict.status is Status.FAILED and verdict.severity in given.failing:
        return f'<failure type="{safe(verdict.kind)}" message="{safe(head)}">{lines(*body)}</failure>'
    return f"<system-out>{lines(f'{verdict.status.word}, {verdict.severity.word}: {head}', *body)}</system-out>"


def _head(verdict: Verdict) -> str:
    bad, whole = format_number(len(verdict.violations)), format_number(verdict.population)
    allowed = f" при допуске {words.share(verdict.tolerance / 100)}" if verdict.tolerance else ""
    return f"{bad} из {whole}, {words.share(verdict.share)}{allowed}; требование: {line(verdict.requirement)}"


def _body(given: _Asked, verdict: Verdict) -> Iterator[str]:
    for item in worst_of(verdict, given.story, _SHOWN):
        yield _breach(given.result, item)
    if len(verdict.violations) > _SHOWN:
        left = format_number(len(verdict.violations) - _SHOWN)
        yield f"и ещё {left} — в {elsewhere(given.formats, 'xlsx', 'json')}"


def _breach(result: Result, item: Item) -> str:
    breach = item.breach
    about = words.moment(line(breach.moment)) if item.subject == breach.owner else line(item.subject)
    parts = [line(breach.owner or "без ответственного"), f"{about}: {line(breach.detail)}"]
    if breach.money is not None and breach.money.is_finite():
        parts.append(money(breach.money, line(result.currency, 8)))
    if breach.source_file:
        row = f", строка {breach.source_row}" if breach.source_row else ""
        parts.append(f"{line(breach.source_file)}{row}")
    if item.change:
        parts.append(item.change.word)
    return "; ".join(parts)
