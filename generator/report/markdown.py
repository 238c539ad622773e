"""The audit for a chat, a wiki or a pull request: what to know and do, on a page, and where the rest is.

Text of the CRM means nothing to Markdown, calls nobody and leads nowhere: marks are escaped, and what servers make
mentions, references and links of is broken by a sign that is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from generator.report import words
from generator.report.agenda import FRESH, Item, urgent
from generator.report.deeds import deed
from generator.report.elsewhere import elsewhere
from generator.report.objects import noun, title
from generator.report.safe import line
from generator.report.score import Part, Person, parts, people
from generator.report.shift import main as main_shifts
from generator.report.shift import shifts
from generator.report.view import period
from handbook.audits.comparison import Change, Comparison, Ending
from handbook.audits.promises import Outcome
from handbook.audits.story import Story
from handbook.result import Result, Status
from handbook.russian.dates import date_short
from handbook.russian.numbers import DASH, counted, format_number, money

_PEOPLE, _NORMS, _DEEDS, _GAPS = 10, 15, 10, 15
_ACTIVE = re.compile(r"[\\`*_{}\[\]<>|#~&!$]")
_JOINER = "\N{WORD JOINER}"
#: What a server would make a mention, a reference or a link of: the sign that must not touch what follows.
_CALLS = re.compile(r"([@#!$~%&^](?=\w))|(:(?=//))|((?i:\bwww)(?=\.))|((?i:\b(?:mailto|tel|xmpp):)(?=\S))")
_START = re.compile(r"^(\d*)([-+=:.)])")


def markdown(result: Result, story: Story | None = None, formats: Collection[str] = ("xlsx", "json")) -> str:
    """The report as GitHub-flavoured Markdown.

    Args:
        result: What the audit found.
        story: What is known of earlier audits and promises; None when nothing is.
        formats: What is made at once: whole lists are there.
    """
    known = story or Story()
    blocks = (
        _head(result, known),
        _changes(result, known.comparison),
        _deeds(result, known, formats),
        _people(result, known.comparison, formats),
        _norms(result, known.comparison, formats),
        _gaps(result, formats),
        _promises(known),
        [f"Полные списки — в {elsewhere(formats, 'xlsx', 'json')}."],
    )
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def plain(text: str, limit: int = 120) -> str:
    """Text that means nothing to Markdown and nothing to HTML, on one line."""
    told = _CALLS.sub(lambda found: found[0] + _JOINER, line(text, limit))
    told = _ACTIVE.sub(lambda found: f"\\{found[0]}", told)
    return _START.sub(lambda found: f"{found[1]}\\{found[2]}", told)


def _head(result: Result, story: Story) -> list[str]:
    score = result.score
    value = f"**{words.points(score.value)} из 100**" if score.value is not None else "нет: ни одна норма не проверена"
    past = story.comparison.past if story.comparison else None
    if past and past.score is not None and score.value is not None:
        # As far apart as the two look where they are shown.
        moved = words.tenth(score.value) - words.tenth(past.score)
        sign = "+" if moved > 0 else "−" if moved < 0 else "±"
        told = format_number(abs(moved))
        value += f" ({sign}{told} с аудита на {date_short(past.as_of)})"
    broken = counted(len(result.by_status(Status.FAILED)), "норма нарушается", "нормы нарушаются", "норм нарушается")
    total = sum(len(verdict.violations) for verdict in result.verdicts)
    breaches = counted(total, "нарушение", "нарушения", "нарушений")
    return [
        f"# Аудит: {plain(result.company)}",
        "",
        f"{period(result)}, состояние на {date_short(result.as_of)}.",
        "",
        f"Оценка: {value}. {broken}, {breaches}; не проверено норм: {format_number(score.not_checked)}.",
    ]


def _changes(result: Result, comparison: Comparison | None) -> list[str]:
    if comparison is None:
        return []
    found = [
        f"{change.word} — {format_number(comparison.count(change))}" for change in Change if comparison.count(change)
    ]
    gone = [
        f"{ending.word} — {format_number(comparison.count(ending))}" for ending in Ending if comparison.count(ending)
    ]
    moved = ", ".join(plain(item.words, 80) for item in main_shifts(shifts(result, comparison)))
    return [
        f"## Что изменилось с {date_short(comparison.past.as_of)}",
        "",
        *([f"- Оценку больше всего изменили: {moved}."] if moved else []),
        f"- Нарушения сейчас: {', '.join(found) or 'нет'}.",
        f"- Нарушения тогда, которых больше нет: {', '.join(gone) or 'нет'}.",
    ]


def _deeds(result: Result, story: Story, formats: Collection[str]) -> list[str]:
    found = urgent(result, story)
    if not found:
        return []
    shown = [f"{number}. {_deed(result, item)}" for number, item in enumerate(found[:_DEEDS], 1)]
    return ["## Что делать сначала", "", *shown, *_rest(len(found) - _DEEDS, "Что делать", formats)]


def _deed(result: Result, item: Item) -> str:
    breach = item.breach
    called = title(breach) if noun(item.verdict.kind, breach) else None
    named = f" ({plain(called, 60)})" if called else ""
    amount = breach.money
    cash = f"; {money(amount, plain(result.currency, 8))}" if amount is not None and amount.is_finite() else ""
    fresh = f" — **{item.change.word}**" if item.change in FRESH and item.change else ""
    who = plain(breach.owner or "без ответственного", 60)
    subject = f"{plain(item.subject, 60)}{named} — " if item.subject != breach.owner else ""
    return f"**{who}**: {subject}{plain(breach.detail)}{cash}. {deed(item.verdict)}{fresh}"


def _people(result: Result, comparison: Comparison | None, formats: Collection[str]) -> list[str]:
    found = people(result)
    if not found:
        return []
    before = {one.owner: one.score for one in comparison.past.people} if comparison else {}
    heads = ["Сотрудник", "Оценка", *(["Было"] if comparison else []), "Нарушений", "Под вопросом", "Больше всего"]
    rows = [_person(result, one, before, told=comparison is not None) for one in found[:_PEOPLE]]
    rest = _rest(len(found) - _PEOPLE, "Сотрудники", formats)
    return ["## Сотрудники, худшие первыми", "", *_table(heads, rows, {"Больше всего"}), *rest]


def _person(result: Result, person: Person, before: dict[str, float | None], *, told: bool) -> list[str]:
    chips = ", ".join(f"{plain(chip.verdict.title, 40)} {chip.violators}" for chip in person.chips[:2])
    return [
        plain(person.name or "без ответственного", 60),
        (words.points(person.score.value) if person.score else DASH) + (f" ({person.mark})" if person.mark else ""),
        *([words.points(before.get(person.name or ""))] if told else []),
        format_number(person.violations),
        money(person.money, plain(result.currency, 8)) if person.money is not None else DASH,
        chips or DASH,
    ]


def _norms(result: Result, comparison: Comparison | None, formats: Collection[str]) -> list[str]:
    failed = result.by_status(Status.FAILED)
    if not failed:
        return []
    lost = {part.verdict.norm_id: part for part in parts(result.verdicts)}
    failed = tuple(sorted(failed, key=lambda one: -_lost(lost.get(one.norm_id))))
    heads = [
        "Норма",
        "Важность",
        "Нарушений",
        "Из",
        "Доля",
        "Отнято баллов",
        *(["Новых и вернувшихся"] if comparison else []),
    ]
    rows = [
        [
            plain(one.title),
            one.severity.word,
            format_number(len(one.violations)),
            format_number(one.population),
            words.share(one.share),
            format_number(round(_lost(lost.get(one.norm_id)), 2)),
            *([_new(comparison, one.norm_id)] if comparison else []),
        ]
        for one in failed[:_NORMS]
    ]
    return [
        "## Нарушаются",
        "",
        *_table(heads, rows, {"Важность"}),
        *_rest(len(failed) - _NORMS, "Нормы", formats),
    ]


def _lost(part: Part | None) -> float:
    return part.lost if part else 0.0


def _new(comparison: Comparison, norm_id: str) -> str:
    return format_number(sum(one == norm_id and change in FRESH for (one, _), change in comparison.changes.items()))


def _gaps(result: Result, formats: Collection[str]) -> list[str]:
    unchecked = result.by_status(Status.NOT_CHECKED)
    if not unchecked:
        return []
    lacking = "в выгрузке нет нужных данных"
    shown = [f"- {plain(one.title)} — {plain(one.reason or lacking, 200)}" for one in unchecked[:_GAPS]]
    return ["## Не проверено", "", *shown, *_rest(len(unchecked) - _GAPS, "Не проверено", formats)]


def _promises(story: Story) -> list[str]:
    if not story.promises:
        return []
    counts = ((outcome, sum(one.outcome is outcome for one in story.promises)) for outcome in Outcome)
    told = ", ".join(f"{outcome.word} — {format_number(count)}" for outcome, count in counts if count)
    return ["## Обещания прошлых планёрок", "", f"{told[:1].upper()}{told[1:]}."]


def _rest(left: int, sheet: str, formats: Collection[str]) -> list[str]:
    return ["", f"И ещё {format_number(left)} — в {elsewhere(formats, 'xlsx', sheet=sheet)}."] if left > 0 else []


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], texts: Collection[str]) -> list[str]:
    """A table whose first column and those named are texts, the others numbers."""
    lead = ["---" if head in {heads[0], *texts} else "---:" for head in heads]
    return [f"| {' | '.join(cells)} |" for cells in (heads, lead, *rows)]
