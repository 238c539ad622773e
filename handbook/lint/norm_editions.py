"""Редакции нормы не по порядку (norm-editions).

В `limits` редакции стоят не по датам или соседние задают один и тот же предел. Судит норма верно, но прочесть, что
и когда изменилось, нельзя; а редакция, которая ничего не меняет, — обычно забытая правка.

Как исправить: расставьте редакции от ранней к поздней, лишнюю уберите.

    limits:
      - {from: 2026-01-01, max: 45 d}
      - {from: 2026-07-01, max: 30 d}
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.norms import LimitedNorm


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every edition that is older than the one above it, or sets the very same limits."""
    for placed in handbook.norms.values():
        norm = placed.norm
        if not isinstance(norm, LimitedNorm):
            continue
        for index, (before, edition) in enumerate(pairwise(norm.limits), start=1):
            spot = handbook.spot(norm, "limits", index)
            if before.since and edition.since and edition.since < before.since:
                yield Remark(
                    f"редакция нормы «{norm.title}» с {edition.since.isoformat()} стоит после более поздней",
                    (spot,),
                    "Расставьте редакции от ранней к поздней",
                )
            elif (before.min, before.max) == (edition.min, edition.max) and (edition.min or edition.max):
                yield Remark(
                    f"редакция {index + 1} нормы «{norm.title}» задаёт тот же предел: {edition.words}",
                    (spot,),
                    "Уберите её или исправьте предел",
                )


RULE = Rule("norm-editions", Severity.WARNING, check, __doc__)
