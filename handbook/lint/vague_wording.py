"""Расплывчатая формулировка (vague-wording).

Требование сказано словом, которое нельзя проверить: «своевременно», «качественно», «при необходимости», «надлежащим
образом», «иные обязанности», «и т. д.». Новичок не знает, чего от него ждут, а руководитель не может показать, что это
не сделано.

Слова о сроках («своевременно», «оперативно», «регулярно», «в кратчайшие сроки») не считаются, если рядом, в том же
тексте, стоит норма — `[[norm:…]]`. Цитаты в «кавычках», образцы документов и вопросы новичков не проверяются.

Как исправить: назовите срок, число, условие или закончите перечень.

    text: Ответить клиенту своевременно                  # плохо
    text: Ответить клиенту в срок [[norm:n-reakciya]]    # хорошо

    text: При необходимости позвать инженера             # плохо
    text: Позвать инженера, если стеллажей больше десяти # хорошо
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.prose import OBLIGING, prose, unquoted
from handbook.lint.rule import Remark, Rule

_TERM = "Назовите срок: число, день или норму [[norm:…]]"
_CONDITION = "Назовите условие: в каком случае"
_MEASURE = "Скажите, по чему видно, что сделано хорошо"
_LIST = "Закончите перечень: назовите всё, что имеется в виду"
_ACT = "Скажите, что именно делать: что сверить, с чем и что потом"


@dataclass(frozen=True, slots=True)
class _Vague:
    """A vague turn: letters any of its forms has, all its forms, what to write instead, whether a norm excuses it."""

    stem: str
    pattern: str
    tip: str
    timed: bool = False


_ADJECTIVE = "(?:ый|ая|ое|ые|ого|ой|ому|ую|ым|ых|ыми|ом|о)"
_SOON = "(?:срок|сроки)"
_WORDS: tuple[_Vague, ...] = (
    _Vague("своевременн", rf"(?:не)?своевременн(?:{_ADJECTIVE}|ость\w*)", _TERM, timed=True),
    _Vague("вовремя", "вовремя", _TERM, timed=True),
    _Vague("оперативн", r"оперативно|оперативн\w+ (?:реагирован|решени|обработк|ответ)\w*", _TERM, timed=True),
    _Vague("регулярн", r"регулярно|на регулярной основе|регулярн\w+ (?:контрол|провер)\w*", _TERM, timed=True),
    _Vague("систематически", "систематически", _TERM, timed=True),
    _Vague("периодически", "периодически", _TERM, timed=True),
    _Vague("время от времени", "время от времени", _TERM, timed=True),
    _Vague("кратчайш", rf"в кратчайши[ей] {_SOON}", _TERM, timed=True),
    _Vague("разумны", rf"в разумны[ей] {_SOON}", _TERM, timed=True),
    _Vague("установленн", rf"в установленны[ей] {_SOON}", _TERM, timed=True),
    _Vague("ближайшее время", "в ближайшее время", _TERM, timed=True),
    _Vague("как можно", "как можно (?:быстрее|скорее|раньше)", _TERM, timed=True),
    _Vague("необходимост", "при необходимости|по мере необходимости|в случае необходимости", _CONDITION),
    _Vague("возможност", "по возможности|по мере возможности", _CONDITION),
    _Vague("качественн", r"качественно|качественн\w+ (?:выполнен|исполнен|обслуживан|оформлен|работ)\w*", _MEASURE),
    _Vague("эффективн", r"эффективно|эффективн\w+ (?:выполнен|взаимодейств|работ)\w*", _MEASURE),
    _Vague("образом", "(?:надлежащим|должным) образом", _MEASURE),
    _Vague("установленном порядке", "в установленном порядке", "Назовите документ и пункт"),
    _Vague("обязанност", r"(?:ин|друг|проч)\w+ обязанност\w+", _LIST),
    _Vague("поручени", r"(?:ины|други|прочи)\w+ поручени\w+", _LIST),
    _Vague("и т", r"и\s*т\.\s*[дп]\.?|и так далее|и тому подобное", _LIST),
    _Vague("и др", r"и др\.", _LIST),
    _Vague("и пр", r"и пр\.|и прочее", _LIST),
    _Vague("и друг", r"и други[ехм]+(?=\s*(?:[.;)]|$))", _LIST),
    _Vague("и ины", r"и ины[ехм]+(?=\s*(?:[.;)]|$))", _LIST),
    _Vague("контрол", r"(?:обеспечи|осуществля|осуществи)\w+ (?:\w+ )?контрол[ья]\w*", _ACT),
)
_COMPILED = tuple(
    (word, re.compile(rf"(?<!\w)(?:{word.pattern})(?!\w)".replace(" ", r"[\s\u00a0]+"), re.IGNORECASE))
    for word in _WORDS
)


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every vague turn of a text by which somebody has to act."""
    for written in prose(handbook, OBLIGING):
        lowered = " ".join(written.text.lower().split())
        likely = [pair for pair in _COMPILED if pair[0].stem in lowered]
        if not likely:
            continue
        own = unquoted(written.text)
        normed = "[[norm:" in written.text
        for word, pattern in likely:
            found = None if word.timed and normed else pattern.search(own)
            if found:
                words = " ".join(found[0].split())
                yield Remark(
                    f"расплывчато: «{words.lower()}»",
                    (handbook.spot(written.record, *written.pointer, words=found[0]),),
                    word.tip,
                )


RULE = Rule("vague-wording", Severity.WARNING, check, __doc__)
