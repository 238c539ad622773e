"""Values of records as a person reads them in a list of changes."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from enum import Enum
from functools import cache
from typing import Any, get_args

from handbook import crossref
from handbook.book import Handbook
from handbook.finding import Severity
from handbook.model.base import Record, Target
from handbook.model.document import KIND_TITLES
from handbook.model.explained import Explained
from handbook.model.process import B2B_TITLES, BLOCK_TITLES, BoundaryTimer
from handbook.model.training import TRAINING_TITLES
from handbook.norms import Quantity
from handbook.russian.dates import date_short
from handbook.russian.numbers import format_number

#: Values of a closed list with their meanings; None for a field that takes any text.
Closed = Mapping[str, str] | None
#: Words of closed lists, whatever field they stand in.
_CHOICES: dict[str, str] = {
    **KIND_TITLES,
    **BLOCK_TITLES,
    **B2B_TITLES,
    **TRAINING_TITLES,
    **{severity.value: severity.word for severity in Severity},
    "to": "владелец передаёт",
    "from": "владелец получает",
    "both": "обмен",
    "crm_record": "запись в CRM",
    "client_document": "документ клиенту",
    "internal_document": "внутренний документ",
    "as-is": "как есть",
    "to-be": "как должно быть",
    "main": "основной",
    "support": "вспомогательный",
    "management": "управляющий",
    "day": "день",
    "week": "неделя",
    "month": "месяц",
    "quarter": "квартал",
    "exclusive": "выбор",
    "parallel": "параллельно",
    "inclusive": "одна или несколько ветвей",
    "open": "открыта",
    "won": "выигрыш",
    "lost": "проигрыш",
    "auto": "подбирает схема",
}


def named(book: Handbook, target: Target, name: str) -> str:
    """The title of a record, or its identifier when there is no such record."""
    if target == "norm" and name in book.norms:
        return book.norms[name].norm.title
    if target == "term" and name in book.terms:
        return book.terms[name].term
    return str(getattr(book.ids(target).get(name), "title", name))


def prose(book: Handbook, text: str) -> str:
    """Prose with references written out: norms by the value of the latest edition, other records by their titles."""

    def words(found: crossref.CrossRef) -> str:
        target = found.known_target
        if found.words or target is None:
            return found.words or found.id
        if target == "norm" and found.id in book.norms:
            return book.norms[found.id].norm.words()
        return f"«{named(book, target, found.id)}»"

    return crossref.expand(text, words)


def shown(book: Handbook, value: Any, target: Target | None = None, *, closed: Closed = None) -> str | None:  # noqa: ANN401 - any field of any record
    """A value in words; None for nothing.

    Args:
        book: The handbook the value belongs to, for titles.
        value: Whatever a field holds.
        target: What the value refers to, when it is an identifier.
        closed: What its values mean, when the field takes one of a closed list.
    """
    if value is None or value == "" or (isinstance(value, tuple | dict) and not value):
        return None
    if isinstance(value, BoundaryTimer):
        return value.words
    if isinstance(value, Record):
        parts = (
            shown(book, getattr(value, name), hint, closed=closed_words(type(value), name))
            for name, _, hint in fields(value)
        )
        return "; ".join(part for part in parts if part)
    if isinstance(value, tuple):
        return ", ".join(part for one in value if (part := shown(book, one, target, closed=closed)))
    if isinstance(value, dict):
        return "; ".join(f"{key}: {shown(book, one) or '—'}" for key, one in value.items())
    return _scalar(book, value, target, closed=closed)


#: How values that are no text read; the first type that fits, so truth stands before numbers.
_READ: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda value: "да" if value else "нет"),
    (Quantity, lambda value: value.words),
    (Enum, lambda value: _CHOICES.get(str(value.value), str(value.value))),
    (date, date_short),
    (time, lambda value: f"{value:%H:%M}"),
    (int, format_number),
    (float, format_number),
)


def _scalar(book: Handbook, value: object, target: Target | None, *, closed: Closed) -> str:
    for kind, words in _READ:
        if isinstance(value, kind):
            return words(value)
    text = str(value)
    if target:
        return named(book, target, text)
    return prose(book, text) if closed is None else closed.get(text, text)


def fields(record: Record) -> list[tuple[str, str, Target | None]]:
    """Fields whose changes matter: all but the paper life of a document and norms, which are compared apart."""
    from handbook.walk import plan

    return [item for item in plan(type(record)) if item[0] not in {"publication", "norms"} or not _apart(record)]


def _apart(record: Record) -> bool:
    """Whether a record is a source of its own, whose norms and publication are looked at apart."""
    return "publication" in type(record).model_fields or "steps" in type(record).model_fields


@cache
def closed_words(cls: type[Record], name: str) -> Closed:
    """What the values of a field mean; None when it takes other values than those of a closed list."""
    field = cls.model_fields[name]
    if "Literal" not in str(field.annotation):
        return None
    explained = [mark.words for mark in (*field.metadata, *_marks(field.annotation)) if isinstance(mark, Explained)]
    return ChainMap(_CHOICES, *map(dict, explained))


def _marks(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 - typing constructs have no common type
    yield from getattr(annotation, "__metadata__", ())
    for part in get_args(annotation):
        yield from _marks(part)
