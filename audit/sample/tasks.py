"""Tasks of the sample: next steps of managers, reminders of payments, the chores before an event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from audit.sample.events import Events
from audit.sample.model import AS_OF, PROJECT, READY, Deal, Dice, World
from audit.sample.money import Invoice
from audit.sample.oracle import available

_SHARE = 0.15
_STEPS = ("Перезвонить по расчёту", "Отправить уточнённый состав", "Напомнить об образце", "Согласовать день показа")
_PAYMENT = "Проверить оплату счёта"
#: Days before an event: what is to be done, and whether it is the marketer's.
_CHORES = (
    (24, "Согласовать текст приглашения", True),
    (16, "Опубликовать анонс", True),
    (15, "Отправить первое письмо", True),
    (12, "Обзвонить первую очередь", False),
    (7, "Отправить второе письмо", True),
    (4, "Обзвонить неответивших", False),
    (1, "Подтвердить участие", False),
    (-1, "Внести анкеты", False),
    (-3, "Сдать отчёт о мероприятии", True),
)
_EVENING = time(18)
#: Hours by which tasks of each kind were done too late; a day is within the norm of ordinary ones.
_LATE, _ON_THE_LIMIT, _NEVER = (26, 30, 49, 75, 120, 170), 24, 2
_LATE_PAYMENTS, _LATE_CHORES = (3, 20, 47), (5, 28)
#: Stages whose deals have a norm of their own.
MONEY_STAGES = frozenset({"Договор и счёт", "Сделка выиграна", "Договор", "Проект продан"})


@dataclass
class Task:
    """A task with its deadline."""

    title: str
    employee: str
    created: datetime
    due: datetime
    done: datetime | None
    deal: Deal | None = None
    number: int = 0


def assign(world: World, deals: Sequence[Deal], invoices: Sequence[Invoice], events: Events, dice: Dice) -> list[Task]:
    """All tasks with the known breaches, numbered in the order of their creation.

    Args:
        world: The company.
        deals: Deals on ready-made solutions and projects.
        invoices: All invoices.
        events: All events.
        dice: The source of chance.
    """
    steps = [task for deal in deals for task in _steps(world, deal, dice)]
    payments = [task for invoice in invoices for task in _payment(world, invoice, dice)]
    chores = [task for _, _, day in events.events for task in _chores(world, day, dice)]
    ordinary = [task for task in steps if task.deal and task.deal.steps[-1].stage not in MONEY_STAGES]
    _be_late([task for task in ordinary if task.due.date() < AS_OF - timedelta(days=10)], (*_LATE, _ON_THE_LIMIT))
    for task in [task for task in ordinary if task.due.date() > AS_OF - timedelta(days=40)][:: 2 * _NEVER][:_NEVER]:
        task.done = None
    _be_late([task for task in payments if task.due.date() < AS_OF - timedelta(days=3)], _LATE_PAYMENTS)
    _be_late(chores, _LATE_CHORES)
    found = sorted((*steps, *payments, *chores), key=lambda task: (task.created, task.employee, task.title))
    for number, task in enumerate(found, 601):
        task.number = number
    return found


def _steps(world: World, deal: Deal, dice: Dice) -> Iterator[Task]:
    staff = {person.name: person for person in world.managers}
    for before, after in zip(deal.steps, deal.steps[1:], strict=False):
        day = after.at.date()
        if deal.pipeline in {READY, PROJECT} and dice.chance(_SHARE) and before.at < after.at - timedelta(days=1):
            due = datetime.combine(day, _EVENING)
            done = min(after.at + timedelta(minutes=dice.whole(5, 60)), due)
            created = before.at + timedelta(minutes=dice.whole(5, 90))
            if available(staff[deal.owner], day) and created < done:
                yield Task(dice.one(_STEPS), deal.owner, created, due, done, deal)


def _payment(world: World, invoice: Invoice, dice: Dice) -> Iterator[Task]:
    """The day after the last day of an invoice that was sent after the delivery."""
    owner = next(person for person in world.managers if person.name == invoice.deal.owner)
    day = world.next_working(invoice.due + timedelta(days=1))
    credit = invoice.issued >= invoice.deal.steps[-1].at.date() and invoice.deal.outcome == "won"
    if credit and day < AS_OF and available(owner, day):
        created = datetime.combine(invoice.issued, time(10, dice.whole(0, 59)))
        title = f"{_PAYMENT} {invoice.number}"
        yield Task(title, owner.name, created, datetime.combine(day, _EVENING), world.moment(day, dice), invoice.deal)


def _chores(world: World, event: date, dice: Dice) -> Iterator[Task]:
    marketer, caller = world.one("marketolog"), world.one("assistent")
    created = world.moment(world.next_working(event - timedelta(days=40)), dice)
    for days, title, is_hers in _CHORES:
        day = event
        for _ in range(abs(days)):
            day += timedelta(days=-1 if days > 0 else 1)
            while not world.working(day):
                day += timedelta(days=-1 if days > 0 else 1)
        due = datetime.combine(day, _EVENING)
        yield Task(title, marketer if is_hers else caller, created, due, world.moment(day, dice))


def _be_late(tasks: Sequence[Task], hours: Sequence[int]) -> None:
    """Tasks at equal distances were done so many hours after their deadline."""
    pace = len(tasks) // (len(hours) + 1)
    for place, late in enumerate(hours, 1):
        tasks[place * pace].done = tasks[place * pace].due + timedelta(hours=late)
