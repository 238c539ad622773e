"""The journal of acquaintance as a workbook: a row for every person and document, and the register of editions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from generator.documents.pack.scope import Scope
from generator.documents.pack.signed import Signed
from generator.report.book import PRINTED, Book, Column, Style, Value
from generator.word.front import told
from generator.word.words import tidy
from handbook.book import Handbook

#: The date in the properties: a file must have one, and today would differ every day.
_UNDATED = date(2000, 1, 1)
_ACQUAINTANCE = (
    Column("№", 5, Style.INTEGER),
    Column("Фамилия, имя, отчество", 26, Style.WRAPPED),
    Column("Должность", 20, Style.WRAPPED),
    Column("Подразделение", 17, Style.WRAPPED),
    Column("Номер документа", 10),
    Column("Документ", 36, Style.WRAPPED),
    Column("Редакция", 9, Style.INTEGER),
    Column("Дата редакции", 11, Style.DATE),
    Column("Действует с", 11, Style.DATE),
    Column("Отпечаток", 10),
    Column("Дата ознакомления", 14, Style.DATE),
    Column("Подпись получена", 11),
    Column("Примечание", 14, Style.WRAPPED),
)
_CHANGES = (
    Column("Номер документа", 10),
    Column("Документ", 36, Style.WRAPPED),
    Column("Редакция", 9, Style.INTEGER),
    Column("Дата", 11, Style.DATE),
    Column("Содержание изменения", 44, Style.WRAPPED),
    Column("Основание", 30, Style.WRAPPED),
    Column("Приказ", 9),
    Column("Дата приказа", 11, Style.DATE),
    Column("Действует с", 11, Style.DATE),
)


def journal(handbook: Handbook, scope: Scope, documents: Sequence[Signed]) -> bytes:
    """The workbook, the same bytes for the same arguments.

    Args:
        handbook: The company.
        scope: Whose people sign.
        documents: What they sign.
    """
    company = handbook.company
    book = Book(f"Журнал ознакомления: {tidy(scope.words)}", tidy(company.short_name), _UNDATED, company.currency)
    rows = ((number, *row) for number, row in enumerate(_acquaintance(handbook, scope, documents), 1))
    book.sheet("Ознакомление", _ACQUAINTANCE, rows, "Документы никого не касаются", PRINTED)
    book.sheet("Изменения", _CHANGES, _changes(handbook, documents), "Редакций ещё нет", PRINTED)
    return book.content()


def _acquaintance(handbook: Handbook, scope: Scope, documents: Sequence[Signed]) -> Iterator[tuple[Value, ...]]:
    """By person: whoever keeps the journal ticks off a person's documents one after another."""
    departments = {one.id: tidy(one.title) for one in handbook.company.departments}
    for position in scope.positions:
        names = [tidy(person.name) for person in scope.holders(handbook, position)] or [""]
        for name in names:
            for one in documents:
                if position in one.readers:
                    department = departments.get(position.department or "")
                    yield (name, tidy(position.title), department, *_edition(one), None, None, None)


def _edition(one: Signed) -> tuple[Value, ...]:
    published = one.published
    if published is None:
        return (None, one.called.title, None, None, None, one.digest)
    return (
        tidy(published.number),
        one.called.title,
        published.edition,
        published.on,
        published.effective or published.on,
        one.digest,
    )


def _changes(handbook: Handbook, documents: Sequence[Signed]) -> Iterator[tuple[Value, ...]]:
    """Every edition of every document; the order and the day in force are known of the present one."""
    for one in documents:
        published = one.published
        if published is None:
            continue
        number, title = tidy(published.number), one.called.title
        for change in published.changes:
            present = change.edition == published.edition
            order = published.order if present else None
            summary, basis = told(handbook, change)
            yield (
                number,
                title,
                change.edition,
                change.on,
                tidy(summary),
                tidy(basis) or None,
                tidy(order.number) if order else None,
                order.on if order else None,
                (published.effective or published.on) if present else None,
            )
