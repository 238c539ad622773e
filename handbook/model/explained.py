"""What the values of a closed list mean, for the editor that offers them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue


@dataclass(frozen=True, eq=False)
class Explained:
    """Marks a closed list with the meanings of its values, in Russian; meanings of other values do no harm."""

    words: Mapping[str, str]

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> JsonSchemaValue:  # noqa: ANN401 - a core schema
        """The schema of the list with a meaning for each value, as editors look for them."""
        made = handler(schema)
        listed = handler.resolve_ref_schema(made)
        values = listed.get("enum", [listed.get("const")])
        listed["enumDescriptions"] = [self.words[str(value)] for value in values]
        return made


PERIODS = Explained({"day": "рабочий день", "week": "неделя", "month": "месяц", "quarter": "квартал", "year": "год"})
OUTCOMES = Explained({"open": "сделка ещё идёт", "won": "сделка выиграна", "lost": "сделка проиграна"})
ACTIVITIES = Explained(
    {
        "call": "звонок",
        "meeting": "встреча",
        "email": "письмо",
        "message": "сообщение в мессенджере",
        "quote": "коммерческое предложение",
        "visit": "визит к клиенту",
        "other": "другое дело",
    }
)
CUTS = Explained(
    {
        "company": "одной строкой на компанию",
        "owner": "по ответственным",
        "pipeline": "по воронкам",
        "product": "по продуктам",
        "segment": "по сегментам клиентов",
        "stage": "по стадиям",
        "client": "по клиентам",
    }
)
