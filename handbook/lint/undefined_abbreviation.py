"""Сокращение без расшифровки (undefined-abbreviation).

В тексте стоит сокращение заглавными буквами, которого нет в glossary.yaml. Новичок спросит, что это, а на сайте не
будет подсказки при наведении. Сокращение называется один раз — там, где встретилось впервые.

Не проверяются: известные всем (ООО, ИНН, НДС, РФ, ГОСТ, PDF, ГБ…), номера документов (РД-41), римские числа, слова,
выделенные заглавными (НЕ, ВСЕГДА), и сокращения, которые сама запись называет своим кратким названием (`short: КП`).

Как исправить: добавьте термин с `abbreviation` в glossary.yaml или напишите слово полностью.

    terms:
      - {id: kp, term: Коммерческое предложение, abbreviation: КП, definition: Документ клиенту с ценой и сроком}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.book import Handbook, Written
from handbook.finding import Severity
from handbook.lint.prose import plain, prose
from handbook.lint.rule import Remark, Rule
from handbook.russian.numbers import counted

_CAPITALS = re.compile(r"(?<![\w.-])(?:[А-ЯЁ]{2,6}|[A-Z]{2,6})(?!\w|-\d)")
_ROMAN = re.compile(r"[IVXLC]+")
_CODE = re.compile(r"`[^`]*`|https?://\S+")
#: Everybody who comes to work in an office knows these.
_EVERYBODYS = """
ООО АО ПАО ЗАО ОАО ИП ФГУП МУП ГУП НКО РФ СНГ ЕС США ИНН КПП ОГРН ОГРНИП БИК ОКПО ОКВЭД НДС НДФЛ УСН ОСНО ФНС
ФСС ПФР СФР ЕГРЮЛ ЕГРИП МЧС МВД ГОСТ ИСО МЭК ISO IEC СНИП ТУ ЕАЭС ТК ГК НК КОАП ФЗ ФИО СМС СМИ ЦБ ПК ПО СССР МСК УТЦ
PDF DOC DOCX XLS XLSX CSV
TXT XML JSON HTML JPG JPEG PNG ZIP USB IT ID URL WWW SMS QR OK VIP EUR USD RUB CSS API WIFI LAN LTE GPS
КБ МБ ГБ ТБ KB MB GB TB
"""
#: Words that a writer may put in capitals.
_STRESSED = """
НЕ НИ И ИЛИ ДА НЕТ НО ДО БЕЗ ТОЛЬКО ВСЕ ВСЁ ВСЕГДА ВАЖНО ОДИН ДВА НАДО НЕЛЬЗЯ СРАЗУ СТОП КАЖДЫЙ ЕСЛИ
ПОСЛЕ ПЕРЕД ПОТОМ САМ ЛЮБОЙ
"""


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every abbreviation that nothing explains, at its first place."""
    if handbook.lacks("term", "document", "role"):
        return
    known = {*_EVERYBODYS.split(), *_STRESSED.split(), *_explained(handbook)}
    first: dict[str, Written] = {}
    times: dict[str, int] = {}
    for written in prose(handbook):
        if written.text.islower():
            continue
        for word in _CAPITALS.findall(_CODE.sub(" ", plain(written.text))):
            if word not in known and not _ROMAN.fullmatch(word):
                first.setdefault(word, written)
                times[word] = times.get(word, 0) + 1
    for word, written in first.items():
        often = f" ({counted(times[word], 'раз', 'раза', 'раз')} в описании)" if times[word] > 1 else ""
        yield Remark(
            f"сокращение «{word}»{often} нигде не расшифровано",
            (handbook.spot(written.record, *written.pointer, words=word),),
            "Добавьте его в glossary.yaml: abbreviation и definition",
        )


def _explained(handbook: Handbook) -> set[str]:
    """Abbreviations of the glossary, and short names that records give themselves."""
    texts = [handbook.company.name, handbook.company.short_name]
    for term in handbook.terms.values():
        texts += [term.abbreviation or "", term.term, *term.synonyms]
    for records in (handbook.documents, handbook.roles):
        texts += [record.short for record in records.values() if record.short]
    return {word for text in texts for word in _CAPITALS.findall(text)}


RULE = Rule("undefined-abbreviation", Severity.WARNING, check, __doc__)
