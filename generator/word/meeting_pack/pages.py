"""The page of a manager: the score, what was promised, what to decide on, each with its clause and its proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.report import words
from generator.report.agenda import Item
from generator.report.team import Member
from generator.word.audited import NAME, NOBODY, badge, called, cash, clause, moment, moved, said, source
from generator.word.meeting_pack.fitting import fitted
from generator.word.meeting_pack.record import BreachRow, ManagerPage, PromiseRow
from generator.word.words import tidy
from handbook.audits.promises import Answered, Outcome, choices
from handbook.audits.story import Story
from handbook.book import Handbook
from handbook.result import Result
from handbook.russian.dates import date_short
from handbook.russian.numbers import DASH, counted

#: Promises a page has room for, and audits of the trend.
_PROMISES, _TREND = 6, 6
_DETAIL = 220
_OUTCOMES = (Outcome.BROKEN, Outcome.TOO_LATE, Outcome.WAITING, Outcome.UNKNOWN, Outcome.KEPT)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A manager with the breaches to speak of, with what was promised and what became of it, and where the rest is."""

    member: Member
    chosen: Sequence[Item]
    promises: Sequence[Answered]
    rest: str


def manager_page(handbook: Handbook, result: Result, story: Story, spoken: Spoken) -> ManagerPage:
    """Everything a page says, as much beside its rows as it holds.

    Args:
        handbook: The company.
        result: What the audit found.
        story: What is known of earlier audits.
        spoken: Of whom, and of what.
    """
    member, chosen, promises = spoken.member, spoken.chosen, spoken.promises
    told = sorted(promises, key=lambda one: _OUTCOMES.index(one.outcome))
    titles = {verdict.norm_id: verdict.title for verdict in result.verdicts}
    left = member.person.violations - len(chosen)
    more = [f"Показаны {len(chosen)} из {member.person.violations}; остальные — в {spoken.rest}."] if left else []
    unsaid = len(told) - _PROMISES
    more += [f"Обещаний не показано: {unsaid}, все — в «Решения планёрки.xlsx»."] if unsaid > 0 else []

    def page(letters: int) -> ManagerPage:
        return ManagerPage(
            who=said(member.name, NAME) if member.name else f"{NOBODY} и по компании в целом",
            post=tidy(member.position) if member.position else None,
            score=None if member.value is None else words.points(member.value),
            summary=_summary(member, result),
            trend=_trend(member, story),
            promises=tuple(_promise(one, titles) for one in told[:_PROMISES]),
            breaches=tuple(_breaches(handbook, result, chosen, letters)),
            more=" ".join(more) or None,
        )

    return fitted(page)


def _summary(member: Member, result: Result) -> str:
    person = member.person
    by = moved(member.value, member.before)
    parts = [f"{counted(person.violations, 'нарушение', 'нарушения', 'нарушений')}, можно исправить {member.standing}"]
    parts += [f"оценка с прошлого аудита: {by}"] if by else []
    amount = cash(person.money, result.currency)
    parts += [f"сумма {amount}"] if amount else []
    parts += [f"судили по {counted(member.norms, 'норме', 'нормам', 'нормам')}"] if member.norms else []
    parts += [member.person.caution] if member.person.caution else []
    parts += [member.left] if member.left else []
    return f"{'; '.join(parts)}."


def _trend(member: Member, story: Story) -> str | None:
    known = []
    for audit in story.trend[-_TREND + 1 :]:
        score = next((person.score for person in audit.people if person.owner == member.name), None)
        known += [words.points(score)] if score is not None else []
    return " → ".join([*known, words.points(member.value)]) if known and member.value is not None else None


def _promise(one: Answered, titles: dict[str, str]) -> PromiseRow:
    promise = one.promise
    note = said(promise.note, _DETAIL)
    return PromiseRow(
        what=said(promise.subject),
        norm=said(titles.get(promise.norm_id, promise.norm_id)),
        decision=promise.decision.word + (f": {note}" if note else ""),
        due=date_short(promise.due) if promise.due else DASH,
        outcome=one.outcome.word,
    )


def _breaches(handbook: Handbook, result: Result, chosen: Sequence[Item], letters: int) -> list[BreachRow]:
    rows: list[BreachRow] = []
    for number, item in enumerate(chosen, 1):
        verdict, breach = item.verdict, item.breach
        words_of = clause(handbook, verdict.norm_id, result, letters) or said(verdict.clause) or "пункт не указан"
        rows.append(
            BreachRow(
                number=number,
                what=called(item),
                badge=badge(item.change),
                money=cash(breach.money, result.currency),
                norm=said(verdict.title),
                clause=words_of,
                proof=f"{said(breach.detail, _DETAIL)} ({moment(breach)})",
                source=source(breach),
                decisions=tuple(decision.word for decision in choices(standing=breach.standing)),
            )
        )
    return rows
