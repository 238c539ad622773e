"""What the template of an order is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from generator.word.dialect import Named
from generator.word.records import Content, Signature
from generator.word.words import Title


@dataclass(frozen=True, slots=True)
class Approved:
    """A document the order speaks of."""

    number: Annotated[str, Named("номер", "Номер документа")]
    title: Annotated[str, Named("название", "Название документа")]
    edition: Annotated[int, Named("редакция", "Номер редакции")]
    effective: Annotated[date | None, Named("действует", "Дата введения в действие")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Content):
    """Everything the template of an order may use."""

    approves: Annotated[
        bool, Named("утверждает", "Утверждает ли приказ; иначе он вводит в действие утверждённое лицом")
    ]
    subject: Annotated[str, Named("предмет", "Чего приказ касается, родительный падеж")]
    single: Annotated[str | None, Named("единственный", "Единственный документ приказа, родительный падеж")]
    documents: Annotated[tuple[Approved, ...], Named("документы", "Строки перечня документов")]
    effective: Annotated[date | None, Named("вводится", "Дата введения в действие, если она одна на все документы")]
    several_dates: Annotated[bool, Named("по_датам", "У документов разные даты введения в действие")]
    replaced: Annotated[tuple[str, ...], Named("отменяются", "Прежние редакции, пункты списка")]
    hr: Annotated[Title | None, Named("кадровик", "Кто знакомит работников под подпись")]
    signature: Annotated[Signature, Named("подписывает", "Кто подписывает приказ")]
    informed: Annotated[tuple[Signature, ...], Named("исполнители", "Кто знакомится с самим приказом")]
