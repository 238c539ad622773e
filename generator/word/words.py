"""Russian text of documents: titles with their cases, list items, dates and blanks to be filled in by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from handbook.model.base import CaseForms
from handbook.russian import (
    Case,
    clause,
    date_short,
    date_words,
    inflect,
    lower_first,
    sentence,
    typography,
    upper_first,
)

BLANK = "____________"
BLANK_DATE = "«____» ______________ 20___ г."

#: What XML 1.0 cannot hold, and marks that change the direction of the text around them.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACE = re.compile(r"[ \t\r\n\f\v\u0085\u2028\u2029]+")
_AFTER_SHORT_WORD = re.compile("(?<![\\w.-])([А-Яа-яЁё]{1,3})\u00a0(?=[^\\W\\d]|[«(])")
_THOUSANDS = re.compile(r"(?<![\d,.])(\d{1,3}) (?=\d{3}(?!\d))")
_REPEATED = re.compile(r"(?<!\.)\.\.(?!\.)")


@dataclass(frozen=True, slots=True)
class Title:
    """A title that can be put into any case; forms given by a person win over the dictionary."""

    text: str
    forms: tuple[tuple[Case, str], ...] = ()

    def __str__(self) -> str:
        """The title as it is written in the sources."""
        return self.text

    def cased(self, case: Case) -> tuple[str, bool]:
        """The title in a case with a small first letter, and whether the form is certain."""
        if case is Case.NOMINATIVE:
            return lower_first(self.text), True
        form = inflect(self.text, case, forms=dict(self.forms) or None)
        return lower_first(tidy(form.text)), form.confident


def title_of(text: str, forms: CaseForms | None = None) -> Title:
    """A title with its hand-written forms, if there are any."""
    written = {} if forms is None else forms.model_dump(exclude_none=True)
    return Title(tidy(text), tuple((Case(name), tidy(form)) for name, form in written.items()))


@lru_cache(maxsize=8192)
def tidy(text: str) -> str:
    """User's text as one paragraph can hold it: no control characters, single spaces, typographic marks."""
    plain = _SPACE.sub(" ", legible(text)).strip()
    return typeset(_REPEATED.sub(".", plain))


def legible(text: str) -> str:
    """Text without what XML cannot hold and what turns it about; spaces and marks stay."""
    return _ILLEGAL.sub("", text)


def typeset(text: str) -> str:
    """Typographic marks for justified text.

    A no-break space does not stretch when a line is justified, so it stays where a break would be a mistake (numbers
    and their thousands, initials, dashes) and not after every preposition.
    """
    return _THOUSANDS.sub("\\1\u00a0", _AFTER_SHORT_WORD.sub(r"\1 ", typography(text)))


def listed(texts: list[str], *, closed: bool = True) -> tuple[str, ...]:
    """Items of a list with their marks: «;» after each, a full stop after the last.

    Args:
        texts: Items as the sources have them; repeated and empty ones are left out.
        closed: False when the template goes on with items of its own.
    """
    kept = distinct(texts)
    return tuple(clause(text, last=closed and index == len(kept) - 1) for index, text in enumerate(kept))


def distinct(texts: list[str]) -> list[str]:
    """Texts without repetitions; letter case, «ё» and marks at the end make no difference."""
    seen: dict[str, str] = {}
    for text in texts:
        item = tidy(text)
        key = clause(item).casefold().replace("ё", "е").replace("\u00a0", " ")
        if key:
            seen.setdefault(key, item)
    return list(seen.values())


def nominative(value: object) -> str:
    """«менеджер по продажам»."""
    return _cased(value, Case.NOMINATIVE)


def genitive(value: object) -> str:
    """«менеджера по продажам»."""
    return _cased(value, Case.GENITIVE)


def dative(value: object) -> str:
    """«менеджеру по продажам»."""
    return _cased(value, Case.DATIVE)


def accusative(value: object) -> str:
    """«менеджера по продажам» (кого)."""
    return _cased(value, Case.ACCUSATIVE)


def instrumental(value: object) -> str:
    """«менеджером по продажам»."""
    return _cased(value, Case.INSTRUMENTAL)


def prepositional(value: object) -> str:
    """«менеджере по продажам» (о ком)."""
    return _cased(value, Case.PREPOSITIONAL)


def _cased(value: object, case: Case) -> str:
    title = value if isinstance(value, Title) else Title(str(value))
    return title.cased(case)[0]


def upper(value: object) -> str:
    """The text with a capital first letter."""
    return upper_first(str(value))


def lower(value: object) -> str:
    """The text with a small first letter, unless it is a name or an abbreviation."""
    return lower_first(str(value))


def quoted(value: object) -> str:
    """The text in guillemets; quotation marks inside it become „лапки“."""
    return typeset(f"«{value}»")


def digits(value: date | None) -> str:
    """«01.12.2026»; a blank when there is no date."""
    return "____.____.______" if value is None else date_short(value)


def in_words(value: date | None) -> str:
    """«1 декабря 2026 г.»; a blank when there is no date."""
    return BLANK_DATE if value is None else typography(date_words(value))


def item(value: object, last: object = False) -> str:  # noqa: FBT002 - a template writes |пункт(loop.last)
    """An item of a list with «;» or, the last one, with a full stop."""
    return clause(str(value), last=bool(last))


def full_sentence(value: object) -> str:
    """A sentence with a capital first letter and one full stop."""
    return sentence(str(value))


def phrase(text: str) -> str:
    """Text for the middle of a sentence or a cell: a small first letter, no mark at the end."""
    return clause(tidy(text)).removesuffix(";")
