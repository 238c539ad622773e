"""Word forms made one: a stemmer whose every rule is data, so that the script of the site works by the very same rules.

The endings are those of the Snowball algorithm for Russian. Some things are added. Fleeting vowels are dropped, so that
«звонок» and «звонки» meet, and «согласовать» meets «согласует». A root, coarser than a stem, drops suffixes and
alternations too: «оплатить», «оплачено» and «оплата» have one.

A regular expression here must mean the same to Python and to JavaScript, old browsers too: no look-behind.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

#: Words and numbers: «4.2» is one, «лид-менеджер» two. The text is folded before.
WORD: Final = r"\d+(?:[.,]\d+)+|[0-9a-zа-я]+"

#: Up to the first vowel and after it: endings are looked for only after it.
_PARTS = r"^(.*?[аеиоуыэюя])(.*)$"
_GERUND = r"(?:([ая])(?:в|вши|вшись)|ив|ивши|ившись|ыв|ывши|ывшись)$"
_REFLEXIVE = r"(?:ся|сь)$"
_ADJECTIVE = r"(?:ее|ие|ые|ое|ими|ыми|ей|ий|ый|ой|ем|им|ым|ом|его|ого|ему|ому|их|ых|ую|юю|ая|яя|ою|ею)$"
_PARTICIPLE = r"(?:([ая])(?:ем|нн|вш|ющ|щ)|ивш|ывш|ующ)$"
_VERB = (
    r"(?:([ая])(?:ла|на|ете|йте|ли|й|л|ем|н|ло|но|ет|ют|ны|ть|ешь|нно)|ила|ыла|ена|ейте|уйте|ите|или|ыли|ей|уй|ил|ыл|"
    r"им|ым|ен|ило|ыло|ено|ят|ует|уют|ит|ыт|ены|ить|ыть|ишь|ую|ю)$"
)
_NOUN = (
    r"(?:а|ев|ов|ие|ье|е|иями|ями|ами|еи|ии|и|ией|ей|ой|ий|й|иям|ям|ием|ем|ам|ом|о|у|ах|иях|ях|ы|ь|ию|ью|ю|ия|ья|я)$"
)
#: What is dropped after the endings, one after another; what stands in brackets stays.
_REST = (
    r"и$",
    r"([^аеиоуыэюя][аеиоуыэюя]+[^аеиоуыэюя]+[аеиоуыэюя].*)ость?$",
    r"(?:ейше|ейш)$",
    r"(н)н$",
    r"ь$",
)
#: Nouns that end as a verb or an adjective lose as much in every form: «канал» and «каналы», «лимит» and «лимиту»; what
#: is left of a verb and of the noun made of it becomes one: «согласовать» and «согласование».
_WHOLE = (
    r"^(...*[аяи])л$",
    r"^(...*[ая])н$",
    r"^(..*[^аеиоуыэюя])(?:ов|ев)а$",
    r"^(...+)(?:ит|ем|им)$",
)
#: «звонок» is «звонк», «договор» is «договр»: the same letters are lost in every form.
_FLEETING = r"^(...*[бвгджзклмнпрстфхцчшщ])[оеь]([кцнлрт])$"
_SUFFIX = (
    r"(?:ировани|ирован|ировк|ирова|ир|овани|ован|овк|ова|ывани|ыван|ыва|ивани|иван|ива|авани|ава|ени|ен|ани|ан|яни|ян|"
    r"ацион|ац|ическ|ческ|ельн|ител|ичн|очн|ечн|альн|онн|ов|ок|к|н|а|я|е|и|у)$"
)
#: How a root ends when another ending follows: «подтверждение» and «подтвердить».
_CHANGES = (
    ("вест", "вед"),
    ("вл", "в"),
    ("пл", "п"),
    ("бл", "б"),
    ("мл", "м"),
    ("жд", "д"),
    ("щ", "т"),
    ("ч", "т"),
    ("ц", "к"),
)
#: What is done has a syllable before what is being done: «зарегистрировать» and «регистрация».
_DONE = r"^(?:за|с(?=[^аеиоуыэюя]))(.{6,})$"
#: Forms that have nothing in common but the word.
_ODD = {
    "дня": "ден",
    "дне": "ден",
    "дн": "ден",
    "дни": "ден",
    "дням": "ден",
    "днях": "ден",
    "времен": "врем",
    "люд": "человек",
    "лет": "год",
    "жду": "ждат",
    "ждет": "ждат",
    "ждем": "ждат",
    "жда": "ждат",
    "шел": "ид",
    "шла": "ид",
    "письм": "пис",
    "отобра": "отбр",
    "отбира": "отбр",
    "подобра": "подбр",
    "подбира": "подбр",
    "разобра": "разбр",
    "разбира": "разбр",
}
#: A shorter root says too little of the word.
ROOT_LENGTH: Final = 5

#: Everything a program has to know to find the same stems.
RULES: Final[dict[str, object]] = {
    "word": WORD,
    "parts": _PARTS,
    "gerund": _GERUND,
    "reflexive": _REFLEXIVE,
    "adjective": _ADJECTIVE,
    "participle": _PARTICIPLE,
    "verb": _VERB,
    "noun": _NOUN,
    "rest": list(_REST),
    "whole": list(_WHOLE),
    "fleeting": _FLEETING,
    "suffix": _SUFFIX,
    "changes": [list(pair) for pair in _CHANGES],
    "done": _DONE,
    "odd": _ODD,
    "rootLength": ROOT_LENGTH,
}

_word = re.compile(WORD)
_parts, _gerund, _reflexive = re.compile(_PARTS), re.compile(_GERUND), re.compile(_REFLEXIVE)
_adjective, _participle = re.compile(_ADJECTIVE), re.compile(_PARTICIPLE)
_verb, _noun, _fleeting = re.compile(_VERB), re.compile(_NOUN), re.compile(_FLEETING)
_rest, _whole = tuple(map(re.compile, _REST)), tuple(map(re.compile, _WHOLE))


def folded(text: str) -> str:
    """The text as search reads it: small letters, «е» for «ё», no soft hyphens and stresses."""
    return text.lower().replace("ё", "е").replace("\u00ad", "").replace("\u0301", "")


def words(text: str) -> list[str]:
    """Words and numbers of a text, folded."""
    return _word.findall(folded(text))


@cache
def stem(word: str) -> str:
    """The stem of a folded word; a number or a Latin word is its own."""
    parts = _parts.match(word)
    made = parts[1] + _ending(parts[2]) if parts else word
    made = _ODD.get(made, made)
    for one in _whole:
        made = one.sub(r"\1", made)
    return _fleeting.sub(r"\1\2", made)


def _ending(rest: str) -> str:
    """What follows the first vowel, without its ending."""
    bare = _gerund.sub(_kept, rest, count=1)
    if bare == rest:
        rest = _reflexive.sub("", rest, count=1)
        bare = _adjective.sub("", rest, count=1)
        if bare != rest:
            bare = _participle.sub(_kept, bare, count=1)
        else:
            bare = _verb.sub(_kept, rest, count=1)
            if bare == rest:
                bare = _noun.sub("", rest, count=1)
    for one in _rest:
        bare = one.sub(_kept, bare, count=1)
    return bare


def _kept(match: re.Match[str]) -> str:
    return (match[1] or "") if match.re.groups else ""
