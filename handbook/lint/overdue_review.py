"""Просрочен пересмотр (overdue-review).

День, до которого документ, процесс или должностную инструкцию обещали пересмотреть (`publication.review_by`), прошёл.
Регламент, который не перечитывали, расходится с работой, и ему перестают верить.

День проверки — сегодняшний; другой задаётся ключом `check --as-of 2026-12-31`.

Как исправить: перечитайте документ с теми, кто по нему работает; издайте новую редакцию или перенесите `review_by`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import DatedRule, Remark
from handbook.russian.dates import date_short


def check(handbook: Handbook, today: date) -> Iterator[Remark]:
    """Everything published whose review is overdue."""
    for word, records in (
        ("документа", handbook.documents.values()),
        ("процесса", handbook.processes.values()),
        ("должности", handbook.positions.values()),
    ):
        for record in records:
            published = record.publication
            if published is not None and published.review_by is not None and published.review_by < today:
                yield Remark(
                    f"пересмотр {word} «{record.title}» просрочен: обещан до {date_short(published.review_by)}",
                    (handbook.spot(record, "publication", "review_by"),),
                    "Пересмотрите и издайте новую редакцию или перенесите review_by",
                )


RULE = DatedRule("overdue-review", Severity.WARNING, check, __doc__)
