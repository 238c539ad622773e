"""The audit in a few lines for the terminal: the score, norms by status, breaches per manager, files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from generator.report.agenda import Item, urgent
from generator.report.deeds import deed
from generator.report.objects import split
from generator.report.safe import line
from generator.report.score import Person, people
from generator.report.shift import main as main_shifts
from generator.report.shift import shifts
from generator.report.view import period
from generator.report.words import points, share
from handbook.audits.comparison import Change, Ending
from handbook.audits.promises import Outcome
from handbook.audits.story import Story
from handbook.finding import Severity
from handbook.result import Result, Status, Verdict
from handbook.russian.dates import date_short
from handbook.russian.numbers import counted, format_number, money

_PEOPLE = 10
_CHIPS = 4
_WIDTH = 60
_REMARKS, _REMARK = 5, 160
_DEEDS = 3


def summary(result: Result, files: Sequence[str] = (), story: Story | None = None) -> str:
    """The short text, ending with a line feed; nothing in it can steer a terminal.

    Args:
        result: What the audit found.
        files: Files that were written, as the user should see them.
        story: What is known of earlier audits and promises.
    """
    blocks = [
        _head(result),
        *(_status(result, status) for status in (Status.FAILED, Status.NOT_CHECKED, Status.WAIVED, Status.PASSED)),
        _people(result),
        _changes(result, story) if story else [],
        _deeds(result, story or Story()),
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


def _deeds(result: Result, story: Story) -> list[str]:
    """What to do on Monday, the most urgent first."""
    found = urgent(result, story)
    if not found:
        return []
    shown = [
        f"  {line(item.breach.owner or 'без ответственного', 40)}: {_about(item)}. {deed(item.verdict)}"
        for item in found[:_DEEDS]
    ]
    left = len(found) - _DEEDS
    more = [f"  и ещё {format_number(left)} — в отчёте"] if left > 0 else []
    return ["С ЧЕГО НАЧАТЬ", *shown, *more]


def _about(item: Item) -> str:
    detail = line(item.breach.detail, _REMARK)
    return detail if item.subject == item.breach.owner else f"{line(item.subject, 40)} — {detail}"


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
    return ["СОТРУДНИКИ, худшие первыми", *(_person(result, item) for item in found[:_PEOPLE]), *more]


def _person(result: Result, person: Person) -> str:
    name = line(person.name, 40) if person.name else "без ответственного"
    value = (points(person.score.value) if person.score else "—") + (f" ({person.mark})" if person.mark else "")
    chips = ", ".join(_chips(person))
    cash = f", под вопросом {money(person.money, line(result.currency, 8))}" if person.money else ""
    return f"  {name}: {value}; нарушений {format_number(person.violations)}{cash}" + (f" ({chips})" if chips else "")


def _chips(person: Person) -> Iterable[str]:
    for chip in person.chips[:_CHIPS]:
        yield f"{line(chip.verdict.title, 40)} {format_number(chip.violators)}"
    if len(person.chips) > _CHIPS:
        yield "…"


def _changes(result: Result, story: Story) -> list[str]:
    """What changed since the earlier audit, and whether promises were kept."""
    lines = []
    comparison = story.comparison
    if comparison:
        lines.append(
            f"СРАВНЕНИЕ с аудитом на {date_short(comparison.past.as_of)} ({line(comparison.past.origin, _WIDTH)})"
        )
        changes = [(what.word, comparison.count(what)) for what in Change]
        endings = [(what.word, comparison.count(what)) for what in Ending]
        lines += [f"  {_counts(changes)}", f"  из прежних: {_counts(endings)}" if comparison.ended else ""]
        if comparison.past.score is not None:
            moved = ", ".join(line(item.words, _WIDTH) for item in main_shifts(shifts(result, comparison)))
            lines.append(f"  оценка тогда: {points(comparison.past.score)}" + (f"; изменили: {moved}" if moved else ""))
        rewritten = [line(one.title, 40) for one in result.verdicts if one.norm_id in comparison.rewritten]
        if rewritten:
            lines.append(
                f"  требование изменилось: {', '.join(rewritten[:_CHIPS])}{', …' if rewritten[_CHIPS:] else ''}"
            )
    if story.promises:
        found = [(what.word, sum(item.outcome is what for item in story.promises)) for what in Outcome]
        lines.append(f"ОБЕЩАНИЯ прошлой планёрки: {_counts(found)}")
    return [text for text in lines if text]


def _counts(found: Iterable[tuple[str, int]]) -> str:
    return "; ".join(f"{word} — {format_number(count)}" for word, count in found if count) or "нарушений нет"


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
