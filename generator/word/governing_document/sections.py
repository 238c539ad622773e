"""Clauses of a document under the numbers the sources give them, since operations cite these."""

from __future__ import annotations

from itertools import groupby

from markupsafe import Markup

from generator.word.governing_document.markdown import blocks
from generator.word.governing_document.record import ClauseText, Section
from generator.word.speech import Speech
from generator.word.words import tidy
from handbook.model.document import Clause, Document


def sections(speech: Speech, document: Document) -> tuple[Section, ...]:
    """Clauses grouped by the first part of their numbers; the heading is what the first of a group says."""
    found = []
    for number, group in groupby(document.clauses, key=_head):
        clauses = tuple(group)
        title = next((tidy(one.section) for one in clauses if one.section), None)
        found.append(Section(title, number, tuple(_clause(speech, one) for one in clauses)))
    return tuple(found)


def numbered_in_a_row(found: tuple[Section, ...]) -> bool:
    """Whether styles of a list would print the very numbers of the sources: 1, 1.1, 1.2, 2, 2.1…

    A section without a heading has no paragraph that could bear its number, so the numbers below it stay text.
    """
    return all(
        section.title is not None
        and section.number == str(place)
        and all(clause.number == f"{place}.{index}" for index, clause in enumerate(section.clauses, 1))
        for place, section in enumerate(found, 1)
    )


def _head(clause: Clause) -> str:
    return _number(clause).partition(".")[0]


def _number(clause: Clause) -> str:
    return tidy(clause.number).strip(" .")


def _clause(speech: Speech, clause: Clause) -> ClauseText:
    title = tidy(clause.title).rstrip(" .") if clause.title else None
    found = blocks(speech, clause.text, title or f"Пункт {_number(clause)}")
    if found and found[0].text is not None:
        return ClauseText(_number(clause), title, found[0].text, found[1:])
    return ClauseText(_number(clause), title, Markup(""), found)
