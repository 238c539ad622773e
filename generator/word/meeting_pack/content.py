"""An audit as the meeting pack tells it: the company on the first page, then every manager who has breaches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from generator.report import words
from generator.report.agenda import Item, items, meeting
from generator.report.elsewhere import elsewhere
from generator.report.objects import stake
from generator.report.score import parts
from generator.report.shift import main as main_shifts
from generator.report.shift import shifts, signed
from generator.report.team import Member, team
from generator.report.view import period
from generator.word.audited import NAME, NOBODY, cash, dated, last_day, moved, said, short_names, shortened
from generator.word.front import organisation
from generator.word.meeting_pack.pages import Spoken, manager_page
from generator.word.meeting_pack.record import MeetingPack, Point, Question, TeamRow
from generator.word.records import Card
from generator.word.words import quoted
from handbook.audits.comparison import Change, Comparison, Ending
from handbook.audits.promises import Answered, Decision, Outcome
from handbook.audits.story import Story
from handbook.book import Handbook
from handbook.result import Result
from handbook.russian import sentence
from handbook.russian.dates import date_short
from handbook.russian.numbers import DASH, NBSP, counted

#: Audits of the trend, and questions of the company.
_TREND, _QUESTIONS = 6, 3
_TITLE = 110
#: Minutes for a manager, for what is common, and the most a meeting lasts.
_EACH, _COMMON = 5, 5
_BREACHES = ("нарушение", "нарушения", "нарушений")


def meeting_pack(
    handbook: Handbook, result: Result, story: Story, formats: Collection[str] = ("html", "xlsx")
) -> MeetingPack:
    """Everything the pack says.

    Args:
        handbook: The company.
        result: What the audit found.
        story: What is known of earlier audits and promises.
        formats: What is made at once: what does not fit is there.
    """
    comparison = story.comparison
    found = tuple(items(result, story))
    before = {person.owner: person.score for person in comparison.past.people} if comparison else {}
    everyone = team(result, handbook, found, {}, before)
    busy = [member for member in everyone if member.person.violations]
    names = short_names([member.name for member in everyone])
    chosen = meeting(result, story, tuple(member.name for member in busy))
    promised = _by_owner(story.promises)
    return MeetingPack(
        heading=f"Планёрка: аудит по {last_day(result)}",
        organisation=organisation(handbook),
        paper=dated(result.as_of),
        day=last_day(result),
        period=period(result),
        score=_score(result, comparison),
        breaches=_breaches(found),
        fresh=_fresh(comparison),
        kept=_kept(story.promises),
        trend=_trend(result, story),
        agenda=_agenda(story, busy),
        questions=(*_shift(result, comparison), *_questions(result, names)),
        team=tuple(
            _row(number, member, names, promised.get(member.name, ()), result) for number, member in enumerate(busy, 1)
        ),
        clean=_clean(everyone, names, promised),
        pages=tuple(
            manager_page(
                handbook,
                result,
                story,
                Spoken(member, chosen[member.name], promised.get(member.name, ()), elsewhere(formats, "html", "xlsx")),
            )
            for member in busy
        ),
        decisions=tuple(decision.word for decision in Decision),
        notes=_notes(everyone, names, len(busy)),
    )


def _by_owner(promises: Sequence[Answered]) -> dict[str | None, list[Answered]]:
    found: dict[str | None, list[Answered]] = {}
    for one in promises:
        found.setdefault(one.promise.owner or None, []).append(one)
    return found


def _score(result: Result, comparison: Comparison | None) -> Card:
    by = moved(result.score.value, comparison.past.score) if comparison else None
    since = f", {by} с\u00a0{date_short(comparison.past.as_of)}" if comparison and by else ""
    return Card(words.points(result.score.value), f"оценка компании из\u00a0100{since}")


def _breaches(found: Sequence[Item]) -> Card:
    lasting = sum(bool(item.breach.standing) for item in found)
    return Card(str(len(found)), f"{_noun(len(found))}, ещё можно исправить {lasting}")


def _noun(number: int) -> str:
    return counted(number, *_BREACHES).rpartition(NBSP)[2]


def _fresh(comparison: Comparison | None) -> Card:
    if comparison is None:
        return Card(DASH, "новых: прошлого аудита нет")
    new, back, fixed = (comparison.count(kind) for kind in (Change.NEW, Change.RETURNED, Ending.FIXED))
    return Card(str(new + back), f"новых, из них вернулось {back}; исправлено {fixed}")


def _kept(promises: Sequence[Answered]) -> Card:
    if not promises:
        return Card(DASH, "обещаний прошлого совещания нет")
    tally = Counter(one.outcome for one in promises)
    told = ", ".join(f"{outcome.word} {tally[outcome]}" for outcome in Outcome if tally[outcome])
    return Card(f"{tally[Outcome.KEPT]} из {len(promises)}", f"обещаний: {told}")


def _trend(result: Result, story: Story) -> tuple[Point, ...]:
    points = [Point(date_short(audit.as_of), words.points(audit.score)) for audit in story.trend[-_TREND + 1 :]]
    return (*points, Point(date_short(result.as_of), words.points(result.score.value))) if points else ()


def _agenda(story: Story, busy: Sequence[Member]) -> tuple[str, ...]:
    named = [member for member in busy if member.name]
    points = ["Обещания прошлого совещания: выполнено или новый срок"] if story.promises else []
    points += ["Главные вопросы компании: причина и одно изменение на неделю"]
    if named:
        people = counted(len(named), "сотрудник", "сотрудника", "сотрудников")
        points += [f"Разбор по страницам, худшие первыми: {people}, не дольше {_EACH}{NBSP}минут на каждого"]
    return (*points, "Решения: срок и подпись по каждой строке")


def _questions(result: Result, names: Mapping[str | None, str]) -> tuple[Question, ...]:
    costly = sorted((part for part in parts(result.verdicts) if part.lost > 0), key=lambda part: -part.lost)
    made = []
    for part in costly[:_QUESTIONS]:
        verdict = part.verdict
        owners = Counter(item.owner or None for item in verdict.violations)
        most = sorted(owners.items(), key=lambda pair: (-pair[1], pair[0] or ""))[:2]
        whose = ", ".join(f"{names.get(name) or said(name, NAME)} ({number})" for name, number in most)
        amount = cash(stake((verdict, item) for item in verdict.violations), result.currency)
        at_stake = f"; на\u00a0кону {amount}" if amount else ""
        title = shortened(said(verdict.title, _TITLE), _TITLE)
        made.append(
            Question(
                f"{title}: {counted(len(verdict.violations), *_BREACHES)} из {verdict.population}",
                f"Снимает с оценки {words.points(part.lost)}; больше всего: {whose}{at_stake}.",
            )
        )
    return tuple(made)


def _shift(result: Result, comparison: Comparison | None) -> tuple[Question, ...]:
    """What moved the score most, before what it is made of."""
    found = main_shifts(shifts(result, comparison)) if comparison else ()
    if not found or comparison is None:
        return ()
    told = "; ".join(f"{signed(item.by)} {shortened(said(item.title, _TITLE), _TITLE)}" for item in found)
    return (Question(f"Почему оценка изменилась с\u00a0{date_short(comparison.past.as_of)}", f"{told}."),)


def _row(
    number: int, member: Member, names: Mapping[str | None, str], promises: Sequence[Answered], result: Result
) -> TeamRow:
    return TeamRow(
        number=number,
        who=names[member.name] + ("*" if member.person.mark else ""),
        score=words.points(member.value),
        moved=_by(member),
        breaches=str(member.person.violations),
        lasting=str(member.standing),
        fresh=str(member.fresh + member.returned),
        promises=_score_of(promises) or DASH,
        money=cash(member.person.money, result.currency),
    )


def _by(member: Member) -> str:
    by = moved(member.value, member.before)
    return DASH if by is None else by.replace("без изменений", "0")


def _score_of(promises: Sequence[Answered]) -> str:
    """How many promises are kept: «2 из 3»; nothing when there were none."""
    kept = sum(one.outcome is Outcome.KEPT for one in promises)
    return f"{kept} из {len(promises)}" if promises else ""


def _clean(
    everyone: Sequence[Member],
    names: Mapping[str | None, str],
    promised: Mapping[str | None, Sequence[Answered]],
) -> str | None:
    """Who has no breaches, with the promises they have kept: they get no page to tell it on."""
    free = [
        names[member.name]
        + (f" (обещаний выполнено {kept})" if (kept := _score_of(promised.get(member.name, ()))) else "")
        for member in everyone
        if member.name and not member.person.violations
    ]
    return sentence(f"Без нарушений: {', '.join(sorted(free))}") if free else None


def _notes(everyone: Sequence[Member], names: Mapping[str | None, str], pages: int) -> tuple[str, ...]:
    notes = (
        [f"Дальше — {counted(pages, 'страница', 'страницы', 'страниц')}: каждой строке таблицы по одной."]
        if pages
        else []
    )
    marked = [f"{names[member.name]} — {member.person.mark}" for member in everyone if member.person.mark]
    if marked:
        notes += [f"* Оценка стоит на малом числе случаев: {'; '.join(marked)}. Порядок — по тому, что повторяется."]
    if any(member.name is None for member in everyone):
        notes += [f"{quoted(NOBODY)} — нарушения, у которых нет владельца в CRM, и нарушения компании в целом."]
    return (
        *notes,
        "Решения впишите и в «Решения планёрки.xlsx»: следующий аудит скажет, что из них выполнено.",
    )
