"""What the template of an inventory is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from generator.word.dialect import Named
from generator.word.records import Content


@dataclass(frozen=True, slots=True)
class Line:
    """A file to be printed."""

    number: Annotated[int, Named("номер", "Номер строки по порядку")]
    title: Annotated[str, Named("название", "Что печатать: номер, название, редакция")]
    file: Annotated[str, Named("файл", "Имя файла в пакете")]
    copies: Annotated[int, Named("экземпляры", "Сколько экземпляров")]
    whom: Annotated[str, Named("кому", "Кому экземпляры")]


@dataclass(frozen=True, slots=True)
class Group:
    """Files of one folder."""

    title: Annotated[str, Named("название", "Название раздела пакета")]
    lines: Annotated[tuple[Line, ...], Named("строки", "Что печатать, по порядку")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory(Content):
    """Everything the template of an inventory may use."""

    whom: Annotated[str, Named("для_кого", "Для кого собран пакет")]
    groups: Annotated[tuple[Group, ...], Named("разделы", "Разделы пакета")]
    copies: Annotated[int, Named("всего", "Всего экземпляров")]
