"""The audit in a few lines for the terminal: the score, norms by status, breaches per manager, files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from generator.report.objects import split
from generator.report.safe import line
from generator.report.score import Person, people
from generator.report.view import period
from generator.report.words import points, share
from handbook.finding import Severity
from handbook.result import Result, Status, Verdict
from handbook.russian.dates import date_short
from handbook.russian.numbers import counted, format_number, money

_PEOPLE = 10
_CHIPS = 4
_WIDTH = 60
_REMARKS, _REMARK = 5, 160


def summary(result: Result, files: Sequence[str] = ()) -> str:
    """The short text, ending with a line feed; nothing in it can steer a terminal.

    Args:
        result: What the audit found.
        files: Files that were written, as the user should see them.
    """
    blocks = [
        _head(result),
        *(_status(result, status) for status in (Status.FAILED, Status.NOT_CHECKED, Status.WAIVED, Status.PASSED)),
        _people(result),
        _rows(result),
        [f"Файлы: {', '.join(line(name, 300) for name in files)}"] if files else [],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _head(result: Result) -> list[str]:
    score = result.score
    checked = counted(score.checked, "норма", "нормы", "норм")
    value = f"{points(score.value)} из 100" if score.value is not None else "нет: ни одна норма не проверена"
    return [
        f"Аудит: {line(result.company)}, {period(result)} (состояние на {date_short(result.as_of)})",
        f"Оценка: {value}. В ней {checked}, не проверено {format_number(score.not_checked)}",
    ]


def _status(result: Result, status: Status) -> list[str]:
    verdicts = result.by_status(status)
    if not verdicts:
        return []
    return [f"{status.word.upper()}: {len(verdicts)}", *(f"  {_norm(verdict)}" for verdict in verdicts)]


def _norm(verdict: Verdict) -> str:
    title = line(verdict.title, _WIDTH)
    if not verdict.checked:
        return f"{title} — {line(verdict.reason or 'в выгрузке нет нужных данных')}"
    bad, waived = split(verdict)
    text = f"{title} — {_of(len(bad), verdict.population)}"
    if bad:
        text += f", {share(verdict.share)}"
    if bad and verdict.tolerance:
        text += f" при допуске {format_number(Decimal(str(verdict.tolerance)))} %"
    if waived:
        text += f", исключений {format_number(len(waived))}"
    warning = "" if verdict.severity is Severity.ERROR else f" [{verdict.severity.word}]"
    return text + (" (приближённо)" if verdict.approximate else "") + warning


def _of(bad: int, population: int) -> str:
    return f"{format_number(bad)} из {format_number(population)}"


def _people(result: Result) -> list[str]:
    found = people(result)
    if not found:
        return []
    left = len(found) - _PEOPLE
    more = [f"  и ещё {counted(left, 'человек', 'человека', 'человек')}"] if left > 0 else []
    return ["СОТРУДНИКИ, начиная с худшей оценки", *(_person(result, item) for item in found[:_PEOPLE]), *more]


def _person(result: Result, person: Person) -> str:
    name = line(person.name, 40) if person.name else "без ответственного"
    value = points(person.score.value) if person.score else "—"
    chips = ", ".join(_chips(person))
    cash = f", под вопросом {money(person.money, line(result.currency, 8))}" if person.money else ""
    return f"  {name}: {value}; нарушений {format_number(person.violations)}{cash}" + (f" ({chips})" if chips else "")


def _chips(person: Person) -> Iterable[str]:
    for chip in person.chips[:_CHIPS]:
        yield f"{line(chip.verdict.title, 40)} {format_number(chip.violators)}"
    if len(person.chips) > _CHIPS:
        yield "…"


def _rows(result: Result) -> list[str]:
    read = sum(account.rows_read for account in result.accounts)
    used = sum(account.rows_used for account in result.accounts)
    aside = sum(account.rows_set_aside for account in result.accounts)
    told = f"Строк прочитано {format_number(read)}: использовано {format_number(used)}, отложено {format_number(aside)}"
    lines = [f"{told} (профиль {line(result.profile)})"]
    if result.findings:
        lines.append(f"Замечаний к выгрузке: {format_number(len(result.findings))}")
    warned = [finding for finding in result.findings if finding.severity is not Severity.INFO]
    for finding in warned[:_REMARKS]:
        place = f"{line(str(finding.places[0]), _WIDTH)}: " if finding.places else ""
        lines.append(f"  {place}{line(finding.message, _REMARK)} [{line(finding.code, _WIDTH)}]")
    if len(warned) > _REMARKS:
        lines.append(f"  и ещё {format_number(len(warned) - _REMARKS)} — в отчёте")
    return lines
