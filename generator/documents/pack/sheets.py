"""Sheets of a pack that the program fills in beside the documents: orders and acquaintance sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.artifact import Artifact
from generator.documents.pack.code import code
from generator.documents.pack.scope import Scope
from generator.documents.pack.signed import Signed
from generator.names import tame
from generator.report.safe import clip
from generator.word import kinds
from generator.word.document_sheet.content import document_sheet
from generator.word.employee_sheet.content import employee_sheet
from generator.word.order.content import approved_by, order
from generator.word.paper import render
from generator.word.pictures import Figure
from generator.word.words import tidy
from handbook.book import Handbook
from handbook.model.people import Person, Position
from handbook.model.publication import Order
from handbook.russian import date_short

SHEETS = "04_Листы ознакомления"
BY_DOCUMENT, BY_EMPLOYEE = f"{SHEETS}/По документам", f"{SHEETS}/По работникам"
_CODE = "Номер, редакция и отпечаток для сверки"
#: Documents named by one code, and letters of a number in it: more would not fit, or no telephone would read it.
_IN_CODE, _SAID = 16, 40
_LONGEST_NAME = 180


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a pack: the file, what an inventory calls it, and whom it is for."""

    artifact: Artifact
    title: str
    whom: str


def orders(handbook: Handbook, documents: Sequence[Signed]) -> Iterator[Sheet]:
    """An order for every order the documents name, with all it approves; and a new one for those that name none.

    Raises:
        WordTemplateError: The template has a mistake.
    """
    named = [one.published.order if one.published else None for one in documents]
    issued = sorted({one for one in named if one}, key=lambda one: (one.on, one.number))
    new = [one.paper for one, given in zip(documents, named, strict=True) if given is None]
    every: list[Order | None] = [*issued, None] if new else [*issued]
    for number, one in enumerate(every, 1):
        content = order(handbook, one, approved_by(handbook, one) if one else new)
        words = f"{tidy(one.number)} от {date_short(one.on)}" if one else "новый"
        name = "01_Приказ" if len(every) == 1 else f"01_Приказ {number} ({words})"
        title = f"Приказ {words}" if one else "Приказ: номер и дату впишите при подписании"
        made = render(handbook, kinds.ORDER, content)
        yield Sheet(Artifact(f"{tame(name, _LONGEST_NAME)}.docx", made), title, "в дело\u00a0—\u00a01")


def document_sheets(handbook: Handbook, documents: Sequence[Signed]) -> Iterator[Sheet]:
    """An acquaintance sheet for every document, with all the people of the pack it binds.

    Raises:
        WordTemplateError: The template has a mistake.
    """
    for number, one in enumerate(documents, 1):
        content = document_sheet(handbook, one.paper, one.digest, one.readers)
        figures = _codes(handbook, [one])
        name = _numbered(number, len(documents), _bare(one))
        made = render(handbook, kinds.DOCUMENT_SHEET, content, figures=figures)
        yield Sheet(Artifact(f"{BY_DOCUMENT}/{name}.docx", made), one.title, "подписывают все, остаётся в деле")


def employee_sheets(handbook: Handbook, scope: Scope, documents: Sequence[Signed]) -> Iterator[Sheet]:
    """An acquaintance sheet for every employee; a post nobody is known to hold gets one with a blank for the name.

    Raises:
        WordTemplateError: The template has a mistake.
    """
    bound = {position.id: [one for one in documents if position in one.readers] for position in scope.positions}
    signing = [
        (position, person)
        for position in scope.positions
        if bound[position.id]
        for person in (*scope.holders(handbook, position),) or (None,)
    ]
    for number, (position, person) in enumerate(signing, 1):
        mine = bound[position.id]
        content = employee_sheet(handbook, person, position, {one.paper: one.digest for one in mine})
        figures = _codes(handbook, mine)
        name = _numbered(number, len(signing), _called(person, position))
        made = render(handbook, kinds.EMPLOYEE_SHEET, content, figures=figures)
        yield Sheet(
            Artifact(f"{BY_EMPLOYEE}/{name}.docx", made), _called(person, position), "подписывает сам, остаётся в деле"
        )


def _codes(handbook: Handbook, documents: Sequence[Signed]) -> list[Figure]:
    """Codes that name documents, for a company that wants them."""
    if not handbook.company.papers.qr:
        return []
    said = list(map(_said, documents))
    return [code("\n".join(said[start : start + _IN_CODE]), _CODE) for start in range(0, len(said), _IN_CODE)]


def _said(one: Signed) -> str:
    """What a code says of a document: number, edition, digest."""
    number, edition = (one.published.number, one.published.edition) if one.published else (one.called.title, 1)
    return f"{clip(tidy(number), _SAID)};{edition};{one.digest}"


def _called(person: Person | None, position: Position) -> str:
    return tidy(person.name) if person else f"{tidy(position.title)} (имя впишите)"


def _bare(one: Signed) -> str:
    """The name of a document's file without its folder, its number in the folder and its ending."""
    return one.artifact.path.rpartition("/")[2].removesuffix(".docx").partition("_")[2]


def _numbered(number: int, total: int, words: str) -> str:
    return f"{number:0{max(len(str(total)), 2)}}_{tame(words, _LONGEST_NAME)}"
