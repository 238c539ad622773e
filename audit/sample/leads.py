"""Enquiries of the sample and how the assistant answered them: on time, save for the known breaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from audit.sample.model import AS_OF, FIRST_DAY, Activity, Deal, Dice, Lead, World
from audit.sample.words import JUNK, SOURCES

CALLED = "Звонок"
_JUNK = 45
_NEVER_ANSWERED = 2
#: Working minutes of late answers; exactly the norm is on time.
_LATE = (31, 37, 46, 59, 88, 140, 175)
_ON_THE_LIMIT = 30
_LIMIT_EXAMPLES = 3
#: The exhibition of the rush of May.
_EXHIBITION, _FORMS = date(2026, 5, 14), 9
_MISSED, _BY_LETTER, _AT_NIGHT = 0.15, 0.3, 0.6


@dataclass
class Enquiries:
    """Leads and the calls and letters that answered them."""

    leads: list[Lead]
    answers: list[Activity]

    def add(self, leads: Sequence[Lead], answers: Sequence[Activity]) -> None:
        """Put more leads among these and number all of them anew."""
        self.leads += leads
        self.answers += answers
        self.number()

    def number(self) -> None:
        """Number the leads in the order of their arrival."""
        self.leads.sort(key=lambda item: (item.arrived, item.title))
        for number, lead in enumerate(self.leads, 1101):
            lead.number = number

    def of(self, lead: Lead) -> list[Activity]:
        """What was done with a lead."""
        return [item for item in self.answers if item.lead is lead]


def enquire(world: World, deals: Sequence[Deal], dice: Dice) -> Enquiries:
    """All enquiries: one before every deal the assistant created, and those that became no deal.

    Args:
        world: The company.
        deals: The deals as they happened.
        dice: The source of chance.
    """
    assistant = next(person.name for person in world.handbook.staff if person.position == "assistent")
    found = Enquiries([], [])
    for deal in deals:
        if not deal.creator:
            answered = deal.created - timedelta(minutes=dice.whole(3, 8))
            lead = Lead(_arrival(answered, dice), deal.title, deal.source, deal.company, "Качественный лид")
            lead.owner, lead.assigned = deal.owner, deal.created
            _answer(found, lead, answered, assistant, dice)
    working = [day for day in _days() if world.working(day)]
    for _ in range(_JUNK):
        answered = world.moment(dice.one(working[1:]), dice)
        lead = Lead(_arrival(answered, dice), dice.one(JUNK), dice.one(SOURCES[:4]), "", "Некачественный лид")
        _answer(found, lead, answered, assistant, dice)
    _put_breaches(world, found, dice)
    found.number()
    return found


def _days() -> list[date]:
    return [FIRST_DAY + timedelta(days=n) for n in range((AS_OF - FIRST_DAY).days)]


def _arrival(answered: datetime, dice: Dice) -> datetime:
    """When the enquiry came: a while before the answer, or in the night before an early one."""
    early = answered.hour == 9 and answered.minute < 30 and answered.date() > FIRST_DAY  # noqa: PLR2004 - half past nine
    if early and dice.chance(_AT_NIGHT):
        evening = answered.date() - timedelta(days=1)
        return datetime(evening.year, evening.month, evening.day, dice.whole(19, 23), dice.whole(0, 59))  # noqa: DTZ001
    return answered - timedelta(minutes=dice.whole(2, 24), seconds=dice.whole(0, 50))


def _answer(found: Enquiries, lead: Lead, at: datetime, assistant: str, dice: Dice) -> None:
    found.leads.append(lead)
    seconds = timedelta(seconds=dice.whole(2, 9))
    kind = "call"
    if lead.source == CALLED and 9 <= lead.arrived.hour < 18:  # noqa: PLR2004 - the telephone is manned
        missed = dice.chance(_MISSED)
        incoming = Activity("call", lead.arrived + seconds, assistant, None, lead, "in", success=not missed)
        found.answers.append(incoming)
        if not missed:
            return
    elif lead.source != CALLED and dice.chance(_BY_LETTER):
        kind = "email"
    found.answers.append(Activity(kind, at, assistant, None, lead, "out"))


def _put_breaches(world: World, found: Enquiries, dice: Dice) -> None:
    touched: set[int] = set()
    for minutes in (*_LATE, *(_ON_THE_LIMIT,) * _LIMIT_EXAMPLES):
        _delay(world, found, dice, minutes, touched)
    junk = [lead for lead in found.leads if lead.title in JUNK and id(lead) not in touched]
    for _ in range(_NEVER_ANSWERED):
        lead = dice.one(junk)
        junk.remove(lead)
        lead.status = "Не обработан"
        found.answers = [item for item in found.answers if item.lead is not lead]
    # A call that was missed and never returned is no answer.
    lead = dice.one(junk)
    lead.status, lead.source = "Не обработан", CALLED
    found.answers = [item for item in found.answers if item.lead is not lead]
    missed = lead.arrived + timedelta(seconds=4)
    assistant = found.answers[0].employee
    found.answers.append(Activity("call", missed, assistant, None, lead, "in", success=False))


def _delay(world: World, found: Enquiries, dice: Dice, minutes: int, touched: set[int]) -> None:
    """Let one enquiry have come so many working minutes before its answer."""
    start = dice.whole(0, len(found.leads) - 1)
    for lead in (*found.leads[start:], *found.leads[:start]):
        answers = found.of(lead)
        if id(lead) in touched or len(answers) != 1 or answers[0].direction != "out":
            continue
        arrived = answers[0].at - timedelta(minutes=minutes)
        if world.calendar.working_seconds(arrived, answers[0].at) == minutes * 60:
            lead.arrived = arrived
            touched.add(id(lead))
            return


def exhibit(world: World, dice: Dice) -> Enquiries:
    """Forms of visitors to an exhibition, given to one manager all at once: too many for a month.

    Args:
        world: The company.
        dice: The source of chance.
    """
    found, assistant = Enquiries([], []), world.one("assistent")
    for _ in range(_FORMS):
        answered = world.moment(_EXHIBITION, dice)
        lead = Lead(answered - timedelta(minutes=dice.whole(5, 25)), "Анкета посетителя", "Выставка", "", "В работе")
        lead.owner, lead.assigned = world.managers[0].name, answered + timedelta(minutes=20)
        found.leads.append(lead)
        found.answers.append(Activity("call", answered, assistant, None, lead, "out"))
    return found
