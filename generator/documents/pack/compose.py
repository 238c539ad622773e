"""Composes a print pack: documents, orders, sheets, notices, journal, and the inventory of them all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.artifact import Artifact
from generator.documents.editions import ChangedPaper
from generator.documents.pack.journal import journal
from generator.documents.pack.notices import NOTICES, notices
from generator.documents.pack.page import page
from generator.documents.pack.scope import Scope, counted
from generator.documents.pack.sheets import Sheet, document_sheets, employee_sheets, orders
from generator.documents.pack.signed import CHECKLISTS, DESCRIPTIONS, REGULATIONS, Signed, checklists, signed
from generator.word import kinds
from generator.word.inventory.content import inventory
from generator.word.inventory.record import Group, Line
from generator.word.paper import render
from handbook.book import Handbook

INVENTORY, JOURNAL = "00_Опись", "06_Журнал ознакомления.xlsx"


def pack(handbook: Handbook, scope: Scope, changed: Sequence[ChangedPaper] = ()) -> Iterator[Artifact]:
    """Files of a pack; the inventory, which counts them all, comes last.

    A pack of named employees has neither orders nor sheets by document: those were signed when all others signed.

    Args:
        handbook: The company.
        scope: Whom the pack is for and which documents are in it.
        changed: Documents that say something else than a kept edition of them: their readers get notices.

    Raises:
        WordTemplateError: A template of a document has a mistake.
        TemplateMistakeError: The template of the inventory's page has one.
    """
    listing = _Listing(handbook, scope)
    documents = []
    for one in signed(handbook, scope):
        documents.append(one)
        yield one.artifact
    listing.sheets("01_Приказ", made := () if scope.people else tuple(orders(handbook, documents)))
    yield from (sheet.artifact for sheet in made)
    listing.documents(documents)
    for title, sheets in (
        ("04_Листы ознакомления: по документам", () if scope.people else document_sheets(handbook, documents)),
        ("04_Листы ознакомления: по работникам", employee_sheets(handbook, scope, documents)),
    ):
        made = tuple(sheets)
        listing.sheets(title, made)
        yield from (sheet.artifact for sheet in made)
    told = [one for one in changed if one.paper in scope.papers]
    for title, artifacts, whom in (
        (NOTICES, notices(handbook, told, scope), "работнику"),
        (CHECKLISTS, checklists(handbook, scope), "исполнителям"),
    ):
        made = tuple(Sheet(one, _words(one), f"{whom}\u00a0—\u00a01") for one in artifacts)
        listing.sheets(title, made)
        yield from (sheet.artifact for sheet in made)
    yield Artifact(JOURNAL, journal(handbook, scope, documents))
    content = inventory(handbook, scope.words, listing.groups)
    yield Artifact(f"{INVENTORY}.docx", render(handbook, kinds.INVENTORY, content))
    yield Artifact(f"{INVENTORY}.html", page(handbook, content))


def _words(artifact: Artifact) -> str:
    """What a file is called without its folder, its number and its ending."""
    return artifact.path.rpartition("/")[2].partition("_")[2].removesuffix(".docx")


class _Listing:
    """The inventory in the making: lines are numbered through, groups that hold nothing are left out."""

    def __init__(self, handbook: Handbook, scope: Scope) -> None:
        self._handbook, self._scope = handbook, scope
        self._lines = 0
        self.groups: list[Group] = []

    def sheets(self, title: str, sheets: tuple[Sheet, ...]) -> None:
        """Add sheets, of which one copy is printed."""
        self._add(title, [(one.title, one.artifact.path, 1, one.whom) for one in sheets])

    def documents(self, documents: list[Signed]) -> None:
        """Add documents, of which everybody they bind gets a copy."""
        for title in (DESCRIPTIONS, REGULATIONS):
            rows = [
                (one.title, one.artifact.path, *counted(self._handbook, self._scope, one.readers))
                for one in documents
                if one.artifact.path.startswith(f"{title}/")
            ]
            self._add(title, rows)

    def _add(self, title: str, rows: list[tuple[str, str, int, str]]) -> None:
        first = self._lines + 1
        self._lines += len(rows)
        if rows:
            lines = [Line(number, *row) for number, row in enumerate(rows, first)]
            self.groups.append(Group(title.replace("_", ". ", 1), tuple(lines)))
