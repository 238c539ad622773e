"""What the template of a governing document is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from markupsafe import Markup

from generator.word.dialect import Named
from generator.word.records import Act, NormRow
from generator.word.words import Title


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, an item of a list or a table of the author's text; one of the three is given."""

    text: Annotated[Markup | None, Named("абзац", "Абзац текста")] = None
    item: Annotated[Markup | None, Named("перечисление", "Пункт списка")] = None
    table: Annotated[Markup | None, Named("таблица", "Таблица целиком: её метка пишется {{p … }}")] = None


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A clause."""

    number: Annotated[str, Named("номер", "Номер, под которым на пункт ссылаются")]
    title: Annotated[str | None, Named("название", "Заголовок пункта")]
    text: Annotated[Markup, Named("текст", "Первый абзац")]
    blocks: Annotated[tuple[Block, ...], Named("блоки", "Что идёт за первым абзацем")]


@dataclass(frozen=True, slots=True)
class Section:
    """Clauses under one heading."""

    title: Annotated[str | None, Named("название", "Заголовок раздела")]
    number: Annotated[str, Named("номер", "Номер раздела")]
    clauses: Annotated[tuple[ClauseText, ...], Named("пункты", "Пункты раздела")]


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field of the form or card the document describes."""

    title: Annotated[str, Named("поле", "Название поля")]
    kind: Annotated[str, Named("тип", "Что в него пишут")]
    required: Annotated[str, Named("обязательное", "«да» или «нет»")]
    note: Annotated[str, Named("пояснение", "Как заполнять")]


@dataclass(frozen=True, slots=True)
class UseRow:
    """An operation done by the document."""

    title: Annotated[str, Named("операция", "Название операции")]
    process: Annotated[str, Named("процесс", "Процесс, в котором её выполняют")]
    clauses: Annotated[str, Named("пункты", "По каким пунктам")]


@dataclass(frozen=True, slots=True)
class LaidNorm:
    """A norm the document lays down."""

    clause: Annotated[str, Named("пункт", "Какой пункт её устанавливает")]
    row: Annotated[NormRow, Named("норма", "Показатель, норматив, период и источник")]
    code: Annotated[str, Named("код", "Код нормы: по нему её находят на сайте и в аудите")]


@dataclass(frozen=True, slots=True)
class Naming:
    """How the document is called where."""

    kind: Annotated[str, Named("вид", "«РЕГЛАМЕНТ»")]
    subject: Annotated[str, Named("предмет", "«подготовки коммерческих предложений»")]
    approved: Annotated[str, Named("утверждён", "«УТВЕРЖДЁН», по роду вида")]
    word: Annotated[Title, Named("слово", "«регламент»: склоняется")]
    along: Annotated[str, Named("с_чем", "«со стандартом», «с регламентом»")]
    its: Annotated[str, Named("его", "«его» или «её»: чей экземпляр получают")]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoverningDocument(Act):
    """Everything the template of a governing document may use."""

    naming: Annotated[Naming, Named("название", "Как называется документ")]
    scope: Annotated[str, Named("область", "Область применения, предложение")]
    requirements: Annotated[tuple[str, ...], Named("требования", "Требования к содержанию")]
    linked: Annotated[bool, Named("списком", "Номера пунктов подряд: их ставят стили, иначе они стоят в тексте")]
    sections: Annotated[tuple[Section, ...], Named("разделы", "Разделы с пунктами")]
    fields: Annotated[tuple[FieldRow, ...], Named("поля", "Строки таблицы полей")]
    norms: Annotated[tuple[LaidNorm, ...], Named("нормы", "Нормы, которые документ устанавливает")]
    uses: Annotated[tuple[UseRow, ...], Named("операции", "Операции, которые выполняют по документу")]
    owner: Annotated[Title | None, Named("ведёт", "Кто отвечает за содержание")]
    medium: Annotated[str | None, Named("хранится", "Где хранится")]
    retention: Annotated[str | None, Named("срок", "Сколько хранится")]
    sample: Annotated[tuple[Block, ...], Named("образец", "Заполненный пример")]
