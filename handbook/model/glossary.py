"""Terms and abbreviations the handbook uses."""

from __future__ import annotations

from pydantic import Field

from handbook.model.base import Id, Record, Text


class Term(Record):
    """A term with its definition: ``glossary.yaml``."""

    id: Id = Field(
        title="Идентификатор", description="Латиницей, через дефис; по нему на запись ссылаются другие файлы: kp-term"
    )
    term: Text = Field(
        title="Термин", description="Слово или оборот, который встречается в описании: «Коммерческое предложение»"
    )
    abbreviation: Text | None = Field(
        None, title="Сокращение", description="Как его сокращают: КП; сокращение на сайте поясняется при наведении"
    )
    synonyms: tuple[Text, ...] = Field(
        (), title="Другие названия", description="Как ещё это называют сотрудники: [оффер, предложение]"
    )
    definition: Text = Field(
        title="Определение", description="Что это значит в вашей компании, одна–две фразы без других терминов"
    )
