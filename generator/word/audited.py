"""What papers made of an audit share: words of a CRM fit to print, short names, how far a fact is from its norm."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from generator.report import words
from generator.report.agenda import Item
from generator.report.objects import is_company
from generator.report.quote import quote
from generator.report.safe import clean, clip
from generator.report.shift import signed
from generator.word.records import Paper
from generator.word.words import quoted, tidy
from handbook.audits.comparison import Change
from handbook.book import Handbook
from handbook.norms.quantity import Unit
from handbook.result import Result, Violation
from handbook.russian import upper_first
from handbook.russian.dates import date_short
from handbook.russian.numbers import DASH, NBSP, money

#: Letters of a name of the CRM that a cell has room for.
NAME, TITLE = 60, 70
#: What stands for objects that nobody owns.
NOBODY = "Без ответственного"
#: How much of a text is looked at for so many letters of it: spaces and marks go.
_SPARE = 4
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
#: No-break spaces stay: they hold a number and its unit together.
_SPACES = re.compile(r"[^\S\u00a0]+")
_DIGITS = 20
_INNER = str.maketrans("«»", "„“")
_STRAIGHT, _PAIR = re.compile('"([^"]*)"'), r"„\1“"
_MINUTES_OF_HOUR = 60
#: Shorter spans read well in minutes.
_LONG = 120
#: A narrow column has no room for the word.
_BRIEF = (("рабочих ", "раб. "), ("рабочего ", "раб. "), ("рабочая ", "раб. "), ("рабочий ", "раб. "))
_HOURS = {Unit.MINUTE.value: Unit.HOUR.value, Unit.WORKING_MINUTE.value: Unit.WORKING_HOUR.value}
_WORD = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*"
_FULL = re.compile(rf"({_WORD}) ([А-ЯЁ])[а-яё]+ ([А-ЯЁ])[а-яё]+(?:вич|вна|ич|чна)")


def dated(as_of: date) -> Paper:
    """The requisites of a paper that nobody approves: it has a date and no number."""
    return Paper("", as_of, 1, None, None, "", issued=False)


def said(text: str | None, limit: int = TITLE) -> str:
    """Words of a CRM on paper: one line without control characters and marks of direction, not too long."""
    plain = _TURNING.sub("", clean((text or "")[: limit * _SPARE]))
    return clip(_SPACES.sub(" ", plain).strip(), limit)


def short_names(names: Iterable[str | None]) -> Mapping[str | None, str]:
    """«Белова И. С.» for everybody whose name is plainly of three parts and whose short name is nobody else's."""
    full = {name: said(name, NAME) if name else NOBODY for name in names}
    short = {name: _shortened(text) for name, text in full.items()}
    borne = Counter(short.values())
    return {name: text if borne[text] == 1 else full[name] for name, text in short.items()}


def _shortened(name: str) -> str:
    found = _FULL.fullmatch(name)
    return f"{found[1]}{NBSP}{found[2]}.{NBSP}{found[3]}." if found else name


def called(item: Item, limit: int = TITLE) -> str:
    """The object with its title, «сделка 2785 «Терминал для отгрузки»»; of a person's own breach, its period."""
    breach = item.breach
    if breach.object_id == breach.owner:
        return upper_first(moment(breach))
    subject = said(item.subject, limit)
    title = said(breach.object_title, limit)
    if is_company(breach) or not title or subject.endswith(title) or title == subject:
        return subject
    return f"{subject} {named(breach.object_title, limit)}"


def named(title: str | None, limit: int = TITLE) -> str:
    """A title of the CRM in guillemets, those inside it of the other kind, even where it is cut."""
    return f"«{clip(_STRAIGHT.sub(_PAIR, said(title, 2 * limit)).translate(_INNER), limit)}»"


def moment(breach: Violation) -> str:
    """When it was: «05.03.2026», «неделя с 02.03.2026»."""
    return said(words.moment(breach.moment))


def beyond(breach: Violation) -> str:
    """How far the fact is beyond the limit: «34 дня», «114,6 раб. часа»; a dash when there is no number."""
    fact, limit, unit = breach.actual, breach.limit, breach.unit
    if fact is None or limit is None or not math.isfinite(fact) or not math.isfinite(limit):
        return DASH
    over = abs(fact - limit)
    if unit in _HOURS and over >= _LONG:
        over, unit = over / _MINUTES_OF_HOUR, _HOURS[unit]
    text = words.measure(over, unit)
    for full, brief in _BRIEF:
        text = text.replace(full, brief)
    return said(text)


def cash(amount: Decimal | None, currency: str) -> str:
    """Money without kopecks; empty when it is not known or nothing."""
    if amount is None or not amount.is_finite() or not amount:
        return ""
    # Sums of more digits have no exact rouble; they are no sums either, but mistakes of an export.
    return said(money(amount.quantize(Decimal(1)) if amount.adjusted() < _DIGITS else amount, currency))


def moved(now: float | None, before: float | None) -> str | None:
    """How a score has moved: «+0,2», «−1,4», «без изменений»; None when one of them is not known."""
    if now is None or before is None:
        return None
    by = words.tenth(now) - words.tenth(before)
    return signed(by) if by else "без изменений"


def badge(change: Change | None) -> str | None:
    """What an earlier audit says of a breach, what is fresh in capitals; nothing when it says nothing."""
    if change is None or change is Change.INCOMPARABLE:
        return None
    return change.word if change is Change.PERSISTING else change.word.upper()


def clause(handbook: Handbook, norm_id: str, result: Result, limit: int) -> str | None:
    """The clause a norm comes from, with its words: «Регламент ведения CRM, пункт 3.3: «Дата закрытия…»»."""
    found = quote(handbook, handbook.norms.get(norm_id), result.as_of)
    if found is None:
        return None
    place = tidy(", ".join(part for part in (found.document, found.clause) if part))
    return f"{place}: {quoted(shortened(tidy(found.text), limit))}" if found.text else place


def shortened(text: str, limit: int) -> str:
    """Words of a text up to a number of letters, with an ellipsis in place of the others."""
    if len(text) <= limit:
        return text
    return f"{text[:limit].rpartition(' ')[0].rstrip(' ,;:.—«') or text[:limit]}…"


def source(breach: Violation) -> str | None:
    """Where the proof stands: «deals.csv, строка 171»."""
    if breach.source_file is None:
        return None
    file = said(breach.source_file)
    return file if breach.source_row is None else f"{file}, строка{NBSP}{breach.source_row}"


def last_day(result: Result) -> str:
    """The last audited day."""
    return date_short(words.last_day(result.as_of))
