"""Terms and abbreviations the handbook uses."""

from __future__ import annotations

from pydantic import Field

from handbook.model.base import Id, Record, Text


class Term(Record):
    """A term with its definition: ``glossary.yaml``."""

    id: Id = Field(title="Идентификатор")
    term: Text = Field(title="Термин")
    abbreviation: Text | None = Field(None, title="Сокращение")
    synonyms: tuple[Text, ...] = Field((), title="Другие названия")
    definition: Text = Field(title="Определение")
