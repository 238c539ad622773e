"""Наказание рублём (punitive-wording).

Текст обещает работнику штраф, лишение премии или вычет из заработка. Такого взыскания Трудовой кодекс не знает, и
подписанный документ с такими словами спорят первым. Деньги за результат описывает положение об оплате труда:
за что премия начисляется, а не за что её отнимают.

Штрафы по договорам с клиентами и заказчиками не считаются: замечание стоит там, где наказывают работника, и у слова
«штраф» в описании роли или должности. Цитаты в «кавычках» не проверяются.

Как исправить: назовите, за что работник отвечает и что делает руководитель, увидев отклонение.

    on_deviation: Менеджер лишается премии за месяц          # плохо
    on_deviation: Руководитель разбирает сделку с менеджером # хорошо
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.prose import prose, unquoted
from handbook.lint.rule import Remark, Rule
from handbook.model.people import JobProfile

_WORKER = r"(?:работник|сотрудник|менеджер|ассистент|исполнител|подчин[её]нн|персонал)\w*"
_PAY = r"(?:преми|бонус|надбавк|заработн|зарплат|оклад|заработк)\w*"
_FINE = r"(?:о?штраф(?!н)\w*)"
_ALWAYS = re.compile(
    rf"(?<!\w)(?:(?:лиша|лиши|лишен)\w* (?:\w+ ){{0,2}}{_PAY}|депремир\w+|снят\w* (?:\w+ )?(?:преми|бонус)\w*"
    rf"|(?:удерж|вычит|вычет|вычест)\w* из (?:\w+ ){{0,2}}{_PAY}"
    rf"|{_FINE} (?:\w+ ){{0,3}}{_WORKER}|{_WORKER} (?:\w+ ){{0,3}}{_FINE})".replace(" ", r"[\s\u00a0]+"),
    re.IGNORECASE,
)
_IN_A_JOB = re.compile(rf"(?<!\w){_FINE}", re.IGNORECASE)
_STEMS = ("штраф", "преми", "бонус", "надбавк", "заработ", "зарплат", "оклад")


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every text that takes money from an employee."""
    for written in prose(handbook):
        lowered = written.text.lower()
        if not any(stem in lowered for stem in _STEMS):
            continue
        own = unquoted(written.text)
        found = _ALWAYS.search(own)
        if found is None and isinstance(written.record, JobProfile):
            found = _IN_A_JOB.search(own)
        if found:
            yield Remark(
                f"наказание рублём: «{' '.join(found[0].split()).lower()}»",
                (handbook.spot(written.record, *written.pointer, words=found[0]),),
                "Напишите, за что работник отвечает и что делает руководитель; деньги — дело положения об оплате труда",
            )


RULE = Rule("punitive-wording", Severity.WARNING, check, __doc__)
