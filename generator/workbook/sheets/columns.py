"""Columns of the kinds that several sheets have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.workbook.codecs import Choice, Lines, Ref, Refs, Whole
from generator.workbook.plan import Column
from handbook.model.base import Target


def ref(title: str, *pointer: str, target: Target = "role", required: bool = False) -> Column:
    """The identifier of one record."""
    return Column(title, pointer, Ref(target), 20, target=target, required=required)


def refs(title: str, *pointer: str, target: Target = "role") -> Column:
    """Identifiers of several records."""
    return Column(title, pointer, Refs(target), 22)


def choice(title: str, key: str, words: Mapping[Any, str], *, required: bool = False) -> Column:
    """One of a few words."""
    return Column(title, (key,), Choice(words), 16, choices=tuple(words.values()), required=required)


def text(title: str, *pointer: str, width: int = 40, required: bool = False) -> Column:
    """A text."""
    return Column(title, pointer, width=width, required=required)


def lines(title: str, *pointer: str, width: int = 44) -> Column:
    """Several texts, one a line."""
    return Column(title, pointer, Lines(), width)


#: What an operation and a role both ask of a person.
COMPETENCY = (
    text("Компетенция", "title", width=40, required=True),
    Column("Уровень", ("level",), Whole(), 10, required=True),
    text("На что влияет", "why", width=60),
)
