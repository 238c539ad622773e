"""Номер документа занят (duplicate-number).

Двум документам — регламентам, должностным инструкциям, положениям, актам — дан один номер (`publication.number`);
регистр букв и лишние пробелы не в счёт. По приказу и по журналу ознакомления не понять, который из них утверждён и
подписан, а команда `approve` по такому номеру не найдёт ни одного.

Как исправить: дайте второму документу следующий свободный номер.

    publication: {number: ДИ-03, date: 2026-01-12}    # менеджер по продажам
    publication: {number: ди-03, date: 2026-01-12}    # логист: плохо
    publication: {number: ДИ-04, date: 2026-01-12}    # логист: хорошо
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.published import Published, publishable, spot
from handbook.russian.text import normalise

_WHOSE = {"document": "документа", "process": "процесса", "position": "должности", "department": "подразделения"}


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every document whose number an earlier one bears."""
    first: dict[str, tuple[str, Published]] = {}
    for what, record in publishable(handbook):
        if record.publication is None:
            continue
        number = record.publication.number
        whose, earlier = first.setdefault(normalise(number), (_WHOSE[what], record))
        if earlier is not record:
            yield Remark(
                f"номер «{number}» уже у {whose} «{earlier.title}»",
                tuple(spot(handbook, one).at("publication", "number") for one in (record, earlier)),
                "Дайте документу свободный номер: по одному номеру двух документов не различить",
            )


RULE = Rule("duplicate-number", Severity.WARNING, check, __doc__)
