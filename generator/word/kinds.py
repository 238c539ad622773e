"""Kinds of documents: each has a template of its own and a record its template is given."""

from __future__ import annotations

from dataclasses import dataclass

from generator.word.job_description.record import JobDescription


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document.

    Attributes:
        id: Its name in English: ``job-description``; the template is called so.
        title: What a user calls it: «Должностная инструкция».
        record: What its template is given.
    """

    id: str
    title: str
    record: type

    @property
    def template(self) -> str:
        """The template inside ``templates/``, with forward slashes."""
        return f"word/{self.id}.docx"


JOB_DESCRIPTION = Kind("job-description", "Должностная инструкция", JobDescription)

#: Every kind there is.
KINDS: tuple[Kind, ...] = (JOB_DESCRIPTION,)
