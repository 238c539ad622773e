"""Текст ещё не заполнен (unfilled-text).

Текст начинается со слова «Заполните:» — его оставили `init`, `import xlsx` или `import bpmn` на месте того, чего
не было в исходных данных. На сайте и в документах он выйдет как есть. О каждом таком тексте — своё замечание:
вместе они список того, что осталось дописать.

Как исправить: впишите свой текст целиком, вместе со словом «Заполните».
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule

#: With a colon: «Заполните карточку клиента» is a step like any other. Drafts of diagrams used to begin otherwise.
_LEFT = re.compile(r"\s*(?:Заполните:|Напишите,\s+(?=что даёт компании|где и кем применяется))\s*")
_LONG = 100


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every text that is still the words of a draft."""
    for written in handbook.written:
        left = _LEFT.match(written.text)
        if left and written.target is None:
            words = " ".join(written.text[left.end() :].split()).rstrip(".")
            what = words if len(words) <= _LONG else f"{words[: _LONG - 1]}…"
            yield Remark(
                f"осталось заполнить: {what}" if what else "осталось заполнить текст",
                (handbook.spot(written.record, *written.pointer),),
                f"Впишите свой текст вместо слов «{left.group().strip(' :,')}…»",
            )


RULE = Rule("unfilled-text", Severity.INFO, check, __doc__)
