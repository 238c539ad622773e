"""What the template of a document's acquaintance sheet is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from generator.word.dialect import Named
from generator.word.records import Content


@dataclass(frozen=True, slots=True)
class Reader:
    """A person who signs, or a place for one."""

    number: Annotated[int, Named("номер", "Номер строки")]
    name: Annotated[str, Named("имя", "Фамилия, имя, отчество; пусто, если впишут от руки")]
    position: Annotated[str, Named("должность", "Должность; пусто, если впишут от руки")]
    statement: Annotated[str, Named("отметка", "«ознакомлена», по роду")]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSheet(Content):
    """Everything the template of a document's acquaintance sheet may use."""

    title: Annotated[str, Named("название", "Название документа")]
    document: Annotated[str, Named("с_чем", "С чем знакомятся: «с регламентом», «со стандартом»")]
    digest: Annotated[str, Named("отпечаток", "Первые знаки контрольной суммы документа")]
    footed: Annotated[bool, Named("внизу", "Стоит ли отпечаток внизу страниц документа")]
    readers: Annotated[tuple[Reader, ...], Named("строки", "Кто знакомится")]
