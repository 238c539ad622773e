"""Своё правило на SQL (custom_sql).

Запрос SELECT к каноническим таблицам; каждая возвращённая строка — нарушение со столбцами object_id, owner,
at, actual, limit.

Запрос, который пишет, читает файлы или возвращает другие столбцы, отвергается.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from handbook.model.base import Text
from handbook.norms.base import Edition, Norm


class CustomSql(Norm):
    """A rule of the company written in SQL."""

    kind_title: ClassVar[str] = "Своё правило"
    judged: ClassVar[str] = "строка запроса"

    kind: Literal["custom_sql"] = Field("custom_sql", title="Вид нормы")
    select: Text = Field(title="Запрос")

    def requirement(self, edition: Edition) -> str:  # noqa: ARG002 - this kind has no numeric limit
        """The requirement in Russian."""
        return self.title
