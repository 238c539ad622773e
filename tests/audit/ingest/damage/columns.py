"""Columns in another order, under other titles, with cells emptied: no row is damaged by that."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from tests.audit.ingest.damage.drafts import Draft

#: Cells that may be emptied without making the deal another one.
_EMPTIED = ("title", "owner", "amount", "created_at", "client_id")
_LATIN = str.maketrans("АВЕКМНОРСТХаеорсух", "ABEKMHOPCTXaeopcyx")
_CYRILLIC = str.maketrans("ABEKMHOPCTXaeopcyx", "АВЕКМНОРСТХаеорсух")
Renaming = Callable[[Random, str], str]


def shuffled(dice: Random, draft: Draft) -> None:
    order = list(range(len(draft.fields)))
    dice.shuffle(order)
    draft.fields = [draft.fields[place] for place in order]
    draft.titles = [draft.titles[place] for place in order]
    for row in draft.rows:
        row.cells = [row.cells[place] for place in order]


def more_columns(dice: Random, draft: Draft) -> None:
    """Columns that nobody reads, empty ones and one without a title among them."""
    for title in dice.sample(["utm_source", "Теги", "Телефон", "Рабочий email", "Теги", ""], 3):
        place = dice.randrange(1, len(draft.fields))
        draft.fields.insert(place, "")
        draft.titles.insert(place, title)
        for row in draft.rows:
            row.cells.insert(place, dice.choice(("", "", "+7 912 000-00-00", "сайт")))


def emptied(dice: Random, draft: Draft) -> None:
    """Some of the cells are blank."""
    share = dice.choice((0.02, 0.1, 0.3))
    for row in draft.rows:
        for place, name in enumerate(draft.fields):
            if name in _EMPTIED and row.text is None and dice.random() < share:
                row.cells[place] = dice.choice(("", "", " ", "\u00a0") if draft.kind != "xlsx" else ("",))
                row.blank.add(name)


def _upper(_: Random, title: str) -> str:
    return title.upper()


def _lower(_: Random, title: str) -> str:
    return title.lower()


def _padded(dice: Random, title: str) -> str:
    return dice.choice((" ", "\u00a0", "  ")) + title + dice.choice((" ", "\u00a0", "\u200b"))


def _hard_space(dice: Random, title: str) -> str:
    return title.replace(" ", dice.choice(("\u00a0", "  ", "\u202f")))


def _twins(dice: Random, title: str) -> str:
    at = dice.randrange(len(title))
    table = _LATIN if re.search("[а-я]", title) else _CYRILLIC
    return title[:at] + title[at:].translate(table)


def _punctuated(dice: Random, title: str) -> str:
    return dice.choice((f"{title}:", f"{title}.", title.replace(" ", "_"), title.replace(" ", "-"), f"«{title}»"))


#: What a title survives without a doubt.
SURE: tuple[Renaming, ...] = (_upper, _lower, _padded, _hard_space, _twins, _punctuated)


def retitled(dice: Random, draft: Draft) -> None:
    """Titles written another way: every profile still knows them."""
    share = dice.choice((0.2, 0.5, 1.0))
    for place, (name, title) in enumerate(zip(draft.fields, draft.titles, strict=True)):
        if name and dice.random() < share:
            draft.titles[place] = dice.choice(SURE)(dice, title)
        if name == "amount" and dice.random() < share:
            draft.titles[place] = title.strip() + dice.choice((" ₽", ", руб.", " (руб.)", " RUB"))


def renamed(dice: Random, draft: Draft) -> None:
    """Other words that the profile knows in this place."""
    for place, name in enumerate(draft.fields):
        if name in draft.synonyms and dice.random() < 0.6:
            draft.titles[place] = dice.choice(draft.synonyms[name])


def misspelt(dice: Random, draft: Draft) -> None:
    """A slip of the hand in one title, or a word more: the reader may know it by its values, and must not mistake it.

    The number of a deal is left alone: without it a table of deals has nothing to know its rows by.
    """
    place = dice.choice([place for place, name in enumerate(draft.fields) if name not in {"", "deal_id"}])
    title = draft.titles[place].strip()
    at = dice.randrange(1, len(title) - 1)
    draft.titles[place] = dice.choice(
        (
            title[:at] + title[at + 1 :],
            title[:at] + title[at + 1] + title[at] + title[at + 2 :],
            title[:at] + title[at] + title[at:],
            f"{title} основное",
            f"Поле {title.lower()}",
        )
    )
    draft.unsure.add(draft.fields[place])
