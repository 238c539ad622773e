"""How the documents a company signs are called by papers about them: orders, sheets, inventories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.word.words import genitive, quoted, tidy, title_of
from handbook.addressees import Paper, What
from handbook.book import Handbook
from handbook.model.document import Document
from handbook.model.people import Position
from handbook.published import subject

#: What a document is in the nominative, the genitive and the instrumental, and many of them in the genitive.
_WORDS: dict[What, tuple[str, str, str, str]] = {
    "position": (
        "должностная инструкция",
        "должностной инструкции",
        "должностной инструкцией",
        "должностных инструкций",
    ),
    "process": ("регламент процесса", "регламента процесса", "регламентом процесса", "регламентов процессов"),
    "document": ("документ", "документа", "документом", "документов"),
    "department": (
        "положение о подразделении",
        "положения о подразделении",
        "положением о подразделении",
        "положений о подразделениях",
    ),
}
_FEW = 2


@dataclass(frozen=True, slots=True)
class Called:
    """The names of a document.

    Attributes:
        title: «Должностная инструкция менеджера по продажам».
        genitive: «должностной инструкции менеджера по продажам».
        instrumental: «должностной инструкцией менеджера по продажам».
    """

    title: str
    genitive: str
    instrumental: str


def called(handbook: Handbook, paper: Paper) -> Called:
    """The names of a document of the handbook."""
    record = subject(handbook, paper)
    if isinstance(record, Position):
        rest = genitive(title_of(record.title, record.forms))
    else:
        rest = quoted(tidy(record.title))
    first, *cases, _ = _WORDS[paper.what]
    # An act is called by its own title, which most often says what it is: «Регламент обработки обращений».
    title = tidy(record.title) if isinstance(record, Document) else f"{first.capitalize()} {rest}"
    return Called(title, *(f"{word} {rest}" for word in cases))


def many(papers: Sequence[Paper]) -> str:
    """Documents of one kind or two in the genitive: «должностных инструкций и регламентов процессов»."""
    kinds = list(dict.fromkeys(paper.what for paper in papers))
    if "document" in kinds or len(kinds) > _FEW:
        return "документов"
    return " и ".join(_WORDS[kind][-1] for kind in kinds)
