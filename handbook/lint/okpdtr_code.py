"""Код ОКПДТР не из шести цифр (okpdtr-code).

Код должности по общероссийскому классификатору состоит из шести цифр. Пятизначные коды — из прежних списков; в
должностной инструкции такой код отошлёт к другой строке или к никакой.

Как исправить: найдите код в действующем классификаторе и впишите в кавычках, или уберите `okpdtr`: он необязателен.

    okpdtr: "246000"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule

_CODE = re.compile(r"\d{6}")


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every code of a position that the classifier in force cannot have."""
    for position in handbook.positions.values():
        if position.okpdtr and not _CODE.fullmatch(position.okpdtr):
            yield Remark(
                f"код ОКПДТР «{position.okpdtr}» не из шести цифр",
                (handbook.spot(position, "okpdtr"),),
                "Впишите код из действующего классификатора, в кавычках, или уберите okpdtr",
            )


RULE = Rule("okpdtr-code", Severity.WARNING, check, __doc__)
