"""Clients of the sample and the calls that keep them: the key ones every ten days, the others every month or so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from audit.sample.market import FORGOTTEN, KEY_CLIENTS, SLIPPED_KEY, SMALL_CLIENTS, WAREHOUSES
from audit.sample.model import AS_OF, FIRST_DAY, READY, Activity, Deal, Dice, World
from audit.sample.oracle import available
from audit.sample.words import COMPANIES

_EVERY = {True: (9, 11), False: (38, 52)}
_LAST_CALL = (2, 8)
#: Days since the last call to the key client that was let slip.
_SLIPPED = 20
_EARLY = date(2026, 6, 20)
_PURCHASES = 2


@dataclass
class Client:
    """A company that buys."""

    name: str
    owner: str
    created: datetime
    warehouse: str
    segment: str = ""
    ladder: str = ""


def let_small_clients_buy(deals: Sequence[Deal]) -> None:
    """Give the small clients a few early deals that were won; nothing of theirs is open.

    Args:
        deals: Deals on ready-made solutions and projects.
    """
    early = [deal for deal in deals if deal.pipeline == READY and deal.outcome == "won" and deal.company]
    early = [deal for deal in early if deal.closed and deal.closed < _EARLY]
    pace = len(early) // (len(SMALL_CLIENTS) * _PURCHASES)
    for place, name in enumerate(SMALL_CLIENTS):
        for deal in early[place * _PURCHASES * pace :: pace][:_PURCHASES]:
            deal.company = name


def clients_of(world: World, deals: Sequence[Deal], dice: Dice) -> list[Client]:
    """Every client with its owner: whoever has its last deal, else a colleague of one who left.

    Args:
        world: The company.
        deals: Deals of all pipelines.
        dice: The source of chance.
    """
    staying = [person.name for person in world.managers if person.dismissed is None]
    found: list[Client] = []
    for name in (*COMPANIES, *SMALL_CLIENTS):
        mine = [deal for deal in deals if deal.company == name]
        if mine:
            owner = max(mine, key=lambda deal: deal.created).owner
            won = sum(deal.outcome == "won" for deal in mine)
            created = min(deal.created for deal in mine) - timedelta(minutes=dice.whole(20, 50))
            ladder = "Клиент" if won > 1 else "Покупатель" if won else "Посетитель"
            owner = owner if owner in staying else staying[len(found) % len(staying)]
            segment = "Ключевой" if name in KEY_CLIENTS else ""
            found.append(Client(name, owner, created, dice.one(WAREHOUSES), segment, ladder))
    return found


def keep_in_touch(world: World, clients: Sequence[Client], deals: Sequence[Deal], dice: Dice) -> list[Activity]:
    """Calls to clients, each on the client's last deal of that day; the forgotten one is never called.

    Args:
        world: The company.
        clients: The clients.
        deals: Deals of all pipelines.
        dice: The source of chance.
    """
    staff = {person.name: person for person in world.managers}
    found: list[Activity] = []
    for client in (client for client in clients if client.name != FORGOTTEN):
        mine = sorted((deal.created, deal.number) for deal in deals if deal.company == client.name)
        last = _SLIPPED if client.name == SLIPPED_KEY else dice.whole(*_LAST_CALL)
        day = AS_OF - timedelta(days=last)
        while day > FIRST_DAY:
            called = day
            while not (world.working(called) and available(staff[client.owner], called)) and called > FIRST_DAY:
                called -= timedelta(days=1)
            at = world.moment(called, dice)
            bought = [number for created, number in mine if created < at]
            if bought and available(staff[client.owner], called):
                found.append(Activity("call", at, client.owner, bought[-1], direction="out"))
            day -= timedelta(days=dice.whole(*_EVERY[bool(client.segment)]))
    return found
