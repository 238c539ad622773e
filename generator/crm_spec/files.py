"""The requirements as files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.artifact import Artifact
from generator.crm_spec.markdown import markdown
from generator.crm_spec.spec import crm_spec
from generator.crm_spec.word import word
from generator.crm_spec.workbook import workbook
from handbook.book import Handbook

NAME = "ТЗ на CRM"
FORMATS = ("docx", "xlsx", "md")
_WRITERS = {"docx": word, "xlsx": workbook, "md": markdown}


def crm_spec_files(book: Handbook, formats: Sequence[str] = FORMATS) -> Iterator[Artifact]:
    """The files asked for; none when the description asks nothing of a CRM.

    Args:
        book: The company.
        formats: Some of ``FORMATS``.
    """
    spec = crm_spec(book)
    if not spec.empty:
        for kind in formats:
            yield Artifact(f"{NAME}.{kind}", _WRITERS[kind](spec))
